"""Rules about items: whether they count, where the proof is, what is in them."""

import pytest

from evidence_builder import codes
from tests.conftest import write_files
from tests.unit.checks.test_checks import UNIT, found, messages

ITEM = "id: E2\ntitle: Form\nmethod: WP\ndate: 2026-03-09\n"
LONG = "word " * 401


def text_item(fields, text):
    return f"---\n{ITEM}{fields}---\n{text}\n"


@pytest.mark.parametrize("field", ["reference_material: yes", "draft: yes"])
def test_an_item_that_claims_nothing_is_reported_once_it_is_meant(tmp_path, field):
    assert messages(tmp_path, codes.EVIDENCE_UNMAPPED, e2=ITEM) == [
        "E2 claims no criterion"
    ]
    assert not messages(tmp_path, codes.EVIDENCE_UNMAPPED, e2=f"{ITEM}{field}\n")


def test_reference_material_that_claims_is_reported(tmp_path):
    item = f"{ITEM}claims: [1.1, 1.2]\nreference_material: yes\n"

    assert found(tmp_path, codes.CLAIM_NOT_COUNTED, e2=item) == [
        (
            "evidence/e2.yaml:6:1",
            "warning",
            (
                "2 claims of E2 do not count: it is reference material, which proves "
                "nothing done"
            ),
        )
    ]


def test_a_barred_method_is_one_finding_for_an_item(tmp_path):
    unit = UNIT + "requires: [{forbid_methods: [SIM], criteria: [outcome 1]}]\n"
    item = "id: E2\ntitle: Rehearsal\nmethod: SIM\nclaims: [1.1, 1.2, 2.1]\n"

    assert found(tmp_path, codes.METHOD_NOT_ALLOWED, unit=unit, e2=item) == [
        (
            "evidence/e2.yaml:3:9",
            "warning",
            "E2 does not count for U1 1.1, 1.2: simulation (SIM) is not allowed here",
        )
    ]
    assert not found(tmp_path, codes.METHOD_NOT_ALLOWED, unit=UNIT, e2=item)


def test_what_is_too_old_is_reported_where_a_limit_is_set(tmp_path):
    item = "id: E2\ntitle: Old\nmethod: RPL\ndate: 2024-03-02\nclaims: [1.1]\n"
    limit = "settings: {max_age_months: 24}\n"

    assert not found(tmp_path, codes.EVIDENCE_TOO_OLD, e2=item)
    assert found(tmp_path, codes.EVIDENCE_TOO_OLD, portfolio=limit, e2=item) == [
        (
            "evidence/e2.yaml:4:7",
            "warning",
            (
                "E2 does not count for U1 1.1: it is from 2 March 2024, and evidence "
                "may be at most 24 months old"
            ),
        )
    ]


def test_what_has_no_date_cannot_be_shown_to_be_new_enough(tmp_path):
    item = "id: E2\ntitle: Form\nmethod: WP\nclaims: [1.1]\n"
    limit = "settings: {max_age_months: 24}\n"
    (message,) = messages(tmp_path, codes.EVIDENCE_TOO_OLD, portfolio=limit, e2=item)

    assert message.startswith("E2 does not count for U1 1.1: it has no date")


def test_an_item_with_a_fault_of_its_own_is_reported_for_that_alone(tmp_path):
    unit = UNIT + "requires: [{forbid_methods: [WP]}]\n"
    item = f"{ITEM}draft: yes\nclaims: [1.1]\n"

    (barred,) = messages(tmp_path, codes.METHOD_NOT_ALLOWED, unit=unit, e2=item)
    assert barred.startswith("E1 does not count")
    (draft,) = messages(tmp_path, codes.CLAIM_NOT_COUNTED, unit=unit, e2=item)
    assert draft.startswith("1 claim of E2")


def test_evidence_held_elsewhere_says_who_saw_it(tmp_path):
    item = f"{ITEM}claims: [1.1]\nheld: in situ\nlocation: office\nreason: names\n"
    seen = "seen_by: JT\nseen_on: 2026-04-01\n"

    assert messages(tmp_path, codes.IN_SITU_INCOMPLETE, e2=item) == [
        "E2 is held elsewhere and does not say who saw it and when it was seen"
    ]
    assert not messages(tmp_path, codes.IN_SITU_INCOMPLETE, e2=item + seen)


HELD = f"{ITEM}claims: [1.1]\nheld: in situ\n"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (
            "location: office\nreason: names\nseen_on: 2026-04-01\n",
            "it is held elsewhere and nobody is named who saw it",
        ),
        ("seen_by: JT\nlocation: office\nreason: names\n", "when it was seen"),
        ("seen_by: JT\n", "where, why and when it was seen"),
    ],
)
def test_evidence_that_nobody_saw_does_not_count(tmp_path, fields, why):
    ((where, _, message),) = found(
        tmp_path, codes.CLAIM_NOT_COUNTED, e2=f"{HELD}{fields}"
    )

    assert where == f"evidence/e2.yaml:{HELD.count(chr(10))}:1"
    assert message.endswith(why)


@pytest.mark.parametrize("who", ["learner", "sam  patel"])
def test_the_learner_is_nobody_who_saw_it(tmp_path, who):
    fields = "location: office\nreason: names\nseen_on: 2026-04-01\n"

    assert messages(
        tmp_path, codes.IN_SITU_INCOMPLETE, e2=f"{HELD}{fields}seen_by: {who}\n"
    ) == ["E2 is held elsewhere, and nobody but the learner is named who saw it"]


def test_claims_to_a_discussion_say_where(tmp_path):
    item = ITEM.replace("method: WP", "method: PD") + "claims: [1.2]\n"

    (message,) = messages(tmp_path, codes.LOCATOR_MISSING, e2=item)
    assert message.startswith("E2 is a professional discussion, and 1 claim does not")


