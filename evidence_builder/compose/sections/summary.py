"""Summary of achievement: how each unit stands, in words and counts.

City & Guilds, Portfolio Recording Forms, version 4.0 (March 2012), RF10. Rules of
combination are a term of Ofqual, Regulatory arrangements for the Qualifications and
Credit Framework (August 2008); withdrawn in 2015, it lives on in specifications.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose import anchors
from evidence_builder.compose.anchors import item_references
from evidence_builder.compose.status import MARKS, MET, TONES, WORDS, flag
from evidence_builder.coverage.result import Status
from evidence_builder.document import coverage_picture
from evidence_builder.document.blocks import Heading, PageBreak, Paragraph, Table
from evidence_builder.document.build import cell, columns, paragraph, row
from evidence_builder.document.inlines import Flag, PageOf, Reference, Text
from evidence_builder.wording.combination import amount_of
from evidence_builder.wording.phrases import count, day, sentence

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from evidence_builder.coverage.combination.measure import Combination, RuleResult
    from evidence_builder.coverage.result import Coverage, RowResult, UnitCoverage
    from evidence_builder.document.blocks import Block, Row
    from evidence_builder.document.inlines import Inline
    from evidence_builder.model.portfolio import Transfer


_FILLED: Mapping[Status, Literal["half", "full"]] = {
    Status.CLAIMED: "half",
    Status.MET: "full",
}
"""How much of its tile in the picture a criterion fills; what is to be done nothing."""


def compose_summary(
    coverage: Coverage,
    combination: Combination | None,
    transfers: tuple[Transfer, ...] = (),
) -> Iterator[Block]:
    """Compose the units with how many criteria stand where, and the rules."""
    yield PageBreak()
    yield Heading(1, (Text("Summary of achievement"),), anchors.SUMMARY)
    tally = coverage.tally()
    yield paragraph(
        f"{count(len(coverage.units), 'unit')}, "
        f"{count(sum(tally.values()), 'criterion', 'criteria')}: {_words(tally)}. "
        "Claimed means that the learner has shown evidence for it; the assessor's "
        "decision stands in the assessment records.",
        role="lead",
    )
    yield Table(
        columns(0.21, 0.28, 0.08, 0.11, 0.32, right=(2, 3)),
        tuple(_row(unit) for unit in coverage.units),
        (row("Unit", "Title", "Level", "Credits", "Criteria"),),
        "Each unit with its level, credits and how many criteria stand where",
        row_headers=True,
    )
    credits_known = [
        unit.index.unit.credits
        for unit in coverage.units
        if unit.index.unit.credits is not None
    ]
    if credits_known:
        yield paragraph(
            f"The units of this portfolio carry {count(sum(credits_known), 'credit')} "
            "in all.",
            role="small",
        )
    # Ofqual, General Conditions of Recognition, E10 "Recognition of prior learning".
    for transfer in transfers:
        when = f", {day(transfer.on)}" if transfer.on else ""
        yield paragraph(
            f"{transfer.unit} counts by credit transfer: {transfer.certificate}{when}.",
            role="small",
        )
    if combination is not None:
        yield from _combination(combination)
    if tally:
        yield Heading(2, (Text("Every criterion at a glance"),))
        yield picture(coverage)


def picture(coverage: Coverage) -> coverage_picture.CoveragePicture:
    """Return how every criterion stands, and which evidence counts towards it."""
    rows = tuple(_unit(unit) for unit in coverage.units)
    shown = {tile.status.mark: tile.status for unit in rows for tile in unit.cells}
    legend = [shown[mark] for mark in MARKS.values() if mark in shown]
    legend += [status for mark, status in shown.items() if status not in legend]
    return coverage_picture.CoveragePicture(
        rows,
        ("Unit", "Criteria"),
        tuple(legend),
        "Each criterion of each unit, how it stands, and the evidence for it",
    )


def _unit(unit: UnitCoverage) -> coverage_picture.PictureRow:
    index = unit.index
    return coverage_picture.PictureRow(
        (Reference((Text(index.key),), anchors.unit(index.key)),),
        index.unit.title,
        tuple(_cell(index.key, row) for row in unit.rows if not row.row.is_stem),
    )


def _cell(unit: str, result: RowResult) -> coverage_picture.PictureCell:
    target = anchors.row(unit, result.row.key)
    counted = dict.fromkeys(claim.item.id for claim in result.claims if claim.counts)
    return coverage_picture.PictureCell(
        (Reference((Text(result.row.key),), target),),
        flag(result),
        tuple(item_references(counted)),
        result.is_gap,
        _FILLED.get(result.status, "") if result.needed else "",
    )


def _row(unit: UnitCoverage) -> Row:
    details, target = unit.index.unit, anchors.unit(unit.index.key)
    tally = unit.tally()
    link = Paragraph(
        (Reference((Text(unit.index.key),), target), Text(" on "), PageOf(target))
    )
    return row(
        cell(link),
        details.title,
        details.level or "—",
        "—" if details.credits is None else str(details.credits),
        cell(Paragraph((*_flags(tally), Text(f" of {sum(tally.values())}")))),
    )


def _combination(combination: Combination) -> Iterator[Block]:
    yield Heading(2, (Text("Rules of combination"),))
    state = "meet" if combination.met else "do not yet meet"
    yield paragraph(
        f"The units of this portfolio {state} the rules of the qualification."
    )
    yield Table(
        columns(0.5, 0.2, 0.3),
        tuple(_rule(rule) for rule in combination.rules),
        (row("Rule", "Counted", "State"),),
        "The rules of combination, what counts towards each, and what is short",
        row_headers=True,
    )
    for spare in combination.spare:
        unit, why = spare.unit, reasons.spare(spare)
        words = f"{unit.ref} {unit.title} does not count: {why}."
        yield paragraph(words, role="small")


def _rule(rule: RuleResult) -> Row:
    counted = amount_of(rule.counted, rule.measure)
    if rule.met:
        flag = cell(MET)
    else:
        lacking = [f"Units: {', '.join(rule.missing)}"] if rule.missing else []
        flag = cell(Flag(f"{reasons.short_by(rule)} short", "part"), *lacking)
    return row(sentence(reasons.rule(rule.asks)), counted, flag)


def _flags(tally: Counter[Status]) -> Iterator[Inline]:
    shown = [status for status in Status if tally[status]]
    for position, status in enumerate(shown):
        if position:
            yield Text(", ")
        words = f"{tally[status]} {WORDS[status].lower()}"
        yield Flag(words, TONES[status], MARKS[status])


def _words(tally: Counter[Status]) -> str:
    shown = [status for status in Status if tally[status]]
    parts = [f"{tally[status]} {WORDS[status].lower()}" for status in shown]
    return ", ".join(parts) or "none"
