"""Dates that cannot be right."""

import pytest

from evidence_builder import codes
from tests.unit.checks.test_checks import found, messages


def item(fields, method="WP"):
    return f"id: E2\ntitle: Form\nmethod: {method}\n{fields}\nclaims: [1.2]\n"


def test_work_before_registration_is_reported_once_for_an_item(tmp_path):
    dates = item("dates: [2026-02-01, 2025-12-01, 2025-11-30]")

    assert found(tmp_path, codes.DATE_IMPOSSIBLE, e2=dates) == [
        (
            "evidence/e2.yaml:4:33",
            "warning",
            (
                "E2 is of 30 November 2025, before the learner was registered on "
                "12 January 2026"
            ),
        )
    ]


def test_a_registration_after_most_of_the_evidence_is_reported_once(tmp_path):
    items = {
        f"e{number}": item(f"date: 2025-0{number}-01").replace("E2", f"E{number}")
        for number in (2, 3, 4)
    }

    assert found(tmp_path, codes.DATE_IMPOSSIBLE, **items) == [
        (
            "portfolio.yaml:4:13",
            "warning",
            (
                "the registration of 12 January 2026 lies after 3 of 4 dated items of "
                "evidence"
            ),
        )
    ]


@pytest.mark.parametrize(("on", "number"), [("2026-03-01", 1), ("2026-03-05", 0)])
def test_a_decision_is_compared_with_the_first_day(tmp_path, on, number):
    """Between the days it is of what was there; what came later shows as a change."""
    jt = f"decisions: [{{evidence: E2, claims: [1.2], decision: met, on: {on}}}]\n"
    dates = item("dates: [2026-03-02, 2026-03-09]")

    found = messages(tmp_path, codes.DECIDED_TOO_EARLY, e2=dates, jt=jt)
    assert len(found) == number
    assert all("before the evidence of 2 March 2026" in message for message in found)


@pytest.mark.parametrize(
    ("fields", "method"),
    [
        ("date: 2026-01-12", "WP"),
        ("date: 2019-06-30", "RPL"),
        ("date: 1998-06-30", "RPL"),
        ("date: 2025-06-30\nreference_material: yes", "WP"),
        ("date: 2026-06-01", "WP"),
    ],
)
def test_dates_that_may_be_right_are_not_reported(tmp_path, fields, method):
    assert not found(tmp_path, codes.DATE_IMPOSSIBLE, e2=item(fields, method))


def test_a_target_before_registration_is_reported(tmp_path):
    (only,) = found(tmp_path, codes.DATE_IMPOSSIBLE, portfolio="target: 2025-01-31\n")

    assert only[0] == "portfolio.yaml:12:9"
    assert not found(tmp_path, codes.DATE_IMPOSSIBLE, portfolio="target: 2027-01-31\n")


def test_nothing_is_done_in_the_future(tmp_path):
    fields = (
        "date: 2026-06-02\nsigned: {learner: 2026-06-03}\nheld: in situ\n"
        "location: office\nreason: names\nseen_by: JT\nseen_on: 2026-06-04"
    )
    jt = (
        "decisions: [{evidence: E1, claims: [1.1], decision: met, on: 2026-06-05}]\n"
        "actions: [{action: Bring more, claims: [1.1], done: 2026-06-06}]\n"
        "sign_offs: [{unit: U1, role: assessor, on: 2026-06-07}]\n"
    )
    rk = "samples: [{unit: U1, on: 2026-06-08, accepted: yes}]\n"

    findings = found(tmp_path, codes.DATE_IMPOSSIBLE, e2=item(fields), jt=jt, rk=rk)

    assert [message.partition(", which lies")[0] for _, _, message in findings] == [
        "the decision on E1 is of 5 June 2026",
        "an action that was done is of 6 June 2026",
        "the sign-off of U1 is of 7 June 2026",
        "the sample by RK is of 8 June 2026",
        "E2 is of 2 June 2026",
        "the signature of the learner on E2 is of 3 June 2026",
        "the look at E2 where it is held is of 4 June 2026",
    ]
    assert findings[0][0] == "assessment/jt.yaml:3:62"


def test_a_date_of_last_century_is_reported_once(tmp_path):
    assert messages(tmp_path, codes.DATE_IMPOSSIBLE, e2=item("date: 1926-03-02")) == [
        "E2 is of 2 March 1926, of last century"
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            "date: 2026-03-09\nsigned: {witness: 2026-03-08}",
            (
                "the signature of the witness on E2 is of 8 March 2026, before the "
                "evidence of 9 March 2026"
            ),
        ),
        (
            "dates: [2026-03-09, 2026-03-16]\nheld: in situ\nseen_on: 2026-03-01",
            (
                "the look at E2 where it is held is of 1 March 2026, before the "
                "evidence of 9 March 2026"
            ),
        ),
    ],
)
def test_nobody_signs_what_is_not_there_yet(tmp_path, fields, message):
    assert messages(tmp_path, codes.SIGNED_TOO_EARLY, e2=item(fields)) == [message]


def test_work_that_goes_on_may_be_signed_in_between(tmp_path):
    fields = "dates: [2026-03-09, 2026-03-16]\nsigned: {witness: 2026-03-09}"

    assert not found(tmp_path, codes.SIGNED_TOO_EARLY, e2=item(fields))


@pytest.mark.parametrize(("on", "number"), [("2026-03-01", 1), ("2026-03-02", 0)])
def test_nobody_decides_on_what_is_not_there_yet(tmp_path, on, number):
    jt = f"decisions: [{{evidence: E1, claims: [1.1], decision: met, on: {on}}}]\n"

    findings = found(tmp_path, codes.DECIDED_TOO_EARLY, jt=jt)

    assert len(findings) == number
    assert [place for place, _, _ in findings] == ["assessment/jt.yaml:3:62"][:number]
