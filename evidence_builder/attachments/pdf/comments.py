"""What people have written on a PDF that does not show on its pages.

A sticky note is an icon until it is opened, and so are the words of most highlights.
They are part of what an assessor would read, so they are told beside the pages.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import pikepdf

from evidence_builder.attachments.pdf.annotations import ANNOTATIONS, is_seen
from evidence_builder.attachments.pdf.appearances import DRAWN
from evidence_builder.attachments.pdf.objects import items, member, name
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.attachments.pdf.optional_content import OptionalContent

COMMENTS: Final = 50
"""The most comments that are told of one file."""
LONGEST: Final = 300
"""The most characters of a comment."""

_TYPED: Final = "/FreeText"
# ISO 32000-1:2008, 12.5.6.1, table 169
_KINDS: Final = DRAWN | {"/Text", "/Caret", "/Stamp", _TYPED}
_NAME: Final = 60
_READ: Final = 10_000


class Comment(NamedTuple):
    """What somebody has written, and on which page of the file."""

    page: int
    author: str
    """Empty where it is not said."""
    words: str
    cut: bool
    """Whether there is more of it."""
    typed: bool
    """Whether it stood on the page itself, for everybody to read."""


def comments(
    page: object, number: int, optional_content: OptionalContent
) -> Iterator[Comment]:
    """Yield what cannot be read on a page, in the order of the file.

    Args:
        number: The page's, for those who read it.
    """
    for annotation in islice(items(member(page, "/Annots")), ANNOTATIONS):
        kind = name(member(annotation, "/Subtype"))
        if kind not in _KINDS or not is_seen(annotation, optional_content):
            continue
        typed = kind == _TYPED
        if typed and member(member(annotation, "/AP"), "/N") is not None:
            continue
        # ISO 32000-1:2008, 12.5.6.3 and 12.5.6.4, tables 171 and 172:
        # "Accepted set by Jo" is what a program writes, for its own list.
        if member(annotation, "/StateModel") is not None:
            continue
        words = _words(member(annotation, "/Contents"))
        if words:
            author = _cut(_words(member(annotation, "/T")), _NAME)
            is_long = len(words) > LONGEST
            yield Comment(number, author, _cut(words, LONGEST), is_long, typed)


def as_particular(comment: Comment) -> tuple[str, str]:
    """Return a comment as the evidence sheet has it: a label, and who says what."""
    who = f"{comment.author}: " if comment.author else ""
    return wording.comment_on_page(page=comment.page), who + comment.words


def _words(text: object) -> str:
    """Return text on one line, without what cannot be printed."""
    if not isinstance(text, pikepdf.String):
        return ""
    shown = "".join(
        character if character.isprintable() else " " for character in str(text)[:_READ]
    )
    return " ".join(shown.split())


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
