"""A page of somebody's file, as a renderer that can draw it needs it.

The page is a set of PDF objects whose references are numbers within the set, so that
they can be written into any file. Nothing in them is executed or leads anywhere: what
made them has left all that behind.

Pure: no files, no clock, no outside library.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Spelling: TypeAlias = tuple[bytes | int, ...]
"""How an object is spelled: bytes as they stand in a file, and between them numbers
of other objects of the same pool, counted from 0, where PDF has ``n 0 R``.

ISO 32000-1:2008, 7.3.10.
"""


class PdfObject(NamedTuple):
    """One object; a stream has its bytes, as packed as they came, and its dictionary.

    The dictionary of a stream lacks ``/Length``, which the writer adds.
    """

    spelling: Spelling
    stream: bytes | memoryview | None = None


class PdfObjects(NamedTuple):
    """The objects that the pages of one file are drawn with, shared among them."""

    objects: tuple[PdfObject, ...]


class Rectangle(NamedTuple):
    """A rectangle on a page, in points from its lower left corner as it is seen."""

    left: float
    bottom: float
    right: float
    top: float


class PageLink(NamedTuple):
    """A link inside a file: where it can be clicked, and the page it leads to."""

    rectangle: Rectangle
    page: int
    """The number of the page in the file, from one."""


class DrawnPage(NamedTuple):
    """A page that can be drawn.

    ``form`` is the number in ``pool`` of a form XObject: ISO 32000-1:2008, 8.10. Drawn
    with the unit matrix, it fills a rectangle from (0, 0) to (width, height): upright,
    cropped, in points.
    ``above`` and ``below`` are how much of the page is blank paper at its upper and
    its lower edge, over the whole width; 0 where that is not known.
    """

    pool: PdfObjects
    form: int
    width: float
    height: float
    above: float = 0.0
    below: float = 0.0
