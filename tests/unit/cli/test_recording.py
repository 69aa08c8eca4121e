"""``sign-off``, ``sample``, ``action``, ``visit``, ``plan``, ``due`` as people type."""

from __future__ import annotations

import json
from datetime import date

import pytest

from evidence_builder.cli.exits import Exit
from evidence_builder.cli.guard import run
from evidence_builder.diagnostics import Sink
from evidence_builder.load.project import load_assessments, load_plan
from evidence_builder.pipeline.check import check
from tests.conftest import write_files

FILES = {
    "portfolio.yaml": """\
kind: portfolio
units: [COUNTER 1, TILL 2]
learner: {name: Sam Patel}
people:
  - {id: JT, role: assessor, name: Jo Thackwray}
  - {id: NW, role: assessor, name: Noor Waheed, in_training: true, countersigned_by: MB}
  - {id: MB, role: countersigner, name: Maureen Birt}
  - {id: RK, roles: [iqa, assessor], name: Ruaridh Kinnaber}
  - {id: EQ, role: eqa, name: Elin Quist}
witnesses: [{id: W1, name: Wilf Ames}]
criteria: [criteria/]
""",
    "criteria/counter.yaml": """\
kind: unit
ref: COUNTER 1
title: Serve customers
outcomes:
  - id: 1
    title: Be able to serve
    criteria: [{id: 1.1, text: Greet}, {id: 1.2, text: Ask}, {id: 1.10, text: Thank}]
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
title: Log
method: WP
date: 2026-03-02
claims: {COUNTER 1: [1.1, 1.2, 1.10], TILL 2: [1.1]}
---
I served eleven customers.
""",
    "evidence/e002.md": """\
---
id: E002
title: Another log
method: WP
date: 2026-03-03
claims: {COUNTER 1: [1.2]}
---
I served more.
""",
}


def met(by, unit, keys, what="met", more=""):
    return (
        f"kind: assessment\nby: {by}\ndecisions:\n"
        f"  - {{evidence: E001, claims: {{{unit}: [{keys}]}}, "
        f"decision: {what}, on: 2026-03-05{more}}}\n"
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773316800")  # 12 March 2026
    monkeypatch.setenv("COLUMNS", "80")
    return write_files(tmp_path, FILES)


@pytest.fixture
def call(folder, capsys):
    """Run a command on the folder: status, output, errors."""

    def run_it(name, *options):
        capsys.readouterr()
        status = run([name, str(folder), *options])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return status, printed.out, printed.err

    return run_it


def files_of(folder):
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in sorted(folder.glob("assessment/*.yaml"))
    }


WRITTEN = {
    "sign-off": (
        "sign-off --by JT --unit counter_1 --on 2026-03-11",
        "jt",
        "sign_offs:\n  - unit: COUNTER 1\n    role: assessor\n    on: 2026-03-11\n",
    ),
    "signed by another": (
        "sign-off --by JT --unit COUNTER_1 --role witness --signed-by W1",
        "jt",
        (
            "sign_offs:\n  - unit: COUNTER 1\n    role: witness\n    on: 2026-03-12\n"
            "    by: W1\n"
        ),
    ),
    "one of two roles": (
        "sign-off --by RK --unit TILL_2 --role iqa",
        "rk",
        "sign_offs:\n  - unit: TILL 2\n    role: iqa\n    on: 2026-03-12\n",
    ),
    "sample": (
        (
            "sample --by RK --unit COUNTER_1 --criteria 1.1,1.10 --evidence E001,E002 "
            "--accepted after_actions --stage interim --vacs VCs --action Date_it "
            "--by-when 2026-04-01"
        ),
        "rk",
        (
            "samples:\n  - unit: COUNTER 1\n    criteria: [1.1, 1.10]\n"
            "    evidence: [E001, E002]\n    stage: interim\n"
            '    accepted: "after actions"\n    vacs: [valid, current, sufficient]\n'
            '    action: "Date it"\n    by_when: 2026-04-01\n    on: 2026-03-12\n'
        ),
    ),
    "planned sample": (
        "sample --by EQ --evidence E001",
        "eq",
        "samples:\n  - evidence: [E001]\n",
    ),
    "action": (
        (
            "action --by MB --criteria 1.2-1.10 --action Say_who:_when "
            "--by-when 2026-04-01 --for assessor"
        ),
        "mb",
        (
            "actions:\n  - claims: {COUNTER 1: [1.2, 1.10]}\n"
            '    action: "Say who: when"\n    owed_by: assessor\n'
            "    by_when: 2026-04-01\n"
        ),
    ),
    "visit": (
        (
            "visit --by JT --on 2026-03-09 --with learner,employer "
            "--kind progress_review --notes #1 --off-the-job-hours 12 --next The_till"
        ),
        "jt",
        (
            "visits:\n  - on: 2026-03-09\n    kind: progress review\n"
            '    with: [learner, employer]\n    notes: "#1"\n'
            '    off_the_job_hours: 12\n    next: "The till"\n'
        ),
    ),
}


