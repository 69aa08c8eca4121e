"""The samples as people will see them: built, read back and compared."""

import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from evidence_builder import check
from evidence_builder.diagnostics import Checked, Sink
from evidence_builder.document.blocks import AttachedPage, Document, Heading
from evidence_builder.document.build import as_table, legend_of
from evidence_builder.document.coverage_picture import CoveragePicture
from evidence_builder.document.inlines import Break, Flag, PageOf
from evidence_builder.document.walk import own_inlines, plain, walk_blocks, walk_inlines
from evidence_builder.pipeline.document import bind_files, compose
from evidence_builder.render.docx import render as render_docx
from evidence_builder.render.layout import Layout, lay_out
from evidence_builder.render.layout.tiles import grid
from evidence_builder.render.pdf import render as render_pdf
from evidence_builder.render.styles import A4, FLAG_MARKS
from tests.conftest import program
from tests.libreoffice import pages_in_libreoffice

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ("customer-service-team-leader", "barbering-apprentice")
TODAY = date(2026, 7, 1)


class Made(NamedTuple):
    """A sample with its files bound in, as both kinds of document.

    ``drawn`` is the PDF as people get it, with pages of files drawn; ``pdf`` is what
    the Word document says, drawn as PDF, so that both can be compared.
    """

    checked: Checked
    document: Document
    layout: Layout
    pdf: bytes
    docx: bytes
    drawn_document: Document
    drawn_layout: Layout
    drawn: bytes


@cache
def made(name):
    """Return a sample composed, laid out and rendered, once for all tests."""
    checked = check(ROOT / "samples" / name, today=TODAY)
    resolved = bind_files(
        checked.value.resolved, drawn=True, pictured=True, cached=False
    )
    measured = checked.value._replace(resolved=resolved)
    document = compose(measured, Sink())
    layout = lay_out(document)
    drawn = compose(measured, Sink(), draws=True)
    drawn_layout = lay_out(drawn)
    return Made(
        checked,
        document,
        layout,
        render_pdf(document, layout),
        render_docx(document, layout.page_map),
        drawn,
        drawn_layout,
        render_pdf(drawn, drawn_layout),
    )


def squeezed(text: str) -> str:
    """Return text without white space, in which lines may have been broken.

    A hyphen at the end of a line is taken for a broken word by what reads PDFs.
    """
    return re.sub(r"[\s-]+", "", text)


def passages(document, pages):
    """Return the words of every paragraph, with page numbers as they are printed."""
    shown = []
    for one in document.blocks:
        is_picture = isinstance(one, CoveragePicture)
        shown += [legend_of(one), as_table(one)] if is_picture else [one]
    for block in walk_blocks(shown):
        if isinstance(block, CoveragePicture):
            rows = grid(block, A4.text_width).rows
            yield from (squeezed(tile.words) for row in rows for tile in row)
            continue
        for run in own_inlines(block):
            text = ""
            for inline in run:
                links = list(walk_inlines((inline,)))
                if isinstance(inline, PageOf):
                    text += f"{inline.prefix}{pages[inline.target]}"
                elif isinstance(inline, Flag):
                    mark = inline.mark or FLAG_MARKS[inline.tone]
                    text += f"{mark}{inline.text}"
                elif any(isinstance(one, PageOf) for one in links):
                    pytest.fail("a page number inside other inlines")
                else:
                    text += "\n" if isinstance(inline, Break) else plain((inline,))
            yield from (squeezed(line) for line in text.split("\n") if line.strip())


def words_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    xml = re.sub(r"<w:instrText[^>]*>.*?</w:instrText>", "", xml)
    text = re.sub(r"<[^>]+>", "", re.sub(r"<w:t[ >]", r"\g<0>", xml))
    for code, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(code, char)
    return squeezed(text)


def words_of_pdf(data: bytes, folder: Path) -> str:
    path = folder / "file.pdf"
    path.write_bytes(data)
    ran = subprocess.run(  # noqa: S603 - our own file
        [program("pdftotext"), "-raw", path, "-"], capture_output=True, check=True
    )
    return squeezed(ran.stdout.decode())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_no_errors(name):
    checked = made(name).checked

    assert not any(one.is_error for one in checked.diagnostics)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("name", SAMPLES)
def test_both_formats_show_the_same_words_and_page_numbers(name, tmp_path):
    document, layout = made(name).document, made(name).layout
    header = re.escape(squeezed(document.header_left + document.header_right))
    footer = re.escape(squeezed(document.footer_left))
    pages = layout.page_map.page_count
    furniture = re.compile(rf"{header}|{footer}Page\d+of{pages}")
    # A passage may run over the end of a page, and then furniture stands within it.
    in_pdf = furniture.sub("", words_of_pdf(made(name).pdf, tmp_path))
    in_docx = words_of_docx(made(name).docx)
    expected = list(passages(document, layout.page_map.targets))

    assert len(expected) > 1000
    assert [words for words in expected if words not in in_pdf] == []
    assert [words for words in expected if words not in in_docx] == []


