"""A Word document becomes blocks, and nothing of it is lost without a word."""

import io

import pytest
from docx import Document as WordDocument
from docx.shared import Inches

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    Request,
)
from evidence_builder.attachments.word import source
from evidence_builder.attachments.word.document import convert
from evidence_builder.attachments.word.runs import letters
from evidence_builder.document.blocks import (
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Table,
)
from evidence_builder.document.inlines import Break, Emphasis, Link, Strong, Text
from evidence_builder.markup.refusal import PackageRefusedError
from tests.documents import png
from tests.office_files import document, docx, paragraph, relations

REQUEST = Request("minutes.docx")
REFUSED = (CannotBeIncludedError, PackageRefusedError)


def read(data: bytes) -> Content:
    return convert(data, REQUEST)


def of(body: str, *related, **parts) -> list[str]:
    """Return the words of each block of a document with this body."""
    return [letters(block) for block in read(docx(body, *related, **parts)).blocks]


def made(build) -> tuple:
    """Return the blocks of a document that python-docx makes."""
    document = WordDocument()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return read(buffer.getvalue()).blocks


def run(words: str, properties: str = "") -> str:
    return (
        f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"
    )


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def test_headings_and_paragraphs():
    def build(word):
        word.add_heading("Team meeting", 0)
        word.add_heading("Actions", 1)
        word.add_heading("By whom", 3)
        word.add_paragraph("We agreed.")
        word.add_paragraph("")

    assert made(build) == (
        Heading(4, (Text("Team meeting"),), outlined=False),
        Heading(4, (Text("Actions"),), outlined=False),
        Paragraph((Strong((Text("By whom"),)),)),
        Paragraph((Text("We agreed."),)),
    )


def test_bold_and_italic_from_runs_and_styles():
    def build(word):
        line = word.add_paragraph("plain ")
        line.add_run("bold").bold = True
        line.add_run(" and ")
        both = line.add_run("both")
        both.bold = both.italic = True
        line.add_run(" styled", style="Strong")

    assert made(build) == (
        Paragraph(
            (
                Text("plain "),
                Strong((Text("bold"),)),
                Text(" and "),
                Strong((Emphasis((Text("both"),)),)),
                Strong((Text(" styled"),)),
            )
        ),
    )


def test_lists_keep_their_levels_and_numbers():
    def build(word):
        word.add_paragraph("one", style="List Bullet")
        word.add_paragraph("deeper", style="List Bullet 2")
        word.add_paragraph("first", style="List Number")
        word.add_paragraph("second", style="List Number")
        word.add_paragraph("between")
        word.add_paragraph("third", style="List Number")

    blocks = made(build)
    kinds = [
        (one.ordered, one.start, len(one.items))
        for one in blocks
        if isinstance(one, ListBlock)
    ]
    assert (True, 1, 2) in kinds
    assert kinds[-1] == (True, 3, 1)


