"""Rules about testimonies."""

import pytest

from evidence_builder import codes
from tests.unit.checks.test_checks import found, messages

SOUND = "date: 2026-03-09\nwitness: W1\nsigned: {witness: 2026-03-10}"


def saying(fields, method="WT"):
    return f"id: E2\ntitle: Saw it\nmethod: {method}\n{fields}\nclaims: [1.2]\n"


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ("date: 2026-03-09\nwitness: W1", "that the witness signed it"),
        ("date: 2026-03-09\nsigned: {witness: 2026-03-10}", "who the witness is"),
        ("witness: W1", "when and that the witness signed it"),
        ("author: learner", "who the witness is, when and that the witness signed it"),
    ],
)
@pytest.mark.parametrize("method", ["WT", "EW"])
def test_a_testimony_has_witness_day_and_signature(tmp_path, fields, lacking, method):
    item = saying(fields, method)

    assert found(tmp_path, codes.TESTIMONY_INCOMPLETE, e2=item) == [
        (
            "evidence/e2.yaml:3:9",
            "warning",
            f"E2 is a testimony and does not say {lacking}",
        )
    ]


@pytest.mark.parametrize(
    "fields",
    [
        SOUND,
        "witness: W1\nsigned: {witness: 2026-03-10}",
        "author: W2\nsigned: {witness: 2026-03-10}",
        "author: Ama Boateng\nsigned: {witness: 2026-03-10}",
        "draft: yes",
    ],
)
def test_a_testimony_that_is_complete_is_not_reported(tmp_path, fields):
    assert not found(tmp_path, codes.TESTIMONY_INCOMPLETE, e2=saying(fields))


def test_an_observation_is_dated(tmp_path):
    assert found(tmp_path, codes.TESTIMONY_INCOMPLETE, e2=saying("", "O")) == [
        (
            "evidence/e2.yaml:3:9",
            "warning",
            "E2 is an observation and does not say when",
        )
    ]
    dated = saying("date: 2026-03-09", "O")
    assert not found(tmp_path, codes.TESTIMONY_INCOMPLETE, e2=dated)


def test_other_evidence_needs_no_witness(tmp_path):
    assert not found(tmp_path, codes.TESTIMONY_INCOMPLETE)


@pytest.mark.parametrize("author", ["learner", "Sam Patel"])
def test_a_learner_writes_no_saying(tmp_path, author):
    item = saying(f"author: {author}\n{SOUND}")

    assert found(tmp_path, codes.TESTIMONY_BY_LEARNER, e2=item) == [
        (
            "evidence/e2.yaml:4:9",
            "warning",
            "E2 is a testimony and is written by the learner",
        )
    ]


@pytest.mark.parametrize("author", ["", "author: W1\n"])
def test_a_witness_does(tmp_path, author):
    item = saying(f"{author}{SOUND}")

    assert not found(tmp_path, codes.TESTIMONY_BY_LEARNER, e2=item)


def test_an_expert_testimony_is_by_an_expert(tmp_path):
    other = saying(SOUND.replace("W1", "W2"), "EW")

    assert not messages(
        tmp_path, codes.WITNESS_NOT_EXPERT, e2=saying(SOUND, method="EW")
    )
    assert found(tmp_path, codes.WITNESS_NOT_EXPERT, e2=other) == [
        (
            "evidence/e2.yaml:5:10",
            "warning",
            "E2 is an expert testimony, and W2 is not an expert on the witness list",
        )
    ]


def test_any_witness_may_give_an_ordinary_one(tmp_path):
    item = saying(SOUND.replace("W1", "W2"))

    assert not found(tmp_path, codes.WITNESS_NOT_EXPERT, e2=item)
