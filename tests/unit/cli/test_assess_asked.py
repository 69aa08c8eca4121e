"""``assess``: what a criterion asks, what is claimed, and what does not count."""

from __future__ import annotations

import io
import sys

import pytest

from evidence_builder.cli.assess.showing import plain
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.guard import run
from evidence_builder.diagnostics import Sink
from evidence_builder.load.project import load_assessments
from tests.conftest import write_files

FILES = {
    "portfolio.yaml": """\
kind: portfolio
units: [U]
learner: {name: Sam Patel}
people: [{id: JT, role: assessor, name: Jo Thackwray}]
criteria: [criteria/]
""",
    "criteria/u.yaml": """\
kind: unit
ref: U
title: Lead a team
requires: [{counts: [{at_least: 2, methods: [O]}], per: unit}]
outcomes:
  - id: 1
    title: Be able to lead
    criteria:
      - {id: 1.1, text: Brief the team, requires: [{occasions: 2}]}
      - id: 1.2
        text: "Two of:"
        parts_needed: 2
        parts: [{id: a, text: aa}, {id: b, text: bb}, {id: c, text: cc}]
      - {id: 1.3, text: Be recent, requires: [{max_age_months: 12}]}
      - {id: 1.4, text: Be real, requires: [{forbid_methods: [SIM]}]}
      - {id: 1.5, text: Be seen}
""",
    "evidence/e001.md": """\
---
id: E001
title: Briefing
method: WP
date: 2026-02-02
claims: {U: [1.1, 1.2a, 1.2b]}
---
## What **I** did ##

Every *Monday* I brief my `team_*a*` of five people, __always__ with the roster of the
week in my hand, **so that everybody
knows**.

- **first** the roster
""",
    "evidence/e002.yaml": """\
id: E002
title: Another briefing
method: SIM
date: 2024-02-09
held: in situ
location: Office
reason: Names
seen_by: JT
seen_on: 2026-02-10
claims: {U: [1.1, 1.3, 1.4]}
""",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773316800")  # 12 March 2026
    monkeypatch.setenv("COLUMNS", "80")
    return write_files(tmp_path, FILES)


@pytest.fixture
def assess(folder, monkeypatch, capsys):
    def run_it(*options, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        status = run(["assess", str(folder), "--by", "JT", *options])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_it


def decided(folder):
    return [
        key
        for file in load_assessments(folder, Sink())
        for one in file.value.decisions
        for entry in one.claims["U"]
        for key in entry.criteria
    ]


def test_what_a_criterion_asks_is_shown_with_what_is_accepted(assess):
    typed = "y\ne\nm\nm\ns\ns\n"
    status, out, _ = assess("--on", "2026-03-10", typed=typed)

    assert status == Exit.DONE
    lines = [one.strip() for one in out.splitlines()]
    asked = [one.removeprefix("asks for: ") for one in lines if "asks for" in one]
    # All at first, and each again when it is asked about by itself.
    assert asked[:4] == [
        "at least two items by direct observation (O), in the unit together;",
        "at least two occasions; accepted so far: none",
        "2 of 3 parts; accepted so far: none",
        "2 of 3 parts; accepted so far: none",
    ]
    each = [one for one in asked[4:] if "together" not in one]
    assert each[:4] == [
        "at least two occasions; accepted so far: none",
        "2 of 3 parts; accepted so far: none",
        "2 of 3 parts; accepted so far: 1.2a",
        "at least two occasions; accepted so far: one: 2 February 2026",
    ]
    assert max(map(len, out.splitlines())) <= 80


def test_a_narrative_is_shown_as_plain_text(assess):
    _, out, _ = assess("--on", "2026-03-10", typed="y\nq\n")

    assert (
        "  What I did\n"
        "\n"
        "  Every Monday I brief my team_*a* of five people, always with the roster of"
        " the\n"
        "  week in my hand, so that everybody knows.\n"
        "\n"
        "  - first the roster\n"
    ) in out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("***both*** and ~~gone~~", "both and gone"),
        ("**a *b* c**", "a b c"),
        ("I write C #", "I write C #"),
        ("#1 of two", "#1 of two"),
        ("(**in brackets**), _here_.", "(in brackets), here."),
    ],
)
def test_only_marks_are_taken_away(text, shown):
    assert plain(text) == shown


ONE = ("--evidence", "E001", "--criteria")


@pytest.mark.parametrize("unit", [(), ("--unit", "U")])
def test_a_group_of_which_nothing_is_claimed_is_refused(folder, assess, unit):
    for verdict in ((), ("--met",)):
        status, _, err = assess(*ONE, "1.4-1.5", *unit, *verdict)

        assert status == Exit.MISUSE
        assert "not claim 1.4-1.5 in U; it claims 1.1, 1.2a, 1.2b there" in err
    assert "U has no criterion 1.9" in assess(*ONE, "1.9", *unit, "--met")[2]
    assert decided(folder) == []


