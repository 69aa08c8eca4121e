"""``verify --records``: an assessor's own copy held against a portfolio."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.cli.exits import Exit
from evidence_builder.cli.guard import run
from evidence_builder.diagnostics import Sink
from evidence_builder.load.project import load_records
from evidence_builder.records.comparing import differences
from tests.conftest import write_files

PORTFOLIO = """\
kind: portfolio
units: [U]
learner: {name: Sam Patel}
people: [{id: JT, role: assessor, name: Jo Thackwray}]
criteria: [criteria/]
"""
UNIT = """\
kind: unit
ref: U
title: A unit
outcomes:
  - {id: 1, title: Be able to serve, criteria: [{id: 1.1, text: Greet}]}
"""
RECORDS = """\
kind: assessment
by: JT
decisions:
  - evidence: E001
    claims: {U: [1.1]}
    decision: referred
    on: 2026-03-05
    feedback: Say who
    judged: {evidence: aa, criteria: bb, version: "1", seen: [E001]}
  - {evidence: E001, claims: {U: [1.1]}, decision: met, on: 2026-03-09}
actions:
  - {claims: {U: [1.1]}, action: Say who, by_when: 2026-03-08}
sign_offs:
  - {unit: U, role: assessor, on: 2026-03-10}
samples:
  - {evidence: [E001], accepted: "no", action: Ask}
visits:
  - {on: 2026-03-09, with: [learner], off_the_job_hours: 12}
"""


@pytest.fixture
def verify(tmp_path, capsys):
    """Run the command on what a portfolio holds and on a copy."""

    def run_it(held, copy=RECORDS, *options):
        files = {"portfolio.yaml": PORTFOLIO, "criteria/u.yaml": UNIT}
        write_files(tmp_path / "p", files)
        for number, text in enumerate([held] if isinstance(held, str) else held):
            write_files(tmp_path / "p", {f"assessment/jt-{number}.yaml": text})
        write_files(tmp_path, {"mine.yaml": copy})
        capsys.readouterr()
        copied = str(tmp_path / "mine.yaml")
        status = run(["verify", str(tmp_path / "p"), "--records", copied, *options])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_it


def test_the_same_records_are_said_to_be_the_same(verify):
    spelled = RECORDS.replace("referred", "not yet").replace("2026-03-05", "2026-3-5")

    status, out, err = verify(f"# another layout\n{spelled}")

    assert (status, err) == (Exit.DONE, "")
    assert out == "The portfolio holds the 6 records of JT as your copy does.\n"


def test_records_in_several_files_are_the_same_too(verify):
    head, first, second = RECORDS.partition("actions:\n")
    parts = [head, f"kind: assessment\nby: JT\n{first}{second}"]

    assert verify(parts)[0] == Exit.DONE


CHANGED = {
    "decision: referred": ("decision: met", "decision", "referred", "met"),
    "evidence: aa": ("evidence: cc", "judged.evidence", "aa", "cc"),
    "    feedback: Say who\n": ("", "feedback", "Say who", "(nothing)"),
    "on: 2026-03-05": ("on: 2026-03-06", "on", "2026-03-05", "2026-03-06"),
    "by_when: 2026-03-08": ("by_when: 2026-04-08", "by_when", "2026-03-08", "2026-04"),
    "role: assessor, on: 2026-03-10": (
        "role: assessor, on: 2026-03-09",
        "on",
        "10",
        "9",
    ),
    'accepted: "no"': ("accepted: yes", "accepted", "no", "yes"),
    "hours: 12": ("hours: 13", "off_the_job_hours", "12", "13"),
}


@pytest.mark.parametrize("before", CHANGED)
def test_every_field_that_was_changed_is_named(verify, before):
    after, field, mine, theirs = CHANGED[before]

    status, out, _ = verify(RECORDS.replace(before, after))

    assert status == Exit.FINDINGS
    assert out.endswith("1 difference\n")
    lines = out.splitlines()
    assert lines[0].startswith("assessment/jt-0.yaml:")
    assert "says something else" in " ".join(lines[:2])
    (in_copy,) = (line for line in lines if f"{field} in your copy:" in line)
    (held,) = (line for line in lines if f"{field} in the portfolio:" in line)
    assert mine in in_copy
    assert theirs in held


@pytest.mark.parametrize("name", ["decisions", "actions", "sign_offs", "visits"])
def test_a_record_that_was_taken_out_or_put_in_is_named(verify, name):
    parts = re.split(r"^(?=\w)", RECORDS, flags=re.MULTILINE)
    without = "".join(part for part in parts if not part.startswith(f"{name}:"))

    out = verify(without)[1]
    assert "is in your copy and not in the portfolio" in " ".join(out.split())
    assert "mine.yaml:" in out
    out = verify(RECORDS, without)[1]
    assert "is in the portfolio and not in your copy" in " ".join(out.split())
    assert "assessment/jt-0.yaml:" in out


def test_records_of_one_day_in_another_order_are_named(verify):
    copy = RECORDS.replace("2026-03-05", "2026-03-09")
    first = copy.index("  - evidence: E001\n")
    second = copy.index("  - {evidence: E001")
    end = copy.index("actions:")
    turned = copy[:first] + copy[second:end] + copy[first:second] + copy[end:]

    status, out, _ = verify(turned, copy)

    assert status == Exit.FINDINGS
    assert "stands in another order" in out


def test_data_tells_the_same(verify):
    _, out, _ = verify(RECORDS.replace("hours: 12", "hours: 13"), RECORDS, "--json")

    data = json.loads(out)
    assert (data["by"], data["records"]) == ("JT", 6)
    (difference,) = data["differences"]
    assert difference["list"] == "visits"
    assert difference["record"] == ["2026-03-09"]
    assert difference["fields"] == [
        {"field": "off_the_job_hours", "copy": "12", "portfolio": "13"}
    ]
    assert difference["portfolio"]["path"] == "assessment/jt-0.yaml"


def test_a_copy_that_cannot_be_read_is_said(verify, tmp_path, capsys):
    assert verify(RECORDS, "kind: assessment\n")[0] == Exit.FINDINGS
    folder = str(tmp_path / "p")
    assert run(["verify", folder, "--records", "gone.yaml"]) == Exit.FINDINGS
    assert "gone.yaml" in capsys.readouterr().err
    assert run(["verify", folder]) == Exit.MISUSE
    assert "--records" in capsys.readouterr().err


ENTRIES = st.lists(
    st.tuples(st.sampled_from("123"), st.sampled_from(["met", "referred"])), max_size=5
)


def decided(entries):
    lines = [
        f"  - {{evidence: E{item}, claims: {{U: [1.1]}}, decision: {what}, "
        "on: 2026-03-05}\n"
        for item, what in entries
    ]
    return "kind: assessment\nby: JT\ndecisions:\n" + "".join(lines)


@given(mine=ENTRIES, held=ENTRIES)
def test_there_is_a_difference_exactly_where_lists_differ(tmp_path_factory, mine, held):
    folder = tmp_path_factory.mktemp("records")
    write_files(folder, {"a.yaml": decided(mine), "b.yaml": decided(held)})
    copy, other = (load_records(folder / f"{name}.yaml", Sink()) for name in "ab")

    found = differences(copy, [other])

    assert bool(found) == (mine != held)
    changed = sum(each.copy is not None for each in found)
    lost = sum(each.portfolio is None for each in found)
    added = sum(each.copy is None for each in found)
    assert len(mine) - lost + added == len(held)
    assert changed <= len(mine)
    assert differences(copy, [copy]) == []
