"""Rules that real specifications make hold, each written as a unit file."""

import pytest

from evidence_builder import reasons
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.occasions import occasion_grid
from evidence_builder.coverage.result import Status
from tests.property.strategies_coverage import item, unit


def closing(reason):
    """Return what would close a gap, in words."""
    return reasons.remedy(reason.closes) if reason.closes else ""


def measured(index, *items):
    return measure([index], items).units[0]


def status(coverage):
    return {row.row.key: row.status.value for row in coverage.rows}


def lacking(coverage):
    return [
        (reasons.sentence(one.unmet), closing(one.unmet))
        for one in coverage.open_requirements
    ]


# Two occasions: the grid of an electrical unit


def test_the_electrical_unit_has_49_criteria_and_98_cells():
    index = unit("two-occasions")

    grid = occasion_grid(measured(index))

    assert grid is not None
    assert (len(index.leaves), grid.cells, grid.filled) == (49, 98, 0)


def test_one_occasion_leaves_every_criterion_partial_with_the_smallest_remedy():
    index = unit("two-occasions")

    coverage = measured(index, item("E1", "O", of=index, claims="all"))

    assert coverage.tally() == {Status.PARTIAL: 49}
    assert [
        (reasons.sentence(reason), closing(reason))
        for reason in coverage.rows[1].reasons
    ] == [
        ("claimed by E1", ""),
        (
            "needs at least two occasions; so far one: 2 March 2026",
            "a second occasion, on another date than 2 March 2026",
        ),
    ]


def test_two_pieces_of_one_day_are_one_occasion():
    index = unit("two-occasions")
    items = [item(name, "O", of=index, claims="1.2") for name in ("E1", "E2")]

    rows = {row.row.key: row for row in measured(index, *items).rows}

    assert rows["1.2"].status is Status.PARTIAL


@pytest.mark.parametrize(
    "items",
    [
        [("E1", "2026-03-02"), ("E2", "2026-03-09")],
        [("E1", "2026-03-02 2026-03-09")],
    ],
)
def test_two_dates_complete_a_row_of_the_grid(items):
    index = unit("two-occasions")
    made = [item(name, "O", on, of=index, claims="1.1a") for name, on in items]

    coverage = measured(index, *made)
    grid = occasion_grid(coverage)

    assert status(coverage)["1.1a"] == "claimed"
    row = next(row for row in grid.rows if row.key == "1.1a")
    assert row.complete
    assert [str(cell.on) for cell in row.cells] == ["2026-03-02", "2026-03-09"]
    assert grid.filled == 2


def test_an_item_without_a_date_shows_no_occasion_and_the_reason_says_so():
    index = unit("two-occasions")
    made = [
        item("E1", "O", of=index, claims="1.2"),
        item("E2", "O", None, of=index, claims="1.2"),
    ]

    coverage = measured(index, *made)
    row = next(row for row in coverage.rows if row.row.key == "1.2")

    assert reasons.sentence(row.requirements[0].unmet) == (
        "needs at least two occasions; so far one: 2 March 2026 (E2 has no date)"
    )
    cells = next(one for one in occasion_grid(coverage).rows if one.key == "1.2")
    assert cells.undated == ("E2",)


# Some statements observed


def test_only_the_named_statements_must_be_observed():
    index = unit("observed-statements")

    coverage = measured(index, item("E1", "WP", of=index, claims="all"))

    assert status(coverage) == {
        "P1": "partial",
        "P2": "partial",
        "P3": "partial",
        "P4": "claimed",
        "P5": "partial",
        "P6": "claimed",
        "K1": "claimed",
        "K2": "claimed",
    }
    assert (
        reasons.remedy(coverage.gaps[0].reasons[1].closes)
        == "one item by direct observation (O)"
    )


def test_an_observation_is_enough_for_them():
    index = unit("observed-statements")
    made = [
        item("E1", "WP", of=index, claims="all"),
        item("E2", "O", of=index, claims="P1-P3 ; P5"),
    ]

    assert not measured(index, *made).gaps


# Three observations, one full beard and one moustache, all ranges


def barber(index, name, look, claims="all", method="O", **covers):
    covered = {"looks": [look], "tools": ["scissors", "clippers"], **covers}
    return item(name, method, of=index, claims=claims, covers=covered)


def test_three_observations_of_which_one_full_beard_and_one_moustache():
    index = unit("three-observations")
    made = [
        barber(index, "E1", "full beard"),
        barber(index, "E2", "partial beard"),
        barber(index, "E3", "full beard", tools=["trimmer", "razor"]),
    ]

    coverage = measured(index, *made)

    assert set(status(coverage).values()) == {"claimed", "partial"}
    assert lacking(coverage) == [
        (
            (
                "needs at least one item by direct observation (O) covering moustache; "
                "so far none"
            ),
            "one item by direct observation (O) covering moustache",
        ),
        (
            "needs all of the range looks covered; so far full beard and partial beard",
            "evidence that covers moustache",
        ),
    ]


def test_two_observations_lack_one_more():
    index = unit("three-observations")
    made = [barber(index, "E1", "full beard"), barber(index, "E2", "moustache")]

    assert lacking(measured(index, *made))[0] == (
        "needs at least three items by direct observation (O); so far two: E1 and E2",
        "one more item by direct observation (O)",
    )


