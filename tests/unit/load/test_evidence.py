"""Evidence files: front matter, narrative, and what is no evidence item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.diagnostics import Sink
from evidence_builder.load.evidence import (
    attachments,
    load_evidence,
    read_item,
    report_unread,
)
from evidence_builder.load.project import load_project

FIELDS = "id: E001\ntitle: Minutes\nmethod: WP\n"

NO_FIELDS = "evidence/a.md does not begin with the fields of an evidence item"
NO_FENCE = "the fields at the top do not begin with a line of three hyphens"
NOT_CLOSED = "the fields at the top are not closed by a line of three hyphens"
NOTHING = "there is nothing between the two lines of three hyphens"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "evidence").mkdir()
    return tmp_path.resolve()


def write(folder, name, text):
    path = folder / "evidence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def load(folder):
    sink = Sink()
    return load_evidence(folder, sink), [(str(one.span), one.code.id) for one in sink]


@pytest.mark.parametrize("start", ["---\n", "---  \n", "\ufeff---\n"])
@pytest.mark.parametrize("end", ["---\n", "...\n", "--- \n"])
def test_front_matter_ends_at_a_line_of_its_own(folder, start, end):
    write(folder, "a.md", f"{start}{FIELDS}{end}\nWhat I did --- and why\n---\nmore")

    loaded, found = load(folder)

    item = loaded.items[0]
    assert item.value.id == "E001"
    assert item.narrative.text == "\nWhat I did --- and why\n---\nmore"
    assert item.narrative.line == 6
    assert found == []


def test_places_count_in_the_whole_file(folder):
    write(folder, "a.md", f"---\n{FIELDS}date: 30 May\n---\ntext")

    assert load(folder)[1] == [("evidence/a.md:5:7", "EB203")]


def test_a_yaml_item_has_no_narrative(folder):
    write(folder, "sub/a.yml", FIELDS)

    item = load(folder)[0].items[0]

    assert (item.source.path, item.narrative.text) == ("evidence/sub/a.yml", "")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("What I did", NO_FIELDS, "put the fields at the top"),
        (FIELDS, NO_FENCE, 'make "---" the first'),
        ("\n---\nid: 1\n---\n", NO_FENCE, 'make "---" the first'),
        (f"---\n{FIELDS}", NOT_CLOSED, 'add a line with "---"'),
        ("---\n\n---\ntext", NOTHING, "write the item's fields"),
    ],
)
def test_a_file_without_front_matter_is_told_what_it_lacks(text, message, hint):
    sink = Sink()

    assert read_item("evidence/a.md", text, sink) is None
    (finding,) = sink
    assert finding.code.id == "EB108"
    assert finding.message == message
    assert finding.hints[0].startswith(hint)


def test_a_broken_item_costs_itself_and_its_id_is_remembered(folder):
    write(folder, "a.md", f"---\n{FIELDS}---\n")
    write(folder, "b.yaml", "id: 'E002' # second\ntitle: Team: minutes\n")
    write(folder, "c.md", "---\nid: E003\n---\n")

    loaded, found = load(folder)

    assert [item.value.id for item in loaded.items] == ["E001"]
    assert loaded.broken == {"E002", "E003"}
    assert [code for _, code in found] == ["EB101", "EB201", "EB201"]


FAULTY = """\
date: 2026-13-02
draft: perhaps
files: [a.pdf, {title: Roster}, b.pdf]
witness: [W1, "", W2]
clamis: x
related:
signde:
claims:
  U 1:
    - 1.1
    - {criteria: [1.2], att: p. 1}
    - {at: p. 1}
    - 1.3
