"""Recording forms: what people fill in by hand or in Word, as data.

A form says in order what stands on it. What is known of the learner, the units and the
people is filled in; what is not known is a blank to write on.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from evidence_builder.model.record import Name, Names, Number, Record, Truth

Fact = Literal[
    "learner",
    "registration",
    "uln",
    "job_title",
    "employer",
    "centre",
    "centre_number",
    "qualification",
    "qualification_number",
    "registered",
    "target",
    "units",
    "evidence",
    "assessor",
    "iqa",
    "countersigner",
    "witness",
    "witness_job",
    "witness_relationship",
    "witness_contact",
]
"""What a portfolio may know of the person and the work that a form is about."""

Role = Literal["learner", "witness", "assessor", "countersigner", "iqa"]

Kept = Literal[
    "decisions", "actions", "sign_offs", "samples", "visits", "plan", "witnesses"
]
"""The lists of assessment files, the plan, and the list of witnesses in a portfolio."""


def _labelled(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Let a blank be its label alone."""
    return {"label": value} if isinstance(value, str) else value


class PlainBlank(Record):
    """A label and a blank below it, or what is known, or choices to tick."""

    label: Name
    fact: Fact | None = None
    choices: Names = ()


Blank = Annotated[PlainBlank, BeforeValidator(_labelled)]


class FormColumn(Record):
    """A column of a table: its title, and its share of the width in hundredths.

    ``fact`` names what stands in it where the table lists things that are known.
    """

    title: Name
    share: Number
    fact: Name | None = None


class CriteriaTable(Record):
    """Every criterion in full words, with columns to write in beside it."""

    columns: Annotated[tuple[FormColumn, ...], Field(min_length=1)]


class WritingBox(Record):
    """A box for free writing; ``lines`` is how many lines of handwriting it holds.

    ``continued`` says that it is more room for what the box before it asks.
    """

    title: Name
    prompt: str | None = None
    continued: Truth = False
    lines: Number = 6


class FormTable(Record):
    """Rows to write in; those of what is known come first.

    ``of`` are the things that have a row each; ``rows`` is how many blank rows follow
    or, where nothing is known, stand alone; ``lines`` is how high a row is.
    """

    columns: Annotated[tuple[FormColumn, ...], Field(min_length=1)]
    of: Literal["units", "witnesses"] | None = None
    rows: Number = 4
    lines: Number = 1


class Signature(Record):
    """Who signs, and what the signature says."""

    role: Name
    says: str | None = None
    person: Role | None = None


class Section(Record):
    """A part of a form: a heading and words, and at most one thing to fill in."""

    heading: str | None = None
    text: str | None = None
    new_page: Truth = False
    blanks: tuple[tuple[Blank, ...], ...] = ()
    criteria: CriteriaTable | None = None
    box: WritingBox | None = None
    table: FormTable | None = None
    signatures: tuple[Signature, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        """The names of what it asks for; a sound section has one, or text alone."""
        return tuple(
            name
            for name in ("blanks", "criteria", "box", "table", "signatures")
            if getattr(self, name)
        )


class ItemOutline(Record):
    """The evidence item that a form becomes: its method, and whose words it holds.

    ``in_situ`` says that the evidence stays where it is.
    """

    method: Name
    title: Name
    author: Literal["learner", "assessor", "witness"]
    in_situ: Truth = False


class Form(Record):
    """A recording form.

    ``units`` says which units it is about where nobody names any: those of one unit
    need a name, ``each`` unit of the portfolio has a form of its own, or ``all`` stand
    on one. What is filled in becomes an evidence ``item``, or is kept in lists of
    assessment files and of portfolio.yaml. ``planned`` says that what it lists is
    still to come.
    """

    kind: Literal["form"]
    title: Name
    purpose: Name
    steps: Names = ()
    units: Literal["named", "each", "all"] = "named"
    item: ItemOutline | None = None
    kept_in: tuple[Kept, ...] = ()
    planned: Truth = False
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
