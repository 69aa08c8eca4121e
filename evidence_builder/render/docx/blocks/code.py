"""Code blocks: text shown letter for letter, in the lines that the layout has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.docx.blocks import widths
from evidence_builder.render.docx.inlines import text_runs
from evidence_builder.render.docx.paragraphs import parted
from evidence_builder.render.styles import STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import CodeBlock
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom

_NEW_LINE = "<w:r><w:br/></w:r>"


def extend(
    body: BodyWriter, column: Column, block: CodeBlock, room: WordRoom, path: Path
) -> None:
    """Add a code block to a column: one paragraph, or one for each page.

    Lines too long for the page are broken here as in the layout: anywhere. Word
    breaks between words and would need more lines.
    """
    looks = STYLES["code"]
    first = body.piece("CodeBlock", room, path)
    offsets = body.breaks.inside(path)
    done = 0
    pages: list[list[str]] = [[]]
    within = room.width - 2 * looks.indent
    for words, length in widths.code_lines(block.text, looks, within):
        if done in offsets:
            pages.append([])
        pages[-1].append(text_runs(words))
        done += length
    first.content, *later = map(_NEW_LINE.join, pages)
    column += parted(first, later)
