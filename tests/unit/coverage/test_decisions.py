"""The learner's claims and the assessor's decisions, side by side."""

from datetime import date

import pytest

from evidence_builder import reasons
from evidence_builder.checks.subject import theory_only
from evidence_builder.coverage.decisions import (
    Decisions,
)
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.occasions import occasion_grid
from evidence_builder.coverage.result import Status
from evidence_builder.coverage.terms import Terms
from tests.property.strategies_coverage import decision, index_of, item

ONE = index_of('outcomes: [{title: Be able to, criteria: [{id: "1.1", text: one}]}]')
TWICE = index_of(
    """
requires: [{occasions: 2}]
outcomes: [{title: Be able to, criteria: [{id: "1.1", text: one}]}]
"""
)
PARTS = index_of(
    """
outcomes:
  - title: Be able to
    criteria:
      - id: "1.1"
        text: "stem:"
        parts_needed: 2
        parts: [{id: a, text: a}, {id: b, text: b}, {id: c, text: c}]
"""
)

FIRST = item("E1", claims="1.1")
SECOND = item("E2", on="2026-03-09", claims="1.1")
THIRD = item("E3", on="2026-03-16", claims="1.1")


def judged(index, items, *made, **now):
    decisions = Decisions(tuple(made), now)
    return measure([index], items, decisions=decisions).units[0]


def row_of(index, items, *made, **now):
    return judged(index, items, *made, **now).rows[0]


def voices(row):
    return row.claimed_status, row.decided_status, row.status


def test_before_any_decision_a_claim_waits_for_the_assessor():
    row = row_of(ONE, [FIRST])

    assert voices(row) == (Status.CLAIMED, None, Status.CLAIMED)


def test_accepted_evidence_that_is_enough_meets_the_criterion():
    row = row_of(ONE, [FIRST], decision("E1", "1.1", sha256="aa"), E1="AA")

    assert voices(row) == (Status.CLAIMED, Status.MET, Status.MET)
    assert [reasons.sentence(reason) for reason in row.reasons] == [
        "accepted: E1, by JT on 1 April 2026"
    ]
    assert not row.decisions[0].notes


def test_half_of_what_is_asked_accepted_still_waits():
    row = row_of(TWICE, [FIRST, SECOND], decision("E1", "1.1"))

    assert voices(row) == (Status.CLAIMED, Status.PARTIAL, Status.CLAIMED)
    assert reasons.sentence(row.reasons[0]) == (
        "claimed by E1 and E2; accepted so far: E1; waiting for the assessor"
    )
    assert (row.requirements[0].met, row.requirements[0].accepted) == (True, False)


def test_a_gap_stays_a_gap_whatever_was_accepted():
    row = row_of(TWICE, [FIRST], decision("E1", "1.1"))

    assert voices(row) == (Status.PARTIAL, Status.PARTIAL, Status.PARTIAL)


def test_evidence_changed_since_puts_the_decision_out_of_date():
    row = row_of(ONE, [FIRST], decision("E1", "1.1", sha256="aa"), E1="bb")

    assert voices(row) == (Status.CLAIMED, Status.OUT_OF_DATE, Status.OUT_OF_DATE)
    assert row.decisions[0].notes == ("changed",)
    assert reasons.sentence(row.reasons[0]) == (
        "E1 has changed since the decision on it (met, by JT on 1 April 2026)"
    )


def test_a_change_does_not_matter_where_other_accepted_evidence_is_enough():
    made = decision("E1", "1.1", sha256="aa"), decision("E2", "1.1", sha256="cc")

    row = row_of(ONE, [FIRST, SECOND], *made, E1="bb", E2="cc")

    assert row.status is Status.MET


@pytest.mark.parametrize(
    ("fingerprint", "now"), [(None, {"E1": "bb"}), ("aa", {}), (None, {})]
)
def test_without_a_fingerprint_a_decision_is_taken_as_current_and_says_so(
    fingerprint, now
):
    row = row_of(ONE, [FIRST], decision("E1", "1.1", sha256=fingerprint), **now)

    assert row.status is Status.MET
    assert row.decisions[0].notes == ("not_compared",)


