"""Where cells are: ``B3`` ↔ row 3, column 2."""

from __future__ import annotations

import re
from typing import Final

_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def place_of(name: str) -> tuple[int, int]:
    """Return the row and the column of a cell's name, from one; zeros for none."""
    found = _PLACE.fullmatch(name)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def area_of(name: str) -> tuple[int, int, int, int]:
    """Return first row, first column, last row, last column of ``A1:C4``."""
    first, _, last = name.partition(":")
    return (*place_of(first), *place_of(last or first))
