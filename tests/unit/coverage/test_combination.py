"""Rules of combination: what the chosen units make, and what is short by how much."""

import pytest

from evidence_builder import reasons
from evidence_builder.coverage.combination.completion import suggest
from evidence_builder.coverage.combination.levels import is_at_level
from evidence_builder.coverage.combination.measure import combine, printed_totals
from evidence_builder.coverage.combination.rules import (
    Structure,
    UnitFacts,
    facts_of,
    known_units,
)
from evidence_builder.coverage.combination.selection import reachable
from evidence_builder.coverage.faults import rule_faults
from evidence_builder.model.qualification import Qualification
from tests.property.strategies_coverage import facts, qualification, unit

MANDATORY = ("A1", "A2", "A3", "A4", "A5", "A6")


def combined(name, *units, **options):
    of = qualification(name)
    return combine(of, facts(of, *units), known_units(of, ()), **options)


def short(combination):
    return {
        reasons.rule(rule.asks): rule.short_by
        for rule in combination.rules
        if not rule.met
    }


def spare(combination):
    return {one.unit.ref: reasons.spare(one) for one in combination.spare}


def completions(name, *units, **options):
    of = qualification(name)
    ways = suggest(of, facts(of, *units), known_units(of, ()), **options)
    return [(tuple(unit.ref for unit in way.units), way.credits) for way in ways]


def of_rules(*rules, catalogue=(), **fields):
    return Qualification.model_validate(
        {
            "kind": "qualification",
            "number": "Q",
            "title": "Q",
            "rules": rules,
            "catalogue": catalogue,
            **fields,
        }
    )


def combine_all(of, *names, **options):
    known = known_units(of, ())
    chosen = [known.get(name, UnitFacts(name)) for name in names]
    return combine(of, chosen, known, **options)


# Level 3 Customer Service


def test_31_and_12_and_12_make_55_and_fail_for_the_right_reason():
    combination = combined(
        "customer-service", *MANDATORY, "B1", "B3", "B2", "C1", "C2", "C3"
    )

    assert sum(one.unit.credits for one in combination.spare) == 4
    assert not combination.met
    assert short(combination) == {
        "at least 15 credits from group B": 3,
        "at least 55 credits in all": 4,
    }
    assert combination.credits == 51
    most = combination.rules[2]
    assert (reasons.rule(most.asks), most.met, most.counted, most.surplus) == (
        "at most 9 credits from group C",
        True,
        8,
        4,
    )


def test_the_diploma_is_complete_with_31_and_15_and_9():
    combination = combined("customer-service", *MANDATORY, "B1", "B3", "B2", "B4", "C5")

    assert combination.met
    assert combination.credits == 55


def test_the_units_beyond_a_maximum_are_those_that_help_least():
    # 4 + 5 fill the nine credits of group C; 4 + 4 would leave the whole one short.
    combination = combined(
        "customer-service", *MANDATORY, "B1", "B3", "B2", "B4", "C1", "C2", "C4"
    )

    assert combination.met
    assert list(spare(combination)) == ["C2"]
    assert spare(combination)["C2"] == "at most 9 credits from group C may count"


def test_credits_at_the_level_or_above_are_counted_apart():
    combination = combined("customer-service", *MANDATORY, "B5", "B6", "B7", "C4", "C3")

    assert short(combination) == {"at least 40 credits at level 3 or above": 11}


def test_a_missing_mandatory_unit_is_named():
    combination = combined("customer-service", "A1", "A2")

    first = combination.rules[0]
    assert (reasons.rule(first.asks), first.short_by, reasons.short_by(first)) == (
        "all six units from group A",
        4,
        "four units",
    )
    assert first.missing == ("A3", "A4", "A5", "A6")
    assert reasons.short_by(combination.rules[3]) == "44 credits"


# Team Leading, Management, Trowel Occupations


def test_an_option_of_a_higher_level_counts_under_any_of_its_names():
    of = qualification("team-leading")
    library = UnitFacts("M&L 11", "Manage team performance", "3", 4)
    chosen = [*facts(of, "A1", "A2", "A3", "A4", "B1", "B2", "C1", "C2"), library]

    combination = combine(of, chosen, known_units(of, ()))

    assert combination.met
    assert "M&L 11" in [one.unit.ref for one in combination.counted]
    assert combination.credits == 40


def test_management_needs_48_at_level_3_or_above():
    mandatory = ("A1", "A2", "A3", "A4")

    good = combined("management", *mandatory, "B1", "B2", "B3", "C3")
    poor = combined("management", *mandatory, "B2", "B3", "B4", "C3")

    assert good.met
    assert short(poor) == {"at least 48 credits at level 3 or above": 6}


def test_of_two_units_barred_together_one_counts():
    combination = combined("management", "B1", "B5")

    assert len(combination.counted) == 1
    assert combination.barred == (("B1", "B5"),)
    assert list(spare(combination).values()) == [
        "only one of B1 and B5 may count: they are barred together"
    ]


