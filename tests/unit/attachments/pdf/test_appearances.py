"""What stands on a page beside its content: layers, remarks, fields and links."""

import pytest

from evidence_builder.attachments.pdf.page_file import plain_pdf
from tests.pdf_files import (
    SQUARE,
    alike,
    ink,
    one_page,
    pages_pdf,
    painted,
    redrawn,
    stream,
    taken,
)

FRAME = b"0 0 1 rg 100 100 20 20 re f "
"""Blue, beyond the red square: from (100, 100) to (120, 120)."""
BOTH = (20, 180, 120, 270)
RED = (20, 220, 60, 270)


def seen(data):
    return ink(painted(redrawn(data)))


def layered(content, default, *, properties=b"/L 20 0 R", more=None):
    return one_page(
        content,
        resources=b"/Properties<<%b>>/XObject<</X 22 0 R>>" % properties,
        root=b"/OCProperties<</OCGs[20 0 R 21 0 R]/D<<%b>>>>" % default,
        more={
            20: b"<</Type/OCG/Name(one)>>",
            21: b"<</Type/OCG/Name(two)>>",
            22: stream(FRAME, b"/Subtype/Form/BBox[0 0 200 300]/OC 20 0 R"),
            **(more or {}),
        },
    )


LAYER = SQUARE + b"/OC /L BDC " + FRAME + b"EMC"


@pytest.mark.parametrize(
    ("default", "box"),
    [
        (b"", BOTH),
        (b"/OFF[20 0 R]", RED),
        (b"/OFF[21 0 R]", BOTH),
        (b"/BaseState/OFF", RED),
        (b"/BaseState/OFF/ON[20 0 R]", BOTH),
        (b"/BaseState/OFF/ON[21 0 R]", RED),
    ],
)
def test_layers_that_are_hidden_when_the_file_is_opened_are_not_taken(default, box):
    assert seen(layered(LAYER, default)) == box
    assert seen(layered(SQUARE + b"/X Do", default)) == box


@pytest.mark.parametrize(
    ("membership", "box"),
    [
        (b"/OCGs[20 0 R 21 0 R]", BOTH),
        (b"/OCGs[20 0 R 21 0 R]/P/AllOn", RED),
        (b"/OCGs 20 0 R", RED),
        (b"/OCGs[20 0 R]/P/AnyOff", BOTH),
        (b"/OCGs[20 0 R 21 0 R]/P/AllOff", RED),
        (b"/VE[/Not 20 0 R]", BOTH),
        (b"/VE[/And 20 0 R 21 0 R]", RED),
        (b"/VE[/Or 20 0 R[/Not 21 0 R]]", RED),
        (b"/VE 23 0 R", BOTH),
    ],
)
def test_a_layer_may_depend_on_others(membership, box):
    data = layered(
        LAYER,
        b"/OFF[20 0 R]",
        properties=b"/L<</Type/OCMD%b>>" % membership,
        more={23: b"[/And 23 0 R 23 0 R]"},
    )

    assert seen(data) == box


def test_what_a_hidden_layer_says_cannot_be_copied_and_what_it_sets_stays_set():
    content = (
        b"/OC /L BDC 0 0 1 rg BT /F1 9 Tf 9 9 Td (canary) Tj [(can)-5(ary)] TJ ET "
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI EMC 20 30 40 50 re f"
    )
    shown = painted(redrawn(layered(content, b"/OFF[20 0 R]")))

    assert ink(shown) == RED
    assert shown.getpixel((40, 250)) == (0, 0, 255)


def test_a_layer_inside_a_hidden_one_is_hidden():
    content = SQUARE + b"/OC /L BDC /Span BMC EMC " + FRAME + b"EMC"

    assert seen(layered(content, b"/OFF[20 0 R]")) == RED


LOOK = stream(b"0 0 1 rg 0 0 10 10 re f", b"/Subtype/Form/BBox[0 0 10 10]")


def remarked(keys, *, page=b"", look=LOOK):
    return one_page(
        SQUARE,
        page=b"/Annots[<</Type/Annot/Rect[100 100 120 120]%b>>]%b" % (keys, page),
        more={10: look},
    )


