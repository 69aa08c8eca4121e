"""Tracking sheets: for each criterion, what proves it and on which page.

The "Evidence location sheet" of City & Guilds, Portfolio Recording Forms, version 4.0
(March 2012), RF08, and the "Element achievement record" of SQA, Candidate Guidance and
Portfolio (2009).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose import anchors
from evidence_builder.compose.sections.requirements import compose_requirements
from evidence_builder.compose.signing import signing_table
from evidence_builder.compose.status import (
    MARKS,
    decided,
    flag,
    notes_beside,
    standing,
    tone,
)
from evidence_builder.coverage.choices import grade_of
from evidence_builder.coverage.result import Status
from evidence_builder.document import blocks
from evidence_builder.document.build import (
    cell,
    columns,
    inlines,
    paragraph,
    phrased,
    row,
    strong,
)
from evidence_builder.document.inlines import (
    Break,
    Flag,
    PageOf,
    Reference,
    Strong,
    Text,
)
from evidence_builder.model.criterion_list import criteria
from evidence_builder.resolve.assessment.achieved import achieved
from evidence_builder.wording import nouns
from evidence_builder.wording.documents import sections as words
from evidence_builder.wording.phrases import (
    day,
    days,
    listing,
    sentence,
    short_day,
    upper_first,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from evidence_builder.compose.evidence_links import Binding
    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.result import ClaimResult, RowResult, UnitCoverage
    from evidence_builder.document.inlines import Inline
    from evidence_builder.resolve.assessment.assessed import Assessments
    from evidence_builder.resolve.resolved import Measured

SIGNATORIES = (
    ("learner", words.learner, words.i_claim),
    ("witness", words.witness_if_used, words.i_testified),
    ("assessor", words.assessor, words.all_is_met),
    ("countersigner", words.countersigner_if_applicable, words.i_checked),
    ("iqa", words.iqa_if_sampled, words.i_sampled),
    ("eqa", words.eqa_if_sampled, words.i_sampled_outside),
)
"""Who signs a unit, and what their signature says, as on the form *unit declaration*.

