"""One tidy table: a row for each claim, and one for each criterion without any.

Criteria with parts have no row; their parts do, and the words of both stand there.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose.people import named
from evidence_builder.compose.status import WORDS
from evidence_builder.export.text import disarmed
from evidence_builder.render.unsound import UnsoundOutputError, expect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evidence_builder.coverage.claims import Item
    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.result import (
        ClaimResult,
        Coverage,
        RowResult,
        UnitCoverage,
    )
    from evidence_builder.model.portfolio import Portfolio
    from evidence_builder.resolve.resolved import Measured

_LEARNER = ("Learner", "Registration", "Qualification")
_UNIT = ("Unit", "Unit title")
_CRITERION = (
    *("Reference", "Criterion", "Criterion text", "Needed"),
    *("Status", "Gap", "Reasons", "What would help"),
)
_ITEM = ("Evidence", "Evidence title", "Method", "Date", "All dates")
_CLAIM = ("Locator", "Note", "Counts", "Why not")
_DECISION = ("Decision", "Decided by", "Decided by name", "Decided on", "Current")
_ASSURANCE = (
    "Added by assessor",
    "Countersigned by",
    "Countersigned on",
    "Returned by",
)

HEAD = (*_LEARNER, *_UNIT, *_CRITERION, *_ITEM, *_CLAIM, *_DECISION, *_ASSURANCE)
"""The columns; their names and order are a contract, see ``docs/exports.md``."""

# RFC 4180, 2.6; such a cell stands in quotes, and 2.7 doubles those in it.
_SPECIAL = re.compile('[",\r\n]')
_NO_CLAIM = ",".join("" for _ in (*_ITEM, *_CLAIM, *_DECISION, *_ASSURANCE))
_NO_DECISION = ",".join("" for _ in _DECISION)
_REFERENCE, _EVIDENCE = HEAD.index("Reference"), HEAD.index("Evidence")


def write_csv(measured: Measured) -> bytes:
    """Return the mapping, decisions and gaps as CSV that Excel opens rightly.

    RFC 4180, section 2, in UTF-8 with a byte order mark (RFC 3629, 6), without which
    Excel takes it for an older encoding; what was written is read again.

    Raises:
        UnsoundOutputError: A row was lost, or does not stand in its columns.
    """
    portfolio, coverage = measured.resolved.portfolio, measured.coverage
    table = _Table(portfolio)
    lines = [",".join(HEAD)]
    lines += (line for unit in coverage.units for line in table.unit(unit))
    lines.append("")
    data = "\r\n".join(lines).encode("utf-8-sig")
    verify(data, coverage)
    return data


def verify(data: bytes, coverage: Coverage) -> None:
    """Read a table again, and compare its rows with the coverage, one by one.

    Raises:
        UnsoundOutputError: A row was lost, or does not stand in its columns.
    """
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    rows = list(csv.reader(text, strict=True))
    wanted = [("Reference", "Evidence"), *_places(coverage)]
    expect("rows", len(wanted), len(rows))
    if {len(row) for row in rows} != {len(HEAD)}:
        raise UnsoundOutputError("a row of the table has too many or too few columns")
    actual = [(row[_REFERENCE], row[_EVIDENCE]) for row in rows]
    if actual != wanted:
        raise UnsoundOutputError("a row of the table is about something else")


def _places(coverage: Coverage) -> Iterator[tuple[str, str]]:
    """Return the reference and the evidence number of every row."""
    for unit in coverage.units:
        for result in unit.rows:
            if not result.row.is_stem:
                reference = disarmed(f"{unit.index.key} {result.row.key}")
                for claim in result.claims:
                    yield reference, disarmed(claim.item.id)
                if not result.claims:
                    yield reference, ""


class _Table:
    """Makes lines. What several of them say is written once, and put together."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._learner = _joined(
            portfolio.learner.name,
            portfolio.learner.registration or "",
            portfolio.qualification or "",
        )
        self._names: Mapping[str, str] = named(portfolio)
        self._items: dict[str, str] = {}

    def unit(self, unit: UnitCoverage) -> Iterator[str]:
        """Return the lines of one unit, without their ends."""
        index = unit.index
        first = f"{self._learner},{_joined(index.key, index.unit.title)}"
        for result in unit.rows:
            if result.row.is_stem:
                continue
            start = f"{first},{_criterion(index.key, result)}"
            if not result.claims:
                yield f"{start},{_NO_CLAIM}"
            for claim in result.claims:
                decision = self._decision(claim.decision)
                voices = f"{decision},{_assurance(claim, result)}"
                yield f"{start},{self._item(claim.item)},{_claim(claim)},{voices}"

    def _item(self, item: Item) -> str:
        cells = self._items.get(item.id)
        if cells is None:
            evidence = item.evidence
            dates = [when.isoformat() for when in evidence.all_dates()]
            cells = self._items[item.id] = _joined(
                item.id,
                evidence.title,
                evidence.method,
                dates[0] if dates else "",
                "; ".join(dates),
            )
        return cells

    def _decision(self, result: DecisionResult | None) -> str:
        if result is None:
            return _NO_DECISION
        decision = result.decision
        return _joined(
            decision.decision,
            decision.by,
            self._names.get(decision.by, ""),
            decision.on.isoformat(),
            _yes(result.is_current),
        )


def _criterion(unit: str, result: RowResult) -> str:
    row = result.row
    return _joined(
        f"{unit} {row.key}",
        row.key,
        row.whole_text,
        _yes(result.needed),
        WORDS[result.status].english,
        _yes(result.is_gap),
        "; ".join(reasons.sentence(reason) for reason in result.reasons),
        "; ".join(map(reasons.remedy, result.remedies)),
    )


def _assurance(claim: ClaimResult, result: RowResult) -> str:
    decision = claim.decision.decision if claim.decision else None
    by, on = (decision and decision.countersigned) or ("", None)
    returned = result.returned.by if result.returned else ""
    return _joined(_yes(claim.claim.added), by, on.isoformat() if on else "", returned)


def _claim(result: ClaimResult) -> str:
    claim, why_not = result.claim, "; ".join(reasons.why_not(result))
    return _joined(str(claim.at or ""), claim.note or "", _yes(result.counts), why_not)


def _yes(value: bool) -> str:  # noqa: FBT001 - a word for a truth
    # As the heads of the columns, for programs: said in no other language.
    return "yes" if value else "no"


def _joined(*texts: str) -> str:
    """Return cells as a part of a line."""
    return ",".join(map(_cell, texts))


def _cell(text: str) -> str:
    text = disarmed(text)
    if _SPECIAL.search(text):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
