"""The PDF as others read it: words, links, outline, tags, fonts, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings

from evidence_builder.document.blocks import (
    CodeBlock,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    FormField,
    FormLine,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
)
from evidence_builder.document.inlines import Flag, Link, PageOf, Reference, Text
from evidence_builder.render.layout import lay_out
from evidence_builder.render.pdf import render
from tests.conftest import program
from tests.documents import (
    cell,
    columns,
    jpeg,
    kitchen_sink,
    para,
    png,
    row,
    standard,
    words,
)
from tests.property.strategies_document import documents

ROOT = Path(__file__).parents[3]


def rendered(document):
    return render(document, lay_out(document))


def made(*blocks, **properties):
    return rendered(Document("A document", blocks, **properties))


def opened(data):
    return pikepdf.open(BytesIO(data))


def pages_of(data, *options):
    """Return what poppler reads, page by page."""
    ran = subprocess.run(  # noqa: S603 - our own file
        [program("pdftotext"), *options, "-", "-"],
        input=data,
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode().split("\f")[:-1]


def body(page):
    """Return the words of a page without its foot."""
    return " ".join(re.sub(r"\s*Page \d+ of \d+\s*$", "", page).split())


def annotations(pdf):
    return [
        (number, annotation)
        for number, page in enumerate(pdf.pages, 1)
        for annotation in page.get("/Annots", [])
    ]


def page_numbers(pdf):
    return {page.objgen: number for number, page in enumerate(pdf.pages, 1)}


def elements(pdf):
    """Return every element of the logical structure, in the order of reading."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def roles(pdf):
    return [str(node.S)[1:] for node in elements(pdf)]


# --- words ----------------------------------------------------------------------


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń ĄĆĘŁŃÓŚŹŻ",
        "Ελληνικά Русский Tiếng Việt",
        "中文字符测试 日本語のテスト 한국어",
        "above the first plane: 𠮷𠮟 😀",
        "Ω and Ω, Δ and ∆, µ and μ",
        "ﬁne ﬂags “quoted” \u2013 and \u2014 … €",
        "signs (in) [all] {sorts} <of> \\ & % $ # @ ~ ^ | `",
    ],
)
def test_words_are_read_back_as_they_were_written(text):
    assert body(pages_of(made(para(text)))[0]) == text


@pytest.mark.needs("pdftotext")
def test_what_no_font_has_is_read_back_although_it_is_not_shown():
    text = "the letter \U000102a0 is Carian"

    assert body(pages_of(made(para(text)))[0]) == text


@pytest.mark.needs("pdftotext")
def test_every_kind_of_block_shows_its_words():
    data = made(
        Heading(1, words("Heading")),
        Table(columns(1, 1), (row("Cell", cell(Flag("Missing", "gap"))),)),
        FormLine((FormField("Label", "Value"),)),
        CodeBlock("code\n  indented"),
        Figure(png(), "alt", words("Caption")),
        header_left="Left",
        header_right="Right",
        footer_left="Foot",
    )

    text = " ".join(pages_of(data)[0].split())
    expected = [
        "Left",
        "Right",
        "Heading",
        "Cell",
        "▲",
        "Missing",
        "Label",
        "Value",
        "code",
        "indented",
        "Caption",
        "Foot",
    ]
    assert set(expected) <= set(text.split())
    assert "Page 1 of 1" in text


@pytest.mark.needs("pdftotext")
def test_pages_of_the_map_are_where_the_words_are():
    document = standard(20)
    layout = lay_out(document)
    pages = pages_of(render(document, layout))

    assert len(pages) == layout.page_map.page_count
    for item in range(1, 21):
        page = layout.page_map.targets[f"E{item}"]
        assert f"E{item:03} Minutes of the briefing number {item}\n" in pages[page - 1]


@pytest.mark.needs("pdftotext")
def test_a_printed_page_number_is_the_page_of_its_target():
    document = standard(20)
    layout = lay_out(document)
    text = " ".join(" ".join(pages_of(render(document, layout))).split())

    printed = re.findall(r"(E\d{3}) p\. (\d+)", text)
    assert len(printed) > 200
    for item, page in printed:
        assert layout.page_map.targets[f"E{int(item[1:])}"] == int(page)


@pytest.mark.needs("pdftotext")
def test_what_follows_a_short_page_number_closes_up():
    (page,) = pages_of(made(Heading(1, words("x"), "x"), para(PageOf("x"), ", then")))

    assert "p. 1, then" in page


