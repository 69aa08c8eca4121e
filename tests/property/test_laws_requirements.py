"""Laws of what specifications ask beside pieces, occasions and methods."""

from __future__ import annotations

import calendar
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_builder.coverage.choices import grade_of
from evidence_builder.coverage.claims import Claim
from evidence_builder.coverage.decisions import DecisionOnClaim, Decisions
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.result import Status
from evidence_builder.model.index import UnitIndex
from evidence_builder.model.qualification import Unit
from tests.property.strategies_coverage import LAST_DAY, UNIT, item

law = settings(max_examples=80, deadline=None)
KEYS = ("1.1", "1.2", "1.3", "2.1", "2.2")
TOOLS = ("saw", "axe", "adze")


def index(ref=UNIT, **fields):
    """Return a unit of five criteria, with what a test asks of it."""
    outcomes = [
        {
            "id": one,
            "title": "Be able to",
            "criteria": [
                {"id": key, "text": key, **fields.get("on", {}).get(key, {})}
                for key in KEYS
                if key.startswith(one)
            ],
            **fields.get("outcomes", {}).get(one, {}),
        }
        for one in ("1", "2")
    ]
    ranges = [{"id": "tools", "title": "tools", "items": [*TOOLS], **fields["range"]}
              ] if "range" in fields else []  # fmt: skip
    return UnitIndex(
        Unit.model_validate(
            {
                "kind": "unit",
                "ref": ref,
                "title": ref,
                "outcomes": outcomes,
                "ranges": ranges,
                "requires": fields.get("requires", []),
            }
        )
    )


signatures = st.lists(st.sampled_from(("learner", "witness")), max_size=2)
days = st.integers(0, 200).map(lambda day: date.fromordinal(738_156 + day))


@st.composite
def pieces(draw, number):
    """Draw an item with claims, what it covers, who signed it and on which days."""
    name = f"E{number}"
    keys = draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))
    made = item(
        name,
        draw(st.sampled_from(("O", "WP", "Q"))),
        " ".join(map(str, draw(st.lists(days, max_size=2)))) or None,
        anonymised=draw(st.booleans()),
        signed=dict.fromkeys(draw(signatures), "2026-03-01"),
    )
    covers = draw(st.sampled_from(((), TOOLS[:1], TOOLS[1:2], TOOLS)))
    covered = {"tools": covers} if covers else {}
    claims = tuple(Claim(name, UNIT, key, covers=covered) for key in keys)
    return made._replace(claims=claims)


portfolios = st.integers(0, 6).flatmap(
    lambda size: st.tuples(*(pieces(number) for number in range(size)))
)


def rows_of(unit, evidence, made=()):
    decisions = Decisions(tuple(made))
    coverage = measure([unit], evidence, decisions=decisions).units[0]
    return {row.row.key: row for row in coverage.rows}, coverage


def statuses(unit, evidence, made=()):
    return {key: row.status for key, row in rows_of(unit, evidence, made)[0].items()}


def accepted(*keys, evidence="E0", unit=UNIT):
    return [DecisionOnClaim(evidence, unit, key, "met", "JT", LAST_DAY) for key in keys]


def claiming(evidence, key):
    return [one for one in evidence if any(c.criterion == key for c in one.claims)]


@law
@given(portfolios, st.integers(1, 3))
def test_each_item_of_a_range_has_its_own_occasions(evidence, occasions):
    asked = {"each": {"range": "tools", "occasions": str(occasions)}}
    unit = index(requires=[{**asked, "criteria": ["1.1"]}], range={"cover": "2"})

    row = rows_of(unit, evidence)[0]["1.1"]

    days_with = {
        tool: {
            day
            for one in claiming(evidence, "1.1")
            for claim in one.claims
            if claim.criterion == "1.1" and tool in claim.covers.get("tools", ())
            for day in one.evidence.all_dates()
        }
        for tool in TOOLS
    }
    complete = sum(len(some) >= occasions for some in days_with.values()) >= 2
    assert row.requirements[0].met == complete


@law
@given(portfolios, st.integers(1, 3))
def test_too_many_pieces_change_no_status(evidence, most):
    limited = index(requires=[{"max_pieces": str(most), "per": "unit"}])

    assert statuses(limited, evidence) == statuses(index(), evidence)
    assert rows_of(limited, evidence)[1].is_met == rows_of(index(), evidence)[1].is_met


@law
@given(portfolios)
def test_what_is_not_anonymised_is_as_if_it_were_not_there(evidence):
    unit = index(requires=[{"anonymised": "yes", "criteria": ["1.1"]}])
    without = tuple(
        one
        if one.evidence.anonymised
        else one._replace(claims=tuple(c for c in one.claims if c.criterion != "1.1"))
        for one in evidence
    )

    assert statuses(unit, evidence) == statuses(index(), without)


@law
@given(portfolios, st.sampled_from((("learner",), ("witness", "learner"))))
def test_what_is_not_signed_is_as_if_it_were_not_there(evidence, roles):
    unit = index(requires=[{"signed": list(roles), "criteria": ["1.1"]}])
    without = tuple(
        one
        if set(roles) <= set(one.evidence.signed)
        else one._replace(claims=tuple(c for c in one.claims if c.criterion != "1.1"))
        for one in evidence
    )

    assert statuses(unit, evidence) == statuses(index(), without)


