"""Nothing of a PDF is active, leads anywhere, or speaks of its author."""

import zlib

import pytest

from evidence_builder.attachments.pdf.page_file import plain_pdf
from tests.pdf_files import SQUARE, ink, one_page, painted, redrawn, stream, taken

SCRIPT = b"<</S/JavaScript/JS(app.alert\\(canary\\))>>"


def form(keys=b"", content=SQUARE):
    return stream(content, b"/Subtype/Form/BBox[0 0 200 300]" + keys)


@pytest.mark.parametrize(
    "root",
    [
        b"/OpenAction" + SCRIPT,
        b"/AA<</WC" + SCRIPT + b">>",
        b"/Names<</JavaScript<</Names[(a)" + SCRIPT + b"]>>>>",
        b"/AcroForm<</Fields[<</T(a)>>]/XFA(canary)>>/Metadata 10 0 R",
        b"/OpenAction<</S/Launch/F(canary.exe)>>",
        b"/OpenAction<</S/URI/URI(http://canary.example)>>",
    ],
)
def test_what_a_file_does_when_it_is_opened_stays_behind(root):
    data = one_page(SQUARE, root=root, more={10: stream(b"canary", packed=False)})

    assert b"canary" in data
    assert b"canary" not in redrawn(data)


@pytest.mark.parametrize(
    "page",
    [
        b"/AA<</O" + SCRIPT + b">>",
        b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A" + SCRIPT + b">>]",
        b"/Annots[<</Subtype/Widget/Rect[0 0 9 9]/AA<</K" + SCRIPT + b">>>>]",
        b"/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(canary)>>>>]",
        b"/Metadata 10 0 R",
        b"/PieceInfo<</Maker<</Private(canary)>>>>",
        b"/Thumb 10 0 R",
        b"/AF[10 0 R]",
        b"/B[10 0 R]/StructParents 3/LastModified(canary)",
    ],
)
def test_what_hangs_on_a_page_beside_its_content_stays_behind(page):
    data = one_page(SQUARE, page=page, more={10: stream(b"canary", packed=False)})

    assert b"canary" in data
    assert b"canary" not in redrawn(data)


@pytest.mark.parametrize(
    "keys",
    [
        b"/Metadata 11 0 R",
        b"/PieceInfo<</Maker 11 0 R>>",
        b"/OPI<</2.0<</F(canary)>>>>",
        b"/Ref<</F(canary)/Page 0>>",
        b"/PS 11 0 R",
        b"/AF[11 0 R]/StructParent 1/LastModified(canary)",
        b"/Resources<</Properties<</P 11 0 R>>/Other 11 0 R>>",
    ],
)
def test_what_hangs_on_a_drawing_beside_its_operators_stays_behind(keys):
    data = one_page(
        b"/X Do",
        resources=b"/XObject<</X 10 0 R>>",
        more={10: form(keys), 11: stream(b"canary", packed=False)},
    )

    assert b"canary" in data
    assert b"canary" not in redrawn(data)
    assert ink(painted(redrawn(data))) == (20, 220, 60, 270)


def test_postscript_is_not_taken():
    more = {10: stream(b"canary", b"/Subtype/PS", packed=False)}
    more[11] = stream(
        b"canary", b"/Subtype/Form/Subtype2/PS/BBox[0 0 9 9]", packed=False
    )
    data = one_page(
        SQUARE + b"/X Do /Y Do", resources=b"/XObject<</X 10 0 R/Y 11 0 R>>", more=more
    )

    assert b"canary" not in redrawn(data)


def test_a_stream_in_another_file_is_never_read_and_said(tmp_path):
    other = tmp_path / "canary.txt"
    other.write_bytes(SQUARE)
    place = str(other).encode()
    image = stream(
        b"",
        b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/F(%b)" % place,
        packed=False,
    )
    data = one_page(
        SQUARE + b"/I Do", resources=b"/XObject<</I 10 0 R>>", more={10: image}
    )
    content = taken(data)

    assert [one.message for one in content.notes] == [
        "refers to other files, which are not shown"
    ]
    assert b"canary" not in plain_pdf(content)


def test_another_size_of_a_picture_stays_behind():
    keys = (
        b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Alternates[<</Image 11 0 R>>]"
    )
    more = {10: stream(b"\0", keys), 11: stream(b"canary", packed=False)}
    data = one_page(
        b"q 50 0 0 50 0 0 cm /I Do Q", resources=b"/XObject<</I 10 0 R>>", more=more
    )

    assert b"canary" not in redrawn(data)


def test_a_lock_that_locks_nothing_is_taken_off():
    content = stream(
        SQUARE,
        b"/Filter[/Crypt]/DecodeParms[<</Type/CryptFilterDecodeParms/Name/Identity>>]",
        packed=False,
    )
    data = one_page(content)

    assert b"Crypt" not in redrawn(data)
    assert ink(painted(redrawn(data))) == (20, 220, 60, 270)


def test_an_object_that_is_nested_without_end_costs_one_object():
    deep = b"[" * 200 + b"]" * 200
    data = one_page(SQUARE, resources=b"/ColorSpace<</C 10 0 R>>", more={10: deep})

    assert ink(painted(redrawn(data))) == (20, 220, 60, 270)


def test_the_operators_hold_no_structure_of_their_own():
    marked = b"/P <</MCID 0>> BDC " + SQUARE + b" EMC /Artifact BMC EMC /M /N DP"
    redrawn_page = taken(one_page(marked)).pool.objects

    drawn = b"".join(
        zlib.decompress(one.stream) for one in redrawn_page if one.stream is not None
    )
    assert SQUARE.strip() in drawn
    for mark in (b"BDC", b"BMC", b"EMC", b"DP", b"MCID", b"Artifact"):
        assert mark not in drawn
