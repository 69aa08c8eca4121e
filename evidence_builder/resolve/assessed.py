"""Assessment records whose links are proven: what documents print and checks read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from evidence_builder.coverage.decisions import Decisions

if TYPE_CHECKING:
    from evidence_builder.diagnostics import Span
    from evidence_builder.model.assessment import Action, Sample, SignOff

Role = Literal["learner", "witness", "assessor", "countersigner", "iqa", "eqa"]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody of the portfolio in the role in which they wrote or signed.

    ``id`` is empty for the learner, who has none.
    """

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class About:
    """Criteria of one unit, by their keys and in the unit's order."""

    unit: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResolvedAction:
    """Something agreed with the learner; ``about`` is empty where it names nothing."""

    record: Action
    who: Who
    about: tuple[About, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ResolvedSignOff:
    """A unit signed off; ``unit`` is its key."""

    record: SignOff
    who: Who
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class ResolvedSample:
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


@dataclass(frozen=True, slots=True)
class Assessments:
    """Everything that assessors and quality assurers wrote, in the order of files.

    Records that name nothing or nobody that is there are left out; each has been
    reported.
    """

    decisions: Decisions = field(default_factory=Decisions)
    actions: tuple[ResolvedAction, ...] = ()
    sign_offs: tuple[ResolvedSignOff, ...] = ()
    samples: tuple[ResolvedSample, ...] = ()
