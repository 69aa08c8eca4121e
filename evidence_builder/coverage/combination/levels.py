"""Levels are text: ``Entry 3`` lies below ``1``, and ``SCQF 6`` on another ladder."""

from __future__ import annotations

import re

from evidence_builder.model.identifiers import comparable

# Ofqual Handbook, Condition E9: Entry 1 to 3, then 1 to 8.
_LEVEL = r"(?i)(entry|e)?\s*(?:level|l)?\s*(\d{1,2})\Z"
_OTHER = r"(?i)([a-z]+)\s*(?:level\s*)?(\d{1,2})\Z"

_PLAIN = frozenset("12345678")
"""How nearly every file writes a level; no pattern need be compiled for these."""


def level_rank(level: str) -> tuple[str, int] | None:
    """Return the ladder of a level and its place on it, or None where it is neither.

    Only places on the same ladder can be compared; SCQF levels are numbered otherwise.
    """
    text = " ".join(level.split())
    if text in _PLAIN:
        return "", int(text)
    level_match = re.match(_LEVEL, text)
    if level_match:
        # Entry 1 to 3 lie below Level 1 of the same ladder.
        number = int(level_match[2])
        return "", number - 100 if level_match[1] else number
    other = re.match(_OTHER, text)
    return (other[1].casefold(), int(other[2])) if other else None


def is_at_level(level: str | None, wanted: str, *, or_above: bool) -> bool:
    """Whether a unit's level is the one wanted, or above it where that will do.

    A unit of no known level, or on another ladder, is not.
    """
    if level is None:
        return False
    rank, least = level_rank(level), level_rank(wanted)
    if rank is None or least is None:
        return comparable(level) == comparable(wanted)
    if rank[0] != least[0]:
        return False
    return rank[1] >= least[1] if or_above else rank[1] == least[1]
