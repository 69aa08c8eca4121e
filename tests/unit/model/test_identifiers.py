"""Identifiers are text, and sort as people count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.model.identifiers import (
    comparable,
    natural_key,
    odd_characters,
    qualification_check_character,
    unit_check_letter,
)


@pytest.mark.parametrize(
    "ordered",
    [
        ["1.1", "1.2", "1.10", "1.11", "2.1"],
        ["1.3", "1.3a", "1.3b", "1.4"],
        ["P1", "P2", "P10", "P23"],
        ["K&U 1", "K&U 2", "K&U 10"],
        ["04-1.5", "04-1.5a", "04-2.1"],
    ],
)
def test_identifiers_sort_as_the_specification_prints_them(ordered):
    backwards = ordered[::-1]

    assert ordered == sorted(backwards, key=natural_key)


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_identifiers_can_be_sorted(identifiers):
    assert len(identifiers) == len(sorted(identifiers, key=natural_key))


@pytest.mark.parametrize(
    "reference",
    ["A/506/1821", "L/506/2150", "Y/506/2152", "R/506/2151", "D/506/1942"],
)
def test_published_references_have_their_check_letter(reference):
    assert reference[0] == unit_check_letter(reference)


@pytest.mark.parametrize("number", ["601/4027/6", "601/4032/X"])
def test_published_numbers_have_their_check_character(number):
    assert number[-1] == qualification_check_character(number)


def test_other_references_have_no_check_letter():
    assert unit_check_letter("Unit 301") is None
    assert qualification_check_character("601-4027-6") is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("3.2\u00a0", "NO-BREAK SPACE"),
        ("3\u200b.2", "ZERO WIDTH SPACE"),
        ("А/506/1821", "CYRILLIC CAPITAL LETTER A"),  # noqa: RUF001
        ("2.1–2.3", "EN DASH"),  # noqa: RUF001
    ],
)
def test_look_alikes_are_named(typed, name):
    assert name in odd_characters(typed)


def test_an_honest_identifier_has_nothing_odd():
    assert odd_characters("M&L 11") == ()
    assert comparable("a/506/1821 ") == comparable("A/506/1821")