@pytest.mark.needs("pdftotext")
def test_contents_have_their_page_numbers():
    entries = (
        ContentsEntry(1, words("First"), "a"),
        ContentsEntry(2, words("Second"), "b"),
    )
    data = made(
        Contents(entries),
        PageBreak(),
        Heading(1, words("First"), "a"),
        PageBreak(),
        Heading(2, words("Second"), "b"),
    )

    assert body(pages_of(data, "-layout")[0]) == "First 2 Second 3"


@pytest.mark.needs("pdftotext")
def test_a_repeated_head_is_seen_on_every_page_and_read_once():
    rows = tuple(row(f"Row {n}", "words") for n in range(90))
    data = made(Table(columns(1, 1), rows, (row("Name", "Thing"),)))

    assert all("Thing" in page for page in pages_of(data))
    with opened(data) as pdf:
        heads = [n for n in elements(pdf) if n.S == "/TH" and n.A.Scope == "/Column"]
    assert len(heads) == 2


# --- links and outline -------------------------------------------------------------


@pytest.mark.parametrize(
    "document", [kitchen_sink(), standard(20)], ids=lambda d: d.title
)
def test_every_link_leads_to_a_page_that_exists(document):
    layout = lay_out(document)
    with opened(render(document, layout)) as pdf:
        numbers = page_numbers(pdf)
        assert annotations(pdf)
        for _, annotation in annotations(pdf):
            assert str(annotation.Contents)
            if "/Dest" in annotation:
                page, kind, _, top, _ = annotation.Dest
                assert kind == "/XYZ"
                found = [
                    place
                    for place in layout.positions.values()
                    if place.page == numbers[page.objgen]
                    and abs(841.89 - 76 - place.y + 6 - float(top)) < 0.02
                ]
                assert found
            else:
                assert str(annotation.A.URI).startswith("https://")


def test_a_page_number_is_the_text_of_a_link_to_that_page():
    blocks = [Heading(1, words("Start"), "start"), para("Go to ", PageOf("end"))]
    with opened(made(*blocks, PageBreak(), Paragraph((), anchor="end"))) as pdf:
        (link,) = [node for node in elements(pdf) if node.S == "/Link"]
        ((number, annotation),) = annotations(pdf)
        assert number == 1
        assert annotation.Dest[0].objgen == pdf.pages[1].objgen
        kinds = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
        assert [kid.Obj.objgen for kid in kinds] == [annotation.objgen]


@pytest.mark.needs("pdftotext")
def test_a_link_can_be_clicked_exactly_where_its_words_are():
    data = made(
        Heading(1, words("x"), "x"), para("See it on ", PageOf("x"), ", and on")
    )
    with opened(data) as pdf:
        ((_, annotation),) = annotations(pdf)
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
    box = ["-x", left, "-y", 841.89 - top, "-W", right - left, "-H", top - bottom]

    (page,) = pages_of(data, *[o if isinstance(o, str) else str(int(o)) for o in box])
    assert page.split() == ["p.", "1"]


def test_a_page_number_inside_another_link_leads_to_its_own_page():
    inner = (Text("see "), PageOf("end"))
    blocks = [para(Link(inner, "https://example.org")), PageBreak()]
    with opened(made(*blocks, Heading(1, words("x"), "end"))) as pdf:
        first, second = (annotation for _, annotation in annotations(pdf))
        assert "/A" in first
        assert second.Dest[0].objgen == pdf.pages[1].objgen


def test_a_link_over_two_lines_is_one_link_with_two_areas():
    data = made(para(Link(words("word " * 30), "https://example.org")))
    with opened(data) as pdf:
        (link,) = [node for node in elements(pdf) if node.S == "/Link"]
        assert len(annotations(pdf)) == 2
        assert sum(1 for kid in link.K if isinstance(kid, pikepdf.Dictionary)) == 2


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "//host/x", "ftp://x", ""]
)
def test_what_may_not_be_linked_is_plain_words(href):
    with opened(made(para(Link(words("words"), href)))) as pdf:
        assert annotations(pdf) == []
        assert "Link" not in roles(pdf)


def test_an_address_with_any_characters_is_plain_ascii():
    href = "https://example.org/é(1)\\x y?q=中"
    with opened(made(para(Link(words("x"), href)))) as pdf:
        ((_, annotation),) = annotations(pdf)
        uri = str(annotation.A.URI)
        assert uri == "https://example.org/%C3%A9(1)\\x%20y?q=%E4%B8%AD"


