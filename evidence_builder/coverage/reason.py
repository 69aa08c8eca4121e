"""Why a criterion stands where it does, and what would close a gap, as values.

No words here: ``evidence_builder.reasons`` makes sentences and links of these.
"""

from datetime import date
from typing import ClassVar, Literal, NamedTuple, Protocol

from evidence_builder.coverage.decisions import DecisionOnClaim, Returned
from evidence_builder.model.methods import Method


class Asked(Protocol):
    """One thing that is asked of evidence; see ``conditions`` and ``ranges``."""

    kind: ClassVar[str]

    @property
    def wanted(self) -> int:
        """How many are asked."""
        ...


class Whole(NamedTuple):
    """Of what criteria meet something together: a unit, an outcome, one alone."""

    kind: Literal["unit", "outcome", "criterion"]
    id: str = ""
    criteria: str = ""
    """Which of its criteria, as a list, where not all are meant."""


class Exclusion(NamedTuple):
    """Why a claim does not count."""

    kind: Literal[
        "faulty",
        "draft",
        "reference_material",
        "file_missing",
        "unseen",
        "seen_incompletely",
        "seen_by_learner",
        "seen_by_stranger",
        "observer_missing",
        "no_observer",
        "witness_missing",
        "witness_not_expert",
        "witness_is_learner",
        "testimony_by_learner",
        "nothing_behind",
        "own_testimony",
        "in_future",
        "before_registration",
        "not_anonymised",
        "unsigned",
        "method_barred",
        "undated",
        "too_old",
    ]
    path: str = ""
    """The file that is missing."""
    unsaid: tuple[Literal["location", "reason", "seen_on"], ...] = ()
    """What is not said of evidence that is held elsewhere."""
    method: Method | None = None
    months: int = 0
    """How old evidence may be."""
    on: date | None = None
    """Its last date."""
    who: str = ""
    """Who it is about."""


class Remedy(NamedTuple):
    """The smallest thing that would help: so many more, other than what there is.

    Args:
        lacking: How many.
        evidence: The items that are there, or that are to be looked at again.
        dates: The dates that are there.
        methods: Those that would do, or, for another method, those that are used.
        items: The items of a range that are not covered.
        asked: All that evidence must be where there is none yet.
        forbidden: Methods that may not be used, where there is none yet.
        months: How old it may be, where there is none yet.
    """

    kind: Literal[
        "evidence",
        "piece",
        "occasion",
        "piece_on_a_date",
        "item",
        "method",
        "another_method",
        "witness",
        "range_item",
        "each_item",
        "span",
        "better_evidence",
        "decision",
        "returned",
    ]
    lacking: int = 1
    evidence: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    methods: tuple[Method, ...] = ()
    items: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    forbidden: tuple[Method, ...] = ()
    months: int | None = None
    has_feedback: bool = False


class Reason(NamedTuple):
    """Why a criterion stands where it does, and the smallest thing that helps.

    Args:
        evidence: The items that it speaks of.
        criteria: The parts of the criterion that it speaks of.
        have: How many there are of what is asked.
        needed: How many are asked.
        dates: The dates that there are.
        asked: What is not met; two things where one piece would meet both.
        total: How many parts a criterion has.
        methods: The methods that are used.
        items: The items of a range that are covered.
        undated: Items that have no date, so that they show no occasion.
        accepted: Those of the evidence that the assessor accepted.
        refused: Evidence that only a refusal keeps from helping.
        answered: Whether other evidence answers a refusal.
        waiting: Whether nothing but the assessor's decision is lacking.
        returned: What a quality assurer did not accept.
    """

    kind: Literal[
        "unclaimed",
        "accepted",
        "claimed",
        "referred",
        "no_newer",
        "changed",
        "early",
        "returned",
        "to_be_countersigned",
        "not_counted",
        "pieces",
        "occasions",
        "pieces_and_occasions",
        "items",
        "different_methods",
        "not_only",
        "witnessed",
        "range",
        "each",
        "span",
        "parts_met",
        "parts_claimed",
        "parts_outstanding",
        "choice_of_parts",
    ]
    evidence: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    have: int = 0
    needed: int = 0
    dates: tuple[date, ...] = ()
    closes: Remedy | None = None
    asked: tuple[Asked, ...] = ()
    total: int = 0
    methods: tuple[Method, ...] = ()
    items: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    decision: DecisionOnClaim | None = None
    exclusion: Exclusion | None = None
    answered: bool = False
    waiting: bool = False
    returned: Returned | None = None
