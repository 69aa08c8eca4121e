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

import pytest

from evidence_builder import check
from evidence_builder.diagnostics import Sink
from evidence_builder.document.blocks import (
    Break,
    Flag,
    Heading,
    PageOf,
)
from evidence_builder.document.walk import own_inlines, plain, walk_blocks, walk_inlines
from evidence_builder.pipeline import compose
from evidence_builder.render.docx import render as render_docx
from evidence_builder.render.layout import lay_out
from evidence_builder.render.pdf import render as render_pdf
from evidence_builder.render.styles import FLAG_MARKS
from tests.conftest import program
from tests.libreoffice import pages_in_libreoffice

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ("customer-service-team-leader", "barbering-apprentice")
TODAY = date(2026, 7, 1)


@cache
def made(name):
    """Return a sample composed, laid out and rendered, once for all tests."""
    checked = check(ROOT / "samples" / name, today=TODAY)
    sink = Sink()
    document = compose(checked.value, sink)
    layout = lay_out(document)
    pdf = render_pdf(document, layout)
    docx = render_docx(document, layout.page_map)
    return checked, document, layout, pdf, docx


def squeezed(text: str) -> str:
    """Return text without white space, in which lines may have been broken.

    A hyphen at the end of a line is taken for a broken word by what reads PDFs.
    """
    return re.sub(r"[\s-]+", "", text)


def passages(document, pages):
    """Return the words of every paragraph, with page numbers as they are printed."""
    for block in walk_blocks(document.blocks):
        for run in own_inlines(block):
            text = ""
            for inline in run:
                links = list(walk_inlines((inline,)))
                if isinstance(inline, PageOf):
                    text += f"{inline.prefix}{pages[inline.target]}"
                elif isinstance(inline, Flag):
                    text += f"{FLAG_MARKS[inline.tone]}{inline.text}"
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
    checked = made(name)[0]

    assert not any(one.is_error for one in checked.diagnostics)


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("name", SAMPLES)
def test_both_formats_show_the_same_words_and_page_numbers(name, tmp_path):
    _, document, layout, pdf, docx = made(name)
    header = re.escape(squeezed(document.header_left + document.header_right))
    footer = re.escape(squeezed(document.footer_left))
    pages = layout.page_map.page_count
    furniture = re.compile(rf"{header}|{footer}Page\d+of{pages}")
    # A passage may run over the end of a page, and then furniture stands within it.
    in_pdf = furniture.sub("", words_of_pdf(pdf, tmp_path))
    in_docx = words_of_docx(docx)
    expected = list(passages(document, layout.page_map.targets))

    assert len(expected) > 1000
    assert [words for words in expected if words not in in_pdf] == []
    assert [words for words in expected if words not in in_docx] == []


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("name", SAMPLES)
def test_page_numbers_in_word_are_those_of_libreoffice(name, tmp_path):
    _, _, layout, _, docx = made(name)
    found = pages_in_libreoffice(docx, tmp_path)

    assert len(found) == len(layout.page_map.targets)
    assert sorted(found.values()) == sorted(layout.page_map.targets.values())


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_valid_pdf_ua(name, tmp_path):
    validator = pytest.importorskip("page")
    path = tmp_path / "file.pdf"
    path.write_bytes(made(name)[3])

    report = validator.validate_pdf(path, profile="ua1")

    assert [(one.rule_id, one.message) for one in report.failures] == []


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_a_sound_pdf(name, tmp_path):
    path = tmp_path / "file.pdf"
    path.write_bytes(made(name)[3])

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("qpdf"), "--check", path], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_valid_word(name, tmp_path):
    path = tmp_path / "file.docx"
    path.write_bytes(made(name)[4])

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("ooxml-validator"), path], capture_output=True, check=True
    )
    assert json.loads(ran.stdout)["errors"] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_learner_stands_on_every_page(name):
    checked, document, _, _, _ = made(name)
    learner = checked.value.resolved.portfolio.learner

    assert f"{learner.name} · {learner.registration}" == document.header_left


@pytest.mark.parametrize("name", SAMPLES)
def test_no_camera_or_place_is_left_in_a_picture(name):
    for data in made(name)[3:]:
        parts = [data]
        if data.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(data)) as package:
                parts = [package.read(part) for part in package.namelist()]
        for part in parts:
            assert b"Exif\x00" not in part
            assert b"GPS" not in part


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_files_give_the_same_bytes(name, tmp_path):
    outputs = []
    for number, zone in enumerate(("UTC", "Pacific/Auckland")):
        folder = tmp_path / str(number)
        subprocess.run(  # noqa: S603 - our own program
            [
                *(sys.executable, "-m", "evidence_builder", "build", "--quiet"),
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
    checked, document, layout, _, _ = made(SAMPLES[0])
    measured = checked.value
    targets = layout.page_map.targets

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
