"""The pathway that a portfolio names."""

import pytest

from evidence_builder import reasons
from evidence_builder.pipeline.check import check, complete
from tests.conftest import write_files

QUALIFICATION = """\
kind: qualification
number: TRO2
title: Trowel Occupations
rules:
  - {group: M, all: true, units: [M1]}
  - {group: Bricks, pathway: Bricklayer, min_units: 1, units: [P1]}
  - {group: Stone, pathway: Stonemason, min_units: 1, units: [S1]}
catalogue:
  - {ref: P1, title: Lay to line}
  - {ref: S1, title: Dress stone}
"""
PLAIN = QUALIFICATION.replace("pathway: Bricklayer, ", "").replace(
    "pathway: Stonemason, ", ""
)
UNIT = """\
kind: unit
ref: {ref}
title: A unit
outcomes: [{{title: Know it, criteria: [{{id: 1.1, text: Name it}}]}}]
"""


def measure(folder, lines, qualification=QUALIFICATION):
    write_files(
        folder,
        {
            "portfolio.yaml": "kind: portfolio\nlearner: {name: Sam}\n"
            f"criteria: [criteria/]\nunits: [M1, S1]\n{lines}",
            "criteria/q.yaml": qualification,
            "criteria/m1.yaml": UNIT.format(ref="M1"),
            "criteria/s1.yaml": UNIT.format(ref="S1"),
        },
    )
    checked = check(folder)
    found = [one for one in checked.diagnostics if one.code.id == "EB203"]
    return checked.value, found


def rules(measured):
    return {
        reasons.rule(one.asks).partition("(pathway ")[2]: one.met
        for one in measured.combination.rules
    }


def test_the_pathway_that_is_named_decides(tmp_path):
    measured, found = measure(tmp_path, "qualification: TRO2\npathway: Bricklayer\n")

    assert found == []
    assert measured.combination.pathway == "Bricklayer"
    assert rules(measured) == {"": True, "Bricklayer)": False}
    assert [unit.ref for way in complete(measured) for unit in way.units] == ["P1"]


def test_without_one_the_nearest_is_taken_and_named(tmp_path):
    measured, found = measure(tmp_path, "qualification: TRO2\n")

    assert found == []
    assert rules(measured) == {"": True, "Stonemason)": True}


def test_an_unknown_one_is_a_finding_with_the_known_ones(tmp_path):
    measured, (one,) = measure(tmp_path, "qualification: TRO2\npathway: Bricklayr\n")

    assert str(one.span) == "portfolio.yaml:6:10"
    assert one.message == "Trowel Occupations has no pathway Bricklayr"
    assert one.hints == (
        "did you mean Bricklayer?",
        "its pathways are Bricklayer, Stonemason",
    )
    assert measured.combination.pathway == "Stonemason"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("qualification: TRO2\n", "Trowel Occupations has no pathway Any"),
        ("", "the portfolio names the pathway Any and no qualification"),
    ],
)
def test_where_there_are_no_pathways_the_line_is_left_out(tmp_path, lines, message):
    _, (one,) = measure(tmp_path, f"{lines}pathway: Any\n", PLAIN)

    assert (one.message, one.hints) == (message, ("leave the line out",))


def test_of_a_qualification_that_is_not_found_nothing_is_said(tmp_path):
    _, found = measure(tmp_path, "qualification: NONE\npathway: Any\n")

    assert found == []
