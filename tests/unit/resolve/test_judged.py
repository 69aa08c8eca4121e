"""A decision is about what was judged: that alone decides whether it still stands."""

from __future__ import annotations

import itertools

import pytest

from evidence_builder.cli.guard import run
from evidence_builder.pipeline.check import check
from tests.conftest import write_files

UNIT = """\
kind: unit
ref: COUNTER 1
version: "1"
title: Serve customers
outcomes:
  - id: 1
    title: Be able to serve
    criteria: [{id: 1.1, text: Greet customers}, {id: 1.2, text: Find out needs}]
"""
ITEM = """\
---
id: E001
title: A morning at the counter
method: WT
date: 2026-03-02
author: W1
witness: W1
files: [log.txt]
claims: [1.1 @ p. 1]
---
She greeted everybody by name.
"""
FILES = {
    "portfolio.yaml": """\
kind: portfolio
units: [COUNTER 1]
learner: {name: Sam Patel}
people: [{id: JT, role: assessor, name: Jo Thackwray}]
witnesses: [{id: W1, name: Ama Boateng, status: expert}]
criteria: [criteria/]
""",
    "criteria/unit.yaml": UNIT,
    "evidence/log.txt": "nine till noon",
    "evidence/e001.md": ITEM,
    "evidence/e002.md": "---\nid: E002\ntitle: Other\nmethod: WP\n"
    "date: 2026-03-03\nclaims: [1.2]\n---\nWhat I did.\n",
}
CALL = ("assess", "--by", "JT", "--evidence", "E001", "--criteria", "1.1")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A portfolio in which E001 was accepted for 1.1."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")  # 31 March 2026
    made = write_files(tmp_path, FILES)
    decided = ["--met", "--on", "2026-03-10"]
    assert run([CALL[0], str(made), *CALL[1:], *decided]) == 0
    return made


def row_of(folder, key="1.1"):
    (unit,) = check(folder).value.coverage.units
    return next(row for row in unit.rows if row.row.key == key)


def changed(folder, name, old, new):
    text = FILES[name]
    assert old in text
    write_files(folder, {name: text.replace(old, new)})
    return row_of(folder)


NOTHING_JUDGED = [
    ("evidence/e001.md", "claims: [1.1 @ p. 1]", "claims: [1.1 @ p. 1, 1.2]"),
    ("evidence/e001.md", "---\nShe", "related: [E002]\n---\nShe"),
    ("evidence/e001.md", "claims: [1.1 @ p. 1]",
     "claims: [{criteria: 1.1, at: p. 1, note: See the log}]"),
    ("evidence/e001.md", "---\nShe", "signed: {witness: 2026-03-04}\n---\nShe"),
    ("evidence/e001.md", "A morning at the counter", "A Morning at the Counter"),
    ("evidence/e001.md", "files: [log.txt]", "files: [{path: log.txt, title: Log}]"),
    ("evidence/e001.md", "id: E001\ntitle", "id: E001 # mine\ntitle"),
    ("evidence/e002.md", "What I did.", "What I did that day."),
    ("criteria/unit.yaml", "title: Serve customers", "title: Serve"),
    ("criteria/unit.yaml", "Find out needs", "Find out what they need"),
    ("portfolio.yaml", "Ama Boateng", "Ama B. Boateng"),
]  # fmt: skip
JUDGED = [
    ("evidence/e001.md", "everybody", "nobody"),
    ("evidence/log.txt", "noon", "ten"),
    ("evidence/e001.md", "2026-03-02", "2026-03-03"),
    ("evidence/e001.md", "author: W1", "author: learner"),
    ("evidence/e001.md", "1.1 @ p. 1", "1.1 @ p. 2"),
    ("evidence/e001.md", "method: WT", "method: EW"),
    ("evidence/e001.md", "files: [log.txt]", "files: []"),
]


@pytest.mark.parametrize(("name", "old", "new"), NOTHING_JUDGED)
def test_what_was_not_judged_changes_no_decision(folder, name, old, new):
    row = changed(folder, name, old, new)

    assert row.status == "met"
    assert row.decisions[0].notes == ()


@pytest.mark.parametrize(("name", "old", "new"), JUDGED)
def test_what_was_judged_does(folder, name, old, new):
    row = changed(folder, name, old, new)

    assert not row.decisions[0].is_current
    assert "changed" in row.decisions[0].notes
    assert row.status in {"out of date", "missing"}  # a testimony by the learner


def test_another_wording_of_the_criterion_makes_it_out_of_date(folder):
    row = changed(folder, "criteria/unit.yaml", "Greet customers", "Welcome people")

    assert row.status == "out of date"
    assert row.decisions[0].notes == ("reworded",)


def test_the_order_of_files_and_items_changes_nothing(folder):
    for number, name in itertools.product((1, 2), ("a", "z")):
        old = f"evidence/e00{number}.md"
        (folder / old).rename(folder / f"evidence/{name}{number}.md")
        assert row_of(folder).status == "met"
        (folder / f"evidence/{name}{number}.md").rename(folder / old)


def test_older_files_keep_their_meaning(tmp_path):
    sha = "00" * 32
    text = (
        "kind: assessment\nby: JT\ndecisions:\n  - {evidence: E001, claims: [1.1], "
        f"decision: met, on: 2026-03-10, evidence_sha256: '{sha}'}}\n"
    )
    made = write_files(tmp_path, {**FILES, "assessment/jt.yaml": text})

    assert row_of(made).status == "out of date"


def test_where_both_stand_what_was_judged_alone_decides(folder):
    path = folder / "assessment" / "jt.yaml"
    path.write_text(f"{path.read_text()}    evidence_sha256: '{'00' * 32}'\n")

    assert row_of(folder).status == "met"


def test_a_referral_is_answered_by_what_was_not_seen_then(folder):
    refusal = ["--not-yet", "--feedback", "Show more", "--on", "2026-03-11"]
    assert run([CALL[0], str(folder), *CALL[1:], *refusal]) == 0
    assert row_of(folder).status == "referred"

    # Work of an earlier day, which entered the portfolio since.
    new = FILES["evidence/e002.md"].replace("E002", "E003").replace("1.2", "1.1")
    write_files(folder, {"evidence/e003.md": new.replace("2026-03-03", "2026-01-03")})
    assert row_of(folder).status == "claimed"
