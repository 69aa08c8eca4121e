"""What is written on a PDF and does not show on its pages is told beside them."""

import codecs

import pytest

from evidence_builder.attachments.content import Request
from evidence_builder.attachments.pdf.pages import picture_pages
from evidence_builder.attachments.run.wire import pack, unpack
from tests.pdf_files import SQUARE, one_page, pages_pdf, stream, taken

QUADS = b"/QuadPoints[10 20 50 20 10 9 50 9]"


def annotated(*annotations, more=None):
    rows = b"".join(b"<</Rect[5 5 60 60]%b>>" % one for one in annotations)
    return one_page(SQUARE, page=b"/Annots[%b]" % rows, more=more)


def told(*annotations, **more):
    return taken(annotated(*annotations, **more)).particulars


def messages(content):
    return [note.message for note in content.notes]


@pytest.mark.parametrize(
    "kind",
    [
        b"/Subtype/Text",
        b"/Subtype/Caret",
        b"/Subtype/Highlight" + QUADS,
        b"/Subtype/StrikeOut" + QUADS,
        b"/Subtype/Square",
        b"/Subtype/Ink/InkList[[1 1 9 9]]",
    ],
)
def test_what_stands_behind_a_mark_is_told_with_its_page_and_author(kind):
    data = annotated(kind + b"/Contents(Please sign)/T(Jo)")
    content = taken(data)

    assert content.particulars == (("Comment on p. 1", "Jo: Please sign"),)
    assert content.notes == ()


def test_who_has_not_said_their_name_is_not_named():
    assert told(b"/Subtype/Text/Contents(Please sign)") == (
        ("Comment on p. 1", "Please sign"),
    )


def test_typed_words_that_the_file_does_not_draw_are_told_and_found():
    content = taken(annotated(b"/Subtype/FreeText/Contents(Typed)/DA(/F1 9 Tf)"))

    assert content.particulars == (("Comment on p. 1", "Typed"),)
    assert messages(content) == [
        "has typed words on page 1 that are listed as comments, not drawn"
    ]


def test_typed_words_that_the_page_shows_are_not_told_again():
    look = stream(SQUARE, b"/Subtype/Form/BBox[0 0 60 90]")
    drawn = b"/Subtype/FreeText/Contents(Typed)/AP<</N 10 0 R>>"
    content = taken(annotated(drawn, more={10: look}))

    assert content.particulars == content.notes == ()


@pytest.mark.parametrize(
    "annotation",
    [
        b"/Subtype/Text/F 2/Contents(hidden)",
        b"/Subtype/Text/F 32/Contents(hidden)",
        b"/Subtype/Text/StateModel(Review)/State(Accepted)/Contents(Accepted)",
        b"/Subtype/Link/Contents(where it leads)",
        b"/Subtype/Popup/Contents(again)",
        b"/Subtype/FileAttachment/Contents(rota.xlsx)",
        b"/Subtype/Text/Contents( \n )",
        b"/Subtype/Text/Contents 7",
        b"/Subtype/Text",
    ],
)
def test_what_nobody_wrote_for_a_reader_is_not_told(annotation):
    assert told(annotation) == ()


def test_comments_are_told_in_the_order_of_the_pages_that_are_taken():
    note = b"/Annots[<</Subtype/Text/Rect[0 0 9 9]/Contents(Note)/T(Jo)>>]"
    content = taken(pages_pdf([SQUARE] * 3, page=note), (3, 1))

    assert [label for label, _ in content.particulars] == [
        f"Comment on p. {page.number}" for page in content.pages
    ]
    assert len(content.particulars) == 2


def test_comments_stand_on_one_line_in_any_script_without_what_is_not_seen():
    words = codecs.BOM_UTF16_BE + "Zażółć\r\ngęślą \u202ejaźń\0".encode("utf-16-be")

    assert told(b"/Subtype/Text/Contents<%b>" % words.hex().encode()) == (
        ("Comment on p. 1", "Zażółć gęślą jaźń"),
    )


def test_a_long_comment_is_cut_and_said():
    content = taken(annotated(b"/Subtype/Text/T(Jo)/Contents(%b)" % (b"word " * 99)))
    ((_, words),) = content.particulars

    assert words.endswith("…")
    assert 290 < len(words.removeprefix("Jo: ")) <= 300
    assert messages(content) == ["has long comments on page 1, which are cut"]


def test_many_comments_are_cut_and_said():
    notes = [b"/Subtype/Text/Contents(%d)" % n for n in range(60)]
    content = taken(annotated(*notes))

    assert [words for _, words in content.particulars] == [str(n) for n in range(50)]
    assert messages(content) == ["has 60 comments; the first 50 are listed"]


def test_comments_are_kept_in_the_cache_and_not_made_again_for_pictures():
    data = annotated(b"/Subtype/Text/Contents(Please sign)")
    content = taken(data)

    assert unpack(pack(content)) == content
    assert picture_pages(data, Request("minutes.pdf")).particulars == ()
