"""Names that lead nowhere are reported once, with what would put them right."""

import pytest

from evidence_builder.coverage.reason import Exclusion
from evidence_builder.pipeline.build import build
from evidence_builder.pipeline.check import check
from tests.conftest import write_files

UNIT = """\
kind: unit
ref: {ref}
title: Serve customers
outcomes:
  - id: 1
    title: Be able to serve customers
    criteria:
      - {{id: 1.1, text: Greet}}
      - {{id: 1.2, text: Ask}}
      - {{id: 1.3, text: Sell}}
  - id: 2
    title: Understand the products
    criteria: [{{id: 2.1, text: Describe two}}]
ranges:
  - {{id: customers, title: customers, items: [new, regular], criteria: [1.1]}}
"""
PORTFOLIO = """\
kind: portfolio
learner: {name: Sam Patel}
witnesses: [{id: W1, name: Ama Boateng}]
criteria: [criteria/]
"""
ITEM = "id: E1\ntitle: Log\nmethod: WP\ndate: 2026-03-02\n"
AWARD = """\
kind: qualification
number: AWARD 1
title: Award
rules:
  - {group: A, all: yes, units: [COUNTER 1, COUNTER 2]}
  - {group: B, units: [COUNTER 4]}
catalogue: [{ref: COUNTER 3, also_known_as: [Till], title: Take payments}]
"""


def found(folder, *, portfolio="units: [COUNTER 1]\n", item="claims: [1.1]\n"):
    """Return code, line, message and hints of all errors."""
    write_files(
        folder,
        {
            "portfolio.yaml": PORTFOLIO + portfolio,
            "criteria/one.yaml": UNIT.format(ref="COUNTER 1"),
            "criteria/two.yaml": UNIT.format(ref="COUNTER 2"),
            "criteria/award.yaml": AWARD,
            "evidence/e1.yaml": ITEM + item,
        },
    )
    return [
        (one.code.id, one.span.line, one.message, one.hints)
        for one in check(folder).diagnostics
        if one.is_error
    ]


@pytest.mark.parametrize(
    ("claims", "message", "hint"),
    [
        ("1.1-1.9", "COUNTER 1 has no criterion 1.9", "its criteria run from"),
        ("1.0-1.2", "COUNTER 1 has no criterion 1.0", "its criteria run from"),
        ("1.1-9", "COUNTER 1 has no criterion 1.9", "its criteria run from"),
        ("1.1 1.2", "COUNTER 1 has no criterion 1.1 1.2",
         "put commas between criteria: 1.1, 1.2"),
        ("1.1 and 2.1", "COUNTER 1 has no criterion 1.1 and 2.1",
         "put commas between criteria: 1.1, 2.1"),
        ("1.1-1.2 & 2.1", "COUNTER 1 has no criterion 1.1-1.2 & 2.1",
         "put commas between criteria: 1.1-1.2, 2.1"),
        ("1.1 to 1.3", "COUNTER 1 has no criterion 1.1 to 1.3",
         "write a span with a hyphen: 1.1-1.3"),
        ("1.2 p. 2", "COUNTER 1 has no criterion 1.2 p. 2", "write 1.2 @ p. 2"),
        ("1.2 (pages 2-3)", "COUNTER 1 has no criterion 1.2 (pages 2-3)",
         "write 1.2 @ pages 2-3"),
        ("AC 2.1", "COUNTER 1 has no criterion AC 2.1", "did you mean 2.1?"),
        ('"2,1"', "COUNTER 1 has no criterion 2", "did you mean 2.1?"),
        ("1.1 to 1.8", "COUNTER 1 has no criterion 1.8", "its criteria run from"),
        ("2", "COUNTER 1 has no criterion 2",
         'write "outcome 2" for all of outcome 2, or a number with a full stop, such'),
    ],
)  # fmt: skip
def test_a_criterion_list_that_is_mistyped_is_told_how(tmp_path, claims, message, hint):
    (only,) = found(tmp_path, item=f"claims: [{claims}]\n")

    assert only[:3] == ("EB301", 5, message)
    assert only[3][0].startswith(hint)


def test_a_comma_for_a_full_stop_is_asked_about(tmp_path):
    (only,) = found(tmp_path, item='claims: [{criteria: ["2,1"]}]\n')

    assert only[2] == "COUNTER 1 has no criterion 2,1"
    assert only[3][:2] == (
        "write a number with a full stop and without spaces",
        "did you mean 2.1?",
    )


def test_all_faults_of_an_item_are_told_in_one_run(tmp_path):
    item = "title2: Log\nwitness: W7\ndraft: perhaps\nclaims: [1.1, 9.9]\n"

    told = [one[0] for one in found(tmp_path, item=item)]

    assert told == ["EB202", "EB307", "EB203", "EB301"]


def test_no_claim_of_an_item_with_errors_counts(tmp_path):
    found(tmp_path, item="darft: yes\nclaims: [1.1]\ntext: What I did.\n")

    (one,) = check(tmp_path).value.resolved.items
    assert len(one.item.claims) == 1
    assert one.item.faults() == (Exclusion("faulty"),)


