"""Pictures with their captions, no larger than there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Span
from evidence_builder.document.inlines import Text
from evidence_builder.render.layout.boxes import BoxAnchor, Element, FigureBox, TextBox
from evidence_builder.render.layout.geometry import PictureSize
from evidence_builder.render.layout.imagefile import read_header
from evidence_builder.render.layout.room import text_box
from evidence_builder.render.styles import CAPTION_GAP, FIGURE_SPACE_AFTER, STYLES
from evidence_builder.wording.documents import render as wording

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Figure, Image
    from evidence_builder.document.inlines import Inline
    from evidence_builder.render.layout.boxes import Boxes, Path
    from evidence_builder.render.layout.room import BlockSetter, ColumnRoom
    from evidence_builder.render.layout.runs import Setter

_LEAST_SHARE = 0.25
"""How much of the page a picture may take, whatever else has to stand on it."""
_HAIR = 0.01


def extend(
    stacker: BlockSetter, boxes: Boxes, block: Figure, room: ColumnRoom, path: Path
) -> None:
    """Add a picture and its caption to a column of boxes.

    What has to stand on the same page above the picture, such as a heading, leaves it
    so much less room. A line of small words directly above belongs to it too.

    A picture that is none is reported, and its words stand in its place.
    """
    setter = stacker.setter
    anchors = [BoxAnchor(0.0, block.anchor)] if block.anchor else []
    if read_header(block.image) is None:
        told = wording.picture_not_shown(name=block.alt or wording.picture())
        setter.sink.report(
            codes.IMAGE_UNREADABLE,
            Span(setter.title),
            wording.picture_unusable(name=block.alt, kind=block.image.kind.upper()),
        )
        element = Element("P", room.parent)
        words = _words(setter, (Text(told),), room, path, element)
        words.anchors = anchors
        words.keep = bool(block.caption)
        boxes.append(words)
        taken = 0.0
        if block.caption:
            boxes.append(_caption(setter, block, room, path))
            taken = boxes[-1].height + CAPTION_GAP
        stacker.geometry.pictures[path] = _size(block.image, room, taken)
        return
    # ISO 14289-1:2014, 7.3: a figure has an alternative in words.
    element = Element("Figure", room.parent, alt=block.alt or wording.picture())
    caption = _caption(setter, block, room, path) if block.caption else None
    taken = caption.height + CAPTION_GAP if caption else 0.0
    if not stacker.fluid:
        taken += _above(boxes)
        # A hair less, or what fits exactly may not, by the error of one sum.
        taken += _HAIR if taken else 0.0
    size = stacker.geometry.pictures[path] = _size(block.image, room, taken)
    boxes.append(
        FigureBox(
            x=room.x,
            width=size.width,
            height=size.height,
            space_after=CAPTION_GAP if caption else FIGURE_SPACE_AFTER,
            keep=caption is not None,
            path=path,
            anchors=anchors,
            bars=room.bars,
            image=block.image,
            element=element,
        )
    )
    if caption:
        boxes.append(caption)


def _above(boxes: Boxes) -> float:
    """Return how much stands above a picture and keeps with it."""
    last = boxes[-1] if boxes else None
    if isinstance(last, TextBox) and last.style is STYLES["small"]:
        last.keep = True
    height = 0.0
    for box in reversed(boxes):
        if not box.keep:
            break
        height += box.height + box.space_after
    return height


def _caption(setter: Setter, block: Figure, room: ColumnRoom, path: Path) -> TextBox:
    return _words(setter, block.caption, room, path, Element("P", room.parent))


def _words(
    setter: Setter,
    inlines: tuple[Inline, ...],
    room: ColumnRoom,
    path: Path,
    element: Element,
) -> TextBox:
    style = room.style("caption")
    lines = setter.lines(inlines, style, room.width)
    return text_box(lines, style, room, path, element)


def _size(image: Image, room: ColumnRoom, taken: float) -> PictureSize:
    """Return the size of a picture, its own or smaller where there is less room."""
    most = max(room.max_height - taken, room.max_height * _LEAST_SHARE)
    scale = 72 / image.dpi if image.dpi > 0 else 1.0
    wide, high = max(image.width, 1) * scale, max(image.height, 1) * scale
    smaller = min(1.0, room.width / wide, most / high)
    return PictureSize(wide * smaller, high * smaller)
