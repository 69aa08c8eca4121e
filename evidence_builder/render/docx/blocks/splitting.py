"""Cutting a paragraph's inlines where a page was full."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from evidence_builder.document import inlines
from evidence_builder.document.walk import plain

Inlines = tuple[inlines.Inline, ...]


def cut(content: Inlines, offsets: tuple[int, ...]) -> list[Inlines]:
    """Return inlines in pieces, cut after the given numbers of characters.

    Spaces at a cut stay with the piece before, where they are not seen.
    """
    pieces = []
    done = 0
    for offset in offsets:
        before, content = _halves(content, offset - done)
        done = offset
        pieces.append(before)
    return [*pieces, content]


def _halves(content: Inlines, at: int) -> tuple[Inlines, Inlines]:
    for index, inline in enumerate(content):
        size = len(plain((inline,)))
        if at < size:
            left, right = _split(inline, at)
            return (*content[:index], *left), (*right, *content[index + 1 :])
        at -= size
    return content, ()


def _split(inline: inlines.Inline, at: int) -> tuple[Inlines, Inlines]:
    if at <= 0:
        return (), (inline,)
    match inline:
        case inlines.Text(text) | inlines.Code(text):
            halves = replace(inline, text=text[:at]), replace(inline, text=text[at:])
            return halves[:1], halves[1:]
        case (
            inlines.Strong(inner)
            | inlines.Emphasis(inner)
            | inlines.Link(inner, _)
            | inlines.Reference(inner, _)
        ):
            left, right = _halves(inner, at)
            return (replace(inline, inlines=left),), (replace(inline, inlines=right),)
        case inlines.Flag() | inlines.PageOf() | inlines.Break():
            return (), (inline,)
        case _:
            assert_never(inline)
