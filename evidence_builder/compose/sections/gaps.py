"""The gap list: what is missing, why, and what would close it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose import anchors
from evidence_builder.compose.status import flag, tone
from evidence_builder.coverage.guidance import advise
from evidence_builder.coverage.result import Status
from evidence_builder.document.blocks import (
    Cell,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from evidence_builder.document.build import (
    cell,
    columns,
    inlines,
    paragraph,
    phrased,
    row,
)
from evidence_builder.document.inlines import Flag, PageOf, Reference, Strong, Text
from evidence_builder.wording import nouns
from evidence_builder.wording.documents import sections as words
from evidence_builder.wording.documents import status
from evidence_builder.wording.phrases import sentence, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.coverage.guidance import Advice
    from evidence_builder.coverage.reason import Reason
    from evidence_builder.coverage.result import (
        Coverage,
        RequirementResult,
        RowResult,
        UnitCoverage,
    )
    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline

MOST_IDEAS = 3
MOST_LOOKED_FOR = 2
"""Beside a gap stand so many points at most; the unit's file holds the rest."""


def compose_gaps(coverage: Coverage) -> Iterator[Block]:
    """Compose the gap list, unit by unit; a unit without gaps says so."""
    yield PageBreak()
    yield Heading(1, (Text(words.gap_list()),), anchors.GAPS)
    gaps = sum(len(unit.gaps) for unit in coverage.units)
    wider = sum(len(unit.open_requirements) for unit in coverage.units)
    if not coverage.has_gaps:
        yield paragraph(words.no_gap_anywhere())
        return
    units = sum(unit.has_gaps for unit in coverage.units)
    told = {"units": nouns.units(units), "criteria": nouns.criteria(gaps)}
    text = words.to_close(**told)
    if wider:
        further = nouns.further_requirements(wider)
        text = words.to_close_and_further(**told, further=further)
    yield paragraph(text, role="lead")
    for unit in coverage.units:
        yield from _unit(unit)


def _unit(unit: UnitCoverage) -> Iterator[Block]:
    index, gaps = unit.index, unit.gaps
    title = words.gaps_in(unit=index.key, title=index.unit.title)
    yield Heading(2, inlines(title), anchors.gaps(index.key))
    if not unit.has_gaps:
        yield paragraph(words.no_gaps())
        return
    cells = sum(result.is_counted for result in unit.rows)
    untouched = all(not result.claims for result in unit.rows)
    told = words.nothing_claimed_yet if untouched else words.gaps_of_so_many
    page = PageOf(anchors.unit(index.key))
    yield Paragraph(phrased(partial(told, cells, gaps=len(gaps)), page=page))
    yield Table(
        columns(0.17, 0.39, 0.44),
        (
            *(_row(unit, gap) for gap in gaps),
            *(_wider_row(requirement) for requirement in unit.open_requirements),
        ),
        (row(words.gap(), words.why_a_gap(), words.what_would_close_it()),),
        words.gaps_with_reasons(unit=index.key),
        row_headers=True,
    )


def _row(unit: UnitCoverage, gap: RowResult) -> Row:
    key = unit.index.key
    target = anchors.row(key, gap.row.key)
    link = Strong((Reference((Text(gap.row.key),), target),))
    number = Paragraph(phrased(words.on_page, what=link, page=PageOf(target)))
    reasons = [Paragraph(linked(reason), "small") for reason in gap.reasons]
    return Row(
        (
            cell(number, flag(gap)),
            cell(gap.row.whole_text, *reasons),
            _remedies(unit, gap),
        ),
        tone=tone(gap),
    )


def linked(reason: Reason) -> tuple[Inline, ...]:
    """Return a reason as a sentence, each item a link, at first with its page."""
    inlines: list[Inline] = []
    paged: set[str] = set()
    for part in reasons.runs(reason):
        if not part.evidence:
            inlines.append(Text(part.text if inlines else upper_first(part.text)))
            continue
        target = anchors.item(part.evidence)
        if part.evidence in paged:
            inlines.append(Reference((Text(part.text),), target))
        else:
            inlines += anchors.on_page(part.text, target)
        paged.add(part.evidence)
    return (*inlines, Text("."))


def _wider_row(result: RequirementResult) -> Row:
    """Return a row for what an outcome or the unit as a whole lacks."""
    return Row(
        (
            cell(
                sentence(reasons.together(result.where)).rstrip("."),
                Flag(
                    status.gap_of(gap=status.gap(), status=status.requirement()), "part"
                ),
            ),
            cell(
                sentence(reasons.asked(result.condition)),
                *([Paragraph(linked(result.unmet), "small")] if result.unmet else []),
            ),
            cell(closing(result)),
        ),
        tone="part",
    )


def _remedies(unit: UnitCoverage, gap: RowResult) -> Cell:
    """Return what would close a gap: rule first, then ideas, then what is sought."""
    advice = advise(unit.index, gap.row)
    points = closing_points(gap, advice)
    blocks: list[Block] = []
    if len(points) == 1:
        blocks.append(paragraph(points[0]))
    elif points:
        blocks.append(ListBlock(tuple((paragraph(point),) for point in points)))
    sought = advice.look_for[:MOST_LOOKED_FOR]
    if sought:
        points_sought = " ".join(sentence(point) for point in sought)
        text = words.assessor_looks_for(what=points_sought)
        blocks.append(paragraph(text, role="small"))
    if not blocks:
        blocks.append(paragraph(plain_remedy(gap)))
    return Cell(tuple(blocks))


def closing_points(gap: RowResult, advice: Advice) -> list[str]:
    """Return what would close a gap, a sentence each; none where nothing is known."""
    points = [words.feedback_is(feedback=feedback) for feedback in gap.feedback]
    points += [sentence(reasons.remedy(remedy)) for remedy in gap.remedies]
    points += advice.ideas[:MOST_IDEAS]
    return points


def closing(result: RequirementResult) -> str:
    """Return what would meet a requirement; nothing where it is met."""
    wanted = result.unmet.closes if result.unmet else None
    return sentence(reasons.remedy(wanted)) if wanted else ""


def plain_remedy(gap: RowResult) -> str:
    """Return what would close a gap that no rule and no guidance speaks of."""
    if gap.status is Status.MISSING and gap.row.outcome.shows_performance:
        return words.evidence_of_doing()
    return words.evidence_or_discussion()
