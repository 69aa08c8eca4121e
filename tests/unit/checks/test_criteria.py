"""What is said of a unit or qualification file by itself."""

import pytest

from evidence_builder.pipeline.check import check_criteria
from tests.conftest import write_files

UNIT = """\
kind: unit
ref: U1
title: Serve customers
outcomes:
  - {id: 1, title: Be able to serve, criteria: [%s]}
"""
AWARD = """\
kind: qualification
number: AWARD 1
title: Award
rules: [{group: A, all: yes, units: [U1], credits: %s}]
catalogue: [{ref: U1, title: Serve customers, credits: 4}]
"""


def messages(folder, **files):
    write_files(folder, {f"{name}.yaml": text for name, text in files.items()})
    return [one.message for one in check_criteria([folder]).diagnostics]


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ("1.2 1.4", "1.3 is missing between 1.2 and 1.4"),
        ("1.2 1.5", "1.3 and 1.4 are missing between 1.2 and 1.5"),
        ("1.2 1.6", "1.3 to 1.5 are missing between 1.2 and 1.6"),
        ("P9 P11", "P10 is missing between P9 and P11"),
        ("1.08 1.11", "1.09 and 1.10 are missing between 1.08 and 1.11"),
    ],
)
def test_a_hole_is_named_by_what_is_missing(tmp_path, ids, message):
    criteria = ", ".join(f"{{id: {one}, text: Do}}" for one in ids.split())

    assert messages(tmp_path, unit=UNIT % criteria) == [message]


def test_the_catalogue_gives_credits_that_a_unit_file_does_not(tmp_path):
    unit = UNIT % "{id: 1.1, text: Do}"

    assert messages(tmp_path, unit=unit, award=AWARD % 4) == []
    assert messages(tmp_path, unit=unit, award=AWARD % 5) == [
        "group A prints 5 credits, and its units carry 4"
    ]


def test_a_unit_file_goes_before_the_catalogue(tmp_path):
    unit = UNIT % "{id: 1.1, text: Do}" + "credits: 6\n"

    assert messages(tmp_path, unit=unit, award=AWARD % 6) == []


def test_a_criterion_that_is_the_same_as_none_is_reported(tmp_path):
    first = UNIT % "{id: 1.1, text: Do, same_as: {unit: U2, criterion: %s}}"
    second = (UNIT % "{id: 1.1, text: Do}").replace("U1", "U2")

    assert messages(tmp_path, u1=first % "1.1", u2=second) == []
    assert messages(tmp_path, u1=first % "1.2", u2=second) == [
        "U2 has no criterion 1.2"
    ]
    # A unit that is not at hand may still be there for somebody else.
    assert messages(tmp_path, u1=(first % "1.2").replace("U2", "U3"), u2=second) == []
