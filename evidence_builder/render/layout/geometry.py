"""What the layout knows of the things in a document, for whoever writes them again.

A renderer that leaves lines and pages to somebody else's program, as the Word writer
does, reads here where columns begin, how far words stand in and how large a picture
is, and measures nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Cell
    from evidence_builder.render.layout.boxes import Path


class TableColumns(NamedTuple):
    """Where the columns of a table stand, from its left edge."""

    edges: tuple[float, ...]
    """Where each begins, and where the last one ends."""
    aligns: tuple[Literal["left", "right", "centre"], ...]
    gutters: tuple[float, ...]
    """What each leaves free at its right beyond its padding."""


def span_of(cell: Cell) -> int:
    """Return how many columns a cell takes."""
    return max(cell.span, 1)


class FormBlank(NamedTuple):
    """Where a field of a form stands, from the left edge of its line."""

    left: float
    """Where its label begins."""
    rule: float
    """Where the rule to write on begins."""
    right: float
    lines: int
    """How many lines its label or its value takes, whichever takes more."""


class PictureSize(NamedTuple):
    """How large a picture is on the page."""

    width: float
    height: float


class LineOfText(NamedTuple):
    """What stands on a line, and how many characters of the plain text it took."""

    words: str
    length: int


class Tile(NamedTuple):
    """What stands in a tile, what it says in words, and where it leads."""

    words: str
    """The shape of the status, and the number."""
    alt: str
    target: str | None
    colour: str
    shade: str
    """The background; empty for none."""


class TileGrid(NamedTuple):
    """Tiles in rows, all of one width."""

    width: float
    rows: tuple[tuple[Tile, ...], ...]


@dataclass(frozen=True, slots=True)
class Geometry:
    """The geometry of the blocks of one document, by their paths; see ``PageStart``.

    A block in the cell of a table has the path of the row, then the index of the cell
    and that of the block; rows of a head count from below zero. It is filled while
    blocks are set, and not changed afterwards. Lengths are points.
    """

    tables: dict[Path, TableColumns] = field(default_factory=dict)
    forms: dict[Path, tuple[FormBlank, ...]] = field(default_factory=dict)
    lists: dict[Path, float] = field(default_factory=dict)
    """How far the words of items stand in from what the list stands in."""
    pictures: dict[Path, PictureSize] = field(default_factory=dict)
    tiles: dict[Path, TileGrid] = field(default_factory=dict)
    lines: dict[Path, tuple[LineOfText, ...]] = field(default_factory=dict)
    """Of blocks of code and of entries of contents."""
