"""Tables of a mail → tables of ours, or what they hold where they are only layout.

HTML Living Standard, "Tabular data"; what is told from what is its own "Techniques".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from evidence_builder.attachments.word.runs import letters
from evidence_builder.attachments.word.tables import (
    COLUMNS,
    RawCell,
    RawRow,
    make_table,
)
from evidence_builder.document.blocks import Paragraph, Table
from evidence_builder.document.walk import walk_blocks
from evidence_builder.markup.xml import whole
from evidence_builder.wording import mail as wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from evidence_builder.document.blocks import Block

_Side: TypeAlias = Literal["left", "right", "centre"]
_SHORT: Final = 200
"""The most letters of a cell in a table that nothing marks as one."""
_ALIGN: Final[dict[str, Literal["right", "centre"]]] = {
    "right": "right",
    "end": "right",
    "center": "centre",
}


class HtmlCell(NamedTuple):
    """A cell as it was read: ``td`` or ``th``."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    is_ruled: bool = False
    align: str = ""


class HtmlRow(NamedTuple):
    """A row as it was read; ``is_head`` says that it stands in ``thead``."""

    cells: tuple[HtmlCell, ...]
    is_head: bool = False


class _Placed(NamedTuple):
    """A cell at its first column; None for one that goes on from above."""

    column: int
    span: int
    cell: HtmlCell | None


def blocks_of_table(element: _Element, rows: list[HtmlRow]) -> list[Block]:
    """Return a table as one, or as what it holds."""
    rows = [row for row in rows if any(cell.blocks for cell in row.cells)]
    placed = _grid(rows)
    needed = sorted(
        {place.column for line in placed for place in line if _holds(place.cell)}
    )
    if len(needed) < 2 or _is_layout(element, rows):
        return [block for row in rows for cell in row.cells for block in cell.blocks]
    lines = [_narrowed(line, needed) for line in placed]
    heads = _heads(rows)
    table = make_table(
        [
            RawRow(
                tuple(
                    RawCell(cell.blocks if cell else (), span, cell is None)
                    for _, span, cell in line
                ),
                number < heads,
            )
            for number, line in enumerate(lines)
        ],
        [],
    )
    if table is None:
        return []
    aligned = [
        replace(column, align=_align(number, lines[len(table.head) :]))
        for number, column in enumerate(table.columns)
    ]
    named = all(row.cells[0].is_head for row in rows[len(table.head) :])
    return [
        replace(
            table,
            columns=tuple(aligned),
            summary=wording.table_of_mail(),
            row_headers=named,
        )
    ]


def _grid(rows: list[HtmlRow]) -> list[list[_Placed]]:
    """Return the cells of each row with their columns: "Forming a table"."""
    grid: list[list[_Placed]] = []
    below: Counter[int] = Counter()
    """Into how many more rows a cell reaches, by its columns."""
    for row in rows:
        line: list[_Placed] = []
        at = 0
        reached, below = below, below - Counter(dict.fromkeys(below, 1))
        for cell in row.cells:
            while reached[at] and at < COLUMNS:
                line.append(_Placed(at, 1, None))
                at += 1
            span = min(max(cell.columns, 1), max(COLUMNS - at, 1))
            line.append(_Placed(min(at, COLUMNS - 1), span, cell))
            if cell.rows > 1:
                below.update(dict.fromkeys(range(at, at + span), cell.rows - 1))
            at += span
        line += [_Placed(column, 1, None) for column in sorted(reached) if column >= at]
        grid.append(line)
    return grid


def _holds(cell: HtmlCell | None) -> bool:
    return cell is not None and bool(cell.blocks)


def _narrowed(line: list[_Placed], needed: list[int]) -> list[_Placed]:
    """Return a row without the columns that hold nothing but room."""
    narrowed = []
    for column, span, cell in line:
        places = [
            at for at, place in enumerate(needed) if column <= place < column + span
        ]
        if places:
            narrowed.append(_Placed(places[0], len(places), cell))
    return narrowed


def _is_layout(element: _Element, rows: list[HtmlRow]) -> bool:
    """Whether a table only puts things in their places.

    WAI-ARIA 1.2, 5.4 ("presentation"), and what the HTML Living Standard lists in "The
    table element" for telling the two apart: borders and header cells are of data,
    tables in tables of layout.
    """
    if element.get("role") in ("presentation", "none"):
        return True
    cells = [cell for row in rows for cell in row.cells if cell.blocks]
    if any(
        isinstance(block, Table) for cell in cells for block in walk_blocks(cell.blocks)
    ):
        return True
    if whole(element.get("border")) > 0 or any(
        cell.is_head or cell.is_ruled for cell in cells
    ):
        return False
    full = sum(sum(bool(cell.blocks) for cell in row.cells) > 1 for row in rows)
    return (
        full < 2
        or full * 2 < len(rows)
        or any(
            len(cell.blocks) > 1
            or not isinstance(cell.blocks[0], Paragraph)
            or len(letters(cell.blocks[0])) > _SHORT
            for cell in cells
        )
    )


def _heads(rows: Iterable[HtmlRow]) -> int:
    """Return how many rows at the top are of header cells."""
    heads = 0
    for row in rows:
        if not row.is_head and not all(
            cell.is_head for cell in row.cells if cell.blocks
        ):
            break
        heads += 1
    return heads


def _align(column: int, lines: list[list[_Placed]]) -> _Side:
    """Return how a column is set, if all its cells agree."""
    sides: set[_Side] = {
        _ALIGN.get(place.cell.align, "left")
        for line in lines
        for place in line
        if place.column == column and place.cell is not None and _holds(place.cell)
    }
    return sides.pop() if len(sides) == 1 else "left"
