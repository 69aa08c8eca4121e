"""Criterion lists select what people mean, in every numbering shape."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.model.criterion_list import criteria
from evidence_builder.model.index import SelectionError, UnitIndex
from evidence_builder.model.qualification import Unit

UNITS = Path(__file__).parents[2] / "units"


def index(name: str) -> UnitIndex:
    text = (UNITS / f"{name}.yaml").read_text(encoding="utf-8")
    return UnitIndex(Unit.model_validate(yaml.load(text, yaml.BaseLoader)))  # noqa: S506


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("tails-past-nine", "1.1", "1.1"),
        ("tails-past-nine", "1.9-1.11", "1.9 1.10 1.11"),
        ("tails-past-nine", "1.11 - 2.1", "1.11 1.12 2.1"),
        ("tails-past-nine", "outcome 2", "2.1 2.2"),
        ("lettered-parts", "1.3a-c", "1.3a 1.3b 1.3c"),
        ("lettered-parts", "1.3a-1.3c", "1.3a 1.3b 1.3c"),
        ("lettered-parts", "1.3", "1.3a 1.3b 1.3c 1.3d 1.3e 1.3f 1.3g 1.3h 1.3i 1.3j"),
        ("running-through", "P5-P8", "P5 P6 P7 P8"),
        ("running-through", "P5-8", "P5 P6 P7 P8"),
        ("unit-prefixed", "04-1.1", "04-1.1"),
        ("unit-prefixed", "04-1.3-04-1.4", "04-1.3 04-1.4"),
        ("no-numbers", "2.1-2.2", "2.1 2.2"),
        ("pi-and-ku", "PI 2-PI 4", "PI 2 PI 3 PI 4"),
        ("pi-and-ku", "K&U 1", "K&U 1"),
        ("bare-numbers", "9-11", "9 10 11"),
    ],
)
def test_a_criterion_list_selects_what_it_says(unit, text, expected):
    selected = index(unit).select(text)

    # Ids may hold spaces, so the expectation is compared as one text.
    assert expected == " ".join(selected)


@pytest.mark.parametrize(
    "text", ["1.13", "1.1a", "3.1", "outcome 9", "2.1-1.1", "", "-", "1.1-9.9"]
)
def test_what_is_not_there_is_refused(text):
    with pytest.raises(SelectionError):
        index("tails-past-nine").select(text)


def test_a_longer_number_is_never_taken_for_a_slip():
    with pytest.raises(SelectionError) as error:
        index("tails-past-nine").select("1.13")
    assert error.value.near == ()


def test_a_slip_of_case_or_space_is_recognised():
    with pytest.raises(SelectionError) as error:
        index("pi-and-ku").select("pi 3")
    assert error.value.near == ("PI 3",)


@pytest.mark.parametrize("path", sorted(UNITS.glob("*.yaml")), ids=lambda p: p.stem)
def test_what_is_drawn_together_can_be_read_again(path):
    unit = index(path.stem)
    keys = tuple(row.key for row in unit.leaves)

    drawn_together = criteria(unit, keys).split(", ")

    assert keys == unit.select_all(drawn_together)
    assert unit.select("all") == keys


@given(st.data(), st.sampled_from(sorted(path.stem for path in UNITS.glob("*.yaml"))))
def test_any_criteria_drawn_together_can_be_read_again(data, name):
    unit = index(name)
    keys = data.draw(st.sets(st.sampled_from([row.key for row in unit.leaves])))

    text = criteria(unit, keys)

    assert set(unit.select_all(text.split(", ") if text else [])) == keys


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ("1.3a-c", "1.3a-1.3c"),
        ("1.1-1.3", "1.1, 1.2, 1.3a-1.3j"),
        ("1.2, 1.3a-b", "1.2, 1.3a, 1.3b"),
        ("1.3i-2.3", "1.3i, 1.3j, 2.1, 2.2a-2.2c, 2.3"),
    ],
)
def test_a_run_ends_where_parts_begin_or_end(chosen, text):
    unit = index("lettered-parts")

    assert criteria(unit, unit.select(chosen)) == text


def test_unnumbered_criteria_are_numbered_by_order():
    unit = index("no-numbers")

    assert unit.numbered_by_order
    assert unit.rows[0].key == "1.1"


def test_a_stem_is_a_row_and_never_a_leaf():
    unit = index("lettered-parts")
    stems = [row.key for row in unit.rows if row.is_stem]

    assert "1.3" in stems
    assert not set(stems) & {row.key for row in unit.leaves}
