"""What waits for whom, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder.resolve.assessment.due import LEARNER

if TYPE_CHECKING:
    from datetime import date

    from evidence_builder.resolve.assessment.due import Waiting


def due_as_data(waiting: Waiting) -> dict[str, Any]:
    """Return what waits for whom on a day; the learner is called so."""
    return {
        "as_at": _day(waiting.as_at),
        "due": [
            {
                "kind": each.kind,
                "owners": [
                    "learner" if owner == LEARNER else owner for owner in each.owners
                ],
                "unit": each.unit,
                "criteria": list(each.criteria),
                "evidence": each.evidence,
                "text": each.text or None,
                "asked_by": each.asked_by,
                "by_when": _day(each.by_when),
                "overdue": each.is_overdue,
            }
            for each in waiting.due
        ],
    }


def _owner(owner: str) -> str:
    return "learner" if owner == LEARNER else owner


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
