"""The sheets of what units ask: of each criterion, and of a unit as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose.sections.gaps import closing
from evidence_builder.compose.sections.requirements import state
from evidence_builder.compose.sections.tracking import gap_count, particulars
from evidence_builder.compose.status import flag, notes_beside
from evidence_builder.export import grid
from evidence_builder.wording.documents import export as words
from evidence_builder.wording.phrases import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.reason import Exclusion
    from evidence_builder.coverage.result import (
        ClaimResult,
        Coverage,
        RangeResult,
        RequirementResult,
        RowResult,
        UnitCoverage,
    )

SUMMARY: grid.Anchor = ("summary",)

_NO_CLAIM: tuple[grid.Value, ...] = ("",) * 9


def columns() -> tuple[grid.SheetColumn, ...]:
    """Return the columns of the sheet of a unit."""
    return (
        grid.SheetColumn(words.criterion(), 10, "id"),
        grid.SheetColumn(words.asks(), 38),
        grid.SheetColumn(words.status(), 18, "status"),
        grid.SheetColumn(words.why(), 32),
        grid.SheetColumn(words.evidence(), 11, "id"),
        grid.SheetColumn(words.title(), 24),
        grid.SheetColumn(words.where_in_it(), 22),
        grid.SheetColumn(words.method(), 9, "id"),
        grid.SheetColumn(words.date(), 13, "date"),
        grid.SheetColumn(words.counts(), 16),
        grid.SheetColumn(words.decision(), 13),
        grid.SheetColumn(words.decided_by(), 22),
        grid.SheetColumn(words.decided_on(), 13, "date"),
    )


def unit_anchor(unit: str) -> grid.Anchor:
    """Return the name of a unit's sheet."""
    return "unit", unit


def row_anchor(unit: str, criterion: str) -> grid.Anchor:
    """Return the name of a criterion's first row."""
    return "row", unit, criterion


def claim_anchor(unit: str, evidence: str) -> grid.Anchor:
    """Return the name of the first row of a unit in which an item is claimed."""
    return "claim", unit, evidence


def item_anchor(evidence: str) -> grid.Anchor:
    """Return the name of an item's row in the index."""
    return "item", evidence


def list_sheet(
    name: str,
    title: str,
    anchor: grid.Anchor,
    table: grid.SheetTable,
    *notes: str,
    fixed: int = 1,
) -> grid.WorkbookSheet:
    """Return a sheet of one table, from which a link leads to the summary."""
    to_summary = grid.SheetLink(words.sheet_summary(), SUMMARY)
    return grid.WorkbookSheet(
        name, title, (table,), anchor, (*notes, to_summary), fixed=fixed
    )


def unit_sheet(
    name: str, unit: UnitCoverage, names: Mapping[str, str]
) -> grid.WorkbookSheet:
    """Return the sheet of one unit.

    Args:
        name: What the sheet is called.
        names: Id → name of the people of the portfolio.
    """
    index = unit.index
    title = f"{index.key}  {index.unit.title}"
    table = grid.SheetTable(columns(), tuple(_lines(unit, names)))
    notes = particulars(unit), f"{gap_count(unit)}."
    return list_sheet(name, title, unit_anchor(index.key), table, *notes)


def requirement_sheet(name: str, coverage: Coverage) -> grid.WorkbookSheet | None:
    """Return what units and outcomes ask as a whole; None where none of them does."""
    heads = (
        grid.SheetColumn(words.unit(), 16, "id"),
        grid.SheetColumn(words.where(), 18),
        grid.SheetColumn(words.what_is_asked(), 46),
        grid.SheetColumn(words.state(), 13, "status"),
        grid.SheetColumn(words.what_is_lacking(), 42),
        grid.SheetColumn(words.what_would_meet_it(), 42),
        grid.SheetColumn(words.covered_by(), 40),
    )
    lines = tuple(
        line
        for unit in coverage.units
        for line in (
            *(_requirement(unit, requirement) for requirement in unit.requirements),
            *(_range(unit, range_result) for range_result in unit.ranges),
        )
    )
    if not lines:
        return None
    return list_sheet(
        name,
        words.asked_as_a_whole(),
        ("requirements",),
        grid.SheetTable(heads, lines),
        words.criteria_in_their_units(),
    )


