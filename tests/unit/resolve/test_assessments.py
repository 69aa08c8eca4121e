"""Assessment records: their links are proven, and nobody verifies their own work."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from evidence_builder import codes
from evidence_builder.pipeline.check import check
from evidence_builder.resolve.assessment.assessments import place_in_order
from evidence_builder.resolve.assessment.fingerprint import fingerprint
from evidence_builder.resolve.assessment.waiting import questions
from tests.conftest import write_files

PORTFOLIO = """\
kind: portfolio
units: [COUNTER 1, TILL 2]
learner: {name: Sam Patel}
people:
  - {id: JT, role: assessor, name: Jo Thackwray}
  - {id: MB, role: countersigner, name: Maureen Birt}
  - {id: RK, role: iqa, name: Ruaridh Kinnaber}
  - {id: RK2, role: assessor, name: ruaridh  kinnaber}
  - {id: JC, role: countersigner, name: JO  THACKWRAY}
  - {id: SP, role: assessor, name: sam  patel}
witnesses:
  - {id: W1, name: Ama Boateng}
criteria: [criteria/]
"""
UNIT = """\
kind: unit
ref: {ref}
title: A unit
also_known_as: [{other}]
outcomes:
  - id: 1
    title: Be able to serve
    criteria:
      - {{id: 1.1, text: Greet}}
      - {{id: 1.2, text: Ask, parts: [{{id: a, text: who}}, {{id: b, text: what}}]}}