def test_items_are_in_the_order_of_their_numbers(tmp_path):
    item = ITEM + "claims: [1.1]\n"
    for name, number in {"a": "E10", "b": "E9", "c": "E9"}.items():
        text = item.replace("E1", number)
        write_files(tmp_path, {f"evidence/{name}.yaml": text})
    told = found(tmp_path)

    items = check(tmp_path).value.resolved.items
    assert [one.item.id for one in items] == ["E1", "E9", "E10"]
    assert items[1].loaded.source.path == "evidence/b.yaml"
    assert [one[0] for one in told] == ["EB302"]


def test_a_missing_profile_does_not_stop_the_build(tmp_path):
    (only,) = found(tmp_path, portfolio="units: [COUNTER 1]\nprofile: me.md\n")

    assert only[0] == "EB002"
    assert only[3] == ('write that file, or take the line "profile:" out until you do',)
    assert build(tmp_path, ("docx",)).value.outputs


def test_one_text_may_hold_several_criteria(tmp_path):
    assert not found(tmp_path, item="claims:\n  - criteria: 1.1, outcome 2\n")


def test_an_item_of_a_range_is_quoted(tmp_path):
    item = "claims: [{criteria: [1.1], covers: {customers: [angry]}}]\n"
    (only,) = found(tmp_path, item=item)

    assert only[2] == 'the range customers has no item "angry"'


@pytest.mark.parametrize(
    ("witness", "hint"),
    [
        ("Ama Boateng", "did you mean W1?"),
        ("ama boateng", "did you mean W1?"),
        ('"W1, W2"', "put several in brackets: [W1, W2]"),
        ("W7", "add the witness in portfolio.yaml under witnesses:"),
    ],
)
def test_a_witness_who_is_not_on_the_list(tmp_path, witness, hint):
    (only,) = found(tmp_path, item=f"witness: {witness}\nclaims: [1.1]\n")

    assert (only[0], only[3][0]) == ("EB307", hint)


def test_several_files_in_one_text_are_told_of_brackets(tmp_path):
    item = "files: minutes.pdf, roster.xlsx\nclaims: [1.1]\n"
    (only,) = found(tmp_path, item=item)

    assert only[0] == "EB304"
    assert only[3][0] == "put several in brackets: [minutes.pdf, roster.xlsx]"


def test_an_item_is_signed_in_a_role(tmp_path):
    item = "signed: {learner: 2026-03-03, eqa: 2026-03-03, boss: 2026-03-03}\n"
    (only,) = found(tmp_path, item=item + "claims: [1.1]\n")

    assert only[:3] == ("EB202", 5, 'an item is not signed as "boss"')
    assert only[3] == (
        "write learner, witness, assessor, observer, countersigner, iqa or eqa",
    )


def test_claims_without_a_unit_name_one_of_the_portfolio(tmp_path):
    (only,) = found(tmp_path, portfolio="units: [COUNTER 2, COUNTER 1]\n")

    assert only[0] == "EB309"
    assert only[3][0].endswith('such as "COUNTER 2:"')


@pytest.mark.parametrize("claims", ["[1.1]", "{NO 1: [1.1]}", "{NO 2: [1.1]}"])
def test_a_unit_that_is_not_there_is_said_once(tmp_path, claims):
    (only,) = found(tmp_path, portfolio="units: [NO 1]\n", item=f"claims: {claims}\n")

    assert (only[0], only[1]) == ("EB303", 5)


def test_claims_are_not_given_to_the_one_unit_that_was_found(tmp_path):
    units = "units: [COUNTER 1, NO 1]\n"

    assert [one[0] for one in found(tmp_path, portfolio=units)] == ["EB309", "EB303"]


@pytest.mark.parametrize(
    ("unit", "message", "hint"),
    [
        ("COUNTRE 2", "no criteria file and no qualification knows the unit COUNTRE 2",
         "did you mean COUNTER 2?"),
        ("COUNTER 9", "no criteria file and no qualification knows the unit COUNTER 9",
         "a transfer is of a unit of the qualification"),
        ("COUNTER 1", "the unit COUNTER 1 is transferred and is also among the units",
         "take it out of one of the two"),
    ],
)  # fmt: skip
def test_a_transfer_is_of_another_unit_that_is_known(tmp_path, unit, message, hint):
    transfers = f"transfers: [{{unit: {unit}, certificate: Number 4471}}]\n"
    chosen = "qualification: AWARD 1\nunits: [COUNTER 1]\n"
    (only,) = found(tmp_path, portfolio=chosen + transfers)

    assert only[2] == message
    assert only[3][0].startswith(hint)


@pytest.mark.parametrize("unit", ["COUNTER 2", "COUNTER 3", "COUNTER 4", "Till"])
def test_a_transfer_of_a_unit_that_anything_knows_is_good(tmp_path, unit):
    transfers = f"transfers: [{{unit: {unit}, certificate: Number 4471}}]\n"
    chosen = "qualification: AWARD 1\nunits: [COUNTER 1]\n"

    assert not found(tmp_path, portfolio=chosen + transfers)


def test_a_mandatory_unit_may_be_transferred(tmp_path):
    transfers = "transfers: [{unit: COUNTER 2, certificate: Number 4471}]\n"

    assert not found(tmp_path, portfolio="qualification: AWARD 1\n" + transfers)
