"""Assessment records whose links are proven: what documents print and checks read."""

from typing import Literal, NamedTuple

from evidence_builder.coverage.decisions import DecisionOnClaim, Decisions
from evidence_builder.diagnostics import Span
from evidence_builder.model.assessment import Action, Sample, SignOff

_UNDECIDED = Decisions()

Role = Literal["learner", "witness", "assessor", "countersigner", "iqa", "eqa"]


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

    def is_of(self, decision: DecisionOnClaim) -> bool:
        """Whether a decision is among what was sampled."""
        return (
            self.unit in {None, decision.unit}
            and (not self.criteria or decision.criterion in self.criteria)
            and (not self.evidence or decision.evidence in self.evidence)
        )


class Assessments(NamedTuple):
    """Everything that assessors and quality assurers wrote, in the order of files.

    Records that name nothing or nobody that is there are left out; each has been
    reported.
    """

    decisions: Decisions = _UNDECIDED
    actions: tuple[ResolvedAction, ...] = ()
    sign_offs: tuple[ResolvedSignOff, ...] = ()
    samples: tuple[ResolvedSample, ...] = ()
