"""A picture of coverage: every criterion of every unit, how it stands, what proves it.

What is said, not how it looks: a renderer draws it as it can. ``build`` takes it
apart for those that draw tables anyhow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from evidence_builder.document.inlines import Flag, Inline


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A criterion: its number, how it stands, and what proves it.

    The number leads to the row of the criterion, each piece of evidence to its sheet.
    ``filled`` says how much of its tile is filled, for reading it without colour.
    """

    number: tuple[Inline, ...]
    status: Flag
    evidence: tuple[Inline, ...] = ()
    is_gap: bool = False
    filled: Literal["", "half", "full"] = ""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A unit: its reference, which leads to its sheet, its title and its criteria."""

    name: tuple[Inline, ...]
    title: str
    cells: tuple[PictureCell, ...]


@dataclass(frozen=True, slots=True)
class CoveragePicture:
    """Units by their criteria.

    ``heads`` name what rows and cells are; where both are empty it is tiles and nothing
    else, such as those of one unit. ``legend`` has each status once that
    stands in the picture. ``summary`` says in one sentence what the picture shows.
    """

    rows: tuple[PictureRow, ...]
    heads: tuple[str, str]
    legend: tuple[Flag, ...]
    summary: str
