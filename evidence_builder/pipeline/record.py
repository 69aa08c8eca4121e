"""Recording what people decide: names in, a file edited, what came of it out.

The front door for the terminal, a page or a script; what is wrong with a portfolio
comes back beside the result, as from ``check``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder.diagnostics import Checked
from evidence_builder.pipeline.check import check
from evidence_builder.records import countersigning, deciding, noting, sitting
from evidence_builder.records.choosing import Refused
from evidence_builder.records.deciding import Named, is_to_come, who_decides
from evidence_builder.records.entries import (
    SIGNING,
    ActionEntry,
    PlanEntry,
    SampleEntry,
    SignOffEntry,
    VisitEntry,
)
from evidence_builder.records.noting import Noted
from evidence_builder.records.sitting import Sitting
from evidence_builder.resolve.assessment.due import LEARNER, Due, Waiting, due
from evidence_builder.resolve.people import ASSESSING, ASSURING, VISITING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.records.countersigning import Countersigned
    from evidence_builder.records.deciding import Decided, Verdict
    from evidence_builder.records.noting import Entry
    from evidence_builder.resolve.assessment.assessed import Role
    from evidence_builder.resolve.resolved import Measured

__all__ = [
    "LEARNER",
    "ActionEntry",
    "Due",
    "Named",
    "Noted",
    "PlanEntry",
    "Refused",
    "SampleEntry",
    "SignOffEntry",
    "Sitting",
    "VisitEntry",
    "Waiting",
    "is_to_come",
    "who_decides",
]

ROLES_OF: Mapping[type, Sequence[Role]] = {
    SignOffEntry: SIGNING,
    SampleEntry: ASSURING,
    ActionEntry: ASSESSING,
    VisitEntry: VISITING,
}
"""Who records what."""


def decide(
    folder: Path,
    named: Named,
    verdict: Verdict,
    on: date,
    *,
    today: date,
    feedback: str | None = None,
    only_show: bool = False,
) -> Checked[Decided | Refused | None]:
    """Record one decision in the assessor's file.

    The value is None only where there is no portfolio to speak of.

    Args:
        today: The last day on which it can have been made.
        only_show: Whether to write nothing, and return what would be written.
    """
    measured, diagnostics = check(folder, today=today)
    if measured is None:
        return Checked(None, diagnostics)
    decided = deciding.decide(
        measured,
        named,
        verdict,
        on,
        today=today,
        feedback=feedback,
        only_show=only_show,
    )
    return Checked(decided, diagnostics)


def countersign(
    folder: Path,
    named: Named,
    on: date,
    *,
    today: date,
    only_show: bool = False,
) -> Checked[list[Countersigned] | Refused | None]:
    """Countersign what somebody in training decided.

    The value is None only where there is no portfolio to speak of.

    Args:
        named: Who signs; the item and the unit, where not all are meant.
        today: The last day on which it can have been signed.
        only_show: Whether to write nothing, and return what would be written.
    """
    measured, diagnostics = check(folder, today=today)
    if measured is None:
        return Checked(None, diagnostics)
    done = countersigning.countersign(
        measured, named, on, today=today, only_show=only_show
    )
    return Checked(done, tuple(faults_of_records(diagnostics)))


def note(
    folder: Path,
    by: str | None,
    entry: Entry,
    *,
    today: date,
    only_show: bool = False,
) -> Checked[Noted | Refused | None]:
    """Record a sign-off, a sample, an action or a visit in somebody's file.

    The value is None only where there is no portfolio to speak of. What a check finds
    of the record once it is written comes back as findings.

    Args:
        by: The id of who writes it.
        entry: What is noted; see ``records.entries``.
        today: The last day on which it can have been.
        only_show: Whether to write nothing, and return what would be written.
    """
    roles = ROLES_OF[type(entry)]

    def write(measured: Measured) -> Noted | Refused:
        return noting.note(measured, by, entry, roles, today=today, only_show=only_show)

    return _noted(folder, write, today)


def note_in_plan(
    folder: Path, entry: PlanEntry, *, today: date, only_show: bool = False
) -> Checked[Noted | Refused | None]:
    """Record what is planned; as ``note`` does."""

    def write(measured: Measured) -> Noted | Refused:
        return noting.note_in_plan(measured, entry, today=today, only_show=only_show)

    return _noted(folder, write, today)


def _noted(
    folder: Path, write: Callable[[Measured], Noted | Refused], today: date
) -> Checked[Noted | Refused | None]:
    """Return what came of writing a record, and what a check finds of it."""
    measured, before = check(folder, today=today)
    if measured is None:
        return Checked(None, before)
    noted = write(measured)
    if isinstance(noted, Refused):
        return Checked(noted, tuple(faults_of_records(before)))
    known = {(finding.code, finding.message) for finding in before}
    after = check(folder, today=today).diagnostics
    arising = [each for each in after if (each.code, each.message) not in known]
    return Checked(noted, (*faults_of_records(before), *arising))


def waiting(folder: Path, *, today: date) -> Checked[Waiting | None]:
    """Return what waits for whom.

    The value is None only where there is no portfolio to speak of.
    """
    measured, diagnostics = check(folder, today=today)
    if measured is None:
        return Checked(None, diagnostics)
    return Checked(due(measured), diagnostics)


def waiting_as_data(waiting: Waiting) -> dict[str, Any]:
    """Return what waits for whom as plain data: what ``--json`` prints."""
    from evidence_builder.export.due import due_as_data

    return due_as_data(waiting)


def plan_as_data(measured: Measured) -> list[dict[str, Any]]:
    """Return what is planned as plain data, as it stands in ``portfolio.json``."""
    from evidence_builder.export.portfolio_json import plan_as_data

    return plan_as_data(measured)


def faults_of_records(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the errors in portfolio.yaml, criteria and earlier records.

    Those in items cost a decision on another item nothing.
    """
    for diagnostic in diagnostics:
        if diagnostic.is_error and not diagnostic.span.path.startswith("evidence/"):
            yield diagnostic


def sit(
    folder: Path, named: Named, *, today: date
) -> Checked[Sitting | Refused | None]:
    """Return a sitting over the claims that wait for a decision.

    The value is None only where there is no portfolio to speak of.
    """
    measured, diagnostics = check(folder, today=today)
    if measured is None:
        return Checked(None, diagnostics)
    return Checked(sitting.sit(measured, named, today), diagnostics)
