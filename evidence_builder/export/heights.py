"""How high a row must be for wrapped text to be seen.

Excel finds that out by itself; other programs show one line unless they are told.
"""

from __future__ import annotations

import re
from functools import lru_cache

LINE = 13.0
"""The height of a line of the workbook's type, in points."""

SPARE = 3.0
"""Room below the last line, in points."""

MOST = 409.0
"""The highest row of Excel, in points: "Excel specifications and limits"."""

_LETTERS_A_UNIT = 1.1
"""How many letters of prose are as wide as one digit."""

_INDENT = 1.3
"""How much of a column's width is left free before the text, in digits.

Widths count in digits of the default type: ECMA-376 Part 1, 18.3.1.13 "col".
"""

# UAX #11, East Asian Width: the blocks whose letters are wide.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60]"
)


@lru_cache(maxsize=4096)
def lines_needed(text: str, width: float) -> int:
    """Return about how many lines a text takes in a column so many digits wide."""
    room = max(1.0, (width - _INDENT) * _LETTERS_A_UNIT)
    return sum(_wrapped(line, room) for line in text.split("\n"))


def height(lines: int) -> float:
    """Return the height of a row with so many lines, in points."""
    return min(MOST, lines * LINE + SPARE)


def _wrapped(line: str, room: float) -> int:
    if _length(line) <= room:
        return 1
    lines, used = 1, 0.0
    for word in line.split(" "):
        size = _length(word)
        if used and used + 1 + size > room:
            lines, used = lines + 1, 0.0
        used += size + (1 if used else 0)
        # A word that is longer than a line is broken.
        lines += int((used - 0.01) // room)
        used %= room
    return lines


def _length(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text))
