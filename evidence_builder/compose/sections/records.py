"""Assessment records: decisions with feedback, action plan, IQA samples.

City & Guilds, Portfolio Recording Forms, version 4.0 (March 2012), RF04; for samples
the NVQ code of practice (QCA, revised 2006), "Internal verification" and "Sampling".
What nobody wrote prints as a blank; a blank IQA line is normal and never flagged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose import anchors
from evidence_builder.compose.anchors import item_references
from evidence_builder.compose.people import present
from evidence_builder.compose.signing import signing_table
from evidence_builder.compose.status import decided
from evidence_builder.document.blocks import Heading, PageBreak, Paragraph, Table
from evidence_builder.document.build import (
    ROOM_TO_WRITE,
    cell,
    columns,
    inlines,
    paragraph,
    row,
    strong,
)
from evidence_builder.document.inlines import Flag, Reference, Text
from evidence_builder.model.criterion_list import criteria
from evidence_builder.resolve.assessment.owed import owed
from evidence_builder.wording import nouns
from evidence_builder.wording.documents import sections as words
from evidence_builder.wording.documents import status
from evidence_builder.wording.phrases import sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.result import Coverage
    from evidence_builder.document.blocks import Block, Cell, Row
    from evidence_builder.document.inlines import Inline
    from evidence_builder.model.assessment import Action, Sample
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.assessment.assessed import (
        About,
        Planned,
        ResolvedSample,
    )
    from evidence_builder.resolve.resolved import Measured

BLANK_ROWS = 4
_SIGNING = (words.learner, words.assessor, words.iqa_if_sampled)


def compose_records(measured: Measured) -> Iterator[Block]:
    """Compose the decisions, actions and samples, with blanks where there are none."""
    units = {index.key: index for index in measured.resolved.units}
    overdue = {
        id(each.record)
        for each in owed(measured.assessments)
        if each.is_overdue(measured.as_at)
    }

    def late(record: Action | Sample) -> list[Flag]:
        return [Flag(words.overdue(), "gap")] if id(record) in overdue else []

    yield PageBreak()
    yield Heading(1, (Text(words.records()),), anchors.RECORDS)
    yield from _plan(measured, units)
    yield Heading(2, (Text(words.decisions_and_feedback()),))
    yield paragraph(
        words.every_decision_is_kept(),
        role="small",
    )
    yield _table(
        (
            words.evidence(),
            words.criteria(),
            words.decision(),
            words.by_and_on(),
            words.feedback(),
        ),
        (0.11, 0.2, 0.17, 0.13, 0.39),
        [
            _decision_row(results, units)
            for results in decisions_together(measured.coverage)
        ],
        words.decisions_with_feedback(),
    )
    yield Heading(2, (Text(words.action_plan()),))
    yield _table(
        (
            words.criteria(),
            words.action(),
            words.by(),
            words.owed_by(),
            words.by_when(),
            words.done(),
        ),
        (0.22, 0.34, 0.07, 0.1, 0.14, 0.13),
        [
            row(
                _about(action.about, units),
                action.record.action,
                action.who.id,
                nouns.ROLES_IN_SHORT[action.record.owed_by](),
                cell(_date(action.record.by_when), *late(action.record)),
                _date(action.record.done),
            )
            for action in measured.assessments.actions
        ],
        words.actions_agreed(),
    )
    yield Heading(2, (Text(words.quality_assurance()),))
    yield _table(
        (
            words.sampled(),
            words.stage(),
            words.found(),
            words.result(),
            words.action(),
            words.by_and_on(),
        ),
        (0.21, 0.12, 0.14, 0.12, 0.28, 0.13),
        [
            _sample(sample, units, late(sample.record))
            for sample in measured.assessments.samples
        ],
        words.samples_and_conclusions(),
    )
    yield from _visits(measured)
    yield Heading(2, (Text(words.end_of_assessment()),))
    yield paragraph(
        words.portfolio_as_a_whole(),
        role="small",
    )
    yield signing_table(
        ((who(), "", (), ()) for who in _SIGNING),
        words.signatures_for_whole(),
    )


def _plan(measured: Measured, units: Mapping[str, UnitIndex]) -> Iterator[Block]:
    """Compose what is planned, where somebody wrote a plan."""
    if not measured.assessments.plan:
        return
    portfolio = measured.resolved.portfolio
    methods = measured.resolved.methods

    def line(planned: Planned) -> Row:
        record = planned.record
        method = methods.get(record.how or "")
        how = record.how or ""
        if method is not None:
            how = f"{method.code}: {method.name}"
        done = [Paragraph(tuple(item_references([record.done])))] if record.done else []
        return row(
            _date(record.when),
            _about(planned.about, units),
            how,
            "\n".join(present(name, portfolio) for name in record.present),
            record.note or "",
            cell(*done),
        )

    yield Heading(2, (Text(words.assessment_plan()),))
    yield _table(
        (
            words.date(),
            words.criteria(),
            words.how(),
            words.with_whom(),
            words.note(),
            words.became(),
        ),
        (0.13, 0.25, 0.18, 0.16, 0.18, 0.1),
        [line(planned) for planned in measured.assessments.plan],
        words.what_is_planned(),
    )


def _visits(measured: Measured) -> Iterator[Block]:
    """Compose visits and progress reviews, where somebody wrote of any."""
    visits = measured.assessments.visits
    if not visits:
        return
    portfolio = measured.resolved.portfolio
    yield Heading(2, (Text(words.visits_and_reviews()),))
    yield _table(
        (
            words.by_and_on(),
            words.kind(),
            words.with_whom(),
            words.note(),
            words.off_the_job_hours(),
            words.next_time(),
        ),
        (0.13, 0.14, 0.16, 0.27, 0.1, 0.2),
        [
            row(
                cell(visit.who.id or visit.who.name, _date(visit.record.on)),
                visit.record.kind or "",
                "\n".join(present(name, portfolio) for name in visit.record.present),
                visit.record.notes or "",
                _hours(visit.record.off_the_job_hours),
                visit.record.next or "",
            )
            for visit in sorted(visits, key=lambda visit: visit.record.on)
        ],
        words.visits_with_notes(),
    )
    hours = [visit.record.off_the_job_hours for visit in visits]
    known = [number for number in hours if number is not None]
    if known:
        yield paragraph(words.hours_in_all(sum(known)), role="small")


def _hours(number: int | None) -> str:
    return "" if number is None else str(number)


def decisions_together(coverage: Coverage) -> list[list[DecisionResult]]:
    """Return the decisions in the order in which they were made.

    Those of one day that say the same of one item stand together.
    """
    together: dict[tuple[object, ...], list[DecisionResult]] = {}
    results = [
        result
        for unit in coverage.units
        for row_result in unit.rows
        for result in row_result.decisions
    ]
    for result in sorted(results, key=lambda result: result.decision.sort_key()):
        decision = result.decision
        same = (
            *(decision.on, decision.order, decision.evidence, decision.decision),
            result.notes,
        )
        together.setdefault(same, []).append(result)
    return list(together.values())


def criteria_by_unit(results: Iterable[DecisionResult]) -> dict[str, list[str]]:
    """Return which criteria of which unit were decided."""
    by_unit: dict[str, list[str]] = {}
    for result in results:
        decision = result.decision
        by_unit.setdefault(decision.unit, []).append(decision.criterion)
    return by_unit


def _decision_row(alike: list[DecisionResult], units: Mapping[str, UnitIndex]) -> Row:
    decision = alike[0].decision
    mark = decided(is_met=decision.is_met)
    notes = [
        paragraph(sentence(note), role="small")
        for note in reasons.decision_notes(alike[0])
    ]
    return row(
        cell(Paragraph(tuple(item_references([decision.evidence])))),
        _listed(criteria_by_unit(alike).items(), units),
        cell(mark, *notes),
        cell(decision.by, short_day(decision.on)),
        decision.feedback or "",
    )


def _about(about: Iterable[About], units: Mapping[str, UnitIndex]) -> Cell:
    return _listed(((scope.unit, scope.criteria) for scope in about), units)


def _listed(
    by_unit: Iterable[tuple[str, Iterable[str]]], units: Mapping[str, UnitIndex]
) -> Cell:
    """Return units with criteria, each unit a link to its tracking sheet."""
    lines = []
    for key, keys in by_unit:
        link: Inline = Reference((Text(key),), anchors.unit(key))
        lines.append(Paragraph((link, Text(f": {criteria(units[key], keys)}"))))
    return cell(*lines)


def _sample(
    sample: ResolvedSample, units: Mapping[str, UnitIndex], late: Iterable[Flag]
) -> Row:
    record = sample.record
    sampled: list[Paragraph] = []
    if sample.unit:
        keys = criteria(units[sample.unit], sample.criteria) or words.the_whole_unit()
        sampled.append(Paragraph(inlines(strong(sample.unit), f": {keys}")))
    if sample.evidence:
        sampled.append(Paragraph(tuple(item_references(sample.evidence))))
    result = status.OUTCOMES[record.accepted]() if record.accepted else ""
    action = record.action or ""
    if record.by_when:
        action = words.action_by(action=action, date=short_day(record.by_when))
    if record.done:
        action = words.action_done(action=action, date=short_day(record.done))
    return row(
        cell(*sampled),
        words.STAGES[record.stage]() if record.stage else "",
        ", ".join(record.vacs),
        result,
        cell(action, *late),
        cell(sample.who.id or sample.who.name, _date(record.on)),
    )


def _table(
    head: tuple[str, ...], shares: tuple[float, ...], rows: list[Row], summary: str
) -> Table:
    """Return the records, or blank rows to write on where there are none."""
    blanks = [
        row(cell(ROOM_TO_WRITE, ROOM_TO_WRITE), *("" for _ in head[1:]))
        for _ in range(BLANK_ROWS)
    ]
    return Table(
        columns(*shares), tuple(rows or blanks), (row(*head),), summary, look="boxed"
    )


def _date(when: date | None) -> str:
    return "" if when is None else short_day(when)
