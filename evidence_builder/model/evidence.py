"""Evidence items and the learner's claims."""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from evidence_builder.model.locator import At, ChosenPages
from evidence_builder.model.record import Day, Name, Names, Record, Truth, one_or_many
from evidence_builder.model.requirement import Covers


def _file(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Let a file be its path alone."""
    return {"path": value} if isinstance(value, str) else value


def _claim(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Split ``3.2, 3.4 @ p. 1, item 4`` into criteria and locator."""
    if not isinstance(value, str):
        return value
    criteria, _, locator = value.partition("@")
    selectors = [selector for part in criteria.split(",") if (selector := part.strip())]
    return {"criteria": selectors, "at": locator.strip() or None}


def _claims(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Key a bare list of claims by the empty text: the portfolio's only unit."""
    if isinstance(value, str):
        return {"": [value]}
    if isinstance(value, list):
        return {"": value}
    if isinstance(value, dict):
        return {
            key: [claims] if isinstance(claims, (str, dict)) else claims
            for key, claims in value.items()
        }
    return value


class PlainFile(Record):
    """A file of an evidence item; ``path`` is relative to the item's own file."""

    path: Name
    title: str | None = None
    pages: ChosenPages | None = None
    embed: Truth = False
    """Whether a recording travels inside the PDF."""


class PlainOriginal(Record):
    """Where the signed original of a record is: a scan of it, or where it is held.

    That a record made by several people is signed by each of them is told for
    observation and testimony alike: NVQ Code of Practice (QCA, revised 2006),
    "Assessment".
    """

    path: Name | None = None
    title: str | None = None
    held: Name | None = None
    location: str | None = None
    seen_by: str | None = None
    seen_on: Day | None = None

    @property
    def is_somewhere(self) -> bool:
        """Whether it says where the original is."""
        return bool(self.path or (self.held and self.location))


class PlainClaim(Record):
    """Criteria that an item is said to prove, and where in it the proof stands."""

    # Bounded before it is reshaped: the other way round each claim takes a call more.
    criteria: Annotated[
        tuple[Name, ...], Field(min_length=1), BeforeValidator(one_or_many)
    ]
    at: At | None = None
    note: str | None = None
    covers: Covers = Field(default_factory=dict)


FileReference = Annotated[PlainFile, BeforeValidator(_file)]
OriginalEntry = Annotated[PlainOriginal, BeforeValidator(_file)]
ClaimEntry = Annotated[PlainClaim, BeforeValidator(_claim)]
Claims = Annotated[dict[str, tuple[ClaimEntry, ...]], BeforeValidator(_claims)]
"""Unit reference → claims; the key is empty where the file gives a bare list."""

Files = Annotated[
    tuple[FileReference, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, str | dict) else value),
]


# The witness's own words: SQA, Understanding Standards, "Witness Testimony".
SIGNED_RECORDS = frozenset({"O", "EW", "WT", "PD", "Q", "RA"})
"""Methods whose records are signed, so that there is an original of each."""

_BY_OTHERS = frozenset({"WT", "EW", "O"})
"""Methods of what others tell; without an author nobody is taken for theirs."""


class Evidence(Record):
    """One piece of evidence.

    The narrative is not a field of the front matter; ``load`` puts the text after it,
    or the ``text`` of an item without one, beside the item. What is ``held`` elsewhere
    is assessed where it is: QCA, "NVQ portfolios".
    """

    kind: Literal["evidence"] = "evidence"
    id: Name
    title: Name
    method: Name
    date: Day | None = None
    dates: tuple[Day, ...] = ()
    author: Name | None = None
    witness: Names = ()
    files: Files = ()
    claims: Claims = Field(default_factory=dict)
    related: Names = ()
    signed: dict[str, Day] = Field(default_factory=dict)
    held: Name | None = None
    location: str | None = None
    reason: str | None = None
    seen_by: str | None = None
    seen_on: Day | None = None
    original: OriginalEntry | None = None
    anonymised: Truth = False
    reference_material: Truth = False
    draft: Truth = False
    text: str | None = None

    @property
    def is_by_learner(self) -> bool:
        """Whether it is the learner's own; what others saw, and told, never is."""
        if self.author is None:
            return self.method not in _BY_OTHERS
        return self.author == "learner"

    def all_dates(self) -> tuple[dt.date, ...]:
        """Return every date of the item, each once, earliest first."""
        single = () if self.date is None else (self.date,)
        return tuple(sorted({*single, *self.dates}))
