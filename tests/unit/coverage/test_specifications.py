"""What specifications ask beyond counting, each written as a unit file of its kind."""

from __future__ import annotations

from evidence_builder import reasons
from evidence_builder.coverage.choices import grade_of
from evidence_builder.coverage.combination.measure import combine
from evidence_builder.coverage.combination.rules import known_units
from evidence_builder.coverage.decisions import (
    DecisionOnClaim,
    Decisions,
    Returned,
)
from evidence_builder.coverage.measure import measure
from evidence_builder.model.index import UnitIndex
from tests.property.strategies_coverage import (
    LAST_DAY,
    item,
    qualification,
    unit,
)


def measured(index, *items, met=""):
    made = (
        DecisionOnClaim("E1", index.key, key, "met", "JT", LAST_DAY)
        for key in met.split()
    )
    return measure([index], items, decisions=Decisions(tuple(made))).units[0]


def status(coverage):
    return {row.row.key: row.status.value for row in coverage.rows}


def open_(coverage):
    return [reasons.sentence(one.unmet) for one in coverage.open_requirements]


LOOKS = ("one length", "uniform layers", "short graduation", "long graduation")


def cut(index, number, look, method="O", techniques=("club",)):
    covers = {"looks": [look], "techniques": list(techniques)}
    day = f"2026-03-0{number}"
    return item(f"E{number}", method, day, of=index, claims="1.1 ; 1.2", covers=covers)


def test_a_look_that_was_told_and_not_observed_is_still_lacking():
    index = unit("looks-observed")
    techniques = ("club", "freehand", "fringe")
    three = [cut(index, n, look) for n, look in enumerate(LOOKS[:3], 1)]

    told = measured(index, *three, cut(index, 4, LOOKS[3], "Q", techniques))
    shown = measured(index, *three, cut(index, 4, LOOKS[3], "O", techniques))

    assert open_(told) == [
        (
            "needs at least four items by direct observation (O); so far three: E1, E2 "
            "and E3"
        ),
        (
            "needs all of the range Looks covered by direct observation (O); so far "
            "one length, uniform layers and short graduation"
        ),
    ]
    assert open_(shown) == []


def test_two_occasions_with_one_candidate_say_nothing_of_another():
    index = unit("two-candidates")

    def visit(number, candidate, day):
        covers = {"candidates": [candidate]}
        claims = "outcome 1"
        return item(f"E{number}", "O", day, of=index, claims=claims, covers=covers)

    first = [
        visit(1, "candidate A", "2026-03-01"),
        visit(2, "candidate A", "2026-03-08"),
        visit(3, "candidate B", "2026-03-15"),
    ]
    before = measured(index, *first)
    after = measured(index, *first, visit(4, "candidate B", "2026-03-22"))

    assert status(before) == {"1.1": "partial", "1.2": "partial", "2.1": "missing"}
    assert status(after) == {"1.1": "claimed", "1.2": "claimed", "2.1": "missing"}
    (reason,) = [
        reasons.sentence(reason)
        for reason in before.rows[0].reasons
        if reason.kind != "claimed"
    ]
    assert reason.endswith("for each of two of Candidates; so far candidate A")


def test_a_graded_unit_is_met_at_pass_and_raised_by_the_rest():
    index = unit("graded")
    everything = item("E1", of=index, claims="all")

    for met, grade, is_met in (
        ("P1 P2", None, False),
        ("P1 P2 P3", "pass", True),
        ("P1 P2 P3 M1 D1", "pass", True),
        ("P1 P2 P3 M1 M2", "merit", True),
        ("P1 P2 P3 M1 M2 D1", "distinction", True),
    ):
        coverage = measured(index, everything, met=met)
        assert (grade_of(coverage.rows), coverage.is_met) == (grade, is_met), met
    passes = measured(index, item("E1", of=index, claims="P1 ; P2 ; P3"))
    assert passes.gaps == ()
    assert status(passes)["M1"] == "missing"


def test_any_four_of_six_will_do_and_nobody_picks_them():
    index = unit("four-of-six")

    three = measured(index, item("E1", of=index, claims="1.1 ; 1.3 ; 1.6"))
    four = measured(index, item("E1", of=index, claims="1.1 ; 1.3 ; 1.5-1.6"))

    gaps = [row.row.key for row in three.gaps if row.row.key.startswith("1")]
    assert gaps == ["1.2", "1.4", "1.5"]
    assert {reasons.choice(row.choice) for row in three.rows[:6]} == {"any 4 of 6"}
    assert all(row.needed for row in three.rows)
    assert not [row for row in four.gaps if row.row.key.startswith("1")]


