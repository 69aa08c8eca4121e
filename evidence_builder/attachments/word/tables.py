"""Rows as they were read → a table of ours, whose rows all have the same columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.word.runs import letters
from evidence_builder.document.blocks import Cell, Column, Paragraph, Row, Table
from evidence_builder.document.inlines import Strong
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Block

COLUMNS: Final = 63
"""The most columns that Word knows; a cell beyond them joins the last."""
_NARROWEST: Final = 0.02
_SHORTEST: Final = 8
_LONGEST: Final = 60


class RawCell(NamedTuple):
    """A cell as it was read; ``goes_on`` says that it belongs to the one above."""

    blocks: tuple[Block, ...]
    span: int = 1
    goes_on: bool = False


class RawRow(NamedTuple):
    """A row as it was read."""

    cells: tuple[RawCell, ...]
    is_head: bool = False


def make_table(rows: list[RawRow], grid: list[int]) -> Table | None:
    """Return a table; None where there is nothing in it.

    Args:
        rows: What was read.
        grid: The widths of the columns, in any unit, as far as they are known.
    """
    rows = [row for row in rows if row.cells]
    if not any(cell.blocks for row in rows for cell in row.cells):
        return None
    columns = min(max(sum(cell.span for cell in row.cells) for row in rows), COLUMNS)
    filled = [_row(row, columns) for row in rows]
    heads = _heads(rows, filled)
    return Table(
        tuple(Column(share) for share in _shares(grid, filled, columns)),
        tuple(filled[heads:]),
        tuple(filled[:heads]),
        summary=wording.table_of_document(),
        look="boxed",
    )


def _row(row: RawRow, columns: int) -> Row:
    """Return a row that fills all columns and no more."""
    cells: list[Cell] = []
    left = columns
    for number, cell in enumerate(row.cells):
        if not left:
            last = cells[-1]
            cells[-1] = Cell((*last.blocks, *cell.blocks), last.span)
            continue
        rest = len(row.cells) - number == 1
        span = min(cell.span, left)
        if rest and cell.blocks and not cell.goes_on and len(row.cells) == 1:
            span = left
        cells.append(Cell(cell.blocks, span))
        left -= span
    if left:
        cells.append(Cell((), left))
    return Row(tuple(cells))


def _heads(rows: list[RawRow], filled: list[Row]) -> int:
    """Return how many rows at the top name the columns below them."""
    heads = 0
    while heads < len(rows) and rows[heads].is_head:
        heads += 1
    if heads == len(rows):
        return 0
    if heads or len(rows) < 2:
        return heads
    first = filled[0]
    # Nobody marks a head row as one; but people make it bold.
    is_head = len(first.cells) > 1 and all(_is_bold(cell) for cell in first.cells)
    return 1 if is_head and not _is_bold(filled[1].cells[-1]) else 0


def _is_bold(cell: Cell) -> bool:
    return bool(cell.blocks) and all(
        isinstance(block, Paragraph)
        and all(isinstance(inline, Strong) for inline in block.inlines)
        for block in cell.blocks
    )


def _shares(grid: list[int], rows: list[Row], columns: int) -> list[float]:
    """Return the columns' shares of the width, none too narrow to be read."""
    widths = [max(width, 0) for width in grid[:columns]]
    # Equal widths are what a new table has, which Word then fits to the words.
    if len(widths) < columns or max(widths) <= 1.02 * min(widths):
        widths = _needs(rows, columns)
    total = sum(widths)
    least = min(_NARROWEST, 0.5 / columns)
    shares = [max(width / total, least) for width in widths]
    return [share / sum(shares) for share in shares]


def _needs(rows: list[Row], columns: int) -> list[int]:
    """Return how many letters wide each column would like to be."""
    needs = [_SHORTEST] * columns
    for row in rows:
        at = 0
        for cell in row.cells:
            if cell.span == 1:
                lengths = (len(letters(block)) for block in cell.blocks)
                needs[at] = max(needs[at], min(max(lengths, default=0), _LONGEST))
            at += cell.span
    return needs
