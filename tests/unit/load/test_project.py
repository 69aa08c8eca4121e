"""A learner's folder as a whole; the broken sample among them."""

from pathlib import Path

import pytest

from evidence_builder.diagnostics import Sink
from evidence_builder.load.evidence import report_unread
from evidence_builder.load.project import load_project

BROKEN = Path(__file__).parents[3] / "samples" / "broken"
PORTFOLIO = "kind: portfolio\nlearner: {name: Sam Patel}\nunits: [A/506/1821]\n"
ITEM = "id: E001\ntitle: Minutes\nmethod: WP\n"


def write(folder, name, text):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def load(folder):
    sink = Sink()
    return load_project(folder, sink), [(str(one.span), one.code.id) for one in sink]


def test_a_small_portfolio_loads_whole(tmp_path):
    write(tmp_path, "portfolio.yaml", PORTFOLIO + "profile: me.md\ncriteria: own\n")
    write(tmp_path, "me.md", "I lead a team.\r\n")
    write(tmp_path, "evidence/a.yaml", ITEM)
    write(tmp_path, "evidence/left-over.odg", "x")
    write(tmp_path, "assessment/b.yaml", "kind: assessment\nby: JT\n")
    write(tmp_path, "own/u.yaml", "kind: unit\nref: U1\ntitle: T\noutcomes: "
          "[{title: O, criteria: [{text: C}]}]\n")  # fmt: skip

    project, found = load(tmp_path)

    assert found == []
    assert project.folder == tmp_path.resolve()
    assert project.profile.text == "I lead a team.\n"
    assert [one.value.by for one in project.assessments] == ["JT"]
    refs = [one.value.ref for one in project.library.units]
    assert refs == ["U1", "A/506/1821"]
    sink = Sink()
    report_unread(project, sink)
    assert [str(one.span) for one in sink] == ["evidence/left-over.odg"]


@pytest.mark.parametrize("name", ["portfolio.yml", "Portfolio.yaml"])
def test_the_portfolio_file_is_found_however_it_is_written(tmp_path, name):
    write(tmp_path, name, PORTFOLIO)

    project, found = load(tmp_path)

    assert project.portfolio.source.path == name
    assert found == []


def test_two_portfolio_files_are_one_too_many(tmp_path):
    write(tmp_path, "portfolio.yaml", PORTFOLIO)
    write(tmp_path, "portfolio.yml", PORTFOLIO)

    assert load(tmp_path)[1] == [("portfolio.yml", "EB008")]


def test_a_folder_without_a_portfolio_names_the_one_below(tmp_path):
    write(tmp_path, "zoe/portfolio.yaml", PORTFOLIO)
    sink = Sink()

    assert load_project(tmp_path, sink) is None
    (finding,) = sink
    assert (finding.code.id, finding.span.path) == ("EB002", "portfolio.yaml")
    assert finding.message == "this folder has no portfolio.yaml"
    assert "the folder zoe" in finding.hints[0]


@pytest.mark.parametrize("name", ["portfolio.yaml.txt", "Portfolio.yml.TXT"])
def test_a_portfolio_file_with_another_ending_is_asked_about(tmp_path, name):
    write(tmp_path, name, PORTFOLIO)
    sink = Sink()

    assert load_project(tmp_path, sink) is None
    (finding,) = sink
    assert finding.hints == (f"{name} looks like it: rename it to portfolio.yaml",)


@pytest.mark.parametrize(("field", "found"), [("", ["MINE 1"]), ("criteria: []\n", [])])
def test_the_folder_criteria_is_read_unless_others_are_named(tmp_path, field, found):
    unit = "kind: unit\nref: MINE 1\ntitle: Mine\noutcomes: [{id: 1, title: One, "
    unit += "criteria: [{id: 1.1, text: Do}]}]\n"
    write(tmp_path, "criteria/mine.yaml", unit)
    write(tmp_path, "portfolio.yaml", PORTFOLIO + field)

    project, _ = load(tmp_path)

    assert [
        one.value.ref for one in project.library.units if one.value.ref[0] == "M"
    ] == found


def test_a_folder_that_is_not_there_is_reported(tmp_path):
    assert load(tmp_path / "absent") == (None, [(".", "EB002")])
    write(tmp_path, "file", "x")
    assert load(tmp_path / "file") == (None, [(".", "EB002")])


def test_a_broken_portfolio_file_still_shows_the_faults_of_the_others(tmp_path):
    write(tmp_path, "portfolio.yaml", PORTFOLIO + "date: 2026-01-01\n")
    write(tmp_path, "evidence/a.yaml", "id: E001\n")
    write(tmp_path, "assessment/b.yaml", "by: JT\n")

    project, found = load(tmp_path)

    assert project is None
    assert [code for _, code in found] == ["EB204", "EB201", "EB201", "EB202"]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("criteria: [absent]", "EB002"),
        ("criteria: [../elsewhere]", "EB003"),
        ("criteria: [portfolio.yaml]", "EB002"),
        ("profile: absent.md", "EB002"),
        ("profile: ../me.md", "EB003"),
        ("profile: C:\\me.md", "EB003"),
    ],
)
def test_what_a_portfolio_names_must_be_in_it(tmp_path, field, code):
    (tmp_path.parent / "elsewhere").mkdir(exist_ok=True)
    write(tmp_path.parent, "me.md", "canary")
    write(tmp_path, "portfolio.yaml", PORTFOLIO + field + "\n")

    project, found = load(tmp_path)

    assert project is not None
    assert [(place.split(":")[1], one) for place, one in found] == [("4", code)]


def test_the_broken_sample_loads_and_every_place_is_in_its_files():
    sink = Sink()

    project = load_project(BROKEN, sink)

    assert {one.value.id for one in project.evidence} >= {"E001", "E002"}
    assert "E028" in project.broken
    assert "E007" in {one.value.id for one in project.evidence if one.faulty}
    for finding in sink:
        path, line = BROKEN / finding.span.path, finding.span.line
        assert path.exists()
        if line:
            text = path.read_bytes().decode("latin-1").split("\n")
            assert finding.span.column <= len(text[line - 1]) + 1


def test_loading_twice_finds_the_same():
    assert load(BROKEN)[1] == load(BROKEN)[1]
