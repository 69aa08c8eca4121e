"""The sheets about evidence: the index, the matrix and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose.people import author, person, seen_by
from evidence_builder.compose.sections.index import criteria_claimed
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
from evidence_builder.wording.phrases import count, short_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.model.portfolio import Portfolio
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem

_INDEX = (
    grid.SheetColumn("No.", 10, "id"),
    grid.SheetColumn("Title", 36),
    grid.SheetColumn("Method", 22),
    grid.SheetColumn("Date", 13, "date"),
    grid.SheetColumn("All dates", 16),
    grid.SheetColumn("Author", 24),
    grid.SheetColumn("Witness", 30),
    grid.SheetColumn("Where", 26),
    grid.SheetColumn("Files", 34),
    grid.SheetColumn("Counts", 24),
    grid.SheetColumn("Criteria claimed", 38),
)


def index_sheet(name: str, resolved: Resolved) -> grid.WorkbookSheet:
    """Return the evidence index; a number leads to the first of its claims."""
    units = {index.key: index for index in resolved.units}
    lines = tuple(_item(entry, units, resolved.portfolio) for entry in resolved.items)
    note = count(len(lines), "item") + "." if lines else "There is no evidence yet."
    return list_sheet(
        name,
        "Evidence index",
        ("index",),
        grid.SheetTable(_INDEX, lines),
        note,
        fixed=2,
    )


def matrix_sheet(name: str, resolved: Resolved) -> grid.WorkbookSheet:
    """Return evidence against units: in each cell the criteria that are claimed."""
    units = {index.key: index for index in resolved.units}
    columns = (
        grid.SheetColumn("No.", 10, "id"),
        grid.SheetColumn("Title", 36),
        *(grid.SheetColumn(grid.SheetLink(key, unit_anchor(key)), 18) for key in units),
    )
    lines = tuple(_matrix(entry, units) for entry in resolved.items)
    return list_sheet(
        name,
        "Evidence and the criteria that it is claimed for",
        ("matrix",),
        grid.SheetTable(columns, lines),
        "Each cell leads to the unit's sheet.",
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
        grid.SheetColumn("Decided on", 13, "date"),
        grid.SheetColumn("Decided by", 26),
        grid.SheetColumn("Evidence", 12, "id"),
        grid.SheetColumn("Criteria", 34),
        grid.SheetColumn("Decision", 13),
        grid.SheetColumn("Feedback", 72),
        grid.SheetColumn("Note", 44),
    )
    indexed = {entry.item.id for entry in measured.resolved.items}
    lines = tuple(
        _decision(judgements, units, names, indexed)
        for judgements in decisions_together(measured.coverage)
    )
    note = "There is no decision yet."
    if lines:
        note = "What was decided on one day about one item stands in one row."
    return list_sheet(
        name, "Decisions", ("decisions",), grid.SheetTable(columns, lines), note
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
            "Met" if decision.is_met else "Not yet",
            (decision.feedback or "").strip(),
            "; ".join(reasons.decision_notes(judgements[0])),
        )
    )


def _item(
    entry: ResolvedItem, units: Mapping[str, UnitIndex], portfolio: Portfolio
) -> grid.SheetRow:
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
        "\n".join(f"{key}: {keys}" for key, keys in claimed) or "None",
    )
    return grid.SheetRow(values, (item_anchor(item.id),))


def _where(evidence: Evidence, portfolio: Portfolio) -> str:
    if not evidence.held:
        return "Included"
    lines = [
        f"Held: {evidence.held}",
        evidence.location or "",
        f"Seen by {seen_by(evidence, portfolio)}",
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
