"""Rules about decisions, actions, sign-offs and samples."""

import pytest

from evidence_builder import codes
from tests.unit.checks.test_checks import UNIT, found, messages

WHOLE = "id: E1\ntitle: Log\nmethod: WP\ndate: 2026-03-02\nclaims: [all]\n"


def decision(decision="met", on="2026-03-10", claims="all", more=""):
    return f"{{evidence: E1, claims: [{claims}], decision: {decision}, on: {on}{more}}}"


def decided(*decisions):
    return f"decisions: [{', '.join(decisions)}]\n"


def signed(role="assessor", on="2026-05-01"):
    return f"sign_offs: [{{unit: U1, role: {role}, on: {on}}}]\n"


def sampled(fields):
    return f"samples: [{{unit: U1{fields}}}]\n"


@pytest.mark.parametrize("more", ["", ', feedback: " "'])
def test_not_yet_without_feedback_is_reported(tmp_path, more):
    jt = decided(decision("referred", claims="1.1", more=more))

    assert found(tmp_path, codes.FEEDBACK_MISSING, jt=jt) == [
        (
            "assessment/jt.yaml:3:53",
            "warning",
            "E1 was referred, and no feedback says why",
        )
    ]


@pytest.mark.parametrize(
    "made",
    [decision("referred", claims="1.1", more=", feedback: Who was it"), decision()],
)
def test_feedback_or_met_is_not_reported(tmp_path, made):
    assert not found(tmp_path, codes.FEEDBACK_MISSING, jt=decided(made))


def test_an_action_about_nothing_is_noted(tmp_path):
    assert found(tmp_path, codes.ACTION_UNLINKED, jt="actions: [{action: More}]\n") == [
        ("assessment/jt.yaml:3:20", "note", "the action names no criterion")
    ]
    linked = "actions: [{action: More, claims: [1.1]}]\n"
    assert not found(tmp_path, codes.ACTION_UNLINKED, jt=linked)


def test_a_unit_with_gaps_is_not_signed_off(tmp_path):
    assert found(tmp_path, codes.SIGNED_OFF_WITH_GAPS, jt=signed()) == [
        (
            "assessment/jt.yaml:3:20",
            "warning",
            "JT signed off U1, and 2 criteria are not covered: 1.2, 2.1",
        )
    ]


def test_nor_is_one_with_criteria_that_are_not_decided(tmp_path):
    jt = decided(decision(claims="1.1")) + signed()

    assert messages(tmp_path, codes.SIGNED_OFF_WITH_GAPS, e1=WHOLE, jt=jt) == [
        "JT signed off U1, and 2 criteria are not met: 1.2, 2.1"
    ]


def test_nor_is_one_that_lacks_something_as_a_whole(tmp_path):
    jt = decided(decision()) + signed()
    unit = UNIT + "requires: [{pieces: 2, per: unit}]\n"
    (message,) = messages(
        tmp_path, codes.SIGNED_OFF_WITH_GAPS, e1=WHOLE, jt=jt, unit=unit
    )

    assert message.startswith("JT signed off U1, and the unit needs ")


def test_nor_is_one_where_nothing_is_decided(tmp_path):
    assert messages(tmp_path, codes.SIGNED_OFF_WITH_GAPS, e1=WHOLE, jt=signed()) == [
        "JT signed off U1, and no decision on it is recorded"
    ]


def test_nor_is_one_where_too_little_was_accepted(tmp_path):
    second = "id: E2\ntitle: Log 2\nmethod: WP\ndate: 2026-03-03\nclaims: [all]\n"
    jt = decided(decision()) + signed()
    unit = UNIT + "requires: [{pieces: 2, per: unit}]\n"
    (message,) = messages(
        tmp_path, codes.SIGNED_OFF_WITH_GAPS, e1=WHOLE, e2=second, jt=jt, unit=unit
    )

    assert message.startswith("JT signed off U1, and the unit needs ")


@pytest.mark.parametrize("jt", [decided(decision()) + signed(), ""])
def test_a_unit_that_is_met_is(tmp_path, jt):
    assert not found(tmp_path, codes.SIGNED_OFF_WITH_GAPS, e1=WHOLE, jt=jt)


def test_a_learner_may_sign_when_they_please(tmp_path):
    assert not found(tmp_path, codes.SIGNED_OFF_WITH_GAPS, jt=signed("learner"))


def test_a_unit_is_not_signed_off_before_its_evidence(tmp_path):
    jt = signed(on="2026-03-01")

    assert found(tmp_path, codes.SIGNED_OFF_TOO_EARLY, jt=jt) == [
        (
            "assessment/jt.yaml:3:44",
            "warning",
            "U1 was signed off by JT on 1 March 2026, before E1 of 2 March 2026",
        )
    ]