"""


def test_an_item_is_kept_without_its_faulty_parts(folder):
    write(folder, "a.md", f"---\n{FIELDS}{FAULTY}---\n")

    loaded, found = load(folder)

    (item,) = loaded.items
    assert item.faulty
    assert item.value.date is None
    assert [one.path for one in item.value.files] == ["a.pdf", "b.pdf"]
    assert item.value.witness == ("W1", "W2")
    claims = item.value.claims["U 1"]
    assert [one.criteria for one in claims] == [("1.1",), ("1.2",), ("1.3",)]
    last = item.source.span(("claims", "U 1", 2))
    assert (last.line, last.column) == (17, 7)
    assert len(found) == 8
    assert loaded.broken == frozenset()


SOUND = {
    "files": ("a.pdf", "{path: b.pdf, pages: 1-2}", "c.pdf", "d.pdf", "e.pdf"),
    "dates": tuple(f"2026-03-0{day}" for day in range(1, 6)),
    "witness": ("W1", "W2", "W3", "W4", "W5"),
    "related": ("E002", "E003", "E004", "E005", "E006"),
    "claims": ("1.1", "1.2 @ p. 1", "{criteria: 1.3}", '"1.4, 1.5"', "1.6"),
}
FAULTY_ENTRY = {
    "files": "{title: Roster}",
    "dates": "30 May",
    "witness": "''",
    "related": "{}",
    "claims": "{at: p. 1}",
}


@pytest.mark.parametrize("places", [(0,), (2,), (4,), (1, 2), (0, 3), (0, 2, 4)])
@pytest.mark.parametrize("field", SOUND)
def test_a_faulty_entry_of_a_list_costs_itself_wherever_it_stands(
    folder, field, places
):
    """What is sound before and after it keeps its order, and its line in the file."""
    texts = list(SOUND[field])
    write(folder, "whole.yaml", entries(field, texts))
    for place in places:
        texts[place] = FAULTY_ENTRY[field]
    write(folder, "faulty.yaml", entries(field, texts))
    sound = [place for place in range(5) if place not in places]

    loaded, found = load(folder)

    faulty, whole = (list_of(item, field) for item in loaded.items)
    assert [value for value, _ in faulty] == [whole[place][0] for place in sound]
    assert [line for _, line in faulty] == [5 + place for place in sound]
    lines = [int(place.split(":")[1]) for place, _ in found]
    assert lines == [5 + place for place in places]


def entries(field, texts):
    """Return an item with a list, whose entries begin in the fifth line."""
    return f"{FIELDS}{field}:\n" + "".join(f"  - {text}\n" for text in texts)


def list_of(item, field):
    """Return what a list of an item holds, each with its line in the file."""
    values = item.value.claims[""] if field == "claims" else getattr(item.value, field)
    spans = [item.source.span((field, number)) for number in range(len(values))]
    return [(value, span.line) for value, span in zip(values, spans, strict=True)]


def test_a_faulty_name_among_the_criteria_of_a_claim_costs_itself(folder):
    claims = "claims:\n  U 1:\n    - criteria: [1.1, {}, 1.3, '', 1.5]\n    - 1.6\n"
    write(folder, "a.md", f"---\n{FIELDS}{claims}---\n")

    (item,) = load(folder)[0].items

    first, second = item.value.claims["U 1"]
    assert (first.criteria, second.criteria) == (("1.1", "1.3", "1.5"), ("1.6",))
    last = item.source.span(("claims", "U 1", 0, "criteria", 2))
    assert (last.line, last.column) == (7, 36)


def test_a_unit_whose_claims_are_faulty_costs_the_other_units_nothing(folder):
    claims = "claims:\n  U 1: [1.1]\n  U 2: {at: p. 1}\n  U 3: [{}]\n  U 4: [2.1]\n"
    write(folder, "a.md", f"---\n{FIELDS}{claims}---\n")

    (item,) = load(folder)[0].items

    kept = {unit: list(claims) for unit, claims in item.value.claims.items() if claims}
    assert {unit: claim.criteria for unit, (claim,) in kept.items()} == {
        "U 1": ("1.1",),
        "U 4": ("2.1",),
    }
    assert item.source.span(("claims", "U 4", 0)).line == 9


@pytest.mark.parametrize("line", ["id: [a]", "title: {}", "method: ''", "kind: unit"])
def test_an_item_that_cannot_be_kept_is_said_to_be_left_out(folder, line):
    name = line.split(":", maxsplit=1)[0]
    fields = "".join(f"{one}\n" for one in FIELDS.split("\n") if name not in one)
    write(folder, "a.md", f"---\n{fields}\n{line}\n---\n")
    sink = Sink()

    assert load_evidence(folder, sink).items == ()
    hints = [hint for one in sink for hint in one.hints]
    assert sum("left out of the portfolio" in hint for hint in hints) == 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("d.md.txt", "it looks like an evidence item: rename it to d.md"),
        ("e.markdown", "it looks like an evidence item: rename it to e.md"),
        ("b.txt", "it looks like an evidence item: rename it to b.md"),
        ("notes.txt", 'name it under "files:" in the item that it belongs to'),
    ],
)
def test_an_item_with_another_ending_is_asked_about(folder, name, hint):
    text = "Notes" if name == "notes.txt" else f"---\n{FIELDS}---\n"
    write(folder, name, text)
    write(folder, "../portfolio.yaml", "kind: portfolio\nlearner: {name: Sam}\n")
    sink = Sink()

    report_unread(load_project(folder, Sink()), sink)

    assert [one.hints for one in sink] == [(hint,)]


def test_hidden_and_temporary_files_are_passed_over_and_order_is_by_name(folder):
    for number, name in enumerate(["b.md", "a.MD", "sub/c.md"]):
        fields = FIELDS.replace("E001", f"E00{number}")
        write(folder, name, f"---\n{fields}---\n")
    for name in [".b.md", "~$a.md", ".git/d.md", "Thumbs.db", ".DS_Store"]:
        write(folder, name, "nothing to see")

    loaded, found = load(folder)

    assert [item.value.id for item in loaded.items] == ["E001", "E000", "E002"]
    assert (loaded.unread, found) == ((), [])


def test_files_that_items_name_are_no_items(folder):
    write(folder, "a.md", f"---\n{FIELDS}files: [notes.md, 'files\\b.pdf']\n---\n")
    write(folder, "notes.md", "notes of the meeting")
    write(folder, "files/b.pdf", "%PDF")
    write(folder, "left-over.odg", "x")

    loaded, found = load(folder)

    assert found == []
    assert attachments(loaded.items) == {"evidence/notes.md", "evidence/files/b.pdf"}
    assert loaded.unread == ("evidence/left-over.odg",)


def test_links_do_not_lead_out_of_the_folder(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "canary.md").write_text(f"---\n{FIELDS}---\ncanary")
    (folder / "evidence" / "a.md").symlink_to(elsewhere / "canary.md")
    (folder / "evidence" / "sub").symlink_to(elsewhere)

    loaded, found = load(folder)

    assert loaded.items == ()
    assert found == [("evidence/a.md", "EB003"), ("evidence/sub", "EB005")]


def test_an_evidence_folder_that_is_elsewhere_or_no_folder_is_reported(folder):
    (folder / "evidence").rmdir()
    assert load(folder) == (load(folder)[0], [])
    (folder / "evidence").write_text("x")
    assert load(folder)[1] == [("evidence", "EB001")]
    (folder / "evidence").unlink()
    (folder / "evidence").symlink_to(folder.parent)
    assert load(folder)[1] == [("evidence", "EB003")]


@given(st.text(), st.sampled_from(["a.md", "a.yaml"]))
def test_any_text_is_an_item_or_a_finding(text, name):
    sink = Sink()

    item = read_item(name, f"---\n{text}", sink)

    assert item is not None or sink.diagnostics


@pytest.mark.parametrize(
    "text",
    [
        "![The counter](pic.png)",
        '![The counter](pic.png "at noon")',
        "![The counter](<my pic.png>)",
        "![The counter](my%20pic.png)",
        "![The counter](./pic(1).png)",
        "![The counter][one]\n\n[one]: pic.png",
        "[a photograph](..\\evidence\\pic.png)",
    ],
)
def test_a_file_that_a_text_shows_is_part_of_the_portfolio(folder, text):
    for name in ("pic.png", "my pic.png", "pic(1).png"):
        write(folder, name, "")
    write(folder, "a.md", f"---\n{FIELDS}---\n{text}\n")
    write(folder, "../portfolio.yaml", "kind: portfolio\nlearner: {name: Sam}\n")
    sink = Sink()

    report_unread(load_project(folder, Sink()), sink)

    assert len(list(sink)) == 2


def test_a_file_that_the_profile_shows_is_part_of_the_portfolio(folder):
    write(folder, "pic.png", "")
    fields = "kind: portfolio\nlearner: {name: Sam}\nprofile: me.md\n"
    write(folder, "../portfolio.yaml", fields)
    write(folder, "../me.md", "![Me](evidence/pic.png)")
    sink = Sink()

    report_unread(load_project(folder, Sink()), sink)

    assert list(sink) == []
