"""``sign-off``, ``sample``, ``action``, ``plan`` and ``visit``: noted with care.

Each prints the lines that it added, and what a check then finds of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder.cli import clock
from evidence_builder.cli.assess.refusing import (
    print_added,
    refuse,
    say_what_would_be_written,
)
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import (
    echo,
    print_findings,
    print_json,
    print_wrapped,
    safe,
)
from evidence_builder.pipeline import criteria, record
from evidence_builder.pipeline.check import check
from evidence_builder.wording import cli as words
from evidence_builder.wording.phrases import day, enumerated

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from evidence_builder.diagnostics import Checked
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.noting import Entry
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessment.assessed import Planned

    Written = Checked[record.Noted | record.Refused | None]


def note_command(
    folder: Path, entry: Entry, *, by: str | None, dry_run: bool, as_json: bool
) -> int:
    """Write a record and return the exit status."""
    today = clock.today()

    def write() -> Written:
        return record.note(folder, by, entry, today=today, only_show=dry_run)

    return _write(write, dry_run=dry_run, as_json=as_json)


def countersign_command(
    folder: Path,
    *,
    on: date | None,
    dry_run: bool,
    as_json: bool,
    **named: str | None,
) -> int:
    """Countersign decisions and return the exit status."""
    names = record.Named(**named)
    done, diagnostics = record.countersign(
        folder, names, day_or_today(on), today=clock.today(), only_show=dry_run
    )
    print_findings(diagnostics)
    if done is None:
        return Exit.FINDINGS
    if isinstance(done, record.Refused):
        return refuse(done, words.say_by_noting)
    if as_json:
        print_json([_as_data(each.recorded, is_written=not dry_run) for each in done])
        return Exit.DONE
    phrase = words.not_written if dry_run else None
    if phrase:
        echo(phrase())
    for each in done:
        units: dict[str, list[str]] = {}
        for made in each.made:
            units.setdefault(made.unit, []).append(made.criterion)
        places = [
            words.of_unit(unit=unit, criteria=enumerated(keys))
            for unit, keys in units.items()
        ]
        claim = words.claim_of(item=each.decision.evidence, criteria=enumerated(places))
        text = words.countersigned_in(file=each.recorded.path, claim=claim)
        print_wrapped(text)
        print_added(each.recorded)
    return Exit.DONE


def plan_command(
    folder: Path, entry: record.PlanEntry, *, dry_run: bool, as_json: bool
) -> int:
    """Add something to the plan, or print the plan where nothing is added."""
    if entry == record.PlanEntry():
        return _show_plan(folder, as_json=as_json)
    today = clock.today()

    def write() -> Written:
        return record.note_in_plan(folder, entry, today=today, only_show=dry_run)

    return _write(write, dry_run=dry_run, as_json=as_json)


def day_or_today(on: date | None) -> date:
    """Return the day of a record; today where none is named."""
    return on or clock.today()


def _write(write: Callable[[], Written], *, dry_run: bool, as_json: bool) -> int:
    noted, diagnostics = write()
    print_findings(diagnostics)
    if noted is None:
        return Exit.FINDINGS
    if isinstance(noted, record.Refused):
        return refuse(noted, words.say_by_noting)
    recorded = noted.recorded
    if as_json:
        print_json(_as_data(recorded, is_written=not dry_run))
    elif dry_run:
        say_what_would_be_written(recorded)
    else:
        echo(safe(words.added_to(file=recorded.path)))
        print_added(recorded)
    if recorded.passed_over:
        echo(f"  {safe(words.passed_over(file=recorded.passed_over))}", err=True)
    return Exit.DONE


def _as_data(recorded: Recorded, *, is_written: bool) -> dict[str, Any]:
    return {
        "path": recorded.path,
        "created": recorded.created,
        "written": is_written,
        "added": recorded.added,
    }


def _show_plan(folder: Path, *, as_json: bool) -> int:
    """Print what is planned, what became of it, and what is past."""
    measured, diagnostics = check(folder, today=clock.today())
    if measured is None:
        print_findings(diagnostics)
        return Exit.FINDINGS
    if as_json:
        print_json(record.plan_as_data(measured))
        return Exit.DONE
    units = {index.key: index for index in measured.resolved.units}
    for planned in measured.assessments.plan:
        print_wrapped(_planned(planned, units))
    if not measured.assessments.plan:
        echo(words.nothing_planned())
    return Exit.DONE


def _planned(planned: Planned, units: dict[str, UnitIndex]) -> str:
    """Return one line of the plan."""
    entry = planned.record
    parts = [
        words.of_unit(
            unit=about.unit, criteria=criteria(units[about.unit], about.criteria)
        )
        for about in planned.about
    ]
    if entry.how:
        parts.append(entry.how)
    if entry.present:
        parts.append(words.with_people(names=enumerated(entry.present)))
    if entry.note:
        parts.append(entry.note)
    when = day(entry.when) if entry.when else words.without_date()
    text = words.planned(when=when, what=enumerated(parts))
    if entry.done:
        return words.planned_done(planned=text, item=entry.done)
    is_past = entry.when is not None and entry.when < clock.today()
    return words.planned_past(planned=text) if is_past else text
