"""``check``: coverage unit by unit, gaps with their reasons, findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from evidence_builder.cli.guard import Exit
from evidence_builder.cli.terminal import (
    coloured,
    echo,
    padded,
    print_findings,
    safe,
    width,
    wrapped,
)
from evidence_builder.coverage.guidance import advise
from evidence_builder.coverage.result import Status
from evidence_builder.diagnostics import Severity
from evidence_builder.model.words import count
from evidence_builder.pipeline import check
from evidence_builder.report import as_data, findings_as_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from evidence_builder.coverage.result import Coverage, RowResult, UnitCoverage
    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.resolve.resolved import Resolved

MARKS = {
    Status.MISSING: ("▲", "red"),
    Status.PARTIAL: ("►", "yellow"),
    Status.CLAIMED: ("●", "green"),
    Status.REFERRED: ("▲", "red"),
    Status.OUT_OF_DATE: ("►", "yellow"),
    Status.MET: ("●", "green"),
}


def check_command(
    folder: Path,
    *,
    as_json: bool,
    strict: bool,
    fail_on: str | None,
    quiet: bool,
    debug: bool,  # noqa: ARG001 - the guard reads it from the command line
) -> int:
    """Print the coverage of a portfolio and return the exit status."""
    checked = check(folder)
    if as_json:
        data = (
            as_data(checked.value.coverage, checked.diagnostics)
            if checked.value
            else {"units": [], "findings": findings_as_data(checked.diagnostics)}
        )
        echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        if checked.value and not quiet:
            print_coverage(checked.value.resolved, checked.value.coverage)
        print_findings(checked.diagnostics)
        if not quiet:
            print_count(checked.diagnostics)
    coverage = checked.value.coverage if checked.value else None
    return exit_status(checked.diagnostics, coverage, strict=strict, fail_on=fail_on)


def exit_status(
    diagnostics: Iterable[Diagnostic],
    coverage: Coverage | None,
    *,
    strict: bool,
    fail_on: str | None,
) -> Exit:
    """Return 1 where errors were found, or what the options count as errors."""
    severities = {one.severity for one in diagnostics}
    failed = Severity.ERROR in severities
    failed |= strict and Severity.WARNING in severities
    failed |= fail_on == "gaps" and coverage is not None and coverage.has_gaps
    return Exit.FINDINGS if failed else Exit.DONE


def print_coverage(resolved: Resolved, coverage: Coverage) -> None:
    """Print a table of the criteria of each unit, gaps with reasons, and a summary."""
    learner = safe(resolved.portfolio.learner.name)
    qualification = resolved.qualification
    title = f" · {qualification.title}" if qualification else ""
    echo(coloured(learner, None, bold=True) + safe(title))
    for unit in coverage.units:
        echo()
        _print_unit(unit)
    echo()
    print_summary(coverage)


def print_summary(coverage: Coverage) -> None:
    """Print how many criteria of each unit stand where, and all together."""
    room = width() - 40
    echo(f"{'Unit':<14}{padded('', room)}{'claimed':>9}{'partial':>9}{'missing':>8}")
    for unit in coverage.units:
        title = padded(safe(unit.index.unit.title), room - 1)
        echo(f"{padded(safe(unit.index.key), 13)} {title} {_figures(unit.tally())}")
    total = coverage.tally()
    echo(f"{padded('All units', 14 + room)}{_figures(total)}")


def print_count(diagnostics: Iterable[Diagnostic]) -> None:
    """Print how many errors and warnings there are, if any."""
    severities = [one.severity for one in diagnostics]
    errors = severities.count(Severity.ERROR)
    warnings = severities.count(Severity.WARNING)
    if errors or warnings:
        echo(f"{count(errors, 'error')}, {count(warnings, 'warning')}", err=True)


def _figures(tally: dict[Status, int]) -> str:
    claimed = tally[Status.CLAIMED] + tally[Status.MET] + tally[Status.OUT_OF_DATE]
    partial = tally[Status.PARTIAL] + tally[Status.REFERRED]
    return f"{claimed:>9}{partial:>9}{tally[Status.MISSING]:>8}"


def _print_unit(unit: UnitCoverage) -> None:
    index = unit.index
    heading = f"{index.key}  {index.unit.title}"
    for line in wrapped(safe(heading), indent=0):
        echo(coloured(line, None, bold=True))
    room = max(6, *(len(one.row.key) + 2 for one in unit.rows))
    for result in unit.rows:
        _print_row(unit, result, room)


def _print_row(unit: UnitCoverage, result: RowResult, room: int) -> None:
    mark, colour = MARKS[result.status]
    word = "not needed" if not result.needed else str(result.status)
    if result.row.is_stem or not result.needed:
        mark, colour = " ", "white"
    first = f"  {padded(safe(result.row.key), room)}{mark} {padded(word, 13)}"
    words = "; ".join(_claims(result)) or "; ".join(one.text for one in result.reasons)
    lines = list(wrapped(safe(words), indent=len(first), first=first))
    if result.is_gap or not result.row.is_stem:
        lines[0] = lines[0].replace(
            f"{mark} {word}", coloured(f"{mark} {word}", colour)
        )
    for line in lines:
        echo(line)
    ideas = advise(unit.index, result.row).ideas if result.is_gap else ()
    for idea in ideas[:1]:
        for line in wrapped(safe(f"try: {idea}"), indent=len(first)):
            echo(line)


def _claims(result: RowResult) -> Iterable[str]:
    for one in result.claims:
        at = f" at {one.claim.at}" if one.claim.at else ""
        why = f" (does not count: {', '.join(one.why_not)})" if one.why_not else ""
        yield f"{one.item.id}{at}{why}"