def test_the_outline_stands_under_each_other_and_resolves():
    data = made(
        Heading(1, words("One (1)")),
        Heading(2, words("Zażółć")),
        Heading(3, words("Three")),
        PageBreak(),
        Heading(1, words("Two")),
        Heading(2, words("Narrative"), outlined=False),
    )
    with opened(data) as pdf, pdf.open_outline() as outline:
        numbers = page_numbers(pdf)

        def tree(items):
            return [
                (item.title, numbers[item.destination[0].objgen], tree(item.children))
                for item in items
            ]

        assert tree(outline.root) == [
            ("One (1)", 1, [("Zażółć", 1, [("Three", 1, [])])]),
            ("Two", 2, []),
        ]


# --- structure -----------------------------------------------------------------------


def test_the_structure_says_what_each_thing_is():
    table = Table(
        columns(1, 1),
        (row("a", "b"),),
        (row("A", "B"),),
        summary="Letters",
        row_headers=True,
    )
    with opened(made(Heading(2, words("H")), table, Figure(png(), "A dog"))) as pdf:
        assert roles(pdf) == [
            "Document",
            "H1",
            "Table",
            "TR",
            "TH",
            "TH",
            "TR",
            "TH",
            "TD",
            "Figure",
        ]
        nodes = elements(pdf)
        assert str(nodes[2].A.Summary) == "Letters"
        assert [str(n.A.Scope) for n in nodes if n.S == "/TH"] == [
            "/Column",
            "/Column",
            "/Row",
        ]
        assert str(nodes[-1].Alt) == "A dog"


def test_a_paragraph_alone_in_an_item_is_the_item():
    pair = (para("two"), para("three"))
    with opened(made(ListBlock(((para("one"),), pair)))) as pdf:
        assert roles(pdf)[1:] == [
            *("L", "LI", "Lbl", "LBody"),
            *("LI", "Lbl", "LBody", "P", "P"),
        ]


def test_a_quotation_in_a_list_is_no_paragraph_of_the_list():
    quoted = Quotation((para("q"),))
    with opened(made(ListBlock(((para("i"), quoted),)))) as pdf:
        assert roles(pdf)[-5:] == ["Lbl", "LBody", "P", "BlockQuote", "P"]


def test_every_piece_of_content_belongs_to_one_element():
    with opened(rendered(kitchen_sink())) as pdf:
        entries = iter(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(entries, entries, strict=True))
        for page in pdf.pages:
            opened_marks = []
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name == "BDC" and "/MCID" in (operands[1]):
                    opened_marks.append(int(operands[1].MCID))
                if name in {"BDC", "BMC"}:
                    assert depth == 0
                    depth += 1
                if name == "EMC":
                    depth -= 1
                if name in {"Tj", "Do", "re"}:
                    assert depth == 1
            assert opened_marks == list(range(len(opened_marks)))
            assert len(parents[page.StructParents]) == len(opened_marks)
        for _, annotation in annotations(pdf):
            assert parents[annotation.StructParent].S == "/Link"


@pytest.mark.parametrize(
    "document",
    [kitchen_sink(), standard(6), Document("", ())],
    ids=["kitchen sink", "standard", "empty"],
)
def test_the_file_is_accessible_by_the_standard(document, tmp_path):
    validator = pytest.importorskip("page")
    path = tmp_path / "file.pdf"
    path.write_bytes(rendered(document))

    report = validator.validate_pdf(path, profile="ua1")
    assert [(f.rule_id, f.message) for f in report.failures] == []


