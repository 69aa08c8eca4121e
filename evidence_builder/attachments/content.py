"""What can be shown of a learner's file: pages to draw, or blocks to set, or neither.

A converter makes a ``Content`` from the bytes of one file, in a child process; it is
packed to cross the pipe and to be kept in the cache. Only values: no files, no paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.document.pdf_page import PdfObjects
from evidence_builder.wording import attachments as wording
from evidence_builder.wording.phrases import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evidence_builder.document.blocks import Block, Image
    from evidence_builder.document.pdf_page import PageLink

NOTHING = PdfObjects(())


class CannotBeIncludedError(Exception):
    """Why nothing of a file can be shown.

    ``str`` of it follows "This file could not be included: ", such as "it needs a
    password"; ``hint`` says what the learner can do.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class Refusal(NamedTuple):
    """What became of a file of which nothing can be shown.

    ``reason`` follows "could not be included: "; ``hint`` says what the learner can do.
    """

    reason: str
    hint: str


class Request(NamedTuple):
    """What is asked of a converter.

    ``name`` is the file's own name, for messages and for what its ending says.
    ``pages`` are the pages that are taken, from one, in order; None for all.
    """

    name: str
    pages: tuple[int, ...] | None = None


class Note(NamedTuple):
    """Something to tell about a file that is included all the same.

    ``message`` follows the file's name: "is damaged; what can be read is included".
    """

    code: str
    """The slug of a code in ``codes``, such as ``file-repaired``."""
    message: str
    hint: str = ""


def too_long() -> Note:
    """Return a note on a file of which there is more than is shown."""
    return Note("file-cut", wording.too_long(), wording.split_it())


def lacking(names: Iterable[str]) -> Note:
    """Return a note that names what a file has and what is not shown of it."""
    message = wording.lacks(names=enumerated(names))
    return Note("file-cut", message, wording.save_as_pdf())


def counted(lost: Mapping[str, int]) -> tuple[Note, ...]:
    """Return a note on what is not shown, and how often it was met; or none."""
    names = (
        wording.of_a_kind(kind=wording.NOUNS[kind](), count=count)
        for kind, count in sorted(lost.items())
    )
    return (lacking(names),) if lost else ()


def in_brackets(kind: str, words: str) -> str:
    """Return what stands for a thing that cannot be shown: ``[chart: Sales]``."""
    noun = wording.NOUNS[kind]()
    return (
        wording.named(kind=noun, words=words) if words else wording.unnamed(kind=noun)
    )


def pictured_way(way: str) -> str:
    """Return how a file was included whose pages are pictures here.

    Args:
        way: How it was included elsewhere, which says too whether it is damaged.
    """
    pictured = wording.as_pictures()
    damaged = wording.damaged(way=pictured)
    if way in {damaged, wording.damaged(way=wording.as_they_are())}:
        return damaged
    return pictured


class Page(NamedTuple):
    """One page of a file.

    Sizes are in points, upright and cropped. ``form`` is the number of its form
    XObject in the content's pool; None where the page is only a picture, for a
    renderer that cannot draw it. ``words`` are what can be read on it.
    """

    number: int
    """Its number in the file, from one."""
    width: float
    height: float
    form: int | None = None
    above: float = 0.0
    below: float = 0.0
    links: tuple[PageLink, ...] = ()
    words: str = ""
    picture: Image | None = None
    painted: bool = False
    """Whether the form is a picture of the page, which holds no words."""


class Content(NamedTuple):
    """What can be shown of a file."""

    pages: tuple[Page, ...] = ()
    """The pages that were taken."""
    page_count: int = 0
    """How many pages the file has in all; 0 where it has none to speak of."""
    pool: PdfObjects = NOTHING
    """What ``pages`` are drawn with."""
    blocks: tuple[Block, ...] = ()
    """The content as blocks of our own. A content may have both pages and blocks:
    the same thing twice, for renderers that can draw pages and for others."""
    markdown: str = ""
    """Markdown that is to be set as narratives are, which is not done here."""
    particulars: tuple[tuple[str, str], ...] = ()
    """Labels and values for the evidence sheet: ("Comment on p. 1", "Please sign")."""
    way: str = ""
    """How it was included, as a sentence without its stop: "Pages as they are"."""
    notes: tuple[Note, ...] = ()
    seconds: int = 0
    """How long it plays; 0 where it does not play, or nobody can tell."""


class Copy(NamedTuple):
    """A copy of a file for another program, without what is active or leads outside."""

    data: bytes