"""
E001 = """\
---
id: E001
title: Log
method: WP
date: 2026-03-02
files: [log.txt]
claims: {COUNTER 1: [1.1, 1.2a], TILL 2: [1.1]}
---
I served.
"""
E002 = """\
id: E002
title: Draft
method: WP
draft: yes
claims: {COUNTER 1: [1.1]}
"""


OWN = {codes.OWN_DECISION_SAMPLED, codes.NOT_INDEPENDENT}


@pytest.fixture
def assess(tmp_path):
    """Resolve assessment files given by their text, beside a small portfolio."""

    def run(**files):
        write_files(
            tmp_path,
            {
                "portfolio.yaml": PORTFOLIO,
                "criteria/counter.yaml": UNIT.format(ref="COUNTER 1", other="Unit 7"),
                "criteria/till.yaml": UNIT.format(ref="TILL 2", other="Unit 8"),
                "evidence/e001.md": E001,
                "evidence/log.txt": "nine till noon",
                "evidence/e002.yaml": E002,
                **{f"assessment/{name}.yaml": text for name, text in files.items()},
            },
        )
        checked = check(tmp_path)
        assert checked.value is not None
        found = [
            (one.code, one.span.line, one.message)
            for one in checked.diagnostics
            if one.span.path.startswith("assessment/")
            # What the checks say besides is not the matter here.
            and (one.code.id < "EB4" or one.code in OWN)
        ]
        return checked.value, found

    return run


def file(by, *records):
    return f"kind: assessment\nby: {by}\n" + "".join(f"{one}\n" for one in records)


def decisions(*texts):
    return "decisions:\n" + "\n".join(f"  - {{{text}}}" for text in texts)


MET = "evidence: E001, decision: met, on: 2026-03-10"


def test_a_decision_is_made_for_each_criterion_that_it_names(assess):
    text = file(
        "JT", decisions(f"{MET}, feedback: Good, claims: {{Unit 7: [1.1-1.2]}}")
    )
    measured, found = assess(jt=text)

    made = measured.assessments.decisions.made
    assert [(one.unit, one.criterion) for one in made] == [
        ("COUNTER 1", "1.1"),
        ("COUNTER 1", "1.2a"),
        ("COUNTER 1", "1.2b"),
    ]
    assert {(one.by, one.on, one.feedback) for one in made} == {
        ("JT", date(2026, 3, 10), "Good")
    }
    assert found == [
        (
            codes.DECISION_UNCLAIMED,
            4,
            (
                "E001 does not claim COUNTER 1 1.2b; "
                "the decision counts as added by the assessor"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            "evidence: E009, decision: met, on: 2026-03-10, claims: {TILL 2: [1.1]}",
            codes.UNKNOWN_EVIDENCE,
            "E009 is not the number of an evidence item",
        ),
        (
            f"{MET}, claims: {{TILL 3: [1.1]}}",
            codes.UNKNOWN_UNIT,
            "there is no unit TILL 3 in this portfolio",
        ),
        (
            f"{MET}, claims: {{TILL 2: [1.9]}}",
            codes.UNKNOWN_CRITERION,
            "TILL 2 has no criterion 1.9",
        ),
        (
            f"{MET}, claims: [1.1]",
            codes.AMBIGUOUS_UNIT,
            "the criteria do not say which unit they are of",
        ),
    ],
)
def test_a_decision_on_what_is_not_there_is_left_out(assess, text, code, message):
    measured, found = assess(jt=file("JT", decisions(text)))

    assert measured.assessments.decisions.made == ()
    assert found == [(code, 4, message)]


def test_a_unit_that_is_not_there_is_found_where_it_is_named(assess, tmp_path):
    text = f"{MET}, claims: {{TILL 3: [1.1], TILL 2: [1.9]}}"
    assess(jt=file("JT", decisions(text)))
    places = [
        (finding.span.line, finding.span.column)
        for finding in check(tmp_path).diagnostics
        if finding.code in {codes.UNKNOWN_UNIT, codes.UNKNOWN_CRITERION}
    ]

    line = f"  - {{{text}}}"
    assert places == [(4, line.index(word) + 1) for word in ("TILL 3", "1.9")]


@pytest.mark.parametrize(
    ("by", "code", "line", "message"),
    [
        ("RK", codes.ROLE_UNFIT, 3, "RK is an IQA here and cannot decide on evidence"),
        (
            "W1",
            codes.ROLE_UNFIT,
            3,
            "W1 is a witness here and cannot decide on evidence",
        ),
        (
            "XX",
            codes.UNKNOWN_PERSON,
            2,
            "XX is not one of the people of this portfolio",
        ),
    ],
)
def test_only_an_assessor_or_a_countersigner_decides(assess, by, code, line, message):
    text = file(by, decisions(f"{MET}, claims: {{TILL 2: [1.1]}}"))
    measured, found = assess(x=text, mb=text.replace(f"by: {by}", "by: MB"))

    assert [one.by for one in measured.assessments.decisions.made] == ["MB"]
    assert found == [(code, line, message)]


def test_sign_offs_are_by_somebody_in_the_role(assess):
    text = file(
        "JT",
        "sign_offs:",
        "  - {unit: TILL 2, role: learner, on: 2026-05-01}",
        "  - {unit: Unit 8, role: witness, by: W1, on: 2026-05-01}",
        "  - {unit: TILL 2, role: assessor, on: 2026-05-01}",
        "  - {unit: TILL 2, role: iqa, by: RK, on: 2026-05-02}",
        "  - {unit: TILL 2, role: iqa, on: 2026-05-02}",
        "  - {unit: TILL 2, role: eqa, by: MB, on: 2026-05-02}",
        "  - {unit: TILL 2, role: iqa, by: ZZ, on: 2026-05-02}",
    )
    measured, found = assess(jt=text)

    kept = measured.assessments.sign_offs
    assert [(one.who.name, one.who.role, one.unit) for one in kept] == [
        ("Sam Patel", "learner", "TILL 2"),
        ("Ama Boateng", "witness", "TILL 2"),
        ("Jo Thackwray", "assessor", "TILL 2"),
        ("Ruaridh Kinnaber", "iqa", "TILL 2"),
    ]
    assert [(code, line) for code, line, _ in found] == [
        (codes.ROLE_UNFIT, 8),
        (codes.ROLE_UNFIT, 9),
        (codes.UNKNOWN_PERSON, 10),
    ]
    assert [message.rpartition(" cannot ")[2] for _, _, message in found[:2]] == [
        "sign off as IQA",
        "sign off as EQA",
    ]


def test_actions_and_samples_name_criteria_by_their_keys(assess):
    measured, found = assess(
        jt=file("JT", "actions:", "  - {action: Write, claims: {TILL 2: [outcome 1]}}"),
        rk=file(
            "RK",
            "samples:",
            "  - {unit: TILL 2, criteria: [1.1], evidence: [E001], stage: interim}",
            "  - {}",
            "  - {unit: TILL 2, evidence: [E009]}",
        ),
    )

    (action,) = measured.assessments.actions
    assert [(one.unit, one.criteria) for one in action.about] == [
        ("TILL 2", ("1.1", "1.2a", "1.2b"))
    ]
    samples = measured.assessments.samples
    assert [(one.unit, one.criteria, one.evidence) for one in samples] == [
        ("TILL 2", ("1.1",), ("E001",)),
        (None, (), ()),
    ]
    # A sample of what is not there is no sample of everything.
    assert [(code, line) for code, line, _ in found] == [(codes.UNKNOWN_EVIDENCE, 6)]


SAMPLES = {
    "the same name under another id": ("RK2", "unit: TILL 2", True),
    "one item of several": ("RK2", "evidence: [E001]", True),
    "another unit": ("RK2", "unit: COUNTER 1", False),
    "another criterion": ("RK2", "unit: TILL 2, criteria: [1.2a]", False),
    "somebody else": ("JT", "unit: TILL 2", False),
    "nothing in particular": ("RK2", "stage: interim", False),
}


@pytest.mark.parametrize(("by", "sample", "own"), SAMPLES.values(), ids=list(SAMPLES))
def test_nobody_samples_their_own_decisions(assess, by, sample, own):
    measured, found = assess(
        a=file(by, decisions(f"{MET}, claims: {{TILL 2: [1.1]}}")),
        rk=file("RK", "samples:", f"  - {{{sample}}}"),
    )

    assert [code for code, _, _ in found] == [codes.OWN_DECISION_SAMPLED] * own
    assert len(measured.assessments.samples) == (not own)


def test_a_sign_off_as_iqa_of_own_decisions_is_left_out(assess):
    sign_off = "  - {unit: TILL 2, role: iqa, on: 2026-05-02}"
    measured, found = assess(
        a=file("RK2", decisions(f"{MET}, claims: {{TILL 2: [1.1]}}")),
        rk=file("RK", "sign_offs:", sign_off),
    )

    assert [code for code, _, _ in found] == [codes.OWN_DECISION_SAMPLED]
    assert measured.assessments.sign_offs == ()


def test_what_a_learner_decides_and_signs_as_assessor_is_left_out(assess, tmp_path):
    sign_offs = (
        "  - {unit: TILL 2, role: assessor, on: 2026-05-02}",
        "  - {unit: TILL 2, role: learner, by: learner, on: 2026-05-02}",
    )
    own = decisions(f"{MET}, claims: {{TILL 2: [1.1]}}")
    measured, _ = assess(sp=file("SP", own, "sign_offs:", *sign_offs))

    assert measured.assessments.decisions.made == ()
    assert [one.who.role for one in measured.assessments.sign_offs] == ["learner"]
    listed = [
        (str(one.span), one.message)
        for one in check(tmp_path).diagnostics
        if one.code is codes.NOT_INDEPENDENT
    ]
    assert listed == [
        (
            "portfolio.yaml:10:36",
            "Sam Patel is the learner and stands here as an assessor too",
        )
    ]


@pytest.mark.parametrize(
    ("first", "second", "record", "message"),
    [
        (
            "JT",
            "JC",
            "sign_offs: [{unit: TILL 2, role: countersigner, on: 2026-05-03}]",
            "JC countersigns TILL 2 and is its assessor",
        ),
        (
            "RK2",
            "RK",
            "sign_offs: [{unit: TILL 2, role: iqa, on: 2026-05-03}]",
            "RK signs off TILL 2 as IQA and as its assessor",
        ),
        (
            "RK2",
            "RK",
            "samples: [{unit: TILL 2, on: 2026-05-03, accepted: yes}]",
            "RK samples TILL 2 and signed it off as its assessor",
        ),
    ],
)
def test_nobody_verifies_a_unit_that_they_assessed(
    assess, first, second, record, message
):
    signed = "sign_offs: [{unit: TILL 2, role: assessor, on: 2026-05-02}]"
    measured, found = assess(a=file(first, signed), b=file(second, record))

    assert [(code, words) for code, _, words in found] == [
        (codes.NOT_INDEPENDENT, message)
    ]
    assert [one.who.role for one in measured.assessments.sign_offs] == ["assessor"]
    assert measured.assessments.samples == ()


def test_a_countersigner_did_not_decide_as_assessor(assess):
    own = decisions(f"{MET}, claims: {{TILL 2: [1.1]}}")
    record = "sign_offs: [{unit: TILL 2, role: countersigner, on: 2026-05-03}]"
    _, found = assess(jt=file("JT", own), jc=file("JC", record))
    assert [code for code, _, _ in found] == [codes.NOT_INDEPENDENT]
    _, found = assess(jt=file("JT", own), jc=file("MB", record))
    assert found == []


def test_of_one_day_the_decision_in_the_second_file_is_the_later(assess):
    claims = "claims: {TILL 2: [1.1]}"
    measured, _ = assess(
        **{
            "jt": file("JT", decisions(f"{MET}, {claims}")),
            "jt-2": file(
                "JT", decisions(f"{MET}, {claims}".replace("met", "referred"))
            ),
        }
    )

    by_place = measured.assessments.decisions.by_place()
    latest = by_place["TILL 2", "1.1"][-1]
    assert latest.decision == "referred"
    files = ["a/jt.yaml", "a/jt-2.yaml", "a/jt-10.yaml", "a/zz.yml"]
    shuffled = [files[2], files[0], files[3], files[1]]
    assert sorted(shuffled, key=place_in_order) == files


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_fingerprint_is_what_it_has_always_been(assess):
    measured, _ = assess()
    e001, e002 = measured.resolved.items

    assert fingerprint(e001) == digest(
        f"evidence 1\nitem {digest(E001)}\nfile {digest('nine till noon')}\n"
    )
    assert fingerprint(e002) == digest(f"evidence 1\nitem {digest(E002)}\n")
    now = measured.assessments.decisions.current_sha256
    assert now == {"E001": fingerprint(e001), "E002": fingerprint(e002)}


def test_line_ends_and_byte_order_marks_change_no_fingerprint(assess, tmp_path):
    before, _ = assess()
    path = tmp_path / "evidence" / "e001.md"
    path.write_bytes(b"\xef\xbb\xbf" + E001.replace("\n", "\r\n").encode())
    after = check(tmp_path).value

    first, second = before.resolved.items[0], after.resolved.items[0]
    assert fingerprint(first) == fingerprint(second)


@pytest.mark.parametrize("change", ["word", "file", "missing"])
def test_any_change_of_the_evidence_changes_it(assess, tmp_path, change):
    before, _ = assess()
    folder = tmp_path / "evidence"
    if change == "word":
        (folder / "e001.md").write_text(E001.replace("served", "serve"))
    elif change == "file":
        (folder / "log.txt").write_text("nine till one")
    else:
        (folder / "log.txt").unlink()
    after = check(tmp_path).value

    first, second = before.resolved.items[0], after.resolved.items[0]
    assert fingerprint(first) != fingerprint(second)


def test_claims_wait_until_they_are_decided_on_as_they_are_now(assess):
    claims = "claims: {COUNTER 1: [1.1, 1.2a]}"
    measured, _ = assess(
        jt=file(
            "JT",
            decisions(
                f"{MET}, {claims}, evidence_sha256: 00",
                f"{MET.replace('met', 'referred')}, claims: {{TILL 2: [1.1]}}",
                f"{MET}, claims: {{COUNTER 1: [1.2a]}}",
            ),
        )
    )

    asked = list(questions(measured.resolved, measured.assessments.decisions))
    assert [(one.index.key, one.row.key, one.is_open) for one in asked] == [
        ("COUNTER 1", "1.1", True),  # decided on other evidence than there is now
        ("COUNTER 1", "1.2a", False),
        ("TILL 2", "1.1", False),
    ]
    assert [len(one.earlier) for one in asked] == [1, 2, 1]
