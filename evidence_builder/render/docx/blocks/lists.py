"""Lists: each item's blocks, with a real bullet or number on the first paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Paragraph
from evidence_builder.render.docx.blocks.room import style_of
from evidence_builder.render.docx.limits import DEEPEST_LIST
from evidence_builder.render.docx.numbering import usual_left
from evidence_builder.render.styles import LIST_INDENT

if TYPE_CHECKING:
    from evidence_builder.document.blocks import ListBlock
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom
    from evidence_builder.render.docx.paragraphs import ParagraphPiece


def extend(
    body: BodyWriter, column: Column, block: ListBlock, room: WordRoom, path: Path
) -> None:
    """Add a list to a column; a numbered one counts anew."""
    level = min(room.depth, DEEPEST_LIST)
    style = "ListNumber" if block.ordered else "ListBullet"
    if room.in_cell:
        style = room.body
    number = body.numbering.bullets
    if block.ordered:
        number = body.numbering.restarted(block.start, level)
    indent = body.geometry.lists[path]
    for index, item in enumerate(block.items):
        inner = room.item((*path, index), indent)
        rest = item
        if item and isinstance(item[0], Paragraph):
            pieces = _labelled(body, item[0], inner, style)
            rest = item[1:]
        else:
            # A label without a paragraph stands on a line of its own.
            pieces = [body.piece(style, inner, inner.below(0))]
            pieces[0].after = 0.0
        first = pieces[0]
        if first.style != "ListBullet" or level:
            # The style has the bullet of an outermost list.
            first.list_number, first.list_level = number, level
        if first.bar is not None:
            first.bar -= indent
        first.left, first.hanging = inner.x, indent
        if inner.x == usual_left(level) and indent == LIST_INDENT:
            first.left, first.hanging = None, 0.0
        column += pieces
        for offset, other in enumerate(rest, len(item) - len(rest)):
            body.add(column, other, inner, inner.below(offset))


def _labelled(
    body: BodyWriter, block: Paragraph, room: WordRoom, style: str
) -> list[ParagraphPiece]:
    """Return the paragraph that has the label, on each of its pages."""
    own = style_of(block, room)
    style = style if own == room.body else own
    pieces = body.pieces(style, room, room.below(0), block.inlines, block.anchor)
    for piece in pieces[1:]:
        if piece.style in {"ListBullet", "ListNumber"}:
            piece.style = "ListContinue"
    return pieces
