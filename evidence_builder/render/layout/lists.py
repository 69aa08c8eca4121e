"""Lists: each item's blocks, with its bullet or number beside the first line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Paragraph
from evidence_builder.render.layout.boxes import Element, Fragment, Line, TextBox
from evidence_builder.render.layout.measure import width_of
from evidence_builder.render.layout.room import text_box
from evidence_builder.render.layout.runs import run_of
from evidence_builder.render.styles import LIST_INDENT, STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import ListBlock
    from evidence_builder.render.layout.boxes import Boxes, Path
    from evidence_builder.render.layout.room import BlockSetter, ColumnRoom

_BULLETS = "•\u2013"
_LABEL_GAP = 4.0


def extend(
    stacker: BlockSetter, boxes: Boxes, block: ListBlock, room: ColumnRoom, path: Path
) -> None:
    """Add the boxes of a list to a column."""
    style = room.body if room.in_cell else STYLES["list"]
    run = run_of(style)
    labels = _labels(block, room.depth)
    widest = max((width_of(label, run) for label in labels), default=0.0)
    indent = max(LIST_INDENT, widest + _LABEL_GAP)
    stacker.geometry.lists[path] = indent
    # ISO 32000-1:2008, 14.8.4.3.3; ISO 14289-1:2014, 7.6.
    list_element = Element("L", room.parent)
    for index, (item, label) in enumerate(zip(block.items, labels, strict=True)):
        element = Element("LI", list_element)
        label_element = Element("Lbl", element)
        inner = room._replace(
            parent=Element("LBody", element),
            x=room.x + indent,
            width=max(room.width - indent, 1.0),
            path=(*path, index),
            body=style,
            depth=room.depth + 1,
            align="left",
            direct=len(item) == 1 and isinstance(item[0], Paragraph),
        )
        begin = len(boxes)
        if not (item and isinstance(item[0], Paragraph)):
            # The label alone, above what is not a paragraph.
            line = Line([], 0)
            bare = text_box([line], style, inner, inner.below(0), inner.parent)
            bare.keep = bool(item)
            bare.space_after = 0.0 if item else style.space_after
            boxes.append(bare)
        stacker.extend(boxes, item, inner)
        first = boxes[begin] if begin < len(boxes) else None
        if isinstance(first, TextBox):
            first.label = Fragment(room.x - first.x, label, run)
            first.label_element = label_element


def _labels(block: ListBlock, depth: int) -> list[str]:
    if block.ordered:
        return [f"{block.start + n}." for n in range(len(block.items))]
    return [_BULLETS[depth % len(_BULLETS)]] * len(block.items)
