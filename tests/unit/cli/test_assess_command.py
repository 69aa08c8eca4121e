"""``assess``: by options, and as a dialogue that reads its answers from a pipe."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys

import pytest

from evidence_builder.cli.exits import Exit
from evidence_builder.cli.guard import run
from evidence_builder.diagnostics import Sink
from evidence_builder.load.project import load_assessments
from evidence_builder.pipeline.check import check
from evidence_builder.resolve.assessment.judged import evidence_judged
from tests.cli.pages import ROOT
from tests.conftest import write_files
from tests.waiting import PATIENCE, printed

FILES = {
    "portfolio.yaml": """\
kind: portfolio
units: [COUNTER 1, TILL 2]
learner: {name: "Sam \\u001b[31mPatel"}
people:
  - {id: JT, role: assessor, name: Jo Thackwray}
  - {id: MB, role: countersigner, name: Maureen Birt}
  - {id: RK, role: iqa, name: Ruaridh Kinnaber}
criteria: [criteria/]
""",
    "criteria/counter.yaml": """\
kind: unit
ref: COUNTER 1
title: Serve customers at the counter
outcomes:
  - id: 1
    title: Be able to serve
    criteria:
      - {id: 1.1, text: Greet customers, look_for: [eye contact, a clear voice]}
      - {id: 1.2, text: "Ask customers:", parts: [{id: a, text: who}]}
""",
    "criteria/till.yaml": """\
kind: unit
ref: TILL 2
title: Use a till
outcomes:
  - {id: 1, title: Be able to take money, criteria: [{id: 1.1, text: Count change}]}
""",
    "evidence/e001.md": """\
---
id: E001
title: Log of one morning
method: WP
date: 2026-03-02
files: [log.txt]
claims:
  COUNTER 1: [1.1 @ p. 1, 1.2a]
  TILL 2: [1.1 @ p. 2]
---
I served eleven customers between nine and twelve and wrote down what each of them
asked me, because my supervisor wanted to know.

- the first one was early
""",
    "evidence/log.txt": "nine till noon",
    "evidence/e002.md": """\
---
id: E002
title: A draft
method: WP
draft: yes
claims: {COUNTER 1: [1.1]}
---
Not ready.
""",
    "evidence/e003.md": """\
