"""A PDF for an archive: PDF/A whatever is attached, and it says what stood in the way.

``ALLOWED`` holds what ``page-validation`` may report: fonts that do not say what
their letters mean (ISO 14289-1, 7.21.7). It is no false alarm, and it stays: pages of
others are copied as they are, and PDF/A-2b does not ask for it.
"""

from __future__ import annotations

import subprocess
import zlib
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from evidence_builder.attachments.content import Request
from evidence_builder.attachments.pdf.archive import fonts
from evidence_builder.attachments.pdf.archive.pages import PAINTED, archive_pages
from evidence_builder.attachments.pdf.page_file import plain_pdf
from evidence_builder.attachments.pdf.pages import convert
from evidence_builder.document.blocks import AttachedPage, Document, Embedded, Heading
from evidence_builder.document.inlines import PageOf, Reference
from evidence_builder.document.pdf_page import DrawnPage
from evidence_builder.pipeline.build import build
from evidence_builder.render.layout import lay_out
from evidence_builder.render.pdf import render
from evidence_builder.render.pdf.colours import srgb
from evidence_builder.render.pdf.verify import verify
from tests.conftest import program
from tests.documents import kitchen_sink, words
from tests.pdf_files import alike, one_page, pages_pdf, painted, stream
from tests.unit.attachments.pdf.archive import test_drawing_kept as drawing
from tests.unit.attachments.pdf.archive import test_fonts_kept as lettering

ROOT = Path(__file__).parents[3]
SAMPLES = ("customer-service-team-leader", "barbering-apprentice")
TODAY = date(2026, 7, 1)
ALLOWED = {
    "PDFUA1-FONT-UNICODE-MAPPING-001",
    "PDFUA1-FONT-UNICODE-VALUE-001",
}
ASKED = Request("minutes.pdf")
LETTERS = b"BT /F1 20 Tf 20 100 Td (Rota of May) Tj ET "
HOME = Heading(1, words("E001 Minutes"), "E001")

validator = pytest.importorskip("page")


def faults(data, profile, folder):
    """Return what the validator reports and may not."""
    path = folder / "file.pdf"
    path.write_bytes(data)
    report = validator.validate_pdf(path, profile=profile)
    found = [(one.rule_id, one.message) for one in report.failures]
    return [one for one in found if one[0] not in ALLOWED]


def document(content, **more):
    """Return a document with the pages of a file, as a portfolio has them."""
    pages = tuple(
        AttachedPage(
            DrawnPage(content.pool, page.form, page.width, page.height),
            f"minutes.pdf, page {page.number}",
            (Reference(words("E001"), "E001"), PageOf("E001")),
            f"page:{page.number}",
            words=page.words if page.painted else "",
        )
        for page in content.pages
    )
    return Document("A portfolio", (HOME, *pages), archival=True, **more)


def written(made):
    layout = lay_out(made)
    data = render(made, layout)
    verify(data, made, layout)
    return data


def reasons(content):
    return [one.message for one in content.notes if one.code.startswith("archive")]


# --- our own pages ------------------------------------------------------------


@pytest.mark.parametrize("profile", ["2b", "ua1"])
def test_all_that_a_document_can_hold_is_an_archive_file(profile, tmp_path):
    made = kitchen_sink()
    own = Document(made.title, made.blocks, "Sam Patel", "A subject", archival=True)

    assert faults(render(own, lay_out(own)), profile, tmp_path) == []


@pytest.mark.parametrize("profile", ["3b", "ua1"])
def test_a_document_with_a_recording_is_of_the_part_that_may_hold_it(profile, tmp_path):
    recording = Embedded("briefing.mp3", b"ID3" * 99, "The briefing", "audio/mpeg")
    data = written(Document("A", (HOME,), embedded=(recording,), archival=True))

    assert faults(data, profile, tmp_path) == []


def test_only_what_is_made_for_an_archive_says_so():
    with pikepdf.open(BytesIO(written(Document("A", (HOME,))))) as file:
        assert b"pdfaid:part" not in file.Root.Metadata.read_bytes()
        assert "/OutputIntents" not in file.Root


