"""What a specification asks beyond one piece of evidence for each criterion."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from evidence_builder.model.record import Name, Names, Number, Record, Truth


def _lists(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Let each range name one item without a list."""
    if not isinstance(value, dict):
        return value
    return {
        key: [item] if isinstance(item, str) else item for key, item in value.items()
    }


Covers = Annotated[dict[str, tuple[Name, ...]], BeforeValidator(_lists)]
"""Range id → items of that range."""


class Count(Record):
    """So many items with a condition, such as three observations."""

    at_least: Number = 1
    methods: Names = ()
    covers: Covers = Field(default_factory=dict)
    note: str | None = None


class Each(Record):
    """What must hold for each item of a range that is counted, one by one."""

    range: Name
    pieces: Number | None = None
    occasions: Number | None = None
    methods: Names = ()
    at_least: Number = 1


Sets = Annotated[tuple[Names, ...], Field(min_length=1)]
"""Sets of criteria, each a criterion list."""


class Requirement(Record):
    """One rule; several fields together must all hold.

    ``criteria`` selects where it applies (default: everything under the place where
    it is written); ``per`` says whether each criterion, each outcome or the unit as a
    whole must meet it.
    """

    criteria: Names = ()
    per: Literal["criterion", "outcome", "unit"] = "criterion"
    note: str | None = None
    pieces: Number | None = None
    occasions: Number | None = None
    methods: Names = ()
    at_least: Number = 1
    different_methods: Number | None = None
    among: Names = ()
    forbid_methods: Names = ()
    not_only: Names = ()
    max_age_months: Number | None = None
    witnessed: Truth = False
    counts: tuple[Count, ...] = ()
    each: Each | None = None
    max_pieces: Number | None = None
    anonymised: Truth = False
    signed: Names = ()
    span_months: Number | None = None
    any_of: Sets | None = None


Requirements = tuple[Requirement, ...]
