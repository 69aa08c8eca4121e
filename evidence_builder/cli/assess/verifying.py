"""``verify``: whether a portfolio still holds what somebody kept a copy of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import (
    echo,
    print_findings,
    print_json,
    print_wrapped,
)
from evidence_builder.pipeline.verify import records_as_data, verify_records
from evidence_builder.wording import cli as words
from evidence_builder.wording.phrases import enumerated

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_builder.pipeline.verify import Difference, Verified


def verify_command(folder: Path, *, records: Path | None, as_json: bool) -> int:
    """Print every difference and return the exit status: 1 where there is one."""
    if records is None:
        raise click.UsageError(words.say_what_to_verify())
    verified, diagnostics = verify_records(folder, records)
    print_findings(diagnostics)
    if verified is None:
        return Exit.FINDINGS
    if as_json:
        print_json(records_as_data(verified))
    else:
        _print(verified)
    return Exit.FINDINGS if verified.differences else Exit.DONE


def _print(verified: Verified) -> None:
    for difference in verified.differences:
        print_wrapped(_said(difference))
        for field in difference.fields:
            for label, text in (
                (words.in_copy(field=field.field), field.copy),
                (words.in_portfolio(field=field.field), field.portfolio),
            ):
                said = " ".join(text.split()) or words.nothing_there()
                print_wrapped(f"{label} {said}", indent=4, first="    ")
    number = len(verified.differences)
    if number:
        echo(words.differences(number))
    else:
        echo(words.records_same(verified.number, by=verified.by))


def _said(difference: Difference) -> str:
    """Return which record it is, and what is the matter with it as a whole."""
    called = enumerated(difference.called)
    record = words.RECORD_IN[difference.list](called=called)
    span = difference.portfolio or difference.copy
    if difference.portfolio is None:
        text = words.only_in_copy(record=record)
    elif difference.copy is None:
        text = words.only_in_portfolio(record=record)
    elif difference.fields:
        text = words.differs(record=record)
    else:
        text = words.stands_elsewhere(record=record)
    return f"{span}: {text}"
