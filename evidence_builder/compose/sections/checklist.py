"""The assessor's checklist: what to look for, where the evidence is, boxes to tick.

Usually a document of its own. Its page numbers are those of the portfolio, which lies
beside it, so they are words here and not links. That guidance is help, and never a
further criterion, is told in ``docs/file-formats.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose import anchors
from evidence_builder.compose.sections.requirements import state
from evidence_builder.compose.sections.tracking import asked_everywhere, rows_by_outcome
from evidence_builder.compose.status import flag, notes_beside, standing
from evidence_builder.coverage.guidance import advise
from evidence_builder.coverage.result import Status
from evidence_builder.document import blocks
from evidence_builder.document.build import (
    cell,
    columns,
    inlines,
    paragraph,
    row,
    strong,
)
from evidence_builder.document.inlines import Text
from evidence_builder.wording.documents import sections as words
from evidence_builder.wording.documents.status import DECISIONS
from evidence_builder.wording.phrases import sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from evidence_builder.coverage.result import (
        ClaimResult,
        RequirementResult,
        RowResult,
        UnitCoverage,
    )
    from evidence_builder.document.inlines import Flag
    from evidence_builder.resolve.resolved import Measured


def compose_checklist(
    measured: Measured, pages: Mapping[str, int]
) -> Iterator[blocks.Block]:
    """Compose the checklist of every unit.

    Args:
        measured: The portfolio, with its coverage.
        pages: Anchor → page in the portfolio.
    """
    yield blocks.PageBreak()
    yield blocks.Heading(1, (Text(words.checklist()),), "checklist")
    yield paragraph(
        words.what_to_look_for(),
        role="lead",
    )
    for number, unit in enumerate(measured.coverage.units):
        if number:
            yield blocks.PageBreak()
        yield from _unit(unit, pages)


def _unit(unit: UnitCoverage, pages: Mapping[str, int]) -> Iterator[blocks.Block]:
    index = unit.index
    yield blocks.Heading(
        2,
        inlines(words.title_of_unit(unit=index.key, title=index.unit.title)),
        f"checklist:{index.key}",
    )
    everywhere = asked_everywhere(unit.rows)
    if everywhere:
        asked = words.every_criterion_asks(what="; ".join(everywhere))
        yield paragraph(asked, role="small")
    yield blocks.Table(
        columns(0.3, 0.34, 0.23, 0.13),
        tuple(rows_by_outcome(unit, 4, lambda row: _row(unit, row, pages, everywhere))),
        (
            row(
                words.criterion(),
                words.look_for(),
                words.evidence_and_page(),
                words.decision(),
            ),
        ),
        words.checklist_of(unit=index.key),
        row_headers=True,
        look="boxed",
    )
    if unit.together:
        yield blocks.Table(
            columns(0.17, 0.34, 0.32, 0.17),
            tuple(
                row(
                    sentence(reasons.together(requirement.where)).rstrip("."),
                    _together(requirement),
                    reasons.sentence(requirement.unmet)
                    if requirement.unmet
                    else words.nothing(),
                    _shown(requirement),
                )
                for requirement in unit.together
            ),
            (
                row(
                    words.where(),
                    words.what_is_asked(),
                    words.what_is_lacking(),
                    words.state(),
                ),
            ),
            words.asks_beyond(unit=index.key),
            row_headers=True,
            look="boxed",
        )
    yield blocks.FormLine(
        (
            blocks.FormField(words.assessor(), share=0.4),
            blocks.FormField(words.signature(), share=0.36),
            blocks.FormField(words.date(), share=0.24),
        )
    )


def _row(
    unit: UnitCoverage,
    result: RowResult,
    pages: Mapping[str, int],
    everywhere: Container[str],
) -> blocks.Row:
    name = cell(strong(result.row.key), result.row.text)
    if result.row.is_stem:
        parts = cell(paragraph(_parts(result), role="small"))
        return blocks.Row((name, parts, cell(""), cell("")), heading=True)
    evidence = [_on_page(claim, pages) for claim in result.claims]
    pages_cell = cell(*evidence) if evidence else cell(flag(result))
    return row(name, _look_for(unit, result, everywhere), pages_cell, _decision(result))


def _on_page(claim: ClaimResult, pages: Mapping[str, int]) -> str:
    """Return an item with its page, the locator, and whether it does not count."""
    page = pages[anchors.item(claim.item.id)]
    where = words.item_on_page(item=claim.item.id, page=page)
    if claim.claim.at:
        where = words.asked_of(of=where, what=claim.claim.at)
    if claim.claim.added:
        where = words.credited_too(item=where)
    return where if claim.counts else words.not_counting(item=where)


def _together(result: RequirementResult) -> blocks.Cell:
    """Return what is asked of several criteria together, with its note."""
    return cell(
        sentence(reasons.asked(result.condition)),
        *([result.note] if result.note else []),
    )


def _shown(result: RequirementResult) -> blocks.Cell:
    """Return how a requirement stands, and a box where a visit can close it."""
    box = [] if result.accepted else [words.box_shown()]
    return cell(state(result), *box)


def _parts(result: RowResult) -> str:
    """Return how many of a criterion's parts are needed."""
    asked, parts = result.row.criterion.parts_needed, result.row.criterion.parts
    if asked == "all" or asked >= len(parts):
        return words.all_parts_needed(len(parts)) if len(parts) > 1 else ""
    return words.some_parts_needed(asked, parts=len(parts))


def _decision(result: RowResult) -> blocks.Cell:
    """Return what was decided, and boxes where a decision is still to be made."""
    judgements = standing(result)
    lines: list[str | Flag] = []
    for judgement in judgements:
        decision = judgement.decision
        number = f"{decision.evidence} " if len(result.claims) > 1 else ""
        by = f"{decision.by} {short_day(decision.on)}"
        lines.append(f"{number}{DECISIONS[decision.decision]()}, {by}")
        lines += notes_beside(judgement)
    if result.returned and result.status is Status.RETURNED:
        lines.append(sentence(reasons.returned(result.returned)))
    if result.status is Status.TO_BE_COUNTERSIGNED:
        lines.append(words.box_countersigned())
    elif result.status is not Status.MET and not result.can_be_left_out:
        lines += words.box_met(), words.box_referred()
    return cell(*lines)


def _look_for(
    unit: UnitCoverage, result: RowResult, everywhere: Container[str]
) -> blocks.Cell:
    """Return what a unit's guidance tells an assessor to look for."""
    advice = advise(unit.index, result.row)
    asked = (
        words.asks_for_clause(what=reasons.asked(requirement.condition))
        for requirement in result.requirements
        if reasons.asked(requirement.condition) not in everywhere
    )
    points = (*map(sentence, asked), *advice.look_for)
    if len(points) < 2:
        return cell(*points)
    return cell(blocks.ListBlock(tuple((paragraph(point),) for point in points)))