def test_not_yet_refers_the_criterion_until_something_answers_it():
    said = decision(
        "E1", "1.1", "referred", on="2026-03-05", feedback="Say who attended"
    )

    row = row_of(ONE, [FIRST], said)
    answered = row_of(ONE, [FIRST, SECOND], said)

    assert voices(row) == (Status.CLAIMED, Status.REFERRED, Status.REFERRED)
    assert reasons.sentence(row.reasons[0]) == "referred: E1, by JT on 5 March 2026"
    assert reasons.remedy(row.reasons[0].closes) == (
        "more or better evidence, as the assessor's feedback says"
    )
    assert voices(answered) == (Status.CLAIMED, Status.REFERRED, Status.CLAIMED)
    assert reasons.sentence(answered.reasons[1]).endswith("other evidence answers it")


def test_an_answer_that_is_not_enough_leaves_it_partial():
    said = decision("E1", "1.1", "referred", on="2026-03-05")

    row = row_of(TWICE, [FIRST, SECOND], said)

    assert row.status is Status.PARTIAL
    assert reasons.remedy(row.remedies[-1]) == (
        "a second occasion, on another date than 9 March 2026"
    )
    assert row_of(TWICE, [FIRST, SECOND, THIRD], said).status is Status.CLAIMED


def test_what_is_older_than_a_refusal_does_not_answer_it():
    said = decision("E1", "1.1", "referred")

    row = row_of(ONE, [FIRST, SECOND], said)

    assert row.status is Status.REFERRED
    assert [reasons.sentence(reason) for reason in row.reasons][1:] == [
        "E2 claims it too, and is no newer"
    ]


@pytest.mark.parametrize(
    ("other", "words", "status"),
    [
        (item("E2", on=None, claims="1.1"), (), Status.CLAIMED),
        (item("E2", on="2026-04-02", claims="1.1"), (), Status.CLAIMED),
        (item("E2", on="2026-04-01", claims="1.1"), (), Status.REFERRED),
        (SECOND, ("met",), Status.MET),
        (SECOND, ("referred",), Status.REFERRED),
    ],
)
def test_what_answers_a_refusal_is_newer_or_accepted(other, words, status):
    made = [decision("E2", "1.1", word, on="2026-03-20") for word in words]

    row = row_of(ONE, [FIRST, other], decision("E1", "1.1", "referred"), *made)

    assert row.status is status


def test_evidence_accepted_after_a_refusal_answers_it_beside_older_evidence():
    items = [FIRST, SECOND, THIRD]
    said = decision("E1", "1.1", "referred")
    later = decision("E2", "1.1", on="2026-04-02")
    sooner = decision("E2", "1.1", on="2026-03-20")

    assert row_of(TWICE, items, said, later).status is Status.CLAIMED
    assert row_of(TWICE, items, said, sooner).status is Status.REFERRED


def test_an_acceptance_covers_dates_up_to_its_own_day():
    twice = item("E1", on="2026-03-02 2026-04-09", claims="1.1")
    coverage = judged(TWICE, [twice], decision("E1", "1.1"))

    row, line = coverage.rows[0], occasion_grid(coverage).rows[0]

    assert voices(row) == (Status.CLAIMED, Status.PARTIAL, Status.CLAIMED)
    assert [cell.accepted for cell in line.cells] == [True, False]
    assert (line.complete, line.accepted) == (True, False)


def test_what_was_refused_shows_no_occasion():
    said = decision("E1", "1.1", "referred")

    line = occasion_grid(judged(TWICE, [FIRST, SECOND], said)).rows[0]

    assert [cell and cell.evidence for cell in line.cells] == [("E2",), None]


