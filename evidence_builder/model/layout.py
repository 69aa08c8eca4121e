"""Layouts: which sections a document has, in which order, and how it looks."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from evidence_builder.model.record import Name, Names, Record, one_or_many

Section = Literal[
    "front",
    "contents",
    "profile",
    "declaration",
    "team",
    "summary",
    "gaps",
    "units",
    "index",
    "evidence",
    "records",
    "checklist",
    "forms",
]
"""What a document can consist of."""

# CSS Color Module Level 4, 5.2, "The RGB Hexadecimal Notations".
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})\Z")


def _colour(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Return the six hexadecimal digits of a colour.

    Raises:
        PydanticCustomError: ``colour_form``.
    """
    if not isinstance(value, str):
        return value
    digits = _COLOUR.match(value.strip())
    if not digits:
        raise PydanticCustomError("colour_form", "not a colour")
    return digits[1].upper()


Colour = Annotated[str, BeforeValidator(_colour)]


class Colours(Record):
    """Colours that a centre chooses; those of gaps and decisions stay as they are."""

    accent: Colour = "1B4B72"
    """Of headings, links and the heads of tables."""


class DocumentLayout(Record):
    """A document that can be built of a portfolio.

    ``logo`` is a picture in the portfolio's folder, for the front sheet; ``centre`` is
    printed in place of the portfolio's. ``forms`` names those of the section forms.
    """

    kind: Literal["layout"]
    title: Name
    purpose: Name
    sections: Annotated[
        tuple[Section, ...], BeforeValidator(one_or_many), Field(min_length=1)
    ]
    evidence: Literal["by number", "behind units"] = "by number"
    detail: Literal["full", "sheets"] = "full"
    paper: Literal["A4", "Letter"] = "A4"
    colours: Colours = Colours()
    logo: Name | None = None
    centre: Name | None = None
    forms: Names = ()
