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
_NEVER: Mapping[str, date | None] = MappingProxyType({})

DecisionNote = Literal[
    "added",
    "not_claimed",
    "superseded",
    "changed",
    "reworded",
    "early",
    "to_be_countersigned",
    "countersigned",
    "not_compared",
]
"""What a reader of a decision should know."""


Basis = Literal["same", "changed", "reworded"]
"""Whether what was judged is still what it was: the evidence, and the criterion."""


class Returned(NamedTuple):
    """That a quality assurer did not accept a decision, or only after actions."""

    by: str
    role: str
    on: date | None
    accepted: Literal["after actions", "no"]
    action: str = ""
    by_when: date | None = None
    order: tuple[str, int] = ("", 0)
    """Where the sample stands among all records."""


class DecisionOnClaim(NamedTuple):
    """An assessor's judgement of one item for one criterion of one unit.

    ``order`` is the place where the decision is written: the path of its file and a
    number within it. It decides between decisions of the same day. ``seen`` are the
    items that claimed the criterion when it was made, None where nothing tells. What
    was decided in training is ``countersigned``, by whom and when, or waits for it.
    """

    evidence: str
    unit: str
    criterion: str
    decision: Literal["met", "referred"]
    by: str
    on: date
    feedback: str | None = None
    sha256: str | None = None
    order: tuple[str, int] = ("", 0)
    basis: Basis | None = None
    seen: frozenset[str] | None = None
    in_training: bool = False
    countersigned: tuple[str, date] | None = None

    @property
    def waits_for_countersignature(self) -> bool:
        """Whether it says met, and somebody qualified has yet to stand by it."""
        return self.is_met and self.in_training and self.countersigned is None

    @property
    def is_met(self) -> bool:
        """Whether the assessor accepted the item for the criterion."""
        return self.decision == "met"

    def sort_key(self) -> tuple[date, tuple[str, int], str, str, str, str]:
        """Return the order in which decisions supersede one another.

        Of two written at one place on one day, "referred" is the later.
        """
        last = self.by, self.sha256 or "", self.feedback or ""
        return self.on, self.order, self.decision, *last


class DecisionResult(NamedTuple):
    """A decision as it holds now.

    ``stands`` is false once a later one takes its place; ``current`` is None where
    nothing says whether the evidence has changed; ``claimed`` is false where the item
    does not claim the criterion. One that is ``early`` is dated before its evidence,
    and accepts nothing.
    """

    decision: DecisionOnClaim
    stands: bool = True
    current: bool | None = None
    claimed: bool = True
    early: bool = False

    @property
    def accepts(self) -> bool:
        """Whether it is an acceptance of the evidence as it is now."""
        return (
            self.decision.is_met
            and self.current is not False
            and not self.early
            and not self.decision.waits_for_countersignature
        )

    @property
    def waits(self) -> bool:
        """Whether it would be one if somebody qualified stood by it."""
        return (
            self.decision.waits_for_countersignature
            and self.current is not False
            and not self.early
        )

    @property
    def added(self) -> bool:
        """Whether the assessor credits what they saw and nobody claimed."""
        return not self.claimed and self.decision.is_met

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
            (self.added, "added"),
            (not self.claimed and not self.added, "not_claimed"),
            (not self.stands, "superseded"),
            (self.current is False and not self._is_reworded, "changed"),
            (self._is_reworded, "reworded"),
            (self.stands and self.early, "early"),
            (self.stands and self.waits, "to_be_countersigned"),
            (self.decision.countersigned is not None, "countersigned"),
            (self.stands and self.current is None, "not_compared"),
        )
        return tuple(note for holds, note in told if holds)

    @property
    def _is_reworded(self) -> bool:
        return self.decision.basis == "reworded"


_NONE_RETURNED: Mapping[tuple[str, str], Returned] = MappingProxyType({})


class Decisions(NamedTuple):
    """Every decision, and the fingerprint of every item as it is now.

    Args:
        made: In any order.
        current_sha256: Evidence number → SHA-256 of the item and its files.
        returned: Unit and criterion → what a quality assurer last said of it, where
            that stands and was no acceptance.
    """

    made: tuple[DecisionOnClaim, ...] = ()
    current_sha256: Mapping[str, str] = _NOTHING
    returned: Mapping[tuple[str, str], Returned] = _NONE_RETURNED

    def by_place(self) -> Mapping[tuple[str, str], Sequence[DecisionOnClaim]]:
        """Return the decisions of each unit and criterion, the latest last."""
        decisions: dict[tuple[str, str], list[DecisionOnClaim]] = defaultdict(list)
        for decision in sorted(self.made, key=DecisionOnClaim.sort_key):
            decisions[decision.unit, decision.criterion].append(decision)
        return decisions

    def weigh(
        self,
        on_row: Iterable[DecisionOnClaim],
        claiming: Collection[str],
        begun: Mapping[str, date | None] = _NEVER,
    ) -> tuple[DecisionResult, ...]:
        """Say of each decision on one criterion whether and how it holds.

        Args:
            on_row: The latest last.
            claiming: The numbers of the items that claim the criterion.
            begun: Evidence number → its first date.
        """
        decisions = tuple(on_row)
        last = {decision.evidence: decision for decision in decisions}
        return tuple(
            DecisionResult(
                decision,
                stands=last[decision.evidence] is decision,
                current=self._is_current(decision),
                claimed=decision.evidence in claiming,
                early=decision.on < (begun.get(decision.evidence) or date.min),
            )
            for decision in decisions
        )

    def _is_current(self, decision: DecisionOnClaim) -> bool | None:
        if decision.basis is not None:
            return decision.basis == "same"
        now = self.current_sha256.get(decision.evidence)
        if now is None or decision.sha256 is None:
            return None
        return now.lower() == decision.sha256.lower()
