"""HTML: structure, safety, names of places, and the same words as elsewhere."""

import hashlib
import os
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from xml.parsers import expat

import pytest
from hypothesis import given

from evidence_builder.document.blocks import (
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
)
from evidence_builder.document.inlines import (
    Code,
    Emphasis,
    Flag,
    Link,
    PageOf,
    Reference,
)
from evidence_builder.render.formats import FORMATS
from evidence_builder.render.html import colours, render
from evidence_builder.render.html.verify import verify
from evidence_builder.render.layout import lay_out
from evidence_builder.render.styles import contrast
from evidence_builder.render.unsound import UnsoundOutputError
from tests.conftest import ROOT
from tests.documents import (
    attached,
    columns,
    coverage_picture,
    drawn,
    kitchen_sink,
    para,
    row,
    words,
)
from tests.html_files import Page
from tests.property.strategies_document import documents

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> &lt; \"'`"


@pytest.fixture(scope="module")
def sink():
    return Page(render(kitchen_sink()))


def page_of(*blocks, **more):
    """Return blocks as they are read from the HTML of a document."""
    return Page(render(Document("Title", blocks, **more)))


# --- structure ---------------------------------------------------------------------


def test_headings_skip_no_level_and_the_first_is_above_all(sink):
    levels = [int(tag.name[1]) for tag in sink.named(*HEADINGS)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_page_says_its_language_title_and_width(sink):
    (root,) = sink.named("html")
    (title,) = sink.named("title")

    assert root.attributes["lang"] == "en-GB"
    assert title.text() == "Kitchen sink"
    assert "width=device-width, initial-scale=1" in sink.every("content")


def test_there_is_one_main_part_and_the_first_link_leads_to_it(sink):
    (main,) = sink.named("main")

    assert sink.named("a")[0].attributes["href"] == f"#{main.attributes['id']}"


def test_contents_are_navigation_named_by_their_heading(sink):
    (nav,) = sink.named("nav")
    heading = sink.one(nav.attributes["aria-labelledby"])

    assert heading.text() == "Contents"
    assert "Other scripts" in nav.text()


def test_every_link_inside_leads_to_one_place(sink):
    ids = sink.every("id")
    targets = [href[1:] for href in sink.every("href") if href.startswith("#")]

    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    assert not any(re.search(r"\s", one) for one in ids)


def test_anchors_that_look_alike_as_ids_stay_apart():
    page = page_of(
        para(Reference(words("one"), "unit:A/1"), Reference(words("two"), "unit:A-1")),
        Paragraph(words("first"), anchor="unit:A/1"),
        Paragraph(words("second"), anchor="unit:A-1"),
        Paragraph(words("third"), anchor="main"),
        Paragraph(words("fourth"), anchor="王"),
    )
    leads = {
        tag.text(): page.one(tag.attributes["href"][1:]).text()
        for tag in page.named("a")[1:]
    }

    assert leads == {"one": "first", "two": "second"}


def test_a_table_has_a_caption_and_headers_that_say_what_they_head():
    table = Table(
        columns(1, 2, 1),
        (
            Row((Cell((para("1 Understand"),), span=3),), heading=True),
            row("1.1", "Explain", "E001"),
            row("", "Explain more", "E002"),
        ),
        (row("No.", "Criterion", ""),),
        summary="A tracking sheet",
        row_headers=True,
    )
    page = page_of(table)
    scopes = [(tag.attributes["scope"], tag.text()) for tag in page.named("th")]

    assert [tag.text() for tag in page.named("caption")] == ["A tracking sheet"]
    assert scopes == [
        ("col", "No."),
        ("col", "Criterion"),
        ("rowgroup", "1 Understand"),
        ("row", "1.1"),
    ]
    assert page.every("colspan") == ["3"]


def test_cells_of_a_wide_table_name_their_column_for_narrow_screens():
    table = Table(
        columns(1, 1, 1), (row("1.1", "x", "y"),), (row("No.", "A", "B & C"),)
    )

    assert page_of(table).every("data-label") == ["No.", "A", "B & C"]


def test_a_wide_table_without_heads_can_be_scrolled_by_keyboard():
    page = page_of(Table(columns(1, 1, 1), (row("a", "b", "c"),), summary="Figures"))

    (region,) = [tag for tag in page.tags if tag.attributes.get("role") == "region"]
    assert region.attributes["tabindex"] == "0"
    assert region.attributes["aria-label"] == "Figures"


def test_a_status_is_a_shape_for_the_eye_and_words_for_everybody():
    page = page_of(para(Flag("Missing", "gap"), Flag("Met", "done", "■")))

    assert [tag.text() for tag in page.named("b")] == ["▲ Missing", "■ Met"]
    assert page.every("aria-hidden") == ["true", "true"]


def test_a_picture_has_its_words_and_its_data(sink):
    (first,) = [
        tag.attributes
        for tag in sink.named("img")
        if tag.attributes["alt"] == "A pattern of colours"
    ]
    kind, _, data = first["src"].partition(";base64,")

    assert kind == "data:image/png"
    assert b64decode(data).startswith(b"\x89PNG")


def test_an_attached_page_is_told_of_where_it_cannot_be_drawn():
    page = page_of(
        Heading(1, words("Title")),
        attached(drawn(100, 100), "page:1", "E001 · minutes.pdf", links=()),
        para(Reference(words("there"), "page:1")),
    )

    assert "Page page:1: this page is drawn in the PDF" in " ".join(page.words)
    assert page.one("page-1").text() == "E001 · minutes.pdf"


def test_a_new_page_is_asked_for_only_between_things():
    page = page_of(
        PageBreak(),
        Heading(1, words("One")),
        PageBreak(),
        Heading(2, words("Two")),
        PageBreak(),
        para("Three"),
        PageBreak(),
    )

    names = [(tag.name, tag.attributes.get("class")) for tag in page.tags]
    assert [one for one in names if one[1] == "page"] == [
        ("section", "page"),
        ("div", "page"),
    ]


def test_a_picture_of_coverage_links_each_criterion_and_its_proof():
    page = page_of(
        Heading(1, words("Summary"), "tables"),
        coverage_picture(),
        Table(columns(1), (row("1.1", anchor="r"),)),
        Paragraph(words("E001"), anchor="words"),
    )
    tiles = [tag for tag in page.named("li") if "data-gap" in tag.attributes]
    rows = [tag for tag in page.named("tr") if "data-gap" in tag.attributes]
    links = [(tag.text(), tag.attributes["href"]) for tag in page.named("a")[1:]]

    assert [tag.text() for tag in tiles] == [
        "■ 1.1 Met E001",
        "▲ 1.2 Gap: missing",
    ]
    assert [tag.attributes["data-gap"] for tag in (*tiles, *rows)] == [
        "no",
        "yes",
        "no",
    ]
    assert links == [
        ("TEST 1", "#tables"),
        ("■ 1.1 Met", "#r"),
        ("E001", "#words"),
    ]


def test_the_filter_is_hidden_until_a_script_shows_it(sink):
    tools = sink.one("tools")

    assert "hidden" in tools.attributes
    assert sink.one("told").attributes["role"] == "status"
    assert sink.one("told").attributes["data-some"] == "0 of 1 criteria shown"


def test_a_document_without_criteria_has_no_script():
    page = page_of(para("Words"))

    assert not page.named("script")
    assert "script-src" not in " ".join(page.every("content"))


# --- safety ------------------------------------------------------------------------


def test_what_a_learner_writes_is_never_markup():
    blocks = (
        Heading(1, words(HOSTILE), HOSTILE),
        para(HOSTILE, Code(HOSTILE), Flag(HOSTILE, "gap"), Emphasis(words(HOSTILE))),
        Table(columns(1, 1, 1), (row("a", "b", "c"),), (row(HOSTILE, "x", "y"),)),
        Table(columns(1), (row(HOSTILE),), summary=HOSTILE),
        para(Reference(words("to"), HOSTILE)),
        para(Link(words("out"), f"https://example.org/{HOSTILE}")),
    )
    page = page_of(*blocks, author=HOSTILE, subject=HOSTILE, header_left=HOSTILE)

    assert not page.named("script", "img")
    assert not any(
        name.startswith("on") for tag in page.tags for name in tag.attributes
    )
    assert " ".join(page.words).count(" ".join(HOSTILE.split())) >= 5
    assert HOSTILE in page.every("content")
    assert HOSTILE in page.every("data-label")


def test_a_header_cannot_leave_the_style_sheet():
    page = page_of(para("x"), header_left='"}</style><script>alert(1)</script>\\')

    assert not page.named("script")
    (style,) = page.named("style")
    assert '"}<' not in style.text()


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://example.org/a?b=1&c=(2)", "https://example.org/a?b=1&c=(2)"),
        ("MAILTO:jo@example.org", "MAILTO:jo@example.org"),
        ("https://example.org/a b|c%zz", "https://example.org/a%20b%7Cc%25zz"),
        ("https://example.org/ż", "https://example.org/ż"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org", None),
        (" https://example.org", None),
    ],
)
def test_links_lead_out_only_where_that_is_allowed(href, expected):
    links = page_of(para(Link(words("out"), href))).named("a")[1:]

    assert [tag.attributes["href"] for tag in links] == ([expected] if expected else [])
    assert all(tag.attributes["rel"] == "noopener noreferrer" for tag in links)