def test_nor_before_the_last_day_of_its_evidence(tmp_path):
    several = "id: E1\ntitle: Log\nmethod: WP\ndates: [2026-03-02, 2026-06-02]\n"
    item = f"{several}claims: [all]\n"

    assert messages(tmp_path, codes.SIGNED_OFF_TOO_EARLY, e1=item, jt=signed()) == [
        "U1 was signed off by JT on 1 May 2026, before E1 of 2 June 2026"
    ]


def test_a_sample_is_of_something(tmp_path):
    rk = "samples: [{on: 2026-05-02, accepted: yes}]\n"

    assert messages(tmp_path, codes.SAMPLE_INCOMPLETE, rk=rk) == [
        "the sample by RK does not say what was sampled"
    ]


def test_a_sample_speaks_of_the_rules_of_evidence(tmp_path):
    rk = sampled(", vacs: [Valid, reliable, lovely], on: 2026-05-02, accepted: yes")

    assert found(tmp_path, codes.VACS_UNKNOWN, rk=rk) == [
        (
            "assessment/rk.yaml:3:46",
            "warning",
            "lovely is no rule of evidence",
        )
    ]


def test_nor_before_its_decisions(tmp_path):
    late = [decision(on="2026-05-02", claims=one) for one in ("1.1", "1.2")]
    jt = decided(*late) + signed()

    assert messages(tmp_path, codes.SIGNED_OFF_TOO_EARLY, e1=WHOLE, jt=jt) == [
        "U1 was signed off by JT on 1 May 2026, before the decision on E1 of 2 May 2026"
    ]


@pytest.mark.parametrize("role", ["assessor", "learner"])
def test_a_sign_off_in_time_is_not_reported(tmp_path, role):
    jt = decided(decision()) + signed(role)

    assert not found(tmp_path, codes.SIGNED_OFF_TOO_EARLY, e1=WHOLE, jt=jt)


def test_a_learner_signs_before_the_assessor_decides(tmp_path):
    jt = decided(decision()) + signed("learner", on="2026-03-05")

    assert not found(tmp_path, codes.SIGNED_OFF_TOO_EARLY, e1=WHOLE, jt=jt)


def test_an_iqa_does_not_sign_before_the_assessor(tmp_path):
    rk = signed("iqa", on="2026-04-30")

    assert found(tmp_path, codes.ASSURED_TOO_EARLY, rk=rk) == [
        (
            "assessment/rk.yaml:3:39",
            "warning",
            "RK signed off U1 on 30 April 2026, and no assessor has signed it off",
        )
    ]
    assert messages(tmp_path, codes.ASSURED_TOO_EARLY, rk=rk, jt=signed()) == [
        "RK signed off U1 on 30 April 2026, before the assessor did on 1 May 2026"
    ]


def test_an_iqa_signs_on_the_same_day_or_later(tmp_path):
    changed = {"rk": signed("iqa"), "jt": signed()}

    assert not found(tmp_path, codes.ASSURED_TOO_EARLY, **changed)


def test_what_is_not_decided_cannot_be_sampled(tmp_path):
    rk = sampled(", on: 2026-03-09, accepted: yes")
    changed = {"e1": WHOLE, "jt": decided(decision()), "rk": rk}

    assert found(tmp_path, codes.ASSURED_TOO_EARLY, **changed) == [
        (
            "assessment/rk.yaml:3:26",
            "warning",
            (
                "RK sampled on 9 March 2026, before the first decision there of "
                "10 March 2026"
            ),
        )
    ]
    changed["rk"] = rk.replace("03-09", "03-10")
    assert not found(tmp_path, codes.ASSURED_TOO_EARLY, **changed)


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        (", on: 2026-04-02", "whether the decisions were accepted"),
        (", accepted: yes", "when"),
        (", on: 2026-04-02, accepted: no", "what the assessor is to do"),
    ],
)
def test_a_sample_says_what_came_of_it(tmp_path, fields, lacking):
    assert messages(tmp_path, codes.SAMPLE_INCOMPLETE, rk=sampled(fields)) == [
        f"the sample by RK does not say {lacking}"
    ]


@pytest.mark.parametrize(
    "fields",
    [
        ", stage: interim",  # planned
        ", on: 2026-04-02, accepted: yes",
        ", on: 2026-04-02, accepted: no, action: Record the questions",
    ],
)
def test_a_sample_that_is_planned_or_complete_is_not_reported(tmp_path, fields):
    assert not found(tmp_path, codes.SAMPLE_INCOMPLETE, rk=sampled(fields))