def test_a_look_that_was_not_observed_is_not_one_of_them():
    index = unit("three-observations")
    made = [
        barber(index, "E1", "full beard"),
        barber(index, "E2", "partial beard"),
        barber(index, "E3", "full beard", tools=["trimmer", "razor"]),
        barber(index, "E4", "moustache", method="WP"),
    ]

    assert [one.kind for one in measured(index, *made).open_requirements] == ["items"]


def test_the_unit_is_complete_with_all_looks_tools_and_factors():
    index = unit("three-observations")
    made = [
        barber(index, "E1", "full beard", factors=["growth", "scars"]),
        barber(index, "E2", "partial beard", tools=["trimmer", "razor"]),
        barber(index, "E3", "moustache"),
    ]

    coverage = measured(index, *made)

    assert not coverage.gaps
    assert not coverage.open_requirements
    looks, tools, factors = coverage.ranges
    assert looks.covered == {
        "full beard": ("E1",),
        "partial beard": ("E2",),
        "moustache": ("E3",),
    }
    assert tools.covered["scissors"] == ("E1", "E3")
    assert (factors.result.met, factors.missing) == (True, ("density",))


# Two of three kinds on more than one occasion


def test_two_of_three_kinds_on_more_than_one_occasion():
    index = unit("two-of-three-kinds")
    testimony = item("E1", "WT", of=index, claims="outcome 1")
    plan = item("E2", "PD", "2026-03-09", of=index, claims="outcome 1")
    account = item("E3", "RA", of=index, claims="1.1")

    assert [one.kind for one in measured(index, testimony).open_requirements] == [
        "different_methods",
        "occasions",
    ]
    # A professional discussion is none of the three, but it is another day.
    assert lacking(measured(index, testimony, plan)) == [
        (
            (
                "needs at least two of witness testimony (WT), work product (WP) and "
                "reflective account (RA); so far witness testimony (WT)"
            ),
            "evidence by work product (WP) or reflective account (RA)",
        )
    ]
    assert not measured(index, testimony, plan, account).open_requirements


def test_what_an_outcome_lacks_leaves_its_criteria_claimed():
    index = unit("two-of-three-kinds")

    coverage = measured(index, item("E1", "WT", of=index, claims="all"))

    assert not coverage.gaps
    assert [reasons.together(one.where) for one in coverage.open_requirements] == [
        "outcome 1"
    ] * 2


# Simulation barred for some outcomes


def test_simulation_counts_only_where_it_is_not_barred():
    index = unit("no-simulation")

    coverage = measured(index, item("E1", "SIM", of=index, claims="all"))

    assert status(coverage) == {
        "1.1": "claimed",
        "2.1": "missing",
        "3.1": "missing",
        "4.1": "missing",
    }
    assert reasons.sentence(coverage.gaps[0].reasons[0]) == (
        "E1 claims it but does not count: simulation (SIM) is not allowed here"
    )


# One hazard for each of seven named things


def test_one_hazard_for_each_of_seven_things():
    index = unit("seven-hazards")
    some = ["tools", "materials", "substances", "heights", "vehicles"]
    first = item("E1", "Q", of=index, claims="all", covers={"things": some})
    rest = {"things": ["electricity", "noise"]}

    coverage = measured(index, first)

    assert status(coverage) == {"1.1": "claimed", "1.2": "partial"}
    assert reasons.remedy(coverage.gaps[0].reasons[1].closes) == (
        "evidence that covers electricity and noise"
    )
    # It is a gap of the criterion and not counted a second time.
    assert not coverage.open_requirements
    assert not coverage.ranges[0].result.met
    last = item("E2", "RA", of=index, claims="1.2", covers=rest)
    assert not measured(index, first, last).gaps


def test_a_range_is_covered_only_by_claims_to_its_criteria():
    index = unit("seven-hazards")
    everything = {"things": index.unit.ranges[0].items}

    coverage = measured(
        index,
        item("E1", "Q", of=index, claims="1.1", covers=everything),
        item("E2", "Q", of=index, claims="1.2"),
    )

    assert status(coverage)["1.2"] == "partial"


# Observation, product and questions in a unit; never testimony alone


def test_observation_product_and_questions_somewhere_in_the_unit():
    index = unit("three-methods")
    seen = item("E1", "O", of=index, claims="outcome 1")
    asked = item("E2", "Q", of=index, claims="2.1")

    coverage = measured(index, seen, asked)

    assert not coverage.gaps
    assert lacking(coverage) == [
        (
            (
                "needs each of direct observation (O), work product (WP) and oral or "
                "written questions (Q); so far direct observation (O) and oral or "
                "written questions (Q)"
            ),
            "evidence by work product (WP)",
        )
    ]
    made = item("E3", "WP", of=index, claims="1.2")
    assert not measured(index, seen, asked, made).open_requirements


def test_testimony_is_never_the_only_evidence_of_a_unit():
    index = unit("three-methods")

    coverage = measured(index, item("E1", "WT", of=index, claims="all"))

    assert lacking(coverage)[1] == (
        (
            "needs more than witness testimony (WT) alone; so far only witness "
            "testimony (WT)"
        ),
        "one item by another method than witness testimony (WT)",
    )
