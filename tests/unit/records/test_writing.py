"""Writing decisions: lines are added, nothing else changes, nothing is lost."""

from __future__ import annotations

import codecs
import os
import signal
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence_builder.diagnostics import Sink
from evidence_builder.files.lock import NAME, locked
from evidence_builder.files.store import StoreError
from evidence_builder.load.project import load_assessments
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import file_name, record
from evidence_builder.resolve.assessment.judged import Judgement
from evidence_builder.yamltext.text import clean
from tests.cli.pages import ROOT
from tests.waiting import PATIENCE

SHA = "0123456789abcdef" * 4
JUDGED = Judgement(SHA, SHA[::-1], "1", ("E003", "E007"))
LINES = (
    f"judged:\n      evidence: {SHA}\n      criteria: {SHA[::-1]}\n"
    '      version: "1"\n      seen: [E003, E007]\n'
)
ONE = NewDecision("E003", (("A/506/1821", ("3.2",)),), "met", date(2026, 3, 10), JUDGED)

BEFORE = """\
# What I decided, by hand
kind: assessment
by: "JT"   # Jocelyn
decisions:
- evidence: 'E001'
  claims: {A/506/1821: [1.1,   1.10]}
  decision: not yet
  on: 2026-03-01
  feedback: |
    A long line that no program should wrap: it has a colon, a # mark and more.

    # not a comment
"""
AFTER = """\

# What we agreed
actions:
  - {action: Add the agenda}
"""


def put(folder, text, name="jt.yaml"):
    path = folder / "assessment" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def loaded(folder):
    sink = Sink()
    files = {one.source.path: one.value for one in load_assessments(folder, sink)}
    assert [one for one in sink if one.is_error] == []
    return files


def stored(folder):
    return [
        decision for value in loaded(folder).values() for decision in value.decisions
    ]


def is_data_with_lines_added(after, data):
    """Whether some bytes are others with one run of bytes put in."""
    return any(
        after.startswith(data[:place]) and after.endswith(data[place:])
        for place in range(len(data) + 1)
    )


def with_feedback(text):
    return NewDecision(
        "E003", (("A/506/1821", ("3.2",)),), "referred", date(2026, 3, 10), JUDGED, text
    )


def test_what_would_not_read_back_is_not_written(tmp_path):
    with pytest.raises(StoreError, match="would not read back"):
        record(tmp_path, "J\x07T", with_feedback("Say: who, when"))

    assert list((tmp_path / "assessment").glob("*.yaml")) == []


def test_a_first_decision_begins_a_file(tmp_path):
    recorded = record(tmp_path, "JT", with_feedback("Say: who, when"))

    assert (recorded.path, recorded.created) == ("assessment/jt.yaml", True)
    assert (tmp_path / recorded.path).read_text() == (
        "kind: assessment\n"
        "by: JT\n"
        "decisions:\n"
        "  - evidence: E003\n"
        "    claims: {A/506/1821: [3.2]}\n"
        "    decision: referred\n"
        "    on: 2026-03-10\n"
        '    feedback: "Say: who, when"\n'
        f"    {LINES}"
    )
    assert [one.name for one in (tmp_path / "assessment").iterdir()] == ["jt.yaml"]


def test_lines_are_added_after_the_last_decision_and_nothing_else_changes(tmp_path):
    path = put(tmp_path, BEFORE + AFTER)

    recorded = record(tmp_path, "JT", ONE)

    assert not recorded.created
    text = path.read_text()
    assert text.startswith(BEFORE)
    assert text.endswith(AFTER)
    assert text.removeprefix(BEFORE).removesuffix(AFTER) == (
        "- evidence: E003\n"
        "  claims: {A/506/1821: [3.2]}\n"
        "  decision: met\n"
        "  on: 2026-03-10\n"
        f"  {LINES}".replace("\n      ", "\n    ")
    )


HEAD = "kind: assessment\nby: JT\n"
MADE = "{evidence: E1, claims: [1.1], decision: met, on: 2026-03-01}"
SPREAD = (
    "decisions:\n  - evidence: E1\n    claims: [1.1]\n    decision: met\n"
    "    on: 2026-03-01\n    feedback: "
)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}decisions:\n  - {MADE}",
        "kind: assessment\nby: JT\ndecisions:\n",
        "kind: assessment\nby: JT\ndecisions:   # none yet\nactions: []\n",
        "kind: assessment\nby: JT\n",
        "kind: assessment\nby: JT\nactions:\n  - {action: x}\n# the end",
        "---\nkind: assessment\nby: JT",
        "  kind: assessment\n  by: JT\n  actions: []\n",
        f"decisions:\n    - {MADE}\n\n\n{HEAD}",
        f"{HEAD}{SPREAD}|+\n      kept\n\n\n",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_shape_of_file_keeps_its_bytes(tmp_path, text, ending, encoding):
    data = text.replace("\n", ending).encode(encoding)
    path = put(tmp_path, data)
    before = stored(tmp_path)

    recorded = record(tmp_path, "JT", ONE)

    assert recorded.path == "assessment/jt.yaml"
    after = path.read_bytes()
    assert is_data_with_lines_added(after, data)
    assert ending != "\r" or b"\n" not in after
    assert stored(tmp_path) == [*before, ONE.as_read()]


