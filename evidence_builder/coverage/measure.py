"""Match evidence to criteria."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_builder.coverage.result import (
    ClaimResult,
    Coverage,
    Reason,
    RowResult,
    Status,
    UnitCoverage,
)
from evidence_builder.model.identifiers import natural_key
from evidence_builder.model.words import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evidence_builder.coverage.claims import Item
    from evidence_builder.model.index import CriterionRow, UnitIndex

NOTHING_CLAIMS_IT = "no evidence claims it"


def measure(units: Iterable[UnitIndex], items: Sequence[Item]) -> Coverage:
    """Match evidence to the criteria of the chosen units.

    Rows follow each unit's own order, and the claims of a row the order of evidence
    numbers, so that the order of ``items`` does not matter. Claims to units or
    criteria that are not there change nothing: ``resolve`` reports them.
    """
    by_place: dict[tuple[str, str], list[ClaimResult]] = defaultdict(list)
    for item in sorted(items, key=lambda one: natural_key(one.id)):
        faults = item.faults()
        for claim in item.claims:
            place = claim.unit, claim.criterion
            by_place[place].append(ClaimResult(claim, item, faults))
    return Coverage(tuple(_measure_unit(unit, by_place) for unit in units))


def _measure_unit(
    index: UnitIndex, by_place: Mapping[tuple[str, str], Sequence[ClaimResult]]
) -> UnitCoverage:
    leaves = {
        row.key: _measure_leaf(row, tuple(by_place.get((index.key, row.key), ())))
        for row in index.leaves
    }
    results: list[RowResult] = []
    for row in index.rows:
        if row.is_stem:
            parts = [leaves[part.key] for part in index.parts_of(row)]
            stem, parts = _measure_stem(row, parts)
            results += [stem, *parts]
        elif row.part is None:
            results.append(leaves[row.key])
    return UnitCoverage(index, tuple(results))


def _measure_leaf(row: CriterionRow, claims: tuple[ClaimResult, ...]) -> RowResult:
    if any(result.counts for result in claims):
        names = listing(
            dict.fromkeys(result.item.id for result in claims if result.counts)
        )
        reason = Reason(f"claimed by {names}; waiting for the assessor")
        return RowResult(row, Status.CLAIMED, (reason,), claims)
    if not claims:
        return RowResult(row, Status.MISSING, (Reason(NOTHING_CLAIMS_IT),))
    reasons = tuple(
        Reason(f"{result.item.id} claims it but does not count: {why}")
        for result in claims
        for why in result.why_not
    )
    return RowResult(row, Status.MISSING, reasons, claims)


def _measure_stem(
    row: CriterionRow, parts: list[RowResult]
) -> tuple[RowResult, list[RowResult]]:
    """Return what follows for a stem from its parts, and the parts that it needs.

    The stem itself is never a gap. Once enough parts are claimed the others can be
    left out.
    """
    asked = row.criterion.parts_needed
    wanted = len(parts) if asked == "all" else min(asked, len(parts))
    lacking = [part for part in parts if part.status is Status.MISSING]
    claimed = len(parts) - len(lacking)
    if claimed >= wanted:
        spare = [replace(part, needed=False) if part in lacking else part for part in parts]
        done = Reason(f"{claimed} of {len(parts)} parts claimed")
        return RowResult(row, Status.CLAIMED, (done,)), spare
    names = ", ".join(part.row.key for part in lacking)
    text = f"{claimed} of the {wanted} parts needed are claimed; outstanding: {names}"
    if wanted < len(parts):
        text = f"{claimed} of the {wanted} parts needed are claimed, out of: {names}"
    status = Status.PARTIAL if claimed else Status.MISSING
    return RowResult(row, status, (Reason(text),)), parts
