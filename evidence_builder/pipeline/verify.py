"""Holding what somebody kept against a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from evidence_builder.diagnostics import Checked, Sink
from evidence_builder.load.project import load_assessments, load_project, load_records
from evidence_builder.records import comparing
from evidence_builder.records.comparing import Difference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Difference", "Verified", "records_as_data", "verify_records"]


class Verified(NamedTuple):
    """What is different between somebody's copy of their records and a portfolio.

    ``number`` is how many records the copy holds.
    """

    by: str
    number: int
    differences: Sequence[Difference]


def verify_records(folder: Path, copy: Path) -> Checked[Verified | None]:
    """Compare an assessor's own copy of their records with those of a portfolio.

    The value is None where there is no portfolio, or no such copy.
    """
    sink = Sink()
    project = load_project(folder, sink)
    loaded = load_records(copy, sink) if project is not None else None
    if project is None or loaded is None:
        return Checked(None, tuple(sink))
    kept = load_assessments(project.folder, Sink())
    found = comparing.differences(loaded, kept)
    value = loaded.value
    number = sum(len(getattr(value, name)) for name in comparing.LISTS)
    diagnostics = tuple(each for each in sink if each.is_error)
    return Checked(Verified(value.by, number, found), diagnostics)


def records_as_data(verified: Verified) -> dict[str, Any]:
    """Return a comparison as plain data: what ``--json`` prints."""
    return {
        "by": verified.by,
        "records": verified.number,
        "differences": comparing.as_data(verified.differences),
    }
