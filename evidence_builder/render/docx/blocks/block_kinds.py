"""Each kind of block as Word paragraphs and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from evidence_builder.document import blocks
from evidence_builder.document.coverage_picture import CoveragePicture
from evidence_builder.render.attached import in_words
from evidence_builder.render.docx.blocks import (
    contents,
    figures,
    forms,
    lists,
    tables,
    tiles,
)
from evidence_builder.render.docx.blocks.room import style_of
from evidence_builder.render.docx.inlines import text_runs
from evidence_builder.render.docx.paragraphs import parted
from evidence_builder.render.styles import (
    DEEPEST_HEADING,
    DEEPEST_OUTLINE,
    SPACE_BEFORE_HEADING,
)
from evidence_builder.wording.documents.render import drawn_in_pdf, no_room_in_table

if TYPE_CHECKING:
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom

_NEW_LINE = "<w:r><w:br/></w:r>"


def add_block(  # noqa: C901, PLR0912 - one case for each kind of block, and no other
    body: BodyWriter, column: Column, block: blocks.Block, room: WordRoom, path: Path
) -> None:
    """Add a block to a column."""
    match block:
        case blocks.Paragraph():
            style = style_of(block, room)
            column += body.pieces(style, room, path, block.inlines, block.anchor)
        case blocks.Heading():
            _heading(body, column, block, room, path)
        case blocks.ListBlock():
            lists.extend(body, column, block, room, path)
        case blocks.Table():
            tables.extend(body, column, block, room, path)
        case blocks.Figure():
            figures.extend(body, column, block, room, path)
        case blocks.FormLine():
            forms.extend(body, column, block, room, path)
        case blocks.CodeBlock():
            _code(body, column, room, path)
        case blocks.Quotation():
            quoted = room.quoted(path)
            for index, inner in enumerate(block.blocks):
                body.add(column, inner, quoted, quoted.below(index))
        case blocks.PageBreak():
            if not room.in_cell:
                body.breaks.ask()
        case blocks.AttachedPage():
            _attached(body, column, block, room, path)
        case CoveragePicture():
            tiles.extend(body, column, block, room, path)
        case blocks.Contents():
            contents.extend(body, column, block, room, path)
        case _:
            assert_never(block)


def _heading(
    body: BodyWriter, column: Column, block: blocks.Heading, room: WordRoom, path: Path
) -> None:
    level = min(max(block.level, 1), DEEPEST_HEADING)
    if column and not room.in_cell:
        column[-1].after += SPACE_BEFORE_HEADING[level]
    outlined = block.outlined and level <= DEEPEST_OUTLINE
    style = f"Heading{level}" if outlined else f"NarrativeHeading{level}"
    if room.in_cell:
        style = "TableSubheading"
    column += body.pieces(style, room, path, block.inlines, block.anchor)


def _attached(
    body: BodyWriter,
    column: Column,
    block: blocks.AttachedPage,
    room: WordRoom,
    path: Path,
) -> None:
    """Add what tells of a page that Word cannot draw, on a page of its own."""
    if room.in_cell:
        for paragraph in in_words(block, no_room_in_table()):
            body.add(column, paragraph, room, path)
        return
    body.breaks.ask()
    for paragraph in in_words(block, drawn_in_pdf()):
        body.add(column, paragraph, room, path)
    body.breaks.ask()


def _code(
    body: BodyWriter,
    column: Column,
    room: WordRoom,
    path: Path,
) -> None:
    """Add a code block to a column: one paragraph, or one for each page.

    Lines too long for the page are broken here as in the layout: anywhere. Word
    breaks between words and would need more lines.
    """
    first = body.piece("CodeBlock", room, path)
    offsets = body.breaks.inside(path)
    done = 0
    pages: list[list[str]] = [[]]
    for words, length in body.geometry.lines[path]:
        if done in offsets:
            pages.append([])
        pages[-1].append(text_runs(words))
        done += length
    first.content, *later = map(_NEW_LINE.join, pages)
    column += parted(first, later)
