"""A workbook as plain values: sheets, tables and rows, with links between places.

No looks and no library here. A link names its place by an anchor; where that is, is
known once every row has its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Anchor: TypeAlias = tuple[str, ...]
"""The name of a place that a link can lead to."""


class SheetLink(NamedTuple):
    """Words that lead to a place in the workbook."""

    text: str
    to: Anchor


Value: TypeAlias = str | int | date | SheetLink
"""What a cell holds. The empty text is an empty cell."""

Kind: TypeAlias = Literal["text", "id", "status", "date", "number"]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its head, how wide it is in letters, and what stands in it."""

    head: str | SheetLink
    width: float
    kind: Kind = "text"


class SheetRow(NamedTuple):
    """A row of a table.

    A ``heading`` has words in its first cell only; ``more`` goes on with what the row
    above it is about.
    """

    values: tuple[Value, ...]
    anchors: tuple[Anchor, ...] = ()
    look: Literal["plain", "more", "heading", "total"] = "plain"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Columns and lines; a title stands above where there is one."""

    columns: tuple[SheetColumn, ...]
    lines: tuple[SheetRow, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet: a title, words below it, and tables one below the other.

    A sheet of one table is a *list*: its head stays in sight and it can be filtered.
    ``fixed`` columns stay in sight too. ``facts`` are a name and a value each.
    """

    name: str
    title: str
    tables: tuple[SheetTable, ...]
    anchor: Anchor
    notes: tuple[str | SheetLink, ...] = ()
    facts: tuple[tuple[str, Value], ...] = ()
    fixed: int = 1

    @property
    def is_list(self) -> bool:
        """Whether it is one table and nothing else."""
        return len(self.tables) == 1 and not self.facts

    def values(self) -> Iterator[Value]:
        """Return everything that stands in a cell, empty ones too."""
        yield self.title
        yield from self.notes
        for fact in self.facts:
            yield from fact
        for table in self.tables:
            yield table.title
            yield from (column.head for column in table.columns)
            for line in table.lines:
                yield from line.values

    def starts(self) -> Iterator[tuple[int, SheetTable]]:
        """Return each table with the row of its head, counted from nought."""
        row = 1 + len(self.notes) + len(self.facts) + 1
        if self.facts:
            row += 1
        for table in self.tables:
            row += bool(table.title)
            yield row, table
            row += len(table.lines) + 2


def places(sheets: tuple[WorkbookSheet, ...]) -> dict[Anchor, tuple[str, int]]:
    """Return the sheet and the row, counted from nought, of every anchor."""
    rows: dict[Anchor, tuple[str, int]] = {}
    for sheet in sheets:
        rows[sheet.anchor] = sheet.name, 0
        for start, table in sheet.starts():
            for number, line in enumerate(table.lines, start + 1):
                for anchor in line.anchors:
                    rows[anchor] = sheet.name, number
    return rows
