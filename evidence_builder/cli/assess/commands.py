"""The commands of assessors and quality assurers; see ``commands``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from evidence_builder.cli.options import (
    FOLDER,
    PORTFOLIO,
    Day,
    as_at,
    as_data,
    debugging,
    dry_run,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

F = TypeVar("F", bound="Callable[..., Any]")

_SIGNING = ("learner", "witness", "assessor", "countersigner", "iqa", "eqa")

_unit = click.option("--unit", metavar="REFERENCE", help="The unit that it is about.")
_criteria = click.option(
    "--criteria", metavar="LIST", help="Its criteria: 3.2,3.4 or 2.1-2.3."
)


def _day(name: str, *, help: str) -> Callable[[F], F]:  # noqa: A002 - as click does
    return click.option(name, type=Day(), metavar="DATE", help=help)


_on = _day("--on", help="When it was, as 2026-03-10; today if you name no day.")


def _by(*, help: str) -> Callable[[F], F]:  # noqa: A002 - as click does
    return click.option("--by", metavar="ID", help=help)


@click.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@_by(help="Who decides: an assessor of the portfolio.")
@click.option("--evidence", metavar="NUMBER", help="The item that is decided on.")
@_criteria
@click.option("--unit", metavar="REFERENCE", help="The unit that the criteria are of.")
@click.option("--met", is_flag=True, help="The item proves the criteria.")
@click.option(
    "--referred",
    "--not-yet",
    "referred",
    is_flag=True,
    help="It does not yet; needs --feedback.",
)
@click.option("--feedback", metavar="TEXT", help="What the learner is told.")
@click.option("--on", metavar="DATE", help="When it was decided, as 2026-03-10.")
@dry_run
@debugging
def assess(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Record what an assessor decides: met, or referred.

    With --met or --referred it records one decision on an item: on everything that it
    claims, or on the criteria that --criteria names, also such as it does not claim.
    Without them it asks item by item about every claim that waits for a decision, or
    about those that --unit and --evidence choose.
    Decisions are added to the assessor's file in the folder assessment.
    """
    from evidence_builder.cli.assess.deciding import assess_command

    return assess_command(folder, **options)


