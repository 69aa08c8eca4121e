"""The tracking workbook: which sheets there are, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.compose.header_footer import state_of
from evidence_builder.compose.people import named
from evidence_builder.export.items import decision_sheet, index_sheet, matrix_sheet
from evidence_builder.export.overview import gap_sheet, summary_sheet
from evidence_builder.export.text import SheetNames
from evidence_builder.export.tracking import requirement_sheet, unit_sheet
from evidence_builder.wording.documents import export as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.export.grid import WorkbookSheet
    from evidence_builder.resolve.resolved import Measured


class TrackingWorkbook(NamedTuple):
    """A workbook: its sheets, and what stands on every printed page and in the file."""

    sheets: tuple[WorkbookSheet, ...]
    title: str
    author: str
    header: str
    footer: str
    keywords: str


def compose_book(measured: Measured) -> TrackingWorkbook:
    """Return the tracking workbook of a portfolio as plain values."""
    portfolio = measured.resolved.portfolio
    learner, centre = portfolio.learner, portfolio.centre
    return TrackingWorkbook(
        sheets=tuple(_sheets(measured)),
        title=words.portfolio_tracking(learner=learner.name),
        author=learner.name,
        header=" · ".join(filter(None, (learner.name, learner.registration))),
        footer=" · ".join(filter(None, (centre.name, centre.number))),
        keywords=state_of(measured),
    )


def _sheets(measured: Measured) -> Iterator[WorkbookSheet]:
    names, resolved = SheetNames(), measured.resolved
    coverage, portfolio = measured.coverage, resolved.portfolio
    people = named(portfolio)
    yield summary_sheet(names.give(words.sheet_summary()), measured)
    yield gap_sheet(names.give(words.sheet_gaps()), coverage)
    # Names of our own go first, so that no unit takes them.
    index = names.give(words.sheet_evidence())
    matrix = names.give(words.sheet_matrix())
    asked = names.give(words.sheet_requirements())
    decided = names.give(words.sheet_decisions())
    for unit in coverage.units:
        yield unit_sheet(names.give(unit.index.key), unit, people)
    yield index_sheet(index, measured)
    yield matrix_sheet(matrix, resolved)
    requirements = requirement_sheet(asked, coverage)
    if requirements is not None:
        yield requirements
    yield decision_sheet(decided, measured, people)
