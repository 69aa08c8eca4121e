"""What a model's complaint means to the author of a file.

One sentence for each kind of error that the models can give, one example for each
field that must be there, and a name for whatever the fault is in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder.model.identifiers import odd_characters
from evidence_builder.yamltext.source import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evidence_builder.yamltext.source import Source, Step

# Controls, line ends of Unicode, and directions of writing (UAX #9, 2).
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]+"
_LONGEST = 40

# fmt: off
_ONE_OF = {
    "actions": "action", "blanks": "blank", "catalogue": "catalogue unit",
    "claims": "claim", "columns": "column", "concepts": "concept", "counts": "count",
    "criteria": "criterion",
    "decisions": "decision", "evidence_ideas": "evidence idea", "files": "file",
    "look_for": "point to look for", "methods": "method", "outcomes": "outcome",
    "parts": "part", "people": "person", "pitfalls": "pitfall", "ranges": "range",
    "requires": "requirement", "rules": "rule", "samples": "sample",
    "sections": "section", "sign_offs": "sign-off", "signatures": "signature",
    "tips": "tip", "transfers": "transfer",
    "witnesses": "witness",
}
_CALLED = {"by": "author (by)", "on": "date (on)", "path": "path of the file"}
_NAMED_BY = ("id", "ref", "number", "group")

EXAMPLES: Mapping[str, str] = {
    "action": "action: Add the agenda of the meeting",
    "by": "by: JT",
    "certificate": "certificate: Aldersyke College, number 4471",
    "claims": "claims: {A/506/1821: [3.2, 3.3]}",
    "criteria": "criteria: [3.2, 3.3]",
    "decision": "decision: met",
    "evidence": "evidence: E003",
    "id": "id: E003",
    "items": "items: [clippers, scissors]",
    "learner": "learner: {name: Sam Patel}",
    "method": "method: WP",
    "name": "name: Sam Patel",
    "number": "number: 601/4027/6",
    "on": "on: 2026-03-10",
    "path": "path: minutes.pdf",
    "ref": "ref: A/506/1821",
    "role": "role: assessor",
    "text": "text: Explain how work is shared out",
    "title": "title: Minutes of the weekly briefing",
    "unit": "unit: A/506/1821",
    "catalogue unit title": "title: Manage team performance",
    "method name": "name: Video recording",
    "outcome title": "title: Understand how work is shared out",
    "outcome criteria": "criteria: [{id: 1.1, text: Explain how work is shared out}]",
    "outcomes": "outcomes: [{id: 1, title: Understand how work is shared out}]",
    "part id": "id: a",
    "person id": "id: JT",
    "qualification title": "title: Level 3 Diploma in Customer Service",
    "range id": "id: tools",
    "range title": "title: Tools and equipment",
    "unit title": "title: Manage team performance",
    "witness id": "id: W1",
}
"""Lines that show how a field is written: by its name, or by owner and name."""

_DATE = "write the date as year-month-day, for example 2026-03-02"
_GROUP = "write its fields below it, each on a line of its own and indented alike"
_LIST = 'write one item on each line, each beginning with "- "'
_NUMBER = "write it in figures alone, for example 12"
ONE_TEXT = "write one text, without brackets and hyphens"
COLON = "put quotation marks around a text that has a colon and a space in it"
COMMA = (
    "put quotation marks around a text that has a comma in it, and brackets around "
    "a list"
)

SENTENCES: Mapping[str, tuple[str, str]] = {
    "bool_type": ("{field} is {value} where yes or no is expected", "write yes or no"),
    "colour_form": (
        "{value} is no colour",
        "write six hexadecimal digits, such as 1B4B72",
    ),
    "date_form": ("{value} is not a date", _DATE),
    "date_impossible": ("{value} is no day of the calendar", _DATE),
    "date_type": ("{field} is {value} where a date is expected", _DATE),
    "dict_type": ("{field} is {value} where a group of fields is expected", _GROUP),
    "int_type": ("{field} is {value} where a whole number is expected", _NUMBER),
    "literal_error": ("{field} cannot be {value}", "write {allowed}"),
    "model_type": ("{field} is {value} where a group of fields is expected", _GROUP),
    "number_form": ("{value} is not a whole number", _NUMBER),
    "string_too_short": ("{field} is empty", "write a text, or take it out"),
    "string_type": ("{field} is {value} where a text is expected", COLON),
    "too_short": ("{field} is an empty list", "name at least one"),
    "truth_form": ("{value} is neither yes nor no", "write yes or no"),
    "tuple_type": ("{field} is {value} where a list is expected", _LIST),
}
"""Kind of error → message and hint; ``missing`` and ``extra_forbidden`` stand apart."""
# fmt: on


def example(owner: str, field: str) -> str | None:
    """Return a line that shows how a required field of an owner is written."""
    return EXAMPLES.get(f"{owner} {field}") or EXAMPLES.get(field)


def called(field: str) -> str:
    """Return what a field is called in a sentence."""
    return _CALLED.get(field, field)


def shown(value: object) -> str:
    """Return a value as a message may quote it: short and without control codes."""
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, dict):
        return "a group of fields"
    return f'"{_short(str(value))}"'


def odd_hints(identifier: str) -> tuple[str, ...]:
    """Return a hint that names the characters which only look like ordinary ones."""
    names = ", ".join(odd_characters(identifier)[:3])
    if not names:
        return ()
    return (f"type {shown(identifier)} again by hand: it has {names} in it",)


def owner_of(kind: str, path: Sequence[Step]) -> str:
    """Return the noun for the block at a path, such as "witness"."""
    nouns = [_ONE_OF[step] for step in path if step in _ONE_OF]
    if not path or (not nouns and isinstance(path[-1], int)):
        return kind
    last = path[-1]
    keyed = len(path) > 1 and path[-2] in _ONE_OF
    if isinstance(last, int) or keyed:
        return nouns[-1]
    return str(last).replace("_", " ")


def name_of(kind: str, source: Source, path: Sequence[Step]) -> str:
    """Return what the block at a path is called, such as "witness W2".

    The kind is that of the file, for what stands at its top.
    """
    noun = owner_of(kind, path)
    block = source.part(path)
    last = path[-1] if path else None
    if isinstance(block, Fields):
        for field in _NAMED_BY:
            value = block.get(field)
            if isinstance(value, str) and value:
                return f"{noun} {_short(value)}"
    if isinstance(last, int):
        return f"{noun} {last + 1}"
    if last is None:
        return "the portfolio" if kind == "portfolio" else f"this {kind} file"
    if noun != str(last).replace("_", " "):
        return f"{noun} {_short(str(last))}"
    return f"the {noun}"


def field_name(path: Sequence[Step]) -> str:
    """Return what the value at a path is called, such as "item 2 of units"."""
    if not path:
        return "the file"
    names = [_short(str(step)) for step in path if isinstance(step, str) and step]
    name = called(names[-1]) if names else "the file"
    last = path[-1]
    return f"item {last + 1} of {name}" if isinstance(last, int) else name


def _short(text: str) -> str:
    text = re.sub(_UNPRINTABLE, " ", text).strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