def typed(text):
    return [word.replace("_", " ") for word in text.split()]


@pytest.mark.parametrize(("wanted", "name", "lines"), WRITTEN.values(), ids=[*WRITTEN])
def test_a_record_begins_a_file_and_prints_its_lines(folder, call, wanted, name, lines):
    wanted = typed(wanted.replace("counter_1", "COUNTER_1"))
    status, out, _ = call(*wanted, "--dry-run")
    assert status == Exit.DONE
    assert "these lines would be" in out
    assert files_of(folder) == {}

    status, out, _ = call(*wanted)

    assert status == Exit.DONE
    head = f"kind: assessment\nby: {name.upper()}\n"
    assert files_of(folder) == {f"assessment/{name}.yaml": head + lines}
    assert out.startswith(f"assessment/{name}.yaml, added:\n")
    assert "".join(f"  {line}\n" for line in lines.splitlines()) in out
    sink = Sink()
    assert len(load_assessments(folder, sink)) == 1
    assert list(sink) == []


def test_a_record_joins_those_that_are_there_and_changes_no_other_byte(folder, call):
    before = "# mine\nkind: assessment\nby: RK\nsamples:\n- {evidence: [E002]}\n# end\n"
    write_files(folder, {"assessment/rk.yaml": before})

    call(*typed("sample --by RK --evidence E001"))

    text = files_of(folder)["assessment/rk.yaml"]
    assert text == before.replace("# end", "- evidence: [E001]\n# end")


def test_the_same_record_is_not_written_twice(folder, call):
    wanted = typed("visit --by JT --notes Hello")
    call(*wanted)
    before = files_of(folder)

    status, _, err = call(*wanted)

    assert status == Exit.FINDINGS
    assert "recorded already" in err
    assert files_of(folder) == before


REFUSED = {
    "nobody": ("sign-off --unit TILL_2", "say with --by whose record it is: JT"),
    "not of this portfolio": (
        "sign-off --by XX --unit TILL_2",
        "XX is not one of the people of this portfolio",
    ),
    "no unit": ("sign-off --by JT", "say which unit is signed off, with --unit"),
    "unknown unit": ("sign-off --by JT --unit X", "X is no unit of this portfolio"),
    "a role of others": (
        "sign-off --by JT --unit TILL_2 --role iqa",
        "JT",
    ),
    "several roles": (
        "sign-off --by RK --unit TILL_2",
        "RK has several roles; say in which one they sign, with --role",
    ),
    "a witness who is not named": (
        "sign-off --by JT --unit TILL_2 --role witness",
        "witness",
    ),
    "tomorrow": (
        "sign-off --by JT --unit TILL_2 --on 2026-03-13",
        "13 March 2026 is still to come",
    ),
    "an assessor's sample": ("sample --by JT --evidence E001", "JT"),
    "a sample of nothing": ("sample --by RK --accepted yes", "say what was sampled"),
    "no item": ("sample --by RK --evidence E9", "there is no evidence E9"),
    "no action": (
        "sample --by RK --evidence E001 --accepted no",
        "say what is to be done, with --action",
    ),
    "no rule of evidence": (
        "sample --by RK --evidence E001 --vacs nice",
        "nice is no rule of evidence",
    ),
    "several units": (
        "sample --by RK --criteria 1.1",
        "several units have 1.1; say which with --unit: COUNTER 1 or TILL 2",
    ),
    "no criterion": (
        "sample --by RK --unit TILL_2 --criteria 1.2",
        "TILL 2 has no criterion 1.2",
    ),
    "an IQA's action": ("action --by EQ --action Do", "EQ"),
    "an action of nothing": ("action --by JT", "say what is to be done"),
    "an empty plan": ("plan --when 2026-04-01", "say which criteria"),
    "no method": ("plan --criteria 1.2 --how magic", "magic is no method"),
}


