"""Runs ``tests/cases``: files that say in comments what they should report.

``# error 19 EB301: text`` names severity, column, code and the beginning of the
message of a finding in the next line (column 0: of the file as a whole). A line
``#   hint: text`` after it asks for a hint that begins so. What a file describes is
the first word of its name.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidence_builder.diagnostics import Sink
from evidence_builder.load.read import read
from evidence_builder.model.assessment import Assessment
from evidence_builder.model.evidence import Evidence
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.model.qualification import Qualification, Unit
from evidence_builder.yamltext.events import parse

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.yaml"))
MODELS = {
    "assessment": Assessment,
    "evidence": Evidence,
    "portfolio": Portfolio,
    "qualification": Qualification,
    "unit": Unit,
}
EXPECTATION = re.compile(r"\s*# (error|warning|note) (\d+) (EB\d{3}): (.*)")
HINT = re.compile(r"\s*#   hint: (.*)")


def expectations(text):
    """Return (line, column, severity, code, message, hints) for each comment."""
    waiting, found = [], []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if expected := EXPECTATION.match(line):
            waiting.append((expected, []))
        elif waiting and (hint := HINT.match(line)):
            waiting[-1][1].append(hint[1])
        else:
            for expected, hints in waiting:
                severity, column, code, message = expected.groups()
                at = number if int(column) else 0
                found.append((at, int(column), severity, code, message, hints))
            waiting = []
    return sorted(found)


def as_expected(finding, wanted):
    line, column, severity, code, message, hints = wanted
    place = (finding.span.line, finding.span.column)
    return (
        place == (line, column)
        and (finding.severity, finding.code.id) == (severity, code)
        and finding.message.startswith(message)
        and all(any(one.startswith(hint) for one in finding.hints) for hint in hints)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_reports_what_its_comments_say(case):
    text = case.read_text(encoding="utf-8")
    sink = Sink()

    source = parse(case.name, text, sink)
    if source is not None:
        read(MODELS[case.stem.partition("-")[0]], source, sink)

    left = list(sink)
    for wanted in expectations(text):
        match = next((one for one in left if as_expected(one, wanted)), None)
        assert match, f"{wanted} is not among {left}"
        left.remove(match)
    assert not left
