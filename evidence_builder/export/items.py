"""The sheets about evidence: the index, the matrix and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.compose.people import author, person, seen_by
from evidence_builder.compose.sections.index import criteria_claimed
from evidence_builder.compose.sections.records import (
    criteria_by_unit,
    decisions_together,
)
from evidence_builder.export.grid import (
    SheetColumn,
    SheetLink,
    SheetRow,
    SheetTable,
    WorkbookSheet,
)
from evidence_builder.export.tracking import (
    SUMMARY,
    claim_anchor,
    counts,
    item_anchor,
    unit_anchor,
    who,
)
from evidence_builder.model.criterion_list import criteria
from evidence_builder.wording.phrases import count, short_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.export.grid import Value
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.model.portfolio import Portfolio
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem

_INDEX = (
    SheetColumn("No.", 10, "id"),
    SheetColumn("Title", 36),
    SheetColumn("Method", 22),
    SheetColumn("Date", 13, "date"),
    SheetColumn("All dates", 16),
    SheetColumn("Author", 24),
    SheetColumn("Witness", 30),
    SheetColumn("Where", 26),
    SheetColumn("Files", 34),
    SheetColumn("Counts", 24),
    SheetColumn("Criteria claimed", 38),
)


def index_sheet(name: str, resolved: Resolved) -> WorkbookSheet:
    """Return the evidence index; a number leads to the first of its claims."""
    units = {index.key: index for index in resolved.units}
    lines = tuple(_item(one, units, resolved.portfolio) for one in resolved.items)
    note = count(len(lines), "item") + "." if lines else "There is no evidence yet."
    return WorkbookSheet(
        name=name,
        title="Evidence index",
        tables=(SheetTable(_INDEX, lines),),
        anchor=("index",),
        notes=(note, SheetLink("Summary", SUMMARY)),
        fixed=2,
    )


def matrix_sheet(name: str, resolved: Resolved) -> WorkbookSheet:
    """Return evidence against units: in each cell the criteria that are claimed."""
    units = {index.key: index for index in resolved.units}
    columns = (
        SheetColumn("No.", 10, "id"),
        SheetColumn("Title", 36),
        *(SheetColumn(SheetLink(key, unit_anchor(key)), 18) for key in units),
    )
    lines = tuple(_matrix(one, units) for one in resolved.items)
    return WorkbookSheet(
        name=name,
        title="Evidence and the criteria that it is claimed for",
        tables=(SheetTable(columns, lines),),
        anchor=("matrix",),
        notes=("Each cell leads to the unit's sheet.", SheetLink("Summary", SUMMARY)),
        fixed=2,
    )


def decision_sheet(
    name: str, measured: Measured, names: Mapping[str, str]
) -> WorkbookSheet:
    """Return every decision in the order in which they were made.

    Decisions of one day that say the same of one item stand in one row, as in the
    assessment records of the documents.
    """
    units = {index.key: index for index in measured.resolved.units}
    columns = (
        SheetColumn("Decided on", 13, "date"),
        SheetColumn("Decided by", 26),
        SheetColumn("Evidence", 12, "id"),
        SheetColumn("Criteria", 34),
        SheetColumn("Decision", 13),
        SheetColumn("Feedback", 72),
        SheetColumn("Note", 44),
    )
    indexed = {one.item.id for one in measured.resolved.items}
    lines = tuple(
        _decision(some, units, names, indexed)
        for some in decisions_together(measured.coverage)
    )
    note = "There is no decision yet."
    if lines:
        note = "What was decided on one day about one item stands in one row."
    return WorkbookSheet(
        name=name,
        title="Decisions",
        tables=(SheetTable(columns, lines),),
        anchor=("decisions",),
        notes=(note, SheetLink("Summary", SUMMARY)),
    )


def _decision(
    some: Sequence[DecisionResult],
    units: Mapping[str, UnitIndex],
    names: Mapping[str, str],
    indexed: Collection[str],
) -> SheetRow:
    made = some[0].decision
    # A decision may be about an item that claims none of the units shown.
    number: Value = made.evidence
    if made.evidence in indexed:
        number = SheetLink(made.evidence, item_anchor(made.evidence))
    return SheetRow(
        (
            made.on,
            who(made.by, names),
            number,
            "\n".join(
                f"{key}: {criteria(units[key], decided)}"
                for key, decided in criteria_by_unit(some).items()
            ),
            "Met" if made.is_met else "Not yet",
            (made.feedback or "").strip(),
            "; ".join(some[0].notes),
        )
    )


def _item(
    one: ResolvedItem, units: Mapping[str, UnitIndex], portfolio: Portfolio
) -> SheetRow:
    item, said = one.item, one.item.evidence
    dates = said.all_dates()
    claimed = list(criteria_claimed(item, units))
    values: tuple[Value, ...] = (
        SheetLink(item.id, claim_anchor(claimed[0][0], item.id))
        if claimed
        else item.id,
        said.title,
        f"{item.method.code}: {item.method.name}",
        dates[0] if dates else "",
        "\n".join(map(short_day, dates)) if len(dates) > 1 else "",
        author(said, portfolio),
        "\n".join(person(name, portfolio) for name in said.witness),
        _where(said, portfolio),
        "\n".join(file.path for file, _ in one.files),
        counts(item.faults()),
        "\n".join(f"{key}: {some}" for key, some in claimed) or "None",
    )
    return SheetRow(values, (item_anchor(item.id),))


def _where(said: Evidence, portfolio: Portfolio) -> str:
    if not said.held:
        return "Included"
    lines = [
        f"Held: {said.held}",
        said.location or "",
        f"Seen by {seen_by(said, portfolio)}",
    ]
    return "\n".join(filter(None, lines))


def _matrix(one: ResolvedItem, units: Mapping[str, UnitIndex]) -> SheetRow:
    item = one.item
    cells: dict[str, Value] = dict.fromkeys(units, "")
    for key, claimed in criteria_claimed(item, units):
        cells[key] = SheetLink(claimed, claim_anchor(key, item.id))
    return SheetRow(
        (SheetLink(item.id, item_anchor(item.id)), item.evidence.title, *cells.values())
    )
