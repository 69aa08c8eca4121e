"""Decisions recorded by a script: the same bytes and the same words as ``assess``."""

from __future__ import annotations

from datetime import date

import pytest

from evidence_builder.cli.guard import Exit, run
from evidence_builder.pipeline.check import check
from evidence_builder.pipeline.record import Named, Refused, decide, sit, who_decides
from evidence_builder.records.deciding import Decided
from evidence_builder.records.sitting import Sitting
from tests.conftest import write_files

TODAY = date(2026, 3, 12)
UNIT = """\
kind: unit
ref: {ref}
title: A unit
outcomes:
  - id: 1
    title: Be able to serve
    criteria: [{{id: 1.1, text: Greet}}, {{id: 1.2, text: Ask}}]
"""
ITEM = "id: {id}\ntitle: Log\nmethod: WP\ndate: 2026-03-02\n{more}"
FILES = {
    "portfolio.yaml": """\
kind: portfolio
units: [COUNTER 1, TILL 2]
learner: {name: Sam Patel}
people:
  - {id: JT, role: assessor, name: Jo Thackwray}
  - {id: MB, role: countersigner, name: Maureen Birt}
criteria: [criteria/]
""",
    "criteria/counter.yaml": UNIT.format(ref="COUNTER 1"),
    "criteria/till.yaml": UNIT.format(ref="TILL 2"),
    "evidence/log.txt": "nine till noon",
    "evidence/e001.yaml": ITEM.format(
        id="E001",
        more="files: [log.txt]\nclaims: {COUNTER 1: [1.1, 1.2], TILL 2: [1.1]}\n",
    ),
    "evidence/e002.yaml": ITEM.format(id="E002", more="draft: yes\nclaims: {}\n"),
    "evidence/e003.yaml": "id: E003\n",
    "evidence/e004.yaml": ITEM.format(id="E004", more="files: [log.txt]\n"),
}
FIRST = "kind: assessment\nby: JT # mine\nactions: []\n# the end\n"


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Two folders with the same portfolio: for a script, and for the command."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773316800")  # TODAY
    return [write_files(tmp_path / name, FILES) for name in ("script", "command")]


def assess(folder, named, *more):
    given = {
        "by": named.by,
        "evidence": named.evidence,
        "criteria": named.criteria,
        "unit": named.unit,
    }
    chosen = [
        word
        for name, value in given.items()
        if value is not None
        for word in (f"--{name}", value)
    ]
    return run(["assess", str(folder), *chosen, *more])


def records(folder):
    return {path.name: path.read_bytes() for path in folder.glob("assessment/*.yaml")}


@pytest.mark.parametrize("before", [{}, {"assessment/jt.yaml": FIRST}])
@pytest.mark.parametrize(
    ("named", "verdict", "feedback", "option"),
    [
        (Named("JT", "E001", "1.1", "COUNTER 1"), "met", None, ["--met"]),
        (Named("JT", "E001", "1.2"), "met", " Well done ",
         ["--met", "--feedback", " Well done "]),
        (Named("MB", "E001", "all", "TILL 2"), "referred", "Say: who\nand when",
         ["--referred", "--feedback", "Say: who\nand when"]),
    ],
)  # fmt: skip
def test_a_script_writes_the_same_bytes(
    folders, named, verdict, feedback, option, before
):
    script, command = (write_files(folder, before) for folder in folders)

    decided = decide(
        script, named, verdict, date(2026, 3, 10), today=TODAY, feedback=feedback
    ).value
    assert assess(command, named, *option, "--on", "2026-03-10") == Exit.DONE

    assert records(script) == records(command)
    assert isinstance(decided, Decided)
    text = (script / decided.recorded.path).read_text(encoding="utf-8")
    assert decided.recorded.added in text
    old = text.replace(decided.recorded.added, "", 1)
    assert old == ("" if decided.recorded.created else FIRST)


WRONG = {
    "who": Named("Jo Thackwray", "E001", "1.2"),
    "item": Named("JT", "e001", "1.2"),
    "unit": Named("JT", "E001", "1.2", "counter 1"),
    "criterion": Named("JT", "E001", "1,2", "COUNTER 1"),
    "nothing of a group": Named("JT", "E001", "outcome 2", "COUNTER 1"),
    "draft": Named("JT", "E002", "1.2"),
    "faulty": Named("JT", "E003", "1.2"),
}


@pytest.mark.parametrize("named", WRONG.values(), ids=list(WRONG))
def test_a_wrong_name_is_refused_in_the_same_words(folders, named, capsys):
    script, command = folders

    refused = decide(script, named, "met", TODAY, today=TODAY).value
    status = assess(command, named, "--met")

    assert isinstance(refused, Refused)
    is_item = refused.field == "item"
    assert status == (Exit.FINDINGS if is_item else Exit.MISUSE)
    words = "; ".join((refused.message, *refused.hints))
    assert capsys.readouterr().err.rstrip().endswith(f": {words}")
    assert records(script) == records(command) == {}


