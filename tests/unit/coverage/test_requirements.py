"""Requirements: where they apply, what they ask, and what would meet them."""

from datetime import date

import pytest

from evidence_builder import reasons
from evidence_builder.checks.subject import theory_only
from evidence_builder.coverage.counting import months_before
from evidence_builder.coverage.faults import qualification_faults, requirement_faults
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.result import Status
from evidence_builder.coverage.terms import Terms
from evidence_builder.model.methods import Method
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.model.requirement import Requirement
from tests.property.strategies_coverage import index_of, item, qualification, unit

TODAY = date(2026, 6, 30)

TWO = """
outcomes:
  - title: Be able to cook
    criteria: [{id: "1.1", text: one}, {id: "1.2", text: two}]
  - title: Know about cooking
    criteria: [{id: "2.1", text: three}]
"""


def closing(reason):
    """Return what would close a gap, in words."""
    return reasons.remedy(reason.closes) if reason.closes else ""


def asked(**fields):
    return Requirement.model_validate(fields)


def rows_of(index, items, *requires, **terms):
    coverage = measure([index], items, terms=Terms(requires=requires, **terms))
    return {row.row.key: row for row in coverage.units[0].rows}


def remedies(row):
    return [closing(found.unmet) for found in row.requirements if not found.met]


def test_a_requirement_of_the_qualification_holds_in_every_unit():
    rows = rows_of(index_of(TWO), [item("E1", claims="1.1")], asked(pieces="2"))

    assert rows["1.1"].status is Status.PARTIAL
    assert rows["1.2"].status is Status.MISSING
    assert reasons.sentence(rows["1.1"].reasons[1]) == (
        "needs at least two pieces of evidence; so far one: E1"
    )
    assert remedies(rows["1.1"]) == ["one more piece of evidence, other than E1"]
    assert reasons.remedy(rows["1.2"].reasons[0].closes) == (
        "evidence of it, with at least two pieces of evidence"
    )


def test_a_criterion_list_narrows_a_requirement():
    rows = rows_of(
        index_of(TWO),
        [item("E1", claims="1.1 1.2 2.1")],
        asked(pieces="2", criteria=["outcome 2", "1.1"]),
    )

    assert [rows[key].status.value for key in rows] == ["partial", "claimed", "partial"]


def test_requirements_of_every_level_add_up():
    index = unit("parts-and-pieces")
    testimony = item("E1", "WT", of=index, claims="all")

    coverage = measure([index], [testimony], terms=Terms(today=TODAY)).units[0]
    rows = {row.row.key: row for row in coverage.rows}

    assert {key: row.status.value for key, row in rows.items()} == {
        "1.1": "partial",
        "1.2": "partial",
        "1.2a": "partial",
        "1.2b": "partial",
        "1.2c": "partial",
        "1.3": "claimed",
    }
    kinds = [found.kind for found in rows["1.2b"].requirements]
    assert kinds == ["witnessed", "not_only", "occasions"]


def test_parts_that_can_be_left_out_are_no_gaps():
    index = unit("parts-and-pieces")
    made = item("E1", "WP", of=index, claims="1.2", witness="W1")

    coverage = measure([index], [made], terms=Terms(today=TODAY)).units[0]

    assert [row.row.key for row in coverage.gaps] == ["1.1", "1.3"]
    stem = coverage.rows[1]
    assert (stem.row.key, stem.status) == ("1.2", Status.CLAIMED)
    assert reasons.sentence(stem.reasons[0]) == "2 of 3 parts claimed"


def test_the_same_thing_asked_twice_is_asked_once():
    twice = asked(pieces="2"), asked(pieces="2")

    rows = rows_of(index_of(TWO), [item("E1", claims="1.1")], *twice)

    assert len(rows["1.1"].requirements) == 1


