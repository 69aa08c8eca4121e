"""``assess``: what an assessor decides goes into the assessor's own records.

One decision by options, or a dialogue over the claims that wait. No name and no date
is ever put down that nobody gave.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from evidence_builder.cli import clock
from evidence_builder.cli.answers import EndOfInputError, agrees, read_day
from evidence_builder.cli.choosing import (
    RefusedError,
    assessor_named,
    assessors_of,
    criteria_named,
    in_words,
    item_named,
    refuse_faulty,
    unit_named,
)
from evidence_builder.cli.dialogue import (
    Dialogue,
    say_what_does_not_count,
    say_what_is_later,
    say_what_is_too_early,
)
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import echo, print_findings, safe
from evidence_builder.files.store import StoreError
from evidence_builder.model.criterion_list import criteria
from evidence_builder.pipeline import check
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import record_decision
from evidence_builder.resolve.fingerprint import fingerprint
from evidence_builder.resolve.waiting import questions
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from evidence_builder.cli.answers import Verdict
    from evidence_builder.cli.choosing import Chosen
    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.measured import Measured
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem
    from evidence_builder.resolve.waiting import Question


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
    def verdict(self) -> Verdict | None:
        """What was decided; None where the dialogue shall ask."""
        if self.met and self.not_yet:
            raise click.UsageError("choose one of --met and --not-yet")
        if self.met:
            return "met"
        return "not yet" if self.not_yet else None


def assess_command(
    folder: Path,
    asked: Asked,
    *,
    debug: bool,  # noqa: ARG001 - the guard reads it from the command line
) -> int:
    """Record decisions and return the exit status."""
    today = clock.today()
    verdict, on = asked.verdict, _day(asked.on, today)
    checked = check(folder, today=today)
    if checked.value is None:
        print_findings(checked.diagnostics)
        return Exit.FINDINGS
    measured = checked.value
    _print_what_matters(checked.diagnostics)
    try:
        if verdict is None:
            return _converse(measured, asked, on, today)
        return _record_one(measured, asked, verdict, on, today)
    except RefusedError as error:
        echo(f"error: {safe(str(error))}", err=True)
        return Exit.FINDINGS
    except StoreError as error:
        echo(f"error[EB902]: {safe(str(error))}", err=True)
        return Exit.NOT_WRITTEN


def _say_recorded(recorded: Recorded, words: str) -> None:
    """Say what was written and where."""
    echo(f"{safe(recorded.path)}: {safe(words)}")
    if recorded.passed_over:
        echo(
            f"  lines cannot be added to {safe(recorded.passed_over)} as it is "
            "written, so this is a second file",
            err=True,
        )


def _record_one(
    measured: Measured,
    asked: Asked,
    verdict: Verdict,
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
    if verdict == "not yet" and feedback is None:
        raise click.UsageError(
            "say with --feedback what is missing, so that the learner knows what to do"
        )
    resolved = measured.resolved
    who = assessor_named(resolved, asked.by)
    if who is None:
        people = in_words(assessors_of(resolved))
        raise click.UsageError(f"say with --by who decides: {people}")
    item = item_named(resolved, asked.evidence)
    refuse_faulty(item)
    chosen = criteria_named(resolved, item, asked.unit, asked.criteria)
    index, keys = chosen.index, chosen.keys
    new = NewDecision(
        evidence=item.item.id,
        unit=index.key,
        criteria=keys,
        decision=verdict,
        on=on or today,
        evidence_sha256=fingerprint(item),
        feedback=feedback,
    )
    recorded = record_decision(resolved.project.folder, who.id, new)
    _say_recorded(
        recorded,
        f"{new.evidence} for {new.unit} {criteria(index, keys)}: {verdict}, "
        f"by {who.name} on {day(new.on)}" + ("" if on else ", which is today"),
    )
    _say_left_out(item, chosen, "nothing is recorded on that")
    if verdict == "met":
        say_what_does_not_count(measured.coverage, index, new)
    say_what_is_too_early(item, new)
    say_what_is_later(measured.assessments.decisions, new)
    return Exit.DONE


def _converse(measured: Measured, asked: Asked, on: date | None, today: date) -> int:
    """Ask about the claims that wait, those that the options choose."""
    if asked.feedback:
        raise click.UsageError("--feedback goes with --met or --not-yet")
    resolved = measured.resolved
    who = assessor_named(resolved, asked.by)
    found = _chosen(measured, asked)
    if not found:
        echo("No claim waits for a decision.")
        return Exit.DONE
    dialogue = Dialogue(measured, found)
    try:
        dialogue.run(who or _the_only_assessor(resolved), on, today)
    except EndOfInputError:
        pass  # nobody answers any more, as after "quit"
    finally:
        dialogue.say_what_was_written()
    return Exit.DONE


def _chosen(measured: Measured, asked: Asked) -> list[Question]:
    """Return the claims that the options choose, of those that wait.

    Criteria that are named are asked about even if they are decided already.
    """
    resolved = measured.resolved
    index = unit_named(resolved, asked.unit) if asked.unit else None
    item = item_named(resolved, asked.evidence) if asked.evidence else None
    keys: tuple[str, ...] = ()
    if item is not None:
        refuse_faulty(item)
    if asked.criteria:
        if item is None:
            raise click.UsageError("--criteria goes with --evidence")
        chosen = criteria_named(resolved, item, asked.unit, asked.criteria)
        index, keys = chosen.index, chosen.keys
        _say_left_out(item, chosen, "it is not asked about")
    return [
        one
        for one in questions(resolved, measured.assessments.decisions)
        if (index is None or one.index is index)
        and (item is None or one.item is item)
        and (one.row.key in keys if keys else one.is_open)
    ]


def _say_left_out(item: ResolvedItem, chosen: Chosen, so: str) -> None:
    """Say which criteria were named that the item does not claim."""
    if chosen.left_out:
        keys = criteria(chosen.index, chosen.left_out)
        echo(f"  {safe(f'{item.item.id} does not claim {keys}')}, so {so}", err=True)


def _the_only_assessor(resolved: Resolved) -> Who:
    """Return the assessor where there is one alone who says so; nobody is guessed."""
    able = assessors_of(resolved)
    assessors = [one for one in able if one.role == "assessor"]
    if len(assessors) == 1:
        who = assessors[0]
        if agrees(f"Are you {who.name} ({who.id}), {who.role} here?", default=False):
            return who
    raise click.UsageError(f"say with --by who decides: {in_words(able)}")


def _day(text: str | None, today: date) -> date | None:
    """Return the date that --on names."""
    if text is None:
        return None
    found = read_day(text)
    if found is None:
        message = f"{text} is not a date; write it as 2026-03-10"
        raise click.BadParameter(safe(message), param_hint="--on")
    if found > today:
        raise click.BadParameter(f"{day(found)} is still to come", param_hint="--on")
    return found


def _print_what_matters(diagnostics: Iterable[Diagnostic]) -> None:
    """Print faults in portfolio.yaml, criteria and earlier records, not in items."""
    print_findings(
        one
        for one in diagnostics
        if one.is_error and not one.span.path.startswith("evidence/")
    )
