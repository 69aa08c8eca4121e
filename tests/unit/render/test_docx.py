"""Word files say what the document says, with the right page numbers."""

import io
import re
import zipfile
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass, replace

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from lxml import etree

from evidence_builder.document.blocks import (
    Cell,
    CodeBlock,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    FormField,
    FormLine,
    Heading,
    Image,
    ListBlock,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from evidence_builder.document.inlines import (
    Flag,
    Link,
    PageOf,
    Reference,
    Strong,
    Text,
)
from evidence_builder.render.docx import render
from evidence_builder.render.docx.verify import verify
from evidence_builder.render.layout import PageMap, PageStart, lay_out
from evidence_builder.render.styles import INK, STYLES
from evidence_builder.render.unsound import UnsoundOutputError
from tests.documents import columns, kitchen_sink, para, png, row, standard, words
from tests.libreoffice import pages_in_libreoffice
from tests.property.strategies_document import documents

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(*blocks, **more):
    return Document("A title", blocks, **more)


def rendered(made):
    return render(made, lay_out(made).page_map)


def broken(made, *starts):
    """Return a document whose pages begin there and nowhere else."""
    return render(made, replace(lay_out(made).page_map, starts=starts))


def part(data, name="word/document.xml"):
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def parsed(text):
    return parse_xml(text.encode())


def body(*blocks):
    return parsed(part(rendered(document(*blocks))))


def paragraphs(data):
    """Return the words of each paragraph, tables included."""
    root = parsed(part(data))
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def styles_used(root):
    return [style.get(f"{W}val") for style in root.iter(f"{W}pStyle")]


def fields(data):
    """Return instruction and stored result of each field but the contents list."""
    runs = re.findall(
        r"<w:instrText[^>]*> ([^<]*) </w:instrText></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?"
        r'<w:fldChar w:fldCharType="separate"/></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?'
        r"<w:t>([^<]*)</w:t>",
        part(data),
    )
    return [(instruction.split(), result) for instruction, result in runs]


def test_words_come_back_in_their_order():
    data = rendered(
        document(
            Heading(1, words("One & <two>")),
            para("Some ", Strong(words("strong")), " words"),
            ListBlock(((para("first"),), (para("second"),)), ordered=True),
            Quotation((para("said"),)),
            CodeBlock("a  b\n\tc"),
            Table(columns(1, 1), (row("left", "right"),), (row("L", "R"),)),
            FormLine((FormField("Name", "Amir"),)),
            Figure(png(), "alt", words("caption")),
        )
    )

    assert [line for line in paragraphs(data) if line] == [
        "One & <two>",
        "Some strong words",
        "first",
        "second",
        "said",
        "a  b    c",
        "L",
        "R",
        "left",
        "right",
        "NameAmir",
        "caption",
    ]


def test_a_block_is_a_style_that_a_centre_can_change():
    root = body(
        Paragraph(words("t"), "title"),
        Heading(2, words("h")),
        Heading(2, words("narrative"), outlined=False),
        para("p"),
        ListBlock(((para("i"),),)),
        ListBlock(((para("i"),),), ordered=True),
        Quotation((para("q"),)),
        CodeBlock("c"),
    )

    assert styles_used(root) == [
        "Title",
        "Heading2",
        "NarrativeHeading2",
        "BodyText",
        "ListBullet",
        "ListNumber",
        "Quote",
        "CodeBlock",
    ]


def test_narrative_headings_stay_out_of_the_navigation():
    root = parsed(part(rendered(document()), "word/styles.xml"))
    levels = {
        style.get(f"{W}styleId"): style.find(f".//{W}outlineLvl").get(f"{W}val")
        for style in root.iter(f"{W}style")
        if style.find(f".//{W}outlineLvl") is not None
    }

    assert levels["Heading1"] == "0"
    assert levels["NarrativeHeading1"] == "9"  # body text


def test_a_style_says_only_what_differs_from_the_one_it_is_based_on():
    root = parsed(part(rendered(document()), "word/styles.xml"))
    styles = {
        style.get(f"{W}styleId"): style
        for style in root.iter(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
    }
    fonts = [key for key, one in styles.items() if list(one.iter(f"{W}rFonts"))]
    colours = {
        colour.get(f"{W}val")
        for key, one in styles.items()
        for colour in one.iter(f"{W}color")
        if key != "Normal"
    }

    assert fonts == ["CodeBlock"]
    assert INK not in colours
    for key, style in styles.items():
        based = style.find(f"{W}basedOn")
        assert key == "Normal" or based.get(f"{W}val") in styles


def test_paragraphs_of_a_cell_stand_apart_and_the_last_has_no_space_below():
    table = Table(columns(1), (Row((Cell((para("a"), para("b"), para("c"))),)),))
    cell = body(table).find(f".//{W}tc")
    after = [one.get(f"{W}after") for one in cell.iter(f"{W}spacing")]

    assert after == [str(round(STYLES["cell"].space_after * 20))] * 2
    assert cell[-1].find(f".//{W}spacing") is None


def test_every_stored_page_number_is_the_page_of_its_anchor():
    made = kitchen_sink()
    page_map = lay_out(made).page_map
    data = render(made, page_map)
    pages = set()
    for instruction, result in fields(data):
        if instruction[0] == "PAGEREF":
            pages.add((instruction[1], int(result)))

    assert ("end", page_map.targets["end"]) in pages
    assert all(page_map.targets[anchor] == page for anchor, page in pages)


def test_words_that_look_like_a_field_are_not_taken_for_one():
    made = document(para("PAGEREF nowhere"))

    verify(rendered(made), lay_out(made))


@pytest.mark.parametrize("kind", ["bookmarkStart", "hyperlink", "instrText"])
def test_a_lost_place_is_noticed(kind):
    made = document(para(PageOf("a")), Paragraph(words("x"), anchor="a"))
    data = rendered(made)
    name = "w:name" if kind == "bookmarkStart" else "w:anchor"
    whole = part(data)
    broken_body = whole.replace(f'{name}="a"', f'{name}="b"')
    if kind == "instrText":
        broken_body = whole.replace("PAGEREF a", "PAGEREF b")

    assert broken_body != whole
    with pytest.raises(UnsoundOutputError):
        verify(with_body(data, broken_body), lay_out(made))


def with_body(data, body):
    """Return a Word file with another main part."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(changed, "w") as new,
    ):
        for name in old.namelist():
            own = name == "word/document.xml"
            new.writestr(name, body if own else old.read(name))
    return changed.getvalue()


def test_every_link_inside_leads_to_one_bookmark():
    data = part(rendered(standard(12)))
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"', data)
    linked = set(re.findall(r'w:anchor="([^"]*)"', data))
    asked = set(re.findall(r"PAGEREF (\S+)", data))

    assert linked | asked <= set(names)
    assert len(names) == len({name.casefold() for name in names})
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)


def test_anchors_that_word_would_confuse_get_different_bookmarks():
    anchors = ["a-1", "a_1", "A 1", "1", "x" * 60, "x" * 60 + "y", "łąka", "łęka"]
    blocks = [Paragraph(words(anchor), anchor=anchor) for anchor in anchors]
    links = [para(Reference(words("to"), anchor)) for anchor in anchors]
    data = part(rendered(document(*blocks, *links)))
    names = re.findall(r'w:name="([^"]*)"/><w:r>', data)

    assert len({name.casefold() for name in names}) == len(anchors)
    assert re.findall(r'w:anchor="([^"]*)"', data) == names


def test_same_document_same_bytes(monkeypatch):
    first = rendered(kitchen_sink())

    assert rendered(kitchen_sink()) == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert "2026-01-01T00:00:00Z" in part(rendered(kitchen_sink()), "docProps/core.xml")


def test_the_file_says_who_made_it_and_nothing_of_a_template():
    data = rendered(document(author="Amir Shah", subject="NVQ", language="cy-GB"))
    properties = docx.Document(io.BytesIO(data)).core_properties

    assert (properties.title, properties.author) == ("A title", "Amir Shah")
    assert (properties.subject, properties.language) == ("NVQ", "cy-GB")
    assert b"python-docx" not in b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )


def test_head_rows_are_marked_and_repeated_where_a_page_begins():
    table = Table(
        columns(1, 1),
        tuple(row(f"r{n}", "x") for n in range(6)),
        (row("H1", "H2"),),
        summary='What it "shows"',
        row_headers=True,
    )
    data = broken(document(table), PageStart(2, (0, 4)))
    tables = list(parsed(part(data)).iter(f"{W}tbl"))

    assert [len(table.findall(f"{W}tr")) for table in tables] == [5, 3]
    for one in tables:
        head = one.find(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert "".join(t.text for t in head.iter(f"{W}t")) == "H1H2"
        properties = one.find(f"{W}tblPr")
        summary = properties.find(f"{W}tblDescription").get(f"{W}val")
        assert summary == 'What it "shows"'
        look = properties.find(f"{W}tblLook")
        assert look.get(f"{W}firstColumn") == "1"
        # No bands, first row, first column: ECMA-376 Part 4, 14.4.15 (tblLook).
        assert look.get(f"{W}val") == "06A0"
    assert part(data).count("<w:pageBreakBefore/>") == 1


def test_a_head_that_takes_much_of_a_page_is_not_repeated():
    tall = Row((Cell(tuple(para(f"line {n}") for n in range(40))), Cell(())))
    table = Table(columns(1, 1), tuple(row(f"r{n}", "x") for n in range(6)), (tall,))
    data = broken(document(para("p"), table), PageStart(2, (1, 4)))
    tables = list(parsed(part(data)).iter(f"{W}tbl"))

    assert [len(table.findall(f"{W}tr")) for table in tables] == [5, 2]


def test_only_a_row_with_a_tone_has_a_shade():
    table = Table(columns(1), (row("plain"), row("gap", tone="gap")))
    cells = list(body(table).iter(f"{W}tc"))

    shades = [cell.find(f"{W}tcPr/{W}shd") for cell in cells]
    assert [shade is None for shade in shades] == [True, False]


def test_a_paragraph_is_parted_where_a_page_begins():
    item = para("one ", Strong(words("two three ")), "four")
    made = document(ListBlock(((item,),), ordered=True), para("next"))
    starts = PageStart(2, (0, 0, 0), 8), PageStart(3, (1,))
    root = parsed(part(broken(made, *starts)))
    first, second, third = root.iter(f"{W}p")

    assert "".join(t.text for t in first.iter(f"{W}t")) == "one two "
    assert "".join(t.text for t in second.iter(f"{W}t")) == "three four"
    assert first.find(f".//{W}numPr") is not None
    assert second.find(f".//{W}numPr") is None
    assert [p.find(f".//{W}pageBreakBefore") is not None for p in (second, third)] == [
        True,
        True,
    ]


def test_code_is_parted_where_each_of_its_pages_begins():
    first, second, third = "one\ntwo\n", "three\nfour\n", "five"
    made = document(CodeBlock(first + second + third))
    starts = (
        PageStart(2, (0,), len(first)),
        PageStart(3, (0,), len(first + second)),
    )
    root = parsed(part(broken(made, *starts)))

    shown = ["".join(t.text for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]
    assert shown[:3] == ["onetwo", "threefour", "five"]


def test_words_of_a_cell_are_not_parted_where_those_of_the_document_are():
    table = Table(columns(1), (row("one two three four"),))
    data = broken(document(para("one two three four"), table), PageStart(2, (0,), 8))

    assert paragraphs(data)[:3] == ["one two ", "three four", "one two three four"]


def test_a_page_break_is_not_lost_before_a_table_and_not_doubled():
    made = document(
        PageBreak(), para("a"), PageBreak(), PageBreak(), Table(columns(1), (row("b"),))
    )
    data = rendered(made)

    assert part(data).count("<w:pageBreakBefore/>") == 1
    assert part(data).index("<w:pageBreakBefore/>") < part(data).index("<w:tbl>")


def test_nothing_asks_the_reader_to_update_fields():
    data = rendered(kitchen_sink())
    everything = "".join(
        part(data, name)
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        if name.endswith(".xml")
    )

    assert "updateFields" not in everything
    assert "w:dirty" not in everything
    assert 'w:name="compatibilityMode"' in everything


def test_contents_are_a_field_only_if_word_could_make_them_again():
    heading = Heading(1, words("A"), "a")
    index = Paragraph(words("B"), anchor="b")
    headings = Contents((ContentsEntry(1, words("A"), "a"),))
    others = Contents((ContentsEntry(1, words("B"), "b"),))

    assert " TOC " in part(rendered(document(headings, heading)))
    assert " TOC " not in part(rendered(document(others, index)))


@pytest.mark.parametrize(
    "sign", ["\0", "\x0b", "\x1b", "\ufffe", "\ud800", "\r", "&", '"']
)
def test_no_character_breaks_the_file(sign):
    text = f"a{sign}b"
    made = Document(
        text,
        (
            Heading(1, words(text), text),
            para(
                text,
                Link(words(text), f"https://example.org/{sign}"),
                Flag(text, "gap"),
            ),
            CodeBlock(text),
            Table(columns(1), (row(text),), summary=text),
            FormLine((FormField(text, text),)),
            Figure(png(), text),
        ),
        author=text,
        subject=text,
        header_left=text,
        footer_left=text,
    )
    data = rendered(made)

    assert docx.Document(io.BytesIO(data)).paragraphs[0].text.startswith("a")


def test_only_harmless_addresses_become_links():
    links = (
        "https://example.org/?a=1&b=2",
        "mailto:a@example.org",
        "javascript:x",
        "x.docx",
    )
    data = rendered(document(para(*(Link(words("l"), href) for href in links))))
    found = re.findall(
        r'Target="([^"]*)" TargetMode="External"',
        part(data, "word/_rels/document.xml.rels"),
    )

    assert sorted(found) == ["https://example.org/?a=1&amp;b=2", "mailto:a@example.org"]


def test_pictures_have_words_and_equal_ones_are_stored_once():
    data = rendered(
        document(
            Figure(png(), "The first"),
            Figure(png(), "Again"),
            Figure(png(9, 9), "Other"),
        )
    )
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()

    assert len([name for name in names if "/media/" in name]) == 2
    assert re.findall(r'descr="([^"]*)"', part(data)) == ["The first", "Again", "Other"]


def test_numbered_lists_start_where_they_say():
    two = ListBlock(((para("a"),),), ordered=True)
    data = rendered(
        document(two, two, ListBlock(((para("b"),),), ordered=True, start=7))
    )
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', part(data))
    starts = re.findall(
        r'<w:num w:numId="(\d+)">.{0,99}<w:startOverride w:val="(\d+)"/>',
        part(data, "word/numbering.xml"),
    )

    assert [dict(starts)[number] for number in numbers] == ["1", "1", "7"]


def test_a_flag_is_a_shape_and_words_in_a_style_of_its_own():
    root = body(para(Flag("Missing", "gap")))

    assert "".join(t.text for t in root.iter(f"{W}t")) == "▲ Missing"
    assert root.find(f".//{W}rStyle").get(f"{W}val") == "FlagGap"


def test_a_cell_is_never_empty_and_a_table_never_last():
    inner = Table(columns(1), (row("x"),))
    root = body(Table(columns(1, 1), (Row((Cell(), Cell((inner,)))), Row(()))))

    assert all(cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))
    assert [child.tag for child in root[0]][-2:] == [f"{W}p", f"{W}sectPr"]


def test_a_page_number_of_an_unknown_anchor_is_words_without_a_link():
    made = document(para(PageOf("nowhere"), "x"))
    data = render(made, PageMap(1, {}, ()))

    assert "nowhere" not in part(data)
    assert paragraphs(data) == ["p. ?x"]


def texts(thing):
    """Return the author's words in a block, an inline, or anything that has some."""
    if isinstance(thing, Text):
        return [thing.text]
    if isinstance(thing, tuple):
        return [text for one in thing for text in texts(one)]
    if is_dataclass(thing) and not isinstance(thing, Image):
        return [
            text
            for one in dataclass_fields(thing)
            for text in texts(getattr(thing, one.name))
        ]
    return []


def shown(text):
    """Return the letters of a text that a Word file can hold."""
    return re.sub("[\\s\x00-\x1f\x85\ud800-\udfff\ufffd-\uffff]", "", text)


@given(documents())
@settings(deadline=None, max_examples=60)
def test_any_document_is_a_file_that_opens_and_has_its_words(made):
    data = rendered(made)
    docx.Document(io.BytesIO(data))
    everything = shown("".join(paragraphs(data)))

    assert [text for text in texts(made.blocks) if shown(text) not in everything] == []
    names = re.findall(r'w:id="\d+" w:name="([^"]*)"', part(data))
    assert set(re.findall(r'w:anchor="([^"]*)"', part(data))) <= set(names)


def mixed() -> Document:
    """Return a document whose pages are full in the middle of every kind of block."""
    long = "Reviewed and agreed with the team before the end of the shift. "
    blocks = []
    for n in range(8):
        blocks += [
            Heading(1 + n % 3, words(f"Part {n}"), f"part{n}"),
            Paragraph(words(long * (9 + n)), anchor=f"words{n}"),
            ListBlock(
                tuple(
                    (Paragraph(words(long * 3), anchor=f"item{n}x{k}"),)
                    for k in range(9)
                ),
                ordered=n % 2 == 0,
            ),
            Table(
                columns(1, 2),
                tuple(
                    row(str(k), long * (k % 4), anchor=f"row{n}x{k}") for k in range(17)
                ),
                (row("No.", "Words"),),
                look=("ruled", "boxed", "fields")[n % 3],
            ),
            CodeBlock("code\n" * 20),
        ]
    return document(*blocks)


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("made", [mixed(), standard(10)], ids=["mixed", "standard"])
def test_libreoffice_has_everything_on_the_page_that_we_say(made, tmp_path):
    page_map = lay_out(made).page_map

    found = pages_in_libreoffice(render(made, page_map), tmp_path)

    assert page_map.starts
    assert found == dict(page_map.targets)


def test_words_stand_where_words_may_stand():
    """ECMA-376 Part 1 (5th ed.), 17.3.3.31 (t), 17.16.23 (instrText)."""
    data = rendered(kitchen_sink())
    for name in ("document", "styles", "numbering", "settings", "header1", "footer1"):
        for element in etree.fromstring(part(data, f"word/{name}.xml").encode()).iter():
            texts = (element.text or "").strip(), (element.tail or "").strip()
            allowed = element.tag in {f"{W}t", f"{W}instrText"}
            assert texts[allowed:] == ("",) * (2 - allowed), (name, element.tag, texts)


def runs_of(root):
    """Return the words of each run, its style, and its East Asian font."""
    return [
        (
            "".join(t.text for t in run.iter(f"{W}t")),
            *(
                None if found is None else found.get(f"{W}{name}")
                for path, name in (("rStyle", "val"), ("rFonts", "eastAsia"))
                for found in [run.find(f"{W}rPr/{W}{path}")]
            ),
        )
        for run in root.iter(f"{W}r")
    ]


def test_a_link_looks_like_one_outside_and_inside():
    within = Reference(words("in"), "here")
    root = body(
        para(Link(words("out"), "https://example.org"), within, "p"),
        Paragraph(words("here"), anchor="here"),
        para(Link((Reference(words("both"), "here"),), "https://example.org")),
    )

    assert [(text, style) for text, style, _ in runs_of(root)] == [
        ("out", "Hyperlink"),
        ("in", "InternalLink"),
        ("p", None),
        ("here", None),
        ("both", "Hyperlink"),
    ]


@pytest.mark.parametrize(
    ("letters", "font"),
    [
        ("漢字", "Noto Sans CJK SC"),
        ("カナ", "Noto Sans CJK JP"),
        ("한글", "Noto Sans CJK KR"),
        ("\u1100", "Noto Sans CJK KR"),
        ("\ua960", "Noto Sans CJK KR"),
        ("\uf900", "Noto Sans CJK SC"),
        ("\uff01", "Noto Sans CJK SC"),
        ("\U00020000", "Noto Sans CJK SC"),
        ("Zażółć", None),
        ("[X", None),
    ],
)
def test_letters_of_east_asia_say_in_which_font_they_stand(letters, font):
    root = body(para(f"a{letters}"))

    fonts = {text: given for text, _, given in runs_of(root)}
    assert fonts[letters if font else f"a{letters}"] == font


def test_word_is_told_to_do_as_the_layout_did():
    """MS-DOCX 2.5.1 (compatibility settings): as Word 2013 and later."""
    settings = parsed(part(rendered(document()), "word/settings.xml"))
    told = {
        one.get(f"{W}name"): one.get(f"{W}val")
        for one in settings.iter(f"{W}compatSetting")
    }

    assert told == {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