@pytest.mark.parametrize(("wanted", "message"), REFUSED.values(), ids=[*REFUSED])
def test_what_cannot_stand_is_refused(folder, call, wanted, message):
    status, out, err = call(*typed(wanted))

    assert status in {Exit.MISUSE, Exit.FINDINGS}
    assert message in err
    assert out == ""
    assert files_of(folder) == {}


@pytest.mark.parametrize(
    "wanted",
    [
        "sample --by RK --unit COUNTER_1 --criteria 1.1 --accepted yes",
        "sample --by RK --evidence E001 --accepted yes",
        "sign-off --by RK --unit COUNTER_1 --role iqa",
    ],
)
def test_nobody_assures_their_own_decisions(folder, call, wanted):
    write_files(folder, {"assessment/rk.yaml": met("RK", "COUNTER 1", "1.1")})
    before = files_of(folder)

    status, _, err = call(*typed(wanted))

    assert status in {Exit.FINDINGS, Exit.MISUSE}
    assert "RK" in err
    assert "somebody else" in err
    assert files_of(folder) == before


def test_what_a_check_finds_of_a_record_is_said(folder, call):
    write_files(folder, {"assessment/jt.yaml": met("JT", "COUNTER 1", "1.1")})

    status, out, err = call(*typed("sign-off --by JT --unit COUNTER_1"))

    assert status == Exit.DONE
    assert "added:" in out
    assert "1.2, 1.10" in err


def test_data_tells_what_was_written(folder, call):
    _, out, _ = call(*typed("visit --by JT --notes Hello --json"))

    data = json.loads(out)
    assert (data["path"], data["created"], data["written"]) == (
        "assessment/jt.yaml",
        True,
        True,
    )
    assert data["added"] == files_of(folder)["assessment/jt.yaml"]


def test_a_plan_is_kept_in_a_file_of_its_own(folder, call):
    first = "plan --when 2026-03-01 --unit COUNTER_1 --criteria 1.1,1.2 --how o"
    assert call(*typed(f"{first} --with JT"))[0] == Exit.DONE
    assert call(*typed("plan --unit TILL_2 --note Bring_the_float"))[0] == Exit.DONE

    assert files_of(folder) == {
        "assessment/plan.yaml": "kind: plan\nplan:\n"
        "  - when: 2026-03-01\n    criteria: {COUNTER 1: [1.1, 1.2]}\n    how: O\n"
        "    with: [JT]\n"
        '  - criteria: {TILL 2: [1.1]}\n    note: "Bring the float"\n'
    }
    assert len(load_plan(folder, Sink()).value.plan) == 2
    _, out, _ = call("plan")
    assert out == (
        "1 March 2026: COUNTER 1 1.1, 1.2, O, with JT; past, and not done\n"
        "no date: TILL 2 1.1, Bring the float\n"
    )
    data = json.loads(call("plan", "--json")[1])
    assert [entry["how"] for entry in data] == ["O", None]


def test_a_plan_that_lines_cannot_be_added_to_stays_as_it_is(folder, call):
    write_files(folder, {"assessment/plan.yaml": "kind: plan\nplan: []\n"})

    status, _, err = call(*typed("plan --unit TILL_2"))

    assert status == Exit.NOT_WRITTEN
    assert "lines cannot be added to assessment/plan.yaml" in err
    assert files_of(folder) == {"assessment/plan.yaml": "kind: plan\nplan: []\n"}