def months_later(day, months):
    """Return the day so many months later, the last of a month where it has no such."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@law
@given(portfolios, st.integers(1, 6))
def test_a_span_is_from_the_first_day_to_the_last(evidence, months):
    unit = index(requires=[{"span_months": str(months), "criteria": ["1.1"]}])

    row = rows_of(unit, evidence)[0]["1.1"]

    dates = sorted(
        day for one in claiming(evidence, "1.1") for day in one.evidence.all_dates()
    )
    spans = bool(dates) and dates[-1] >= months_later(dates[0], months)
    assert row.requirements[0].met == spans


@law
@given(portfolios, st.sampled_from(([["1.1"], ["1.2", "1.3"]], [["2.1-2.2"], ["1.3"]])))
def test_of_several_sets_one_is_enough_and_none_is_picked(evidence, sets):
    unit = index(requires=[{"any_of": sets}])
    rows, coverage = rows_of(unit, evidence)
    plain = rows_of(index(), evidence)[0]

    keys = [list(unit.select_all(names)) for names in sets]
    done = [some for some in keys if all(not plain[key].status.is_gap for key in some)]
    open_ = {row.row.key for row in coverage.gaps}
    for key in {key for some in keys for key in some}:
        assert rows[key].status == plain[key].status
        assert (key in open_) == (plain[key].status.is_gap and not done)


@law
@given(portfolios, st.integers(1, 3))
def test_of_an_outcome_so_many_are_enough_and_none_is_picked(evidence, needed):
    unit = index(outcomes={"1": {"criteria_needed": str(needed)}})
    coverage = rows_of(unit, evidence)[1]
    plain = rows_of(index(), evidence)[0]

    keys = ("1.1", "1.2", "1.3")
    claimed = [key for key in keys if not plain[key].status.is_gap]
    open_ = {row.row.key for row in coverage.gaps} & set(keys)
    assert open_ == (set() if len(claimed) >= needed else set(keys) - set(claimed))


@law
@given(portfolios, st.lists(st.sampled_from(KEYS), unique=True))
def test_a_grade_is_reached_with_all_below_and_an_open_one_is_no_gap(evidence, met):
    graded = index(on={"1.3": {"grade": "merit"}, "2.2": {"grade": "distinction"}})
    made = accepted(*met)
    first = item("E0", claims=" ".join(KEYS))
    rows, coverage = rows_of(graded, (first,), made)

    passes = {"1.1", "1.2", "2.1"} <= set(met)
    expected = None
    if passes:
        expected = "pass"
        if "1.3" in met:
            expected = "distinction" if "2.2" in met else "merit"
    assert coverage.is_met == passes
    assert grade_of(coverage.rows) == expected
    without = rows_of(graded, evidence)[1]
    assert not {row.row.key for row in without.gaps} & {"1.3", "2.2"}
    assert set(rows) == set(KEYS)


@law
@given(portfolios, st.lists(st.sampled_from(KEYS), unique=True))
def test_what_is_the_same_criterion_stands_the_same(evidence, met):
    """Whichever of both is claimed or decided on."""
    one = index("U", on={"1.1": {"same_as": {"unit": "V", "criterion": "2.2"}}})
    other = index("V")
    moved = tuple(
        each._replace(
            claims=tuple(
                claim._replace(unit="V", criterion="2.2")
                if claim.criterion == "1.1"
                else claim
                for claim in each.claims
                if (claim.unit, claim.criterion) != ("V", "2.2")
            )
        )
        for each in evidence
    )
    decided = Decisions(tuple(accepted(*met)))
    also = Decisions(
        tuple(
            each._replace(unit="V", criterion="2.2")
            if each.criterion == "1.1"
            else each
            for each in decided.made
        )
    )

    for items, decisions in ((evidence, decided), (moved, decided), (evidence, also)):
        found = measure([one, other], items, decisions=decisions).units
        rows = [{row.row.key: row for row in unit.rows} for unit in found]
        assert rows[0]["1.1"].status == rows[1]["2.2"].status
    first = measure([one, other], evidence, decisions=decided).units[0]
    second = measure([one, other], moved, decisions=also).units[0]
    assert [row.status for row in first.rows] == [row.status for row in second.rows]


@law
@given(portfolios, st.sampled_from((["O"], ["O", "WP"])))
def test_a_range_that_is_shown_by_a_method_is_covered_by_no_other(evidence, methods):
    limited = index(range={"cover": "all", "methods": methods, "criteria": ["1.1"]})
    plain = index(range={"cover": "all", "criteria": ["1.1"]})
    bare = tuple(
        one
        if one.evidence.method in methods
        else one._replace(claims=tuple(c._replace(covers={}) for c in one.claims))
        for one in evidence
    )

    covered = [
        {
            tool: names
            for tool, names in rows_of(unit, items)[1].ranges[0].covered.items()
            if names
        }
        for unit, items in ((limited, evidence), (plain, bare))
    ]
    assert covered[0] == covered[1]


@law
@given(portfolios)
def test_no_criterion_is_met_by_what_nobody_decided(evidence):
    asked = [
        {"each": {"range": "tools", "pieces": "1"}, "criteria": ["1.1"]},
        {"span_months": "1", "criteria": ["1.2"]},
        {"any_of": [["1.3"], ["2.1"]]},
    ]
    found = statuses(index(requires=asked, range={"cover": "all"}), evidence)

    assert Status.MET not in found.values()
