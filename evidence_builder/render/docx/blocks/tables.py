"""Tables: real header rows, fixed columns, and a new table where a page begins.

LibreOffice ignores a page break inside a table, so a table that goes on to another
page is several tables, each with the same head.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from evidence_builder.markup.wordml import twips
from evidence_builder.markup.xml import escaped
from evidence_builder.render import styles
from evidence_builder.render.docx.paragraphs import ParagraphPiece, TablePiece
from evidence_builder.render.docx.table_styles import LOOKS, border, head_row, shade
from evidence_builder.render.layout.tables import edges_of, gutters, span_of

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Cell, Row, Table
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom

_BAR = 2.5
_PICTURE_SHARE = 0.75
_REPEATABLE = 0.5
"""How much of a page a head may take and still be repeated."""
_TALL = 0.9
"""A row that seems higher than this share of a page may be taller than a page."""
_WHOLE = 0.75
"""A row that seems lower than this share of a page is never split."""
_SPACED = frozenset(("TableText", "TableLabel", "TableSubheading"))
"""The styles of paragraphs in cells that stand apart from what follows."""
_ALIGNS = {"left": "", "right": "right", "centre": "center"}


def extend(
    body: BodyWriter, column: Column, block: Table, room: WordRoom, path: Path
) -> None:
    """Add a table to a column, in as many parts as pages begin in it."""
    if not block.rows and not block.head:
        return
    edges = list(map(twips, edges_of(block, room.width)))
    writer = _Writer(body, block, room, edges, gutters(block, len(edges) - 1), path)
    new_page = body.begins(room, (*path, 0))
    rows = [writer.head()]
    repeated = writer.head_repeats
    for index, row in enumerate(block.rows):
        if index and body.begins(room, (*path, index)):
            column.append(writer.table(rows, new_page=new_page, continued=True))
            new_page = True
            rows = [writer.head()] if repeated else []
        rows.append(writer.row(row, index))
    column.append(writer.table(rows, new_page=new_page))


@dataclass(slots=True, eq=False, repr=False)
class _Writer:
    """Writes the rows of one table."""

    body: BodyWriter
    block: Table
    room: WordRoom
    edges: list[int]
    gutters: list[float]
    path: Path
    rooms: dict[tuple[int, int, str, float], WordRoom] = field(default_factory=dict)
    """The rooms of cells: most rows have the same."""
    head_repeats: bool = True
    """Whether the head is low enough to stand on each page."""

    def table(
        self, rows: list[str], *, new_page: bool, continued: bool = False
    ) -> TablePiece:
        """Return rows as a table."""
        block = self.block
        first_row, first_column = int(bool(block.head)), int(block.row_headers)
        summary = ""
        if block.summary:
            summary = f'<w:tblDescription w:val="{escaped(block.summary)}"/>'
        columns = "".join(
            f'<w:gridCol w:w="{after - before}"/>'
            for before, after in pairwise(self.edges)
        )
        content = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{LOOKS[block.look]}"/>'
            f'<w:tblW w:w="{self.edges[-1]}" w:type="dxa"/>'
            f'<w:tblInd w:w="{twips(self.room.x)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            # The flags of tblLook: ECMA-376 Part 1 and Part 4 (val), 17.4.
            f'<w:tblLook w:val="{0x0600 | first_row << 5 | first_column << 7:04X}" '
            f'w:firstRow="{first_row}" w:lastRow="0" w:firstColumn="{first_column}" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{summary}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )
        return TablePiece(
            content=content,
            after=styles.TABLE_SPACE_AFTER,
            new_page=new_page,
            continued=continued,
        )

    def head(self) -> str:
        """Return the head rows."""
        # Only the first of them is reached by what a style says of head rows.
        head = "".join(
            self.row(row, None, head=head_row(self.body.look) if index else "")
            for index, row in enumerate(self.block.head)
        )
        page = self.body.look.paper.text_height
        self.head_repeats = self._height(None) <= page * _REPEATABLE
        # LibreOffice moves a table whose head leaves no room for the first row.
        return head if self.head_repeats else head.replace("<w:tblHeader/>", "")

    def row(self, row: Row, index: int | None, *, head: str | None = None) -> str:
        """Return a row.

        Args:
            index: Its number among the rows; None in the head.
            head: What a head row's cells have beyond the style; None for other rows.
        """
        cells = []
        column = 0
        height = self._height(index)
        for cell in row.cells:
            content = self._content(row, cell, column, height, is_head=head is not None)
            last = column + span_of(cell)
            looks = _looks(row, cell, first=column == 0) if head is None else head
            cells.append(self._cell(content, column, last, looks))
            column = last
        if column < len(self.edges) - 1:
            empty = (
                f'<w:p><w:pPr><w:pStyle w:val="{self._style(row, 1)}"/></w:pPr></w:p>'
            )
            looks = _looks(row, None, first=column == 0) if head is None else head
            cells.append(self._cell(empty, column, len(self.edges) - 1, looks))
        page = self.body.look.paper.text_height
        if height > page * _TALL:
            self.body.has_tall_rows = True
        # ECMA-376 Part 1 (5th ed.), 17.4 (cantSplit, tblHeader).
        # A height of which anything is known here is more than half a page.
        splits = height >= page * _WHOLE or (self.body.fluid and height > 0)
        properties = "" if splits else "<w:cantSplit/>"
        if head is not None:
            properties += "<w:tblHeader/>"
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"

    def _content(
        self, row: Row, cell: Cell, column: int, height: float, *, is_head: bool
    ) -> str:
        style = self._style(row, column, is_head=is_head)
        key = (column, span_of(cell), style, height)
        room = self.rooms.get(key)
        if room is None:
            room = self.rooms[key] = self._room(*key)
        pieces = self.body.column(cell.blocks, room)
        if not pieces:
            pieces.append(ParagraphPiece(content="", style=style, after=0.0))
        if column == 0 and row.anchor:
            mark = self.body.inlines.bookmarks.mark(row.anchor, pieces[0].content)
            pieces[0].content = mark
        # The styles of cells have no space after: most cells are one paragraph.
        for piece in pieces[:-1]:
            if isinstance(piece, ParagraphPiece) and piece.style in _SPACED:
                piece.after = styles.STYLES["cell"].space_after
        pieces[-1].after = 0.0
        return "".join([piece.xml() for piece in pieces])

    def _room(self, column: int, span: int, style: str, height: float) -> WordRoom:
        left, right = self.edges[column], self.edges[column + span]
        columns = self.block.columns
        align = columns[column].align if column < len(columns) else "left"
        inset = self.gutters[column] if span == 1 else 0.0
        return self.room._replace(
            path=(),
            x=0.0,
            width=max((right - left) / 20 - 2 * styles.CELL_PADDING_X - inset, 1.0),
            max_height=self.room.max_height * _PICTURE_SHARE,
            body=style,
            in_cell=True,
            row_height=height,
            depth=0,
            align=_ALIGNS[align],
            inset=inset,
            bar=None,
        )

    def _style(self, row: Row, column: int, *, is_head: bool = False) -> str:
        if is_head or row.heading:
            return "TableHeading"
        muted = self.block.look == "fields" and column == 0
        return "TableLabel" if muted else "TableText"

    def _cell(self, content: str, column: int, last: int, looks: str) -> str:
        # ECMA-376 Part 1 (5th ed.), 17.4 (tcPr), in the order of its schema.
        span = f'<w:gridSpan w:val="{last - column}"/>' if last > column + 1 else ""
        width = self.edges[last] - self.edges[column]
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{looks}</w:tcPr>'
            f"{content}</w:tc>"
        )

    def _height(self, index: int | None) -> float:
        """Return how high a row or the head is; nothing if that is not high."""
        if self.room.in_cell:
            return self.room.row_height
        path = self.path if index is None else (*self.path, index)
        return self.body.heights.get(path, 0.0)


def _looks(row: Row, cell: Cell | None, *, first: bool) -> str:
    """Return borders, shade and margins of a cell beyond the table's style."""
    bar = margin = ""
    if row.tone != "plain" and first:
        bar = (
            f"<w:tcBorders>{border('left', _BAR, styles.TONES[row.tone])}</w:tcBorders>"
        )
        # LibreOffice moves words by half the width of a border.
        inset = twips(styles.CELL_PADDING_X - _BAR / 2)
        margin = f'<w:tcMar><w:left w:w="{inset}" w:type="dxa"/></w:tcMar>'
    tone = cell.tone if cell and cell.tone != "plain" else row.tone
    colour = ""
    if tone != "plain":
        colour = shade(styles.TONE_SHADES[tone])
    elif row.heading:
        colour = shade(styles.TONE_SHADES["muted"])
    return f"{bar}{colour}{margin}"
