"""A criterion with parts says of them what they are."""

import pytest

from evidence_builder import reasons
from evidence_builder.checks.subject import theory_only
from evidence_builder.compose.sections.requirements import compose_requirements
from evidence_builder.coverage.decisions import Decisions
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.occasions import occasion_grid
from evidence_builder.coverage.result import RowResult, Status
from evidence_builder.coverage.stems import measure_stem
from tests.property.strategies_coverage import decision, index_of, item
from tests.unit.model.test_index import index

TWO_OF_THREE = index_of(
    """
outcomes:
  - title: Be able to
    requires: [{occasions: 2}]
    criteria:
      - id: "2.6"
        text: "stem:"
        parts_needed: 2
        parts: [{id: a, text: a}, {id: b, text: b}, {id: c, text: c}]
"""
)
ONE = item("E1", on="2026-03-02 2026-03-09", claims="2.6a")


@pytest.mark.parametrize(
    ("statuses", "reason"),
    [
        ([Status.MET] * 10, "10 of 10 parts met"),
        ([Status.MET] * 9 + [Status.CLAIMED], "10 of 10 parts claimed"),
        ([Status.CLAIMED] * 10, "10 of 10 parts claimed"),
        (
            [Status.MET] * 9 + [Status.MISSING],
            "9 of the 10 parts needed are claimed; outstanding: 1.3j",
        ),
    ],
)
def test_parts_are_worded_by_what_they_are(statuses, reason):
    unit = index("lettered-parts")
    stem = unit.by_key["1.3"]
    parts = [
        RowResult(row, status, (), claimed_status=status)
        for row, status in zip(unit.parts_of(stem), statuses, strict=True)
    ]

    assert reasons.sentence(measure_stem(stem, parts)[0].reasons[0]) == reason


def test_until_enough_parts_are_claimed_each_of_the_others_is_a_gap():
    made = [ONE, item("E2", "RA", claims="2.6c")]

    coverage = measure([TWO_OF_THREE], made).units[0]
    stem, _, b, c = coverage.rows

    assert reasons.sentence(stem.reasons[0]) == (
        "1 of 3 parts is met or claimed and 2 are needed: one more of 2.6b, 2.6c"
    )
    assert [row.row.key for row in coverage.gaps] == ["2.6b", "2.6c"]
    assert all(row.needed for row in coverage.rows)
    for row in (b, c):
        choice = reasons.sentence(row.reasons[-1])
        assert choice == "one more of 2.6b and 2.6c is needed"
    assert coverage.tally() == {
        Status.CLAIMED: 1,
        Status.MISSING: 1,
        Status.PARTIAL: 1,
    }
    grid = occasion_grid(coverage)
    assert (grid.cells, grid.filled) == (6, 3)


def test_nobody_but_the_learner_picks_the_parts():
    coverage = measure([TWO_OF_THREE], []).units[0]

    assert [row.row.key for row in coverage.gaps] == ["2.6a", "2.6b", "2.6c"]
    choice = reasons.sentence(coverage.rows[1].reasons[-1])
    assert choice == "two of 2.6a, 2.6b and 2.6c are needed"


def test_a_part_that_can_be_left_out_is_no_theory():
    made = [
        item("E1", on="2026-03-02 2026-03-09", claims="2.6a 2.6b"),
        item("E2", "RA", claims="2.6c"),
    ]

    assert theory_only(measure([TWO_OF_THREE], made).units[0]) == ()


def test_the_grid_says_what_was_accepted_and_what_is_incomplete():
    said = Decisions((decision("E1", "2.6a", on="2026-03-05"),))

    coverage = measure([TWO_OF_THREE], [ONE], decisions=said).units[0]
    text = repr(list(compose_requirements(coverage)))

    assert text.count("'accepted'") == 1
    assert "Incomplete" in text
    assert "Not yet" not in text
