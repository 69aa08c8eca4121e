"""What measuring yields: a row for every criterion, with its status and reasons."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from evidence_builder.coverage.claims import Claim, Item
from evidence_builder.coverage.decisions import (
    DecisionOnClaim,
    DecisionResult,
    Returned,
)
from evidence_builder.coverage.reason import Asked, Exclusion, Reason, Remedy, Whole
from evidence_builder.model.index import CriterionRow, UnitIndex
from evidence_builder.model.qualification import Range


class Status(StrEnum):
    """Where a criterion stands; see ``docs/file-formats.md``."""

    MISSING = "missing"
    PARTIAL = "partial"
    CLAIMED = "claimed"
    REFERRED = "referred"
    RETURNED = "returned"
    OUT_OF_DATE = "out of date"
    TO_BE_COUNTERSIGNED = "to be countersigned"
    MET = "met"

    @property
    def is_gap(self) -> bool:
        """Whether somebody has something to do before it can be met or is claimed."""
        return self in _GAPS

    @property
    def rank(self) -> int:
        """How far along it is, from nothing at all to met."""
        return _RANKS[self]


_RANKS = {
    Status.MISSING: 0,
    Status.PARTIAL: 1,
    Status.REFERRED: 2,
    Status.RETURNED: 3,
    Status.OUT_OF_DATE: 4,
    Status.CLAIMED: 5,
    Status.TO_BE_COUNTERSIGNED: 6,
    Status.MET: 7,
}
_GAPS = {
    *(Status.MISSING, Status.PARTIAL, Status.REFERRED, Status.RETURNED),
    Status.OUT_OF_DATE,
}


class ClaimResult(NamedTuple):
    """A claim and whether it counts; ``why_not`` where it does not.

    ``uncounted_dates`` are dates of the item that are no occasions: beyond the limit
    of age, before registration, or still to come; where an item has others too it
    counts. ``decision`` is the assessor's latest word on it.
    """

    claim: Claim
    item: Item
    why_not: tuple[Exclusion, ...] = ()
    uncounted_dates: tuple[date, ...] = ()
    decision: DecisionResult | None = None

    @property
    def counts(self) -> bool:
        """Whether the claim counts towards the criterion."""
        return not self.why_not

    @property
    def accepted(self) -> bool:
        """Whether it counts and the assessor accepted it as it is now."""
        return self.counts and self.decision is not None and self.decision.accepts

    @property
    def waits(self) -> bool:
        """Whether it was accepted in training, and is yet to be countersigned."""
        return self.counts and self.decision is not None and self.decision.waits

    @property
    def refused(self) -> bool:
        """Whether the assessor said not yet to it as it is now."""
        decision = self.decision
        return (
            decision is not None
            and not decision.decision.is_met
            and decision.is_current
        )

    @property
    def is_live(self) -> bool:
        """Whether it counts and was not refused."""
        return not self.why_not and (self.decision is None or not self.refused)

    def answers(self, refusal: DecisionOnClaim) -> bool:
        """Whether it entered the portfolio, or changed, since a refusal.

        What was not there to be seen then does, whatever day the work was done. Where
        nothing tells what was seen: accepted evidence does where it was accepted
        later; other evidence where any of its dates is later, or where it has none,
        or has changed since the decision on it.
        """
        if refusal.seen is not None:
            is_new = self.item.id not in refusal.seen
            return is_new or (
                self.decision is not None and not self.decision.is_current
            )
        if self.decision is not None:
            return not self.accepted or self.decision.decision.on > refusal.on
        dates = self.item.evidence.all_dates()
        return not dates or dates[-1] > refusal.on

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates of the item that are recent enough, earliest first."""
        dates = self.item.evidence.all_dates()
        return tuple(when for when in dates if when not in self.uncounted_dates)

    @property
    def accepted_dates(self) -> tuple[date, ...]:
        """Those of its dates that an acceptance covers: none after its own day."""
        if self.decision is None or not self.accepted:
            return ()
        day = self.decision.decision.on
        return tuple(when for when in self.dates if when <= day)


class AnyOf(NamedTuple):
    """That so many of several criteria, parts or sets of criteria are enough."""

    wanted: int
    total: int
    of_sets: bool = False


class RequirementResult(NamedTuple):
    """One thing that is asked, where it is asked, and whether it is there.

    ``unmet`` weighs every claim that counts and was not refused, ``unaccepted`` only
    what the assessor accepted; each is None where the requirement is met.
    """

    condition: Asked
    where: Whole
    keys: tuple[str, ...]
    unmet: Reason | None = None
    unaccepted: Reason | None = None
    note: str | None = None

    @property
    def kind(self) -> str:
        """What kind of thing is asked."""
        return self.condition.kind

    @property
    def wanted(self) -> int:
        """How many pieces, occasions, items, methods or items of a range are asked."""
        return self.condition.wanted

    @property
    def met(self) -> bool:
        """Whether what is claimed is enough."""
        return self.unmet is None

    @property
    def accepted(self) -> bool:
        """Whether what the assessor accepted is enough."""
        return self.unaccepted is None


