"""The learner's folder: who, which units, who assesses and who witnessed."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from evidence_builder.model.qualification import Checks
from evidence_builder.model.record import Day, Name, Names, Number, Record, Truth


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


class Person(Record):
    """A member of the assessment team.

    NVQ Code of Practice (QCA, revised 2006), paragraphs 40 to 72: assessors, and
    internal and external verifiers, who are called quality assurers today.
    """

    id: Name
    role: Literal["assessor", "iqa", "eqa", "countersigner"]
    name: Name
    initials: str | None = None
    contact: str | None = None


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


class PlainMethod(Record):
    """A method of this portfolio's own; ``performance`` as in the default table."""

    name: Name
    performance: Truth = False


OwnMethod = Annotated[PlainMethod, BeforeValidator(_named)]


class Settings(Record):
    """What a centre decides for a portfolio."""

    methods: dict[str, OwnMethod] = Field(default_factory=dict)
    max_age_months: Number | None = None
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
