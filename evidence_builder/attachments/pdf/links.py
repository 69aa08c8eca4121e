"""Links of a PDF that lead to its own pages, and where its bookmarks are."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf

from evidence_builder.attachments.pdf.geometry import bounding_box
from evidence_builder.attachments.pdf.objects import (
    DAMAGE,
    box,
    entries,
    flags,
    identity,
    items,
    member,
    name,
)
from evidence_builder.document.pdf_page import PageLink, Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evidence_builder.attachments.pdf.geometry import PageSpace

# ISO 32000-1:2008, 12.5.3, table 165: bit 2 (Hidden)
_HIDDEN: Final = 2
_LINKS: Final = 1_000
"""The most links of one page."""
_NAMES: Final = 100_000
"""The most named places of one file."""


class Destinations:
    """Where in a file its links lead."""

    def __init__(self, pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Page]) -> None:
        self._root = pdf.Root
        self._pages = {page.obj.objgen: number for number, page in enumerate(pages, 1)}
        self._named: dict[bytes, object] | None = None

    def links(self, page: pikepdf.Object, space: PageSpace) -> Iterator[PageLink]:
        """Yield the links of a page, in their order."""
        links = [
            annotation
            for annotation in items(member(page, "/Annots"))
            if name(member(annotation, "/Subtype")) == "/Link"
        ]
        for link in links[:_LINKS]:
            if flags(member(link, "/F")) & _HIDDEN:
                continue
            rectangle = box(member(link, "/Rect"))
            number = self._page(link)
            if number is None or rectangle is None:
                continue
            left, bottom, right, top = bounding_box(rectangle, space.matrix)
            rectangle = Rectangle(
                round(max(left, 0.0), 3),
                round(max(bottom, 0.0), 3),
                round(min(right, space.width), 3),
                round(min(top, space.height), 3),
            )
            if rectangle.left < rectangle.right and rectangle.bottom < rectangle.top:
                yield PageLink(rectangle, number)

    def _page(self, link: object) -> int | None:
        """Return the number of the page that a link leads to.

        ISO 32000-1:2008, 12.3.2, 12.5.6.5, table 173, and 12.6.4.2, table 199.
        """
        target = member(link, "/Dest")
        if target is None:
            action = member(link, "/A")
            if name(member(action, "/S")) != "/GoTo":
                return None
            target = member(action, "/D")
        if isinstance(target, pikepdf.String | pikepdf.Name):
            target = self._places().get(_key(target))
        if isinstance(target, pikepdf.Dictionary):
            target = member(target, "/D")
        first = next(items(target), None)
        if isinstance(first, int):
            return first + 1 if 0 <= first < len(self._pages) else None
        return self._pages.get(identity(first))

    def _places(self) -> dict[bytes, object]:
        # ISO 32000-1:2008, 12.3.2.3, and 7.7.4, table 31
        if self._named is None:
            tree = member(member(self._root, "/Names"), "/Dests")
            self._named = dict(_leaves(tree))
            for key, value in entries(member(self._root, "/Dests")):
                self._named.setdefault(key.encode(), value)
        return self._named


def bookmark_pages(
    data: bytes, bookmarks: Iterable[str]
) -> tuple[Mapping[str, int], int] | None:
    """Return bookmark → page, from one, of those in a PDF that LibreOffice has made.

    With it comes the number of pages; None for no sound PDF.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            pages = {
                name.removeprefix("/"): numbers[identity(next(items(target), None))]
                for name, target in entries(member(pdf.Root, "/Dests"))
            }
    except DAMAGE:
        return None
    # LibreOffice spells ``_`` as its code, 5F.
    spelled = {bookmark: bookmark.replace("_", "5F") for bookmark in bookmarks}
    known = {name: pages[key] for name, key in spelled.items() if key in pages}
    return known, len(numbers)


def _key(target: pikepdf.Object) -> bytes:
    return str(target).encode() if isinstance(target, pikepdf.Name) else bytes(target)


def _leaves(tree: object) -> Iterator[tuple[bytes, object]]:
    """Yield the entries of a name tree, whatever loops it has.

    ISO 32000-1:2008, 7.9.6, table 36.
    """
    waiting, met, count = [tree], set[tuple[int, int]](), 0
    while waiting:
        node = waiting.pop()
        number = identity(node)
        if number != (0, 0) and number in met:
            continue
        met.add(number)
        waiting += items(member(node, "/Kids"))
        names = [*items(member(node, "/Names"))]
        for key, value in zip(names[::2], names[1::2], strict=False):
            count += 1
            if count > _NAMES:
                return
            if isinstance(key, pikepdf.String):
                yield bytes(key), value
