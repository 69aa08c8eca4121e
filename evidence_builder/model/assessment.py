"""What assessors and IQAs write: decisions, actions, sign-offs and samples."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from evidence_builder.model.evidence import Claims
from evidence_builder.model.record import (
    Day,
    Name,
    Names,
    Number,
    Record,
    read_truth,
)


def _decision(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Read ``not yet`` as what a referral is called elsewhere."""
    is_referral = isinstance(value, str) and value.strip().lower() == "not yet"
    return "referred" if is_referral else value


class Judged(Record):
    """What an assessor looked at; see ``resolve.judged``.

    ``evidence`` and ``criteria`` are checksums, ``version`` is that of the unit, and
    ``seen`` are the items that claimed the criteria on that day.
    """

    evidence: Name
    criteria: Name | None = None
    version: Name | None = None
    seen: Names = ()


class Countersignature(Record):
    """That somebody qualified stands by a decision made in training."""

    by: Name
    on: Day


class Decision(Record):
    """An assessor's judgement of one item for some criteria, on one day."""

    evidence: Name
    claims: Claims
    decision: Annotated[Literal["met", "referred"], BeforeValidator(_decision)]
    on: Day
    feedback: str | None = None
    judged: Judged | None = None
    countersigned: Countersignature | None = None
    evidence_sha256: Name | None = None


class Action(Record):
    """Something that was agreed, by when, and who has to do it."""

    claims: Claims = Field(default_factory=dict)
    action: Name
    owed_by: Literal["learner", "assessor", "iqa"] = "learner"
    by_when: Day | None = None
    done: Day | None = None


class SignOff(Record):
    """A unit signed off by somebody in a role; see ``Person``."""

    unit: Name
    role: Literal["learner", "witness", "assessor", "countersigner", "iqa", "eqa"]
    on: Day
    by: Name | None = None


def _outcome(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Return yes or no for every word that says so."""
    if not isinstance(value, str):
        return value
    text = " ".join(value.lower().split())
    if text == "after actions":
        return text
    return "yes" if read_truth(value) else "no"


Outcome = Annotated[Literal["yes", "after actions", "no"], BeforeValidator(_outcome)]
"""What came of a sample: accepted, accepted once something is done, or not."""


class Sample(Record):
    """What an IQA looked at and concluded.

    NVQ Code of Practice (QCA, revised 2006), "Internal verification" and "Sampling".
    """

    unit: Name | None = None
    criteria: Names = ()
    evidence: Names = ()
    stage: Literal["interim", "summative"] | None = None
    accepted: Outcome | None = None
    vacs: Names = ()
    action: str | None = None
    by_when: Day | None = None
    done: Day | None = None
    on: Day | None = None


class Visit(Record):
    """A visit to the learner's place of work, or a progress review, and what it found.

    Off-the-job hours are those of an apprenticeship: Department for Education,
    "Apprenticeship funding rules", "Off-the-job training" and "Progress reviews".
    """

    on: Day
    kind: Name | None = None
    present: Names = Field((), alias="with")
    notes: str | None = None
    off_the_job_hours: Number | None = None
    next: str | None = None


class PlannedAssessment(Record):
    """What is to be assessed when, how and with whom; ``done`` is the item it became.

    NVQ Code of Practice (QCA, revised 2006), "Assessment": planned with the learner.
    """

    when: Day | None = None
    criteria: Claims = Field(default_factory=dict)
    how: Name | None = None
    present: Names = Field((), alias="with")
    note: str | None = None
    done: Name | None = None


class Plan(Record):
    """What is planned; ``assessment/plan.yaml``."""

    kind: Literal["plan"] = "plan"
    plan: tuple[PlannedAssessment, ...] = ()


class Assessment(Record):
    """One file of assessment records, written by one person."""

    kind: Literal["assessment"]
    by: Name
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    samples: tuple[Sample, ...] = ()
    visits: tuple[Visit, ...] = ()
