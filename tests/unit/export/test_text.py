"""Words as a cell can hold them, and names as sheets can have them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.export.heights import height, lines_needed
from evidence_builder.export.text import (
    MOST,
    SheetNames,
    begins_formula,
    disarmed,
    held,
)
from evidence_builder.wording.documents.export import cut


def units(text):
    return len(text.encode("utf-16-le")) // 2


@given(st.text(st.characters()))
def test_what_is_held_is_legal_xml(text):
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", held(text))
    assert len(held(text)) == len(text)


@given(st.text(max_size=20))
def test_nothing_disarmed_begins_like_a_formula(text):
    assert not begins_formula(disarmed(text))


@given(st.text(max_size=20), st.text(max_size=20))
def test_disarming_never_makes_two_texts_one(first, second):
    if held(first) != held(second):
        assert disarmed(first) != disarmed(second)


def test_wide_signs_count_as_those_that_they_stand_for():
    assert disarmed("\uff1d1+1") == "'\uff1d1+1"


def test_a_text_is_cut_by_the_units_that_excel_counts():
    astral = held("\N{GRINNING FACE}" * 20_000)

    assert units(astral) <= MOST
    assert astral.endswith(cut())
    assert held("x" * MOST) == "x" * MOST
    assert held("x" * (MOST + 1)).endswith(cut())


@given(st.lists(st.text(), max_size=30))
def test_sheets_get_names_that_excel_accepts(wanted):
    given_names = SheetNames()
    names = [given_names.give(one) for one in wanted]

    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < units(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_a_reference_is_still_known_by_its_sheet():
    assert SheetNames().give("A/506/1821") == "A-506-1821"


def test_a_row_is_as_high_as_its_text_needs():
    assert lines_needed("two words", 20) == 1
    assert lines_needed("two\nlines", 20) == 2
    assert lines_needed("a dozen words " * 12, 20) > 6
    assert lines_needed("\u738b" * 24, 20) == 3
    assert lines_needed("x" * 100, 20) == 5
    assert lines_needed("aaaaaaaaaaaa bbbbbbbbbbbb cccccccccccc", 20) == 3
    assert height(10_000) == 409
