"""Assessors' decisions: which of them stand, and whether they are up to date.

A decision is made on evidence as it was that day. Later ones supersede earlier ones
about the same evidence and criterion; nothing is thrown away.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

_NOTHING: Mapping[str, str] = MappingProxyType({})

DecisionNote = Literal["not_claimed", "superseded", "changed", "not_compared"]
"""What a reader of a decision should know."""


class DecisionOnClaim(NamedTuple):
    """An assessor's judgement of one item for one criterion of one unit.

    ``order`` is the place where the decision is written: the path of its file and a
    number within it. It decides between decisions of the same day.
    """

    evidence: str
    unit: str
    criterion: str
    decision: Literal["met", "not yet"]
    by: str
    on: date
    feedback: str | None = None
    sha256: str | None = None
    order: tuple[str, int] = ("", 0)

    @property
    def is_met(self) -> bool:
        """Whether the assessor accepted the item for the criterion."""
        return self.decision == "met"

    def sort_key(self) -> tuple[date, tuple[str, int], str, str, str, str]:
        """Return the order in which decisions supersede one another.

        Of two written at one place on one day, "not yet" is the later.
        """
        last = self.by, self.sha256 or "", self.feedback or ""
        return self.on, self.order, self.decision, *last


class DecisionResult(NamedTuple):
    """A decision as it holds now.

    ``stands`` is false once a later one takes its place; ``current`` is None where
    nothing says whether the evidence has changed; ``claimed`` is false where the item
    does not claim the criterion.
    """

    decision: DecisionOnClaim
    stands: bool = True
    current: bool | None = None
    claimed: bool = True

    @property
    def is_current(self) -> bool:
        """Whether the evidence is, as far as can be told, what the assessor saw."""
        return self.current is not False

    @property
    def is_out_of_date(self) -> bool:
        """Whether it stands on evidence that has changed since."""
        return self.stands and not self.is_current

    @property
    def notes(self) -> tuple[DecisionNote, ...]:
        """What a reader of the decision should know."""
        told: tuple[tuple[bool, DecisionNote], ...] = (
            (not self.claimed, "not_claimed"),
            (not self.stands, "superseded"),
            (self.current is False, "changed"),
            (self.stands and self.current is None, "not_compared"),
        )
        return tuple(note for holds, note in told if holds)


class Decisions(NamedTuple):
    """Every decision, and the fingerprint of every item as it is now.

    Args:
        made: In any order.
        current_sha256: Evidence number → SHA-256 of the item and its files.
    """

    made: tuple[DecisionOnClaim, ...] = ()
    current_sha256: Mapping[str, str] = _NOTHING

    def by_place(self) -> Mapping[tuple[str, str], Sequence[DecisionOnClaim]]:
        """Return the decisions of each unit and criterion, the latest last."""
        decisions: dict[tuple[str, str], list[DecisionOnClaim]] = defaultdict(list)
        for decision in sorted(self.made, key=DecisionOnClaim.sort_key):
            decisions[decision.unit, decision.criterion].append(decision)
        return decisions

    def weigh(
        self, on_row: Iterable[DecisionOnClaim], claiming: Collection[str]
    ) -> tuple[DecisionResult, ...]:
        """Say of each decision on one criterion whether and how it holds.

        Args:
            on_row: The latest last.
            claiming: The numbers of the items that claim the criterion.
        """
        decisions = tuple(on_row)
        last = {decision.evidence: decision for decision in decisions}
        return tuple(
            DecisionResult(
                decision,
                stands=last[decision.evidence] is decision,
                current=self._is_current(decision),
                claimed=decision.evidence in claiming,
            )
            for decision in decisions
        )

    def _is_current(self, decision: DecisionOnClaim) -> bool | None:
        now = self.current_sha256.get(decision.evidence)
        if now is None or decision.sha256 is None:
            return None
        return now.lower() == decision.sha256.lower()