def test_claims_to_a_long_text_say_where(tmp_path):
    item = text_item("claims:\n  - 1.1 @ paragraph 2\n  - 1.2, 2.1\n", LONG)

    assert found(tmp_path, codes.LOCATOR_MISSING, e2=item) == [
        (
            "evidence/e2.md:8:5",
            "warning",
            (
                "E2 is longer than a page, and 2 claims do not say where in it the "
                "proof is: U1 1.2, 2.1"
            ),
        )
    ]


def test_claims_to_a_short_text_need_not(tmp_path):
    item = text_item("claims: [1.1, 1.2]\n", "word " * 100)

    assert not found(tmp_path, codes.LOCATOR_MISSING, e2=item)


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ("[a.txt, b.txt]", "has 2 files"),
        ("[{path: a.txt, pages: 3-5}]", "has several pages"),
        ("[talk.mp3]", "is a recording"),
    ],
)
def test_several_files_pages_and_recordings_are_long(tmp_path, files, why):
    write_files(tmp_path, {"evidence/a.txt": "a", "evidence/b.txt": "b"})
    (tmp_path / "evidence/talk.mp3").write_bytes(b"ID3\x04" + bytes(64))
    item = f"{ITEM}files: {files}\nclaims: [1.1]\n"
    (message,) = messages(tmp_path, codes.LOCATOR_MISSING, e2=item)

    assert message.startswith(f"E2 {why}, and 1 claim does not say where")


def test_one_page_of_a_file_is_not_long(tmp_path):
    write_files(tmp_path, {"evidence/a.txt": "a"})
    item = f"{ITEM}files: [{{path: a.txt, pages: 3}}]\nclaims: [1.1]\n"

    assert not found(tmp_path, codes.LOCATOR_MISSING, e2=item)


def test_one_file_under_two_numbers_is_reported(tmp_path):
    write_files(tmp_path, {"evidence/a.txt": "same", "evidence/copy.txt": "same"})
    first = f"{ITEM}files: [a.txt]\nclaims: [1.1]\n"
    second = "id: E3\ntitle: Form\nmethod: WP\nfiles: [copy.txt]\nclaims: [1.2]\n"

    assert found(tmp_path, codes.FILE_REPEATED, e2=first, e3=second) == [
        (
            "evidence/e3.yaml:4:9",
            "warning",
            "the file copy.txt of E3 is the same as a.txt of E2",
        )
    ]


def test_one_file_twice_under_one_number_is_reported(tmp_path):
    write_files(tmp_path, {"evidence/a.txt": "same"})
    item = f"{ITEM}files: [a.txt, a.txt]\nclaims: [1.1 @ line 1]\n"

    assert messages(tmp_path, codes.FILE_REPEATED, e2=item) == [
        "the file a.txt of E2 is the same as a.txt, which it has already"
    ]


def test_different_pages_of_one_file_are_two_pieces(tmp_path):
    write_files(tmp_path, {"evidence/a.txt": "same"})
    first = f"{ITEM}files: [{{path: a.txt, pages: 1}}]\nclaims: [1.1]\n"
    second = first.replace("E2", "E3").replace("pages: 1", "pages: 2")

    assert not found(tmp_path, codes.FILE_REPEATED, e2=first, e3=second)


SENT = "From: Sam <sam@harrowmoor.co.uk>\nTo: team\nDate: Tue, 17 Mar 2026 08:41\n"


@pytest.mark.parametrize(
    ("headers", "lacking"),
    [
        (SENT, None),
        (SENT.replace("\n", "\r\n"), None),
        (SENT.replace("From: ", "from:\n "), None),
        (SENT.replace("From: Sam <sam@harrowmoor.co.uk>", "From:"), "sender"),
        ("To: team\nSubject: cell 3\n", "sender or date"),
    ],
)
def test_an_email_has_its_sender_and_date(tmp_path, headers, lacking):
    end = "\r\n" if "\r" in headers else "\n"
    path = tmp_path / "evidence" / "note.eml"
    path.parent.mkdir()
    path.write_bytes(f"{headers}{end}From: nobody{end}Date: never{end}".encode())
    item = f"{ITEM}files: [note.eml]\nclaims: [1.1]\n"
    wanted = [f"the e-mail note.eml has no {lacking}"] if lacking else []

    assert messages(tmp_path, codes.EMAIL_INCOMPLETE, e2=item) == wanted


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Her number is QQ 12 34 56 C.", None),  # never issued
        ("Her number is AB 12 34 56 C.", "a National Insurance number"),
        ("Write to b.king@customer.co.uk.", "an e-mail address"),
        ("Write to sam@harrowmoor.co.uk.", None),  # the learner's own
        ("Write to b.king@customer.example.com.", None),
        ("At 12 34 56 C I signed AB12.", None),
    ],
)
def test_personal_data_in_a_text_is_noted(tmp_path, text, what):
    item = text_item("claims: [1.1]\n", f"\nFirst line.\n{text}")
    wanted = [f"the text of E2 holds what looks like {what}"] if what else []
    findings = found(tmp_path, codes.PERSONAL_DATA, e2=item)

    assert [message for _, _, message in findings] == wanted
    assert all(severity == "note" for _, severity, _ in findings)
    assert all(place.startswith("evidence/e2.md:10:") for place, _, _ in findings)


def test_an_item_that_is_said_to_be_anonymised_is_noted_with_that(tmp_path):
    item = text_item("anonymised: yes\nclaims: [1.1]\n", "To b.king@customer.co.uk")
    (message,) = messages(tmp_path, codes.PERSONAL_DATA, e2=item)

    assert message.endswith("an e-mail address, though it is marked anonymised")
