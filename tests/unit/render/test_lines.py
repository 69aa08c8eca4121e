"""Where lines break: the quick ways of setting text say what the thorough one says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.render.layout.boxes import Hyperlink
from evidence_builder.render.layout.line_breaking import Piece, add_chunks, broken
from evidence_builder.render.layout.measure import set_lines
from evidence_builder.render.layout.runs import run_of
from evidence_builder.render.styles import STYLES

PLAIN = run_of(STYLES["body"])
BOLD = run_of(STYLES["h4"])._replace(size=PLAIN.size)
NUMBER = PLAIN._replace(link=Hyperlink(target="a"), numbered=True)

LETTERS = st.text(
    st.sampled_from("abcil AB  12·'’—–-‐\u00a0\u00ad\u200bé語、「ー\t"),  # noqa: RUF001 - what lines break at
    min_size=1,
    max_size=60,
)
PIECES = st.lists(
    st.one_of(
        st.builds(Piece, LETTERS, st.sampled_from([PLAIN, BOLD])),
        st.builds(Piece, LETTERS, st.just(BOLD), st.sampled_from(["✓", "✗"])),
        st.builds(
            Piece,
            st.sampled_from(["", "p. ", "on p. ", "E\t1 on p. "]),
            st.just(NUMBER),
        ),
    ),
    min_size=1,
    max_size=5,
)


def thoroughly(pieces, width, align):
    chunks, free = [], True
    for piece in pieces:
        free = add_chunks(chunks, piece, digits=3, free=free)
    return broken(chunks, width * 1000 / PLAIN.size + 1e-6, align)


def seen(lines):
    return [
        (
            [(round(f.x, 6), f.text, f.run) for f in line.fragments],
            line.length,
            line.numbered,
            line.lean,
        )
        for line in lines
    ]


@given(
    PIECES,
    st.sampled_from([30.0, 120.0, 481.9, 3000.0]),
    st.sampled_from(["left", "right", "centre"]),
)
def test_every_way_of_setting_text_gives_the_same_lines(pieces, width, align):
    assert seen(set_lines(pieces, width, align=align)) == seen(
        thoroughly(pieces, width, align)
    )


def test_signs_of_ordinary_prose_break_no_word():
    text = "at rows 2\u20133 \u00b7 WP \u00b7 25\u00a0Jun\u00a02025, as it\u2019s said"
    lines = set_lines([Piece(text, PLAIN)], 70)
    assert len(lines) > 1
    assert " ".join(f.text for line in lines for f in line.fragments) == text