class RangeResult(NamedTuple):
    """A range, which of its items are covered by which evidence, and which are not.

    ``result`` says whether enough of them are.
    """

    result: RequirementResult
    range: Range
    covered: Mapping[str, tuple[str, ...]]
    """Item of the range → the numbers of the evidence that covers it."""
    missing: tuple[str, ...] = ()
    accepted_items: tuple[str, ...] = ()
    """The items that accepted evidence covers."""


class RowResult(NamedTuple):
    """One criterion or part: its status, the reasons, and everything claimed.

    ``status`` draws the voices together; ``claimed_status`` is what the learner's
    claims alone give (missing, partial or claimed) and ``decided_status`` what the
    assessor's decisions alone give, None where nothing that counts has been decided.
    A stem carries what follows from its parts, and no claims.
    """

    row: CriterionRow
    status: Status
    reasons: tuple[Reason, ...] = ()
    claims: tuple[ClaimResult, ...] = ()
    needed: bool = True
    """False for a part that can be left out because enough others are met."""
    spare: bool = False
    """Whether enough others are claimed, so that nothing is lacking here."""
    choice: AnyOf | None = None
    """Of how many it is one of which only some are needed."""
    requirements: tuple[RequirementResult, ...] = ()
    decisions: tuple[DecisionResult, ...] = ()
    """Every decision on the criterion, superseded ones too, the latest last."""
    claimed_status: Status = Status.MISSING
    decided_status: Status | None = None
    returned: Returned | None = None
    """What a quality assurer did not accept of it, where that stands."""

    @property
    def is_gap(self) -> bool:
        """Whether this row is a gap of its own; a stem never is."""
        return self.is_counted and self.status.is_gap

    @property
    def can_be_left_out(self) -> bool:
        """Whether it is one of several of which enough others are met or claimed."""
        return not self.needed or self.spare

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the cells that tallies count."""
        return self.needed and not self.spare and not self.row.is_stem

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What would close it, as far as its reasons know."""
        return tuple(reason.closes for reason in self.reasons if reason.closes)

    @property
    def feedback(self) -> tuple[str, ...]:
        """What assessors asked for in decisions of "referred" that stand."""
        decisions = (result.decision for result in self.decisions if result.stands)
        return tuple(
            decision.feedback.strip()
            for decision in decisions
            if not decision.is_met and decision.feedback
        )


@dataclass(frozen=True)
class UnitCoverage:
    """The rows of one unit, in the specification's order.

    ``requirements`` are those that an outcome or the unit must meet as a whole; the
    ones that a criterion must meet stand in its row.
    """

    index: UnitIndex
    rows: tuple[RowResult, ...]
    requirements: tuple[RequirementResult, ...] = ()
    ranges: tuple[RangeResult, ...] = ()

    @property
    def gaps(self) -> tuple[RowResult, ...]:
        """The rows where something is missing."""
        return tuple(row for row in self.rows if row.is_gap)

    @property
    def together(self) -> tuple[RequirementResult, ...]:
        """What outcomes and the unit must meet as a whole, ranges last."""
        return (*self.requirements, *(range_.result for range_ in self.ranges))

    @property
    def open_requirements(self) -> tuple[RequirementResult, ...]:
        """What the unit or an outcome as a whole still lacks, ranges last.

        A range that hangs on one criterion is a gap of that criterion, not of these.
        """
        wide = (range_.result for range_ in self.ranges if len(range_.result.keys) != 1)
        return tuple(result for result in (*self.requirements, *wide) if not result.met)

    @property
    def has_gaps(self) -> bool:
        """Whether a criterion, an outcome or the unit as a whole lacks anything."""
        return bool(self.gaps or self.open_requirements)

    @property
    def is_met(self) -> bool:
        """Whether the assessor accepted everything that the unit asks."""
        rows = all(
            row.status is Status.MET
            for row in self.rows
            if row.is_counted and row.row.criterion.grade == "pass"
        )
        return rows and all(result.accepted for result in self.together)

    def tally(self) -> Counter[Status]:
        """Return how many assessed rows have each status.

        Stems are not counted, nor parts that can be left out.
        """
        return Counter(row.status for row in self.rows if row.is_counted)


class Coverage(NamedTuple):
    """The coverage of every chosen unit, in the portfolio's order."""

    units: tuple[UnitCoverage, ...]

    def tally(self) -> Counter[Status]:
        """Return how many assessed rows of all units have each status."""
        return sum_tallies(unit.tally() for unit in self.units)

    @property
    def has_gaps(self) -> bool:
        """Whether any criterion of any unit is a gap, or a unit as a whole has one."""
        return any(unit.has_gaps for unit in self.units)


def sum_tallies(tallies: Iterable[Counter[Status]]) -> Counter[Status]:
    """Return one count for several units."""
    total: Counter[Status] = Counter()
    for tally in tallies:
        total.update(tally)
    return total
