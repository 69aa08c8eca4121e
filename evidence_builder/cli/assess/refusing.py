"""Why nothing was recorded in words of the options, and what would have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import echo, print_error, safe
from evidence_builder.wording import cli as words

if TYPE_CHECKING:
    from evidence_builder.pipeline.record import Refused
    from evidence_builder.records.writing import Recorded
    from evidence_builder.wording.language import Phrase


_SAID = {
    ("item", "evidence"): words.say_what_on,
    ("feedback", "feedback"): words.say_feedback,
    ("criteria", "evidence"): words.criteria_with_evidence,
}


def refuse(refused: Refused, say_by: Phrase = words.say_by) -> int:
    """Say why nothing was recorded, in words of the options, and return the status.

    Args:
        say_by: Asks who it is that records something.

    Raises:
        click.ClickException: It is a mistake on the command line.
    """
    if refused.field == "file":
        print_error(refused.message, code="[EB902]")
        return Exit.NOT_WRITTEN
    if refused.field in {"item", "record"} and refused.lacking is None:
        print_error(refused.message, *refused.hints)
        return Exit.FINDINGS
    raise _misuse(refused, say_by)


def _misuse(refused: Refused, say_by: Phrase) -> click.UsageError:
    """Return what is wrong on the command line."""
    message = refused.message
    said = _SAID.get((refused.field, refused.lacking or ""))
    if said is not None:
        return click.UsageError(said())
    if refused.lacking == "by":
        return click.UsageError(say_by(people=safe(refused.choices)))
    if refused.lacking == "unit" and refused.choices:
        message = words.say_unit(message=message, units=refused.choices)
    elif refused.lacking or refused.field == "portfolio":
        if refused.lacking:
            message = words.say_with(message=message, option=f"--{refused.lacking}")
        return click.UsageError(safe(message))
    text = safe("; ".join((message, *refused.hints)))
    return click.BadParameter(text, param_hint=f"--{refused.field}")


def say_what_would_be_written(recorded: Recorded) -> None:
    """Print the lines that were not written."""
    echo(words.not_written())
    print_added(recorded)


def print_added(recorded: Recorded) -> None:
    """Print the lines that a record is, as they stand in its file."""
    for line in recorded.added.strip("\r\n").splitlines():
        echo(safe(f"  {line}"))
