"""How a status is said: in words, with a tone that renderers turn into a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.coverage.result import Status
from evidence_builder.document.inlines import Flag
from evidence_builder.wording.documents import status as words
from evidence_builder.wording.phrases import short_day, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.result import RowResult
    from evidence_builder.document.inlines import Tone
    from evidence_builder.wording.language import Phrase

TONES: Mapping[Status, Tone] = {
    Status.MISSING: "gap",
    Status.PARTIAL: "part",
    Status.CLAIMED: "done",
    Status.REFERRED: "gap",
    Status.RETURNED: "gap",
    Status.OUT_OF_DATE: "part",
    Status.TO_BE_COUNTERSIGNED: "done",
    Status.MET: "done",
}

WORDS: Mapping[Status, Phrase] = {
    Status.MISSING: words.missing,
    Status.PARTIAL: words.partial,
    Status.CLAIMED: words.claimed,
    Status.REFERRED: words.referred,
    Status.RETURNED: words.returned,
    Status.OUT_OF_DATE: words.out_of_date,
    Status.TO_BE_COUNTERSIGNED: words.to_be_countersigned,
    Status.MET: words.met,
}


MARKS: Mapping[Status, str] = {
    Status.MISSING: "▲",
    Status.PARTIAL: "►",
    Status.CLAIMED: "●",
    Status.REFERRED: "▼",
    Status.RETURNED: "◄",
    Status.OUT_OF_DATE: "◊",
    Status.TO_BE_COUNTERSIGNED: "□",
    Status.MET: "■",
}
"""A shape for each status, so that no two look alike without colour.

WCAG 2.2, 1.4.1 "Use of Color".
"""


def decided(*, is_met: bool) -> Flag:
    """Return what an assessor decided, looking like the status that follows of it."""
    if is_met:
        return Flag(words.met(), "done", MARKS[Status.MET])
    return Flag(words.referred(), "gap", MARKS[Status.REFERRED])


def fulfilled(*, is_accepted: bool) -> Flag:
    """Return how a requirement is met, in the shapes of the criteria that are."""
    if is_accepted:
        return Flag(words.accepted(), "done", MARKS[Status.MET])
    return Flag(words.claimed(), "done", MARKS[Status.CLAIMED])


def flag(result: RowResult) -> Flag:
    """Return the status of a row as a flag; a gap says that it is one."""
    if result.choice and result.can_be_left_out:
        return Flag(upper_first(reasons.choice(result.choice)), "muted")
    if result.spare:
        return Flag(WORDS[result.status](), "muted", MARKS[result.status])
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
    return tuple(
        each
        for each in result.decisions
        if each.stands and (each.claimed or each.added)
    )


def notes_beside(judgement: DecisionResult) -> Iterator[Flag]:
    """Return what a reader must know of a decision that stands, beside it."""
    if judgement.is_out_of_date:
        yield Flag(words.changed_since(), "part")
    if judgement.early:
        yield Flag(words.dated_before_evidence(), "part")
    if judgement.waits:
        mark = MARKS[Status.TO_BE_COUNTERSIGNED]
        yield Flag(words.to_be_countersigned(), "part", mark)
    countersigned = judgement.decision.countersigned
    if countersigned is not None:
        by, on = countersigned
        yield Flag(words.countersigned_by(who=by, date=short_day(on)), "done")


def tone(result: RowResult) -> Tone:
    """Return the tone of a row in a tracking sheet; only gaps are marked."""
    return TONES[result.status] if result.is_gap else "plain"