def test_what_a_remark_looks_like_is_drawn_where_it_stands():
    data = remarked(b"/Subtype/Stamp/AP<</N 10 0 R>>")

    assert seen(data) == BOTH
    assert alike(painted(data, scale=2, forms=True), painted(redrawn(data), scale=2))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_remark_turns_with_its_page(turn):
    data = remarked(b"/Subtype/Stamp/AP<</N 10 0 R>>", page=b"/Rotate %d" % turn)

    assert alike(painted(data, scale=2, forms=True), painted(redrawn(data), scale=2))


def test_a_look_that_is_turned_fills_its_place():
    look = stream(
        b"0 0 1 rg 0 0 10 40 re f",
        b"/Subtype/Form/BBox[0 0 10 40]/Matrix[0 1 -1 0 7 3]",
    )
    data = remarked(b"/Subtype/Stamp/AP<</N 10 0 R>>", look=look)

    assert seen(data) == BOTH


@pytest.mark.parametrize("flag", [2, 32])
def test_a_hidden_remark_stays_hidden(flag):
    assert seen(remarked(b"/Subtype/Stamp/F %d/AP<</N 10 0 R>>" % flag)) == RED


def test_a_tick_box_shows_the_state_that_it_is_in():
    states = b"/Subtype/Widget/FT/Btn/AP<</N<</Yes 10 0 R>>>>"

    assert seen(remarked(states + b"/AS/Yes")) == BOTH
    assert seen(remarked(states + b"/AS/Off")) == RED
    assert seen(remarked(states)) == RED


@pytest.mark.parametrize(
    "keys",
    [
        b"/Subtype/Highlight/QuadPoints[100 120 120 120 100 100 120 100]",
        b"/Subtype/Square/IC[0 1 0]",
        b"/Subtype/Circle/BS<</W 3>>/CA 0.5",
        b"/Subtype/Ink/InkList[[101 101 119 119][119 101 101 119]]",
    ],
)
def test_a_remark_without_a_look_is_drawn_as_readers_do(keys):
    data = remarked(keys + b"/C[0 0 1]")

    assert seen(data) != RED
    assert alike(painted(data, forms=True), painted(redrawn(data)), most=0.002)


@pytest.mark.parametrize(
    "keys",
    [
        b"/Subtype/Underline/QuadPoints[100 120 120 120 100 100 120 100]",
        b"/Subtype/StrikeOut/QuadPoints[100 120 120 120 100 100 120 100]",
        b"/Subtype/Line/L[100 100 120 120]",
        b"/Subtype/PolyLine/Vertices[100 100 120 120 100 120]",
        b"/Subtype/Polygon/Vertices[100 100 120 120 100 120]",
    ],
)
def test_lines_without_a_look_are_drawn(keys):
    box = seen(remarked(keys + b"/C[0 0 1]"))

    assert box[2] >= 119
    assert box[1] <= 200


@pytest.mark.parametrize(
    "keys",
    [
        b"/Subtype/Highlight",
        b"/Subtype/Highlight/QuadPoints[1 2 3]",
        b"/Subtype/Ink/InkList[[1][/A]null]",
        b"/Subtype/Circle/Rect[1]",
        b"/Subtype/Stamp/AP<</N 3 0 R>>",
        b"/Subtype/Stamp/AP<</N 4 0 R>>",
        b"/Subtype/Stamp/AP(none)",
        b"/Subtype/Text",
        b"/Subtype 7",
    ],
)
def test_a_remark_that_is_no_remark_costs_nothing(keys):
    assert seen(remarked(keys)) == RED


def filled(value, keys=b"", *, need=b"/NeedAppearances true"):
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V %b/DA(/F1 12 Tf 0 g)"
        b"/Rect[20 120 180 140]%b>>" % (value, keys)
    )
    return one_page(
        SQUARE,
        page=b"/Annots[10 0 R]",
        root=b"/AcroForm<<%b/Fields[10 0 R]/DR<</Font<</F1 5 0 R>>>>>>" % need,
        more={10: field, 11: LOOK},
    )


def test_a_filled_field_without_a_look_is_shown():
    data = filled(b"(Amir Shah)")

    assert seen(data)[1] < 180
    assert taken(data).notes == ()


