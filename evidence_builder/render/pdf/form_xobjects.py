"""Pages of somebody's file in ours: their objects under new numbers, as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_builder.document.pdf_page import Drawn, Spelling, Stock
    from evidence_builder.render.pdf.file import PdfFile


class Stocks:
    """The stocks of one file; each is written once, whoever shares it."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._firsts: dict[int, tuple[int, Stock]] = {}
        """The number that its first object has here, for each stock by identity."""

    def add(self, drawn: Drawn) -> int:
        """Return the number of the object that draws a page."""
        stock = drawn.stock
        known = self._firsts.get(id(stock))
        if known is None:
            known = self._firsts[id(stock)] = (self._written(stock), stock)
        return known[0] + drawn.form

    def _written(self, stock: Stock) -> int:
        file = self._file
        first = file.reserve(len(stock.objects))
        for number, one in enumerate(stock.objects, first):
            spelled = _spelled(one.spelling, first)
            if one.stream is None:
                file.write(number, spelled)
            else:
                file.write_stream(number, _entries(spelled), one.stream, copied=True)
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
