"""Paper and accent are the document's own; the picture of coverage can be read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from evidence_builder.document.blocks import Document, Heading, Table
from evidence_builder.document.build import columns, row
from evidence_builder.document.coverage_picture import (
    CoveragePicture,
    PictureCell,
    PictureRow,
)
from evidence_builder.document.inlines import Flag, Reference, Text
from evidence_builder.render.docx import render as render_docx
from evidence_builder.render.layout import lay_out
from evidence_builder.render.layout.boxes import FigureBox, RowBox, TextBox
from evidence_builder.render.layout.tiles import grid
from evidence_builder.render.pdf import render as render_pdf
from evidence_builder.render.styles import (
    A4,
    ACCENT,
    PAPERS,
    SHADE,
    STYLES,
    TILE_SHADES,
    TONES,
    USUAL_LOOK,
    contrast,
    look_of,
    readable,
)
from tests.documents import kitchen_sink
from tests.libreoffice import pages_in_libreoffice

MET, CLAIMED = Flag("Met", "done", "■"), Flag("Claimed", "done", "●")
GAP, REFERRED = Flag("Gap: missing", "gap", "▲"), Flag("Gap: not yet met", "gap", "▼")
STATES = ((MET, "full"), (CLAIMED, "half"), (GAP, ""), (REFERRED, ""))


def document(**chosen) -> Document:
    return replace(kitchen_sink(), **chosen)


def portfolio(units: int, criteria: int, name="{}.{}") -> Document:
    """Return a picture of coverage, and the rows that its tiles lead to."""
    rows, sheets = [], []
    for unit in range(units):
        keys = [name.format(n // 10 + 1, n % 10 + 1) for n in range(criteria)]
        cells = []
        for n, key in enumerate(keys):
            status, filled = STATES[(n * 7 + unit) % len(STATES)]
            leads = Reference((Text(key),), f"row:{unit}:{n}")
            cells.append(PictureCell((leads,), status, (), n % 4 > 1, filled))
        leads = Reference((Text(f"A/506/{1800 + unit}"),), f"unit:{unit}")
        rows.append(PictureRow((leads,), "Manage team performance", tuple(cells)))
        listed = [row(key, anchor=f"row:{unit}:{n}") for n, key in enumerate(keys)]
        sheets.append(Heading(2, (Text(f"Unit {unit}"),), f"unit:{unit}"))
        sheets.append(Table(columns(1.0), tuple(listed)))
    picture = CoveragePicture(
        tuple(rows),
        ("Unit", "Criteria"),
        tuple(status for status, _ in STATES),
        "Each criterion of each unit, and how it stands",
    )
    heading = Heading(1, (Text("Summary"),), "summary")
    return Document("Coverage", (heading, picture, *sheets))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def tiles(picture: CoveragePicture):
    made = grid(picture, 330.0)
    return [tile for tiles in made.rows for tile in tiles]


# --- paper and accent ------------------------------------------------------------


def test_a_document_that_chooses_nothing_has_the_usual_look():
    look = look_of(document())

    assert look is USUAL_LOOK
    assert (look.paper, look.accent, dict(look.styles)) == (A4, ACCENT, dict(STYLES))


def test_pages_have_the_size_of_the_paper_and_words_stay_within_its_margins():
    one = document(paper="Letter")
    layout = lay_out(one)
    paper = PAPERS["Letter"]
    with pikepdf.open(io.BytesIO(render_pdf(one, layout))) as file:
        own = [page for n, page in enumerate(file.pages, 1) if not layout.sheet(n)]
        sizes = {tuple(map(float, page.MediaBox)) for page in own}

    assert sizes == {(0.0, 0.0, 612.0, 792.0)}
    for number, page in enumerate(layout.pages, 1):
        for y, box, _ in () if layout.sheet(number) else page:
            if isinstance(box, TextBox | RowBox | FigureBox):
                assert y + box.height <= paper.text_height + 0.01
                assert box.x + box.width <= paper.text_width + 0.01


def test_word_gets_the_same_paper():
    one = document(paper="Letter")
    data = render_docx(one, lay_out(one).page_map)

    assert '<w:pgSz w:w="12240" w:h="15840"/>' in part(data, "word/document.xml")
    # The numbers of the contents stand at the right margin.
    assert 'w:leader="dot" w:pos="9760"' in part(data, "word/styles.xml")


@pytest.mark.needs("soffice")
def test_page_numbers_are_those_of_libreoffice_on_other_paper(tmp_path):
    one = document(paper="Letter", accent="6B2148")
    layout = lay_out(one)
    found = pages_in_libreoffice(render_docx(one, layout.page_map), tmp_path)

    assert sorted(found.values()) == sorted(layout.page_map.targets.values())


def test_the_accent_takes_the_place_of_the_usual_one_everywhere():
    one = document(accent="6B2148")
    layout = lay_out(one)
    with pikepdf.open(io.BytesIO(render_pdf(one, layout))) as file:
        drawn = b"".join(page.Contents.read_bytes() for page in file.pages).decode()
    styles = part(render_docx(one, layout.page_map), "word/styles.xml")

    assert ".42 .129 .282 rg" in drawn
    assert "0.106 0.294 0.447" not in drawn
    assert "6B2148" in styles
    assert ACCENT not in styles


@pytest.mark.parametrize("pale", ["FFFF00", "FFFFFF", "00C0FF", "F28C28"])
def test_an_accent_too_pale_to_read_is_darkened_until_it_can_be_read(pale):
    accent = look_of(document(accent=pale)).accent

    assert accent != pale
    assert contrast(accent, "FFFFFF") > contrast(accent, SHADE) >= 4.5


def test_an_accent_that_can_be_read_stays_as_it_was_chosen():
    assert [readable(one) for one in (ACCENT, "6B2148", "000000")] == [
        ACCENT,
        "6B2148",
        "000000",
    ]


def test_black_on_white_has_the_greatest_contrast():
    assert round(contrast("000000", "FFFFFF"), 2) == 21
    assert contrast("777777", "777777") == 1


# --- the picture of coverage -------------------------------------------------------


def test_a_tile_says_its_number_and_how_it_stands():
    picture = portfolio(1, 4).blocks[1]

    assert [tile.words for tile in tiles(picture)] == [
        "■ 1.1",
        "▼ 1.2",
        "▲ 1.3",
        "● 1.4",
    ]
    assert tiles(picture)[1].alt == "1.2: Gap: not yet met"


def test_words_on_every_tile_can_be_read():
    for tone, shade in TILE_SHADES.items():
        assert contrast(TONES[tone], shade) >= 4.5
        assert contrast("FFFFFF", TONES[tone]) >= 4.5


def test_tiles_differ_without_colour():
    greys = {"full": set(), "half": set(), "": set()}
    for tone in TONES:
        for filled, found in greys.items():
            one = PictureCell((Text("1.1"),), Flag("Met", tone), filled=filled)
            picture = CoveragePicture((PictureRow((), "", (one,)),), ("", ""), (), "")
            found.add(contrast(tiles(picture)[0].shade or "FFFFFF", "FFFFFF"))

    assert greys[""] == {1}
    assert 1.2 < min(greys["half"]) <= max(greys["half"]) < 2
    assert min(greys["full"]) > 4.5


def test_tiles_of_twenty_units_stay_within_the_page():
    layout = lay_out(portfolio(20, 40))
    rows = [
        placed.box
        for page in layout.pages
        for placed in page
        if isinstance(placed.box, RowBox) and len(placed.box.cells) == 2
    ]
    nested = [
        (box.cells[1], tile)
        for box in rows
        for tile in box.cells[1].boxes
        if isinstance(tile, RowBox)
    ]

    assert sum(len(tile.cells) for _, tile in nested) == 20 * 40
    assert all(t.x + t.width <= c.x + c.width for c, t in nested)
    assert {tile.width / len(tile.cells) for _, tile in nested} == {35.0}


def test_a_very_long_number_is_shortened_to_its_tile():
    picture = portfolio(1, 3, name="criterion-" * 12 + "{}.{}").blocks[1]
    made = grid(picture, 200.0)

    assert made.width == 200.0
    assert all("…" in tile.words for tile in tiles(picture))


def test_every_tile_leads_to_its_row_and_is_read_out_in_words():
    one = portfolio(2, 12)
    layout = lay_out(one)
    with pikepdf.open(io.BytesIO(render_pdf(one, layout))) as file:
        told = [
            str(link.Contents)
            for page in file.pages
            for link in page.get("/Annots", ())
        ]
        read_out = [
            str(one.Alt)
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Link"
            if "/Alt" in one
        ]

    page = layout.page_map.targets["row:1:11"]
    assert f"2.2: Claimed, page {page}" in told or f"2.2: Met, page {page}" in told
    assert len([words for words in told if ": " in words]) == 24
    assert len(read_out) == 24
    assert read_out[:2] == ["1.1: Met", "1.2: Gap: not yet met"]


def test_word_has_a_shaded_cell_with_a_link_for_each_tile():
    one = portfolio(2, 12)
    body = part(render_docx(one, lay_out(one).page_map), "word/document.xml")

    assert body.count("w:tooltip=") == 24
    assert body.count(f'w:fill="{TONES["done"]}"') == 6 + 1
    assert body.count(f'w:fill="{TILE_SHADES["done"]}"') == 6 + 1
    assert 'w:tooltip="1.1: Met"' in body


@pytest.mark.needs("soffice")
def test_pages_of_a_long_picture_break_where_they_do_in_libreoffice(tmp_path):
    one = portfolio(20, 40)
    layout = lay_out(one)
    found = pages_in_libreoffice(render_docx(one, layout.page_map), tmp_path)

    assert len({start.page for start in layout.page_map.starts}) > 3
    assert sorted(found.values()) == sorted(layout.page_map.targets.values())


def test_a_coverage_picture_is_valid_pdf_ua(tmp_path):
    validator = pytest.importorskip("page")
    one = portfolio(3, 12)
    path = tmp_path / "file.pdf"
    path.write_bytes(render_pdf(one, lay_out(one)))

    report = validator.validate_pdf(path, profile="ua1")

    assert [(fault.rule_id, fault.message) for fault in report.failures] == []


# --- how words and numbers stand ----------------------------------------------------


def test_numbers_at_the_right_stand_apart_from_words_at_the_left_of_the_next_column():
    table = Table(columns(0.5, 0.5, right=(0,)), (row("5", "words"),))
    (placed,) = lay_out(Document("T", (table,))).pages[0]
    number, words = (one.boxes[0] for one in placed.box.cells)
    last = number.lines[0].fragments[-1]
    end = number.x + last.x + last.run.face.widths[last.text] * last.run.size / 1000

    assert words.x - end > 15


def test_an_address_is_broken_at_its_signs():
    table = Table(
        columns(0.25, 0.75), (row("g.tattershaw@harrowmoor.example.com", "x"),)
    )
    (placed,) = lay_out(Document("T", (table,))).pages[0]
    lines = placed.box.cells[0].boxes[0].lines

    assert [line.fragments[0].text for line in lines] == [
        "g.tattershaw@",
        "harrowmoor.example.com",
    ]


def test_a_checksum_is_broken_wherever_its_line_is_full():
    checksum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    table = Table(columns(0.25, 0.75), (row(checksum, "x"),))
    (placed,) = lay_out(Document("T", (table,))).pages[0]
    (box,) = placed.box.cells[0].boxes
    words = [line.fragments[0].text for line in box.lines]

    assert "".join(words) == checksum
    assert {len(one) for one in words[:-1]} <= {19, 20, 21, 22, 23, 24}
