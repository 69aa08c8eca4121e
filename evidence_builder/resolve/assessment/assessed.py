"""Assessment records whose links are proven: what documents print and checks read."""

from typing import Literal, NamedTuple

from evidence_builder.coverage.decisions import DecisionOnClaim, Decisions
from evidence_builder.diagnostics import Span
from evidence_builder.model.assessment import (
    Action,
    PlannedAssessment,
    Sample,
    SignOff,
    Visit,
)

_UNDECIDED = Decisions()

Role = Literal[
    "learner", "witness", "assessor", "observer", "countersigner", "iqa", "eqa"
]


class Who(NamedTuple):
    """Somebody of the portfolio in the role in which they wrote or signed.

    ``id`` is empty for the learner, who has none.
    """

    id: str
    name: str
    role: Role


class About(NamedTuple):
    """Criteria of one unit, by their keys and in the unit's order."""

    unit: str
    criteria: tuple[str, ...]


class ResolvedAction(NamedTuple):
    """Something agreed with the learner; ``about`` is empty where it names nothing."""

    record: Action
    who: Who
    about: tuple[About, ...]
    span: Span


class ResolvedSignOff(NamedTuple):
    """A unit signed off; ``unit`` is its key."""

    record: SignOff
    who: Who
    unit: str
    span: Span


class ResolvedSample(NamedTuple):
    """What a quality assurer looked at.

    ``unit`` is None where the record names none; no ``criteria`` means the whole
    unit, and no ``evidence`` all that is claimed there.
    """

    record: Sample
    who: Who
    unit: str | None
    criteria: tuple[str, ...]
    evidence: tuple[str, ...]
    span: Span
    order: tuple[str, int] = ("", 0)
    """Where it stands among all files: the path of its own and a number within it."""

    @property
    def about(self) -> tuple[About, ...]:
        """The criteria that it names; none where it is of a unit or of items."""
        named = self.unit is not None and bool(self.criteria)
        return (About(self.unit or "", self.criteria),) if named else ()

    def is_of(self, decision: DecisionOnClaim) -> bool:
        """Whether a decision is among what was sampled."""
        return (
            self.unit in {None, decision.unit}
            and (not self.criteria or decision.criterion in self.criteria)
            and (not self.evidence or decision.evidence in self.evidence)
        )


class ResolvedVisit(NamedTuple):
    """A visit or a review, and who wrote of it."""

    record: Visit
    who: Who
    span: Span


class Planned(NamedTuple):
    """What is to be assessed; ``present`` are the names of those who will be there."""

    record: PlannedAssessment
    about: tuple[About, ...]
    span: Span


class Assessments(NamedTuple):
    """Everything that assessors and quality assurers wrote, in the order of files.

    Records that name nothing or nobody that is there are left out; each has been
    reported.
    """

    decisions: Decisions = _UNDECIDED
    actions: tuple[ResolvedAction, ...] = ()
    sign_offs: tuple[ResolvedSignOff, ...] = ()
    samples: tuple[ResolvedSample, ...] = ()
    visits: tuple[ResolvedVisit, ...] = ()
    plan: tuple[Planned, ...] = ()
