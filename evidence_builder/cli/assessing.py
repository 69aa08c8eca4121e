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
from evidence_builder.cli.dialogue import Dialogue, say_what_stands
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import echo, print_findings, safe
from evidence_builder.model.criterion_list import criteria
from evidence_builder.pipeline import record
from evidence_builder.pipeline.record import Refused
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from evidence_builder.model.index import UnitIndex
    from evidence_builder.pipeline.record import Decided, Sitting, Verdict
    from evidence_builder.resolve.assessed import Who


@dataclass(frozen=True, slots=True)
class AssessOptions:
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

    @property
    def named(self) -> record.Named:
        """Who decides, and on what."""
        return record.Named(self.by, self.evidence, self.criteria, self.unit)


def assess_command(
    folder: Path,
    options: AssessOptions,
    *,
    debug: bool,  # noqa: ARG001 - the guard reads it from the command line
) -> int:
    """Record decisions and return the exit status."""
    today = clock.today()
    verdict, on = options.verdict, _day(options.on, today)
    if verdict is None:
        return _converse(folder, options, on, today)
    checked = record.decide(
        folder,
        options.named,
        verdict,
        on or today,
        today=today,
        feedback=options.feedback,
    )
    if checked.value is None:
        print_findings(checked.diagnostics)
        return Exit.FINDINGS
    print_findings(record.faults_of_records(checked.diagnostics))
    if isinstance(checked.value, Refused):
        return _refuse(checked.value)
    _say_recorded(checked.value, is_dated=on is not None)
    return Exit.DONE


def _converse(
    folder: Path, options: AssessOptions, on: date | None, today: date
) -> int:
    """Ask about the claims that wait, those that the options choose."""
    checked = record.sit(folder, options.named, today=today)
    if checked.value is None:
        print_findings(checked.diagnostics)
        return Exit.FINDINGS
    print_findings(record.faults_of_records(checked.diagnostics))
    if options.feedback:
        raise click.UsageError("--feedback goes with --met or --not-yet")
    if isinstance(checked.value, Refused):
        return _refuse(checked.value)
    sitting = checked.value
    if sitting.item is not None and sitting.chosen is not None:
        chosen, number = sitting.chosen, sitting.item.item.id
        so = "it is not asked about"
        _say_left_out(number, chosen.index, chosen.left_out, so)
    if not sitting.questions:
        echo("No claim waits for a decision.")
        return Exit.DONE
    dialogue = Dialogue(sitting)
    refused = None
    try:
        refused = dialogue.run(sitting.who or _the_only_assessor(sitting), on)
    except EndOfInputError:
        pass  # nobody answers any more, as after "quit"
    finally:
        dialogue.say_what_was_written()
    return Exit.DONE if refused is None else _refuse(refused)


_WHAT = (
    "say what was decided on, with --evidence and --criteria; without --met "
    "and --not-yet you are asked claim by claim"
)


def _refuse(refused: Refused) -> int:
    """Say why nothing was recorded, in words of the options, and return the status.

    Raises:
        click.ClickException: It is a mistake on the command line.
    """
    match refused.field, refused.lacking:
        case "file", _:
            echo(f"error[EB902]: {safe(refused.message)}", err=True)
            return Exit.NOT_WRITTEN
        case "item", None:
            echo(f"error: {safe(refused.message)}", err=True)
            return Exit.FINDINGS
        case "item", _:
            raise click.UsageError(_WHAT)
        case "portfolio", _:
            raise click.UsageError(refused.message)
        case "feedback", _:
            raise click.UsageError(
                "say with --feedback what is missing, so that the learner knows what "
                "to do"
            )
        case "by", "by":
            choices = safe(refused.choices)
            raise click.UsageError(f"say with --by who decides: {choices}")
        case "criteria", "evidence":
            raise click.UsageError("--criteria goes with --evidence")
    message = refused.message
    if refused.lacking == "unit":
        message += f"; say which with --unit: {refused.choices}"
    raise click.BadParameter(
        safe("; ".join((message, *refused.hints))), param_hint=f"--{refused.field}"
    )


def _say_recorded(decided: Decided, *, is_dated: bool) -> None:
    """Say what was written and where, and what has to be known of it."""
    recorded, new, index = decided.recorded, decided.new, decided.index
    words = (
        f"{new.evidence} for {new.unit} {criteria(index, new.criteria)}: "
        f"{new.decision}, by {decided.who.name} on {day(new.on)}"
    )
    words += "" if is_dated else ", which is today"
    echo(f"{safe(recorded.path)}: {safe(words)}")
    if recorded.passed_over:
        echo(
            f"  lines cannot be added to {safe(recorded.passed_over)} as it is "
            "written, so this is a second file",
            err=True,
        )
    so = "nothing is recorded on that"
    _say_left_out(new.evidence, index, decided.left_out, so)
    for claims in decided.not_counted:
        keys = criteria(index, claims.criteria)
        why = "; ".join(claims.reasons)
        claim = f"{new.evidence} for {new.unit} {keys}"
        echo(f"  warning: {safe(f'{claim} does not count: {why}')}", err=True)
    say_what_stands(decided)


def _say_left_out(number: str, index: UnitIndex, keys: Sequence[str], so: str) -> None:
    """Say which criteria were named that the item does not claim."""
    if keys:
        words = f"{number} does not claim {criteria(index, keys)}"
        echo(f"  {safe(words)}, so {so}", err=True)


def _the_only_assessor(sitting: Sitting) -> Who:
    """Return the assessor where there is one alone who says so; nobody is guessed."""
    who = sitting.only_assessor()
    if who is not None and agrees(
        f"Are you {who.name} ({who.id}), {who.role} here?", default=False
    ):
        return who
    choices = safe(record.who_decides(sitting.resolved).choices)
    raise click.UsageError(f"say with --by who decides: {choices}")


def _day(text: str | None, today: date) -> date | None:
    """Return the date that --on names."""
    if text is None:
        return None
    on = read_day(text)
    if on is None:
        message = f"{text} is not a date; write it as 2026-03-10"
        raise click.BadParameter(safe(message), param_hint="--on")
    to_come = record.is_to_come(on, today)
    if to_come:
        raise click.BadParameter(to_come, param_hint="--on")
    return on