def test_a_filled_field_is_shown_also_where_the_file_does_not_ask_for_it():
    assert seen(filled(b"(Amir Shah)", need=b""))[1] < 180


def test_a_look_that_the_file_calls_out_of_date_is_drawn_anew():
    old = b"/AP<</N 11 0 R>>"
    kept = painted(redrawn(filled(b"(Amir Shah)", old, need=b"")))
    anew = painted(redrawn(filled(b"(Amir Shah)", old)))

    assert anew.tobytes() != kept.tobytes()


def test_letters_that_a_field_cannot_show_are_said():
    content = taken(filled(b"<FEFF0141006F0064017A>"))

    assert [note.message for note in content.notes] == [
        "has form fields that cannot be shown letter for letter"
    ]


def test_an_empty_field_shows_nothing():
    assert seen(filled(b"()")) == RED


def linked(target, *, page=b"", root=b"", more=None):
    link = b"/Annots[<</Subtype/Link/Rect[20 30 60 80]%b>>]" % target
    return pages_pdf([SQUARE, SQUARE, SQUARE], page=link + page, root=root, more=more)


@pytest.mark.parametrize(
    "target",
    [
        b"/Dest[102 0 R/Fit]",
        b"/A<</S/GoTo/D[102 0 R/XYZ 0 0 0]>>",
        b"/A<</S/GoTo/D 12 0 R>>",
        b"/Dest(two)",
        b"/Dest(deep)",
        b"/Dest/Old",
        b"/A<</S/GoTo/D(two)>>",
        b"/Dest[1/Fit]",
    ],
)
def test_a_link_inside_the_file_leads_to_its_page(target):
    root = b"/Names<</Dests 10 0 R>>/Dests<</Old<</D[102 0 R/Fit]>>>>"
    more = {
        10: b"<</Kids[11 0 R 10 0 R]>>",
        11: b"<</Names[(two)<</D[102 0 R/Fit]>>(deep)12 0 R]/Kids[10 0 R 11 0 R]>>",
        12: b"[102 0 R/Fit]",
    }
    first = taken(linked(target, root=root, more=more)).pages[0]

    assert [(link.page, tuple(link.rectangle)) for link in first.links] == [
        (2, (20, 30, 60, 80))
    ]


@pytest.mark.parametrize(
    "target",
    [
        b"/A<</S/URI/URI(http://example.com)>>",
        b"/A<</S/GoToR/F(other.pdf)/D[0/Fit]>>",
        b"/A<</S/Launch/F(other.exe)>>",
        b"/A<</S/JavaScript/JS(x)>>",
        b"/A<</S/GoTo/D[9 0 R]>>",
        b"/Dest(nowhere)",
        b"/Dest[99/Fit]",
        b"/Dest[-1/Fit]",
        b"/Dest[]",
        b"/Dest 3",
        b"",
        b"/Dest[102 0 R/Fit]/F 2",
        b"/Dest[102 0 R/Fit]/Rect[1 2 3]",
        b"/Dest[102 0 R/Fit]/Rect[900 900 950 950]",
    ],
)
def test_a_link_that_leads_to_no_page_of_the_file_is_no_link(target):
    assert taken(linked(target)).pages[0].links == ()


def test_a_link_to_a_page_that_is_not_taken_is_no_link():
    content = taken(linked(b"/Dest[102 0 R/Fit]"), (1, 3))

    assert [page.links for page in content.pages] == [(), ()]


def test_links_lie_where_they_are_seen():
    turned = taken(linked(b"/Dest[102 0 R/Fit]", page=b"/Rotate 90")).pages[0]
    cropped = taken(linked(b"/Dest[102 0 R/Fit]", page=b"/CropBox[30 40 200 300]"))

    assert tuple(turned.links[0].rectangle) == (30, 140, 80, 180)
    assert tuple(cropped.pages[0].links[0].rectangle) == (0, 0, 30, 40)


def test_links_are_not_drawn():
    data = linked(b"/Dest[102 0 R/Fit]/Border[0 0 5]")

    assert ink(painted(plain_pdf(taken(data)))) == RED