@pytest.mark.parametrize(
    "text",
    [
        "kind: assessment\nby: JT\ndecisions: []\n",
        "{kind: assessment, by: JT}\n",
        f"{HEAD}decisions: [{MADE}]\n",
        f"{HEAD}{SPREAD}|\n      no last line end",
        "kind: assessment\nby: JT\n...\n",
    ],
)
def test_where_lines_cannot_be_added_a_second_file_begins(tmp_path, text):
    path = put(tmp_path, text)

    first = record(tmp_path, "JT", ONE)
    second = record(tmp_path, "JT", ONE)

    assert (first.path, first.created) == ("assessment/jt-2.yaml", True)
    assert first.passed_over == "assessment/jt.yaml"
    assert (second.path, second.created) == ("assessment/jt-2.yaml", False)
    assert path.read_text() == text
    assert stored(tmp_path)[-2:] == [ONE.as_read()] * 2 or len(stored(tmp_path)) == 3


@pytest.mark.parametrize("text", ["kind: assessment\nby: MB\n", "not: [closed\n"])
def test_a_file_of_somebody_else_or_with_faults_is_left_alone(tmp_path, text):
    path = put(tmp_path, text, "JT.yaml")

    assert record(tmp_path, "JT", ONE).path == "assessment/jt-2.yaml"
    assert path.read_text() == text


def test_the_last_file_of_an_assessor_takes_the_decision_however_it_is_named(tmp_path):
    put(tmp_path, "kind: assessment\nby: JT\n", "jt.yaml")
    last = put(tmp_path, "kind: assessment\nby: JT\n", "may.yml")

    assert record(tmp_path, "JT", ONE).path == "assessment/may.yml"
    last.write_text("kind: assessment\nby: JT\ndecisions: []\n")
    assert record(tmp_path, "JT", ONE).path == "assessment/may-2.yaml"


@pytest.mark.parametrize(
    ("by", "name"),
    [
        ("JT", "jt"),
        ("J.T./x", "j-t-x"),
        ("../../etc", "etc"),
        ("CON", "assessor-con"),
        ("lpt1", "assessor-lpt1"),
        ("Ł Zofia Gęślą", "zofia-gesla"),
        ("陈", "assessor"),
        ("a" * 300, "a" * 40),
    ],
)
def test_file_names_are_safe_everywhere(by, name):
    assert file_name(by) == name


FREE = st.text(st.characters(codec="utf-8"), max_size=80)


@settings(max_examples=100, deadline=None)
@example("no")
@example("1.10")
@example("a\nb")
@example(" - a: #b\n\n  c\n")
@example("# first\n\n'second' \"third\"\n\\n")
@example("tab\there\r\nand\x85there\u2028\u2029")
@example("one\n two\n  three")
@example("one\ntwo \nthree")
@example("---\n...\n%")
@example("")
@example(" ")
@example("\n")
@given(FREE)
def test_any_feedback_is_read_back_exactly(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("portfolio")
    put(folder, BEFORE + AFTER)
    put(folder, "kind: assessment\r\nby: MB\r\n", "mb.yaml")

    for by in ("JT", "MB", "RK"):
        record(folder, by, with_feedback(text))

    meant = clean(text, "", Sink())
    assert [one.decisions[-1].feedback for one in loaded(folder).values()] == [
        meant
    ] * 3


def test_a_lone_surrogate_is_replaced_and_not_written(tmp_path):
    record(tmp_path, "JT", with_feedback("a\udcffb\x07"))

    assert stored(tmp_path)[0].feedback == "a\ufffdb\ufffd"


NAMES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]),
    min_size=1,
    max_size=12,
).filter(lambda text: clean(text, "", Sink()) == text and text == text.strip())


@settings(max_examples=100, deadline=None)
@given(
    by=NAMES,
    evidence=NAMES,
    unit=NAMES,
    criteria=st.lists(NAMES, min_size=1, max_size=3),
)
def test_any_names_are_read_back_exactly(
    tmp_path_factory, by, evidence, unit, criteria
):
    folder = tmp_path_factory.mktemp("portfolio")
    new = NewDecision(
        evidence, ((unit, tuple(criteria)),), "met", date(2026, 3, 10), JUDGED
    )

    record(folder, by, new)

    (value,) = loaded(folder).values()
    assert value.by == by
    assert value.decisions == (new.as_read(),)


