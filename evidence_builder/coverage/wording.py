"""How numbers, methods and requirements are written in reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evidence_builder.model.methods import Method

_NUMBERS = "no one two three four five six seven eight nine ten".split()  # noqa: SIM905 - a row of words reads better
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905 - as above


def number(value: int) -> str:
    """Return a number as a sentence has it: words up to ten, digits beyond."""
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)


def another(place: int) -> str:
    """Return which in a row is still wanted: a second, an eighth, one more."""
    if place > len(_ORDINALS):
        return "one more"
    article = "an" if _ORDINALS[place - 1].startswith("e") else "a"
    return f"{article} {_ORDINALS[place - 1]}"


def counted(value: int, noun: str, plural: str | None = None) -> str:
    """Return a number and its noun: one occasion, two pieces of evidence."""
    return f"{number(value)} {noun if value == 1 else plural or noun + 's'}"


def method(code: str, methods: Mapping[str, Method]) -> str:
    """Return a method by its name and code: direct observation (O)."""
    if code not in methods:
        return code
    name = methods[code].name
    # An acronym keeps its capitals.
    if name[1:2].islower():
        name = name[0].lower() + name[1:]
    return f"{name} ({code})"


def either(codes: Iterable[str], methods: Mapping[str, Method]) -> str:
    """Return methods of which any will do: one (O) or another (EW)."""
    return listing((method(code, methods) for code in codes), "or")


def every(codes: Iterable[str], methods: Mapping[str, Method]) -> str:
    """Return methods in a row: one (O) and another (EW)."""
    return listing(method(code, methods) for code in codes)