def test_a_portfolio_that_is_none_is_said(tmp_path, capsys):
    for wanted in ("sign-off --by JT --unit U", "plan", "plan --unit U", "due"):
        name, *options = wanted.split()
        assert run([name, str(tmp_path), *options]) == Exit.FINDINGS
        assert "this folder has no portfolio.yaml" in capsys.readouterr().err


DUE = {
    "assessment/jt.yaml": met("JT", "COUNTER 1", "1.1") + "actions:\n"
    "  - {claims: {TILL 2: [1.1]}, action: Count again, by_when: 2026-03-01}\n"
    "  - {claims: {TILL 2: [1.1]}, action: Done, done: 2026-03-02}\n",
    "assessment/nw.yaml": met("NW", "COUNTER 1", "1.2"),
    "assessment/mb.yaml": met(
        "MB", "TILL 2", "1.1", "referred", ", feedback: Which till?"
    ),
    "assessment/rk.yaml": "kind: assessment\nby: RK\nsamples:\n"
    "  - {unit: COUNTER 1, criteria: [1.1], accepted: no, action: Say who, "
    "on: 2026-03-06, by_when: 2026-03-20}\n",
    "assessment/plan.yaml": "kind: plan\nplan:\n"
    "  - {when: 2026-03-04, criteria: {TILL 2: [1.1]}, with: [JT]}\n"
    "  - {when: 2026-03-04, criteria: {TILL 2: [1.1]}, done: E002}\n"
    "  - {when: 2026-04-04, criteria: {TILL 2: [1.1]}}\n",
}


def test_what_waits_is_said_by_those_for_whom_it_does(folder, call):
    write_files(folder, DUE)

    status, out, _ = call("due")

    assert status == Exit.DONE
    assert out == (
        "JT (Jo Thackwray)\n"
        "  returned       COUNTER 1 1.1: Say who (RK), by 20 March 2026\n"
        "  planned        TILL 2 1.1, overdue since 4 March 2026\n"
        "\n"
        "Sam Patel, the learner\n"
        "  to do          TILL 2 1.1: Count again (JT), overdue since 1 March 2026\n"
        "  referred       E001 for TILL 2 1.1: Which till? (MB)\n"
        "\n"
        "MB (Maureen Birt)\n"
        "  to countersign E001 for COUNTER 1 1.2 (NW)\n"
        "\n"
        "JT (Jo Thackwray), NW (Noor Waheed) or RK (Ruaridh Kinnaber)\n"
        "  to decide      E001 for COUNTER 1 1.10\n"
        "  to decide      E002 for COUNTER 1 1.2\n"
    )


def test_what_waits_for_one_person(folder, call):
    write_files(folder, DUE)

    assert "Sam" not in call("due", "--by", "JT")[1]
    assert call("due", "--by", "learner")[1].count("\n") == 3
    assert call("due", "--by", "EQ")[1] == "Nothing waits.\n"
    assert call("due", "--by", "XX")[0] == Exit.MISUSE
    data = json.loads(call("due", "--by", "MB", "--json", "--as-at", "2026-03-08")[1])
    assert data["as_at"] == "2026-03-08"
    assert data["due"] == [
        {
            "kind": "countersign",
            "owners": ["MB"],
            "unit": "COUNTER 1",
            "criteria": ["1.2"],
            "evidence": "E001",
            "text": None,
            "asked_by": "NW",
            "by_when": None,
            "overdue": False,
        }
    ]


def test_a_unit_that_is_met_waits_for_its_assessor(folder, call):
    write_files(folder, {"assessment/jt.yaml": met("JT", "TILL 2", "1.1")})
    assert "to sign off    TILL 2\n" in call("due")[1]

    call(*typed("sign-off --by JT --unit TILL_2"))

    assert "to sign off" not in call("due")[1]