def test_trowel_occupations_count_units_on_a_pathway():
    mandatory = ("M1", "M2", "M3")

    assert short(combined("trowel", *mandatory)) == {
        "at least one unit from group Bricks": 1
    }
    stone = combined("trowel", *mandatory, "S1")
    assert (stone.met, stone.pathway) == (True, "Stonemason")
    bricks = combined("trowel", *mandatory, "S1", pathway="Bricklayer")
    assert not bricks.met
    assert spare(bricks)["S1"] == "it is not a unit of the pathway Bricklayer"


# Single shapes


def test_spare_units_are_no_fault():
    of = of_rules({"group": "A", "all": "yes", "units": ["X"]})

    combination = combine_all(of, "X", "Z")

    assert combination.met
    assert spare(combination) == {"Z": "it is not a unit of this qualification"}


CATALOGUE = [
    {"ref": "X", "title": "X", "credits": "5", "level": "2"},
    {"ref": "Y", "title": "Y", "credits": "4", "level": "Entry 3"},
    {"ref": "Z", "title": "Z", "credits": "3", "level": "3"},
]


def test_a_minimum_over_several_groups_together():
    of = of_rules(
        {"group": "B", "units": ["X"]},
        {"group": "C", "units": ["Y", "Z"]},
        {"groups": ["B", "C"], "min_credits": "9", "min_units": "2"},
        catalogue=CATALOGUE,
    )

    assert combine_all(of, "X", "Y").met
    assert short(combine_all(of, "Y", "Z")) == {
        "at least 9 credits from groups B and C together": 2
    }


def test_a_unit_in_two_groups_counts_for_the_one_where_it_helps_and_once():
    of = of_rules(
        {"group": "B", "min_units": "1", "units": ["X", "Y"]},
        {"group": "C", "min_units": "1", "units": ["X"]},
        {"min_credits": "9"},
        catalogue=CATALOGUE,
    )

    assert combine_all(of, "X", "Y").met
    alone = combine_all(of, "X")
    assert sorted(short(alone).values()) == [1, 4]
    assert alone.credits == 5


def test_two_numbers_of_one_unit_count_once():
    catalogue = [{**CATALOGUE[0], "also_known_as": ["301", "351"]}]
    of = of_rules(
        {"group": "B", "min_units": "2", "units": ["301", "351"]}, catalogue=catalogue
    )

    combination = combine_all(of, "X")

    assert short(combination) == {"at least two units from group B": 1}


def test_levels_are_compared_on_one_ladder():
    assert is_at_level("4", "3", or_above=True)
    assert not is_at_level("4", "3", or_above=False)
    assert is_at_level("Level 3", "3", or_above=False)
    assert is_at_level("1", "Entry 3", or_above=True)
    assert not is_at_level("Entry 3", "1", or_above=True)
    assert is_at_level("Entry Level 3", "E2", or_above=True)
    assert not is_at_level("SCQF 6", "3", or_above=True)
    assert is_at_level("SCQF 7", "SCQF level 6", or_above=True)
    assert is_at_level("Award", "award", or_above=True)
    assert not is_at_level(None, "1", or_above=True)


def test_a_level_that_says_what_it_is_reads_well():
    of = of_rules(
        {"group": "B", "units": ["Y"]},
        {"min_credits": "4", "at_level": "Entry 3"},
        catalogue=CATALOGUE,
    )

    rule = combine_all(of, "Y").rules[0]
    assert reasons.rule(rule.asks) == "at least 4 credits at Entry 3"


def test_a_printed_total_is_held_against_the_units():
    good = of_rules(
        {"group": "A", "units": ["X", "Y"], "credits": "9"}, catalogue=CATALOGUE
    )
    bad = of_rules(
        {"group": "A", "units": ["X", "Y"], "credits": "8"}, catalogue=CATALOGUE
    )
    unsure = of_rules(
        {"group": "A", "units": ["X", "W"], "credits": "8"}, catalogue=CATALOGUE
    )

    assert not list(printed_totals(good, ()))
    assert [total[1:] for total in printed_totals(bad, ())] == [(8, 9)]
    assert not list(printed_totals(unsure, ()))


def test_units_whose_credits_nobody_tells_are_named():
    of = of_rules(
        {"group": "A", "min_credits": "5", "units": ["X", "W"]}, catalogue=CATALOGUE
    )

    assert combine_all(of, "X", "W").unknown == ("W",)


def test_a_rule_may_list_units_without_a_group():
    of = of_rules({"min_units": "1", "units": ["X", "Y"]}, catalogue=CATALOGUE)

    assert short(combine_all(of)) == {"at least one unit from X and Y": 1}
    assert combine_all(of, "Y").met


def test_a_qualification_without_rules_is_met_by_nothing():
    assert combine_all(of_rules()).met


def test_a_mandatory_group_may_be_filled_by_another_rule():
    of = of_rules({"group": "A", "units": ["X", "Y"]}, {"group": "A", "all": "yes"})

    assert combine_all(of, "X").rules[0].missing == ("Y",)
    assert combine_all(of, "X", "Y").met


