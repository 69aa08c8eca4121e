"""How a status is said: in words, with a tone that renderers turn into a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.coverage.result import Status
from evidence_builder.document.inlines import Flag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.result import RowResult
    from evidence_builder.document.inlines import Tone

TONES: Mapping[Status, Tone] = {
    Status.MISSING: "gap",
    Status.PARTIAL: "part",
    Status.CLAIMED: "done",
    Status.REFERRED: "gap",
    Status.OUT_OF_DATE: "part",
    Status.MET: "done",
}

WORDS: Mapping[Status, str] = {
    Status.MISSING: "Missing",
    Status.PARTIAL: "Partial",
    Status.CLAIMED: "Claimed",
    Status.REFERRED: "Not yet met",
    Status.OUT_OF_DATE: "Out of date",
    Status.MET: "Met",
}


MARKS: Mapping[Status, str] = {
    Status.MISSING: "▲",
    Status.PARTIAL: "►",
    Status.CLAIMED: "●",
    Status.REFERRED: "▼",
    Status.OUT_OF_DATE: "◊",
    Status.MET: "■",
}
"""A shape for each status, so that no two look alike without colour.

WCAG 2.2, 1.4.1 "Use of Color".
"""

MET = Flag("Met", "done", "■")
NOT_YET = Flag("Not yet", "gap", "▼")
"""What an assessor decided, looking like the status that follows from it."""
ACCEPTED = Flag("Accepted", "done", "■")
CLAIMED = Flag("Claimed", "done", "●")
"""How a requirement is met, in the shapes of the criteria that are."""


def flag(result: RowResult) -> Flag:
    """Return the status of a row as a flag; a gap says that it is one."""
    if not result.needed:
        return Flag("Not needed", "muted")
    words = WORDS[result.status]
    if result.is_gap:
        words = f"Gap: {words.lower()}"
    return Flag(words, TONES[result.status], MARKS[result.status])


def standing(result: RowResult) -> tuple[DecisionResult, ...]:
    """Return the decisions on a row's claims that no later one has replaced."""
    return tuple(each for each in result.decisions if each.stands and each.claimed)


def tone(result: RowResult) -> Tone:
    """Return the tone of a row in a tracking sheet; only gaps are marked."""
    return TONES[result.status] if result.is_gap else "plain"
