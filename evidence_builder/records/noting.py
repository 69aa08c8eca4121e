"""Noting what is not a decision: sign-offs, samples, actions, visits and plans.

Each is named as people name it, and tried before it is written: what the portfolio
would not take is a reason and no record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from evidence_builder.diagnostics import Sink
from evidence_builder.files.store import StoreError
from evidence_builder.load.project import ASSESSMENT
from evidence_builder.load.read import read_as
from evidence_builder.model.assessment import Assessment, Plan
from evidence_builder.records.choosing import Refused, RefusedError, in_words
from evidence_builder.records.entry import new_file
from evidence_builder.records.writing import (
    assessment_head,
    record,
    record_plan,
    without_controls,
)
from evidence_builder.resolve.assessment.assessments import resolve_assessments
from evidence_builder.resolve.people import People
from evidence_builder.wording import records as words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from evidence_builder.load.loaded import Project
    from evidence_builder.records.choosing import Field
    from evidence_builder.records.entry import NewRecord
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessment.assessed import Role
    from evidence_builder.resolve.resolved import Measured, Resolved

_ON_TRIAL = f"{ASSESSMENT}/~.yaml"
"""Where a record stands while it is tried: after every file that there can be."""


class Entry(Protocol):
    """What somebody wants to note, as they name it."""

    def new(self, resolved: Resolved, by: str, today: date) -> NewRecord:
        """Return the record with every name resolved.

        Raises:
            RefusedError: A name leads nowhere, or something is lacking.
        """


@dataclass(frozen=True, slots=True)
class Noted:
    """A record that was written, and where."""

    recorded: Recorded
    new: NewRecord


def note(
    measured: Measured,
    by: str | None,
    entry: Entry,
    roles: Sequence[Role],
    *,
    today: date,
    only_show: bool = False,
) -> Noted | Refused:
    """Write a record into somebody's file, or say why it cannot stand.

    Args:
        by: The id of who writes it.
        roles: Who may.
        only_show: Whether to write nothing, and return what would be written.
    """
    resolved = measured.resolved
    if by is None:
        people = People(resolved.portfolio).in_roles(roles)
        return Refused("by", words.say_who_notes(), (), "by", in_words(people))
    try:
        new = entry.new(resolved, by, today).cleaned(without_controls)
        _try(measured, by, new, today)
        recorded = record(resolved.project.folder, by, new, only_show=only_show)
    except RefusedError as error:
        return error.refused
    except StoreError as error:
        return Refused("file", str(error))
    return Noted(recorded, new)


def note_in_plan(
    measured: Measured, entry: Entry, *, today: date, only_show: bool = False
) -> Noted | Refused:
    """Write something that is planned into the plan of a portfolio.

    Args:
        only_show: Whether to write nothing, and return what would be written.
    """
    resolved = measured.resolved
    try:
        new = entry.new(resolved, "", today).cleaned(without_controls)
        _try_in_plan(measured, new, today)
        recorded = record_plan(resolved.project.folder, new, only_show=only_show)
    except RefusedError as error:
        return error.refused
    except StoreError as error:
        return Refused("file", str(error))
    return Noted(recorded, new)


def _try(measured: Measured, by: str, new: NewRecord, today: date) -> None:
    """Resolve the records as if one were there already.

    Raises:
        RefusedError: It would not stand.
    """
    text = new_file(assessment_head(by), new)
    loaded = read_as(Assessment, _ON_TRIAL, text, Sink())
    if loaded is None:
        raise RefusedError(Refused("record", words.would_not_read_back()))
    project = measured.resolved.project
    project = project._replace(assessments=(*project.assessments, loaded))
    _resolve(measured, project, new, today)


def _try_in_plan(measured: Measured, new: NewRecord, today: date) -> None:
    """Resolve the plan as if something were planned already.

    Raises:
        RefusedError: It would not stand.
    """
    text = new_file(("kind: plan",), new)
    loaded = read_as(Plan, _ON_TRIAL, text, Sink())
    if loaded is None:
        raise RefusedError(Refused("record", words.would_not_read_back()))
    project = measured.resolved.project._replace(plan=loaded)
    _resolve(measured, project, new, today)


def _resolve(measured: Measured, project: Project, new: NewRecord, today: date) -> None:
    before = getattr(measured.assessments, new.field)
    if any(each.record == new.record for each in before):
        raise RefusedError(Refused("record", words.already_recorded()))
    sink = Sink()
    resolved = measured.resolved._replace(project=project)
    records = resolve_assessments(resolved, sink, today)
    stands = any(each.record == new.record for each in getattr(records, new.field))
    faults = [finding for finding in sink if finding.span.path == _ON_TRIAL]
    if stands and not any(finding.is_error for finding in faults):
        return
    message = "; ".join(finding.message for finding in faults)
    hints = tuple(hint for finding in faults for hint in finding.hints)
    field: Field = "by" if any(each.span.line == 2 for each in faults) else "record"
    raise RefusedError(Refused(field, message or words.would_not_read_back(), hints))