NUMBERING = (
    document("")
    .replace("w:document", "w:numbering")
    .replace(
        "<w:body></w:body>",
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/>'
        '<w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
)


def item(words: str, depth: int) -> str:
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return p(run(words), properties=number)


def test_a_number_that_our_lists_do_not_print_stands_before_its_words():
    body = item("A", 0) + item("B", 1) + item("C", 1) + item("D", 2) + item("E", 0)
    (block,) = read(
        docx(
            body,
            ("rId1", "numbering", "numbering.xml", False),
            word__numbering_xml=NUMBERING,
        )
    ).blocks
    assert isinstance(block, ListBlock)
    assert [[letters(one) for one in item] for item in block.items] == [
        ["A", "1.1 B", "1.2 C", "(iii) D"],
        ["E"],
    ]


def test_tables_with_merged_cells():
    def build(word):
        table = word.add_table(3, 3)
        for row in range(3):
            for column in range(3):
                table.cell(row, column).text = f"{row}{column}"
        table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "tall"

    (table,) = made(build)
    assert isinstance(table, Table)
    shown = [
        [(" ".join(map(letters, cell.blocks)), cell.span) for cell in row.cells]
        for row in table.rows
    ]
    assert shown == [
        [("wide", 2), ("02", 1)],
        [("10", 1), ("11", 1), ("tall", 1)],
        [("20", 1), ("21", 1), ("", 1)],
    ]
    assert sum(column.share for column in table.columns) == pytest.approx(1)


def test_a_table_in_a_table_becomes_lines():
    inner = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    inside = inner.format(paragraph("a"), paragraph("b"))
    outer = inner.format(paragraph("x") + inside, paragraph("y"))
    assert of(outer) == ["x · a · b · y"]


def test_a_bold_first_row_is_a_head():
    def build(word):
        table = word.add_table(2, 2)
        for cell, words in zip(table.rows[0].cells, ("Who", "When"), strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        table.cell(1, 0).text = "Asha"

    (table,) = made(build)
    assert len(table.head) == 1
    assert len(table.rows) == 1


def test_pictures_have_their_size_and_their_words():
    def build(word):
        word.add_picture(io.BytesIO(png(40, 30).data), width=Inches(1))
        properties = word.inline_shapes[0]._inline.docPr
        properties.set("descr", "The whiteboard")

    (figure,) = made(build)
    assert isinstance(figure, Figure)
    assert figure.alt == "The whiteboard"
    assert (figure.image.width, figure.image.height) == (40, 30)
    assert figure.image.dpi == 60  # as large as 40 pixels may become


def drawing(inside: str, alt: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/>'
        f"<a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


def test_what_is_cut_off_a_picture_stays_off():
    cut = (
        '<pic:pic><pic:blipFill><a:blip r:embed="rId1"/>'
        '<a:srcRect l="50000" b="20000"/></pic:blipFill></pic:pic>'
    )
    data = docx(
        p(drawing(cut)),
        ("rId1", "image", "media/a.png", False),
        word__media__a_png=png(400, 300).data,
    )
    (figure,) = read(data).blocks
    assert (figure.image.width, figure.image.height) == (200, 240)


def test_what_cannot_be_shown_is_named_and_counted():
    data = docx(
        p(run("Look: "), drawing('<c:chart r:id="rId1"/>', "Calls a week"))
        + p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")
        + p(
            drawing(
                '<pic:pic><pic:blipFill><a:blip r:embed="rId9"/>'
                "</pic:blipFill></pic:pic>"
            )
        )
        + p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')
    )
    content = read(data)
    assert [letters(block) for block in content.blocks] == [
        "Look:  [chart: Calls a week] ",
        "[equation: a+b]",
        " [picture] ",
        " [embedded object: Excel.Sheet.12] ",
    ]
    (note,) = content.notes
    assert note.code == "file-cut"
    assert note.message == (
        "lacks what cannot be shown here:"
        " 1 chart, 1 embedded object, 1 equation, 1 picture"
    )


def test_links_lead_to_the_web_only():
    body = p(
        '<w:hyperlink r:id="rId1"><w:r><w:t>web</w:t></w:r></w:hyperlink>',
        '<w:hyperlink r:id="rId2"><w:r><w:t> script</w:t></w:r></w:hyperlink>',
        '<w:hyperlink w:anchor="there"><w:r><w:t> inside</w:t></w:r></w:hyperlink>',
    )
    data = docx(
        body,
        ("rId1", "hyperlink", "https://example.org/a", True),
        ("rId2", "hyperlink", "javascript:alert(1)", True),
    )
    assert read(data).blocks == (
        Paragraph(
            (Link((Text("web"),), "https://example.org/a"), Text(" script inside"))
        ),
    )


def test_changes_hidden_text_and_fields():
    body = p(
        "<w:ins><w:r><w:t>put in</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>taken out</w:delText></w:r></w:del>",
        run(" hidden", "<w:vanish/>"),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>DATE</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t> 2 March</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    content = read(docx(body))
    assert [letters(block) for block in content.blocks] == ["put in 2 March"]
    assert "1 piece of hidden text" in content.notes[0].message


def test_check_boxes_of_every_age():
    legacy = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        '<w:default w:val="0"/>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    control = (
        "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
    )
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    font = run("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')
    body = p(legacy.format("<w:checked/>"), legacy.format(""), control, symbol, font)
    assert of(body) == ["☒☐☒☑✓"]


def test_a_list_to_choose_from_shows_what_was_chosen():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
        '<w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/>'
        "</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar"
        ' w:fldCharType="end"/></w:r>'
    )
    assert of(p(run("Agreed: "), field)) == ["Agreed: yes"]


def test_tabs_and_breaks():
    body = p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>")
    (block,) = read(docx(body)).blocks
    assert block.inlines == (Text("a\u2003b"), Break(), Text("c"))


def test_text_boxes_are_read_once():
    box = "<w:txbxContent>" + paragraph("in a box") + "</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert of(p(run("before"), both)) == ["before", "in a box"]


def part(root: str, inside: str) -> str:
    return (
        document("")
        .replace("w:document", f"w:{root}")
        .replace("<w:body></w:body>", inside)
    )


def test_notes_and_comments_follow_the_text():
    body = p(
        run("words"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    said = of(
        body,
        ("rId1", "footnotes", "footnotes.xml", False),
        ("rId2", "comments", "comments.xml", False),
        word__footnotes_xml=part(
            "footnotes",
            '<w:footnote w:id="0">' + paragraph("separator") + "</w:footnote>"
            '<w:footnote w:id="2">' + paragraph("a note") + "</w:footnote>",
        ),
        word__comments_xml=part(
            "comments",
            '<w:comment w:id="0" w:author="Jo">' + paragraph("why?") + "</w:comment>",
        ),
    )
    assert said == [
        "words [1] [comment 1]",
        "Notes",
        "[1] a note",
        "Comments",
        "[comment 1] Jo: why?",
    ]


def test_headers_and_footers_are_said_once():
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        '<w:headerReference w:type="first" r:id="rId1"/>'
        '<w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    )
    said = of(
        paragraph("words") + section,
        ("rId1", "header", "header1.xml", False),
        ("rId2", "footer", "footer1.xml", False),
        word__header1_xml=part("hdr", paragraph("Riverside Care")),
        word__footer1_xml=part("ftr", paragraph("Page 1 of 3")),
    )
    assert said == ["Header: Riverside Care", "words"]


def test_the_strict_variant_is_read():
    data = document(paragraph("strict words"))
    strict = data.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert strict != data
    assert [letters(one) for one in read(docx(main=strict)).blocks] == ["strict words"]


def test_a_part_in_utf_16_is_read():
    data = document(paragraph("wide words")).replace("UTF-8", "UTF-16")
    assert [letters(one) for one in read(docx(main=data.encode("utf-16"))).blocks] == [
        "wide words"
    ]


def test_what_is_too_long_is_cut_and_said(monkeypatch):
    monkeypatch.setattr("evidence_builder.attachments.word.body.PARAGRAPHS", 100)
    monkeypatch.setattr(source, "PARAGRAPHS", 100)
    content = read(docx(paragraph("words") * 150))
    assert len(content.blocks) == 100
    assert content.notes[0].message == "is too long; only its beginning is shown"


def test_a_long_table_is_read_whole():
    row = "<w:tr><w:tc>" + paragraph("a") + "</w:tc><w:tc/></w:tr>"
    (table,) = read(docx(f"<w:tbl>{row * 5_000}</w:tbl>")).blocks
    assert len(table.rows) == 5_000


def boxes_in_boxes(levels: int) -> str:
    body = paragraph("inmost")
    for _ in range(levels):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    return body


def test_boxes_in_boxes_become_running_words():
    assert of(boxes_in_boxes(30)) == ["inmost"]


def test_boxes_in_boxes_without_end_are_refused():
    with pytest.raises(REFUSED, match=r"damaged|too deep"):
        of(boxes_in_boxes(10_000))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(""), "there is nothing in it"),
        (docx(main="<w:document xmlns:w='urn:other'/>"), "it has no text part"),
        (b"PK\x03\x04 and then nothing", "it is damaged"),
    ],
)
def test_a_document_with_nothing_in_it_is_refused(data, reason):
    with pytest.raises(REFUSED, match=reason):
        read(data)


def test_a_picture_from_elsewhere_is_never_looked_for(tmp_path):
    canary = tmp_path / "canary.png"
    canary.write_bytes(png(40, 30).data)
    link = '<pic:pic><pic:blipFill><a:blip r:{}="rId1"/></pic:blipFill></pic:pic>'
    for kind in ("link", "embed"):
        for target, external in ((canary.as_uri(), True), (f"../..{canary}", False)):
            data = docx(
                p(drawing(link.format(kind))), ("rId1", "image", target, external)
            )
            assert [letters(one) for one in read(data).blocks] == [" [picture] "]


def test_a_relation_of_another_part_is_not_confused():
    data = docx(
        paragraph("words") + '<w:sectPr><w:headerReference r:id="rId1"/></w:sectPr>',
        ("rId1", "header", "header1.xml", False),
        word__header1_xml=part(
            "hdr",
            p('<w:hyperlink r:id="rId1"><w:r><w:t>our site</w:t></w:r></w:hyperlink>'),
        ),
        word___rels__header1_xml_rels=relations(
            ("rId1", "hyperlink", "https://example.org", True)
        ),
    )
    assert letters(read(data).blocks[0]) == "Header: our site"
