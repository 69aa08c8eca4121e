"""Rules about all the evidence of a unit together."""

import pytest

from evidence_builder import codes
from tests.unit.checks.test_checks import UNIT, found, messages

THEORY = """\
kind: unit
ref: U1
title: Know the products
outcomes:
  - {id: 1, title: Know the products, criteria: [{id: 1.1, text: Describe two}]}
"""
TESTIMONY = "witness testimony (WT)"
RANGED = UNIT + (
    "ranges: [{id: customers, title: customers, items: [new, regular, angry], "
    "criteria: [1.1, 1.2]}]\n"
)


SEEN = "date: 2026-03-09\nauthor: JT"


def item(number, claims, method="WP", fields="date: 2026-03-09"):
    return (
        f"id: E{number}\ntitle: Item {number}\nmethod: {method}\n{fields}\n"
        f"claims: {claims}\n"
    )


def test_a_unit_does_not_rest_on_one_item(tmp_path):
    assert found(tmp_path, codes.UNIT_ON_ONE_ITEM, e1=item(1, "[all]")) == [
        ("portfolio.yaml:2:9", "warning", "all of U1 rests on E1 alone")
    ]


@pytest.mark.parametrize("method", ["WP", "O"])
def test_two_items_are_not_one(tmp_path, method):
    fields = "date: 2026-03-09\nauthor: JT" if method == "O" else "date: 2026-03-09"
    changed = {"e1": item(1, "[all]"), "e2": item(2, "[1.1]", method, fields)}

    assert not found(tmp_path, codes.UNIT_ON_ONE_ITEM, **changed)


def test_a_unit_that_is_only_begun_is_left_in_peace(tmp_path):
    assert not found(tmp_path, codes.UNIT_ON_ONE_ITEM, e1=item(1, "[1.1, 1.2]"))
    assert not found(tmp_path, codes.UNIT_ON_ONE_METHOD, e2=item(2, "[1.2]"))


def test_one_assignment_may_serve_a_unit_of_knowledge(tmp_path):
    changed = {"unit": THEORY, "e1": item(1, "[all]", "A")}

    assert not found(tmp_path, codes.UNIT_ON_ONE_ITEM, **changed)
    assert not found(tmp_path, codes.UNIT_ON_ONE_METHOD, **changed)


def test_a_unit_does_not_rest_on_one_method(tmp_path):
    changed = {"e1": item(1, "[all]"), "e2": item(2, "[1.1]")}

    assert found(tmp_path, codes.UNIT_ON_ONE_METHOD, **changed) == [
        ("portfolio.yaml:2:9", "warning", "all of U1 rests on work product (WP)")
    ]
    changed["e3"] = item(3, "[2.1]", "Q")
    assert not found(tmp_path, codes.UNIT_ON_ONE_METHOD, **changed)


@pytest.mark.parametrize("unit", [UNIT, THEORY])
def test_testimony_alone_is_never_a_whole_unit(tmp_path, unit):
    fields = "date: 2026-03-09\nwitness: W1"
    changed = {"unit": unit, "e1": item(1, "[all]", "WT", fields)}

    assert messages(tmp_path, codes.UNIT_ON_ONE_METHOD, **changed) == [
        f"all of U1 rests on {TESTIMONY}, which is never enough for a whole unit"
    ]


def test_what_does_not_count_is_no_second_item(tmp_path):
    draft = item(2, "[1.1]", fields="draft: yes")

    assert found(tmp_path, codes.UNIT_ON_ONE_ITEM, e1=item(1, "[all]"), e2=draft)


@pytest.mark.parametrize("method", ["RA", "PD", "A", "Q"])
def test_theory_alone_does_not_show_what_somebody_can_do(tmp_path, method):
    (only,) = found(tmp_path, codes.THEORY_ONLY, e2=item(2, "[1.2, 2.1]", method))

    assert only[0] == "evidence/e2.yaml:5:10"
    assert only[2].startswith("U1 1.2 is theory without workplace application: ")
    assert only[2].endswith(f"({method}) alone")


def test_theory_beside_practice_is_welcome(tmp_path):
    changed = {"e2": item(2, "[1.2]", "RA"), "e3": item(3, "[1.2]", "O", SEEN)}

    assert not found(tmp_path, codes.THEORY_ONLY, **changed)


def test_what_a_criterion_asks_to_explain_may_be_told(tmp_path):
    unit = UNIT.replace("Find out their needs", "Explain what helped")

    assert not found(tmp_path, codes.THEORY_ONLY, unit=unit, e2=item(2, "[1.2]", "RA"))


def test_a_range_that_no_claim_mentions_is_noted_at_a_claim(tmp_path):
    (only,) = found(tmp_path, codes.RANGE_UNCOVERED, unit=RANGED)

    assert only[:2] == ("evidence/e1.yaml:5:10", "note")
    assert only[2].startswith("U1 asks for all of ")
    assert only[2].endswith("stands says that it covers new, regular and angry")


def covering(*items):
    return f"[{{criteria: [1.1], covers: {{customers: [{', '.join(items)}]}}}}]"


def test_a_range_that_is_half_covered_is_noted_at_the_unit(tmp_path):
    (only,) = found(
        tmp_path, codes.RANGE_UNCOVERED, unit=RANGED, e2=item(2, covering("new"))
    )

    assert only[0] == "portfolio.yaml:2:9"
    assert only[2].endswith("covers regular and angry")


def test_where_some_are_enough_any_of_the_others_will_do(tmp_path):
    unit = RANGED.replace("items:", "cover: 2, items:")
    (message,) = messages(
        tmp_path, codes.RANGE_UNCOVERED, unit=unit, e2=item(2, covering("new"))
    )

    assert message.endswith("covers regular or angry")


def test_a_range_that_is_covered_or_not_begun_is_not_noted(tmp_path):
    whole = item(2, covering("new", "regular", "angry"))

    assert not found(tmp_path, codes.RANGE_UNCOVERED, unit=RANGED, e2=whole)
    assert not found(
        tmp_path, codes.RANGE_UNCOVERED, unit=RANGED, e1=item(1, "[2.1]"), e2="id: E2"
    )


def many(number, **last):
    items = {f"e{n}": item(n, "[1.1]") for n in range(1, number)}
    return {**items, f"e{number}": item(number, "[1.1]", **last)}


def test_one_item_too_many_is_noted(tmp_path):
    assert found(tmp_path, codes.OVER_EVIDENCED, **many(4)) == [
        (
            "evidence/e4.yaml:1:5",
            "note",
            "each criterion of E4 is proven by at least three other items",
        )
    ]


def test_of_many_items_enough_are_kept(tmp_path):
    noted = messages(tmp_path, codes.OVER_EVIDENCED, **many(6))

    assert [message.split()[3] for message in noted] == ["E4", "E5", "E6"]


@pytest.mark.parametrize(
    "changed",
    [
        many(3),
        many(4, method="O"),
        many(4, fields="dates: [2026-03-09, 2026-03-16]"),
        {**many(4), "e4": item(4, "[1.1, 1.2]")},
        {**many(4), "e4": item(4, "[1.1]", fields="draft: yes")},
        {**many(4), "unit": UNIT + "requires: [{pieces: 2}]\n"},
        {**many(4), "unit": RANGED},
    ],
    ids=["three", "method", "cycle", "another", "draft", "asked", "range"],
)
def test_an_item_that_may_add_something_is_not(tmp_path, changed):
    noted = messages(tmp_path, codes.OVER_EVIDENCED, **changed)

    assert [message for message in noted if "E4" in message] == []
