"""``assess``: what an assessor decides goes into the assessor's own records.

One decision by options, or a dialogue over the claims that wait. No name and no date
is ever put down that nobody gave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence_builder import reasons
from evidence_builder.cli import clock
from evidence_builder.cli.assess.answers import EndOfInputError, agrees, read_day
from evidence_builder.cli.assess.dialogue import Dialogue, claim_of, say_what_stands
from evidence_builder.cli.assess.refusing import refuse, say_what_would_be_written
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import echo, print_findings, safe
from evidence_builder.pipeline import criteria, record
from evidence_builder.pipeline.record import Refused
from evidence_builder.wording import cli as words
from evidence_builder.wording.documents.status import DECISIONS
from evidence_builder.wording.phrases import day
from evidence_builder.wording.records import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.deciding import Decided, Verdict
    from evidence_builder.records.sitting import Sitting
    from evidence_builder.resolve.assessment.assessed import Who
    from evidence_builder.wording.language import Phrase


def assess_command(
    folder: Path,
    *,
    met: bool,
    referred: bool,
    feedback: str | None,
    on: str | None,
    dry_run: bool,
    **named: str | None,
) -> int:
    """Record decisions and return the exit status.

    Args:
        named: Who decides, and on what; see ``Named``.
    """
    if met and referred:
        raise click.UsageError(words.one_of_both())
    today = clock.today()
    dated = _day(on, today)
    names = record.Named(**named)
    value: Decided | Sitting | Refused | None
    if met or referred:
        verdict: Verdict = "met" if met else "referred"
        value, diagnostics = record.decide(
            folder,
            names,
            verdict,
            dated or today,
            today=today,
            feedback=feedback,
            only_show=dry_run,
        )
    else:
        value, diagnostics = record.sit(folder, names, today=today)
    if value is None:
        print_findings(diagnostics)
        return Exit.FINDINGS
    print_findings(record.faults_of_records(diagnostics))
    if dry_run and not (met or referred):
        raise click.UsageError(words.dry_run_with_decision())
    if feedback and not (met or referred):
        raise click.UsageError(words.feedback_with_decision())
    if isinstance(value, Refused):
        return refuse(value)
    if isinstance(value, record.Sitting):
        return _converse(value, dated)
    _say_recorded(value, is_dated=dated is not None)
    if dry_run:
        say_what_would_be_written(value.recorded)
    return Exit.DONE


def _converse(sitting: Sitting, on: date | None) -> int:
    """Ask about the claims that wait."""
    if sitting.item is not None and sitting.chosen is not None:
        chosen, number = sitting.chosen, sitting.item.item.id
        _say_left_out(number, chosen.index, chosen.left_out, words.left_out_unasked)
    if not sitting.to_decide:
        echo(words.no_claim_waits())
        return Exit.DONE
    dialogue = Dialogue(sitting)
    refused = None
    try:
        refused = dialogue.run(sitting.who or _the_only_assessor(sitting), on)
    except EndOfInputError:
        pass  # nobody answers any more, as after "quit"
    finally:
        dialogue.say_what_was_written()
    return Exit.DONE if refused is None else refuse(refused)


def _say_recorded(decided: Decided, *, is_dated: bool) -> None:
    """Say what was written and where, and what has to be known of it."""
    recorded, new = decided.recorded, decided.new
    phrase = words.recorded if is_dated else words.recorded_today
    text = phrase(
        claim=claim_of(decided),
        decision=DECISIONS[new.decision](),
        who=decided.who.name,
        date=day(new.on),
    )
    echo(f"{safe(recorded.path)}: {safe(text)}")
    if recorded.passed_over:
        _echo_below(words.passed_over(file=recorded.passed_over))
    for chosen in decided.claims:
        left_out = words.left_out_unrecorded
        _say_left_out(new.evidence, chosen.index, chosen.left_out, left_out)
        _say_left_out(new.evidence, chosen.index, chosen.added, words.added_by_you)
    for claims in decided.not_counted:
        why = "; ".join(map(reasons.exclusion, claims.reasons))
        of_unit = words.of_unit(
            unit=claims.index.key, criteria=criteria(claims.index, claims.criteria)
        )
        claim = words.claim_of(item=new.evidence, criteria=of_unit)
        text = words.claim_not_counting(claim=claim, why=why)
        echo(safe(words.warning_line(message=text)), err=True)
    say_what_stands(decided)


def _say_left_out(
    number: str, index: UnitIndex, keys: Sequence[str], phrase: Phrase
) -> None:
    """Say which criteria were named that the item does not claim."""
    if keys:
        _echo_below(phrase(item=number, criteria=criteria(index, keys)))


def _echo_below(text: str) -> None:
    echo(f"  {safe(text)}", err=True)


def _the_only_assessor(sitting: Sitting) -> Who:
    """Return the assessor where there is one alone who says so; nobody is guessed."""
    who = sitting.only_assessor()
    if who is not None and agrees(
        words.are_you(name=who.name, id=who.id, role=ROLES[who.role]()), default=False
    ):
        return who
    choices = safe(record.who_decides(sitting.resolved).choices)
    raise click.UsageError(words.say_by(people=choices))


def _day(text: str | None, today: date) -> date | None:
    """Return the date that --on names."""
    if text is None:
        return None
    on = read_day(text)
    if on is None:
        message = safe(words.no_date(text=text))
        raise click.BadParameter(message, param_hint="--on")
    to_come = record.is_to_come(on, today)
    if to_come:
        raise click.BadParameter(to_come, param_hint="--on")
    return on
