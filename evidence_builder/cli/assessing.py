"""``assess``: what an assessor decides goes into the assessor's own records.

One decision by options, or a dialogue over the claims that wait. No name and no date
is ever put down that nobody gave.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import click

from evidence_builder.cli.dialogue import Dialogue, EndOfInputError
from evidence_builder.cli.guard import Exit
from evidence_builder.cli.terminal import echo, print_findings, safe
from evidence_builder.diagnostics import Sink
from evidence_builder.model.index import SelectionError
from evidence_builder.model.words import criteria, day, listing
from evidence_builder.pipeline import check
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import record_decision
from evidence_builder.resolve.assessments import resolve_assessments
from evidence_builder.resolve.fingerprint import fingerprint
from evidence_builder.resolve.people import ASSESSING, People
from evidence_builder.resolve.units import spelling_hints, units_named
from evidence_builder.resolve.waiting import questions
from evidence_builder.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say; empty where they do not."""

    by: str | None = None
    unit: str | None = None
    evidence: str | None = None
    criteria: str | None = None
    met: bool = False
    not_yet: bool = False
    feedback: str | None = None
    on: str | None = None

    @property
    def decision(self) -> Literal["met", "not yet"] | None:
        """What was decided; None where the dialogue shall ask."""
        if self.met and self.not_yet:
            raise click.UsageError("choose one of --met and --not-yet")
        if self.met:
            return "met"
        return "not yet" if self.not_yet else None


class _RefusedError(Exception):
    """Why a decision cannot be recorded, in the assessor's words."""


def assess_command(
    folder: Path,
    asked: Asked,
    *,
    debug: bool,  # noqa: ARG001 - the guard reads it from the command line
) -> int:
    """Record decisions and return the exit status."""
    today = date.today()  # noqa: DTZ011 - a decision has the date of its own place
    decision, on = asked.decision, _day(asked.on, today)
    checked = check(folder, today=today)
    if checked.value is None:
        print_findings(checked.diagnostics)
        return Exit.FINDINGS
    resolved = checked.value.resolved
    _print_what_matters(checked.diagnostics)
    try:
        if decision is None:
            return _converse(resolved, asked, on, today)
        return _record_one(resolved, asked, decision, on, today)
    except _RefusedError as error:
        echo(f"error: {safe(str(error))}", err=True)
        return Exit.FINDINGS
    except StoreError as error:
        echo(f"error[EB902]: {safe(str(error))}", err=True)
        return Exit.NOT_WRITTEN


def say_recorded(recorded: Recorded, words: str) -> None:
    """Say what was written and where."""
    echo(f"{safe(recorded.path)}: {safe(words)}")
    if recorded.passed_over:
        echo(
            f"  lines cannot be added to {safe(recorded.passed_over)} as it is "
            "written, so this is a second file",
            err=True,
        )


def _record_one(
    resolved: Resolved,
    asked: Asked,
    decision: Literal["met", "not yet"],
    on: date | None,
    today: date,
) -> int:
    """Record the decision that the options make."""
    if not asked.evidence or not asked.criteria:
        raise click.UsageError(
            "say what was decided on, with --evidence and --criteria; without --met "
            "and --not-yet you are asked claim by claim"
        )
    feedback = (asked.feedback or "").strip() or None
    if decision == "not yet" and feedback is None:
        raise click.UsageError(
            "say with --feedback what is missing, so that the learner knows what to do"
        )
    who = _assessor(resolved, asked.by)
    if who is None:
        people = _named(_assessors(resolved))
        raise click.UsageError(f"say with --by who decides: {people}")
    item = _item(resolved, asked.evidence)
    index, keys = _criteria(resolved, item, asked)
    _refuse_faulty(item)
    made = on or today
    recorded = record_decision(
        resolved.project.folder,
        who.id,
        NewDecision(
            item.item.id, index.key, keys, decision, made, fingerprint(item), feedback
        ),
    )
    say_recorded(
        recorded,
        f"{item.item.id} for {index.key} {criteria(index, keys)}: {decision}, "
        f"by {who.name} on {day(made)}" + ("" if on else ", which is today"),
    )
    claimed = {one.criterion for one in item.item.claims if one.unit == index.key}
    unclaimed = [key for key in keys if key not in claimed]
    if unclaimed:
        echo(
            f"  {safe(item.item.id)} does not claim {criteria(index, unclaimed)}, so "
            "the decision on it is not counted until it does",
            err=True,
        )
    return Exit.DONE


def _converse(
    resolved: Resolved, asked: Asked, on: date | None, today: date
) -> int:
    """Ask about the claims that wait, those that the options choose."""
    if asked.feedback:
        raise click.UsageError("--feedback goes with --met or --not-yet")
    who = _assessor(resolved, asked.by)
    index = _unit(resolved, asked.unit) if asked.unit else None
    item = _item(resolved, asked.evidence) if asked.evidence else None
    if item is not None:
        _refuse_faulty(item)
    assessments = resolve_assessments(resolved, Sink())
    found = [
        one
        for one in questions(resolved, assessments.decisions)
        if (index is None or one.index is index)
        and (item is None or one.item is item)
    ]
    if asked.criteria:
        # Criteria that are named are asked about even if they are decided already.
        if item is None:
            raise click.UsageError("--criteria goes with --evidence")
        chosen, keys = _criteria(resolved, item, asked)
        found = [one for one in found if one.index is chosen and one.row.key in keys]
    else:
        found = [one for one in found if one.is_open]
    if not found:
        echo("No claim waits for a decision.")
        return Exit.DONE
    dialogue = Dialogue(resolved, found)
    try:
        if who is None:
            assessors = _assessors(resolved)
            if len(assessors) != 1:
                people = _named(assessors)
                raise click.UsageError(f"say with --by who decides: {people}")
            who = assessors[0]
            if not dialogue.is_it(who):
                raise click.UsageError("say with --by who decides")
        dialogue.run(who, on, today)
    except EndOfInputError:
        echo()
    finally:
        dialogue.say_what_was_written()
    return Exit.DONE


