"""Pages of somebody's file in ours: their objects under new numbers, as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_builder.document.pdf_page import DrawnPage, PdfObjects, Spelling
    from evidence_builder.render.pdf.file import PdfFile


class FormXObjects:
    """The form XObjects of one file; each is written once, whoever shares it.

    ISO 32000-1:2008, 8.10.
    """

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._firsts: dict[int, tuple[int, PdfObjects]] = {}
        """The number that its first object has here, for each pool by identity."""

    def add(self, drawn: DrawnPage) -> int:
        """Return the number of the object that draws a page."""
        pool = drawn.pool
        known = self._firsts.get(id(pool))
        if known is None:
            known = self._firsts[id(pool)] = (self._written(pool), pool)
        return known[0] + drawn.form

    def _written(self, pool: PdfObjects) -> int:
        file = self._file
        first = file.reserve(len(pool.objects))
        for number, member in enumerate(pool.objects, first):
            spelled = _spelled(member.spelling, first)
            if member.stream is None:
                file.write(number, spelled)
            else:
                file.write_stream(number, _entries(spelled), member.stream, copied=True)
        return first


def _spelled(spelling: Spelling, first: int) -> str:
    return "".join(
        [
            f"{first + part} 0 R" if isinstance(part, int) else part.decode("latin-1")
            for part in spelling
        ]
    )


def _entries(dictionary: str) -> str:
    """Return what stands between the brackets of a dictionary."""
    return dictionary.strip().removeprefix("<<").removesuffix(">>")
