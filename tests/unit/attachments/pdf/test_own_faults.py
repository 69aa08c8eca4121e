"""A mistake in the reader of PDFs is told as one, and damage as damage."""

import pytest

from evidence_builder.attachments.content import Request
from evidence_builder.attachments.pdf import (
    annotations,
    form_xobject,
    object_pool,
    streams,
)
from evidence_builder.attachments.pdf.archive import faults, operators
from evidence_builder.attachments.pdf.archive.pages import archive_pages
from evidence_builder.attachments.pdf.pages import convert
from evidence_builder.attachments.run.child import FAILED, answer
from tests.pdf_files import SQUARE, one_page, stream, taken

REQUEST = Request("minutes.pdf")
PAGE = one_page(
    b"<<>>",
    page=b"/Annots[<</Subtype/Highlight/Rect[0 0 9 9]/QuadPoints[0 9 9 9 0 0 9 0]>>]",
    resources=b"/XObject<</X 10 0 R>>",
    more={
        4: b"[11 0 R 12 0 R]",
        10: stream(b"0 0 9 9 re f ", b"/Subtype/Form/BBox[0 0 9 9]"),
        11: stream(b"q "),
        12: stream(b"/X Do Q "),
    },
)
"""A page with all that the mistakes are in the way of."""


def lacks_an_argument(_first, _second, _third, _fourth, _fifth, _sixth):
    """Stand for a function that is called wrongly."""


def asks_nothing(*_given):
    """Stand for a function that takes None for an object."""
    return None.key


def names_nothing(*_given):
    """Stand for a function with a slip of the pen."""
    return undefined  # noqa: F821 - that is the mistake


MISTAKES = {
    "where a page lies": (form_xobject, "page_space", convert),
    "what draws a page": (form_xobject, "content_of", convert),
    "the objects of a page": (object_pool, "_joined", convert),
    "how objects are packed": (object_pool, "packed_of", convert),
    "how large a stream is": (streams, "_content", convert),
    "what stands on a page": (annotations, "plain_appearance", convert),
    "a page in an archive": (faults, "_check_filters", archive_pages),
    "operators in an archive": (operators, "_parsed", archive_pages),
}


@pytest.mark.parametrize(
    ("mistake", "kind"),
    [
        (lacks_an_argument, "TypeError"),
        (asks_nothing, "AttributeError"),
        (names_nothing, "NameError"),
    ],
)
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_of_ours_is_not_called_damage(monkeypatch, name, mistake, kind):
    """The stand-in is in the package's own name, as its functions are."""
    module, function, converter = MISTAKES[name]
    code = mistake.__code__.replace(co_filename=module.__file__)
    monkeypatch.setattr(mistake, "__code__", code)
    monkeypatch.setattr(module, function, mistake)

    outcome, fault = answer("pdf", REQUEST, PAGE, lambda _: converter)

    assert outcome == FAILED
    assert fault.decode().startswith(f"{kind} in ")


ODD = "it is drawn in a way that the standard does not know"
TYPE_3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 0"
    b"/LastChar 0/Widths[9]/Encoding<</Differences[0/a]>>/CharProcs %b>>"
)


@pytest.mark.parametrize(
    ("content", "glyphs"),
    [
        (b"/F1 Tf ", b"<<>>"),
        (b"1 q Q ", b"<<>>"),
        (b"[word] TJ ", b"<<>>"),
        (b"BT /F1 9 Tf (a) Tj ET ", b"[1 2]"),
        (b"BT /F1 9 Tf (a) Tj ET ", b"<</a 1>>"),
        (b"BT /F1 9 Tf (a) Tj ET ", b"<</a<<>>>>"),
    ],
    ids=[
        "few operands",
        "many operands",
        "a word",
        "no glyphs",
        "a number",
        "no stream",
    ],
)
def test_operators_that_are_not_as_they_should_be_are_no_mistake_of_ours(
    content, glyphs
):
    data = one_page(SQUARE + content, more={5: TYPE_3 % glyphs})

    assert any(ODD in note.message for note in archive_pages(data, REQUEST).notes)


def test_what_cannot_be_read_is_still_damage():
    """The second stream of the page is a number."""
    data = one_page(b"<<>>", more={4: b"[10 0 R 7]", 10: stream(SQUARE)})

    assert any("is damaged" in note.message for note in taken(data).notes)
