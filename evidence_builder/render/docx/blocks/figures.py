"""Pictures with their captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.docx.blocks import widths
from evidence_builder.render.docx.paragraphs import ParagraphPiece
from evidence_builder.render.docx.pictures import drawing
from evidence_builder.render.docx.stylesheet import ROLE_STYLES, SIZES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Figure
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom

_CAPTION_GAP = 4.0


def extend(
    body: BodyWriter, column: Column, block: Figure, room: WordRoom, path: Path
) -> None:
    """Add a picture and its caption to a column.

    It is as high as in the layout that the page numbers come from.
    """
    caption = room.body if room.in_cell else "Caption"
    known = None if room.in_cell or body.fluid else body.heights.get(path)
    height = room.max_height if known is None else known
    if known is None and block.caption:
        looks = SIZES[caption]
        lines = widths.line_lengths(block.caption, looks, room.width)
        below = len(lines) * looks.leading + _CAPTION_GAP
        height = max(height - below, height / 4)
    width, height = _size(block, room.width, height)
    last = column[-1] if column else None
    if isinstance(last, ParagraphPiece) and last.style == ROLE_STYLES["small"]:
        # A line of small words directly above belongs to the picture.
        last.keep = True
    body.pictures += 1
    picture = drawing(
        body.inlines.package.add_picture(block.image),
        body.pictures,
        width=width,
        height=height,
        alt=block.alt or "Picture",
    )
    marked = body.inlines.bookmarks.mark(block.anchor, picture)
    piece = body.piece("Figure", room, path, marked)
    piece.align = ""
    piece.keep = bool(block.caption)
    column.append(piece)
    if block.caption:
        piece.after = _CAPTION_GAP
        captions = body.pieces(caption, room, path, block.caption)
        captions[0].align = ""
        column += captions


def _size(block: Figure, width: float, height: float) -> tuple[float, float]:
    image = block.image
    scale = 72 / image.dpi if image.dpi > 0 else 1.0
    wide, high = max(image.width, 1) * scale, max(image.height, 1) * scale
    smaller = min(1.0, width / wide, height / high)
    return wide * smaller, high * smaller
