"""Criteria folders: own files in full, shipped ones only where they are wanted."""

import pytest

from evidence_builder.diagnostics import Sink
from evidence_builder.load.library import Shelf, load_library, supplied
from evidence_builder.load.shipped import shipped

UNIT = """\
kind: unit
ref: {ref}
also_known_as: [M&L 11, "Unit 301"]
title: A unit
version: "{version}"
outcomes: [{{title: One, criteria: [{{text: Do it}}]}}]
"""
QUALIFICATION = """\
kind: qualification
number: 601/4027/6
title: A diploma
rules: [{units: [U2, U3]}]
"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path.resolve()
    write(folder, "deep/er/u1.yaml", UNIT.format(ref="U1", version=1))
    write(folder, "u2.yml", UNIT.format(ref="U2", version=1).replace("M&L 11", "X"))
    write(folder, "u3.yaml", UNIT.format(ref="U3", version=1).replace("M&L 11", "Y"))
    write(folder, "q.yaml", QUALIFICATION)
    write(folder, "notes.txt", "not read")
    return folder


def write(folder, name, text):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def load(*shelves, wanted):
    sink = Sink()
    library = load_library(shelves, wanted=wanted, sink=sink)
    refs = [one.value.ref for one in library.units]
    return refs, [one.value.number for one in library.qualifications], list(sink)


def test_an_entire_shelf_is_read_in_the_order_of_its_files(folder):
    assert load(Shelf(folder), wanted=[]) == (["U1", "U2", "U3"], ["601/4027/6"], [])
    assert load(Shelf(folder, "deep"), wanted=[]) == (["U1"], [], [])


@pytest.mark.parametrize(
    ("wanted", "units", "qualifications"),
    [
        ([], [], []),
        (["U2"], ["U2"], []),
        (["u2@1"], ["U2"], []),
        (["m&l11"], ["U1"], []),
        (["601/4027/6"], ["U2", "U3"], ["601/4027/6"]),
        (None, ["U1", "U2", "U3"], ["601/4027/6"]),
    ],
)
def test_of_a_shipped_shelf_only_what_is_wanted_is_read(
    folder, wanted, units, qualifications
):
    shelf = Shelf(folder, entire=False)

    assert load(shelf, wanted=wanted) == (units, qualifications, [])


def test_names_are_found_in_lists_of_every_form(folder):
    text = UNIT.format(ref="U9", version=1).replace(
        ' [M&L 11, "Unit 301"]', "\n- HB 7 # old\n- 'CS 25'"
    )
    write(folder, "u9.yaml", text)
    shelf = Shelf(folder, entire=False)

    assert load(shelf, wanted=["CS 25"])[0] == ["U9"]
    assert load(shelf, wanted=["HB 7"])[0] == ["U9"]


def test_the_same_unit_twice_in_a_folder_is_reported_with_both_places(folder):
    write(folder, "z.yaml", UNIT.format(ref="U1", version=1))
    write(folder, "z2.yaml", UNIT.format(ref="U1", version=2))

    units, _, found = load(Shelf(folder), wanted=[])

    assert units == ["U1", "U2", "U3", "U1"]
    assert [(str(one.span), one.code.id) for one in found] == [("z.yaml:2:6", "EB302")]
    assert "deep/er/u1.yaml:2:6" in found[0].message


def test_own_files_come_before_those_that_ship(folder):
    write(folder, "own/u1.yaml", UNIT.format(ref="U1", version=1))
    shelves = (Shelf(folder, "own"), Shelf(folder, "deep", entire=False))

    library = load_library(shelves, wanted=["U1"], sink=Sink())

    assert [one.source.path for one in library.units] == [
        "own/u1.yaml",
        "deep/er/u1.yaml",
    ]


def test_a_folder_within_another_is_read_once(folder):
    assert load(Shelf(folder), Shelf(folder, "deep"), wanted=[])[0] == [
        "U1",
        "U2",
        "U3",
    ]


def test_a_broken_file_is_known_by_all_its_names(folder):
    write(
        folder,
        "b.yaml",
        UNIT.format(ref="U7", version=1).replace("title: A", "titel: A"),
    )
    sink = Sink()

    library = load_library([Shelf(folder)], wanted=[], sink=sink)

    assert library.broken == {"U7", "M&L 11", "Unit 301"}
    assert [one.code.id for one in sink] == ["EB202"]


def test_every_file_that_ships_is_good_and_is_found_by_its_names():
    everything = load_library([supplied()], wanted=None, sink=(sink := Sink()))

    assert list(sink) == []
    units = {one.source.path: one.value for one in everything.units}
    found = load_library(
        [supplied()], wanted=[one.ref for one in units.values()], sink=Sink()
    )
    assert {one.source.path for one in found.units} == set(units)
    also = {path: one.also_known_as for path, one in units.items() if one.also_known_as}
    found = load_library(
        [supplied()], wanted=[name for names in also.values() for name in names],
        sink=Sink(),
    )  # fmt: skip
    assert {one.source.path for one in found.units} >= set(also)


def test_shipped_folders_are_there():
    assert shipped("criteria").is_dir()
    assert shipped("templates").name == "templates"