@pytest.mark.parametrize(
    ("fields", "items", "remedy"),
    [
        ({"pieces": "3"}, ["WP"], "two more pieces of evidence, other than E0"),
        (
            {"occasions": "3"},
            ["WP"],
            "two more occasions, on other dates than 2 March 2026",
        ),
        (
            {"methods": ["O"], "at_least": "2"},
            ["O"],
            "one more item by direct observation (O)",
        ),
        (
            {"methods": ["O", "EW"]},
            ["WP"],
            "one item by direct observation (O) or expert witness testimony (EW)",
        ),
        (
            {"different_methods": "2"},
            ["O"],
            "evidence by another method than direct observation (O)",
        ),
        (
            {"different_methods": "3"},
            ["O"],
            "evidence by two more methods, other than direct observation (O)",
        ),
        (
            {"different_methods": "2", "among": ["O", "WP", "Q"]},
            ["RA"],
            (
                "evidence by two of direct observation (O), work product (WP) and "
                "oral or written questions (Q)"
            ),
        ),
        (
            {"not_only": ["WT", "RA"]},
            ["WT", "RA"],
            (
                "one item by another method than witness testimony (WT) or reflective "
                "account (RA)"
            ),
        ),
        (
            {"witnessed": "yes"},
            ["WP"],
            "one item that names somebody on the witness list who saw the work",
        ),
    ],
)
def test_the_remedy_is_the_smallest_thing_that_helps(fields, items, remedy):
    made = [item(f"E{n}", method, claims="1.1") for n, method in enumerate(items)]

    rows = rows_of(index_of(TWO), made, asked(**fields))

    assert remedies(rows["1.1"]) == [remedy]


def test_no_dated_evidence_at_all_is_told_apart():
    made = item("E1", on=None, claims="1.1")

    rows = rows_of(index_of(TWO), [made], asked(occasions="2"))

    assert remedies(rows["1.1"]) == ["dated evidence of two occasions"]


def test_a_witness_must_stand_on_the_list():
    made = [item("E1", claims="1.1", witness="W9")]

    assert (
        rows_of(index_of(TWO), made, asked(witnessed="yes"))["1.1"].requirements[0].met
    )
    rows = rows_of(index_of(TWO), made, asked(witnessed="yes"), witnesses=("W1",))
    assert not rows["1.1"].requirements[0].met


def test_the_terms_of_a_portfolio_are_gathered_from_its_files():
    portfolio = Portfolio.model_validate(
        {
            "kind": "portfolio",
            "learner": {"name": "A"},
            "witnesses": [{"id": "W1", "name": "B"}],
            "settings": {"max_age_months": "24"},
        }
    )

    terms = Terms.of(portfolio, qualification("management"), {}, TODAY)

    assert (terms.max_age_months, terms.requires, terms.today) == (24, (), TODAY)
    assert terms.is_listed("W1")
    assert not terms.is_listed("W2")
    assert Terms.of(portfolio, None, {}, None).requires == ()


# Age


def test_evidence_beyond_the_limit_of_age_does_not_count():
    made = [
        item("E1", on="2024-06-30", claims="1.1"),
        item("E2", on="2024-06-29", claims="1.2"),
        item("E3", on=None, claims="2.1"),
    ]

    rows = rows_of(index_of(TWO), made, max_age_months=24, today=TODAY)

    assert rows["1.1"].status is Status.CLAIMED
    assert reasons.why_not(rows["1.2"].claims[0]) == (
        "it is from 29 June 2024, and evidence may be at most 24 months old",
    )
    assert reasons.why_not(rows["2.1"].claims[0]) == (
        "it has no date, and evidence may be at most 24 months old",
    )


def test_what_is_needed_is_said_once_however_many_claims_do_not_count():
    made = [item(f"E{n}", "SIM", "2020-01-01", claims="1.1") for n in range(2)]

    row = rows_of(
        index_of(TWO), made, asked(forbid_methods="SIM"), max_age_months=9, today=TODAY
    )["1.1"]

    assert [closing(reason) for reason in row.reasons] == [
        "evidence of it, with no simulation (SIM) and nothing older than nine months",
        "",
        "",
        "",
    ]


def test_without_a_day_to_reckon_from_no_limit_applies():
    made = [item("E1", on="1999-01-01", claims="1.1")]

    assert (
        rows_of(index_of(TWO), made, max_age_months=1)["1.1"].status is Status.CLAIMED
    )


def test_the_strictest_limit_of_age_applies():
    made = [item("E1", on="2026-01-01", claims="1.1 1.2")]

    rows = rows_of(
        index_of(TWO),
        made,
        asked(max_age_months="3", criteria="1.1"),
        max_age_months=24,
        today=TODAY,
    )

    assert [rows[key].status.value for key in ("1.1", "1.2")] == ["missing", "claimed"]


def test_an_old_date_beside_a_new_one_is_no_occasion():
    made = [item("E1", on="2020-01-01 2026-05-01", claims="1.1")]

    rows = rows_of(
        index_of(TWO), made, asked(occasions="2"), max_age_months=24, today=TODAY
    )

    assert rows["1.1"].status is Status.PARTIAL
    assert rows["1.1"].claims[0].dates == (date(2026, 5, 1),)


