"""Files bound into the portfolio: where they stand, what leads there, what is found."""

import os
import wave
from datetime import date

import docx
import pikepdf
import pytest
from PIL import Image

from evidence_builder.diagnostics import Sink
from evidence_builder.document.blocks import AttachedPage, Figure
from evidence_builder.document.dump import dump
from evidence_builder.document.inlines import PageOf, Reference
from evidence_builder.document.walk import own_inlines, walk_blocks, walk_inlines
from evidence_builder.pipeline.build import build
from evidence_builder.pipeline.check import check
from evidence_builder.pipeline.document import bind_files, compose
from evidence_builder.render.layout import lay_out
from tests.conftest import write_files
from tests.pdf_files import pdf_of
from tests.portfolios import TEAM

TODAY = date(2026, 6, 1)
FOLDER = TEAM | {
    "evidence/e1.md": """\
---
id: E1
title: The weekly briefing
method: WP
date: 2026-03-02
files:
  - {path: minutes.pdf, title: Minutes}
  - board.png
  - prices.txt
claims:
  - 1.1 @ p. 2, item 4
  - 1.2 @ board.png
---
We met at eight.
""",
}


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch):
    """What is found must not depend on what this machine has."""
    monkeypatch.setenv("EVIDENCE_BUILDER_SOFFICE", "none")


@pytest.fixture
def folder(tmp_path):
    write_files(tmp_path, FOLDER)
    files = tmp_path / "evidence"
    (files / "minutes.pdf").write_bytes(pdf_of("Agenda", "Item four: actions"))
    Image.new("RGB", (60, 40), "navy").save(files / "board.png")
    (files / "prices.txt").write_text("Tea 2.40\n", encoding="utf-8")
    return tmp_path


def composed(folder, *, draws):
    measured = check(folder, today=TODAY).value
    resolved = bind_files(
        measured.resolved, drawn=draws, pictured=not draws, cached=False
    )
    return compose(measured._replace(resolved=resolved), Sink(), draws=draws)


def findings(folder, **options):
    checked = build(folder, ("pdf",), today=TODAY, cached=False, **options)
    return [(one.code.slug, str(one.span), one.message) for one in checked.diagnostics]


@pytest.mark.parametrize("draws", [True, False], ids=["drawn", "pictured"])
def test_files_stand_after_their_item_in_their_order(folder, draws):
    text = dump(composed(folder, draws=draws))
    order = ["We met at eight.", "minutes.pdf, page 1", "minutes.pdf, page 2"]
    order += ["## E1: board.png", "## E1: prices.txt", "Tea 2.40"]
    body = text[text.index("We met at eight.") :]

    places = [body.index(words) for words in order]
    assert places == sorted(places)


def test_pages_are_drawn_where_a_format_can_and_are_pictures_elsewhere(folder):
    drawn = list(walk_blocks(composed(folder, draws=True).blocks))
    pictured = list(walk_blocks(composed(folder, draws=False).blocks))

    assert sum(isinstance(one, AttachedPage) for one in drawn) == 2
    assert sum(isinstance(one, AttachedPage) for one in pictured) == 0
    assert sum(isinstance(one, Figure) for one in drawn) == 1
    pages = [one for one in pictured if isinstance(one, Figure)][:2]
    assert "Item four: actions" in pages[1].alt


def test_the_words_of_a_page_say_whose_it_is_and_lead_back(folder):
    for draws in (True, False):
        text = dump(composed(folder, draws=draws))
        assert "E1 on p.  · minutes.pdf, page 2 of 2 · Sam Patel · 0042" in text


@pytest.mark.parametrize("draws", [True, False], ids=["drawn", "pictured"])
def test_a_locator_leads_to_its_page_and_the_page_is_printed(folder, draws):
    document = composed(folder, draws=draws)
    pages = lay_out(document).page_map.targets
    inlines = [
        inline
        for block in walk_blocks(document.blocks)
        for run in own_inlines(block)
        for inline in walk_inlines(run)
    ]
    located = [one for one in inlines if isinstance(one, Reference)]
    printed = [one.target for one in inlines if isinstance(one, PageOf)]

    target = "page:E1:0:2"
    words = {one.inlines[0].text for one in located if one.target == target}
    assert words == {"at p. 2, item 4"}
    # Once in the tracking sheet, once on the evidence sheet.
    assert printed.count(target) == 2
    assert pages[target] == pages["page:E1:0:1"] + 1


def test_only_the_pages_that_are_chosen_are_taken(folder):
    item = folder / "evidence" / "e1.md"
    item.write_text(
        item.read_text().replace("title: Minutes", 'title: Minutes, pages: "2"')
    )
    text = dump(composed(folder, draws=True))

    assert "minutes.pdf, page 2 of 2" in text
    assert "minutes.pdf, page 1 of 2" not in text
    assert "1 of 2 pages" in text


def test_a_file_that_is_refused_is_named_in_its_place_and_the_rest_is_there(folder):
    secret = pikepdf.Encryption(user="secret", owner="secret")
    locked = pdf_of("Agenda", encryption=secret)
    (folder / "evidence" / "minutes.pdf").write_bytes(locked)
    text = dump(composed(folder, draws=True))

    assert "This file could not be included: it needs a password" in text
    assert "Tea 2.40" in text
    assert "## E1: board.png" in text
    assert [
        "file-not-included",
        "evidence/e1.md:7:12",
        "minutes.pdf could not be included: it needs a password",
    ] in [list(one) for one in findings(folder)]


