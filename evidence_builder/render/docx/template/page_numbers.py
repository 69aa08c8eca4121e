"""On which page everything is once a document has been set in a template.

Our layout knows its own fonts and sizes only. The caller may know a program that sets
a page nearly as Word does, and that is asked instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

PagesOf: TypeAlias = Callable[
    [bytes, Iterable[str]], tuple[Mapping[str, int], int] | None
]
"""Tells the page of each of a file's bookmarks, from one, and how many pages there
are; None where nobody knows."""

_ROUNDS: Final = 3
"""How often it is asked at most."""


def settled(
    write: Callable[[Mapping[str, int], int], bytes],
    names: Mapping[str, str],
    pages: Mapping[str, int],
    count: int,
    pages_of: PagesOf,
) -> tuple[bytes, bool]:
    """Return a file with the page numbers that its template makes of it.

    A number with more figures than the one before may move what follows it, so that
    the pages are looked up again then.

    Args:
        write: Makes the file from the page of each anchor and the number of pages.
        names: Anchor → bookmark.
        pages: The page of each anchor so far.
        count: How many pages there are so far.
        pages_of: Sets a file and tells its pages.

    Returns:
        The file, and whether its numbers were looked up.
    """
    data = write(pages, count)
    for round_ in range(_ROUNDS):
        known = pages_of(data, names.values())
        if known is None:
            return data, round_ > 0
        places, count = known
        before = pages
        pages = {
            anchor: places.get(names[anchor], page) for anchor, page in pages.items()
        }
        data = write(pages, count)
        if _figures(pages) == _figures(before):
            break
    return data, True


def _figures(pages: Mapping[str, int]) -> list[int]:
    return [len(str(page)) for page in pages.values()]