def test_the_profile_is_the_one_that_everybody_calls_srgb():
    ours = ImageCms.ImageCmsProfile(BytesIO(srgb()))
    colours = Image.frombytes("RGB", (256, 3), bytes(range(256)) * 9)

    theirs = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))

    pairs = zip(colours.tobytes(), theirs.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 1


# --- what stands in the way -----------------------------------------------------

_SPOT = (
    b"/ColorSpace<</C[/Separation/Red /DeviceRGB"
    b"<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[1 0 0]/N 1>>]>>"
)
_PIXELS = b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8"
_DRAW = b"q 90 0 0 90 20 20 cm /I Do Q "


def pictured(keys, data=bytes(4), *, packed=True):
    image = stream(data, _PIXELS + keys, packed=packed)
    return one_page(_DRAW, resources=b"/XObject<</I 10 0 R>>", more={10: image})


PRESS = (
    "its colours are those of a printing press (CMYK), and nothing says how they look"
)
ODD = "it is drawn in a way that the standard does not know"
HINDRANCES = {
    "a font that is not there": (
        one_page(LETTERS),
        "the font Helvetica is not embedded",
    ),
    "the colours of a press": (
        one_page(b"0 1 1 0 k 20 30 40 50 re f "),
        PRESS,
    ),
    "a picture in those colours": (
        pictured(b"/ColorSpace/DeviceCMYK", bytes(3) + b"\xff" + bytes(12)),
        PRESS,
    ),
    "an operator that nobody knows": (
        one_page(b"20 30 40 50 re f 7 foo "),
        ODD,
    ),
    "a state within a state, thirty deep": (
        one_page(b"q " * 30 + b"20 30 40 50 re f " + b"Q " * 30),
        ODD,
    ),
    "a way of mixing that there is not": (
        one_page(b"/G gs 20 30 40 50 re f ", resources=b"/ExtGState<</G<</BM/Odd>>>>"),
        ODD,
    ),
    "a profile that is none": (
        one_page(
            b"/C cs 1 0 0 scn 20 30 40 50 re f ",
            resources=b"/ColorSpace<</C[/ICCBased 10 0 R]>>",
            more={10: stream(b"no profile" * 20, b"/N 3")},
        ),
        "its colours have a profile that is not valid",
    ),
    "a pattern with such letters": (
        one_page(
            b"/Pattern cs /P scn 0 0 200 300 re f ",
            resources=b"/Pattern<</P 10 0 R>>",
            more={
                10: stream(
                    LETTERS,
                    b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 300]"
                    b"/XStep 200/YStep 300/Resources<</Font<</F1 5 0 R>>>>",
                )
            },
        ),
        "the font Helvetica is not embedded",
    ),
}


@pytest.mark.parametrize("name", HINDRANCES)
def test_what_an_archive_may_not_hold_is_shown_as_a_picture(name, tmp_path):
    file, reason = HINDRANCES[name]

    content = archive_pages(file, ASKED)

    assert reasons(content) == [f"is shown as a picture in the PDF/A: {reason}"]
    assert faults(written(document(convert(file, ASKED))), "2b", tmp_path) != []
    data = written(document(content))
    assert faults(data, "2b", tmp_path) == []
    assert faults(data, "ua1", tmp_path) == []


@pytest.mark.parametrize("name", HINDRANCES)
def test_a_picture_looks_like_its_page(name):
    file = HINDRANCES[name][0]
    as_it_is = painted(plain_pdf(convert(file, ASKED)), scale=2)

    content = archive_pages(file, ASKED)

    assert alike(painted(plain_pdf(content), scale=2), as_it_is, most=0.02)


def test_what_cannot_be_told_in_one_file_is_not_risked(tmp_path):
    """Inks of one name must be one ink in the whole file, and others have some too."""
    file = one_page(b"/C cs 1 scn 20 30 40 50 re f ", resources=_SPOT)

    content = archive_pages(file, ASKED)

    assert "spot colours" in reasons(content)[0]
    assert faults(written(document(content)), "2b", tmp_path) == []