City & Guilds, Portfolio Recording Forms, version 4.0 (March 2012), RF09.
"""


def compose_units(
    measured: Measured,
    binding: Binding,
    behind: Callable[[str], Iterator[blocks.Block]] | None = None,
) -> Iterator[blocks.Block]:
    """Compose a tracking sheet and sign-off lines for each unit.

    Args:
        measured: The units in the portfolio's order, and what was recorded of them.
        binding: Where locators lead in this document.
        behind: Gives what stands behind the sheet of a unit, by its key.
    """
    for number, unit in enumerate(measured.coverage.units):
        yield blocks.PageBreak()
        if number == 0:
            yield blocks.Heading(1, (Text(words.units_and_sheets()),), anchors.UNITS)
        yield from _unit(unit, measured, binding)
        if behind is not None:
            yield from behind(unit.index.key)


def _unit(
    unit: UnitCoverage, measured: Measured, binding: Binding
) -> Iterator[blocks.Block]:
    index = unit.index
    title = words.title_of_unit(unit=index.key, title=index.unit.title)
    yield blocks.Heading(2, inlines(title), anchors.unit(index.key))
    yield paragraph(particulars(unit), role="small")
    if index.unit.synopsis:
        yield paragraph(index.unit.synopsis.strip())
    if index.numbered_by_order:
        yield paragraph(words.numbered_by_order(), role="small")
    yield _state(unit)
    yield from _voices(unit, measured)
    everywhere = asked_everywhere(unit.rows)
    if everywhere:
        asked = words.every_criterion_asks(what="; ".join(everywhere))
        yield paragraph(asked, role="small")
    yield blocks.Table(
        columns(0.07, 0.28, 0.31, 0.175, 0.165),
        tuple(
            rows_by_outcome(
                unit, 5, lambda row: _row(index.key, row, binding, everywhere)
            )
        ),
        (
            row(
                words.number(),
                words.criterion(),
                words.claimed_evidence(),
                words.decided(),
                words.status(),
            ),
        ),
        words.tracking_sheet_of(unit=index.key),
        row_headers=True,
    )
    yield from compose_requirements(unit)
    yield from _sign_off(unit, measured.assessments)


def particulars(unit: UnitCoverage) -> str:
    """Return what a specification says of a unit, in one line."""
    details = unit.index.unit
    parts = []
    if details.also_known_as:
        parts.append(words.also_known_as(names=listing(details.also_known_as)))
    parts.append(words.version_of_unit(version=details.version))
    if details.level:
        parts.append(words.level_of_unit(level=details.level))
    if details.credits is not None:
        parts.append(nouns.credits_carried(details.credits))
    if details.glh is not None:
        parts.append(words.guided_learning_hours(details.glh))
    return " · ".join(parts)


def gap_count(unit: UnitCoverage) -> str:
    """Say how many criteria a unit has, and how many are gaps."""
    cells = sum(result.is_counted for result in unit.rows)
    count = nouns.criteria(cells)
    if not unit.has_gaps:
        return words.criteria_no_gaps(criteria=count)
    told = {"criteria": count, "gaps": nouns.gaps(len(unit.gaps))}
    if not unit.open_requirements:
        return words.criteria_and_gaps(**told)
    further = nouns.further_requirements(len(unit.open_requirements))
    return words.criteria_gaps_further(**told, further=further)


def _state(unit: UnitCoverage) -> blocks.Paragraph:
    """Say in one line how many criteria are gaps, with a link to the list."""
    if not unit.has_gaps:
        return blocks.Paragraph((Strong((Text(f"{gap_count(unit)}."),)),))
    count = Strong((Text(gap_count(unit)),))
    page = PageOf(anchors.gaps(unit.index.key))
    return blocks.Paragraph(phrased(words.see_gap_list, count=count, page=page))


def _voices(unit: UnitCoverage, measured: Measured) -> Iterator[blocks.Paragraph]:
    """Say what was reached, and what a quality assurer returned."""
    on, grade = achieved(measured, unit), grade_of(unit.rows)
    reached = []
    if on is not None:
        reached.append(words.achieved_on(date=day(on)))
    if grade is not None:
        reached.append(words.grade_reached(grade=words.GRADES[grade]()))
    if reached:
        yield paragraph(". ".join(reached) + ".", role="small")
    by: dict[str, list[str]] = {}
    for result in unit.rows:
        if result.returned and result.status is Status.RETURNED:
            by.setdefault(reasons.returned(result.returned), []).append(result.row.key)
    for who, keys in by.items():
        named = criteria(unit.index, keys)
        text = words.returned_criteria(returned=upper_first(who), criteria=named)
        yield blocks.Paragraph((Flag(text, "gap", MARKS[Status.RETURNED]),))


def asked_everywhere(rows: Iterable[RowResult]) -> tuple[str, ...]:
    """Return what every one of several criteria asks beyond one piece of evidence.

    It is printed once for all of them; nothing for a single criterion.
    """
    asked = [_asks(row) for row in rows if not row.row.is_stem]
    if len(asked) < 2:
        return ()
    return tuple(one for one in asked[0] if all(one in more for more in asked[1:]))


def _asks(result: RowResult) -> tuple[str, ...]:
    return tuple(reasons.asked(asked.condition) for asked in result.requirements)


def rows_by_outcome(
    unit: UnitCoverage, width: int, compose_row: Callable[[RowResult], blocks.Row]
) -> Iterator[blocks.Row]:
    """Return the rows of a unit, those of each outcome below its title."""
    outcome = None
    for result in unit.rows:
        if result.row.outcome is not outcome:
            outcome = result.row.outcome
            heading = f"{result.row.outcome_id}  {outcome.title}"
            yield blocks.Row(
                (cell(strong(heading), span=width, tone="muted"),), heading=True
            )
        yield compose_row(result)


def _row(
    unit: str, result: RowResult, binding: Binding, everywhere: Container[str]
) -> blocks.Row:
    anchor = anchors.row(unit, result.row.key)
    if result.row.is_stem:
        cells = (
            cell(strong(result.row.key)),
            cell(result.row.text),
            cell(paragraph(_stem_words(result), role="small")),
            cell(""),
            cell(flag(result)),
        )
        return blocks.Row(cells, anchor, heading=True)
    cells = (
        cell(strong(result.row.key)),
        cell(result.row.text, *_asked(result, everywhere)),
        _evidence(result, binding),
        _decided(result),
        cell(flag(result)),
    )
    return blocks.Row(cells, anchor, tone(result))


def _asked(result: RowResult, everywhere: Container[str]) -> Iterator[blocks.Paragraph]:
    """Return what is asked of a criterion beyond one piece of evidence.

    What is asked everywhere stands above the table.
    """
    asked = [one for one in _asks(result) if one not in everywhere]
    if asked:
        yield paragraph(words.asks_for(what="; ".join(asked)), role="small")
    if result.row.criterion.grade != "pass":
        grade = words.for_grade(grade=words.GRADES[result.row.criterion.grade]())
        yield paragraph(grade, role="small")
    if result.choice and result.is_counted and result.status is not Status.MET:
        text = words.of_which_needed(choice=upper_first(reasons.choice(result.choice)))
        yield paragraph(text, role="small")


def _stem_words(result: RowResult) -> str:
    asked = result.row.criterion.parts_needed
    if asked == "all":
        return words.complete_with_all()
    return words.complete_with_some(asked)


def _evidence(result: RowResult, binding: Binding) -> blocks.Cell:
    """Return what claims a criterion, and why that is not enough where it is not."""
    claims = [_claim(claim, binding) for claim in result.claims]
    is_partial = result.status is Status.PARTIAL
    why = [
        paragraph(sentence(reasons.sentence(reason)), role="small")
        for reason in result.reasons
        # What is claimed and decided stands in columns of its own.
        if result.is_gap and (not claims or (reason.closes and is_partial))
    ]
    return blocks.Cell((*claims, *why))


def _decided(result: RowResult) -> blocks.Cell:
    """Return the decisions that stand, item by item; a blank where there is none."""
    returned: tuple[blocks.Paragraph, ...] = ()
    if result.returned and result.status is Status.RETURNED:
        returned = (
            blocks.Paragraph(
                (
                    Flag(
                        sentence(reasons.returned_by(result.returned)),
                        "gap",
                        MARKS[Status.RETURNED],
                    ),
                )
            ),
        )
    return blocks.Cell((*map(_decision, standing(result)), *returned))


def _decision(judgement: DecisionResult) -> blocks.Paragraph:
    decision = judgement.decision
    pieces: list[Inline] = [
        Text(f"{decision.evidence} "),
        decided(is_met=decision.is_met),
        Break(),
        Text(f"{short_day(decision.on)}, {decision.by}"),
    ]
    for note in notes_beside(judgement):
        pieces += [Break(), note]
    return blocks.Paragraph(tuple(pieces))


def _claim(result: ClaimResult, binding: Binding) -> blocks.Paragraph:
    """Return a claim: number and page, then locator, method and date below.

    A locator that names a page of a file is followed by its page in this document.
    """
    item, claim = result.item, result.claim
    target = anchors.item(item.id)
    located = binding.leads_to(item.id, claim.at)
    details = []
    if claim.at and not located:
        details.append(words.at_place(place=claim.at))
    details.append(item.evidence.method)
    dates = item.evidence.all_dates()
    if dates:
        details.append(days(dates, short=True))
    link = Strong((Reference((Text(item.id),), target),))
    pieces: list[Inline] = [
        *phrased(words.on_page, what=link, page=PageOf(target)),
        Break(),
    ]
    if located:
        pieces += located.reference(str(claim.at or ""))
        details.insert(0, "")
    pieces.append(Text(" · ".join(details)))
    if claim.added:
        pieces += [Break(), Text(words.added_by_assessor())]
    for file in binding.files(item.id):
        if file.refused and not result.why_not:
            pieces += [Break(), Flag(words.not_included(file=file.file.name), "part")]
    for why in reasons.why_not(result):
        pieces += [Break(), Flag(words.does_not_count(why=why), "muted")]
    return blocks.Paragraph(tuple(pieces))


def _sign_off(unit: UnitCoverage, assessments: Assessments) -> Iterator[blocks.Block]:
    """Compose the sign-off lines, with the names and dates that were recorded."""
    index = unit.index
    title = words.sign_off_of(unit=index.key)
    yield blocks.Heading(3, inlines(title), anchors.sign_off(index.key))
    if not any(sample.unit == index.key for sample in assessments.samples):
        yield paragraph(words.lines_stay_blank(), role="small")
    lines = []
    for role, name, declaration in SIGNATORIES:
        by_role = [
            sign_off
            for sign_off in assessments.sign_offs
            if sign_off.unit == index.key and sign_off.record.role == role
        ]
        names = tuple(sign_off.who.name for sign_off in by_role)
        dates = tuple(short_day(sign_off.record.on) for sign_off in by_role)
        lines.append((name(), declaration(), names, dates))
    yield signing_table(lines, words.people_signing_off(unit=index.key))