def test_what_was_accepted_in_time_does_not_grow_too_old():
    old = item("E1", on="2024-03-02", claims="1.1")
    terms = Terms(max_age_months=12, today=date(2026, 5, 1))

    def at(on, word="met"):
        made = Decisions((decision("E1", "1.1", word, on=on),))
        return measure([ONE], [old], terms=terms, decisions=made).units[0].rows[0]

    assert at("2024-04-01").status is Status.MET
    assert at("2025-04-01").status is Status.MISSING
    assert at("2024-04-01", "referred").status is Status.MISSING


def test_refused_evidence_stands_behind_no_requirement_of_the_unit():
    whole = index_of(
        """
requires: [{per: unit, methods: [O]}]
outcomes:
  - {title: Be able to, criteria: [{id: "1.1", text: one}, {id: "1.2", text: two}]}
ranges: [{id: tools, title: tools, items: [saw, axe]}]
"""
    )
    items = [
        item("E1", claims="1.1 1.2", covers={"tools": ["saw"]}),
        item("E2", "O", claims="1.1 1.2", covers={"tools": ["axe"]}),
    ]
    accepted = [decision("E1", key) for key in ("1.1", "1.2")]
    refused = [decision("E2", key, "referred") for key in ("1.1", "1.2")]

    coverage = judged(whole, items, *accepted, *refused)

    assert not coverage.gaps
    assert [reasons.sentence(one.unmet) for one in coverage.open_requirements] == [
        f"needs {asked}; the assessor referred E2"
        for asked in (
            "at least one item by direct observation (O); so far none",
            "all of the range tools covered; so far saw",
        )
    ]
    # What was refused for one criterion may still stand behind the others.
    assert not judged(whole, items, *accepted, refused[0]).open_requirements


def test_what_was_refused_is_no_practice():
    telling = item("E2", "RA", on="2026-04-09", claims="1.1")

    coverage = judged(ONE, [FIRST, telling], decision("E1", "1.1", "referred"))

    assert [row.row.key for row in theory_only(coverage)] == ["1.1"]


def test_nothing_is_left_to_wait_for_when_the_rest_is_accepted_and_too_little():
    made = decision("E1", "1.1", "referred"), decision("E2", "1.1")

    assert row_of(TWICE, [FIRST, SECOND], *made).status is Status.REFERRED


def test_an_item_reworked_after_not_yet_goes_back_to_the_assessor():
    said = decision("E1", "1.1", "referred", sha256="aa")

    row = row_of(ONE, [FIRST], said, E1="bb")

    assert row.status is Status.OUT_OF_DATE
    assert reasons.remedy(row.reasons[0].closes) == "the assessor looks at E1 again"


def test_later_decisions_supersede_earlier_ones_and_the_history_is_kept():
    later = decision("E1", "1.1", on="2026-05-01", by="RK")
    earlier = decision("E1", "1.1", "referred")

    row = row_of(ONE, [FIRST], later, earlier)

    assert row.status is Status.MET
    assert [(one.decision.by, one.stands) for one in row.decisions] == [
        ("JT", False),
        ("RK", True),
    ]
    assert "superseded" in row.decisions[0].notes


def test_of_one_day_the_decision_written_later_stands():
    made = (
        decision("E1", "1.1", order=("assessment/a.yaml", 1)),
        decision("E1", "1.1", "referred", order=("assessment/a.yaml", 0)),
    )

    assert row_of(ONE, [FIRST], *made).status is Status.MET


def test_what_the_assessor_saw_and_nobody_claimed_is_credited():
    unclaimed = item("E9", claims="")

    row = row_of(ONE, [unclaimed], decision("E9", "1.1"))

    assert voices(row) == (Status.MISSING, Status.MET, Status.MET)
    assert [one.notes[0] for one in row.decisions] == ["added"]
    assert [result.claim.added for result in row.claims] == [True]


