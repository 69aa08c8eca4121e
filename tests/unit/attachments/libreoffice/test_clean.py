"""What LibreOffice is given holds nothing active and leads nowhere."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from evidence_builder.attachments.content import CannotBeIncludedError, Request
from evidence_builder.attachments.libreoffice.clean.package import cleaned, convert
from tests.documents import png
from tests.office_files import (
    cells,
    document,
    docx,
    odt,
    paragraph,
    relations,
    words,
    xlsx,
    zipped,
)

SAMPLE = Path(__file__).parents[4] / "samples/customer-service-team-leader/evidence"


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: archive.read(name).decode("utf-8", "replace")
            for name in archive.namelist()
        }


def everything(data: bytes, kind="docx") -> str:
    return "\n".join(parts(cleaned(data, kind)).values())


def field(*instruction: str, result: str = "result") -> str:
    codes = "".join(
        f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in instruction
    )
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'{codes}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{result}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def test_references_that_leave_the_package_are_gone():
    data = docx(
        '<w:p><w:r><w:drawing><a:blip r:link="rId2"/></w:drawing></w:r></w:p>'
        '<w:p><w:hyperlink r:id="rId3"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:hyperlink r:id="rId4"><w:r><w:t>path</w:t></w:r></w:hyperlink></w:p>'
        '<w:subDoc r:id="rId5"/><w:altChunk r:id="rId6"/>'
        '<w:p><w:r><w:pict><v:imagedata src="http://canary/v.png"/></w:pict></w:r></w:p>',
        ("rId1", "settings", "settings.xml", False),
        ("rId2", "image", "http://canary/picture.png", True),
        ("rId3", "hyperlink", "https://example.org/kept", True),
        ("rId4", "hyperlink", "file:///canary", True),
        ("rId5", "subDocument", "canary.docx", True),
        ("rId6", "aFChunk", "canary.html", False),
        ("rId7", "image", "../../canary.png", False),
        word__canary_html="<script>canary</script>",
        word__settings_xml=document("").replace("w:document", "w:settings"),
        word___rels__settings_xml_rels=relations(
            ("rId1", "attachedTemplate", "file:///canary.dotm", True)
        ),
    )
    found = everything(data)
    assert "canary" not in found
    assert "https://example.org/kept" in found


def test_parts_that_run_are_gone():
    data = docx(
        paragraph("words"),
        ("rId1", "vbaProject", "vbaProject.bin", False),
        ("rId2", "package", "embeddings/a.xlsx", False),
        ("rId3", "control", "activeX/activeX1.xml", False),
        ("rId4", "image", "media/a.svg", False),
        ("rId5", "image", "media/b.png", False),
        word__vbaProject_bin=b"canary",
        word__embeddings__a_xlsx=b"canary",
        word__activeX__activeX1_xml="<canary/>",
        word__media__a_svg=b"<svg>canary</svg>",
        word__media__b_png=b"<svg>canary</svg>",  # by content, whatever its name
        customXml__item1_xml="<canary/>",
    )
    assert "canary" not in everything(data)
    assert set(parts(cleaned(data, "docx"))) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
    }


@pytest.mark.parametrize(
    "instruction",
    [
        ('INCLUDETEXT "canary.txt"',),
        (" INCL", "UDEPICT", 'URE "http://canary/x.png" \\d'),
        ("DDEAUTO canary c c",),
        ("LINK Excel.Sheet.8 canary",),
        ("DATABASE \\d canary",),
        ('HYPERLINK "file:///canary"',),
        ("FILENAME canary",),
        ("DATE \\@ canary",),
        ('quote canary { INCLUDETEXT "x" }',),
    ],
)
def test_fields_that_fetch_or_change_keep_only_their_result(instruction):
    found = everything(docx(field(*instruction)))
    assert "canary" not in found
    assert "fldChar" not in found
    assert ">result<" in found


@pytest.mark.parametrize("instruction", ["PAGE", " REF here \\h", "TOC \\o 1-3"])
def test_fields_that_look_inside_stay(instruction):
    assert instruction.split()[0] in everything(docx(field(instruction)))


def test_a_field_in_the_instruction_of_another_goes_with_it():
    inner = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>canary</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data = docx(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>INCLUDETEXT </w:instrText></w:r>{inner}"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>kept</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:p><w:fldSimple w:instr="INCLUDETEXT canary"><w:r><w:t>simple</w:t></w:r>'
        "</w:fldSimple></w:p>"
    )
    found = everything(data)
    assert "canary" not in found
    assert "PAGE" not in found
    assert "kept" in found
    assert "simple" in found


def test_fields_in_fields_without_end_are_refused():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    with pytest.raises(CannotBeIncludedError, match="nested too deep"):
        cleaned(docx(f"<w:p>{begin * 5_000}</w:p>"), "docx")


def test_tracked_changes_are_settled():
    data = docx(
        "<w:p><w:ins><w:r><w:t>put in</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>taken out</w:delText></w:r></w:del></w:p>"
    )
    found = everything(data)
    assert "put in" in found
    assert "taken out" not in found


def test_a_document_with_macros_becomes_an_ordinary_one():
    data = parts(docx(paragraph("words")))
    data["[Content_Types].xml"] = data["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "application/vnd.ms-word.document.macroEnabled.main",
    )
    assert "macroEnabled" not in everything(zipped(data))


def test_cells_keep_values_and_lose_formulas():
    data = xlsx(
        cells(
            '<c r="A1"><f>WEBSERVICE("http://canary")</f><v>7</v></c>'
            '<c r="B1"><f>TODAY()</f><v>46000</v></c>'
            '<c r="C1"><f>SUM(A1:B1)</f></c>'
            '<c r="D1"><f>[1]Other!A1</f><v>8</v></c>'
        )
        + '<dataValidations count="1"><dataValidation><formula1>canary</formula1>'
        "</dataValidation></dataValidations>",
        names="<externalReferences><externalReference r:id='rId50'/>"
        "</externalReferences><definedNames><definedName name='canary'>[1]x!A1"
        "</definedName></definedNames>",
        extra={"xl/externalLinks/externalLink1.xml": "<canary/>"},
    )
    sheet = parts(cleaned(data, "xlsx"))["xl/worksheets/sheet1.xml"]
    assert "canary" not in everything(data, "xlsx")
    assert "TODAY" not in sheet
    assert "[1]" not in sheet
    assert "<v>7</v>" in sheet.replace("ns0:", "")
    assert "SUM(A1:B1)" in sheet


def test_a_formula_without_a_value_that_is_not_harmless_is_only_named():
    data = xlsx(cells('<c r="A1"><f>WEBSERVICE("http://x")</f></c>'))
    sheet = parts(cleaned(data, "xlsx"))["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "WEBSERVICE" not in sheet
    assert "[formula]" in sheet


def test_a_sheet_of_too_many_pages_is_not_printed():
    data = xlsx(cells(words("XFD1048576", "far")).replace('r="1"', 'r="1048576"'))
    with pytest.raises(CannotBeIncludedError, match="more than 100 pages"):
        cleaned(data, "xlsx")


def test_empty_cells_that_only_have_looks_do_not_fill_pages():
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    sheet = cells(words("A1", "here")).replace("</sheetData>", far)
    assert "XFD1048576" not in everything(xlsx(sheet), "xlsx")


def test_an_opendocument_spreadsheet_keeps_values_and_leads_nowhere():
    data = odt(
        "<table:content-validations><table:content-validation"
        ' table:condition="canary"/></table:content-validations>'
        '<table:table><table:table-source xlink:href="file:///canary.ods"/>'
        '<table:table-row><table:table-cell table:formula="of:=WEBSERVICE(canary)"'
        ' office:value-type="float" office:value="7"><text:p>7</text:p>'
        '<draw:frame><draw:object xlink:href="http://canary.example"/></draw:frame>'
        "</table:table-cell></table:table-row></table:table>"
        '<table:named-expressions><table:named-expression table:name="canary"/>'
        '</table:named-expressions><table:database-ranges table:name="canary"/>'
        '<table:data-pilot-tables table:name="canary"/>'
        '<table:dde-links><table:dde-link table:name="canary"/></table:dde-links>',
        "<office:automatic-styles><style:style style:name='a'><style:map"
        " style:condition='is-true-formula(WEBSERVICE(canary))'/></style:style>"
        "</office:automatic-styles>",
        "spreadsheet",
    )
    found = everything(data, "ods")
    assert "canary" not in found
    assert "application/vnd.oasis.opendocument.spreadsheet" in found
    assert 'office:value="7"' in found


def test_an_opendocument_presentation_does_nothing():
    data = odt(
        "<draw:page><draw:frame><draw:text-box><text:p>Words "
        "<presentation:date-time>canary</presentation:date-time></text:p>"
        "</draw:text-box></draw:frame><anim:par><anim:audio"
        ' xlink:href="file:///canary.wav"/></anim:par>'
        '<draw:frame><draw:plugin xlink:href="canary.mp4"/></draw:frame></draw:page>'
        '<presentation:settings presentation:show="canary"/>',
        what="presentation",
    )
    found = everything(data, "odp")
    assert "canary" not in found
    assert "Words" in found


def test_an_opendocument_text_leads_nowhere():
    data = odt(
        '<text:p>words <text:a xlink:href="https://example.org/kept">link</text:a>'
        '<text:a xlink:href="file:///canary">path</text:a>'
        '<draw:frame><draw:image xlink:href="http://canary/a.png"/></draw:frame>'
        '<draw:frame><draw:image xlink:href="../canary.png"/></draw:frame> after'
        '<text:date text:date-value="canary">1 May 2026</text:date></text:p>'
        '<text:section text:name="s"><text:section-source xlink:href="canary.odt"/>'
        "<text:p>in a section</text:p></text:section>"
        "<text:p><text:script>canary</text:script>still here</text:p>",
        "<office:scripts><office:event-listeners><script:event-listener"
        ' xlink:href="vnd.sun.star.script:canary"/></office:event-listeners>'
        "</office:scripts>",
        Basic__Standard__script_lb="canary",
        Object_1__content_xml="<canary/>",
    )
    found = everything(data, "odt")
    assert "canary" not in found
    for kept in ("https://example.org/kept", "1 May 2026", "in a section", "after"):
        assert kept in found


@pytest.mark.parametrize(
    ("name", "kind"),
    [("quality-checklist-v3.docx", "docx"), ("roster-weeks-10-13.xlsx", "xlsx")],
)
def test_a_copy_is_the_same_every_time(name, kind):
    data = (SAMPLE / "files" / name).read_bytes()
    copy = convert(data, Request(name)).data
    assert copy == cleaned(data, kind) == cleaned(copy, kind)


def test_pictures_stay():
    data = docx(
        paragraph("words"),
        ("rId1", "image", "media/a.png", False),
        word__media__a_png=png().data,
    )
    assert "word/media/a.png" in parts(cleaned(data, "docx"))


def test_pictures_lose_what_the_camera_wrote_and_are_not_turned():
    camera = Pillow.Exif()
    camera[0x0112] = 6
    camera[0x010F] = "CANARY"
    camera.get_ifd(0x8825)[29] = "2026:03:02 CANARY"
    photograph, drawing, words_in = io.BytesIO(), io.BytesIO(), PngInfo()
    words_in.add_text("Author", "CANARY")
    Pillow.new("RGB", (60, 40), "red").save(photograph, "JPEG", exif=camera)
    Pillow.new("RGB", (60, 40), "red").save(drawing, "PNG", pnginfo=words_in)
    pictures = {"a.jpg": photograph.getvalue(), "b.png": drawing.getvalue()}
    assert all(b"CANARY" in data for data in pictures.values())
    word = docx(
        paragraph("words"),
        ("rId1", "image", "media/a.jpg", False),
        ("rId2", "image", "media/b.png", False),
        **{f"word__media__{n.replace('.', '_')}": d for n, d in pictures.items()},
    )
    text = odt(
        "<text:p/>",
        **{f"Pictures__{n.replace('.', '_')}": d for n, d in pictures.items()},
    )
    for data, kind, folder in ((word, "docx", "word/media"), (text, "odt", "Pictures")):
        copy = cleaned(data, kind)
        assert "CANARY" not in everything(data, kind)
        with zipfile.ZipFile(io.BytesIO(copy)) as archive:
            for name in pictures:
                kept = archive.read(f"{folder}/{name}")
                assert Pillow.open(io.BytesIO(kept)).size == (60, 40)


def test_a_picture_that_is_damaged_is_left_out():
    data = docx(
        paragraph("words"),
        ("rId1", "image", "media/a.png", False),
        word__media__a_png=png().data[:40],
    )
    assert "word/media/a.png" not in parts(cleaned(data, "docx"))
