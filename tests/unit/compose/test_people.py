"""Nobody is guessed: whose an item is said to be, and who signs."""

import pytest

from evidence_builder import codes
from evidence_builder.compose.people import author
from evidence_builder.diagnostics import Sink
from evidence_builder.document.dump import dump
from evidence_builder.model.evidence import Evidence
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.pipeline.check import check
from evidence_builder.pipeline.document import compose
from tests.conftest import write_files
from tests.unit.checks.test_checks import BASE, found

PEOPLE = Portfolio.model_validate(
    {
        "kind": "portfolio",
        "learner": {"name": "Sam Patel"},
        "people": [{"id": "JT", "role": "assessor", "name": "Jo Thackwray"}],
        "witnesses": [{"id": "W1", "name": "Ama Boateng"}],
    }
)


@pytest.mark.parametrize(
    ("fields", "printed", "own"),
    [
        ({"method": "WP"}, "Sam Patel (learner)", True),
        ({"method": "WT", "author": "learner"}, "Sam Patel (learner)", True),
        ({"method": "O", "author": "JT"}, "Jo Thackwray, Assessor", False),
        ({"method": "O"}, "Not stated", False),
        ({"method": "O", "witness": "W1"}, "Not stated", False),
        ({"method": "WT", "witness": "W1"}, "Ama Boateng (W1)", False),
        ({"method": "EW"}, "Not stated", False),
    ],
)
def test_an_author_is_as_given_or_as_the_method_has_it(fields, printed, own):
    item = Evidence.model_validate({"id": "E1", "title": "Log", **fields})

    assert (author(item, PEOPLE), item.is_by_learner) == (printed, own)


SMALL_PRINT = "Lines for an IQA or EQA stay blank unless the unit is sampled."


@pytest.mark.parametrize("sampled", [True, False])
def test_a_sampled_unit_has_no_word_of_blank_lines(tmp_path, sampled):
    rk = "kind: assessment\nby: RK\nsamples: [{unit: U1, stage: interim}]\n"
    files = {**BASE, **({"assessment/rk.yaml": rk} if sampled else {})}
    measured = check(write_files(tmp_path, files)).value

    assert (SMALL_PRINT in dump(compose(measured, Sink()))) != sampled


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("WP: Photo", "the method code WP already means work product"),
        (
            "wp: Photo",
            "the method code wp differs only in its capitals from WP",
        ),
        (
            "VID: Film, Vid: Photo",
            "the method code Vid differs only in its capitals from VID",
        ),
        ("VID: Film", None),
    ],
)
def test_capitals_make_no_other_method_code(tmp_path, given, message):
    settings = f"settings: {{methods: {{{given}}}}}\n"
    said = [
        text for *_, text in found(tmp_path, codes.DUPLICATE_ID, portfolio=settings)
    ]

    assert len(said) == (message is not None)
    assert all(text.startswith(message) for text in said)
