"""Marked content is taken out of operators, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.attachments.pdf.marked_content import (
    has_marked_content,
    without_marked_content,
)


def lean(content, hidden=()):
    found = without_marked_content(content, hidden)
    return None if found is None else b" ".join(found.split())


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"/P <</MCID 0>> BDC 1 0 0 rg EMC", b"1 0 0 rg"),
        (b"/P<</MCID 0>>BDC\n0 0 9 9 re f\nEMC", b"0 0 9 9 re f"),
        (b"/Artifact BMC f EMC S", b"f S"),
        (b"/Span <</ActualText (a \\) EMC) /E <</X [1 2]>>>> BDC f EMC", b"f"),
        (b"/Span <</ActualText <FEFF0041>>> BDC f EMC", b"f"),
        (b"/OC /MC0 BDC /X Do EMC", b"/X Do"),
        (b"/P % why\n /MC0 % not\n BDC f EMC", b"f"),
        (b"f EMC EMC S", b"f S"),
        (b"/M MP /M /N DP /M <<>> DP f", b"f"),
    ],
)
def test_marks_are_taken_out(content, left):
    assert lean(content) == left


@pytest.mark.parametrize(
    "content",
    [
        b"(/P BMC EMC) Tj",
        b"(a (b (c) EMC) \\) BMC) Tj",
        b"[(BDC) -3 (EMC)] TJ",
        b"<BDC0> Tj",
        b"% /P BMC EMC\nf",
        b"/EMC Do",
        b"/BMCX gs /EMC 9 Tf",
        b"BI /W 4 /H 1 /BPC 8 /CS /G ID EMC EI f",
        b"BI /W 9 /H 1 /F /Fl ID \x00 EI\xff EMC \x01\x02 EI\nQ",
        b"1 0 0 1 5.5 -3 cm .5 w [3 2] 0 d q Q",
        b"{1 add} ' \"",
        b"T* f* W* (\\",
    ],
)
def test_what_only_looks_like_a_mark_stays(content):
    found = without_marked_content(content)

    assert found is None or found == content


def test_what_cannot_be_understood_is_left_alone():
    assert without_marked_content(b"f ) EMC") is None
    assert without_marked_content(b"BI /W 1 ID never ends EMC") is None
    assert without_marked_content(b"BDC f") is None


def test_a_quick_look_says_whether_there_may_be_marks():
    assert has_marked_content(b"/P BMC EMC")
    assert not has_marked_content(b"q 1 0 0 rg 0 0 9 9 re f Q")


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"/OC /A BDC 1 0 0 rg 0 0 9 9 re f EMC S", b"1 0 0 rg 0 0 9 9 re n S"),
        (b"/OC /A BDC q 1 0 0 1 9 9 cm /X Do Q EMC /X Do", b"q 1 0 0 1 9 9 cm Q /X Do"),
        (b"/OC /A BDC (secret) Tj <41> Tj EMC", b"() Tj () Tj"),
        (b"/OC /A BDC BI /W 1 ID x EI EMC f", b"f"),
        (b"/OC /A BDC /P BMC f EMC f EMC f", b"n n f"),
        (b"/OC /B BDC f EMC", b"f"),
        (b"/P /A BDC f EMC", b"f"),
    ],
)
def test_hidden_layers_draw_nothing_and_set_what_they_set(content, left):
    assert lean(content, {b"/A"}) == left


SAFE = st.sampled_from(
    (b"q", b"Q", b"1 0 0 rg", b"(a\\)b) Tj", b"[(x)5(y)] TJ", b"<0a> Tj", b"/X Do")
) | st.sampled_from((b"%c\n", b"0 0 5 5 re", b"f", b"BT", b"ET", b"/F1 9 Tf", b"T*"))
MARKS = st.sampled_from(
    [b"/P <</MCID 1>> BDC", b"/P BMC", b"EMC", b"/S /N BDC", b"/M MP", b"/M /N DP"]
)


@given(st.lists(st.one_of(SAFE, MARKS)))
def test_marks_go_and_everything_else_stays(parts):
    marks = {
        b"/P <</MCID 1>> BDC",
        b"/P BMC",
        b"EMC",
        b"/S /N BDC",
        b"/M MP",
        b"/M /N DP",
    }
    content = b" ".join(parts)
    kept = b" ".join(part for part in parts if part not in marks)

    assert lean(content) == b" ".join(kept.split())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_to_an_end(content):
    found = without_marked_content(content + b" EMC")

    assert found is None or isinstance(found, bytes)
