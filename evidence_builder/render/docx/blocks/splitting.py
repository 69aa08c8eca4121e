"""Cutting a paragraph's inlines where a page was full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from evidence_builder.document.inlines import (
    Break,
    Code,
    Emphasis,
    Flag,
    Link,
    PageOf,
    Reference,
    Strong,
    Text,
)

if TYPE_CHECKING:
    from evidence_builder.document.inlines import Inline

Inlines = tuple["Inline", ...]


def cut(inlines: Inlines, offsets: tuple[int, ...]) -> list[Inlines]:
    """Return inlines in pieces, cut after the given numbers of characters.

    Spaces at a cut stay with the piece before, where they are not seen.
    """
    pieces = []
    done = 0
    for offset in offsets:
        before, inlines = _halves(inlines, offset - done)
        done = offset
        pieces.append(before)
    return [*pieces, inlines]


def _halves(inlines: Inlines, at: int) -> tuple[Inlines, Inlines]:
    for index, inline in enumerate(inlines):
        size = _length(inline)
        if at < size:
            left, right = _split(inline, at)
            return (*inlines[:index], *left), (*right, *inlines[index + 1 :])
        at -= size
    return inlines, ()


def _split(inline: Inline, at: int) -> tuple[Inlines, Inlines]:
    if at <= 0:
        return (), (inline,)
    match inline:
        case Text(text):
            return (Text(text[:at]),), (Text(text[at:]),)
        case Code(text):
            return (Code(text[:at]),), (Code(text[at:]),)
        case Strong(inner) | Emphasis(inner) | Link(inner, _) | Reference(inner, _):
            left, right = _halves(inner, at)
            return (replace(inline, inlines=left),), (replace(inline, inlines=right),)
        case Flag() | PageOf() | Break():
            return (), (inline,)
        case _:
            assert_never(inline)


def _length(inline: Inline) -> int:
    match inline:
        case Text(text) | Code(text):
            return len(text)
        case Flag(text, _):
            return len(text)
        case Strong(inner) | Emphasis(inner) | Link(inner, _) | Reference(inner, _):
            return sum(map(_length, inner))
        case PageOf(_, prefix):
            return len(prefix)
        case Break():
            return 1
        case _:
            assert_never(inline)