def test_at_most_so_many_units():
    of = of_rules({"group": "A", "max_units": "1", "units": ["X", "Y"]})

    combination = combine_all(of, "X", "Y")

    assert spare(combination) == {"Y": "at most one unit from group A may count"}
    assert combination.rules[0].surplus == 1


def test_a_search_for_counting_cut_short_says_so():
    names = [f"U{number}" for number in range(12)]
    catalogue = [
        {"ref": name, "title": name, "credits": str(2**number)}
        for number, name in enumerate(names)
    ]
    of = of_rules(
        {"group": "C", "max_credits": "2000", "units": names}, catalogue=catalogue
    )
    structure = Structure(of, known_units(of, ()).values())

    states, exact = reachable(structure, names, width=10)

    assert (len(states), exact) == (10, False)


def test_the_unit_file_goes_before_the_catalogue():
    of = of_rules(
        {"group": "A", "units": ["COOK-03"]},
        catalogue=[{"ref": "COOK-03", "title": "old", "credits": "9"}],
    )
    index = unit("three-methods")

    assert known_units(of, [index.unit])["COOK-03"] == facts_of(index.unit)


def test_forty_units_under_a_maximum_are_counted_at_once():
    names = [f"U{number}" for number in range(40)]
    catalogue = [
        {"ref": name, "title": name, "credits": str(2 + number % 7)}
        for number, name in enumerate(names)
    ]
    of = of_rules(
        {"group": "C", "max_credits": "53", "units": names},
        {"min_credits": "53"},
        catalogue=catalogue,
    )

    combination = combine_all(of, *names)

    assert (combination.met, combination.credits, combination.exact) == (True, 53, True)


def test_rules_that_cannot_be_meant_are_returned_with_their_places():
    of = of_rules(
        {"group": "E", "all": "yes"},
        {"group": "A", "units": ["X"]},
        {"group": "A", "all": "yes"},
        {"groups": ["A", "B"], "min_credits": "3"},
        {"note": "nothing"},
        barred=[["X", "Y"]],
    )

    assert {fault.path: fault.text for fault in rule_faults(of)} == {
        ("rules", 0, "group"): "the group E has no units",
        ("rules", 3, "groups", 1): "no rule describes the group B",
        ("rules", 4): "the rule asks for nothing",
        ("barred", 0, 1): "Y is not a unit of any group",
    }


# What would complete it


def test_nothing_need_be_added_to_what_is_complete():
    units = (*MANDATORY, "B1", "B3", "B2", "B4", "C5")

    assert completions("customer-service", *units) == [((), 0)]


def test_the_cheapest_way_is_fewest_credits_then_units_then_hours():
    # B lacks 3 credits and the whole 4. The 3 of B4 are not enough for the whole, so it
    # is one of the units of 5, and of those the one with the fewest hours.
    units = (*MANDATORY, "B1", "B3", "B2", "C1", "C2", "C3")

    ways = completions("customer-service", *units)

    assert ways[0] == (("B6",), 5)
    assert ways == sorted(ways, key=lambda way: way[1])


def test_the_whole_diploma_is_found_from_nothing():
    (units, credit), *_ = completions("customer-service")

    assert set(MANDATORY) <= set(units)
    assert credit == 55


def test_there_is_no_way_where_the_units_do_not_suffice():
    of = of_rules(
        {"group": "A", "min_credits": "99", "units": ["X"]}, catalogue=CATALOGUE
    )

    assert suggest(of, (), known_units(of, ())) == ()
    assert suggest(of, (), known_units(of, ()), steps=1) == ()


def test_a_unit_that_must_be_taken_is_added_though_nobody_tells_its_credits():
    of = of_rules(
        {"group": "A", "units": ["W"], "all": "yes"},
        {"group": "B", "min_credits": "5", "units": ["X", "V"]},
        catalogue=CATALOGUE,
    )

    (way,) = suggest(of, (), known_units(of, ()))

    assert [unit.ref for unit in way.units] == ["W", "X"]


def test_units_are_added_by_hours_where_there_are_no_credits():
    ways = completions("trowel", "M1", "M2", pathway="Bricklayer")

    assert [units for units, _ in ways] == [("M3", "P2"), ("M3", "P1")]


def test_a_search_cut_short_still_gives_a_way_and_says_that_it_was():
    of = qualification("customer-service")

    (way, *_) = suggest(of, (), known_units(of, ()), steps=5)

    chosen = list(way.units)
    assert not way.exact
    assert combine(of, chosen, known_units(of, ())).met


@pytest.mark.parametrize("name", ["customer-service", "team-leading", "management"])
def test_every_way_completes_the_qualification(name):
    of = qualification(name)
    known = known_units(of, ())

    for way in suggest(of, facts(of, "A1", "B1"), known):
        chosen = [*facts(of, "A1", "B1"), *way.units]
        assert combine(of, chosen, known).met
