"""Laws of the rules of combination, over drawn qualifications."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_builder.coverage.combination.completion import suggest
from evidence_builder.coverage.combination.measure import combine
from evidence_builder.coverage.combination.rules import Structure, known_units
from evidence_builder.coverage.combination.selection import add, shortfalls
from evidence_builder.model.qualification import Qualification, Rule

law = settings(max_examples=50, deadline=None)
NAMES = ("P", "Q", "R", "S", "T", "V")


@st.composite
def qualifications(draw):
    """Draw two overlapping groups, a maximum, a level rule and a barred pair."""
    some = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)
    catalogue = [
        {
            "ref": name,
            "title": name,
            "credits": draw(st.sampled_from("1234")),
            "level": draw(st.sampled_from("23")),
            "glh": draw(st.sampled_from(("5", "9"))),
        }
        for name in NAMES
    ]
    number = st.sampled_from("123456")
    rules = [
        {"group": "A", "all": "yes", "units": draw(st.lists(some, max_size=1))},
        {"group": "B", "min_credits": draw(number), "units": draw(some)},
        {"group": "C", "max_credits": draw(number), "units": draw(some)},
        {"groups": ["B", "C"], "min_units": draw(st.sampled_from("12"))},
        {"min_credits": draw(number)},
        {"min_credits": draw(number), "at_level": "3", "or_above": "yes"},
    ]
    rules[0]["units"] = [name for names in rules[0]["units"] for name in names][:2]
    return Qualification.model_validate(
        {
            "kind": "qualification",
            "number": "Q",
            "title": "Q",
            "rules": [rule for rule in rules if rule.get("units") != []],
            "barred": draw(st.sampled_from(([], [["P", "Q"]]))),
            "catalogue": catalogue,
        }
    )


chosen_names = st.lists(st.sampled_from((*NAMES, "Z")), max_size=6, unique=True)


def facts(of, names):
    known = known_units(of, ())
    return [known[name] for name in names if name in known]


def is_met_by_any_counting(of, names):
    """Try every way of counting units, the slow and certain way."""
    known = known_units(of, ())
    structure = Structure(of, known.values())
    ways = [(None, *structure.groups_of.get(name, ())) for name in names]
    for groups in product(*ways):
        sums = (0,) * len(structure.limits)
        for name, group in zip(names, groups, strict=True):
            if group is None or sums is None:
                continue
            unit = structure.facts(name)
            shares = tuple(limit.share(unit, group) for limit in structure.limits)
            sums = add(structure.limits, sums, shares)
        if sums is not None and not any(shortfalls(structure.limits, sums)):
            return True
    return False


@law
@given(qualifications(), chosen_names)
def test_units_make_it_exactly_where_some_way_of_counting_does(of, names):
    known = [name for name in names if name != "Z"]

    combination = combine(of, facts(of, known), known_units(of, ()))

    assert combination.met == is_met_by_any_counting(of, known)


@law
@given(qualifications(), chosen_names, st.sampled_from(NAMES))
def test_a_further_unit_never_breaks_it(of, names, extra):
    known = known_units(of, ())

    before = combine(of, facts(of, names), known)
    after = combine(of, facts(of, [*names, extra]), known)

    assert after.met or not before.met


@law
@given(qualifications(), chosen_names, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(of, names, chance):
    known = known_units(of, ())
    moved = chance.sample(names, len(names))

    first = combine(of, facts(of, names), known)

    assert first == combine(of, facts(of, moved), known)


@law
@given(qualifications(), chosen_names)
def test_counted_and_spare_are_the_chosen_units_and_no_maximum_is_passed(of, names):
    combination = combine(of, facts(of, names), known_units(of, ()))

    counted = [one.unit.ref for one in combination.counted]
    spare = [one.unit.ref for one in combination.spare]
    assert sorted(counted + spare) == sorted(name for name in names if name != "Z")
    for rule in combination.rules:
        assert rule.limit.maximum is None or rule.counted <= rule.limit.maximum


@law
@given(qualifications(), chosen_names)
def test_what_is_suggested_completes_it_and_nothing_cheaper_does(of, names):
    known = known_units(of, ())
    chosen = facts(of, names)
    left = [name for name in NAMES if name not in names]
    enough = [
        sum(known[name].credits for name in further)
        for size in range(len(left) + 1)
        for further in combinations(left, size)
        if combine(of, [*chosen, *facts(of, further)], known).met
    ]

    ways = suggest(of, chosen, known)

    assert [way.credits for way in ways[:1]] == ([min(enough)] if enough else [])
    for way in ways:
        assert way.exact
        assert combine(of, [*chosen, *way.units], known).met


@law
@given(qualifications(), chosen_names, st.sampled_from((None, "West")))
def test_an_optional_pathway_asks_nothing_until_it_is_named(of, names, pathway):
    extra = {"group": "E", "min_units": "1", "units": ["V"], "pathway": "West"}

    def met(*more, on=pathway):
        rules = [*of.rules, *(Rule.model_validate(rule) for rule in more)]
        asked = of.model_copy(update={"rules": tuple(rules)})
        known = known_units(asked, ())
        return combine(asked, facts(asked, names), known, pathway=on).met

    optional = {**extra, "optional": "yes"}
    if pathway is None:
        assert met(optional) == met()
    else:
        assert met(optional) == met(extra)
