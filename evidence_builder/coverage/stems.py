"""What follows for a criterion with lettered parts from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.coverage.reason import Reason
from evidence_builder.coverage.result import AnyOf, RowResult, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.model.index import CriterionRow


def measure_stem(
    row: CriterionRow, parts: Sequence[RowResult]
) -> tuple[RowResult, list[RowResult]]:
    """Return what follows for a stem from its parts, and the parts that it needs.

    The stem itself is never a gap. Until enough parts are met every one is needed, as
    nobody but the learner picks which; once enough are claimed, the others lack
    nothing. Which would do is said beside each.
    """
    asked = row.criterion.parts_needed
    wanted = len(parts) if asked == "all" else min(asked, len(parts))
    decided = [part.decided_status for part in parts if part.decided_status is not None]
    stem = RowResult(
        row,
        _status([part.status for part in parts], wanted),
        (_reason(parts, wanted),),
        claimed_status=_status([part.claimed_status for part in parts], wanted),
        decided_status=(
            _status(_with_undecided(decided, len(parts)), wanted) if decided else None
        ),
    )
    if wanted < len(parts):
        choice = AnyOf(wanted, len(parts))
        parts = [part._replace(choice=choice) for part in parts]
    return stem, _needed(parts, wanted)


def _status(statuses: Sequence[Status], wanted: int) -> Status:
    """Return the status of the best parts together: that of the weakest of them."""
    best = sorted(statuses, key=lambda status: status.rank, reverse=True)[:wanted]
    if not best:
        return Status.CLAIMED
    for weak in (Status.RETURNED, Status.OUT_OF_DATE, Status.REFERRED):
        if weak in best:
            return weak
    if any(status.is_gap for status in best):
        nothing = all(status is Status.MISSING for status in best)
        return Status.MISSING if nothing else Status.PARTIAL
    return best[-1]


def _with_undecided(decided: Sequence[Status], size: int) -> list[Status]:
    return [*decided, *[Status.MISSING] * (size - len(decided))]


def _needed(parts: Sequence[RowResult], wanted: int) -> list[RowResult]:
    """Mark the parts that can be left out, and say where there is a choice."""
    met = [part.status is Status.MET for part in parts]
    if sum(met) >= wanted:
        return [
            part if is_met else part._replace(needed=False)
            for part, is_met in zip(parts, met, strict=True)
        ]
    claimed = [not part.status.is_gap for part in parts]
    if sum(claimed) >= wanted:
        return [
            part if is_claimed else part._replace(spare=True)
            for part, is_claimed in zip(parts, claimed, strict=True)
        ]
    choice = _choice(parts, wanted)
    return [
        part._replace(reasons=(*part.reasons, *choice)) if part.status.is_gap else part
        for part in parts
    ]


def _choice(parts: Sequence[RowResult], wanted: int) -> tuple[Reason, ...]:
    """Return which parts would do, where not all that are lacking are needed."""
    lacking = tuple(part.row.key for part in parts if part.status.is_gap)
    short = wanted - (len(parts) - len(lacking))
    if short == len(lacking):
        return ()
    have = wanted - short
    return (Reason("choice_of_parts", criteria=lacking, have=have, needed=wanted),)


def _reason(parts: Sequence[RowResult], wanted: int) -> Reason:
    lacking = tuple(part.row.key for part in parts if part.status.is_gap)
    claimed, total = len(parts) - len(lacking), len(parts)
    met = sum(part.status is Status.MET for part in parts)
    if met >= wanted:
        return Reason("parts_met", have=met, needed=wanted, total=total)
    if claimed >= wanted:
        return Reason("parts_claimed", have=claimed, needed=wanted, total=total)
    return Reason(
        "parts_outstanding",
        criteria=lacking,
        have=claimed,
        needed=wanted,
        total=total,
    )