def who(identifier: str, names: Mapping[str, str]) -> str:
    """Return a person's name with the id that the records use."""
    name = names.get(identifier, identifier)
    return name if name == identifier else f"{name} ({identifier})"


def _lines(unit: UnitCoverage, names: Mapping[str, str]) -> Iterator[grid.SheetRow]:
    outcome, seen = None, set()
    for result in unit.rows:
        row = result.row
        if row.outcome is not outcome:
            outcome = row.outcome
            yield grid.SheetRow((f"{row.outcome_id}  {outcome.title}",), look="heading")
        for position, line in enumerate(_of_criterion(result, names)):
            anchors = [] if position else [row_anchor(unit.index.key, row.key)]
            if result.claims:
                anchor = claim_anchor(unit.index.key, result.claims[position].item.id)
                if anchor not in seen:
                    seen.add(anchor)
                    anchors.append(anchor)
            yield grid.SheetRow(line, tuple(anchors), "more" if position else "plain")


def _of_criterion(
    result: RowResult, names: Mapping[str, str]
) -> Iterator[tuple[grid.Value, ...]]:
    """Return the rows of one criterion: one for each claim, or one."""
    row = result.row
    status = words.see_parts() if row.is_stem else flag(result).text
    why = "\n".join(sentence(reasons.sentence(reason)) for reason in result.reasons)
    first: tuple[grid.Value, ...] = (row.key, _asked(result), status, why)
    if not result.claims:
        yield (*first, *_NO_CLAIM)
    # What is said once is not said again beside every further claim; number and
    # status are, so that a filter finds them.
    more = (row.key, "", status, "")
    for position, claim in enumerate(result.claims):
        yield (*(more if position else first), *_claim(claim, names))


def _asked(result: RowResult) -> str:
    if not result.requirements:
        return result.row.text
    asked = "; ".join(
        reasons.asked(requirement.condition) for requirement in result.requirements
    )
    return f"{result.row.text}\n{words.asks_for(asked=asked)}"


def _claim(result: ClaimResult, names: Mapping[str, str]) -> tuple[grid.Value, ...]:
    item, claim = result.item, result.claim
    dates = item.evidence.all_dates()
    added = words.added_by_assessor() if claim.added else None
    where = "\n".join(filter(None, (claim.at and claim.at.text, claim.note, added)))
    return (
        grid.SheetLink(item.id, item_anchor(item.id)),
        item.evidence.title,
        where,
        item.evidence.method,
        dates[0] if dates else "",
        counts(result.why_not),
        *_decision(result.decision, names),
    )


def counts(why_not: tuple[Exclusion, ...]) -> str:
    """Say whether something counts, and why it does not."""
    if not why_not:
        return words.does_count()
    return words.does_not_count(why="; ".join(map(reasons.exclusion, why_not)))


def _decision(
    result: DecisionResult | None, names: Mapping[str, str]
) -> tuple[grid.Value, ...]:
    if result is None:
        return "", "", ""
    decision = result.decision
    verdict = words.met if decision.is_met else words.referred
    if result.is_out_of_date:
        verdict = words.met_before if decision.is_met else words.referred_before
    notes = [flag.text for flag in notes_beside(result) if not result.is_out_of_date]
    return "\n".join((verdict(), *notes)), who(decision.by, names), decision.on


def _range(unit: UnitCoverage, result: RangeResult) -> grid.SheetRow:
    covered = "\n".join(
        f"{item}: {', '.join(result.covered.get(item, ())) or words.nothing_yet()}"
        for item in result.range.items
    )
    return _requirement(unit, result.result, f"{result.range.title}: ", covered)


def _requirement(
    unit: UnitCoverage, result: RequirementResult, of: str = "", covered: str = ""
) -> grid.SheetRow:
    return grid.SheetRow(
        (
            grid.SheetLink(unit.index.key, unit_anchor(unit.index.key)),
            sentence(reasons.together(result.where)).rstrip("."),
            sentence(f"{of}{reasons.asked(result.condition)}"),
            state(result).text,
            sentence(reasons.sentence(result.unmet)) if result.unmet else "",
            closing(result),
            covered,
        )
    )