@settings(max_examples=40, deadline=None)
@given(st.lists(FREE, min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_what_was_there_stays_through_any_sequence(tmp_path_factory, texts, ending):
    folder = tmp_path_factory.mktemp("portfolio")
    path = put(folder, BEFORE.replace("\n", ending))
    before = path.read_bytes()

    for number, text in enumerate(texts):
        record(folder, "JT", with_feedback(text))
        assert path.read_bytes().startswith(before), number
        before = path.read_bytes()

    expected = [clean(text, "", Sink()) for text in texts]
    assert [one.feedback for one in stored(folder)[1:]] == expected


WRITER = """
import sys
from datetime import date
from pathlib import Path
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import record
from evidence_builder.resolve.assessment.judged import Judgement
judged = Judgement("00", "00", "1", ())
for number in range(10):
    on = date(2026, 3, 10)
    claims = (("U", (str(number),)),)
    new = NewDecision(sys.argv[2], claims, "met", on, judged)
    record(Path(sys.argv[1]), "JT", new)
"""


def test_two_writers_at_once_lose_nothing(tmp_path):
    writers = [
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", WRITER, str(tmp_path), name], cwd=ROOT
        )
        for name in ("E1", "E2", "E3")
    ]

    assert [one.wait(timeout=PATIENCE) for one in writers] == [0, 0, 0]
    found = [(one.evidence, one.claims["U"][0].criteria[0]) for one in stored(tmp_path)]
    assert sorted(found) == [
        (name, str(number)) for name in ("E1", "E2", "E3") for number in range(10)
    ]
    assert [one.name for one in (tmp_path / "assessment").iterdir()] == ["jt.yaml"]


def test_a_lock_that_is_held_is_waited_for_and_then_given_up(tmp_path):
    with (
        locked(tmp_path),
        pytest.raises(StoreError, match="another program is writing"),
        locked(tmp_path, patience=0.1),
    ):
        pass

    (tmp_path / NAME).touch()  # of a program that died
    with locked(tmp_path, patience=0.1):
        pass
    assert not (tmp_path / NAME).exists()


def test_what_an_editor_saves_in_between_is_not_lost(tmp_path, monkeypatch):
    path = put(tmp_path, BEFORE)
    from evidence_builder.records import writing

    real = writing.insertions

    def saving_meanwhile(text, *about):
        if "# saved" not in text:
            path.write_text(BEFORE + "# saved in the meantime\n")
        return real(text, *about)

    monkeypatch.setattr(writing, "insertions", saving_meanwhile)

    record(tmp_path, "JT", ONE)

    assert "# saved in the meantime\n" in path.read_text()
    assert len(stored(tmp_path)) == 2


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file(tmp_path, monkeypatch, call):
    path = put(tmp_path, BEFORE)

    def fail(*_args):
        raise OSError(28, "No space left on device")

    if call == "fsync":
        monkeypatch.setattr("evidence_builder.files.store.os.fsync", fail)
    else:
        monkeypatch.setattr("pathlib.Path.replace", fail)

    with pytest.raises(StoreError, match="no space left"):
        record(tmp_path, "JT", ONE)

    assert path.read_text() == BEFORE
    assert [one.name for one in path.parent.iterdir()] == ["jt.yaml"]


KILLED = """
import os, signal
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_a_killed_writer_leaves_the_old_file_and_no_lock(tmp_path):
    path = put(tmp_path, BEFORE)

    killed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", KILLED + WRITER, str(tmp_path), "E1"],
        cwd=ROOT,
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    assert path.read_text() == BEFORE
    record(tmp_path, "JT", ONE)
    assert len(stored(tmp_path)) == 2


def test_a_place_that_cannot_be_written_to_is_said(tmp_path):
    (tmp_path / "assessment").write_text("a file")

    with pytest.raises(StoreError, match="assessment"):
        record(tmp_path, "JT", ONE)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_nothing_is_written_outside_of_the_portfolio(tmp_path):
    outside, folder = tmp_path / "outside", tmp_path / "portfolio"
    outside.mkdir()
    folder.mkdir()
    (folder / "assessment").symlink_to(outside)

    with pytest.raises(StoreError, match="leads out"):
        record(folder, "JT", ONE)

    assert list(outside.iterdir()) == []


def test_a_byte_order_mark_stands_once_and_in_front(tmp_path):
    path = put(tmp_path, codecs.BOM_UTF8 + b"kind: assessment\r\nby: JT\r\n")

    record(tmp_path, "JT", ONE)

    data = path.read_bytes()
    assert data.count(codecs.BOM_UTF8) == 1
    assert data.count(b"\n") == data.count(b"\r\n")
