"""The standard: qualifications, units, learning outcomes, criteria and parts."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from evidence_builder.model.record import Name, Names, Number, Record, Truth
from evidence_builder.model.requirement import Requirements

Checks = dict[Name, Literal["off", "note", "warning", "error"]]
"""Name or code of a check → how much what it finds matters."""


def _pointed(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Let a point of guidance be a plain text."""
    return {"text": value} if isinstance(value, str) else value


class Part(Record):
    """A lettered part of a criterion; claimed as criterion and part, ``1.3a``."""

    id: Name
    text: Name
    requires: Requirements = ()
    look_for: Names = ()


class Twin(Record):
    """A criterion of another unit that is the same one."""

    unit: Name
    criterion: Name


Grade = Literal["pass", "merit", "distinction"]


class Criterion(Record):
    """One assessment criterion. With parts it is a stem, and its parts are assessed.

    ``id`` is absent where the specification prints no numbers; ``UnitIndex`` then
    numbers by order. A unit with grades is met when its pass criteria are.
    """

    id: Name | None = None
    text: Name
    requires: Requirements = ()
    look_for: Names = ()
    parts: tuple[Part, ...] = ()
    parts_needed: Literal["all"] | Number = "all"
    grade: Grade = "pass"
    same_as: Twin | None = None


class Outcome(Record):
    """A learning outcome and its criteria."""

    id: Name | None = None
    title: Name
    kind: Literal["knowledge", "performance"] | None = None
    requires: Requirements = ()
    look_for: Names = ()
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    criteria_needed: Literal["all"] | Number = "all"

    @property
    def shows_performance(self) -> bool:
        """Whether it needs something done at work.

        Where ``kind`` is absent the title decides: "Be able to …" is performance, as
        units of the Qualifications and Credit Framework word it.
        """
        if self.kind is None:
            return self.title.lower().startswith("be able to")
        return self.kind == "performance"


class Range(Record):
    """A list of circumstances of which all, or so many, must be covered."""

    id: Name
    title: Name
    cover: Literal["all"] | Number = "all"
    items: Annotated[tuple[Name, ...], Field(min_length=1)]
    criteria: Names = ()
    methods: Names = ()
    occasions: Number | None = None
    note: str | None = None


class PlainPoint(Record):
    """One point of guidance and the criteria that it is about (none: the unit)."""

    text: Name
    criteria: Names = ()


Point = Annotated[PlainPoint, BeforeValidator(_pointed)]


class Guidance(Record):
    """Help for learner and assessor. Never a criterion, never scored."""

    concepts: tuple[Point, ...] = ()
    tips: tuple[Point, ...] = ()
    pitfalls: tuple[Point, ...] = ()
    look_for: tuple[Point, ...] = ()
    evidence_ideas: tuple[Point, ...] = ()


class Unit(Record):
    """A unit of competence, in one version of its specification.

    Sizes and levels are as in the Ofqual Handbook, Conditions E7 (hours), E8 (credit)
    and E9 (levels of components).
    """

    kind: Literal["unit"]
    ref: Name
    version: Name = "1"
    also_known_as: Names = ()
    title: Name
    level: Name | None = None
    credits: Number | None = None
    glh: Number | None = None
    tqt: Number | None = None
    synopsis: str | None = None
    requires: Requirements = ()
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    ranges: tuple[Range, ...] = ()
    guidance: Guidance = Field(default_factory=dict, validate_default=True)
    source: str | None = None


class Rule(Record):
    """One rule of combination; see ``docs/file-formats.md`` for the shapes.

    They are those of the Qualifications and Credit Framework: QCDA, "Guidance for
    developing rules of combination for the QCF", version 4.
    """

    group: Name | None = None
    groups: Names = ()
    title: str | None = None
    units: Names = ()
    all: Truth = False
    credits: Number | None = None
    min_credits: Number | None = None
    max_credits: Number | None = None
    min_units: Number | None = None
    max_units: Number | None = None
    at_level: Name | None = None
    or_above: Truth = False
    pathway: Name | None = None
    optional: Truth = False
    note: str | None = None


class CatalogueUnit(Record):
    """What is known of a unit for which no criteria file is at hand."""

    ref: Name
    also_known_as: Names = ()
    title: Name
    level: Name | None = None
    credits: Number | None = None
    glh: Number | None = None


class Qualification(Record):
    """A qualification in one version: its groups of units and how they combine."""

    kind: Literal["qualification"]
    number: Name
    title: Name
    version: Name = "1"
    also_known_as: Names = ()
    awarding_organisation: str | None = None
    level: Name | None = None
    credits: Number | None = None
    glh: str | None = None
    tqt: Number | None = None
    synopsis: str | None = None
    rules: tuple[Rule, ...] = ()
    barred: tuple[tuple[Name, ...], ...] = ()
    requires: Requirements = ()
    checks: Checks = Field(default_factory=dict)
    catalogue: tuple[CatalogueUnit, ...] = ()
    source: str | None = None

    @property
    def credits_needed(self) -> int | None:
        """The credits that it asks in all: as printed, or by the rule on everything."""
        if self.credits is not None:
            return self.credits
        overall = (
            rule.min_credits
            for rule in self.rules
            if rule.min_credits is not None
            and not (rule.group or rule.groups or rule.units or rule.at_level)
            and not rule.pathway
        )
        return max(overall, default=None)
