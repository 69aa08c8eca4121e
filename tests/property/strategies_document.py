"""Documents of any shape, for laws that every document obeys."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from evidence_builder.document.blocks import (
    AttachedPage,
    Cell,
    CodeBlock,
    Column,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    FormField,
    FormLine,
    Heading,
    Image,
    ListBlock,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from evidence_builder.document.inlines import (
    Break,
    Code,
    Emphasis,
    Flag,
    Link,
    PageOf,
    Reference,
    Strong,
    Text,
)
from evidence_builder.document.pdf_page import Rectangle
from tests.documents import drawn, jpeg, png

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
sizes = st.floats(0.1, 14400.0)
drawn_pages = st.builds(
    lambda width, height, above, below: drawn(width, height, above=above, below=below),
    sizes,
    sizes,
    st.floats(0.0, 60.0),
    st.floats(0.0, 60.0),
)
edges = st.floats(-50.0, 1000.0)
attached_pages = st.builds(
    AttachedPage,
    drawn_pages,
    st.text(max_size=3),
    inlines,
    st.just(""),
    st.lists(
        st.tuples(
            st.builds(Rectangle, edges, edges, edges, edges), st.sampled_from(ANCHORS)
        ),
        max_size=2,
    ).map(tuple),
    outlined=st.booleans(),
    level=st.integers(1, 4),
)
simple = st.one_of(
    attached_pages,
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
    numbers = count()
    return Document(
        title=draw(st.text(max_size=5)),
        blocks=tuple(_named(part, numbers) for part in parts),
        header_left=draw(TEXT),
        header_right=draw(TEXT),
    )


def _named(block, numbers):
    """Return a block in which every attached page has an anchor of its own."""
    match block:
        case AttachedPage():
            return replace(block, anchor=f"page {next(numbers)}")
        case Quotation(blocks):
            return Quotation(tuple(_named(one, numbers) for one in blocks))
        case ListBlock(items):
            return replace(
                block,
                items=tuple(
                    tuple(_named(one, numbers) for one in item) for item in items
                ),
            )
        case Table():
            return replace(
                block,
                rows=tuple(_named_row(row, numbers) for row in block.rows),
                head=tuple(_named_row(row, numbers) for row in block.head),
            )
        case _:
            return block


def _named_row(row, numbers):
    cells = tuple(
        replace(cell, blocks=tuple(_named(one, numbers) for one in cell.blocks))
        for cell in row.cells
    )
    return replace(row, cells=cells)
