"""A document laid out, and the function that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_builder.diagnostics import in_order
from evidence_builder.document.blocks import AttachedPage, PageBreak, Table
from evidence_builder.document.inlines import Text
from evidence_builder.render.layout import garbage
from evidence_builder.render.layout.block_boxes import Stacker
from evidence_builder.render.layout.boxes import Element, RowBox, SheetBox
from evidence_builder.render.layout.pagination import Flow
from evidence_builder.render.layout.result import TALL_SHARE, PageMap
from evidence_builder.render.layout.room import page_room
from evidence_builder.render.layout.runs import Setter
from evidence_builder.render.styles import (
    ACCENT,
    FOREIGN_HEADING,
    STYLES,
    Look,
    look_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.document.blocks import Document
    from evidence_builder.render.layout.boxes import (
        Boxes,
        OutlineEntry,
        Path,
        Placed,
        Position,
    )
    from evidence_builder.render.layout.geometry import Geometry
    from evidence_builder.render.styles import PageGeometry

_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Every box on its page, and where everything is that something leads to."""

    look: Look
    page_map: PageMap
    pages: tuple[tuple[Placed, ...], ...]
    diagnostics: tuple[Diagnostic, ...]
    positions: Mapping[str, Position]
    outline: tuple[OutlineEntry, ...]
    structure: Element
    """The root of the logical structure, ``Document``."""
    links: int
    """How many times something refers to an anchor, entries of contents included."""
    digits: int
    """For how many digits of a page number room is kept free."""

    def sheets(self) -> dict[int, SheetBox]:
        """Return the pages that are of somebody's file, by their numbers."""
        numbers = range(1, len(self.pages) + 1)
        return {n: sheet for n in numbers if (sheet := self.sheet(n))}

    def sheet(self, page: int) -> SheetBox | None:
        """Return what a page is if it is one of somebody's file; else None."""
        placed = self.pages[page - 1]
        box = placed[0].box if placed else None
        return box if isinstance(box, SheetBox) else None


def lay_out(document: Document) -> Layout:
    """Put every block of a document on its page.

    The same document always comes out the same. There is at least one page.

    Raises:
        ValueError: Something refers to an anchor that no block has, or two blocks
            have the same anchor; both are faults of whoever composed the document.
    """
    digits = max(_FEWEST_DIGITS, len(str(_fewest_pages(document))))
    with garbage.paused():
        layout = _laid_out(document, digits)
        needed = len(str(layout.page_map.page_count))
        # Rarely a document grows past 999 pages without looking like it beforehand.
        return layout if needed <= digits else _laid_out(document, needed)


def geometry_on(paper: PageGeometry, document: Document) -> Geometry:
    """Return the geometry of a document whose fonts and pages are somebody else's."""
    look = Look(paper, ACCENT, STYLES)
    stacker = Stacker(Setter(title=document.title, look=look), fluid=True)
    room = page_room(Element("Document", None), look)
    height = room.max_height - FOREIGN_HEADING
    with garbage.paused():
        stacker.stack(document.blocks, room._replace(max_height=height))
    return stacker.geometry


def _laid_out(document: Document, digits: int) -> Layout:
    look = look_of(document)
    setter = Setter(title=document.title, look=look, digits=digits)
    root = Element("Document", None)
    _check_header_footer(setter, document)
    stacker = Stacker(setter)
    boxes = stacker.stack(document.blocks, page_room(root, look))
    heights = _heights(boxes, look)
    flow = Flow(look.paper.text_height)
    flow.run(boxes)
    missing = sorted(setter.wanted - flow.positions.keys())
    if missing:
        msg = f"references to anchors that do not exist: {', '.join(missing)}"
        raise ValueError(msg)
    return Layout(
        look=look,
        page_map=PageMap(
            page_count=len(flow.pages),
            targets={
                anchor: position.page for anchor, position in flow.positions.items()
            },
            starts=tuple(flow.starts),
            heights=heights,
            geometry=stacker.geometry,
        ),
        pages=tuple(map(tuple, flow.pages)),
        diagnostics=in_order(setter.sink.diagnostics),
        positions=flow.positions,
        outline=tuple(flow.outline),
        structure=root,
        links=setter.links,
        digits=digits,
    )


def _heights(boxes: Boxes, look: Look) -> dict[Path, float]:
    """Return the heights of rows and heads that take much of a page."""
    tall = look.paper.text_height * TALL_SHARE
    heights = {}
    for box in boxes:
        if isinstance(box, RowBox):
            if box.table.head_height > tall:
                heights[box.path[:-1]] = box.table.head_height
            if box.height > tall and not box.is_head:
                heights[box.path] = box.height
    return heights


def _check_header_footer(setter: Setter, document: Document) -> None:
    """Report what cannot be shown at the head and the foot of the pages."""
    for words in (document.header_left, document.header_right, document.footer_left):
        setter.lines((Text(words),), STYLES["header"], setter.look.paper.text_width)


def _fewest_pages(document: Document) -> int:
    """Return a number of pages that the document is likely to have, or fewer."""
    pages = 1
    rows = 0
    for block in document.blocks:
        if isinstance(block, PageBreak | AttachedPage):
            pages += 1
        elif isinstance(block, Table):
            rows += len(block.rows)
        else:
            rows += 1
    return pages + rows // 40
