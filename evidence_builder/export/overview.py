"""The sheets about the whole portfolio: the summary and the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose.people import ROLES, names_in
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
from evidence_builder.wording.combination import amount_of
from evidence_builder.wording.phrases import count, day, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evidence_builder.coverage.combination.measure import Combination
    from evidence_builder.coverage.reason import Reason
    from evidence_builder.coverage.result import Coverage, RowResult, UnitCoverage
    from evidence_builder.export.grid import Value
    from evidence_builder.resolve.resolved import Measured, Resolved

_COPY = (
    "This workbook is made from the portfolio's files. "
    "What is changed here is not changed there."
)
_UNITS = (
    SheetColumn("Unit", 24, "id"),
    SheetColumn("Title", 46),
    SheetColumn("Level", 12),
    SheetColumn("Credits", 10, "number"),
    SheetColumn("Criteria", 10, "number"),
    *(SheetColumn(WORDS[status], 10, "number") for status in Status),
    SheetColumn("Gaps", 10, "number"),
    SheetColumn("Further requirements", 14, "number"),
    SheetColumn("Signed off", 36),
)

_SIGNING: Mapping[str, str] = {
    "learner": "Learner",
    "witness": "Witness",
    "assessor": "Assessor",
    "countersigner": "Countersigner",
    "iqa": "IQA",
    "eqa": "EQA",
}


def summary_sheet(name: str, measured: Measured) -> WorkbookSheet:
    """Return the summary: particulars, units with counts, rules of combination."""
    return WorkbookSheet(
        name=name,
        title="Summary of achievement",
        tables=tuple(_summary_tables(measured)),
        anchor=SUMMARY,
        notes=(
            _COPY,
            SheetLink("Gaps", ("gaps",)),
            SheetLink("Evidence index", ("index",)),
            SheetLink("Decisions", ("decisions",)),
        ),
        facts=tuple(_facts(measured.resolved)),
    )


def gap_sheet(name: str, coverage: Coverage) -> WorkbookSheet:
    """Return the gap sheet: why each criterion is a gap and what would close it."""
    gaps = sum(len(unit.gaps) for unit in coverage.units)
    wider = sum(len(unit.open_requirements) for unit in coverage.units)
    note = f"{count(gaps, 'criterion', 'criteria')} to close"
    if wider:
        note += f", and {count(wider, 'further requirement')}"
    if not coverage.has_gaps:
        note = "Every criterion of every unit is claimed. There are no gaps"
    columns = (
        SheetColumn("Unit", 16, "id"),
        SheetColumn("Unit title", 28),
        SheetColumn("Criterion", 12, "id"),
        SheetColumn("What it asks", 44),
        SheetColumn("Status", 19, "status"),
        SheetColumn("Why", 42),
        SheetColumn("What would close it", 56),
    )
    lines = tuple(line for unit in coverage.units for line in _gaps(unit))
    return list_sheet(name, "Gaps", ("gaps",), SheetTable(columns, lines), f"{note}.")


def _facts(resolved: Resolved) -> Iterator[tuple[str, Value]]:
    portfolio, known = resolved.portfolio, resolved.qualification
    learner, centre = portfolio.learner, portfolio.centre
    yield "Learner", learner.name
    yield "Registration number", learner.registration or ""
    qualification = known.title if known else ""
    unsaid: list[tuple[str, Value | None]] = [
        ("Unique learner number", learner.uln),
        ("Job", learner.job_title),
        ("Workplace", learner.employer),
        ("Registered", portfolio.registered),
        ("Target date", portfolio.target),
        ("Qualification", qualification),
        ("Qualification number", portfolio.qualification),
        ("Level", known.level if known else None),
        ("Version", known.version if known else portfolio.version),
        ("Awarding organisation", known.awarding_organisation if known else None),
        ("Pathway", portfolio.pathway),
    ]
    yield from ((label, value) for label, value in unsaid if value)
    yield "Centre", centre.name or ""
    yield "Centre number", centre.number or ""
    for role, words in ROLES.items():
        names = names_in(role, portfolio)
        if names:
            yield words, ", ".join(names)


def _summary_tables(measured: Measured) -> Iterator[SheetTable]:
    units = measured.coverage.units
    lines = [_unit(unit, measured) for unit in units]
    if len(lines) > 1:
        lines.append(_total(units))
    yield SheetTable(_UNITS, tuple(lines), "Units")
    if measured.combination is not None:
        yield _rules(measured.combination)
    yield from _uncounted(measured)
    methods = [
        SheetRow((method.code, method.name))
        for method in methods_used(measured.resolved)
    ]
    if methods:
        yield _listed("Methods used", ("Code", "Method"), methods)


def _unit(unit: UnitCoverage, measured: Measured) -> SheetRow:
    details, key = unit.index.unit, unit.index.key
    signed = [
        f"{_SIGNING[sign_off.who.role]}: {sign_off.who.name}, {day(sign_off.record.on)}"
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
        )
    )


def _total(units: tuple[UnitCoverage, ...]) -> SheetRow:
    known = [unit.index.unit.credits for unit in units]
    credits_known = sum(value for value in known if value is not None)
    return SheetRow(
        ("All units", "", "", credits_known, *_counts(units), ""), look="total"
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
        words = "Met" if rule.met else f"{reasons.short_by(rule)} short"
        if rule.missing:
            words += f"\nUnits: {', '.join(rule.missing)}"
        counted = amount_of(rule.counted, rule.measure)
        lines.append(SheetRow((words, sentence(reasons.rule(rule.asks)), counted)))
    met = "met" if combination.met else "not yet met"
    heads = ("State", "Rule", "Counted")
    return _listed(f"Rules of combination: {met}", heads, lines)


def _uncounted(measured: Measured) -> Iterator[SheetTable]:
    """Return units that count without evidence, and evidence that counts for none."""
    transfers = [
        SheetRow((moved.unit, moved.certificate, day(moved.on) if moved.on else ""))
        for moved in measured.resolved.portfolio.transfers
    ]
    if transfers:
        heads = ("Unit", "Certificate", "Date")
        yield _listed("Units that count by credit transfer", heads, transfers)
    spare = measured.combination.spare if measured.combination else ()
    if spare:
        lines = [
            SheetRow((unit.unit.ref, sentence(reasons.spare(unit)))) for unit in spare
        ]
        yield _listed("Units that do not count", ("Unit", "Why"), lines)


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
                "Gap: requirement",
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