@pytest.mark.parametrize(
    ("named", "verdict", "on", "field", "lacking"),
    [
        (Named("JT", None, "1.2"), "met", TODAY, "item", "evidence"),
        (Named("JT", "E004"), "met", TODAY, "item", "criteria"),
        (Named("JT", "E001", "1.2"), "referred", TODAY, "feedback", "feedback"),
        (Named("JT", "E001", "1.2"), "met", date(2026, 3, 13), "on", None),
        (Named(None, "E001", "1.2"), "met", TODAY, "by", "by"),
        (Named("JT", "E001", "1.1"), "met", TODAY, "criteria", "unit"),
    ],
)
def test_what_is_lacking_is_asked_for(folders, named, verdict, on, field, lacking):
    refused = decide(folders[0], named, verdict, on, today=TODAY).value

    assert isinstance(refused, Refused)
    assert (refused.field, refused.lacking) == (field, lacking)
    assert records(folders[0]) == {}


def test_the_faults_of_the_portfolio_come_back_too(folders):
    checked = decide(folders[0], Named("JT", "E001", "1.2"), "met", TODAY, today=TODAY)

    assert isinstance(checked.value, Decided)
    assert "evidence/e003.yaml" in {one.span.path for one in checked.diagnostics}

    (folders[0] / "portfolio.yaml").write_text("kind: portfolio\n")
    assert decide(folders[0], Named("JT"), "met", TODAY, today=TODAY).value is None
    assert sit(folders[0], Named("JT"), today=TODAY).value is None


def test_what_cannot_be_written_is_a_reason(folders):
    write_files(folders[0], {"assessment": "a file"})
    named = Named("JT", "E001", "1.2")

    refused = decide(folders[0], named, "met", TODAY, today=TODAY).value
    sitting = sit(folders[0], named, today=TODAY).value
    (asked,) = sitting.to_decide
    later = sitting.decide(asked, asked.questions, sitting.who, "met", TODAY, None)

    assert refused == later
    assert refused.field == "file"
    assert refused.message.startswith("assessment could not be written")


def test_a_sitting_goes_through_what_waits(folders):
    named = Named("JT", unit="COUNTER 1")
    sitting = sit(folders[0], named, today=TODAY).value

    assert isinstance(sitting, Sitting)
    (asked,) = sitting.to_decide
    keys = [question.row.key for question in asked.questions]
    assert keys == ["1.1", "1.2"]
    for number, question in enumerate(asked.questions):
        assert sitting.left == 2 - number
        sitting.decide(asked, [question], sitting.who, "met", TODAY, None)
        (row,) = (
            row
            for row in sitting.unit(question.index).rows
            if row.row.key == question.row.key
        )
        assert row.status == "met"
    assert (len(sitting.written), sitting.left) == (2, 0)
    assert not sit(folders[0], named, today=TODAY).value.to_decide


def test_an_item_is_decided_at_once_in_all_of_its_units(folders):
    script, command = folders

    decided = decide(script, Named("JT", "E001"), "met", TODAY, today=TODAY).value
    assert assess(command, Named("JT", "E001"), "--met") == Exit.DONE

    assert [(each.index.key, each.keys) for each in decided.claims] == [
        ("COUNTER 1", ("1.1", "1.2")),
        ("TILL 2", ("1.1",)),
    ]
    assert records(script) == records(command)
    coverage = check(script, today=TODAY).value.coverage
    statuses = [row.status.value for unit in coverage.units for row in unit.rows]
    assert statuses == ["met", "met", "met", "missing"]


def test_what_was_seen_and_not_claimed_is_added(folders):
    named = Named("JT", "E001", "1.1-1.2,1.2", "TILL 2")

    decided = decide(folders[0], named, "met", TODAY, today=TODAY).value

    (chosen,) = decided.claims
    assert (chosen.keys, chosen.added, chosen.left_out) == (
        ("1.1", "1.2"),
        ("1.2",),
        (),
    )
    unit = check(folders[0], today=TODAY).value.coverage.units[1]
    assert [row.status.value for row in unit.rows] == ["met", "met"]


def test_what_would_be_written_is_shown_and_not_written(folders):
    named = Named("JT", "E001", "1.2")

    shown = decide(
        folders[0], named, "met", TODAY, today=TODAY, only_show=True
    ).value.recorded
    assert records(folders[0]) == {}
    written = decide(folders[0], named, "met", TODAY, today=TODAY).value.recorded

    assert shown == written


def test_what_the_centre_asks_holds_after_a_decision_too(folders):
    """An item beyond the limit of age does not count, and does so no more then."""
    portfolio = FILES["portfolio.yaml"] + "settings: {max_age_months: 12}\n"
    old = FILES["evidence/e001.yaml"].replace("2026-03-02", "2024-03-02")
    folder = write_files(
        folders[0], {"portfolio.yaml": portfolio, "evidence/e001.yaml": old}
    )
    sitting = sit(folder, Named("JT", unit="COUNTER 1"), today=TODAY).value
    (asked,) = sitting.to_decide
    index = asked.questions[0].index
    before = sitting.unit(index)
    sitting.decide(
        asked, asked.questions[:1], sitting.who, "referred", TODAY, "Bring newer"
    )
    after = sitting.unit(index)

    for unit in (before, after):
        assert [row.claims[0].why_not[0].kind for row in unit.rows] == ["too_old"] * 2


def test_nobody_is_guessed_in_a_sitting(folders):
    sitting = sit(folders[0], Named(), today=TODAY).value

    assert sitting.who is None
    assert sitting.only_assessor().id == "JT"
    assert who_decides(sitting.resolved).choices == (
        "JT (Jo Thackwray, assessor) or MB (Maureen Birt, countersigner)"
    )
