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
from evidence_builder.compose.sections.tracking import rows_by_outcome
from evidence_builder.compose.status import flag, standing
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
from evidence_builder.wording.phrases import sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evidence_builder.coverage.result import (
        RequirementResult,
        RowResult,
        UnitCoverage,
    )
    from evidence_builder.resolve.resolved import Measured

NAME = "Assessor's checklist"
BOXES = ("□ met", "□ not yet")


def compose_checklist(
    measured: Measured, pages: Mapping[str, int]
) -> Iterator[blocks.Block]:
    """Compose the checklist of every unit.

    Args:
        measured: The portfolio, with its coverage.
        pages: Anchor → page in the portfolio.
    """
    yield blocks.PageBreak()
    yield blocks.Heading(1, (Text(NAME),), "checklist")
    yield paragraph(
        "For each criterion: what to look for, and the evidence with its page in the "
        "portfolio. What to look for is guidance; it is never a further criterion.",
        role="lead",
    )
    for number, unit in enumerate(measured.coverage.units):
        if number:
            yield blocks.PageBreak()
        yield from _unit(unit, pages)


def _unit(unit: UnitCoverage, pages: Mapping[str, int]) -> Iterator[blocks.Block]:
    index = unit.index
    yield blocks.Heading(
        2, inlines(f"{index.key} {index.unit.title}"), f"checklist:{index.key}"
    )
    yield blocks.Table(
        columns(0.3, 0.34, 0.23, 0.13),
        tuple(rows_by_outcome(unit, 4, lambda row: _row(unit, row, pages))),
        (row("Criterion", "Look for", "Evidence and page", "Decision"),),
        f"Checklist of {index.key}",
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
                    else "Nothing",
                    state(requirement),
                )
                for requirement in unit.together
            ),
            (row("Where", "What is asked", "What is lacking", "State"),),
            f"What {index.key} asks beyond single criteria, met or not",
            row_headers=True,
            look="boxed",
        )
    yield blocks.FormLine(
        (
            blocks.FormField("Assessor", share=0.4),
            blocks.FormField("Signature", share=0.36),
            blocks.FormField("Date", share=0.24),
        )
    )


def _row(unit: UnitCoverage, result: RowResult, pages: Mapping[str, int]) -> blocks.Row:
    name = cell(strong(result.row.key), result.row.text)
    if result.row.is_stem:
        parts = cell(paragraph(_parts(result), role="small"))
        return blocks.Row((name, parts, cell(""), cell("")), heading=True)
    evidence = [
        f"{claim.item.id}, p. {pages[anchors.item(claim.item.id)]}"
        + (f": {claim.claim.at}" if claim.claim.at else "")
        + ("" if claim.counts else " (does not count)")
        for claim in result.claims
    ]
    pages_cell = cell(*evidence) if evidence else cell(flag(result))
    return row(name, _look_for(unit, result), pages_cell, _decision(result))


def _together(result: RequirementResult) -> blocks.Cell:
    """Return what is asked of several criteria together, with its note."""
    return cell(
        sentence(reasons.asked(result.condition)),
        *([result.note] if result.note else []),
    )


def _parts(result: RowResult) -> str:
    """Return how many of a criterion's parts are needed."""
    asked, parts = result.row.criterion.parts_needed, result.row.criterion.parts
    if asked == "all" or asked >= len(parts):
        return f"All {len(parts)} parts are needed" if len(parts) > 1 else ""
    are = "is" if asked == 1 else "are"
    return f"At least {asked} of {len(parts)} parts {are} needed"


def _decision(result: RowResult) -> blocks.Cell:
    """Return what was decided, and boxes where a decision is still to be made."""
    judgements = standing(result)
    lines = []
    for judgement in judgements:
        decision = judgement.decision
        number = f"{decision.evidence} " if len(result.claims) > 1 else ""
        by = f"{decision.by} {short_day(decision.on)}"
        lines.append(f"{number}{decision.decision}, {by}")
        if judgement.is_out_of_date:
            lines.append("Evidence changed since")
    decided = {each.decision.evidence for each in judgements if each.is_current}
    waiting = any(
        claim.counts and claim.item.id not in decided for claim in result.claims
    )
    if not decided or (waiting and result.status is not Status.MET):
        lines += BOXES
    return cell(*lines)


def _look_for(unit: UnitCoverage, result: RowResult) -> blocks.Cell:
    """Return what a unit's guidance tells an assessor to look for."""
    advice = advise(unit.index, result.row)
    asked = (
        f"asks for {reasons.asked(requirement.condition)}"
        for requirement in result.requirements
    )
    points = (*map(sentence, asked), *advice.look_for)
    if len(points) < 2:
        return cell(*points)
    return cell(blocks.ListBlock(tuple((paragraph(point),) for point in points)))