def test_an_alarm_or_a_drill_with_its_review():
    index = unit("four-of-six")

    drill = measured(index, item("E1", of=index, claims="2.2"))
    reviewed = measured(index, item("E1", of=index, claims="2.2-2.3"))
    alarm = measured(index, item("E1", of=index, claims="2.1"))

    second = ("2.1", "2.2", "2.3")
    assert [row.row.key for row in drill.gaps if row.row.key in second] == [
        "2.1",
        "2.3",
    ]
    for done in (reviewed, alarm):
        assert [row for row in done.gaps if row.row.key in second] == []


def test_knowledge_of_two_units_is_proven_once():
    first, second = unit("shared-knowledge-1"), unit("shared-knowledge-2")
    own = item("E1", "Q", of=first, claims="1.1")
    other = item("E1", "Q", of=second, claims="2.1")

    for evidence in (own, other):
        both = measure([first, second], [evidence]).units
        assert status(both[0])["1.1"] == status(both[1])["2.1"] == "claimed"
    made = DecisionOnClaim("E1", second.key, "2.1", "met", "JT", LAST_DAY)
    both = measure([first, second], [own], decisions=Decisions((made,))).units
    assert status(both[0])["1.1"] == "met"


def ksb(index, number, claims="K1", on="2026-03-02", **fields):
    return item(f"E{number}", of=index, claims=claims, on=on, **fields)


def test_a_sixteenth_piece_is_one_too_many_and_closes_nothing():
    index = unit("fifteen-pieces")
    pieces = [ksb(index, number) for number in range(1, 17)]

    fifteen, sixteen = measured(index, *pieces[:15]), measured(index, *pieces)

    assert status(fifteen) == status(sixteen)


def test_names_of_others_and_a_missing_signature_cost_the_item():
    index = unit("fifteen-pieces")

    plain = ksb(index, 1, "S1 ; B1")
    good = ksb(index, 2, "S1 ; B1", anonymised="yes", signed={"witness": "2026-03-03"})

    assert status(measured(index, plain))["S1"] == "missing"
    assert status(measured(index, plain))["B1"] == "missing"
    assert status(measured(index, plain, good))["S1"] == "claimed"
    assert status(measured(index, plain, good))["B1"] == "claimed"


def test_three_months_lie_between_the_first_day_and_the_last():
    index = unit("fifteen-pieces")
    first = ksb(index, 1, on="2026-03-02")

    short = measured(index, first, ksb(index, 2, on="2026-06-01"))
    enough = measured(index, first, ksb(index, 2, on="2026-06-02"))

    assert [reason for reason in open_(short) if "months" in reason] != []
    assert [reason for reason in open_(enough) if "months" in reason] == []


def test_an_endorsement_is_asked_of_who_takes_it():
    of = qualification("endorsement")
    known = known_units(of, ())

    def combined(*names, pathway=None):
        return combine(of, [known[name] for name in names], known, pathway=pathway)

    assert combined("C1", "C2", "C3").met
    assert not combined("C1", "C2", "C3", pathway="Windows").met
    assert not combined("C1", "C2", "C3", "W1", pathway="Windows").met
    assert combined("C1", "C2", "C3", "W1", "W3", pathway="Windows").met
    assert not combined("C1", "C3").met


def test_occasions_of_a_range_are_those_by_its_methods():
    index = unit("looks-observed")
    asked = index.unit.ranges[0].model_copy(update={"occasions": 2, "cover": 1})
    index = UnitIndex(
        index.unit.model_copy(update={"ranges": (asked,), "requires": ()})
    )
    seen, told = cut(index, 1, LOOKS[0]), cut(index, 2, LOOKS[0], "Q")

    assert open_(measured(index, seen, told)) == [
        (
            "needs at least one of the range Looks covered by direct observation (O), "
            "each on at least two occasions; so far none"
        )
    ]
    assert open_(measured(index, seen, told, cut(index, 3, LOOKS[0]))) == []


def test_what_was_returned_is_returned_in_the_other_unit_too():
    """The same criterion, and the same decision."""
    first, second = unit("shared-knowledge-1"), unit("shared-knowledge-2")
    own = item("E1", "Q", of=first, claims="1.1")
    made = DecisionOnClaim("E1", first.key, "1.1", "met", "JT", LAST_DAY)
    word = Returned("RK", "iqa", LAST_DAY, "no")
    decisions = Decisions((made,), returned={(first.key, "1.1"): word})

    both = measure([first, second], [own], decisions=decisions).units

    assert status(both[0])["1.1"] == status(both[1])["2.1"] == "returned"
