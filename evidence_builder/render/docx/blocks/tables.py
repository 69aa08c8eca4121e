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
from evidence_builder.render.docx.blocks.room import WordRoom
from evidence_builder.render.docx.limits import FIRST_COLUMN, FIRST_ROW, NO_BANDS
from evidence_builder.render.docx.paragraphs import ParagraphPiece, TablePiece
from evidence_builder.render.docx.table_styles import LOOKS, border, head_row, shade
from evidence_builder.render.layout.geometry import span_of
from evidence_builder.render.layout.result import (
    OVERFULL_SHARE,
    REPEATABLE_SHARE,
    UNSPLIT_SHARE,
)

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Cell, Row, Table
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.layout.geometry import TableColumns

_SPACED = frozenset(("TableText", "TableLabel", "TableSubheading"))
"""The styles of paragraphs in cells that stand apart from what follows."""
_ALIGNS = {"left": "", "right": "right", "centre": "center"}


def extend(
    body: BodyWriter, column: Column, block: Table, room: WordRoom, path: Path
) -> None:
    """Add a table to a column, in as many parts as pages begin in it."""
    if not block.rows and not block.head:
        return
    columns = body.geometry.tables[path]
    edges = list(map(twips, columns.edges))
    writer = _Writer(body, block, room, edges, columns, path)
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
    columns: TableColumns
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
        looks = self.body.styles.ids[LOOKS[block.look]]
        flags = NO_BANDS | first_row * FIRST_ROW | first_column * FIRST_COLUMN
        summary = ""
        if block.summary:
            summary = f'<w:tblDescription w:val="{escaped(block.summary)}"/>'
        columns = "".join(
            f'<w:gridCol w:w="{after - before}"/>'
            for before, after in pairwise(self.edges)
        )
        content = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{looks}"/>'
            f'<w:tblW w:w="{self.edges[-1]}" w:type="dxa"/>'
            f'<w:tblInd w:w="{twips(self.room.x)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{flags:04X}" '
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
        page = self.body.look.paper.text_height
        # LibreOffice moves a table whose head leaves no room for the first row.
        self.head_repeats = self._height(-1) <= page * REPEATABLE_SHARE
        count = len(self.block.head)
        # Only the first of them is reached by what a style says of head rows.
        return "".join(
            self.row(row, index - count, head=head_row(self.body.look) if index else "")
            for index, row in enumerate(self.block.head)
        )

    def row(self, row: Row, index: int, *, head: str | None = None) -> str:
        """Return a row.

        Args:
            index: Its number among the rows; below zero in the head.
            head: What a head row's cells have beyond the style; None for other rows.
        """
        cells = []
        column = 0
        height = self._height(index)
        is_head = head is not None
        for place, cell in enumerate(row.cells):
            style = self._style(row, column, is_head=is_head)
            last = column + span_of(cell)
            room = self._room(column, last - column, style, height)
            path = (*self.path, index, place)
            content = self._content(row, cell, column, room, path)
            looks = _looks(row, cell, first=column == 0) if head is None else head
            cells.append(self._cell(content, column, last, looks))
            column = last
        if column < len(self.edges) - 1:
            style = self.body.styles.paragraph(self._style(row, 1))
            empty = f"<w:p><w:pPr>{style}</w:pPr></w:p>"
            looks = _looks(row, None, first=column == 0) if head is None else head
            cells.append(self._cell(empty, column, len(self.edges) - 1, looks))
        page = self.body.look.paper.text_height
        if height > page * OVERFULL_SHARE:
            self.body.has_tall_rows = True
        # ECMA-376 Part 1 (5th ed.), 17.4 (cantSplit, tblHeader).
        # A height of which anything is known here is more than half a page.
        fluid = self.body.styles.fluid
        splits = height >= page * UNSPLIT_SHARE or (fluid and height > 0)
        properties = "" if splits else "<w:cantSplit/>"
        if is_head and self.head_repeats:
            properties += "<w:tblHeader/>"
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"

    def _content(
        self, row: Row, cell: Cell, column: int, room: WordRoom, path: Path
    ) -> str:
        pieces = self.body.column(cell.blocks, room, path)
        if not pieces:
            pieces.append(ParagraphPiece(content="", style=room.body, after=0.0))
        if column == 0 and row.anchor:
            mark = self.body.inlines.bookmarks.mark(row.anchor, pieces[0].content)
            pieces[0].content = mark
        # The styles of cells have no space after: most cells are one paragraph.
        for piece in pieces[:-1]:
            if isinstance(piece, ParagraphPiece) and piece.style in _SPACED:
                piece.after = styles.STYLES["cell"].space_after
        pieces[-1].after = 0.0
        return "".join([piece.xml(self.body.styles) for piece in pieces])

    def _room(self, column: int, span: int, style: str, height: float) -> WordRoom:
        key = (column, span, style, height)
        if key not in self.rooms:
            self.rooms[key] = WordRoom(
                body=style,
                in_cell=True,
                row_height=height,
                align=_ALIGNS[self.columns.aligns[column]],
                inset=self.columns.gutters[column] if span == 1 else 0.0,
            )
        return self.rooms[key]

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

    def _height(self, index: int) -> float:
        """Return how high a row or the head is; nothing if that is not high."""
        if self.room.in_cell:
            return self.room.row_height
        path = self.path if index < 0 else (*self.path, index)
        return self.body.heights.get(path, 0.0)


def _looks(row: Row, cell: Cell | None, *, first: bool) -> str:
    """Return borders, shade and margins of a cell beyond the table's style."""
    bar = margin = ""
    if row.tone != "plain" and first:
        rule = border("left", styles.TONE_BAR_WIDTH, styles.TONES[row.tone])
        bar = f"<w:tcBorders>{rule}</w:tcBorders>"
        # LibreOffice moves words by half the width of a border.
        inset = twips(styles.CELL_PADDING_X - styles.TONE_BAR_INSIDE)
        margin = f'<w:tcMar><w:left w:w="{inset}" w:type="dxa"/></w:tcMar>'
    tone = cell.tone if cell and cell.tone != "plain" else row.tone
    colour = ""
    if tone != "plain":
        colour = shade(styles.TONE_SHADES[tone])
    elif row.heading:
        colour = shade(styles.TONE_SHADES["muted"])
    return f"{bar}{colour}{margin}"
