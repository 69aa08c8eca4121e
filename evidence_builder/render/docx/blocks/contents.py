"""The contents list: entries that lead to their place, with its page number."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Heading
from evidence_builder.render.docx.blocks.splitting import cut
from evidence_builder.render.docx.fields import END, begin
from evidence_builder.render.docx.stylesheet import dotted_tab
from evidence_builder.render.styles import DEEPEST_CONTENTS

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Contents, ContentsEntry, Document
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom
    from evidence_builder.render.docx.paragraphs import ParagraphPiece


def extend(
    body: BodyWriter, column: Column, block: Contents, room: WordRoom, path: Path
) -> None:
    """Add the entries of a contents list to a column.

    If each of them leads to a heading of the outline, they are the result of a field
    that Word can make anew after headings were changed.
    """
    pieces = [
        _entry(body, entry, room, (*path, index))
        for index, entry in enumerate(block.entries)
    ]
    targets = {entry.target for entry in block.entries}
    if pieces and not room.in_cell and targets <= body.outlined:
        # ECMA-376 Part 1 (5th ed.), 17.16.5.68: levels, links, no numbers on the web.
        deepest = max(_level(entry) for entry in block.entries)
        pieces[0].content = begin(f'TOC \\o "1-{deepest}" \\h \\z') + pieces[0].content
        pieces[-1].content += END
    column += pieces


def outlined(document: Document) -> frozenset[str]:
    """Return the anchors of headings that a contents field would find again."""
    return frozenset(
        block.anchor
        for block in document.blocks
        if isinstance(block, Heading)
        and block.anchor
        and block.outlined
        and block.level <= DEEPEST_CONTENTS
    )


def _entry(
    body: BodyWriter, entry: ContentsEntry, room: WordRoom, path: Path
) -> ParagraphPiece:
    lengths = []
    if not body.styles.fluid:
        lengths = [line.length for line in body.geometry.lines[path]]
    # LibreOffice loses a number that stands to the right of a right indent, so long
    # entries are kept from the numbers by breaking their lines here.
    parts = cut(entry.inlines, tuple(accumulate(lengths[:-1])))
    words = "<w:r><w:br/></w:r>".join(map(body.inlines.words, parts))
    line = f"{words}<w:r><w:tab/></w:r>{body.inlines.page(entry.target)}"
    link = body.inlines.to_anchor(entry.target, line)
    piece = body.piece(f"TOC{_level(entry)}", room, path, link)
    if body.styles.numbers_end is not None:
        piece.tabs = dotted_tab(body.styles.numbers_end)
    return piece


def _level(entry: ContentsEntry) -> int:
    return min(max(entry.level, 1), DEEPEST_CONTENTS)
