"""What stands within a line: words, how they are marked, and where they lead.

Pure: no files, no clock, no outside library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from evidence_builder.wording.documents.render import before_page_number

Tone: TypeAlias = Literal["plain", "gap", "part", "done", "muted"]
"""What a piece of text or a row means; renderers choose a colour for it, and the
words and the shape beside it carry the same meaning without colour."""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of importance (bold)."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words (italic)."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Words shown letter for letter: a file name, an order number."""

    text: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A status in words with a shape in front, coloured by its tone."""

    text: str
    tone: Tone
    mark: str = ""
    """Its own shape, where that of its tone would not tell it from another."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead out of the document (http, https or mailto)."""

    inlines: tuple[Inline, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that lead to an anchor inside the document."""

    inlines: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class PageOf:
    """The page number of an anchor, as a link to it: ``p. 12``.

    The prefix is part of the link's text.
    """

    target: str
    prefix: str = field(default_factory=before_page_number)


@dataclass(frozen=True, slots=True)
class Break:
    """A new line inside a paragraph."""


Inline: TypeAlias = (
    Text | Strong | Emphasis | Code | Flag | Link | Reference | PageOf | Break
)