def test_the_policy_allows_its_own_style_and_script_and_nothing_else(sink):
    (policy,) = [
        tag.attributes["content"]
        for tag in sink.named("meta")
        if tag.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))

    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    for name in ("style", "script"):
        (tag,) = sink.named(name)
        digest = hashlib.sha256("".join(tag.words).encode()).digest()
        assert rules[f"{name}-src"] == f"'sha256-{b64encode(digest).decode()}'"
    assert not sink.every("style")


def test_nothing_is_fetched(sink):
    sources = [*sink.every("src"), *sink.every("srcset"), *sink.every("action")]

    assert all(one.startswith("data:image/") for one in sources)
    assert not sink.named("link", "iframe", "object", "embed", "form")
    (style,) = sink.named("style")
    assert not re.search(r"url\(|@import", style.text())


def test_letters_that_html_does_not_hold_are_replaced():
    page = page_of(para("a\x00b\x0bc\x1fd\x7fe\x85f\ud800g\ufdd0h\ufffei\U0001ffffj"))

    assert "".join(page.words).split()[-1] == "\ufffd".join("abcdefghij")


# --- sound, and the same every time -------------------------------------------------


@given(documents())
def test_every_document_becomes_sound_html(document):
    page = Page(render(document))

    ids = page.every("id")
    assert len(ids) == len(set(ids))


