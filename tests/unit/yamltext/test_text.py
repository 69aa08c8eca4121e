"""Bytes become text, or a finding; never an exception."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.diagnostics import Sink, Span
from evidence_builder.yamltext import text as text_module
from evidence_builder.yamltext.text import clean, decode, locate, read_text

WORDS = "title: café\nmethod: WP\n"


def findings(sink):
    return [(str(one.span), one.code.id) for one in sink]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_usual_encodings_and_line_ends_read_alike(encoding, line_end):
    sink = Sink()

    data = WORDS.replace("\n", line_end).encode(encoding)

    assert decode(data, "a.md", sink) == WORDS
    assert findings(sink) == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_another_encoding_is_reported_at_the_first_byte_that_does_not_fit(line_end):
    sink = Sink()

    data = f"id: E1{line_end}title: café{line_end}".encode("latin-1")

    assert decode(data, "a.md", sink) is None
    assert findings(sink) == [("a.md:2:11", "EB004")]
    assert "UTF-8" in sink.diagnostics[0].hints[0]


def test_utf_16_without_its_mark_and_pictures_are_no_text():
    sink = Sink()

    assert decode("id: E1".encode("utf-16-le"), "a.md", sink) is None
    assert decode(b"\x89PNG\r\n\x1a\n\0\0", "b.md", sink) is None
    assert decode(b"\xff\xfea", "c.md", sink) is None
    assert [code for _, code in findings(sink)] == ["EB004"] * 3


@given(st.binary())
def test_any_bytes_give_text_or_a_finding(data):
    sink = Sink()

    text = decode(data, "a.md", sink)

    assert (text is None) == bool(sink.diagnostics)
    assert text is None or "\r" not in text


@given(st.text())
def test_cleaned_text_keeps_its_length_and_can_be_printed(text):
    sink = Sink()

    cleaned = clean(text, "a.md", sink)

    assert len(cleaned) == len(text)
    assert bool(sink.diagnostics) == (cleaned != text)
    assert clean(cleaned, "a.md", Sink()) == cleaned
    cleaned.encode()


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "portfolio"
    inside.mkdir()
    (tmp_path / "canary.md").write_text("secret")
    (inside / "a.md").write_text("id: E1")
    return inside.resolve()


@pytest.mark.parametrize(
    "name",
    [
        "../canary.md",
        "..\\canary.md",
        "/etc/passwd",
        "C:\\canary.md",
        "\\\\server\\share\\canary.md",
        "https://example.org/canary.md",
        "link.md",
        "a/../../canary.md",
    ],
)
def test_nothing_outside_the_folder_is_read(folder, name):
    (folder / "link.md").symlink_to(folder.parent / "canary.md")
    sink = Sink()

    assert read_text(folder, name, sink) is None
    assert [code for _, code in findings(sink)] == ["EB003"]


def test_backslashes_and_links_within_the_folder_are_followed(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / "b.md").write_text("id: E2")
    (folder / "link.md").symlink_to(folder / "a.md")

    assert read_text(folder, "sub\\b.md", Sink()) == "id: E2"
    assert read_text(folder, "link.md", Sink()) == "id: E1"


def test_what_is_no_file_is_named_where_it_is_asked_for(folder, monkeypatch):
    monkeypatch.setattr(text_module, "LARGEST", 5)
    os.mkfifo(folder / "pipe")
    (folder / "empty.md").write_text("\n \n")
    names = {
        "absent.md": "EB002",
        "a.md/b.md": "EB002",
        "pipe": "EB005",
        ".": "EB005",
        "a.md": "EB006",
        "x" * 5000: "EB001",
    }
    for name, code in names.items():
        sink = Sink()
        assert read_text(folder, name, sink, at=Span("portfolio.yaml", 3, 9)) is None
        assert findings(sink) == [("portfolio.yaml:3:9", code)]
    sink = Sink()
    assert read_text(folder, "empty.md", sink) is None
    assert findings(sink) == [("empty.md", "EB007")]


def test_a_refusal_of_the_system_is_said_in_plain_words(folder, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(text_module.os, "open", refuse)
    sink = Sink()

    assert read_text(folder, "a.md", sink) is None
    assert sink.diagnostics[0].message == "a.md cannot be read: permission was refused"


@given(st.text())
def test_any_name_stays_inside_or_is_refused(name):
    sink = Sink()
    folder = text_module.Path("/nowhere/at/all")

    real = locate(folder, name, sink, at=Span("portfolio.yaml"))

    assert (real is None) == bool(sink.diagnostics)
    assert real is None or real.is_relative_to(folder)


def test_a_drive_is_elsewhere_also_where_a_file_has_its_name(folder):
    (folder / "C:a.md").write_text("id: E3")
    sink = Sink()

    assert read_text(folder, "C:a.md", sink) is None
    assert [code for _, code in findings(sink)] == ["EB003"]


def test_a_folder_that_leads_out_is_not_followed(folder):
    (folder.parent / "others").mkdir()
    (folder.parent / "others" / "b.md").write_text("secret")
    (folder / "inside").symlink_to(folder.parent / "others")
    sink = Sink()

    assert read_text(folder, "inside/b.md", sink) is None
    assert [code for _, code in findings(sink)] == ["EB003"]


def test_a_text_is_read_to_its_end_whatever_the_system_says_of_its_size(
    folder, monkeypatch
):
    read = os.read
    monkeypatch.setattr(text_module.os, "read", lambda handle, _: read(handle, 2))

    assert read_text(folder, "a.md", Sink()) == "id: E1"
