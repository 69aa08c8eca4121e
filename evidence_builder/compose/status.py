"""How a status is said: in words, with a tone that renderers turn into a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.coverage.result import Status
from evidence_builder.document.inlines import Flag
from evidence_builder.wording.documents import status as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.result import RowResult
    from evidence_builder.document.inlines import Tone
    from evidence_builder.wording.language import Phrase

TONES: Mapping[Status, Tone] = {
    Status.MISSING: "gap",
    Status.PARTIAL: "part",
    Status.CLAIMED: "done",
    Status.REFERRED: "gap",
    Status.OUT_OF_DATE: "part",
    Status.MET: "done",
}

WORDS: Mapping[Status, Phrase] = {
    Status.MISSING: words.missing,
    Status.PARTIAL: words.partial,
    Status.CLAIMED: words.claimed,
    Status.REFERRED: words.referred,
    Status.OUT_OF_DATE: words.out_of_date,
    Status.MET: words.met,
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


def decided(*, is_met: bool) -> Flag:
    """Return what an assessor decided, looking like the status that follows of it."""
    if is_met:
        return Flag(words.met(), "done", MARKS[Status.MET])
    return Flag(words.not_yet(), "gap", MARKS[Status.REFERRED])


def fulfilled(*, is_accepted: bool) -> Flag:
    """Return how a requirement is met, in the shapes of the criteria that are."""
    if is_accepted:
        return Flag(words.accepted(), "done", MARKS[Status.MET])
    return Flag(words.claimed(), "done", MARKS[Status.CLAIMED])


def flag(result: RowResult) -> Flag:
    """Return the status of a row as a flag; a gap says that it is one."""
    if not result.needed:
        return Flag(words.not_needed(), "muted")
    text = WORDS[result.status]()
    if result.is_gap:
        status = words.IN_A_SENTENCE[result.status]()
        text = words.gap_of(gap=words.gap(), status=status)
    return Flag(text, TONES[result.status], MARKS[result.status])


def counted(status: Status, count: int) -> str:
    """Return how many criteria stand so: 3 missing."""
    return words.so_many(count=count, status=words.IN_A_SENTENCE[status]())


def standing(result: RowResult) -> tuple[DecisionResult, ...]:
    """Return the decisions on a row's claims that no later one has replaced."""
    return tuple(each for each in result.decisions if each.stands and each.claimed)


def tone(result: RowResult) -> Tone:
    """Return the tone of a row in a tracking sheet; only gaps are marked."""
    return TONES[result.status] if result.is_gap else "plain"
