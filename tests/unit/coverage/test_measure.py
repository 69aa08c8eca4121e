"""Matching evidence to criteria, before anything further is asked."""

from evidence_builder import reasons
from evidence_builder.coverage.guidance import advise
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.result import Status
from tests.property.strategies_coverage import index_of, item

UNIT_TEXT = """
outcomes:
  - title: Be able to
    look_for: [a look at the outcome]
    criteria:
      - {id: "1.1", text: one, look_for: [a closer look]}
      - {id: "1.2", text: "stem:", parts: [{id: a, text: a}, {id: b, text: b}]}
  - title: Know
    criteria:
      - id: "2.1"
        text: "some of:"
        parts_needed: 1
        parts: [{id: a, text: a}, {id: b, text: b}, {id: c, text: c}]
guidance:
  look_for:
    - {text: a look at it, criteria: ["1.1"]}
    - {text: no look, criteria: ["9.9"]}
  evidence_ideas: [{text: an idea, criteria: [outcome 1]}]
  pitfalls: [{text: a pitfall, criteria: [all]}]
"""


def rows_of(*items):
    coverage = measure([index_of(UNIT_TEXT)], items)
    return {row.row.key: row for row in coverage.units[0].rows}


def test_what_nothing_claims_is_missing():
    rows = rows_of()

    assert rows["1.1"].status is Status.MISSING
    assert [reasons.sentence(reason) for reason in rows["1.1"].reasons] == [
        "no evidence claims it"
    ]


def test_one_item_may_claim_much():
    rows = rows_of(item("E1", claims="1.1 1.2a 2.1c"))

    assert [row.status.value for row in rows.values()] == [
        "claimed",
        "partial",
        "claimed",
        "missing",
        "claimed",
        "missing",
        "missing",
        "claimed",
    ]


def test_claims_that_do_not_count_give_their_reasons():
    items = [
        item("E1", claims="1.1", draft="yes"),
        item("E2", claims="1.1", reference_material="yes"),
        item("E10", claims="1.1")._replace(missing_files=("a.pdf",)),
    ]

    row = rows_of(*items)["1.1"]

    assert row.status is Status.MISSING
    assert [reasons.sentence(reason) for reason in row.reasons] == [
        "E1 claims it but does not count: it is still a draft",
        (
            "E2 claims it but does not count: "
            "it is reference material, which proves nothing done"
        ),
        "E10 claims it but does not count: its file a.pdf cannot be used",
    ]


def test_evidence_stands_in_the_order_of_its_numbers():
    rows = rows_of(*(item(name, claims="1.1") for name in ("E10", "E2", "E1")))

    assert [result.item.id for result in rows["1.1"].claims] == ["E1", "E2", "E10"]
    assert reasons.sentence(rows["1.1"].reasons[0]) == (
        "claimed by E1, E2 and E10; waiting for the assessor"
    )


def test_a_stem_says_which_parts_are_outstanding():
    rows = rows_of(item("E1", claims="1.2a"))

    assert reasons.sentence(rows["1.2"].reasons[0]) == (
        "1 of the 2 parts needed are claimed; outstanding: 1.2b"
    )
    assert reasons.sentence(rows["2.1"].reasons[0]) == (
        "0 of 3 parts are met or claimed and 1 is needed: one of 2.1a, 2.1b, 2.1c"
    )
    assert not rows["1.2"].is_gap


def test_tallies_leave_out_stems_and_parts_that_can_be_left_out():
    coverage = measure([index_of(UNIT_TEXT)], [item("E1", claims="1.1 2.1c")])

    assert coverage.tally() == {Status.CLAIMED: 2, Status.MISSING: 2}
    assert coverage.has_gaps


def test_advice_is_the_most_particular_first():
    index = index_of(UNIT_TEXT)

    advice = advise(index, index.by_key["1.1"])

    assert advice.look_for == ("a closer look", "a look at the outcome", "a look at it")
    assert advice.ideas == ("an idea",)
    assert advice.pitfalls == ("a pitfall",)
    assert advise(index, index.by_key["2.1a"]).ideas == ()


def test_no_part_is_asked_where_none_is_needed():
    index = index_of(
        """
outcomes:
  - title: Know
    criteria:
      - {id: "1.1", text: "stem:", parts_needed: 0, parts: [{id: a, text: a}]}
"""
    )

    coverage = measure([index], [])

    assert not coverage.has_gaps
    assert coverage.units[0].rows[0].status is Status.CLAIMED
