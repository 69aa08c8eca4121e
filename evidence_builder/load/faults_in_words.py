"""What a model's complaint means to the author of a file.

One sentence for each kind of error that the models can give, one example for each
field that must be there, and a name for whatever the fault is in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder.model.identifiers import odd_characters
from evidence_builder.wording import load as words
from evidence_builder.wording.language import said
from evidence_builder.yamltext.source import Fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.yamltext.source import Source, Step

# Controls, line ends of Unicode, and directions of writing (UAX #9, 2).
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]+"
_LONGEST = 40

_NAMED_BY = ("id", "ref", "number", "group")


def example(owner: str, field: str) -> str | None:
    """Return a line that shows how a required field of an owner is written."""
    line = words.EXAMPLES.get(f"{owner} {field}") or words.EXAMPLES.get(field)
    return line() if line else None


def called(field: str) -> str:
    """Return what a field is called in a sentence."""
    return words.CALLED[field]() if field in words.CALLED else field


def shown(value: object) -> str:
    """Return a value as a message may quote it: short and without control codes."""
    if isinstance(value, list | tuple):
        return words.a_list()
    if isinstance(value, dict):
        return words.a_group()
    return words.quoted(value=_short(str(value)))


def odd_hints(identifier: str) -> tuple[str, ...]:
    """Return a hint that names the characters which only look like ordinary ones."""
    names = ", ".join(odd_characters(identifier)[:3])
    if not names:
        return ()
    return (words.type_again(value=shown(identifier), characters=names),)


def owner_of(kind: str, path: Sequence[Step]) -> str:
    """Return what the block at a path is, in English, such as "witness"."""
    nouns = [words.NOUNS[step].english for step in path if step in words.NOUNS]
    if not path or (not nouns and isinstance(path[-1], int)):
        return kind
    last = path[-1]
    keyed = len(path) > 1 and path[-2] in words.NOUNS
    if isinstance(last, int) or keyed:
        return nouns[-1]
    return str(last).replace("_", " ")


def name_of(kind: str, source: Source, path: Sequence[Step]) -> str:
    """Return what the block at a path is called, such as "witness W2".

    The kind is that of the file, for what stands at its top.
    """
    owner = owner_of(kind, path)
    noun = said(owner)
    block = source.part(path)
    last = path[-1] if path else None
    if isinstance(block, Fields):
        for field in _NAMED_BY:
            value = block.get(field)
            if isinstance(value, str) and value:
                return words.named_block(noun=noun, name=_short(value))
    if isinstance(last, int):
        return words.named_block(noun=noun, name=last + 1)
    if last is None:
        if kind == "portfolio":
            return words.the_portfolio()
        return words.this_file(kind=kind_in_words(kind))
    if owner != str(last).replace("_", " "):
        return words.named_block(noun=noun, name=_short(str(last)))
    return words.the_block(noun=noun)


def kind_in_words(kind: str) -> str:
    """Return what the kind of a file is called."""
    return words.KINDS[kind]() if kind in words.KINDS else kind


def field_name(path: Sequence[Step]) -> str:
    """Return what the value at a path is called, such as "item 2 of units"."""
    if not path:
        return words.the_file()
    names = [_short(str(step)) for step in path if isinstance(step, str) and step]
    name = called(names[-1]) if names else words.the_file()
    last = path[-1]
    if isinstance(last, int):
        return words.item_of(number=last + 1, field=name)
    return name


def _short(text: str) -> str:
    text = re.sub(_UNPRINTABLE, " ", text).strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