@pytest.mark.parametrize("unit", [(), ("--unit", "U")])
def test_a_criterion_that_is_named_and_not_claimed_is_added(folder, assess, unit):
    status, out, err = assess(*ONE, "1.1,1.5", *unit, "--met")

    assert status == Exit.DONE
    assert "E001 for U 1.1, 1.5: met" in out
    assert err == "  E001 does not claim 1.5; you add that to what it proves\n"
    assert decided(folder) == ["1.1", "1.5"]


def test_a_named_criterion_that_is_not_claimed_is_asked_about(folder, assess):
    _, out, _ = assess(*ONE, "1.5", "--on", "2026-03-10", typed="y\nm Seen\n")

    assert "1.5  Be seen\n  claimed at: not claimed; added by you\n" in out
    assert decided(folder) == ["1.5"]


def test_further_criteria_join_those_that_are_decided_at_once(folder, assess):
    typed = "y\nf 1.9\n1.3,1.5\nm\nq\n"
    _, out, _ = assess("--on", "2026-03-10", typed=typed)

    assert "U has no criterion 1.9" in out
    assert out.count("not claimed; added by you") == 2
    assert "E001 for U 1.1, 1.2a, 1.2b, 1.3, 1.5: met" in out
    assert decided(folder) == ["1.1", "1.2a", "1.2b", "1.3", "1.5"]


def test_nothing_further_leaves_the_question_as_it_was(folder, assess):
    _, out, _ = assess("--on", "2026-03-10", typed="y\nf\n\nr Say more\nq\n")

    assert out.count("All met") == 3
    assert decided(folder) == ["1.1", "1.2a", "1.2b"]


@pytest.mark.parametrize("unit", [(), ("--unit", "U")])
@pytest.mark.parametrize(
    ("wanted", "keys", "left"),
    [
        ("1.2", ["1.2a", "1.2b"], "1.2c"),
        ("all", ["1.1", "1.2a", "1.2b"], "1.2c, 1.3-1.5"),
    ],
)
def test_a_group_stands_for_what_is_claimed(folder, assess, unit, wanted, keys, left):
    status, _, err = assess(*ONE, wanted, *unit, "--met")

    assert status == Exit.DONE
    assert err == f"  E001 does not claim {left}, so nothing is recorded on that\n"
    assert decided(folder) == keys


def test_the_dialogue_says_what_it_does_not_ask_about(assess):
    _, out, err = assess(*ONE, "1.2", "--on", "2026-03-10", typed="n\n")

    assert ": 2 claims to decide on" in out
    assert err == "  E001 does not claim 1.2c, so it is not asked about\n"


def test_what_does_not_count_is_recorded_with_a_warning(folder, assess):
    status, _, err = assess("--evidence", "E002", "--criteria", "1.1,1.3,1.4", "--met")

    assert status == Exit.DONE
    warning = "  warning: E002 for U {} does not count: {}\n"
    old = "it is from 9 February 2024, and evidence may be at most 12 months old"
    assert warning.format("1.3", old) in err
    assert warning.format("1.4", "simulation (SIM) is not allowed here") in err
    assert err.count("warning:") == 2
    assert decided(folder) == ["1.1", "1.3", "1.4"]


def test_a_decision_before_the_evidence_is_recorded_with_a_warning(folder, assess):
    too_early = (
        "  warning: the decision is of 1 February 2026, before the evidence of "
        "2 February 2026, so it accepts nothing\n"
    )
    status, _, err = assess(*ONE, "1.1", "--met", "--on", "2026-02-01")
    assert (status, err) == (Exit.DONE, too_early)

    _, _, err = assess(*ONE, "1.2a", "--on", "2026-02-01", typed="y\nm\n")
    assert err == too_early
    assert decided(folder) == ["1.1", "1.2a"]


def test_a_faulty_decision_costs_no_other(folder, assess):
    assess(*ONE, "1.1", "--met")
    path = folder / "assessment" / "jt.yaml"
    bad = "  - {evidence: E001, claims: {U: [1.2a]}, decision: mett, on: 2026-03-01}\n"
    path.write_text(path.read_text() + bad)
    before = path.read_bytes()

    _, out, err = assess(*ONE, "1.2b", "--met")

    assert "EB203" in err
    assert out.startswith("assessment/jt-2.yaml: ")
    assert path.read_bytes() == before
    assert sorted(decided(folder)) == ["1.1", "1.2b"]
