"""What assessors and IQAs write: decisions, actions, sign-offs and samples."""

from typing import Literal

from pydantic import Field

from evidence_builder.model.evidence import Claims
from evidence_builder.model.record import Day, Name, Names, Record, Truth


class Decision(Record):
    """An assessor's judgement of one item for some criteria, on one day."""

    evidence: Name
    claims: Claims
    decision: Literal["met", "not yet"]
    on: Day
    feedback: str | None = None
    evidence_sha256: Name | None = None


class Action(Record):
    """Something agreed with the learner, and by when."""

    claims: Claims = Field(default_factory=dict)
    action: Name
    by_when: Day | None = None
    done: Day | None = None


class SignOff(Record):
    """A unit signed off by somebody in a role; see ``Person``."""

    unit: Name
    role: Literal["learner", "witness", "assessor", "countersigner", "iqa", "eqa"]
    on: Day
    by: Name | None = None


class Sample(Record):
    """What an IQA looked at and concluded.

    NVQ Code of Practice (QCA, revised 2006), "Internal verification" and "Sampling".
    """

    unit: Name | None = None
    criteria: Names = ()
    evidence: Names = ()
    stage: Literal["interim", "summative"] | None = None
    accepted: Truth | None = None
    vacs: Names = ()
    action: str | None = None
    by_when: Day | None = None
    done: Day | None = None
    on: Day | None = None


class Assessment(Record):
    """One file of assessment records, written by one person."""

    kind: Literal["assessment"]
    by: Name
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    samples: tuple[Sample, ...] = ()