TRAINED = {
    "lines": met("NW", "COUNTER 1", "1.2").replace(
        "  - {evidence: E001, claims: {COUNTER 1: [1.2]}, decision: met, "
        "on: 2026-03-05}\n",
        "  - evidence: E001\n    claims: {COUNTER 1: [1.2]}\n    decision: met\n"
        "    on: 2026-03-05\n    feedback: >-\n      Good,\n      and more.\n\n"
        "  # the next one\n  - {evidence: E002, claims: {COUNTER 1: [1.2]}, "
        "decision: referred, on: 2026-03-05, feedback: no}\n# the end\n",
    ),
    "braces": met("NW", "COUNTER 1", "1.2", more=", feedback: 'a } b'"),
}


@pytest.mark.parametrize("before", TRAINED.values(), ids=[*TRAINED])
def test_a_decision_made_in_training_is_countersigned(folder, call, before):
    write_files(folder, {"assessment/nw.yaml": before})
    assert "to countersign" in call("due", "--by", "MB")[1]

    wanted = ("countersign", *typed("--by MB --evidence E001 --on 2026-03-11"))
    assert call(*wanted, "--dry-run")[0] == Exit.DONE
    assert files_of(folder)["assessment/nw.yaml"] == before
    status, out, _ = call(*wanted)

    added = "countersigned: {by: MB, on: 2026-03-11}"
    assert status == Exit.DONE
    assert out == (
        f"assessment/nw.yaml, countersigned: E001 for COUNTER 1 1.2\n  {added}\n"
    )
    text = files_of(folder)["assessment/nw.yaml"]
    assert added in text
    line = f", {added}" if f", {added}" in text else f"    {added}\n"
    assert text.replace(line, "", 1) == before
    assert "to countersign" not in call("due", "--by", "MB")[1]
    unit = check(folder, today=date(2026, 3, 12)).value.coverage.units[0]
    assert unit.rows[1].status == "met"
    assert call(*wanted)[0] == Exit.FINDINGS


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("--by NW", "NW decided this, or is in training, and cannot countersign"),
        ("--by EQ", "EQ cannot decide"),
        ("--by MB --evidence E002", "no decision waits to be countersigned"),
        ("--by MB --unit TILL_2", "no decision waits to be countersigned"),
        ("--by MB --on 2026-03-13", "13 March 2026 is still to come"),
        ("--unit TILL_2", "say with --by whose record it is"),
    ],
)
def test_who_may_not_countersign_is_refused(folder, call, wanted, message):
    write_files(folder, {"assessment/nw.yaml": TRAINED["lines"]})

    status, out, err = call(*typed(f"countersign {wanted}"))

    assert status in {Exit.MISUSE, Exit.FINDINGS}
    assert message in err
    assert out == ""
    assert files_of(folder) == {"assessment/nw.yaml": TRAINED["lines"]}


def test_a_line_that_cannot_be_added_is_shown(folder, call):
    text = TRAINED["braces"].replace("}\n", "} # } here\n")
    write_files(folder, {"assessment/nw.yaml": text})

    status, _, err = call("countersign", "--by", "MB", "--on", "2026-03-11")

    assert status == Exit.NOT_WRITTEN
    assert "add by hand: countersigned: {by: MB, on: 2026-03-11}" in err
    assert files_of(folder) == {"assessment/nw.yaml": text}


def test_data_tells_what_was_countersigned(folder, call):
    write_files(folder, {"assessment/nw.yaml": TRAINED["lines"]})

    data = json.loads(call("countersign", "--by", "MB", "--json")[1])

    assert [(each["path"], each["written"]) for each in data] == [
        ("assessment/nw.yaml", True)
    ]


def test_who_is_in_training_is_told_that_a_decision_waits(call):
    wanted = typed("--evidence E001 --criteria 1.2 --on 2026-03-05")

    met = call("assess", "--by", "NW", *wanted, "--met")[2]
    referred = call("assess", "--by", "NW", *wanted, "--referred", "--feedback", "x")[2]

    assert met == "  it is met once somebody qualified has countersigned it\n"
    assert "countersigned" not in referred
