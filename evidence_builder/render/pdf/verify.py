"""Reopen a PDF that was written, and compare it with what was composed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from evidence_builder.document.blocks import AttachedPage, Heading
from evidence_builder.render.unsound import UnsoundOutputError, expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.document.blocks import Block, Document
    from evidence_builder.render.layout.layout import Layout

_DEEPEST_OUTLINE = 3


def verify(data: bytes, document: Document, layout: Layout) -> None:
    """Check that all that was composed is there, and that what leads, leads somewhere.

    That is every page, link, outline entry, attached page and embedded file.

    Raises:
        UnsoundOutputError: Something is not as it was composed.
    """
    with pikepdf.open(io.BytesIO(data)) as file:
        expect("pages", layout.page_map.page_count, len(file.pages))
        pages = {page.objgen for page in file.pages}
        # A reference that runs over a line's end is two links on paper.
        links = sum(_lead_to(pages, page.obj.get("/Annots")) for page in file.pages)
        sheets = layout.sheets()
        wanted = layout.links + sum(len(sheet.links) for sheet in sheets.values())
        expect("links", wanted, links, exactly=False)
        outlined = sum(map(_outlined, document.blocks)) + sum(
            anchor.outline is not None
            for sheet in sheets.values()
            for anchor in sheet.anchors
        )
        expect("outline entries", outlined, _outline(pages, file.Root.get("/Outlines")))
        attached = sum(isinstance(block, AttachedPage) for block in document.blocks)
        drawn = sum(
            number in sheets and _has_form(page.obj)
            for number, page in enumerate(file.pages, 1)
        )
        expect("attached pages", max(attached, len(sheets)), drawn)
        expect("embedded files", len(document.embedded), _embedded(file.Root))


def _outlined(block: Block) -> bool:
    return (
        isinstance(block, Heading)
        and block.outlined
        and block.level <= _DEEPEST_OUTLINE
    )


def _has_form(page: pikepdf.Object) -> bool:
    """Whether a page has something to draw that consists of more than pixels."""
    objects = page.Resources.get("/XObject")
    return objects is not None and any(
        xobject.get("/Subtype") == "/Form" for xobject in objects.values()
    )


def _embedded(root: pikepdf.Object) -> int:
    """Return how many files are embedded whole."""
    names = root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", ())
    streams = [names[n].EF.F for n in range(1, len(names), 2)]
    return sum(stream.Params.Size == stream.Length for stream in streams)


def _lead_to(pages: set[tuple[int, int]], links: pikepdf.Object | None) -> int:
    """Return how many links lead to a place in the document."""
    count = 0
    for link in links or ():
        destination = link.get("/Dest")
        if destination is not None:
            _resolve(destination, pages)
            count += 1
    return count


def _outline(pages: set[tuple[int, int]], root: pikepdf.Object | None) -> int:
    return 0 if root is None else sum(1 for _ in _entries(root, pages))


def _entries(
    parent: pikepdf.Object, pages: set[tuple[int, int]]
) -> Iterator[pikepdf.Object]:
    entry = parent.get("/First")
    while entry is not None:
        _resolve(entry.get("/Dest"), pages)
        yield entry
        yield from _entries(entry, pages)
        entry = entry.get("/Next")


def _resolve(destination: pikepdf.Object | None, pages: set[tuple[int, int]]) -> None:
    if destination is None or destination[0].objgen not in pages:
        raise UnsoundOutputError("a link of the PDF leads nowhere")
