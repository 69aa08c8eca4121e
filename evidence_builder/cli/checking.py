"""``check``: what is covered, what is missing and why, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.cli.clock import today
from evidence_builder.cli.coverage import print_coverage
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import echo, print_findings, print_json
from evidence_builder.diagnostics import Severity
from evidence_builder.pipeline.check import check, coverage_as_data, gap_count
from evidence_builder.wording import cli as words
from evidence_builder.wording import nouns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from evidence_builder.coverage.result import Coverage
    from evidence_builder.diagnostics import Diagnostic


def check_command(
    folder: Path,
    *,
    as_at: date | None,
    as_json: bool,
    strict: bool,
    fail_on: str | None,
    quiet: bool,
) -> int:
    """Print the coverage of a portfolio and return the exit status."""
    checked = check(folder, today=as_at or today())
    if as_json:
        print_json(coverage_as_data(checked))
    else:
        if checked.value and not quiet:
            print_coverage(checked.value)
        print_findings(checked.diagnostics)
        if not quiet:
            print_count(checked.diagnostics)
    coverage = checked.value.coverage if checked.value else None
    # Their number decides the exit status, and nothing else tells it.
    if fail_on == "gaps" and quiet and not as_json and coverage is not None:
        gaps = gap_count(coverage)
        if gaps:
            echo(nouns.gaps(gaps), err=True)
    return exit_status(checked.diagnostics, coverage, strict=strict, fail_on=fail_on)


def exit_status(
    diagnostics: Iterable[Diagnostic],
    coverage: Coverage | None,
    *,
    strict: bool,
    fail_on: str | None,
) -> Exit:
    """Return 1 where errors were found, or what the options count as errors."""
    severities = {finding.severity for finding in diagnostics}
    failed = Severity.ERROR in severities
    failed |= strict and Severity.WARNING in severities
    failed |= fail_on == "gaps" and coverage is not None and coverage.has_gaps
    return Exit.FINDINGS if failed else Exit.DONE


def print_count(diagnostics: Iterable[Diagnostic]) -> None:
    """Print how many errors and warnings there are, if any."""
    severities = [finding.severity for finding in diagnostics]
    errors = severities.count(Severity.ERROR)
    warnings = severities.count(Severity.WARNING)
    if errors or warnings:
        both = {"errors": words.errors(errors), "warnings": words.warnings(warnings)}
        echo(words.errors_and_warnings(**both), err=True)