@pytest.mark.parametrize(
    ("months", "expected"),
    [(0, "2026-03-31"), (1, "2026-02-28"), (25, "2024-02-29"), (999_999, "0001-01-01")],
)
def test_months_are_reckoned_to_the_last_day_of_a_shorter_month(months, expected):
    assert str(months_before(date(2026, 3, 31), months)) == expected


# Theory without workplace application


def test_telling_alone_does_not_show_performance():
    index = index_of(TWO)
    made = [
        item("E1", "RA", claims="1.1 1.2 2.1"),
        item("E2", "WP", claims="1.2"),
        item("E3", "O", claims="1.1", draft="yes"),
    ]

    told = theory_only(measure([index], made).units[0])

    assert [row.row.key for row in told] == ["1.1"]


# In words, and what cannot be meant


def test_a_method_of_the_portfolio_s_own_is_called_by_its_name():
    methods = {"VID": Method("VID", "RARPA record", performance=True)}

    texts = reasons.required(asked(methods=["VID", "XX"]), methods)

    assert texts == ("at least one item by RARPA record (VID) or XX",)


def test_numbers_are_written_as_words_up_to_ten():
    made = [item(f"E{n}", on=f"2026-03-{n:02}", claims="1.1") for n in range(1, 11)]

    rows = rows_of(index_of(TWO), made, asked(occasions="11"), asked(pieces="12"))

    occasion, piece = remedies(rows["1.1"])
    assert occasion.startswith("one more occasion, on another date than 1 March")
    assert piece.startswith("two more pieces of evidence, other than E1, E2")


def test_ranges_ask_for_the_fewest_items_that_are_left():
    index = index_of(
        """
outcomes: [{title: Be able to, criteria: [{id: "1.1", text: one}]}]
ranges:
  - {id: a, title: A, cover: 3, items: [p, q, r, s], criteria: ["1.1"]}
  - {id: b, title: B, cover: 1, items: [p, q]}
"""
    )
    made = [item("E1", claims="1.1", covers={"a": ["p"]})]

    assert remedies(rows_of(index, made)["1.1"]) == [
        "evidence that covers two of q, r and s",
        "evidence that covers p or q",
    ]


def test_requirements_read_as_plain_phrases():
    requirement = asked(
        pieces="2",
        occasions="2",
        forbid_methods=["SIM"],
        max_age_months="24",
        witnessed="yes",
        counts=[{"at_least": "3", "methods": ["O"], "note": "by three assessors"}],
    )

    assert reasons.required(requirement, Terms().methods) == (
        "at least two pieces of evidence",
        "at least two occasions",
        "at least one item with a witness from the witness list",
        "at least three items by direct observation (O) (by three assessors)",
        "no simulation (SIM)",
        "nothing older than 24 months",
    )


def test_what_a_file_asks_and_cannot_mean_is_returned_with_its_place():
    index = index_of(
        """
requires:
  - {pieces: 2, criteria: [1.1, 9.9]}
  - {note: nothing}
  - {at_least: 2, pieces: 1}
  - {among: [O], pieces: 1}
  - {different_methods: 2, among: [O, XX]}
  - {counts: [{covers: {tools: [saw], looks: [x]}}]}
  - {different_methods: 3, among: [O, WP]}
  - {signed: [learner, cat]}
  - {each: {range: tools, methods: [YY]}}
  - {each: {range: hats, pieces: 1}}
  - {any_of: [["1.1"], ["9.8"]]}
outcomes:
  - title: Be able to
    requires: [{pieces: 2, criteria: ["2.1"]}]
    criteria: [{id: "1.1", text: one}]
  - title: Know
    criteria: [{id: "2.1", text: two}]
ranges:
  - {id: tools, title: tools, cover: 3, items: [axe], criteria: ["3.3"], methods: [ZZ]}
"""
    )

    faults = requirement_faults(index, Terms())

    assert {fault.path: fault.text for fault in faults} == {
        ("requires", 0, "criteria", 1): "U has no criterion 9.9",
        ("requires", 1): "the requirement asks for nothing",
        ("requires", 2, "at_least"): "at_least goes with methods",
        ("requires", 3, "among"): "among goes with different_methods",
        ("requires", 4, "among", 1): "XX is not a method code",
        ("requires", 5, "counts", 0, "covers", "looks"): "U has no range looks",
        ("requires", 5, "counts", 0, "covers", "tools", 0): (
            "the range tools has no saw"
        ),
        ("requires", 6, "different_methods"): "there are only two methods among them",
        ("outcomes", 0, "requires", 0, "criteria"): (
            "selects no criterion below the place where it is written"
        ),
        ("requires", 7, "signed", 1): "cat is nobody who signs",
        ("requires", 8, "each", "methods", 0): "YY is not a method code",
        ("requires", 9, "each", "range"): "U has no range hats",
        ("requires", 10, "any_of", 0): "U has no criterion 9.8",
        ("ranges", 0, "methods", 0): "ZZ is not a method code",
        ("ranges", 0, "criteria", 0): "U has no criterion 3.3",
        ("ranges", 0, "cover"): "the range tools has only one item",
    }


