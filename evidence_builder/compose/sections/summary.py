"""Summary of achievement: how each unit stands, in words and counts.

City & Guilds, Portfolio Recording Forms, version 4.0 (March 2012), RF10. Rules of
combination are a term of Ofqual, Regulatory arrangements for the Qualifications and
Credit Framework (August 2008); withdrawn in 2015, it lives on in specifications.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose import anchors
from evidence_builder.compose.anchors import item_references
from evidence_builder.compose.status import MARKS, TONES, counted, decided, flag
from evidence_builder.coverage.result import Status
from evidence_builder.document import coverage_picture
from evidence_builder.document.blocks import Heading, PageBreak, Paragraph, Table
from evidence_builder.document.build import cell, columns, paragraph, phrased, row
from evidence_builder.document.inlines import Flag, Reference, Text
from evidence_builder.resolve.assessment.achieved import achieved, credit_count
from evidence_builder.wording import nouns
from evidence_builder.wording.combination import amount_of
from evidence_builder.wording.documents import sections as words
from evidence_builder.wording.phrases import day, enumerated, sentence, short_day

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from evidence_builder.coverage.combination.measure import Combination, RuleResult
    from evidence_builder.coverage.result import Coverage, RowResult, UnitCoverage
    from evidence_builder.document.blocks import Block, Row
    from evidence_builder.document.inlines import Inline
    from evidence_builder.resolve.resolved import Measured


_FILLED: Mapping[Status, Literal["half", "full"]] = {
    Status.CLAIMED: "half",
    Status.TO_BE_COUNTERSIGNED: "half",
    Status.MET: "full",
}
"""How much of its tile in the picture a criterion fills; what is to be done nothing."""


def compose_summary(measured: Measured) -> Iterator[Block]:
    """Compose the units with how many criteria stand where, and the rules."""
    coverage, combination = measured.coverage, measured.combination
    yield PageBreak()
    yield Heading(1, (Text(words.summary()),), anchors.SUMMARY)
    tally = coverage.tally()
    yield paragraph(
        words.summed_up(
            units=nouns.units(len(coverage.units)),
            criteria=nouns.criteria(sum(tally.values())),
            statuses=_in_words(tally),
        ),
        role="lead",
    )
    yield Table(
        columns(0.18, 0.19, 0.08, 0.12, 0.235, 0.195, right=(2, 3)),
        tuple(_row(unit, measured) for unit in coverage.units),
        (
            row(
                words.unit(),
                words.title(),
                words.level(),
                words.credits_carried(),
                words.criteria(),
                words.achieved(),
            ),
        ),
        words.units_with_counts(),
        row_headers=True,
    )
    yield paragraph(_chosen_and_achieved(measured), role="small")
    # Ofqual, General Conditions of Recognition, E10 "Recognition of prior learning".
    for transfer in measured.resolved.portfolio.transfers:
        told = {"unit": transfer.unit, "certificate": transfer.certificate}
        text = words.counts_by_transfer(**told)
        if transfer.on:
            text = words.counts_by_transfer_on(**told, date=day(transfer.on))
        yield paragraph(text, role="small")
    if combination is not None:
        yield from _combination(combination)
    if tally:
        yield Heading(2, (Text(words.at_a_glance()),))
        yield picture(coverage)


def picture(coverage: Coverage) -> coverage_picture.CoveragePicture:
    """Return how every criterion stands, and which evidence counts towards it."""
    rows = tuple(_unit(unit) for unit in coverage.units)
    shown = {tile.status.mark: tile.status for unit in rows for tile in unit.cells}
    legend = [shown[mark] for mark in MARKS.values() if mark in shown]
    legend += [status for mark, status in shown.items() if status not in legend]
    return coverage_picture.CoveragePicture(
        rows,
        (words.unit(), words.criteria()),
        tuple(legend),
        words.each_criterion(),
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
    numbers = dict.fromkeys(claim.item.id for claim in result.claims if claim.counts)
    return coverage_picture.PictureCell(
        (Reference((Text(result.row.key),), target),),
        flag(result),
        tuple(item_references(numbers)),
        result.is_gap,
        _FILLED.get(result.status, "") if result.needed else "",
    )


def _chosen_and_achieved(measured: Measured) -> str:
    """Return the units and credits that are chosen, and those that are achieved."""
    units = measured.coverage.units
    done = [unit for unit in units if achieved(measured, unit)]
    amounts = credit_count(measured)
    chosen, reached = [nouns.units(len(units))], [nouns.units(len(done))]
    if any(unit.index.unit.credits is not None for unit in units):
        chosen.append(nouns.credits_carried(amounts.chosen))
        reached.append(nouns.credits_carried(amounts.achieved))
    told = {"chosen": enumerated(chosen), "achieved": enumerated(reached)}
    if amounts.needed is None:
        return words.chosen_and_achieved(**told)
    needed = nouns.credits_carried(amounts.needed)
    return words.chosen_achieved_needed(**told, needed=needed)


def _achieved(unit: UnitCoverage, measured: Measured) -> Iterator[Inline | str]:
    """Return since when a unit is achieved, and who signed it off."""
    on = achieved(measured, unit)
    signed = [
        sign_off
        for sign_off in measured.assessments.sign_offs
        if sign_off.unit == unit.index.key
    ]
    yield words.not_achieved() if on is None else short_day(on)
    if on is None and any(sign_off.who.role == "assessor" for sign_off in signed):
        yield Flag(words.signed_though(), "gap")
    for sign_off in signed:
        yield words.signed_by(
            role=nouns.ROLES_IN_SHORT[sign_off.who.role](),
            who=sign_off.who.id or sign_off.who.name,
            date=short_day(sign_off.record.on),
        )


def _row(unit: UnitCoverage, measured: Measured) -> Row:
    details, target = unit.index.unit, anchors.unit(unit.index.key)
    tally = unit.tally()
    link = Paragraph(anchors.on_page(unit.index.key, target))
    statuses = tuple(_flags(tally))
    standing = phrased(
        partial(words.of_all, count=sum(tally.values())), statuses=statuses
    )
    return row(
        cell(link),
        details.title,
        details.level or "—",
        "—" if details.credits is None else str(details.credits),
        cell(Paragraph(standing)),
        cell(*_achieved(unit, measured)),
    )


def _combination(combination: Combination) -> Iterator[Block]:
    yield Heading(2, (Text(words.rules()),))
    yield paragraph(words.rules_met() if combination.met else words.rules_not_met())
    yield Table(
        columns(0.5, 0.2, 0.3),
        tuple(_rule(rule) for rule in combination.rules),
        (row(words.rule(), words.counted(), words.state()),),
        words.rules_and_counts(),
        row_headers=True,
    )
    for spare in combination.spare:
        unit, why = spare.unit, reasons.spare(spare)
        name = words.title_of_unit(unit=unit.ref, title=unit.title)
        yield paragraph(words.unit_does_not_count(unit=name, why=why), role="small")


def _rule(rule: RuleResult) -> Row:
    amount = amount_of(rule.counted, rule.measure)
    if rule.met:
        flag = cell(decided(is_met=True))
    else:
        lacking = []
        if rule.missing:
            lacking.append(words.units_lacking(units=enumerated(rule.missing)))
        short = words.short(amount=reasons.short_by(rule))
        flag = cell(Flag(short, "part"), *lacking)
    return row(sentence(reasons.rule(rule.asks)), amount, flag)


def _flags(tally: Counter[Status]) -> Iterator[Inline]:
    shown = [status for status in Status if tally[status]]
    for position, status in enumerate(shown):
        if position:
            yield Text(", ")
        yield Flag(counted(status, tally[status]), TONES[status], MARKS[status])


def _in_words(tally: Counter[Status]) -> str:
    parts = (counted(status, tally[status]) for status in Status if tally[status])
    return enumerated(parts) or words.none()
