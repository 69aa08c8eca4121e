"""What the blocks of one Word document share, and their paragraphs.

Space stands only after a paragraph; what a heading wants above itself is added to
the paragraph before it, as in the layout that the page numbers come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from evidence_builder.render.docx.blocks.splitting import cut
from evidence_builder.render.docx.paragraphs import ParagraphPiece, parted
from evidence_builder.render.docx.stylesheet import SIZES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline
    from evidence_builder.render.docx.blocks.room import WordRoom
    from evidence_builder.render.docx.breaks import Breaks
    from evidence_builder.render.docx.inlines import RunWriter
    from evidence_builder.render.docx.numbering import ListNumbering
    from evidence_builder.render.docx.paragraphs import TablePiece
    from evidence_builder.render.docx.style_map import StyleMap
    from evidence_builder.render.layout.geometry import Geometry
    from evidence_builder.render.styles import Look

Column: TypeAlias = "list[ParagraphPiece | TablePiece]"
Path: TypeAlias = tuple[int, ...]
AddBlock: TypeAlias = "Callable[[BodyWriter, Column, Block, WordRoom, Path], None]"


@dataclass(slots=True, eq=False, repr=False)
class BodyWriter:
    """Writes blocks; holds what the blocks of one document share."""

    add_block: AddBlock
    """Adds one; it knows all kinds of them."""
    look: Look
    styles: StyleMap
    inlines: RunWriter
    numbering: ListNumbering
    breaks: Breaks
    geometry: Geometry
    """Where everything stands, as the layout knows it."""
    outlined: frozenset[str]
    """The anchors of headings that stand in the outline."""
    heights: Mapping[Path, float]
    """How high rows and heads are that take more than half a page."""
    pictures: int = 0
    """How many pictures there are so far."""
    has_tall_rows: bool = False
    """Whether a row so far is, or may be, taller than a page."""

    def column(
        self, blocks: Sequence[Block], room: WordRoom, path: Path = ()
    ) -> Column:
        """Return the paragraphs and tables of a column of blocks.

        Args:
            path: Leads to what the blocks belong to.
        """
        column: Column = []
        for index, block in enumerate(blocks):
            self.add_block(self, column, block, room, (*path, index))
        return column

    def add(self, column: Column, block: Block, room: WordRoom, path: Path) -> None:
        """Add a block to a column."""
        self.add_block(self, column, block, room, path)

    def piece(
        self, style: str, room: WordRoom, path: Path, content: str = ""
    ) -> ParagraphPiece:
        """Return a paragraph that stands in a room, on a new page where one begins."""
        usual = SIZES[style].indent
        left = room.x if style == "Quote" else room.x + usual
        bar = None if room.bar is None or room.in_cell else left - room.bar
        if style == "Quote" and left == usual:
            bar = None
        return ParagraphPiece(
            content=content,
            style=style,
            after=SIZES[style].space_after,
            new_page=self.begins(room, path),
            left=None if left == usual else left,
            align=room.align,
            right=room.inset,
            bar=bar,
        )

    def begins(self, room: WordRoom, path: Path) -> bool:
        """Return whether what comes next begins a page; in a cell nothing does."""
        return not room.in_cell and self.breaks.begins(path)

    def pieces(
        self,
        style: str,
        room: WordRoom,
        path: Path,
        inlines: tuple[Inline, ...],
        anchor: str | None = None,
    ) -> list[ParagraphPiece]:
        """Return inlines as a paragraph, or as several if pages begin in them.

        A page break in the line would do for Word; LibreOffice numbers a list anew
        after it and forgets the style.
        """
        first = self.piece(style, room, path)
        offsets = self.breaks.inside(path)
        if not offsets:
            runs = self.inlines.runs(inlines)
            first.content = self.inlines.bookmarks.mark(anchor, runs)
            return [first]
        parts = cut(inlines, offsets)
        each = [self.inlines.runs(part) for part in parts]
        first.content = self.inlines.bookmarks.mark(anchor, each[0])
        return parted(first, each[1:])
