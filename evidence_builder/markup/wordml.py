"""What Word's markup needs besides XML: its namespaces, and lengths as it counts them.

In the transitional form that Word writes: ECMA-376 Part 4 (5th ed.).
"""

from __future__ import annotations

from typing import Final

from evidence_builder.markup.xml import NAMESPACES

DECLARATIONS: Final = " ".join(
    f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", "wp", "a", "pic")
)
"""The namespaces of a part that holds text and pictures."""

SINGLE_LINE: Final = 240
"""How high a line is where its height is by its rule auto: 240ths, 17.3.1.33."""


def twips(points: float) -> int:
    """Return a length in twentieths of a point: ECMA-376 Part 1, 22.9.2.14."""
    return round(points * 20)


def points(length: int) -> float:
    """Return twentieths of a point in points."""
    return length / 20


def eighths(points: float) -> int:
    """Return the width of a border in eighths of a point: 17.18.23."""
    return round(points * 8)


def half_points(points: float) -> int:
    """Return a type size in half points: ECMA-376 Part 1, 17.18.42."""
    return round(points * 2)


def emu(points: float) -> int:
    """Return a length in the unit of drawings, 914,400 an inch: 20.1.2.1."""
    return round(points * 12700)
