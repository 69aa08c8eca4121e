"""Pages of somebody's file: each on a sheet of its own, with its stamp in a strip."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from evidence_builder.render.layout import boxes
from evidence_builder.render.layout.measure import width_of
from evidence_builder.render.layout.placement import place
from evidence_builder.render.layout.runs import run_of
from evidence_builder.render.styles import STYLES
from evidence_builder.wording.documents import render as words

if TYPE_CHECKING:
    from evidence_builder.document.blocks import AttachedPage
    from evidence_builder.render.layout.placement import Placement
    from evidence_builder.render.layout.room import ColumnRoom
    from evidence_builder.render.layout.runs import Setter

SIDE = 36.0
"""What the words of a strip leave free at the left and at the right."""
_GAP = 18.0
"""At least this much between the stamp and the number of the page."""


def sheet(setter: Setter, block: AttachedPage, room: ColumnRoom) -> boxes.SheetBox:
    """Return the box of a page; what leads from it has to be somewhere."""
    placement = place(block.drawn, setter.look.paper)
    outline = (
        boxes.OutlineHeading(block.level, block.heading or block.title)
        if block.outlined
        else None
    )
    stamp = _stamp(setter, block, placement, boxes.Element("P", room.parent))
    alt = f"{block.title}: {block.words}" if block.words else block.title
    element = boxes.Element("Figure", room.parent, alt=alt or words.page())
    links = []
    for rectangle, target in block.links:
        area = placement.on_sheet(rectangle)
        if area is not None:
            setter.wanted.add(target)
            links.append((area, boxes.Hyperlink(target=target)))
    return boxes.SheetBox(
        x=0.0,
        width=placement.sheet_width,
        height=placement.sheet_height,
        anchors=[boxes.BoxAnchor(0.0, block.anchor, outline)],
        drawn=block.drawn,
        placement=placement,
        stamp=stamp,
        element=element,
        links=links,
        links_element=boxes.Element("P", room.parent) if links else None,
    )


def _stamp(
    setter: Setter, block: AttachedPage, placement: Placement, element: boxes.Element
) -> boxes.TextBox:
    """Return the one line of the stamp."""
    style = STYLES["stamp"]
    room = placement.sheet_width - 2 * SIDE - _GAP - _number_width(setter.digits)
    setter.heading = block.title
    return boxes.TextBox(
        x=SIDE,
        width=room,
        height=style.leading,
        lines=[setter.short_line(block.stamp, style, room)],
        style=style,
        element=element,
    )


def _number_width(digits: int) -> float:
    """Return the room that "Page n of m" needs at the other end of the strip."""
    longest = "0" * digits
    return _stamp_width(words.page_of(number=longest, count=longest))


@cache
def _stamp_width(text: str) -> float:
    return width_of(text, run_of(STYLES["stamp"]))
