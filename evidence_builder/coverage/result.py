"""What measuring yields: a row for every criterion, with its status and reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.coverage.claims import Claim, Item
    from evidence_builder.model.index import CriterionRow, UnitIndex


class Status(StrEnum):
    """Where a criterion stands; see ``docs/file-formats.md``."""

    MISSING = "missing"
    PARTIAL = "partial"
    CLAIMED = "claimed"
    REFERRED = "referred"
    OUT_OF_DATE = "out of date"
    MET = "met"

    @property
    def is_gap(self) -> bool:
        """Whether the learner still has something to bring."""
        return self in {Status.MISSING, Status.PARTIAL, Status.REFERRED}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a criterion stands where it does, and the smallest thing that helps."""

    text: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim and whether it counts; ``why_not`` where it does not."""

    claim: Claim
    item: Item
    why_not: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the claim counts towards the criterion."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class RowResult:
    """One criterion or part: its status, the reasons, and everything claimed.

    A stem carries the status that follows from its parts, and no claims.
    """

    row: CriterionRow
    status: Status
    reasons: tuple[Reason, ...] = ()
    claims: tuple[ClaimResult, ...] = ()
    needed: bool = True
    """False for a part that can be left out because enough others are claimed."""

    @property
    def is_gap(self) -> bool:
        """Whether this row is a gap of its own; a stem never is."""
        return self.needed and not self.row.is_stem and self.status.is_gap

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the cells that tallies count."""
        return self.needed and not self.row.is_stem


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """The rows of one unit, in the specification's order."""

    index: UnitIndex
    rows: tuple[RowResult, ...]

    @property
    def gaps(self) -> tuple[RowResult, ...]:
        """The rows where something is missing."""
        return tuple(row for row in self.rows if row.is_gap)

    def tally(self) -> Counter[Status]:
        """Return how many assessed rows have each status.

        Stems are not counted, nor parts that can be left out.
        """
        return Counter(row.status for row in self.rows if row.is_counted)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of every chosen unit, in the portfolio's order."""

    units: tuple[UnitCoverage, ...]

    def tally(self) -> Counter[Status]:
        """Return how many assessed rows of all units have each status."""
        return sum_tallies(unit.tally() for unit in self.units)

    @property
    def has_gaps(self) -> bool:
        """Whether any criterion of any unit is a gap."""
        return any(unit.gaps for unit in self.units)


def sum_tallies(tallies: Iterable[Counter[Status]]) -> Counter[Status]:
    """Return one count for several units."""
    total: Counter[Status] = Counter()
    for tally in tallies:
        total.update(tally)
    return total
