"""Summary of achievement: how each unit stands, in words and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.compose import anchors
from evidence_builder.compose.status import TONES, WORDS
from evidence_builder.coverage.combination import amount
from evidence_builder.coverage.result import Status
from evidence_builder.document.blocks import (
    Flag,
    Heading,
    PageBreak,
    PageOf,
    Paragraph,
    Reference,
    Table,
    Text,
)
from evidence_builder.document.build import cell, columns, paragraph, row
from evidence_builder.model.words import count, day, sentence

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from evidence_builder.coverage.combination import Combination, RuleResult
    from evidence_builder.coverage.result import Coverage, UnitCoverage
    from evidence_builder.document.blocks import (
        Block,
        Inline,
        Row,
    )
    from evidence_builder.model.portfolio import Transfer


BAR = 12
"""How many marks a bar has."""

_MET, _CLAIMED, _OPEN = "■", "▪", "□"
"""Marks of a bar: small where the learner alone speaks."""


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
        columns(0.2, 0.36, 0.08, 0.09, 0.27, right=(3,)),
        tuple(_row(unit) for unit in coverage.units),
        (row("Unit", "Title", "Level", "Credits", "Criteria"),),
        "Each unit with its level, credits and how many criteria stand where",
        row_headers=True,
    )
    yield paragraph(
        f"{_MET} met, {_CLAIMED} claimed and not yet accepted, {_OPEN} open.",
        role="small",
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
    for one in transfers:
        when = f", {day(one.on)}" if one.on else ""
        yield paragraph(
            f"{one.unit} counts by credit transfer: {one.certificate}{when}.",
            role="small",
        )
    if combination is not None:
        yield from _combination(combination)


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
        cell(
            _bar(tally),
            Paragraph((*_flags(tally), Text(f" of {sum(tally.values())}"))),
        ),
    )


def _bar(tally: Counter[Status]) -> str:
    """Return a small bar: how far criteria are met, and beyond that claimed."""
    total = max(sum(tally.values()), 1)
    done = sum(tally[one] for one in Status if not one.is_gap)
    met = BAR * tally[Status.MET] // total
    claimed = BAR * done // total - met
    return _MET * met + _CLAIMED * claimed + _OPEN * (BAR - met - claimed)


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
        yield paragraph(
            f"{spare.unit.ref} {spare.unit.title} does not count: {spare.why}.",
            role="small",
        )


def _rule(rule: RuleResult) -> Row:
    counted = amount(rule.counted, rule.measure)
    if rule.met:
        flag = cell(Flag("Met", "done"))
    else:
        lacking = [f"Units: {', '.join(rule.missing)}"] if rule.missing else []
        flag = cell(Flag(f"{rule.short_text} short", "part"), *lacking)
    return row(sentence(rule.text), counted, flag)


def _flags(tally: Counter[Status]) -> Iterator[Inline]:
    shown = [status for status in Status if tally[status]]
    for place, status in enumerate(shown):
        if place:
            yield Text(", ")
        yield Flag(f"{tally[status]} {WORDS[status].lower()}", TONES[status])


def _words(tally: Counter[Status]) -> str:
    parts = [f"{tally[one]} {WORDS[one].lower()}" for one in Status if tally[one]]
    return ", ".join(parts) or "none"
