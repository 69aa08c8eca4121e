"""The sheets about the whole portfolio: the summary and the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose.people import names_in
from evidence_builder.compose.sections.gaps import closing, closing_points, plain_remedy
from evidence_builder.compose.sections.index import methods_used
from evidence_builder.compose.status import WORDS, flag
from evidence_builder.coverage.guidance import advise
from evidence_builder.coverage.result import Status, sum_tallies
from evidence_builder.export.grid import (
    SheetColumn,
    SheetLink,
    SheetRow,
    SheetTable,
    WorkbookSheet,
)
from evidence_builder.export.tracking import (
    SUMMARY,
    item_anchor,
    list_sheet,
    row_anchor,
    unit_anchor,
)
from evidence_builder.resolve.assessment.achieved import achieved, credit_count
from evidence_builder.resolve.edition import edition
from evidence_builder.wording.combination import amount_of
from evidence_builder.wording.documents import export as words
from evidence_builder.wording.documents.compose import ROLES
from evidence_builder.wording.phrases import day, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evidence_builder.coverage.combination.measure import Combination
    from evidence_builder.coverage.reason import Reason
    from evidence_builder.coverage.result import Coverage, RowResult, UnitCoverage
    from evidence_builder.export.grid import Value
    from evidence_builder.resolve.resolved import Measured


def summary_sheet(name: str, measured: Measured) -> WorkbookSheet:
    """Return the summary: particulars, units with counts, rules of combination."""
    return WorkbookSheet(
        name=name,
        title=words.summary_of_achievement(),
        tables=tuple(_summary_tables(measured)),
        anchor=SUMMARY,
        notes=(
            words.copy(),
            SheetLink(words.gaps(), ("gaps",)),
            SheetLink(words.evidence_index(), ("index",)),
            SheetLink(words.decisions(), ("decisions",)),
        ),
        facts=tuple(_facts(measured)),
    )


def gap_sheet(name: str, coverage: Coverage) -> WorkbookSheet:
    """Return the gap sheet: why each criterion is a gap and what would close it."""
    gaps = sum(len(unit.gaps) for unit in coverage.units)
    wider = sum(len(unit.open_requirements) for unit in coverage.units)
    note = words.to_close(gaps)
    if wider:
        note = words.to_close_and_further(wider, criteria=note)
    if not coverage.has_gaps:
        note = words.no_gaps()
    columns = (
        SheetColumn(words.unit(), 16, "id"),
        SheetColumn(words.unit_title(), 28),
        SheetColumn(words.criterion(), 12, "id"),
        SheetColumn(words.asks(), 44),
        SheetColumn(words.status(), 19, "status"),
        SheetColumn(words.why(), 42),
        SheetColumn(words.what_would_close_it(), 56),
    )
    lines = tuple(line for unit in coverage.units for line in _gaps(unit))
    table = SheetTable(columns, lines)
    return list_sheet(name, words.gaps(), ("gaps",), table, sentence(note))


def _facts(measured: Measured) -> Iterator[tuple[str, Value]]:
    resolved = measured.resolved
    portfolio, known = resolved.portfolio, resolved.qualification
    learner, centre = portfolio.learner, portfolio.centre
    yield words.learner(), learner.name
    yield words.registration_number(), learner.registration or ""
    qualification = known.title if known else ""
    unsaid: list[tuple[str, Value | None]] = [
        (words.unique_learner_number(), learner.uln),
        (words.job(), learner.job_title),
        (words.workplace(), learner.employer),
        (words.registered(), portfolio.registered),
        (words.target_date(), portfolio.target),
        (words.as_at(), measured.as_at),
        (words.edition(), edition(measured) if measured.as_at else None),
        (words.qualification(), qualification),
        (words.qualification_number(), portfolio.qualification),
        (words.level(), known.level if known else None),
        (words.version(), known.version if known else portfolio.version),
        (words.awarding_organisation(), known.awarding_organisation if known else None),
        (words.pathway(), portfolio.pathway),
    ]
    yield from ((label, value) for label, value in unsaid if value)
    if any(unit.index.unit.credits is not None for unit in measured.coverage.units):
        amounts = credit_count(measured)
        yield words.credits_chosen(), amounts.chosen
        yield words.credits_achieved(), amounts.achieved
        if amounts.needed is not None:
            yield words.credits_needed(), amounts.needed
    yield words.centre(), centre.name or ""
    yield words.centre_number(), centre.number or ""
    for role, called in ROLES.items():
        names = names_in(role, portfolio)
        if names:
            yield called(), ", ".join(names)


def _summary_tables(measured: Measured) -> Iterator[SheetTable]:
    units = measured.coverage.units
    lines = [_unit(unit, measured) for unit in units]
    if len(lines) > 1:
        lines.append(_total(units))
    yield SheetTable(_columns(), tuple(lines), words.units())
    if measured.combination is not None:
        yield _rules(measured.combination)
    yield from _uncounted(measured)
    methods = [
        SheetRow((method.code, method.name))
        for method in methods_used(measured.resolved)
    ]
    if methods:
        yield _listed(words.methods_used(), (words.code(), words.method()), methods)


def _columns() -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(words.unit(), 24, "id"),
        SheetColumn(words.title(), 46),
        SheetColumn(words.level(), 12),
        SheetColumn(words.credits_carried(), 10, "number"),
        SheetColumn(words.criteria(), 10, "number"),
        *(SheetColumn(WORDS[status](), 10, "number") for status in Status),
        SheetColumn(words.gaps(), 10, "number"),
        SheetColumn(words.further_requirements(), 14, "number"),
        SheetColumn(words.signed_off(), 36),
        SheetColumn(words.achieved(), 13, "date"),
    )


def _unit(unit: UnitCoverage, measured: Measured) -> SheetRow:
    details, key = unit.index.unit, unit.index.key
    signed = [
        words.sign_off(
            role=words.SIGNING[sign_off.who.role](),
            name=sign_off.who.name,
            date=day(sign_off.record.on),
        )
        for sign_off in measured.assessments.sign_offs
        if sign_off.unit == key
    ]
    return SheetRow(
        (
            SheetLink(key, unit_anchor(key)),
            details.title,
            details.level or "",
            "" if details.credits is None else details.credits,
            *_counts((unit,)),
            "\n".join(signed),
            achieved(measured, unit) or "",
        )
    )


def _total(units: tuple[UnitCoverage, ...]) -> SheetRow:
    known = [unit.index.unit.credits for unit in units]
    credits_known = sum(value for value in known if value is not None)
    return SheetRow(
        (words.all_units(), "", "", credits_known, *_counts(units), "", ""),
        look="total",
    )


def _counts(units: tuple[UnitCoverage, ...]) -> Iterator[int]:
    """Return the criteria, how many have each status, gaps, and what is open else."""
    tally = sum_tallies(unit.tally() for unit in units)
    yield sum(tally.values())
    yield from (tally[status] for status in Status)
    yield sum(len(unit.gaps) for unit in units)
    yield sum(len(unit.open_requirements) for unit in units)


def _rules(combination: Combination) -> SheetTable:
    lines = []
    for rule in combination.rules:
        state = [words.rule_met()]
        if not rule.met:
            state = [words.short(amount=reasons.short_by(rule))]
        if rule.missing:
            state.append(words.units_missing(units=", ".join(rule.missing)))
        counted = amount_of(rule.counted, rule.measure)
        lines.append(
            SheetRow(("\n".join(state), sentence(reasons.rule(rule.asks)), counted))
        )
    title = words.rules_met if combination.met else words.rules_not_met
    heads = words.state(), words.rule(), words.counted()
    return _listed(title(), heads, lines)


def _uncounted(measured: Measured) -> Iterator[SheetTable]:
    """Return units that count without evidence, and evidence that counts for none."""
    transfers = [
        SheetRow((moved.unit, moved.certificate, day(moved.on) if moved.on else ""))
        for moved in measured.resolved.portfolio.transfers
    ]
    if transfers:
        heads = words.unit(), words.certificate(), words.date()
        yield _listed(words.transferred(), heads, transfers)
    spare = measured.combination.spare if measured.combination else ()
    if spare:
        lines = [
            SheetRow((unit.unit.ref, sentence(reasons.spare(unit)))) for unit in spare
        ]
        yield _listed(words.spare(), (words.unit(), words.why()), lines)


def _listed(title: str, heads: Sequence[str], lines: Iterable[SheetRow]) -> SheetTable:
    """Return a table below the first one, whose columns are those of the sheet."""
    first, *others = heads
    columns = (SheetColumn(first, 0, "id"), *(SheetColumn(head, 0) for head in others))
    return SheetTable(columns, tuple(lines), title)


def _gaps(unit: UnitCoverage) -> Iterator[SheetRow]:
    key, title = unit.index.key, unit.index.unit.title
    for gap in unit.gaps:
        row = gap.row
        yield SheetRow(
            (
                key,
                title,
                SheetLink(row.key, row_anchor(key, row.key)),
                row.whole_text,
                flag(gap).text,
                _why(gap.reasons),
                "\n".join(_closing(unit, gap)),
            )
        )
    for requirement in unit.open_requirements:
        yield SheetRow(
            (
                key,
                title,
                SheetLink(
                    sentence(reasons.together(requirement.where)).rstrip("."),
                    unit_anchor(key),
                ),
                sentence(reasons.asked(requirement.condition)),
                words.gap_requirement(),
                _why((requirement.unmet,) if requirement.unmet else ()),
                closing(requirement),
            )
        )


def _why(why: Sequence[Reason]) -> Value:
    """Return reasons, a line each, as a link to the first item that they name.

    A cell has one link: ECMA-376 Part 1, 18.3.1.47 "hyperlink".
    """
    text = "\n".join(sentence(reasons.sentence(reason)) for reason in why)
    named = [run.evidence for reason in why for run in reasons.runs(reason)]
    evidence = next(filter(None, named), "")
    return SheetLink(text, item_anchor(evidence)) if evidence else text


def _closing(unit: UnitCoverage, gap: RowResult) -> list[str]:
    return closing_points(gap, advise(unit.index, gap.row)) or [plain_remedy(gap)]
