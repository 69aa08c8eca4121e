"""What follows for a criterion with lettered parts from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.coverage.result import Reason, RowResult, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.model.index import CriterionRow


def measure_stem(
    row: CriterionRow, parts: Sequence[RowResult]
) -> tuple[RowResult, list[RowResult]]:
    """Return what follows for a stem from its parts, and the parts that it needs.

    The stem itself is never a gap. Once enough parts are claimed the others can be
    left out, and once enough are met so can those that wait for the assessor.
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
    return stem, _needed(parts, wanted)


def _status(statuses: Sequence[Status], wanted: int) -> Status:
    """Return the status of the best parts together: that of the weakest of them."""
    best = sorted(statuses, key=lambda status: status.rank, reverse=True)[:wanted]
    if not best:
        return Status.CLAIMED
    if Status.REFERRED in best:
        return Status.REFERRED
    if any(status.is_gap for status in best):
        nothing = all(status is Status.MISSING for status in best)
        return Status.MISSING if nothing else Status.PARTIAL
    return best[-1]


def _with_undecided(decided: Sequence[Status], size: int) -> list[Status]:
    return [*decided, *[Status.MISSING] * (size - len(decided))]


def _needed(parts: Sequence[RowResult], wanted: int) -> list[RowResult]:
    """Mark the parts that can be left out."""
    met = [part.status is Status.MET for part in parts]
    claimed = [not part.status.is_gap for part in parts]
    for enough in (met, claimed):
        if sum(enough) >= wanted:
            return [
                part if one else part._replace(needed=False)
                for part, one in zip(parts, enough, strict=True)
            ]
    return list(parts)


def _reason(parts: Sequence[RowResult], wanted: int) -> Reason:
    lacking = [part.row.key for part in parts if part.status.is_gap]
    claimed = len(parts) - len(lacking)
    met = sum(part.status is Status.MET for part in parts)
    if met >= wanted:
        return Reason(f"{met} of {len(parts)} parts met")
    if claimed >= wanted:
        return Reason(f"{claimed} of {len(parts)} parts claimed")
    outstanding = ", ".join(lacking)
    text = f"{claimed} of the {wanted} parts needed are claimed; "
    text += f"outstanding: {outstanding}"
    if wanted < len(parts):
        text = f"{claimed} of the {wanted} parts needed are claimed, "
        text += f"out of: {outstanding}"
    return Reason(text)