def test_the_words_of_a_picture_are_told_to_those_who_cannot_see_it():
    data = written(document(archive_pages(one_page(LETTERS), ASKED)))

    with pikepdf.open(BytesIO(data)) as file:
        told = [
            str(one.Alt)
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert told == ["minutes.pdf, page 1: Rota of May"]


def test_only_the_pages_that_stand_in_the_way_are_pictures():
    plain = b"1 0 0 rg 20 30 40 50 re f "

    content = archive_pages(pages_pdf([plain, LETTERS, plain, LETTERS]), ASKED)

    assert [page.painted for page in content.pages] == [False, True, False, True]
    assert reasons(content) == [
        "shows pages 2, 4 as pictures in the PDF/A: the font Helvetica is not embedded"
    ]


def test_what_lies_beside_a_page_does_not_stand_in_its_way(tmp_path):
    """The font is among the resources, and nothing is written in it."""
    content = archive_pages(one_page(), ASKED)

    assert reasons(content) == []
    assert not content.pages[0].painted
    assert faults(written(document(content)), "2b", tmp_path) == []


def test_letters_that_nobody_sees_need_no_font(tmp_path):
    """So are the words of a scan kept, which then can be searched."""
    content = archive_pages(one_page(b"3 Tr " + LETTERS), ASKED)

    assert not content.pages[0].painted
    assert faults(written(document(content)), "2b", tmp_path) == []


def test_a_page_of_ours_stays_as_it_is(tmp_path):
    """All its fonts are there, and fit what is said of them."""
    made = kitchen_sink()
    own = render(made, lay_out(made))

    content = archive_pages(own, ASKED)

    assert reasons(content) == []
    assert not any(page.painted for page in content.pages)
    assert faults(written(document(content)), "2b", tmp_path) == []


def test_a_font_whose_widths_are_wrong_stands_in_the_way(tmp_path):
    changed = BytesIO()
    with pikepdf.open(BytesIO(written(Document("A", (HOME,))))) as file:
        for one in file.objects:
            if isinstance(one, pikepdf.Dictionary) and "/W" in one and "/DW" in one:
                one.W = pikepdf.Array([1, pikepdf.Array([400] * 60)])
        file.save(changed)

    content = archive_pages(changed.getvalue(), ASKED)

    assert "does not fit what the file says of it" in reasons(content)[0]
    as_it_is = written(document(convert(changed.getvalue(), ASKED)))
    assert "WIDTH" in faults(as_it_is, "2b", tmp_path)[0][0]


def test_a_mistake_around_a_font_is_not_called_a_fault_of_the_font(monkeypatch):
    data = written(Document("A", (HOME,)))
    monkeypatch.setattr(fonts, "_widths", lambda _: None)

    (reason, *_) = reasons(archive_pages(data, ASKED))

    assert "and the fault is its own (AttributeError in fonts.py" in reason


MISUNDERSTOOD = {"Compact, by names", "OpenType"}
"""False alarms of the validator, each of a font in the Compact Font Format.

It looks for numbers where ISO 32000-1:2008, 9.7.4.2, lets glyphs have names, and finds
no glyphs within OpenType, which 9.9, table 126, allows.
"""


def test_what_may_stay_as_it_is_is_valid_for_another_program(tmp_path):
    """All files that the checks of a page let pass, in one document."""
    tables = (
        *(drawing.COLOURS, drawing.OPERATORS, drawing.INLINE, drawing.PICTURES),
        *(drawing.FORMS, lettering.EMBEDDED, lettering.CODES, lettering.COMPOSITE),
    )
    kept = [
        file
        for table in tables
        for name, (file, why) in table.items()
        if why is None and name not in MISUNDERSTOOD
    ]
    pages = [document(archive_pages(file, ASKED)).blocks[1] for file in kept]
    numbered = (
        replace(page, anchor=f"page:{number}") for number, page in enumerate(pages)
    )
    made = Document("A portfolio", (HOME, *numbered), archival=True)

    assert len(kept) > 50
    assert faults(written(made), "2b", tmp_path) == []


MENDED = {
    "smoothed": pictured(b"/ColorSpace/DeviceGray/Interpolate true"),
    "packed in an old way": pictured(
        b"/ColorSpace/DeviceGray/Filter/LZWDecode",
        # Begin, one black pixel, two, one, end: codes of nine bits.
        int("100000000000000000100000010000000000100000001000", 2).to_bytes(6),
        packed=False,
    ),
    "a curve for a press": one_page(
        b"/G gs 20 30 40 50 re f ", resources=b"/ExtGState<</G<</TR/Identity>>>>"
    ),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_fault_that_nobody_sees_is_mended(name, tmp_path):
    file = MENDED[name]

    content = archive_pages(file, ASKED)

    assert reasons(content) == []
    assert faults(written(document(convert(file, ASKED))), "2b", tmp_path) != []
    assert faults(written(document(content)), "2b", tmp_path) == []


def test_a_stream_that_ends_like_a_line_keeps_its_length(tmp_path):
    """Packed content may end in any byte, and some end in a carriage return."""
    drawings = (b"%d w 20 30 40 50 re f " % number for number in range(10**6))
    page = one_page(next(one for one in drawings if zlib.compress(one)[-1:] == b"\r"))

    assert faults(written(document(convert(page, ASKED))), "2b", tmp_path) == []


# --- portfolios ------------------------------------------------------------------


def portfolio(folder, files):
    """Write a small portfolio with these files, all under one number."""
    (folder / "criteria").mkdir()
    (folder / "evidence").mkdir()
    (folder / "portfolio.yaml").write_text(
        "kind: portfolio\nunits: [C 1]\nlearner: {name: Sam Patel}\n"
        "criteria: [criteria/]\n"
    )
    (folder / "criteria" / "c.yaml").write_text(
        "kind: unit\nref: C 1\ntitle: Serve customers\nversion: '1'\nlevel: 2\n"
        "outcomes:\n- {id: 1, title: Serve, criteria: [{id: 1.1, text: Greet}]}\n"
    )
    names = ", ".join(files)
    (folder / "evidence" / "e001.md").write_text(
        f"---\nid: E001\ntitle: Log\nmethod: WP\nfiles: [{names}]\n"
        "claims: [1.1 @ page 1]\n---\nWhat I did.\n"
    )
    for name, data in files.items():
        (folder / "evidence" / name).write_bytes(data)


def built(folder, to=("pdf",)):
    checked = build(folder, to, today=TODAY, archive=True, cached=False)
    return checked, checked.value.outputs


def test_every_hindrance_at_once_is_named_and_none_stays(tmp_path):
    files = {
        f"file-{number}.pdf": file
        for number, (file, _) in enumerate(HINDRANCES.values(), 1)
    }
    portfolio(tmp_path, files)

    checked, outputs = built(tmp_path, ("pdf", "docx"))

    named = [one.message for one in checked.diagnostics if one.code.id == "EB708"]
    assert [one.split(" is shown")[0] for one in named] == list(files)
    assert set(outputs) == {"portfolio.pdf", "portfolio.docx"}
    assert checked.value.archives == {"portfolio.pdf": "PDF/A-2b"}
    assert faults(outputs["portfolio.pdf"], "2b", tmp_path) == []
    assert faults(outputs["portfolio.pdf"], "ua1", tmp_path) == []


def test_page_numbers_do_not_change_for_an_archive(tmp_path):
    portfolio(tmp_path, {"log.pdf": HINDRANCES["a font that is not there"][0]})
    plain = build(tmp_path, ("pdf",), today=TODAY, cached=False).value.outputs

    _, outputs = built(tmp_path)

    places = []
    for one in (plain, outputs):
        with pikepdf.open(BytesIO(one["portfolio.pdf"])) as file:
            places.append([found for _, found in outlined(file)])
    assert places[0] == places[1]


def test_too_many_pages_leave_it_as_it_is_and_say_so(tmp_path):
    portfolio(tmp_path, {"calls.pdf": pages_pdf([LETTERS] * (PAINTED + 1))})

    checked, outputs = built(tmp_path)

    assert [one.code.id for one in checked.diagnostics if "calls" in one.message] == [
        "EB709"
    ]
    assert checked.value.archives == {}
    with pikepdf.open(BytesIO(outputs["portfolio.pdf"])) as file:
        assert b"pdfaid:part" not in file.Root.Metadata.read_bytes()


def test_the_same_portfolio_gives_the_same_bytes(tmp_path):
    portfolio(tmp_path, {"log.pdf": HINDRANCES["the colours of a press"][0]})

    assert built(tmp_path)[1] == built(tmp_path)[1]


def test_a_recording_travels_in_the_pdf_also_where_no_page_is_attached(tmp_path):
    file = next((ROOT / "samples").rglob("*.ogg"))
    portfolio(tmp_path, {"note.ogg": file.read_bytes()})
    item = tmp_path / "evidence" / "e001.md"
    text = item.read_text()
    item.write_text(text.replace("[note.ogg]", "[{path: note.ogg, embed: yes}]"))

    checked, outputs = built(tmp_path)
    data = outputs["portfolio.pdf"]

    assert checked.value.archives == {"portfolio.pdf": "PDF/A-3b"}
    with pikepdf.open(BytesIO(data)) as made:
        assert made.Root.Names.EmbeddedFiles.Names[0] == "note.ogg"
    assert faults(data, "3b", tmp_path) == []


@cache
def sample(name):
    return built(ROOT / "samples" / name)[1]["portfolio.pdf"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_valid_for_an_archive(name, tmp_path):
    profile = "3b" if b"EmbeddedFile" in sample(name) else "2b"

    assert faults(sample(name), profile, tmp_path) == []
    assert faults(sample(name), "ua1", tmp_path) == []


@pytest.mark.needs("qpdf")
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_for_an_archive_is_sound(name, tmp_path):
    path = tmp_path / "file.pdf"
    path.write_bytes(sample(name))

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("qpdf"), "--check", path], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


# --- what leads, leads somewhere -----------------------------------------------------


def outlined(file):
    """Return every entry of the outline with the number of its page."""
    numbers = {page.objgen: number for number, page in enumerate(file.pages, 1)}
    found = []
    waiting = [file.Root.Outlines.get("/First")]
    while waiting:
        entry = waiting.pop()
        while entry is not None:
            found.append((str(entry.Title), numbers.get(entry.Dest[0].objgen)))
            if "/First" in entry:
                waiting.append(entry.First)
            entry = entry.get("/Next")
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_every_link_and_outline_entry_resolves(name):
    with pikepdf.open(BytesIO(sample(name))) as file:
        sizes = {page.objgen: page.MediaBox for page in file.pages}
        links = [link for page in file.pages for link in page.get("/Annots", ())]
        outside = [link for link in links if "/A" in link]
        inside = [link for link in links if "/A" not in link]
        entries = outlined(file)

        assert {str(link.A.URI).split(":")[0] for link in outside} <= {
            "http",
            "https",
            "mailto",
        }
        assert len(inside) > 500
        for link in inside:
            page, kind, left, top, _ = link.Dest
            box = sizes[page.objgen]
            assert kind == "/XYZ"
            assert 0 <= left <= box[2]
            # Rounded to a hundredth of a point.
            assert 0 <= top <= float(box[3]) + 0.01
        assert len(entries) > 50
        assert all(number for _, number in entries)
        assert "/Dests" not in file.Root
        assert "/Dests" not in file.Root.get("/Names", {})


def test_links_lead_to_the_pages_of_attached_files_and_back():
    with pikepdf.open(BytesIO(sample(SAMPLES[0]))) as file:
        drawn = {
            page.objgen
            for page in file.pages
            if any(
                str(name).startswith("/At")
                for name in page.Resources.get("/XObject", {})
            )
        }
        led = {
            link.Dest[0].objgen
            for page in file.pages
            for link in page.get("/Annots", ())
            if "/Dest" in link
        }
        assert len(drawn) >= 3
        assert drawn & led
        for page in file.pages:
            if page.objgen in drawn:
                assert any("/Dest" in link for link in page.Annots)
