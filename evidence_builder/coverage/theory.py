"""Theory without workplace application.

"Understand" and "know" outcomes can be met by questions, discussion, accounts and
assignments; a "be able to" outcome needs something done at work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_builder.coverage.result import RowResult, UnitCoverage


def theory_only(unit: UnitCoverage) -> tuple[RowResult, ...]:
    """Return criteria of performance that only telling or knowing stands behind.

    A criterion that nothing backs is a gap and not named here, nor a part that can be
    left out. What the assessor refused is no practice.
    """
    return tuple(
        row
        for row in unit.rows
        if row.needed and row.row.outcome.shows_performance and _is_told_only(row)
    )


def _is_told_only(row: RowResult) -> bool:
    live = [result for result in row.claims if result.is_live]
    return bool(live) and not any(result.item.method.performance for result in live)