def test_the_same_document_gives_the_same_bytes_whatever_the_hash_seed():
    code = (
        "import hashlib; from tests.documents import kitchen_sink; "
        "from evidence_builder.render.html import render; "
        "print(hashlib.sha256(render(kitchen_sink())).hexdigest())"
    )
    found = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_html_is_one_of_the_formats():
    document = kitchen_sink()

    assert FORMATS["html"].render(document, lay_out(document)) == render(document)


SOUND = Document(
    "Title",
    (
        Heading(1, words("Here"), "here"),
        para(Reference(words("to"), "here")),
        Table(columns(1), (row("a"),)),
    ),
)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b'href="#here"', b'href="#away"', "lead nowhere"),
        (b'href="#here"', b'href="https://a.example"', "links"),
        (b"<p>", b'<p id="here">', "same name"),
        (b"<tr>", b"<tr></tr><tr>", "rows"),
        (b"</table>", b"", "well-formed"),
    ],
)
def test_html_that_lost_something_is_not_called_sound(old, new, why):
    data = render(SOUND)
    verify(data, SOUND)
    assert old in data

    with pytest.raises(UnsoundOutputError, match=why):
        verify(data.replace(old, new, 1), SOUND)


def test_a_page_number_has_no_place_in_html():
    document = replace(SOUND, blocks=(*SOUND.blocks, para("See p.", PageOf("here"))))

    page = Page(render(document))
    assert not re.search(r"p\. \d", " ".join(page.words))


def test_the_file_is_well_formed_xml_too():
    parser = expat.ParserCreate()
    found = Counter()
    parser.StartElementHandler = lambda name, _: found.update([name])
    parser.Parse(render(kitchen_sink()), True)  # noqa: FBT003 - takes no names

    assert found["table"] > 5


# --- looks ---------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", [colours.LIGHT, colours.DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_background(scheme):
    papers = [name for name in scheme if name.endswith("shade") or name == "paper"]
    for ink in set(scheme) - set(papers) - {"rule"}:
        for paper in papers:
            assert contrast(scheme[ink], scheme[paper]) >= 4.5, (ink, paper)


@pytest.mark.parametrize("accent", ["1B4B72", "000000", "7A0019", "00FF00", "0000FF"])
def test_the_colour_of_a_centre_can_be_read_on_dark_screens(accent):
    for name, paper in colours.DARK.items():
        if name == "paper" or name.endswith("shade"):
            assert contrast(colours.lit(accent), paper) >= 4.5


def test_a_centre_chooses_colour_and_paper():
    document = replace(SOUND, accent="7A0019", paper="Letter")
    (style,) = Page(render(document)).named("style")

    assert "--accent:#7A0019;" in style.text()
    assert "size:Letter;" in style.text()


def test_both_schemes_name_the_same_colours():
    assert set(colours.LIGHT) == set(colours.DARK)
