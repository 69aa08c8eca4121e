"""One portfolio with every nasty file: each costs itself, and nothing gets through."""

import io
import os
import re
import subprocess
import sys
import zipfile

import pikepdf
import pypdfium2
import pytest

from tests import nasty
from tests.conftest import ROOT, write_files
from tests.portfolios import TEAM

ITEM = """\
---
id: {number}
title: About {number}
method: WP
date: 2026-03-02
files: ["files/{name}"]
claims: [1.1]
---
Words of {number}.
"""
ACTIVE = {
    *("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile"),
    *("/EmbeddedFiles", "/SubmitForm", "/RichMedia", "/XFA", "/AcroForm"),
}
SECRETS = (b"Exif\0\0", nasty.CAMERA.encode(), nasty.PLACE.encode(), nasty.CANARY)
SECONDS = 300


class Built:
    """What the program made of the portfolio, and what it said."""

    def __init__(self, done, out, items, refused):
        self.done = done
        self.said = done.stdout + done.stderr
        self.items = items
        """File → the number of its item."""
        self.refused = refused
        """File → what is said of it."""
        self.pdf = (out / "portfolio.pdf").read_bytes()
        self.docx = (out / "portfolio.docx").read_bytes()
        self.path = out / "portfolio.pdf"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build it once, by the command line, as a learner does."""
    base = tmp_path_factory.mktemp("nasty")
    folder, out = base / "portfolio", base / "out"
    write_files(folder, TEAM)
    files = folder / "evidence" / "files"
    files.mkdir(parents=True)
    bad = nasty.SHOWN | nasty.REPAIRED | nasty.MISNAMED
    bad |= {name: data for name, (data, _) in nasty.REFUSED.items()}
    for name, data in (bad | nasty.GOOD).items():
        (files / name).write_bytes(data)
    refused = {name: f"be included: {why}" for name, (_, why) in nasty.REFUSED.items()}
    refused |= nasty.write_outside(files, base / "outside")
    names = [*nasty.SHOWN, *nasty.REPAIRED, *nasty.MISNAMED, *refused]
    step = len(names) // len(nasty.GOOD) + 1
    for place, name in enumerate(nasty.GOOD):
        names.insert(place * (step + 1), name)
    items = {name: f"E{number:03}" for number, name in enumerate(names, 1)}
    for name, number in items.items():
        text = (
            f"---\nid: {number}\ntitle: About {number}\nmethod: WP\ndate: 2026-03-02\n"
        )
        text += f'files: ["files/{name}"]\nclaims: [1.1]\n---\nWords of {number}.\n'
        (folder / "evidence" / f"{number}.md").write_text(text, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own program
        [
            *(sys.executable, "-m", "evidence_builder", "build", str(folder)),
            *("--to", "pdf,docx", "--no-cache", "-o", str(out)),
        ],
        env=os.environ | {"EVIDENCE_BUILDER_SOFFICE": "none", "PYTHONPATH": str(ROOT)},
        cwd=base,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return Built(done, out, items, refused)


@pytest.fixture(scope="module")
def sections(built):
    """Return the words of each item in the Word file, by its number."""
    with zipfile.ZipFile(io.BytesIO(built.docx)) as package:
        body = package.read("word/document.xml").decode()
    found, number = {}, ""
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL):
        words = "".join(re.findall(r"<w:t[^>]*>([^<]*)", paragraph))
        if '<w:pStyle w:val="Heading2"' in paragraph:
            head = re.match(r"E\d{3}", words)
            number = head[0] if head else ""
        found[number] = found.get(number, "") + words + "\n"
        if "<w:drawing" in paragraph:
            found[number] += "(picture)\n"
    return found


@pytest.fixture(scope="module")
def pages(built):
    """Return the words of each page of the PDF."""
    with pypdfium2.PdfDocument(built.pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def objects(data):
    with pikepdf.open(io.BytesIO(data)) as file:
        yield from file.objects


def test_the_files_are_as_nasty_as_they_are_called():
    files = [*nasty.SHOWN.values(), *(data for data, _ in nasty.REFUSED.values())]
    whole = b"".join(files)

    assert not [secret for secret in SECRETS if secret not in whole]
    for name in ("/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles"):
        assert name.encode() in whole
    assert len(nasty.REFUSED["bomb.pdf"][0]) < 5_000


def test_it_ends_as_a_build_with_findings_does(built):
    assert built.done.returncode == 1, built.said
    assert "Traceback" not in built.said
    assert "EB9" not in built.said


def test_every_bad_file_is_named_with_the_reason(built):
    for name, why in built.refused.items():
        lines = [line for line in built.said.splitlines() if f"files/{name} " in line]
        assert any(why in line for line in lines), name


def test_damaged_and_wrongly_named_files_are_named(built):
    for name in nasty.REPAIRED:
        assert re.search(f"files/{name} is damaged", built.said), name
    for name in nasty.MISNAMED:
        assert re.search(f"{name} .*PDF", built.said), name


def test_every_bad_file_is_named_in_its_place(built, sections, pages):
    for name in built.refused:
        section = sections[built.items[name]]
        assert "This file could not be included: " in section, name
        if name in nasty.REFUSED:
            assert nasty.REFUSED[name][1] in section, name
    told = sum(page.count("This file could not be included: ") for page in pages)
    assert told >= len(built.refused)


@pytest.mark.parametrize("name", [*nasty.GOOD, *nasty.REPAIRED, *nasty.MISNAMED])
def test_every_page_that_can_be_read_is_there(built, sections, pages, name):
    number = name.removesuffix(".pdf").rpartition("-")[2]
    sound = {**dict.fromkeys(nasty.REPAIRED, "9"), "minutes.jpg": "8"}.get(name, number)
    for page in "AB":
        shown = [words for words in pages if f"Sound {sound}{page}" in words]
        assert any(built.items[name] in words for words in shown), name
        assert f"Sound {sound}{page}" in docx_alt(built, sections, name)


def docx_alt(built, sections, name):
    """Return the words of an item, those that describe pictures among them."""
    with zipfile.ZipFile(io.BytesIO(built.docx)) as package:
        body = package.read("word/document.xml").decode()
    assert "(picture)" in sections[built.items[name]]
    return " ".join(re.findall(r'descr="([^"]*)"', body))


def test_what_can_be_shown_without_harm_is_shown(built, sections, pages):
    everything = "\n".join(pages)
    words = {"turned.pdf": "Turned", "cropped.pdf": "Cropped", "huge.pdf": "Huge"}
    words |= {"form.pdf": "Filled in", "deep.eml": "Sound deep mail"}
    words |= {"template.docx": "Sound words of a document"}
    words |= {"far.xlsx": "Sound last cell"}
    for name, some in words.items():
        assert some in everything, name
    for name in nasty.SHOWN:
        section = sections[built.items[name]]
        assert "could not be included" not in section, (name, section)
        if name.endswith((".jpg", ".png", ".tif")):
            count = 10 if name == "fax.tif" else 1
            assert section.count("(picture)") == count, name


def test_nothing_in_the_pdf_is_active(built):
    for one in objects(built.pdf):
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            keys = set(one.keys())
            named = {str(one.get(key)) for key in ("/S", "/Type", "/Subtype")}
            assert not (keys | named) & ACTIVE, repr(one)


def test_nothing_of_the_camera_or_of_what_lies_outside_is_in_the_pdf(built):
    for secret in SECRETS:
        assert secret not in built.pdf
    for one in objects(built.pdf):
        if isinstance(one, pikepdf.Stream):
            data = one.read_raw_bytes()
            if "/DCTDecode" not in str(one.get("/Filter")) and len(data) < 100_000:
                data += unpacked(one)
            assert not [secret for secret in SECRETS if secret in data]


def unpacked(one):
    """Return a stream's content; nothing of one that is not worth its time."""
    if isinstance(one.get("/Filter"), pikepdf.Array):
        return b""
    try:
        return one.read_bytes()
    except pikepdf.PdfError:
        return b""


def test_nothing_of_it_is_in_the_word_file_and_nothing_leads_out(built):
    with zipfile.ZipFile(io.BytesIO(built.docx)) as package:
        for name in package.namelist():
            data = package.read(name)
            assert not [secret for secret in SECRETS if secret in data], name
            assert b"External" not in data, name
            assert not name.endswith((".bin", ".dotm", ".vbaProject"))


@pytest.mark.needs("qpdf")
def test_the_pdf_is_sound(built):
    done = subprocess.run(  # noqa: S603 - our own file
        ["qpdf", "--check", str(built.path)],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
