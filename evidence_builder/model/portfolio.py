"""The learner's folder: who, which units, who assesses and who witnessed."""

import datetime as dt
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from evidence_builder.model.qualification import Checks
from evidence_builder.model.record import (
    Day,
    Name,
    Names,
    Number,
    Record,
    Truth,
    one_or_many,
    read_date,
    read_truth,
)


def _named(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Let a method be its name alone."""
    return {"name": value} if isinstance(value, str) else value


class Learner(Record):
    """The learner as the front sheet and every page header name them."""

    name: Name
    uln: Name | None = None
    registration: Name | None = None
    job_title: str | None = None
    employer: str | None = None
    contact: str | None = None


class Centre(Record):
    """The centre that runs the qualification."""

    name: Name | None = None
    number: Name | None = None


PersonRole = Literal["assessor", "observer", "iqa", "eqa", "countersigner"]


def _training(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Return the last day in training: ``until DATE``, or yes for no end in sight."""
    if not isinstance(value, str):
        return value
    word, _, rest = value.strip().partition(" ")
    if word.lower() == "until":
        return read_date(rest)
    return dt.date.max if read_truth(value) else None


def _roled(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Let several roles stand for the one that is asked for."""
    if isinstance(value, dict) and "roles" in value and "role" not in value:
        roles = one_or_many(value["roles"])
        first = roles[0] if isinstance(roles, list) and roles else None
        return {**value, "role": first if first in get_args(PersonRole) else "eqa"}
    return value


class PlainPerson(Record):
    """A member of the assessment team.

    NVQ Code of Practice (QCA, revised 2006), paragraphs 40 to 72: assessors, and
    internal and external verifiers, who are called quality assurers today. An observer
    may see the work and decides nothing. What somebody in training decides is
    countersigned by somebody qualified (as there, "Assessment").
    """

    id: Name
    role: PersonRole
    roles: Annotated[tuple[PersonRole, ...], BeforeValidator(one_or_many)] = ()
    name: Name
    initials: str | None = None
    contact: str | None = None
    qualifications: Names = ()
    in_training: Annotated[dt.date | None, BeforeValidator(_training)] = None
    """The last day in training; ``date.max`` where no end is in sight."""
    countersigned_by: Name | None = None

    @property
    def all_roles(self) -> tuple[PersonRole, ...]:
        """Every role that the person has here, each once."""
        return tuple(dict.fromkeys(self.roles or (self.role,)))

    def is_in_training(self, on: dt.date) -> bool:
        """Whether the person was in training on a day."""
        return self.in_training is not None and on <= self.in_training


Person = Annotated[PlainPerson, BeforeValidator(_roled)]


class Witness(Record):
    """Somebody who saw the work; ``expert`` where competent and briefed.

    A list of them is good practice: SQA, Understanding Standards, "Witness Testimony".
    """

    id: Name
    name: Name
    job_title: str | None = None
    relationship: str | None = None
    contact: str | None = None
    status: str | None = None
    qualifications: Names = ()


class PlainMethod(Record):
    """A method of this portfolio's own; ``performance`` as in the default table."""

    name: Name
    performance: Truth = False


OwnMethod = Annotated[PlainMethod, BeforeValidator(_named)]


class Settings(Record):
    """What a centre decides for a portfolio."""

    methods: dict[str, OwnMethod] = Field(default_factory=dict)
    max_age_months: Number | None = None
    count_before_registration: Truth = False
    checks: Checks = Field(default_factory=dict)


class Transfer(Record):
    """A unit that counts by credit transfer: a certificate instead of evidence.

    "Regulatory arrangements for the Qualifications and Credit Framework" (2008).
    """

    unit: Name
    certificate: Name
    on: Day | None = None


class Portfolio(Record):
    """The file at the root of the learner's folder."""

    kind: Literal["portfolio"]
    qualification: Name | None = None
    version: Name | None = None
    pathway: Name | None = None
    units: Names = ()
    transfers: tuple[Transfer, ...] = ()
    learner: Learner
    centre: Centre = Field(default_factory=dict, validate_default=True)
    registered: Day | None = None
    target: Day | None = None
    profile: Name | None = None
    people: tuple[Person, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    settings: Settings = Field(default_factory=dict, validate_default=True)
    criteria: Names = ()
