"""The comparison with another commit notices what a reader would notice."""

import io
from datetime import datetime

import docx
import pikepdf
import pytest
import xlsxwriter
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.same_as.comparison import compare, compare_folders, first_difference
from tests.same_as.runs import WrongProgramError, answer


def small_pdf(
    *, word="Hello", target=1, kind="/P", outline=1, box=30, renumbered=False, alt="A"
):
    """Return two tagged pages with a link, a bookmark, a word and a square."""
    pdf = pikepdf.new()
    if renumbered:
        # Objects with other numbers are no difference.
        pdf.make_indirect(pikepdf.Dictionary(Unused=1))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
    )
    for text in (word, "Second"):
        page = pdf.add_blank_page(page_size=(200, 200))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(
            b"/P <</MCID 0>> BDC BT /F1 12 Tf 20 100 Td (%b) Tj ET EMC "
            b"20 20 %d 30 re f" % (text.encode(), box)
        )
    first = pdf.pages[0].obj
    place = pikepdf.Array([pdf.pages[target].obj, pikepdf.Name.XYZ, 0, 200, None])
    pdf.Root.Names = pikepdf.Dictionary(
        Dests=pikepdf.Dictionary(Names=["there", place])
    )
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[20, 95, 80, 115],
        Border=[0, 0, 0],
        Dest=pikepdf.String("there"),
    )
    first.Annots = pikepdf.Array([pdf.make_indirect(link)])
    paragraph = pikepdf.Dictionary(S=pikepdf.Name(kind), Pg=first, K=0, Alt=alt)
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    tree = pikepdf.Dictionary(
        Type=pikepdf.Name.StructTreeRoot, K=[pdf.make_indirect(paragraph)]
    )
    pdf.Root.StructTreeRoot = tree.K[0].P = pdf.make_indirect(tree)
    with pdf.open_outline() as entries:
        entries.root.append(pikepdf.OutlineItem("Second", outline))
    return saved(pdf)


def small_docx(
    word="Hello", style="Normal", anchor="a", stored="1", title="T", head="Head"
):
    """Return a Word file with a link, a page number, a header and a table."""
    document = docx.Document()
    document.styles.add_style("Own", WD_STYLE_TYPE.PARAGRAPH)
    document.core_properties.title = title
    paragraph = document.add_paragraph(word, style)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f"PAGEREF {anchor}")
    paragraph._p.append(link)
    link.append(field)
    run = OxmlElement("w:r")
    run.text = stored
    field.append(run)
    document.sections[0].header.paragraphs[0].text = head
    document.add_table(1, 1).cell(0, 0).text = "Cell"
    return saved(document)


def small_xlsx(value=1, number_format="0", width=10, link="#a", sheet="Sheet"):
    """Return a workbook of one cell, which is the same at any time."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 3, 2)})  # noqa: DTZ001 - as files have it
        page = book.add_worksheet(sheet)
        look = book.add_format({"num_format": number_format})
        page.write_url("A1", f"internal:Elsewhere!{link[1:]}1", look)
        page.write_number("A1", value, look)
        page.set_column("A:A", width)
    return buffer.getvalue()


def saved(file):
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


NOTICED = [
    (small_pdf, {"word": "Hullo"}, ["words", "words of the structure", "pixels"]),
    (small_pdf, {"target": 0}, ["links"]),
    (small_pdf, {"outline": 0}, ["outline"]),
    (small_pdf, {"kind": "/H1"}, ["structure", "words of the structure"]),
    (small_pdf, {"alt": "B"}, ["structure"]),
    (small_pdf, {"box": 31}, ["pixels"]),
    (small_pdf, {"renumbered": True}, []),
    (small_docx, {"word": "Hullo"}, ["body"]),
    (small_docx, {"style": "Own"}, ["body"]),
    (small_docx, {"anchor": "b"}, ["body"]),
    (small_docx, {"stored": "2"}, ["body"]),
    (small_docx, {"head": "Foot"}, ["body"]),
    (small_docx, {"title": "Another"}, ["properties"]),
    (small_xlsx, {"value": 2}, ["sheet Sheet"]),
    (small_xlsx, {"number_format": "0.0"}, ["sheet Sheet"]),
    (small_xlsx, {"width": 11}, ["sheet Sheet"]),
    (small_xlsx, {"link": "#b"}, ["sheet Sheet"]),
    (small_xlsx, {"sheet": "Other"}, ["sheets", "sheet Sheet", "sheet Other"]),
]


@pytest.mark.needs("pdftotext", "pdftoppm")
@pytest.mark.parametrize(("make", "change", "aspects"), NOTICED)
def test_each_difference_is_said_where_it_is_and_nowhere_else(
    make, change, aspects, tmp_path
):
    ending = make.__name__.replace("small_", ".")
    old, new = tmp_path / f"old{ending}", tmp_path / f"new{ending}"
    old.write_bytes(make())
    new.write_bytes(make(**change))
    pages = tmp_path / "pages.pdf"
    pages.write_bytes(small_pdf())
    printed = {old: pages, new: pages} if ending == ".docx" else {}

    said = [line.split(",")[0] for line in compare(old, new, printed)]

    assert said == aspects


def test_text_is_compared_letter_by_letter(tmp_path):
    for name, text in (("there", "a\nwide\n"), ("here", "a\nwild\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text(text)
        (tmp_path / name / "b.csv").write_text("b\n")
        (tmp_path / name / f"{name}.csv").write_text("c\n")

    result = compare_folders(tmp_path / "there", tmp_path / "here", tmp_path)

    assert (result.compared, result.identical) == (4, 1)
    assert result.differences == [
        "here.csv: REF has none",
        "there.csv: only REF makes it",
        "a.csv: line 2, letter 3\n  REF   'wide'\n  here  'wild'",
    ]


def test_line_ends_are_compared():
    assert first_difference(["a", "b"], ["a", "b"]) is None
    assert first_difference(["a"], ["a\r"]).startswith("line 1, letter 2")
    assert first_difference(["a"], ["a", ""]).startswith("line 2, letter 1")


def test_another_program_than_the_tree_s_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "side").mkdir()

    with pytest.raises(WrongProgramError, match="would run, not the program in"):
        answer(tmp_path, tmp_path / "in", tmp_path / "side")
