"""On which page everything is once a document has been set in a template.

Our layout knows its own fonts and sizes only. Where this computer has LibreOffice,
that is asked instead; it sets a page nearly as Word does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evidence_builder.attachments import office
from evidence_builder.attachments.pdf_destinations import destinations, spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ROUNDS: Final = 3
"""How often LibreOffice is asked at most."""


def settled(
    write: Callable[[Mapping[str, int], int], bytes],
    names: Mapping[str, str],
    pages: Mapping[str, int],
    count: int,
) -> tuple[bytes, bool]:
    """Return a file with the page numbers that its template makes of it.

    A number with more figures than the one before may move what follows it, so that
    the pages are looked up again then.

    Args:
        write: Makes the file from the page of each anchor and the number of pages.
        names: Anchor → bookmark.
        pages: The page of each anchor so far.
        count: How many pages there are so far.

    Returns:
        The file, and whether its numbers were looked up.
    """
    data = write(pages, count)
    for round_ in range(_ROUNDS):
        found = _pages(data)
        if found is None:
            return data, round_ > 0
        places, count = found
        before = pages
        pages = {
            anchor: places.get(spelled(names[anchor]), page)
            for anchor, page in pages.items()
        }
        data = write(pages, count)
        if _figures(pages) == _figures(before):
            break
    return data, True


def _figures(pages: Mapping[str, int]) -> list[int]:
    return [len(str(page)) for page in pages.values()]


def _pages(data: bytes) -> tuple[Mapping[str, int], int] | None:
    """Return place → page, and how many pages there are; None if nobody knows."""
    pdf = office.with_places(data)
    return None if pdf is None else destinations(pdf)
