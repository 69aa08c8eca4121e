"""The requirement grid: on which occasions each criterion was shown.

Electrical recording forms print it as first occasion, second occasion, complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_builder.coverage.conditions import Occasions

if TYPE_CHECKING:
    from datetime import date

    from evidence_builder.coverage.result import AnyOf, RowResult, UnitCoverage


@dataclass(frozen=True, slots=True)
class Occasion:
    """One date on which a criterion was shown, and by which evidence."""

    on: date
    evidence: tuple[str, ...]
    accepted: bool = False
    """Whether the assessor accepted any of that evidence for the criterion."""


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """The cells of one criterion: as many as it needs, empty ones as None.

    ``further`` are occasions beyond those needed. ``complete`` looks at claims,
    ``accepted`` at what the assessor accepted.
    """

    key: str
    cells: tuple[Occasion | None, ...]
    further: tuple[Occasion, ...] = ()
    undated: tuple[str, ...] = ()
    """Evidence that counts but has no date, so that it is no occasion."""
    needed: bool = True
    accepted: bool = False
    choice: AnyOf | None = None

    @property
    def complete(self) -> bool:
        """Whether every occasion is there."""
        return None not in self.cells


@dataclass(frozen=True, slots=True)
class OccasionGrid:
    """The criteria of a unit that must be shown on several occasions."""

    rows: tuple[OccasionRow, ...]

    @property
    def columns(self) -> int:
        """How many occasions the row that needs most of them needs."""
        return max(len(row.cells) for row in self.rows)

    @property
    def cells(self) -> int:
        """How many cells there are to fill; parts that can be left out have none."""
        return sum(len(row.cells) for row in self.rows if row.needed)

    @property
    def filled(self) -> int:
        """How many of the cells are filled."""
        needed = (row for row in self.rows if row.needed)
        return sum(1 for row in needed for cell in row.cells if cell is not None)


def occasion_grid(unit: UnitCoverage) -> OccasionGrid | None:
    """Return the grid of a unit, or None where nothing asks for occasions."""
    rows = []
    for row in unit.rows:
        wanted = [
            asked.wanted for asked in row.requirements if asked.kind == Occasions.kind
        ]
        if wanted:
            rows.append(_row(row, max(wanted)))
    return OccasionGrid(tuple(rows)) if rows else None


def _row(row: RowResult, wanted: int) -> OccasionRow:
    occasions = occasions_of(row)
    # Accepted occasions take the cells first, so that a row which the assessor has
    # completed never shows a cell still waiting.
    by_merit = sorted(occasions, key=lambda cell: (not cell.accepted, cell.on))
    chosen = sorted(by_merit[:wanted], key=lambda cell: cell.on)
    empty = (None,) * (wanted - len(chosen))
    return OccasionRow(
        key=row.row.key,
        cells=(*chosen, *empty),
        further=tuple(sorted(by_merit[wanted:], key=lambda cell: cell.on)),
        undated=tuple(
            dict.fromkeys(
                result.item.id
                for result in row.claims
                if result.is_live and not result.item.evidence.all_dates()
            )
        ),
        needed=row.is_counted,
        choice=row.choice,
        accepted=all(cell.accepted for cell in chosen) and len(chosen) == wanted,
    )


def occasions_of(row: RowResult) -> tuple[Occasion, ...]:
    """Return the dates on which a criterion was shown, earliest first.

    Evidence that the assessor refused shows none.
    """
    evidence: dict[date, dict[str, bool]] = {}
    for result in row.claims:
        accepted = result.accepted_dates
        for when in result.dates if result.is_live else ():
            evidence.setdefault(when, {})[result.item.id] = when in accepted
    return tuple(
        Occasion(when, tuple(items), any(items.values()))
        for when, items in sorted(evidence.items())
    )