---
id: E003
title: Without its file
method: WP
files: [gone.txt]
claims: {TILL 2: [1.1]}
---
""",
    "evidence/e004.md": "---\nid: E004\nmethod: WP\n---\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773316800")  # 12 March 2026
    monkeypatch.setenv("COLUMNS", "80")
    return write_files(tmp_path, FILES)


@pytest.fixture
def assess(folder, monkeypatch, capsys):
    """Run the command with options and typed answers: status, output, errors."""

    def run_it(*options, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        status = run(["assess", str(folder), *options])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        assert "\x1b" not in printed.out + printed.err
        return status, printed.out, printed.err

    return run_it


def stored(folder):
    """Return what is recorded: evidence, criteria, decision, date, feedback."""
    sink = Sink()
    files = load_assessments(folder, sink)
    assert list(sink) == []
    return [
        (
            one.evidence,
            {
                unit: [entry.criteria[0] for entry in e]
                for unit, e in one.claims.items()
            },
            one.decision,
            one.on.isoformat(),
            one.feedback,
        )
        for file in files
        for one in file.value.decisions
    ]


def options(text):
    return text.split()


ONE = ["--by", "JT", "--evidence", "E001", "--unit", "COUNTER 1", "--criteria"]


def seen_now(folder, *keys):
    """Return the checksum of E001 as it is judged for criteria of COUNTER 1."""
    (item, *_) = check(folder).value.resolved.items
    places = {("COUNTER 1", key) for key in keys or ("1.1", "1.2a")}
    return evidence_judged(item, places)


def test_options_record_one_decision_with_the_fingerprint(folder, assess):
    status, out, err = assess(*ONE, "1.1,1.2", "--met", "--on", "2026-03-10")

    assert (status, err) == (Exit.DONE, "")
    assert out == (
        "assessment/jt.yaml: E001 for COUNTER 1 1.1, 1.2a: met, "
        "by Jo Thackwray on 10 March 2026\n"
    )
    claims = {"COUNTER 1": ["1.1", "1.2a"]}
    assert stored(folder) == [("E001", claims, "met", "2026-03-10", None)]
    (file,) = load_assessments(folder, Sink())
    measured = check(folder).value
    assert file.value.by == "JT"
    assert file.value.decisions[0].judged.evidence == seen_now(folder)
    rows = measured.coverage.units[0].rows
    assert {row.row.key: row.status for row in rows} == {
        "1.1": "met",
        "1.2": "met",
        "1.2a": "met",
    }


def test_without_a_date_it_is_today_and_says_so(folder, assess):
    feedback = "Say: who\n# and when"
    status, out, _ = assess(*ONE, "1.1", "--not-yet", "--feedback", feedback)

    assert status == Exit.DONE
    assert out.endswith("on 12 March 2026, which is today\n")
    claims = {"COUNTER 1": ["1.1"]}
    assert stored(folder) == [("E001", claims, "referred", "2026-03-12", feedback)]


def test_the_unit_is_found_where_one_alone_has_the_claims(folder, assess):
    wanted = options("--by MB --evidence E001 --met --criteria")

    assert assess(*wanted, "1.2a")[0] == Exit.DONE
    status, _, err = assess(*wanted, "1.1")

    assert status == Exit.MISUSE
    assert "several units have 1.1; say which with --unit: COUNTER 1 or TILL 2" in err
    assert [one[1] for one in stored(folder)] == [{"COUNTER 1": ["1.2a"]}]
    assert (folder / "assessment" / "mb.yaml").exists()


MISUSE = {
    "nobody": (
        "--evidence E001 --criteria 1.2a --met",
        "say with --by who decides: JT",
    ),
    "an IQA": ("--by RK --evidence E001 --criteria 1.2a --met", "RK cannot decide"),
    "small letters": (
        "--by jt --evidence E001 --criteria 1.2a --met",
        "did you mean JT?",
    ),
    "both": ("--by JT --evidence E001 --criteria 1.2a --met --not-yet", "choose one"),
    "no evidence": ("--by JT --criteria 1.2a --met", "with --evidence"),
    "no feedback": (
        "--by JT --evidence E001 --criteria 1.2a --not-yet",
        "what is missing",
    ),
    "unknown item": (
        "--by JT --evidence e001 --criteria 1.2a --met",
        "there is no evidence e001; did you mean E001?",
    ),
    "unknown unit": (
        "--by JT --evidence E001 --unit X --criteria 1.2a --met",
        "X is no unit of this portfolio; choose from COUNTER 1, TILL 2",
    ),
    "empty list": ("--by JT --evidence E001 --criteria , --met", "--criteria"),
    "no such day": (
        "--by JT --evidence E001 --criteria 1.2a --met --on 2026-02-30",
        "2026-02-30 is not a date",
    ),
    "another form": (
        "--by JT --evidence E001 --criteria 1.2a --met --on 10/3/2026",
        "write it as 2026-03-10",
    ),
    "tomorrow": (
        "--by JT --evidence E001 --criteria 1.2a --met --on 2026-03-13",
        "13 March 2026 is still to come",
    ),
    "stray feedback": ("--by JT --feedback Good", "goes with --met or --referred"),
    "a rehearsal of nothing": ("--by JT --dry-run", "--dry-run goes with --met"),
    "criteria alone": ("--by JT --criteria 1.1", "--criteria goes with --evidence"),
}


@pytest.mark.parametrize(("wanted", "message"), MISUSE.values(), ids=list(MISUSE))
def test_what_cannot_be_meant_is_misuse(folder, assess, wanted, message):
    status, _, err = assess(*options(wanted))

    assert status == Exit.MISUSE
    assert message in err
    assert not (folder / "assessment").exists()


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ("E002", "E002 cannot be decided on: it is still a draft"),
        ("E003", "E003 cannot be decided on: its file gone.txt cannot be used"),
        ("E004", "E004 cannot be read; its file has faults of its own"),
    ],
)
@pytest.mark.parametrize("wanted", ["--criteria 1.1 --met", ""])
def test_a_draft_and_an_item_without_its_file_are_refused(
    folder, assess, evidence, message, wanted
):
    chosen = options(f"--by JT --evidence {evidence} {wanted}")
    status, out, err = assess(*chosen, typed="\ny\nm\n")

    assert (status, out) == (Exit.FINDINGS, "")
    assert err == f"error: {message}\n"
    assert not (folder / "assessment").exists()


def test_a_criterion_that_is_not_there_is_misuse(assess):
    assert "COUNTER 1 has no criterion 1.9" in assess(*ONE, "1.9", "--met")[2]
    wanted = options("--by JT --evidence E001 --criteria 1.9 --met")
    assert "E001 does not claim 1.9 in any one unit" in assess(*wanted)[2]


def test_what_is_not_claimed_is_left_out_and_it_is_said(folder, assess):
    wanted = ["--by", "JT", "--evidence", "E001", "--unit", "COUNTER 1"]
    (folder / "evidence" / "e001.md").write_text(
        FILES["evidence/e001.md"].replace(", 1.2a", "")
    )
    status, _, err = assess(*wanted, "--criteria", "all", "--met")

    assert status == Exit.DONE
    assert err == "  E001 does not claim 1.2a, so nothing is recorded on that\n"
    assert stored(folder)[0][1] == {"COUNTER 1": ["1.1"]}


def test_a_decision_dated_before_another_one_says_that_it_does_not_stand(assess):
    assess(*ONE, "1.1", "--met", "--on", "2026-03-10")
    status, _, err = assess(*ONE, "1.1", "--met", "--on", "2026-03-09")

    assert status == Exit.DONE
    assert err == (
        "  the decision of 10 March 2026 on 1.1 is later, so it still stands\n"
    )


def test_what_cannot_be_written_is_said(folder, assess):
    (folder / "assessment").write_text("a file")

    status, _, err = assess(*ONE, "1.1", "--met")

    assert status == Exit.NOT_WRITTEN
    assert err.splitlines()[-1].startswith("error[EB902]: assessment could not be")


def test_a_file_in_brackets_gets_a_second_file_and_it_is_said(folder, assess):
    text = "kind: assessment\nby: JT\ndecisions: []\n"
    write_files(folder, {"assessment/jt.yaml": text})

    status, out, err = assess(*ONE, "1.1", "--met")

    assert status == Exit.DONE
    assert out.startswith("assessment/jt-2.yaml: E001")
    assert "lines cannot be added to assessment/jt.yaml" in err
    assert (folder / "assessment" / "jt.yaml").read_text() == text


def test_the_dialogue_shows_what_an_assessor_needs(assess):
    status, out, err = assess("--by", "JT", typed="\n\ns\nq\n")

    assert (status, err.count("EB9")) == (Exit.DONE, 0)
    assert max(map(len, out.splitlines())) <= 80
    assert out == (
        "Sam \ufffd[31mPatel: 3 claims to decide on\n"
        "Date of decision [2026-03-12]: \n"
        "Deciding as Jo Thackwray on 12 March 2026.\n"
        "Each decision is written to the folder assessment when you make it.\n"
        "Begin? [Y/n] \n"
        "\n"
        "E001  Log of one morning\n"
        "  2 March 2026, work product, by the learner\n"
        "  file: log.txt\n"
        "\n"
        "  I served eleven customers between nine and twelve and wrote down what each"
        " of\n"
        "  them asked me, because my supervisor wanted to know.\n"
        "\n"
        "  - the first one was early\n"
        "\n"
        "COUNTER 1  Serve customers at the counter\n"
        "\n"
        "  1.1  Greet customers\n"
        "  claimed at: p. 1\n"
        "  look for: eye contact\n"
        "  look for: a clear voice\n"
        "\n"
        "  1.2a  Ask customers: who\n"
        "  claimed at: no place in the item is named\n"
        "\n"
        "TILL 2  Use a till\n"
        "\n"
        "  1.1  Count change\n"
        "  claimed at: p. 2\n"
        "  (1 of 1)\n"
        "  All met, all referred, each, further criteria, skip or quit? "
        "[m/r/e/f/s/q] \n"
        "\n"
        "Nothing was written.\n"
    )


def test_the_dialogue_writes_each_decision_as_it_is_made(folder, assess):
    typed = (
        "2026-03-13\n2026-3-1\n2026-03-11\ny\nx\ne\nquite\nr\n\n Say who. \nm Good\n"
        "n\n-\nMET\n"
    )
    status, out, _ = assess("--by", "JT", typed=typed)

    assert status == Exit.DONE
    assert stored(folder) == [
        ("E001", {"COUNTER 1": ["1.1"]}, "referred", "2026-03-11", "Say who."),
        ("E001", {"COUNTER 1": ["1.2a"]}, "met", "2026-03-11", "Good"),
        ("E001", {"TILL 2": ["1.1"]}, "met", "2026-03-11", None),
    ]
    assert "That day is still to come." in out
    assert "Please write the date as 2026-03-10." in out
    assert "Please answer m, r, e, f, s or q; feedback" in out
    assert "Please answer m, r, s or q; feedback" in out
    assert "The learner needs to know what is missing:" in out
    assert out.endswith(
        "3 decisions written to assessment/jt.yaml:\n"
        "  E001 for COUNTER 1 1.1: referred\n"
        "  E001 for COUNTER 1 1.2a: met\n"
        "  E001 for TILL 2 1.1: met\n"
    )
    assert assess("--by", "JT")[1] == "No claim waits for a decision.\n"


@pytest.mark.parametrize(
    ("answer", "decision", "feedback"),
    [
        ("m", "met", None),
        ("met: Well done", "met", "Well done"),
        ("n Say who asked", "referred", "Say who asked"),
        ("Not yet: say who", "referred", "say who"),
        ("r\nSay who", "referred", "Say who"),
    ],
)
def test_one_answer_decides_on_an_item_in_every_unit(
    folder, assess, answer, decision, feedback
):
    _, out, _ = assess("--by", "JT", "--on", "2026-03-10", typed=f"y\n{answer}\n")

    claims = {"COUNTER 1": ["1.1", "1.2a"], "TILL 2": ["1.1"]}
    assert stored(folder) == [("E001", claims, decision, "2026-03-10", feedback)]
    assert f"  E001 for COUNTER 1 1.1, 1.2a, TILL 2 1.1: {decision}\n" in out
    assert assess("--by", "JT")[1] == "No claim waits for a decision.\n"


def test_a_criterion_that_several_units_have_is_asked_for_with_its_unit(folder, assess):
    (folder / "evidence" / "e001.md").write_text(
        FILES["evidence/e001.md"].replace("  COUNTER 1: [1.1 @ p. 1, 1.2a]\n", "")
    )
    till = "  - {id: 2, title: Be kind, criteria: [{id: 1.2, text: Smile}]}\n"
    write_files(folder, {"criteria/till.yaml": FILES["criteria/till.yaml"] + till})

    typed = "y\nf\nCOUNTER\n1.9\n1.2\nm\n"
    _, out, _ = assess("--by", "JT", "--on", "2026-03-10", typed=typed)

    assert stored(folder)[0][1] == {"TILL 2": ["1.1", "1.2"]}
    assert "1.2  Smile" in out


def test_lines_that_would_be_written_are_shown(folder, assess):
    status, out, _ = assess(*ONE, "1.1", "--met", "--on", "2026-03-10", "--dry-run")

    assert status == Exit.DONE
    assert "Nothing was written; these lines would be:\n" in out
    assert "    - evidence: E001\n      claims: {COUNTER 1: [1.1]}\n" in out
    assert list(folder.glob("assessment/*.yaml")) == []


def test_the_only_assessor_is_asked_and_never_taken_for_granted(folder, assess):
    asked = "Are you Jo Thackwray (JT), assessor here? [y/N]"
    status, out, _ = assess(typed="y\n\n\ne\nm\nq\n")
    assert (status, asked in out, len(stored(folder))) == (Exit.DONE, True, 1)

    for typed in ("\n\n\nm\n", "n\n", "what\nno\n"):
        status, _, err = assess(typed=typed)
        assert status == Exit.MISUSE
        assert "say with --by who decides: JT (Jo Thackwray, assessor) or MB" in err
    assert len(stored(folder)) == 1


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("--unit TILL", 1), ("--evidence E001", 3), ("", 3)],
)
def test_unit_and_evidence_narrow_the_dialogue(assess, wanted, number):
    chosen = [one.replace("TILL", "TILL 2") for one in options(wanted)]
    _, out, _ = assess("--by", "JT", "--on", "2026-03-10", *chosen, typed="y\n")

    assert f": {number} claim" in out
    assert "Date of decision" not in out


def test_named_criteria_are_asked_about_again(folder, assess):
    feedback = ["--not-yet", "--feedback", "Say who"]
    assess(*ONE, "1.1", *feedback, "--on", "2026-03-10")
    (folder / "evidence" / "log.txt").write_text("another file")

    _, out, _ = assess(*ONE, "1.1", typed="\n\nm\n")

    assert "1 claim to decide on" in out
    joined = " ".join(out.split())
    assert (
        "earlier: referred, JT on 10 March 2026; the evidence has changed since: "
        "Say who" in joined
    )
    assert [one[2] for one in stored(folder)] == ["referred", "met"]


def test_the_end_of_input_loses_nothing_that_was_decided(folder, assess):
    status, out, _ = assess("--by", "JT", typed="\n\ne\nm Good\nr\n")

    assert status == Exit.DONE
    assert [one[2:] for one in stored(folder)] == [("met", "2026-03-12", "Good")]
    assert "1 decision written to assessment/jt.yaml" in out
    assert "2 claims left to decide on" in out


def test_a_decision_that_cannot_be_written_ends_the_dialogue(
    folder, assess, monkeypatch
):
    def fail(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("evidence_builder.files.store.os.fsync", fail)
    status, out, err = assess("--by", "JT", typed="\n\nm Good\nm Good\n")

    assert status == Exit.NOT_WRITTEN
    assert "Nothing was written." in out
    assert "no space left on device" in err
    assert list((folder / "assessment").iterdir()) == []


def test_the_hash_is_of_what_the_assessor_was_shown(folder, assess, monkeypatch):
    before = seen_now(folder, "1.1")
    lines = iter(["", "", "e", "m"])

    def answer():
        line = next(lines, "q")
        if line == "m":
            (folder / "evidence" / "log.txt").write_text("changed meanwhile")
        return line

    monkeypatch.setattr("builtins.input", answer)
    assess("--by", "JT")

    (file,) = load_assessments(folder, Sink())
    assert file.value.decisions[0].judged.evidence == before
    rows = check(folder).value.coverage.units[0].rows
    assert rows[0].status == "out of date"


def test_a_folder_that_is_no_portfolio_is_said(tmp_path, capsys):
    assert run(["assess", str(tmp_path / "none")]) == Exit.MISUSE
    assert "none is not there" in capsys.readouterr().err
    assert run(["assess", str(tmp_path)]) == Exit.FINDINGS
    assert "this folder has no portfolio.yaml" in capsys.readouterr().err


def test_nobody_decides_where_nobody_is_named(folder, assess):
    text = FILES["portfolio.yaml"].replace("role: assessor", "role: eqa")
    (folder / "portfolio.yaml").write_text(text.replace("countersigner", "eqa"))

    for chosen in (["--by", "JT"], [], [*ONE, "1.1", "--met"]):
        status, _, err = assess(*chosen)
        assert status == Exit.MISUSE
        assert "portfolio.yaml names no assessor" in err


def start(folder, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "evidence_builder", "assess", str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_stopping_it_loses_nothing_that_was_decided(folder):
    process = start(folder, "--by", "JT", "--on", "2026-03-10")
    process.stdin.write("y\ne\nm Good\n")
    process.stdin.flush()
    # The second question is asked when the first decision is written.
    assert printed(process, "2 of 3")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)

    assert process.returncode == 130
    assert err.splitlines()[-1] == "Stopped; nothing was left half written."
    assert "1 decision written to assessment/jt.yaml" in out
    assert len(stored(folder)) == 1


def test_two_assessors_at_once_lose_nothing(folder):
    # Criteria that are named are asked about, whatever the other has decided.
    typed = "y\ne\n" + "m Good\n" * 2
    wanted = [*ONE[2:], "1.1,1.2", "--on", "2026-03-10"]
    sittings = [start(folder, "--by", by, *wanted) for by in ("JT", "MB")]
    for one in sittings:
        one.stdin.write(typed)
        one.stdin.flush()
    for one in sittings:
        one.communicate(timeout=PATIENCE)

    assert [one.returncode for one in sittings] == [0, 0]
    assert len(stored(folder)) == 4


def test_answers_in_another_encoding_do_not_stop_it(folder):
    process = start(folder, "--by", "JT", "--on", "2026-03-10")
    process.stdin.buffer.write(b"y\nm Gr\xfc\xdfe\n")
    _, err = process.communicate(timeout=PATIENCE)

    assert (process.returncode, err) == (0, "")
    assert stored(folder)[0][-1] == "Gr\ufffd\ufffde"


@pytest.mark.skipif(os.name == "nt", reason="a Unix shell closes the input")
def test_without_any_input_nothing_is_written(folder):
    command = f"{sys.executable} -m evidence_builder assess {folder} --by JT <&-"
    done = subprocess.run(  # noqa: S602 - our own program
        command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert done.stdout.endswith("Nothing was written.\n")
    assert done.stderr == ""


def test_a_visit_of_24_items_takes_one_answer_for_each(folder, assess):
    """Whatever the assessor does not differ on is decided by one answer."""
    item = FILES["evidence/e001.md"].replace("files: [log.txt]\n", "")
    write_files(
        folder,
        {
            f"evidence/e1{number:02}.md": item.replace("E001", f"E1{number:02}")
            for number in range(1, 24)
        },
    )
    typed = "y\n" + "m\n" * 24

    status, out, _ = assess("--by", "JT", "--on", "2026-03-10", typed=typed)

    assert status == Exit.DONE
    assert out.count("[m/r/e/f/s/q]") == 24
    assert len(stored(folder)) == 24
    assert assess("--by", "JT")[1] == "No claim waits for a decision.\n"