def test_a_decision_on_what_is_not_there_is_kept_and_never_counted():
    refused = decision("E9", "1.1", "referred", on="2026-09-05")

    for made in ((decision("E8", "1.1"),), (decision("E9", "1.1"), refused)):
        row = row_of(ONE, [item("E9", claims="")], *made)
        assert voices(row) == (Status.MISSING, None, Status.MISSING)
        assert not row.decisions[-1].claimed


def test_accepting_what_does_not_count_meets_nothing():
    draft = item("E1", claims="1.1", draft="yes")

    row = row_of(ONE, [draft], decision("E1", "1.1"))

    assert voices(row) == (Status.MISSING, None, Status.MISSING)


def test_a_stem_follows_its_parts_in_both_views():
    items = [item("E1", claims="1.1a 1.1b 1.1c")]
    made = decision("E1", "1.1a"), decision("E1", "1.1b")

    coverage = judged(PARTS, items, *made)
    stem = coverage.rows[0]

    assert voices(stem) == (Status.CLAIMED, Status.MET, Status.MET)
    assert [row.row.key for row in coverage.rows if not row.needed] == ["1.1c"]
    assert coverage.tally() == {Status.MET: 2}


def test_a_referred_part_refers_its_stem_only_where_it_is_needed():
    refused = decision("E1", "1.1a", "referred")

    short = judged(PARTS, [item("E1", claims="1.1a 1.1b")], refused)
    enough = judged(PARTS, [item("E1", claims="1.1a 1.1b 1.1c")], refused)

    assert short.rows[0].status is Status.REFERRED
    assert enough.rows[0].status is Status.CLAIMED
    assert not enough.gaps


def test_the_grid_shows_accepted_occasions_first_and_the_others_beside():
    made = decision("E2", "1.1"), decision("E3", "1.1")

    row = occasion_grid(judged(TWICE, [FIRST, SECOND, THIRD], *made)).rows[0]

    assert [cell.evidence for cell in row.cells] == [("E2",), ("E3",)]
    assert [one.evidence for one in row.further] == [("E1",)]
    assert (row.complete, row.accepted) == (True, True)


def test_what_a_unit_lacks_in_accepted_evidence_is_told_apart():
    whole = index_of(
        """
requires: [{per: unit, different_methods: 2}]
outcomes: [{title: Be able to, criteria: [{id: "1.1", text: one}]}]
ranges: [{id: tools, title: tools, items: [saw]}, {id: x, title: x, items: [y]}]
"""
    )
    items = [
        item("E1", "O", claims="1.1", covers={"tools": ["saw"], "x": ["y"]}),
        item("E2", "WP", claims="1.1"),
    ]

    coverage = judged(whole, items, decision("E2", "1.1"))

    assert (coverage.requirements[0].met, coverage.requirements[0].accepted) == (
        True,
        False,
    )
    assert coverage.ranges[0].result.met
    assert not coverage.ranges[0].result.accepted
    assert coverage.ranges[0].accepted_items == ()
    # The range hangs on the unit's only criterion, so that is not met either.
    assert coverage.rows[0].status is Status.CLAIMED


def test_a_unit_is_met_once_everything_in_it_is_accepted():
    whole = index_of(
        """
requires: [{per: unit, different_methods: 2}]
outcomes: [{title: Be able to, criteria: [{id: "1.1", text: one}]}]
"""
    )
    items = [item("E1", "O", claims="1.1"), item("E2", "WP", claims="1.1")]
    first, second = decision("E1", "1.1"), decision("E2", "1.1")

    assert judged(whole, items, first).rows[0].status is Status.MET
    assert not judged(whole, items, first).is_met
    assert judged(whole, items, first, second).is_met


def test_decisions_of_another_unit_are_not_taken_for_this_one():
    row = row_of(ONE, [FIRST], decision("E1", "1.1", unit="V"))

    assert (row.status, row.decisions) == (Status.CLAIMED, ())


def test_a_refusal_accepts_no_day():
    row = row_of(ONE, [FIRST], decision("E1", "1.1", "referred"))

    assert [result.accepted_dates for result in row.claims] == [()]
