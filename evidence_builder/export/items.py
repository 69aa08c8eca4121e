"""The sheets about evidence: the index, the matrix and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose.people import author, person, seen_by
from evidence_builder.compose.sections.index import assured, criteria_claimed
from evidence_builder.compose.sections.records import (
    criteria_by_unit,
    decisions_together,
)
from evidence_builder.export import grid
from evidence_builder.export.tracking import (
    claim_anchor,
    counts,
    item_anchor,
    list_sheet,
    unit_anchor,
    who,
)
from evidence_builder.model.criterion_list import criteria
from evidence_builder.wording.documents import export as words
from evidence_builder.wording.phrases import short_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.model.portfolio import Portfolio
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem


def index_sheet(name: str, measured: Measured) -> grid.WorkbookSheet:
    """Return the evidence index; a number leads to the first of its claims."""
    resolved = measured.resolved
    units = {index.key: index for index in resolved.units}
    columns = (
        grid.SheetColumn(words.number(), 10, "id"),
        grid.SheetColumn(words.title(), 36),
        grid.SheetColumn(words.method(), 22),
        grid.SheetColumn(words.date(), 13, "date"),
        grid.SheetColumn(words.all_dates(), 16),
        grid.SheetColumn(words.author(), 24),
        grid.SheetColumn(words.witness(), 30),
        grid.SheetColumn(words.where(), 26),
        grid.SheetColumn(words.files(), 34),
        grid.SheetColumn(words.counts(), 24),
        grid.SheetColumn(words.criteria_claimed(), 38),
        grid.SheetColumn(words.assured(), 30),
    )
    lines = tuple(_item(entry, units, measured) for entry in resolved.items)
    note = words.items(len(lines)) if lines else words.no_items()
    return list_sheet(
        name,
        words.evidence_index(),
        ("index",),
        grid.SheetTable(columns, lines),
        note,
        fixed=2,
    )


def matrix_sheet(name: str, resolved: Resolved) -> grid.WorkbookSheet:
    """Return evidence against units: in each cell the criteria that are claimed."""
    units = {index.key: index for index in resolved.units}
    columns = (
        grid.SheetColumn(words.number(), 10, "id"),
        grid.SheetColumn(words.title(), 36),
        *(grid.SheetColumn(grid.SheetLink(key, unit_anchor(key)), 18) for key in units),
    )
    lines = tuple(_matrix(entry, units) for entry in resolved.items)
    return list_sheet(
        name,
        words.evidence_and_criteria(),
        ("matrix",),
        grid.SheetTable(columns, lines),
        words.cells_lead_to_units(),
        fixed=2,
    )


def decision_sheet(
    name: str, measured: Measured, names: Mapping[str, str]
) -> grid.WorkbookSheet:
    """Return every decision in the order in which they were made.

    Decisions of one day that say the same of one item stand in one row, as in the
    assessment records of the documents.
    """
    units = {index.key: index for index in measured.resolved.units}
    columns = (
        grid.SheetColumn(words.decided_on(), 13, "date"),
        grid.SheetColumn(words.decided_by(), 26),
        grid.SheetColumn(words.evidence(), 12, "id"),
        grid.SheetColumn(words.criteria(), 34),
        grid.SheetColumn(words.decision(), 13),
        grid.SheetColumn(words.feedback(), 72),
        grid.SheetColumn(words.note(), 44),
    )
    indexed = {entry.item.id for entry in measured.resolved.items}
    lines = tuple(
        _decision(judgements, units, names, indexed)
        for judgements in decisions_together(measured.coverage)
    )
    note = words.no_decisions()
    if lines:
        note = words.decisions_together()
    return list_sheet(
        name, words.decisions(), ("decisions",), grid.SheetTable(columns, lines), note
    )


def _decision(
    judgements: Sequence[DecisionResult],
    units: Mapping[str, UnitIndex],
    names: Mapping[str, str],
    indexed: Collection[str],
) -> grid.SheetRow:
    decision = judgements[0].decision
    # A decision may be about an item that claims none of the units shown.
    number: grid.Value = decision.evidence
    if decision.evidence in indexed:
        number = grid.SheetLink(decision.evidence, item_anchor(decision.evidence))
    return grid.SheetRow(
        (
            decision.on,
            who(decision.by, names),
            number,
            "\n".join(
                f"{key}: {criteria(units[key], decided)}"
                for key, decided in criteria_by_unit(judgements).items()
            ),
            words.met() if decision.is_met else words.referred(),
            (decision.feedback or "").strip(),
            "; ".join(reasons.decision_notes(judgements[0])),
        )
    )


def _item(
    entry: ResolvedItem, units: Mapping[str, UnitIndex], measured: Measured
) -> grid.SheetRow:
    portfolio = measured.resolved.portfolio
    item, evidence = entry.item, entry.item.evidence
    dates = evidence.all_dates()
    claimed = list(criteria_claimed(item, units))
    values: tuple[grid.Value, ...] = (
        grid.SheetLink(item.id, claim_anchor(claimed[0][0], item.id))
        if claimed
        else item.id,
        evidence.title,
        f"{item.method.code}: {item.method.name}",
        dates[0] if dates else "",
        "\n".join(map(short_day, dates)) if len(dates) > 1 else "",
        author(evidence, portfolio),
        "\n".join(person(name, portfolio) for name in evidence.witness),
        _where(evidence, portfolio),
        "\n".join(file.path for file in entry.files),
        counts(item.faults()),
        "\n".join(f"{key}: {keys}" for key, keys in claimed) or words.no_criteria(),
        "\n".join(mark.text for mark in assured(entry, measured)),
    )
    return grid.SheetRow(values, (item_anchor(item.id),))


def _where(evidence: Evidence, portfolio: Portfolio) -> str:
    if not evidence.held:
        return words.included()
    lines = [
        words.held(held=evidence.held),
        evidence.location or "",
        words.seen_by(who=seen_by(evidence, portfolio)),
    ]
    return "\n".join(filter(None, lines))


def _matrix(entry: ResolvedItem, units: Mapping[str, UnitIndex]) -> grid.SheetRow:
    item = entry.item
    cells: dict[str, grid.Value] = dict.fromkeys(units, "")
    for key, claimed in criteria_claimed(item, units):
        cells[key] = grid.SheetLink(claimed, claim_anchor(key, item.id))
    return grid.SheetRow(
        (
            grid.SheetLink(item.id, item_anchor(item.id)),
            item.evidence.title,
            *cells.values(),
        )
    )