@pytest.mark.parametrize(
    ("old", "new", "slug", "words"),
    [
        ("p. 2, item 4", "p. 9", "page-unknown", "minutes.pdf has 2 pages"),
        ("title: Minutes", "pages: 2-5", "page-unknown", "no pages 3, 4 and 5"),
        ("title: Minutes", "pages: the end", "page-unknown", "names no pages"),
        ("- prices.txt", "- {path: prices.txt, pages: 2}", "page-unknown", "all of"),
        ("board.png\n", "again.pdf\n", "page-ambiguous", "minutes.pdf or again.pdf"),
        ("- prices.txt", "- {path: prices.txt, embed: yes}", "file-not-embedded", ""),
    ],
)
def test_what_is_wrong_with_pages_is_found(folder, old, new, slug, words):
    again = pdf_of("Other", "minutes", "again")
    (folder / "evidence" / "again.pdf").write_bytes(again)
    item = folder / "evidence" / "e1.md"
    item.write_text(item.read_text().replace(old, new))

    found = [one for one in findings(folder) if one[0] == slug]
    assert len(found) == 1
    assert words in found[0][2]


def test_a_file_of_several_pages_needs_locators(folder):
    item = folder / "evidence" / "e1.md"
    text = item.read_text().replace("  - board.png\n  - prices.txt\n", "")
    item.write_text(text.replace("1.2 @ board.png", "1.2"))

    (found,) = [one for one in findings(folder) if one[0] == "locator-missing"]
    assert found[2].startswith("E1 has a file of 2 pages, and 1 claim does not say")


def test_a_recording_travels_inside_the_pdf_when_it_is_asked_to(folder):
    (folder / "evidence" / "prices.txt").unlink()
    (folder / "evidence" / "talk.mp3").write_bytes(b"ID3\x04\0\0\0\0\0\0" + b"\0" * 99)
    item = folder / "evidence" / "e1.md"
    text = item.read_text().replace("- prices.txt", "- {path: talk.mp3, embed: yes}")
    item.write_text(text.replace("1.2 @ board.png", "1.2 @ 12:30 to 14:00"))
    document = composed(folder, draws=True)

    assert [one.name for one in document.embedded] == ["talk.mp3"]
    assert composed(folder, draws=False).embedded == ()
    assert "12:30 to 14:00 | TEST 1 1.2" in dump(document)
    assert "at 12:30 to 14:00" in dump(document)


def test_a_second_build_with_the_cache_is_the_same_and_says_the_same(
    folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (folder / "evidence" / "minutes.pdf").write_bytes(pdf_of("Agenda", "B")[:-200])
    runs = [build(folder, ("pdf", "docx"), today=TODAY) for _ in range(2)]

    assert runs[0].diagnostics == runs[1].diagnostics
    assert runs[0].value.outputs == runs[1].value.outputs
    assert list((tmp_path / "cache").rglob("*"))


def test_a_locator_that_names_another_file_leads_nowhere(folder):
    item = folder / "evidence" / "e1.md"
    item.write_text(item.read_text().replace("p. 2, item 4", "other.pdf, p. 2"))

    (found,) = [one for one in findings(folder) if one[0] == "page-unknown"]
    assert found[2] == '"other.pdf, p. 2" leads nowhere: the item has no file other.pdf'
    assert "at other.pdf, p. 2 on p." not in dump(composed(folder, draws=True))


def test_claims_of_a_file_that_is_not_included_say_so(folder):
    (folder / "evidence" / "minutes.pdf").write_bytes(b"%PDF-1.7\nnothing")
    text = dump(composed(folder, draws=True))

    assert "Not included: minutes.pdf" in text
    assert "Included, with 2 files / 1 file not included" in text


def test_a_page_of_what_is_text_here_says_where_the_file_begins(folder):
    document = docx.Document()
    document.add_paragraph("Step one")
    document.save(folder / "evidence" / "steps.docx")
    item = folder / "evidence" / "e1.md"
    text = item.read_text().replace("board.png", "steps.docx")
    item.write_text(text.replace("p. 2, item 4", "steps.docx, p. 1"))
    shown = dump(composed(folder, draws=False))

    assert "at steps.docx, p. 1; the file begins on p. " in shown


def test_a_time_beyond_the_end_of_a_recording_is_found(folder):
    with wave.open(str(folder / "evidence" / "talk.wav"), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 8000 * 95)
    item = folder / "evidence" / "e1.md"
    text = item.read_text().replace("prices.txt", "talk.wav")
    item.write_text(text.replace("board.png\nclaims", "talk.wav\nclaims"))
    item.write_text(item.read_text().replace("1.2 @ board.png", "1.2 @ 12:30"))

    (found,) = [one for one in findings(folder) if one[0] == "page-unknown"]
    assert found[2] == '"12:30" leads nowhere: talk.wav lasts 1:35'


@pytest.mark.skipif(os.name == "nt", reason="no name can hold a line break there")
def test_a_file_with_a_name_that_nobody_can_type_costs_itself_alone(folder):
    (folder / "evidence" / "we\nird.md").write_text("---\nid: E9\n---\n")

    checked = build(folder, ("html",), today=TODAY, cached=False)

    assert [one.code.slug for one in checked.diagnostics if one.is_error] == [
        "file-unreadable"
    ]
    assert "The weekly briefing" in checked.value.outputs["portfolio.html"].decode()
