"""OpenDocument texts and presentations become plain blocks."""

import io

import pytest

from evidence_builder.attachments.content import CannotBeIncludedError, Request
from evidence_builder.attachments.opendocument import text as opendocument
from evidence_builder.attachments.slides import presentation as slides
from evidence_builder.attachments.word.runs import letters
from evidence_builder.document.blocks import (
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Table,
)
from evidence_builder.document.inlines import Break, Link, Text
from evidence_builder.markup.refusal import PackageRefusedError
from tests.documents import png
from tests.office_files import odt, relations, zipped

REQUEST = Request("notes.odt")


def read(body: str, **parts):
    return opendocument.convert(odt(body, **parts), REQUEST).blocks


def test_headings_paragraphs_and_lists():
    blocks = read(
        '<text:h text:outline-level="1">Briefing</text:h>'
        "<text:p>One <text:span>two</text:span><text:tab/>three<text:line-break/>four"
        ' <text:a xlink:href="https://example.org">site</text:a>'
        '<text:a xlink:href="file:///etc">path</text:a></text:p><text:p/>'
        "<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item>"
        "<text:p>b</text:p></text:list-item></text:list></text:list-item></text:list>"
    )
    assert blocks == (
        Heading(4, (Text("Briefing"),), outlined=False),
        Paragraph(
            (
                Text("One two\u2003three"),
                Break(),
                Text("four "),
                Link((Text("site"),), "https://example.org"),
                Text("path"),
            )
        ),
        ListBlock(
            (
                (
                    Paragraph((Text("a"),)),
                    ListBlock(((Paragraph((Text("b"),)),),)),
                ),
            )
        ),
    )


def test_lists_with_numbers_keep_them():
    style = (
        '<office:automatic-styles><text:list-style style:name="L1">'
        '<text:list-level-style-number text:level="1" style:num-format="1"/>'
        "</text:list-style></office:automatic-styles>"
    )
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>a</text:p>'
        "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
    )
    (block,) = opendocument.convert(odt(body, style), REQUEST).blocks
    assert block.ordered
    assert not block.items[0][1].ordered


def test_tables_pictures_and_notes():
    blocks = read(
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Who</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        "</table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell>'
        "<text:p>a</text:p></table:table-cell><table:table-cell/></table:table-row>"
        "</table:table>"
        "<text:p>See<text:note><text:note-body><text:p>there</text:p>"
        "</text:note-body></text:note>"
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/>'
        "<svg:desc>A board</svg:desc></draw:frame></text:p>",
        Pictures__a_png=png().data,
    )
    table, words, figure, heading, note = blocks
    assert isinstance(table, Table)
    assert table.head[0].cells[0].span == 2
    assert len(table.rows) == opendocument.REPEATED
    assert letters(words) == "See [1]"
    assert isinstance(figure, Figure)
    assert figure.alt == "A board"
    assert [letters(heading), letters(note)] == ["Notes", "[1] there"]


def test_a_locked_text_needs_a_password():
    locked = (
        '<manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data/></manifest:file-entry>"
    )
    with pytest.raises(CannotBeIncludedError, match="needs a password"):
        read("", manifest=locked)


def test_an_empty_text_is_refused():
    with pytest.raises(CannotBeIncludedError, match="nothing in it"):
        read("<text:p/>")


_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def slide(*shapes: str, name: str = "sld", extra: str = "") -> str:
    return (
        f'<p:{name} xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="{_R}" {extra}><p:cSld>'
        f"<p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:{name}>"
    )


def shape(*lines: str, kind: str = "body") -> str:
    text = "".join(
        f'<a:p><a:pPr lvl="{len(line) - len(line.lstrip(">"))}"/>'
        f"<a:r><a:t>{line.lstrip('>')}</a:t></a:r></a:p>"
        for line in lines
    )
    return (
        f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
        f"<p:txBody>{text}</p:txBody></p:sp>"
    )


def presentation(*made: str, notes: str = "") -> bytes:
    numbers = range(1, len(made) + 1)
    listed = "".join(f'<p:sldId id="{n}" r:id="rId{n}"/>' for n in numbers)
    return zipped(
        {
            "_rels/.rels": relations(
                ("rId1", "officeDocument", "ppt/presentation.xml", False)
            ),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{_P}" xmlns:r="{_R}">'
            f"<p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(
                *((f"rId{n}", "slide", f"slides/slide{n}.xml", False) for n in numbers)
            ),
            "ppt/slides/_rels/slide1.xml.rels": relations(
                ("rId1", "image", "../media/a.png", False),
                ("rId2", "notesSlide", "../notesSlides/notes1.xml", False),
            ),
            "ppt/media/a.png": png().data,
            "ppt/notesSlides/notes1.xml": slide(shape(notes), name="notes"),
            **{
                f"ppt/slides/slide{n}.xml": one
                for n, one in zip(numbers, made, strict=True)
            },
        }
    )


def test_slides_have_a_title_text_pictures_and_notes():
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="1" name="x" descr="The team"/></p:nvPicPr>'
        '<p:blipFill><a:blip r:embed="rId1"/></p:blipFill></p:pic>'
    )
    data = presentation(
        slide(
            shape("Our plan", kind="title"),
            shape("First", ">deeper", "Last"),
            f"<p:grpSp>{picture}</p:grpSp>",
            shape("7", kind="sldNum"),
        ),
        slide(shape("Second", kind="ctrTitle")),
        slide(shape("secret"), extra='show="0"'),
        notes="say thanks",
    )
    content = slides.convert(data, REQUEST)
    said = [letters(one) for one in content.blocks if not isinstance(one, Figure)]
    assert said == [
        "Slide 1: Our plan",
        "First",
        "deeper",
        "Last",
        "Notes: say thanks",
        "Slide 2: Second",
        "Hidden in the presentation, and not shown: 1 of its slides.",
    ]
    assert any(isinstance(one, Figure) for one in content.blocks)
    assert content.notes == ()


def test_a_presentation_without_slides_is_refused():
    with pytest.raises(CannotBeIncludedError, match="no slides"):
        slides.convert(presentation(), REQUEST)


def test_a_presentation_that_is_damaged_is_refused():
    with pytest.raises(PackageRefusedError, match="damaged"):
        slides.convert(presentation(slide(shape("x")))[:-40], REQUEST)


def test_bytes_that_are_no_package_are_refused():
    for convert in (opendocument.convert, slides.convert):
        with pytest.raises(PackageRefusedError, match="damaged"):
            convert(io.BytesIO(b"no zip").getvalue(), REQUEST)
