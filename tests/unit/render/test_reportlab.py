"""Why parts of a PDF are written by us: what reportlab's own would be.

Each of these holds as long as there is a reason; when one fails, the part can go to
reportlab. What it costs to write the file with reportlab is in ARCHITECTURE.md.
"""

import io

import pikepdf
import pytest
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas


@pytest.fixture
def canvas():
    canvas = Canvas(io.BytesIO(), invariant=1)
    canvas.drawString(72, 72, "Words")
    return canvas


@pytest.fixture
def opened(canvas):
    with pikepdf.open(io.BytesIO(canvas.getpdfdata())) as file:
        yield file


def test_its_pages_have_no_place_in_a_structure(opened):
    """ISO 32000-1:2008, 14.7.4.4; ISO 14289-1:2014, 7.18.3."""
    (page,) = opened.pages

    assert "/StructParents" not in page
    assert "/Tabs" not in page


def test_its_pages_have_a_transition(opened):
    """An empty one is no valid transition: ISO 32000-1:2008, 12.4.4.1, table 162."""
    assert len(opened.pages[0].Trans) == 0


def test_its_pages_list_a_font_that_is_not_embedded(opened):
    """ISO 19005-2:2011, 6.2.11.4.1."""
    (font,) = opened.pages[0].Resources.Font.values()

    assert "/FontDescriptor" not in font


def test_its_links_have_no_place_in_a_structure(canvas):
    """ISO 14289-1:2014, 7.18.5."""
    canvas.bookmarkPage("here")
    canvas.linkRect("Page 1", "here", (0, 0, 9, 9), StructParent=1)

    with pytest.raises(ValueError, match="StructParent"):
        canvas.getpdfdata()


@pytest.mark.parametrize("entry", ["AF", "OutputIntents"])
def test_its_root_leaves_out_what_archives_ask_for(canvas, entry):
    """ISO 19005-3:2012, 6.8; ISO 19005-2:2011, 6.2.3."""
    canvas.setCatalogEntry(entry, [1])

    with pikepdf.open(io.BytesIO(canvas.getpdfdata())) as file:
        assert f"/{entry}" not in file.Root


def test_its_properties_say_what_nobody_said(opened):
    said = {name: str(value) for name, value in opened.docinfo.items()}

    assert said["/Author"] == said["/Creator"] == "anonymous"
    assert "ReportLab" in said["/Producer"]


def test_its_names_end_at_a_slash():
    """ISO 32000-1:2008, 7.3.5: a name with a slash in it is two."""
    assert pdfdoc.PDFName("text/plain") == "/text/plain"


def test_its_objects_stand_loose(canvas):
    """ISO 32000-1:2008, 7.5.7: streams of objects make tagged files much smaller."""
    assert b"/ObjStm" not in canvas.getpdfdata()


def test_its_outline_counts_branches_twice(canvas):
    """ISO 32000-1:2008, 12.3.3, table 152: entries that are seen, of which this is one.

    The outline of our files is reportlab's; this number of it is put right.
    """
    canvas.bookmarkPage("a")
    canvas.bookmarkPage("b")
    canvas.addOutlineEntry("Branch", "a", 0, closed=1)
    canvas.addOutlineEntry("Leaf", "b", 1)

    with pikepdf.open(io.BytesIO(canvas.getpdfdata())) as file:
        assert file.Root.Outlines.First.Count == -1
        assert file.Root.Outlines.Count == 2