@pytest.mark.needs("qpdf")
def test_the_file_is_sound(tmp_path):
    path = tmp_path / "file.pdf"
    path.write_bytes(rendered(kitchen_sink()))

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("qpdf"), "--check", path], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_every_font_is_embedded():
    with opened(rendered(kitchen_sink())) as pdf:
        fonts = {
            str(font.BaseFont): font.DescendantFonts[0].FontDescriptor
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
        assert len(fonts) > 4
        assert all("/FontFile2" in descriptor for descriptor in fonts.values())
        assert all(re.match(r"/[A-Z]{6}\+", name) for name in fonts)


# --- pictures -----------------------------------------------------------------------


def test_pictures_are_embedded_as_they_are_and_once():
    photograph = jpeg()
    data = made(
        Figure(photograph, "once"), Figure(photograph, "twice"), Figure(png(), "other")
    )
    with opened(data) as pdf:
        images = {
            image.objgen: image
            for page in pdf.pages
            for image in page.Resources.XObject.values()
        }
        assert len(images) == 2
        first, second = images.values()
        assert first.read_raw_bytes() == photograph.data
        picture = pikepdf.PdfImage(second).as_pil_image()
        assert picture.size == (40, 30)
        assert picture.getpixel((0, 0)) == (40, 90, 60)
        assert picture.getpixel((39, 0))[0] > 200


# --- the file as a whole -----------------


def test_the_same_document_gives_the_same_bytes():
    assert rendered(kitchen_sink()) == rendered(kitchen_sink())


def test_a_layout_can_be_drawn_twice():
    document = kitchen_sink()
    layout = lay_out(document)

    assert render(document, layout) == render(document, layout)


def test_the_same_bytes_come_out_of_another_process():
    script = (
        "import sys, hashlib; sys.path.insert(0, '.');"
        "from tests.documents import kitchen_sink;"
        "from evidence_builder.render.layout import lay_out;"
        "from evidence_builder.render.pdf import render;"
        "d = kitchen_sink(); print(hashlib.sha256(render(d, lay_out(d))).hexdigest())"
    )
    printed = {
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(printed) == 1


def test_nothing_heavy_is_loaded_for_a_document_in_ordinary_letters():
    rendered(standard(2))
    script = (
        "import sys; sys.path.insert(0, '.');"
        "from tests.documents import standard;"
        "from evidence_builder.render.layout import lay_out;"
        "from evidence_builder.render.pdf import render;"
        "d = standard(2); render(d, lay_out(d));"
        "print(*{'fontTools', 'pikepdf'} & sys.modules.keys())"
    )
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True
    )
    assert ran.stdout.split() == []


def test_the_date_is_the_one_that_was_asked_for(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    with opened(made()) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20260101000000Z"
        assert b"2026-01-01T00:00:00Z" in pdf.Root.Metadata.read_bytes()


def test_the_file_says_what_was_typed_and_nothing_of_the_machine():
    document = Document("Zażółć & <Co>", (), author="Amir", subject="Tests")
    with opened(rendered(document)) as pdf:
        assert {name: str(value) for name, value in pdf.docinfo.items()} == {
            "/Title": "Zażółć & <Co>",
            "/Author": "Amir",
            "/Subject": "Tests",
            "/CreationDate": "D:20000101000000Z",
            "/ModDate": "D:20000101000000Z",
        }
        assert "Zażółć &amp; &lt;Co&gt;" in pdf.Root.Metadata.read_bytes().decode()
        everything = b"".join(
            thing.read_bytes() if isinstance(thing, pikepdf.Stream) else thing.unparse()
            for thing in pdf.objects
            if not isinstance(thing, int)
        ).lower()
    for word in (b"reportlab", b"pikepdf", b"/home/", b"/tmp/", b"/usr/"):
        assert word not in everything


def test_long_words_at_the_head_of_the_page_do_not_meet():
    data = made(header_left="left " * 60, header_right="right " * 60)
    with opened(data) as pdf:
        starts = [
            float(operands[4])
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "Tm"
        ]
    assert starts[1] - starts[0] > 150


def test_references_in_a_repeated_head_do_not_confuse_the_structure():
    head = row(cell(Reference(words("see"), "x")), cell(PageOf("x")))
    rows = tuple(row(str(n), "x") for n in range(90))
    data = made(Heading(1, words("x"), "x"), Table(columns(1, 1), rows, (head,)))
    with opened(data) as pdf:
        assert len(pdf.pages) > 1
        assert len(annotations(pdf)) == 2


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_document_can_be_drawn(document):
    layout = lay_out(document)
    with opened(render(document, layout)) as pdf:
        assert len(pdf.pages) == layout.page_map.page_count
        assert not pdf.check_pdf_syntax()
        numbers = page_numbers(pdf)
        for _, annotation in annotations(pdf):
            assert "/A" in annotation or annotation.Dest[0].objgen in numbers


def test_text_is_escaped_in_properties():
    with opened(rendered(Document(r"a (b) \c", (para(Text("x")),)))) as pdf:
        assert str(pdf.docinfo.Title) == r"a (b) \c"