@pytest.mark.needs("pdftotext")
def test_pages_of_files_are_drawn_among_our_own_words(tmp_path):
    one = made(SAMPLES[0])
    found = words_of_pdf(one.drawn, tmp_path)
    sheets = [b for b in one.drawn_document.blocks if isinstance(b, AttachedPage)]
    pages = one.drawn_layout.page_map.targets

    assert {block.anchor.split(":")[1] for block in sheets} >= {"E003", "E004", "E024"}
    for block in sheets:
        back = block.stamp[0]
        assert squeezed(f"{back.prefix}{pages[back.target]}") in found
    # Of the minutes themselves, which are a PDF, and of the roster, a workbook.
    assert "5Customers'problem:barcodesondowelpinboxes" in found
    assert "Dayteamroster,week12" in found


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("name", SAMPLES)
def test_page_numbers_in_word_are_those_of_libreoffice(name, tmp_path):
    layout = made(name).layout
    found = pages_in_libreoffice(made(name).docx, tmp_path)

    assert len(found) == len(layout.page_map.targets)
    assert sorted(found.values()) == sorted(layout.page_map.targets.values())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_valid_pdf_ua(name, tmp_path):
    validator = pytest.importorskip("page")
    path = tmp_path / "file.pdf"
    path.write_bytes(made(name).drawn)

    report = validator.validate_pdf(path, profile="ua1")

    assert [(one.rule_id, one.message) for one in report.failures] == []


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_a_sound_pdf(name, tmp_path):
    path = tmp_path / "file.pdf"
    path.write_bytes(made(name).drawn)

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("qpdf"), "--check", path], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_valid_word(name, tmp_path):
    path = tmp_path / "file.docx"
    path.write_bytes(made(name).docx)

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("ooxml-validator"), path], capture_output=True, check=True
    )
    assert json.loads(ran.stdout)["errors"] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_learner_stands_on_every_page(name):
    document = made(name).document
    learner = made(name).checked.value.resolved.portfolio.learner

    assert f"{learner.name} · {learner.registration}" == document.header_left


@pytest.mark.parametrize("name", SAMPLES)
def test_no_camera_or_place_is_left_in_a_picture(name):
    for data in (made(name).docx, made(name).drawn):
        parts = [data]
        if data.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(data)) as package:
                parts = [package.read(part) for part in package.namelist()]
        for part in parts:
            assert b"Exif\x00\x00" not in part


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_files_give_the_same_bytes(name, tmp_path):
    outputs = []
    for number, zone in enumerate(("UTC", "Pacific/Auckland")):
        folder = tmp_path / str(number)
        subprocess.run(  # noqa: S603 - our own program
            [
                *(sys.executable, "-m", "evidence_builder", "build", "--quiet"),
                "--no-cache",
                *(str(ROOT / "samples" / name), "-o", str(folder)),
            ],
            check=True,
            capture_output=True,
            env={
                **os.environ,
                "TZ": zone,
                "PYTHONHASHSEED": str(number),
                "SOURCE_DATE_EPOCH": "1782900000",
                "PYTHONPATH": str(ROOT),
            },
            cwd=tmp_path,
        )
        outputs.append(
            [
                (folder / f"portfolio.{suffix}").read_bytes()
                for suffix in ("pdf", "docx")
            ]
        )

    assert outputs[0] == outputs[1]
    for data in outputs[0]:
        assert str(ROOT).encode() not in data


def test_every_criterion_has_a_row_and_every_item_a_sheet():
    document = made(SAMPLES[0]).document
    measured = made(SAMPLES[0]).checked.value
    targets = made(SAMPLES[0]).layout.page_map.targets

    for unit in measured.coverage.units:
        for result in unit.rows:
            assert f"row:{unit.index.key}:{result.row.key}" in targets
    for one in measured.resolved.items:
        assert f"item:{one.item.id}" in targets
    headings = [one for one in document.blocks if isinstance(one, Heading)]
    assert [
        plain(one.inlines) for one in headings if one.level == 1 and one.outlined
    ] == [
        "Portfolio of evidence",
        "Contents",
        "Learner profile",
        "Declaration of authenticity",
        "Assessment team and witnesses",
        "Summary of achievement",
        "Gap list",
        "Units and tracking sheets",
        "Evidence index",
        "Evidence",
        "Assessment records",
    ]
