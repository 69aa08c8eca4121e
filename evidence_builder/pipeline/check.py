"""From files to measured coverage, and the findings on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder.checks.criteria import check_library
from evidence_builder.checks.rules import run_checks
from evidence_builder.checks.severities import with_chosen_severities
from evidence_builder.checks.subject import CheckedPortfolio
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.terms import Terms
from evidence_builder.diagnostics import Checked, Sink
from evidence_builder.load.criteria import load_criteria_files, load_library_near
from evidence_builder.load.evidence import report_unread
from evidence_builder.load.project import load_project
from evidence_builder.resolve.assessment.assessments import resolve_assessments
from evidence_builder.resolve.pathway import (
    find_pathway,
    units_of,
    with_pathway_named,
)
from evidence_builder.resolve.project import resolve_project
from evidence_builder.resolve.resolved import Measured

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from evidence_builder.coverage.combination.completion import Completion
    from evidence_builder.coverage.combination.measure import Combination
    from evidence_builder.coverage.result import Coverage
    from evidence_builder.load.loaded import Library
    from evidence_builder.resolve.resolved import Resolved


def check(folder: Path, *, today: date | None = None) -> Checked[Measured | None]:
    """Read a portfolio and measure its coverage.

    Everything that is wrong comes back as findings; the value is None only where
    there is no portfolio to speak of.

    Args:
        today: The day of reckoning: the age of evidence is reckoned from it, and a
            date after it lies in the future. Without it neither is looked at.
    """
    sink = Sink()
    measured = measure_folder(folder, today, sink)
    return Checked(measured, tuple(sink))


def coverage_as_data(checked: Checked[Measured | None]) -> dict[str, Any]:
    """Return what a check says as plain data: what ``--json`` prints."""
    from evidence_builder.export.report import as_data

    return as_data(*checked)


def library_near(folder: Path) -> Checked[Library]:
    """Return every qualification and unit that a portfolio in a folder may choose."""
    sink = Sink()
    return Checked(load_library_near(folder, sink), tuple(sink))


def check_criteria(paths: Iterable[Path]) -> Checked[Library]:
    """Read criteria files on their own and say what is wrong with them."""
    sink = Sink()
    library = load_criteria_files(paths, sink)
    sink.extend(check_library(library))
    return Checked(library, tuple(sink))


def measure_folder(folder: Path, today: date | None, sink: Sink) -> Measured | None:
    """Do what ``check`` does, for a stage that follows."""
    project = load_project(folder, sink)
    if project is None:
        return None

    report_unread(project, sink)
    resolved = resolve_project(project, sink)
    assessments = resolve_assessments(resolved, sink, today)
    terms = Terms.of(
        resolved.portfolio, resolved.qualification, resolved.methods, today
    )
    coverage = measure(
        resolved.units,
        [item.item for item in resolved.items],
        terms=terms,
        decisions=assessments.decisions,
    )
    subject = CheckedPortfolio(resolved, coverage, assessments, today)
    sink.extend(run_checks(subject))
    sink.diagnostics[:] = with_chosen_severities(sink.diagnostics, resolved)
    return Measured(
        resolved,
        assessments,
        coverage,
        _combine(resolved, sink),
        as_at=today,
    )


def complete(measured: Measured) -> tuple[Completion, ...]:
    """Return ways to complete the qualification with further units, cheapest first."""
    qualification = measured.resolved.qualification
    if qualification is None:
        return ()
    from evidence_builder.coverage.combination.completion import suggest

    pathway = find_pathway(measured.resolved, Sink())
    units = units_of(measured.resolved, qualification)
    return suggest(qualification, *units, pathway=pathway)


def gap_count(coverage: Coverage) -> int:
    """Return how many gaps there are: criteria, and what a whole unit lacks."""
    return sum(len(unit.gaps) + len(unit.open_requirements) for unit in coverage.units)


def _combine(resolved: Resolved, sink: Sink) -> Combination | None:
    """Hold the rules of combination against the units of a portfolio."""
    qualification, pathway = resolved.qualification, find_pathway(resolved, sink)
    if qualification is None or not qualification.rules:
        return None
    from evidence_builder.coverage.combination.measure import combine

    units = units_of(resolved, qualification)
    combination = combine(qualification, *units, pathway=pathway)
    return with_pathway_named(combination, qualification)