def test_measuring_passes_over_what_cannot_be_meant():
    index = index_of(
        """
requires: [{pieces: 2, criteria: ["9.9"]}]
outcomes: [{title: Be able to, criteria: [{id: "1.1", text: one}]}]
ranges: [{id: tools, title: tools, items: [axe], criteria: ["9.9"]}]
"""
    )

    coverage = measure([index], [item("E1", claims="1.1")])

    assert not coverage.has_gaps


def test_a_qualification_may_name_criteria_that_one_of_its_units_has():
    units = [index_of(TWO)]
    requires = (asked(pieces="2", criteria=["1.2"]), asked(pieces="2", criteria=["P1"]))

    faults = qualification_faults(units, Terms(requires=requires))

    assert [fault.text for fault in faults] == ["no unit has the criteria P1"]


def test_gaps_of_a_whole_unit_are_gaps_of_the_coverage():
    made = [item("E1", claims="1.1 1.2 2.1")]
    whole = asked(pieces="2", per="unit")

    coverage = measure([index_of(TWO)], made, terms=Terms(requires=(whole,)))

    assert coverage.has_gaps
    assert not coverage.units[0].gaps
    assert [
        reasons.together(one.where) for one in coverage.units[0].open_requirements
    ] == ["the unit"]


def test_a_selection_of_several_criteria_is_named_in_its_scope():
    some = asked(pieces="2", per="unit", criteria=["1.1", "2.1"])

    coverage = measure([index_of(TWO)], [], terms=Terms(requires=(some,)))

    assert (
        reasons.together(coverage.units[0].requirements[0].where)
        == "the unit (1.1, 2.1)"
    )


# What would close a gap


def test_one_piece_on_another_date_is_asked_for_once():
    made = [item("E1", claims="1.1")]

    row = rows_of(index_of(TWO), made, asked(pieces="2", occasions="2"))["1.1"]

    (both,) = row.reasons[1:]
    assert reasons.sentence(both) == (
        "needs at least two pieces of evidence and at least two occasions; "
        "so far E1, on 2 March 2026"
    )
    assert closing(both) == (
        "one more piece of evidence, on another date than 2 March 2026"
    )


def test_pieces_and_occasions_that_differ_are_asked_for_apart():
    made = [item("E1", claims="1.1"), item("E2", claims="1.1")]

    row = rows_of(index_of(TWO), made, asked(pieces="4", occasions="2"))["1.1"]

    assert [closing(reason) for reason in row.reasons[1:]] == [
        "two more pieces of evidence, other than E1 and E2",
        "a second occasion, on another date than 2 March 2026",
    ]


def test_the_remedy_of_a_count_has_its_note_and_its_range():
    count = {"at_least": "2", "covers": {"tools": ["saw"]}, "note": "not a toy"}
    made = [item("E1", claims="1.1")]

    row = rows_of(index_of(TWO), made, asked(counts=[count]))["1.1"]

    assert remedies(row) == ["two items covering saw (not a toy)"]


@pytest.mark.parametrize(
    ("cover", "asks"),
    [
        ("all", "all of the range tools covered (saw and axe)"),
        ("1", "at least one of the range tools covered (saw or axe)"),
    ],
)
def test_a_missing_criterion_names_what_its_range_asks(cover, asks):
    ranges = f"""
ranges: [{{id: t, title: tools, items: [saw, axe], criteria: ["1.1"], cover: {cover}}}]
"""

    row = rows_of(index_of(TWO + ranges), [])["1.1"]

    assert reasons.remedy(row.reasons[0].closes) == f"evidence of it, with {asks}"