@click.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@_by(help="Who signs: an assessor or countersigner who did not decide it.")
@click.option("--evidence", metavar="NUMBER", help="Only decisions on this item.")
@click.option("--unit", metavar="REFERENCE", help="Only decisions in this unit.")
@_on
@dry_run
@as_data
@debugging
def countersign(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Stand by what somebody in training decided.

    Without --evidence and --unit, by every decision that waits for it.
    """
    from evidence_builder.cli.assess.noting import countersign_command

    return countersign_command(folder, **options)


@click.command("sign-off")
@click.argument("folder", type=PORTFOLIO, default=".")
@_by(help="Whose record it is, and who signs if nobody else is named.")
@click.option("--unit", metavar="REFERENCE", help="The unit that is signed off.")
@click.option(
    "--role",
    type=click.Choice(
        ["learner", "witness", "assessor", "countersigner", "iqa", "eqa"]
    ),
    help="The role in which somebody signs, where they have several.",
)
@click.option("--signed-by", metavar="ID", help="Who signed, if it is somebody else.")
@_on
@dry_run
@as_data
@debugging
def sign_off(
    folder: Path,
    by: str | None,
    on: date | None,
    *,
    dry_run: bool,
    as_json: bool,
    **named: Any,  # noqa: ANN401 - click's options
) -> int:
    """Record that a unit is signed off."""
    from evidence_builder.cli.assess.noting import day_or_today, note_command
    from evidence_builder.pipeline.record import SignOffEntry

    entry = SignOffEntry(on=day_or_today(on), **named)
    return note_command(folder, entry, by=by, dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@_by(help="Who sampled: an IQA or EQA of the portfolio.")
@_unit
@_criteria
@click.option("--evidence", metavar="LIST", help="The items that were looked at.")
@click.option(
    "--accepted",
    type=click.Choice(["yes", "after actions", "no"]),
    help="Whether the decisions stand; without it the sample is only planned.",
)
@click.option(
    "--stage", type=click.Choice(["interim", "summative"]), help="When it was taken."
)
@click.option(
    "--vacs", metavar="LIST", help="What the evidence is: VACS, or valid,current."
)
@click.option("--action", metavar="TEXT", help="What is to be done.")
@_day("--by-when", help="Until when.")
@_day("--done", help="When it was done.")
@_day(
    "--on", help="When it was sampled; today if it has an outcome and you name no day."
)
@dry_run
@as_data
@debugging
def sample(
    folder: Path,
    by: str | None,
    on: date | None,
    *,
    dry_run: bool,
    as_json: bool,
    **named: Any,  # noqa: ANN401 - click's options
) -> int:
    """Record what a quality assurer sampled, and what came of it.

    What is not accepted returns the criteria that were sampled to their assessor.
    """
    from evidence_builder.cli.assess.noting import day_or_today, note_command
    from evidence_builder.pipeline.record import SampleEntry

    day = day_or_today(on) if named["accepted"] else on
    entry = SampleEntry(on=day, **named)
    return note_command(folder, entry, by=by, dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@_by(help="Who agreed it: an assessor of the portfolio.")
@_unit
@_criteria
@click.option("--action", metavar="TEXT", help="What is to be done.")
@_day("--by-when", help="Until when.")
@click.option(
    "--for",
    "owed_by",
    type=click.Choice(["learner", "assessor", "iqa"]),
    default="learner",
    show_default=True,
    help="Who has to do it.",
)
@_day("--done", help="When it was done, if it was.")
@dry_run
@as_data
@debugging
def action(
    folder: Path,
    by: str | None,
    *,
    dry_run: bool,
    as_json: bool,
    **named: Any,  # noqa: ANN401 - click's options
) -> int:
    """Record what was agreed, and by when."""
    from evidence_builder.cli.assess.noting import note_command
    from evidence_builder.pipeline.record import ActionEntry

    entry = ActionEntry(**named)
    return note_command(folder, entry, by=by, dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@_by(help="Who writes of it: somebody of the team.")
@_on
@click.option(
    "--with", "present", metavar="LIST", help="Who was there: learner,employer."
)
@click.option("--kind", metavar="TEXT", help="What it was, such as progress review.")
@click.option("--notes", metavar="TEXT", help="What was seen and said.")
@click.option(
    "--off-the-job-hours",
    type=click.IntRange(min=0),
    metavar="HOURS",
    help="Hours of training since the last review.",
)
@click.option("--next", metavar="TEXT", help="What comes next.")
@dry_run
@as_data
@debugging
def visit(
    folder: Path,
    by: str | None,
    on: date | None,
    *,
    dry_run: bool,
    as_json: bool,
    **named: Any,  # noqa: ANN401 - click's options
) -> int:
    """Record a visit or a progress review."""
    from evidence_builder.cli.assess.noting import day_or_today, note_command
    from evidence_builder.pipeline.record import VisitEntry

    entry = VisitEntry(on=day_or_today(on), **named)
    return note_command(folder, entry, by=by, dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@_day("--when", help="For which day.")
@_unit
@_criteria
@click.option("--how", metavar="METHOD", help="By which method: O, or its name.")
@click.option("--with", "present", metavar="LIST", help="Who will be there.")
@click.option("--note", metavar="TEXT", help="What else is to be known.")
@dry_run
@as_data
@debugging
def plan(
    folder: Path,
    *,
    dry_run: bool,
    as_json: bool,
    **named: Any,  # noqa: ANN401 - click's options
) -> int:
    """Plan what is to be assessed; without options, show the plan."""
    from evidence_builder.cli.assess.noting import plan_command
    from evidence_builder.pipeline.record import PlanEntry

    entry = PlanEntry(**named)
    return plan_command(folder, entry, dry_run=dry_run, as_json=as_json)


@click.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@_by(help="Only what waits for this person; learner for the learner.")
@as_at
@as_data
@debugging
def due(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Show what waits for whom."""
    from evidence_builder.cli.assess.due import due_command

    return due_command(folder, **options)


@click.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@click.option(
    "--records",
    type=FOLDER,
    metavar="FILE",
    help="Your own copy of your records, such as one kept when you made them.",
)
@as_data
@debugging
def verify(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Hold a portfolio against a copy that somebody kept."""
    from evidence_builder.cli.assess.verifying import verify_command

    return verify_command(folder, **options)


ASSESSORS = (assess, countersign, sign_off, sample, action, plan, visit, due, verify)
