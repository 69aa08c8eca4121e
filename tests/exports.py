"""Portfolios that are hard on a spreadsheet, and what stands in the three exports."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl

from evidence_builder import check
from evidence_builder.export.formats import export

if TYPE_CHECKING:
    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.resolve.resolved import Measured

ROOT = Path(__file__).parent.parent
SAMPLES = ("customer-service-team-leader", "barbering-apprentice")
TODAY = date(2026, 7, 1)

NAME = '=HYPERLINK("http://example.com","王小明") Zażółć'
LONG_NOTE = "x" * 40_000
LONG_REF = "A very long reference of a unit, [with]: signs * that / Excel ? refuses "

_PORTFOLIO = """\
kind: portfolio
units: [A/506/1821, a-506-1821]
learner:
  name: '=HYPERLINK("http://example.com","王小明") Zażółć'
  registration: 0068154
centre: {name: '@Centre & Sons', number: 068154}
registered: 2026-01-12
people:
  - {id: JT, role: assessor, name: +Jo Thackwray, contact: 07700 900123}
witnesses:
  - {id: W1, name: "-Wit & Ness", contact: wit@example.com}
criteria: [criteria/]
"""
_UNIT = """\
kind: unit
ref: A/506/1821
title: "=Manage \\u0007 & <team>"
version: "1"
credits: 4
outcomes:
  - id: 1
    title: Be able to manage
    criteria:
      - {id: 1.1, text: "-1+1 is what it asks", requires: [{pieces: 2}]}
      - id: 1.2
        text: "Work within:"
        parts: [{id: a, text: "@law"}, {id: b, text: rules}]
      - {id: 1.10, text: "Say \\"why\\", and when"}
ranges:
  - {id: tools, title: =Tools, items: [=clippers, scissors], criteria: [1.1]}
"""
_OTHER_UNIT = """\
kind: unit
ref: a-506-1821
title: Its name differs from the other's by signs alone
version: "1"
outcomes:
  - id: 1
    title: Know
    criteria:
      - {id: 1.1, text: Know it}
"""
_ITEMS = {
    "e001": """\
---
id: E001
title: '=cmd|"/c calc"!A1'
method: WP
date: 2026-03-02
author: learner
claims:
  A/506/1821:
    - {criteria: [1.1], at: "+44 1234", note: NOTE}
    - 1.2a @ -p. 1
    - 1.10 @ p. 2
  a-506-1821: [1.1]
---
Told.
""",
    "e002": """\
---
id: E002
title: "'=twice quoted, \\u0001 control"
method: WT
dates: [1850-01-02, 2026-04-01]
witness: W1
signed: {witness: 2026-04-02}
draft: true
claims:
  A/506/1821: [1.2b @ "@home"]
---
Told.
""",
}
_ASSESSMENT = """\
kind: assessment
by: JT
decisions:
  - evidence: E001
    claims: {A/506/1821: [1.10]}
    decision: met
    on: 2026-03-10
    feedback: =SUM(A1:A9)
  - evidence: E001
    claims: {a-506-1821: [1.1]}
    decision: not yet
    on: 2026-03-11
actions:
  - {claims: {A/506/1821: [1.1]}, action: Bring more, by_when: 2026-05-01}
"""


class Exported(NamedTuple):
    """A portfolio, and each of its exports as bytes."""

    measured: Measured
    diagnostics: tuple[Diagnostic, ...]
    xlsx: bytes
    csv: bytes
    json: bytes

    def workbook(self) -> openpyxl.Workbook:
        """Return the workbook, opened once by another library than wrote it."""
        return _opened(self.xlsx)

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of the table by their heads."""
        text = io.StringIO(self.csv.decode("utf-8-sig"), newline="")
        return list(csv.DictReader(text, strict=True))

    def data(self) -> dict[str, Any]:
        """Return the JSON."""
        return json.loads(self.json)


@cache
def _opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def exported(folder: Path) -> Exported:
    """Export a portfolio in every way."""
    checked = check(folder, today=TODAY)
    assert checked.value is not None
    found = checked.diagnostics
    made = {to: export(checked.value, found, to) for to in ("xlsx", "csv", "json")}
    return Exported(checked.value, found, **made)


@cache
def sample(name: str) -> Exported:
    """Export a sample, once for all tests."""
    return exported(ROOT / "samples" / name)


def put_awkward(folder: Path) -> Path:
    """Write a portfolio whose every text tries to be something else."""
    put(folder / "portfolio.yaml", _PORTFOLIO)
    put(folder / "criteria" / "unit.yaml", _UNIT)
    put(folder / "criteria" / "other.yaml", _OTHER_UNIT)
    for name, text in _ITEMS.items():
        put(folder / "evidence" / f"{name}.md", text.replace("NOTE", LONG_NOTE))
    put(folder / "assessment" / "jt.yaml", _ASSESSMENT)
    return folder


def put_many_units(folder: Path, how_many: int) -> Path:
    """Write a portfolio of units whose long references differ at their ends."""
    refs = [f"{LONG_REF}{number}" for number in range(how_many)]
    listed = "\n".join(f"  - '{ref}'" for ref in refs)
    put(
        folder / "portfolio.yaml",
        "kind: portfolio\nlearner: {name: Sam}\ncriteria: [criteria/]\n"
        f"units:\n{listed}\n",
    )
    for number, ref in enumerate(refs):
        put(
            folder / "criteria" / f"{number}.yaml",
            f"kind: unit\nref: '{ref}'\ntitle: Unit {number}\noutcomes:\n"
            "  - {title: Know, criteria: [{id: 1.1, text: Know it}]}\n",
        )
    put(
        folder / "evidence" / "e.md",
        "---\nid: E1\ntitle: One\nmethod: WP\n"
        f"claims: {{'{refs[-1]}': [1.1]}}\n---\nTold.\n",
    )
    return folder


def put(path: Path, text: str) -> None:
    """Write a file as a learner's editor would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