def _assessor(resolved: Resolved, by: str | None) -> Who | None:
    """Return the assessor whom --by names; None where it names nobody.

    Raises:
        click.ClickException: Nobody may decide, or not who was named.
    """
    people = People(resolved.portfolio)
    able = _assessors(resolved)
    if not able:
        raise click.UsageError(
            "portfolio.yaml names no assessor; add one there under people:"
        )
    if by is None:
        return None
    who = people.find(by, ASSESSING)
    if who is None:
        hints = spelling_hints(by, (one.id for one in able))
        wrong = "cannot decide" if by in people else "is nobody of this portfolio"
        raise click.BadParameter(
            safe("; ".join((f"{by} {wrong}, {_named(able)} can", *hints))),
            param_hint="--by",
        )
    return who


def _assessors(resolved: Resolved) -> list[Who]:
    able = list(People(resolved.portfolio).in_roles(ASSESSING))
    return sorted(able, key=lambda one: one.role)


def _named(people: Iterable[Who]) -> str:
    return safe(listing((f"{one.id} ({one.name}, {one.role})" for one in people), "or"))


def _item(resolved: Resolved, name: str) -> ResolvedItem:
    for one in resolved.items:
        if one.item.id == name:
            return one
    if name in resolved.project.broken:
        raise _RefusedError(f"{name} cannot be read; its file has faults of its own")
    hints = spelling_hints(name, (one.item.id for one in resolved.items))
    raise click.BadParameter(
        safe("; ".join((f"there is no evidence {name}", *hints))),
        param_hint="--evidence",
    )


def _refuse_faulty(item: ResolvedItem) -> None:
    faults = item.item.faults()
    if faults:
        raise _RefusedError(
            f"{item.item.id} cannot be decided on: {listing(faults)}"
        )


def _unit(resolved: Resolved, name: str) -> UnitIndex:
    exact = [index for index in resolved.units if index.key == name]
    named = units_named(name, (index.unit for index in resolved.units))
    found = exact or [index for index in resolved.units if index.unit in named]
    if len(found) == 1:
        return found[0]
    keys = ", ".join(index.key for index in found or resolved.units)
    wrong = "stands for several units" if found else "is no unit of this portfolio"
    raise click.BadParameter(
        safe(f"{name} {wrong}; choose from {keys}"), param_hint="--unit"
    )


def _criteria(
    resolved: Resolved, item: ResolvedItem, asked: Asked
) -> tuple[UnitIndex, tuple[str, ...]]:
    """Return the unit and the criteria that --unit and --criteria name."""
    texts = [one.strip() for one in (asked.criteria or "").split(",") if one.strip()]
    claims = {(one.unit, one.criterion) for one in item.item.claims}
    claiming = [
        index for index in resolved.units if any(unit == index.key for unit, _ in claims)
    ]
    if asked.unit or len(claiming) == 1:
        index = _unit(resolved, asked.unit) if asked.unit else claiming[0]
        try:
            keys = index.select_all(texts)
        except SelectionError as error:
            raise click.BadParameter(safe(str(error)), param_hint="--criteria") from None
        if asked.unit or all((index.key, key) in claims for key in keys):
            return index, keys
        claiming = []
    found = []
    for index in claiming:
        with suppress(SelectionError):
            keys = index.select_all(texts)
            if all((index.key, key) in claims for key in keys):
                found.append((index, keys))
    if len(found) == 1:
        return found[0]
    words = f"{item.item.id} claims {listing(texts)}"
    if found:
        units = listing((index.key for index, _ in found), "or")
        message = f"{words} in several units; say which with --unit: {units}"
    else:
        message = (
            f"{item.item.id} does not claim {listing(texts)} in one unit; name the "
            "unit with --unit to decide all the same"
        )
    raise click.BadParameter(safe(message), param_hint="--criteria")


def _day(text: str | None, today: date) -> date | None:
    """Return the date that --on names."""
    if text is None:
        return None
    try:
        found = date.fromisoformat(text if _DAY.match(text) else "")
    except ValueError:
        raise click.BadParameter(
            safe(f"{text} is not a date; write it as 2026-03-10"), param_hint="--on"
        ) from None
    if found > today:
        raise click.BadParameter(f"{day(found)} is still to come", param_hint="--on")
    return found


def _print_what_matters(diagnostics: Iterable[Diagnostic]) -> None:
    """Print faults outside of the learner's items: who, which units, earlier records."""
    print_findings(
        one
        for one in diagnostics
        if one.is_error and not one.span.path.startswith("evidence/")
    )
