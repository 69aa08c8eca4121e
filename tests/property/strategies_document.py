"""Documents of any shape, for laws that every document obeys."""

from __future__ import annotations

from hypothesis import strategies as st

from evidence_builder.document.blocks import (
    Break,
    Cell,
    Code,
    CodeBlock,
    Column,
    Contents,
    ContentsEntry,
    Document,
    Emphasis,
    Figure,
    Flag,
    FormField,
    FormLine,
    Heading,
    Image,
    Link,
    ListBlock,
    PageBreak,
    PageOf,
    Paragraph,
    Quotation,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from tests.documents import jpeg, png

ANCHORS = ("first", "second", "last")
TONES = st.sampled_from(["plain", "gap", "part", "done", "muted"])
ALPHABET = "ab Zż-.,/ \u00a0Ωé\u0301文、「한☃שm\u200b\n"
TEXT = st.one_of(
    st.text(ALPHABET, max_size=30),
    st.text(max_size=4),
    st.sampled_from(["word " * 60, "x" * 300, "漢字" * 40, ""]),
)
SHARE = st.floats(0.0, 8.0)

leaves = st.one_of(
    st.builds(Text, TEXT),
    st.builds(Code, TEXT),
    st.builds(Flag, TEXT, TONES),
    st.builds(
        PageOf, st.sampled_from(ANCHORS), st.sampled_from(["", "p. ", "see p. "])
    ),
    st.just(Break()),
)


def _nested_inlines(inner):
    group = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Strong, group),
        st.builds(Emphasis, group),
        st.builds(Link, group, st.sampled_from(["https://a.example/é(", "file:///x"])),
        st.builds(Reference, group, st.sampled_from(ANCHORS)),
    )


inlines = st.lists(st.recursive(leaves, _nested_inlines, max_leaves=4), max_size=4).map(
    tuple
)

ROLES = st.sampled_from(["body", "small", "lead", "title", "subtitle", "caption"])
pictures = st.sampled_from(
    [
        png(),
        png(9, 900, colour=False),
        jpeg(),
        Image(b"", "png", 0, 0),
        Image(b"\xff\xd8nothing", "jpeg", 5, 5, 0.0),
    ]
)
simple = st.one_of(
    st.builds(Paragraph, inlines, ROLES),
    st.builds(
        Heading, st.integers(1, 4), inlines, anchor=st.none(), outlined=st.booleans()
    ),
    st.builds(Figure, pictures, st.text(max_size=3), inlines),
    st.builds(
        FormLine,
        st.lists(st.builds(FormField, TEXT, TEXT, SHARE), max_size=3).map(tuple),
    ),
    st.builds(CodeBlock, TEXT),
    st.just(PageBreak()),
    st.builds(
        Contents,
        st.lists(
            st.builds(
                ContentsEntry, st.integers(1, 4), inlines, st.sampled_from(ANCHORS)
            ),
            max_size=3,
        ).map(tuple),
    ),
)


def _nested_blocks(inner):
    group = st.lists(inner, max_size=3).map(tuple)
    cells = st.builds(Cell, group, st.integers(1, 3), TONES)
    rows = st.builds(
        Row,
        st.lists(cells, max_size=3).map(tuple),
        anchor=st.none(),
        tone=TONES,
        heading=st.booleans(),
    )
    columns = st.builds(Column, SHARE, st.sampled_from(["left", "right", "centre"]))
    return st.one_of(
        st.builds(ListBlock, st.lists(group, max_size=3).map(tuple), st.booleans()),
        st.builds(Quotation, group),
        st.builds(
            Table,
            st.lists(columns, max_size=3).map(tuple),
            st.lists(rows, max_size=4).map(tuple),
            st.lists(rows, max_size=1).map(tuple),
            look=st.sampled_from(["ruled", "fields", "boxed"]),
        ),
    )


blocks = st.lists(st.recursive(simple, _nested_blocks, max_leaves=6), max_size=6)


@st.composite
def documents(draw):
    """Return a document in which every anchor of ``ANCHORS`` exists."""
    parts = [Heading(1, (Text("First"),), "first")]
    parts += draw(blocks)
    parts.append(Table((), (Row((Cell(),), "second"),)))
    parts += draw(blocks)
    parts.append(Paragraph((Text("Last"),), anchor="last"))
    return Document(
        title=draw(st.text(max_size=5)),
        blocks=tuple(parts),
        header_left=draw(TEXT),
        header_right=draw(TEXT),
    )
