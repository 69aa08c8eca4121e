"""What became of a file crosses a pipe and a disk unharmed, or not at all."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_builder.attachments.content import Content, Copy, Note, Page, Refusal
from evidence_builder.attachments.run.wire import DamagedError, pack, unpack
from evidence_builder.document import blocks
from evidence_builder.document.blocks import (
    Cell,
    CodeBlock,
    Column,
    Figure,
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
    Link,
    PageOf,
    Strong,
    Text,
)
from evidence_builder.document.pdf_page import (
    PageLink,
    PdfObject,
    PdfObjects,
    Rectangle,
)


def rows(of, most=3):
    return st.lists(of, max_size=most).map(tuple)


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-999, 9999)
sizes = st.floats(1, 20_000) | st.integers(1, 20_000)
images = st.builds(
    Image,
    st.binary(max_size=50),
    st.sampled_from(["png", "jpeg"]),
    st.integers(1, 9999),
    st.integers(1, 9999),
    numbers,
)
inlines = st.recursive(
    st.builds(Text, texts) | st.builds(Code, texts) | st.builds(Break),
    lambda inner: (
        st.builds(Strong, rows(inner))
        | st.builds(Emphasis, rows(inner))
        | st.builds(Link, rows(inner), texts)
    ),
    max_leaves=4,
)


def around(inner):
    cells = st.builds(Cell, rows(inner), st.integers(1, 3), st.just("gap"))
    table_rows = st.builds(Row, rows(cells), heading=st.booleans())
    columns = st.builds(Column, numbers, st.sampled_from(["left", "right"]))
    return (
        st.builds(ListBlock, rows(rows(inner)), st.booleans(), st.integers())
        | st.builds(Quotation, rows(inner))
        | st.builds(Table, rows(columns), rows(table_rows), rows(table_rows), texts)
    )


some_blocks = st.recursive(
    st.builds(Heading, st.integers(1, 4), rows(inlines), outlined=st.booleans())
    | st.builds(Paragraph, rows(inlines), st.sampled_from(["body", "small"]))
    | st.builds(CodeBlock, texts)
    | st.builds(Figure, images, texts, rows(inlines))
    | st.just(PageBreak()),
    around,
    max_leaves=5,
)


@st.composite
def contents(draw):
    count = draw(st.integers(0, 4))
    places = st.integers(0, count - 1) if count else st.nothing()
    pieces = st.binary(max_size=30) | places if count else st.binary(max_size=30)
    objects = draw(
        st.lists(
            st.builds(PdfObject, rows(pieces), st.none() | st.binary(max_size=200)),
            min_size=count,
            max_size=count,
        )
    )
    links = st.builds(
        PageLink,
        st.builds(Rectangle, numbers, numbers, numbers, numbers),
        st.integers(1, 9),
    )
    pages = st.builds(
        Page,
        st.integers(1, 999),
        sizes,
        sizes,
        st.none() | places if count else st.none(),
        numbers,
        numbers,
        rows(links),
        texts,
        st.none() | images,
    )
    return Content(
        draw(rows(pages)),
        draw(st.integers(0, 999)),
        PdfObjects(tuple(objects)),
        draw(rows(some_blocks)),
        draw(texts),
        draw(rows(st.tuples(texts, texts))),
        draw(texts),
        draw(rows(st.builds(Note, texts, texts, texts))),
    )


outcomes = contents() | st.builds(Refusal, texts, texts) | st.builds(Copy, st.binary())

SAMPLE = Content(
    (
        Page(
            1,
            595.0,
            842.0,
            1,
            links=(PageLink(Rectangle(1, 2, 3, 4), 1),),
            words="Minutes",
        ),
        Page(2, 595, 842, picture=Image(b"\x89PNG", "png", 3, 4)),
    ),
    2,
    PdfObjects((PdfObject((b"<< /A ", 1, b" >>\xff")), PdfObject((b"<<>>",), b"q Q"))),
    (ListBlock(((Paragraph((Text("a"), Strong((Text("b"),)))),),)),),
    particulars=(("Comment on p. 1", "Please sign"),),
    seconds=151,
    notes=(Note("file-cut", "is long"),),
)


def solid(outcome):
    """Return an outcome whose streams are bytes, as a converter makes them."""
    if not isinstance(outcome, Content):
        return outcome
    objects = tuple(
        one if one.stream is None else one._replace(stream=bytes(one.stream))
        for one in outcome.pool.objects
    )
    return outcome._replace(pool=PdfObjects(objects))


def same(one, other):
    """Whether two outcomes are equal in every part, and of the same types."""
    return one == other and repr(solid(one)) == repr(solid(other))


@given(outcomes)
def test_what_was_packed_comes_out_again(outcome):
    packed = pack(outcome)
    assert same(unpack(packed), outcome)
    assert pack(unpack(packed)) == packed


@settings(max_examples=300)
@given(outcomes, st.data())
def test_random_damage_is_damage_and_nothing_else(outcome, data):
    packed = bytearray(pack(outcome))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(packed)))
        packed[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.binary(max_size=3)
        )
    try:
        found = unpack(bytes(packed))
    except DamagedError:
        return
    # What is not noticed is exactly what something else would be packed as.
    assert pack(found) == packed


@given(st.binary(max_size=400))
def test_anything_else_is_damage(data):
    with pytest.raises(DamagedError):
        unpack(data)


@pytest.mark.parametrize("cut", range(0, 357, 5))
def test_a_cut_off_content_is_damage(cut):
    packed = pack(SAMPLE)
    assert cut < len(packed)
    for data in (packed[:cut], packed + b"\x00" * (cut + 1)):
        with pytest.raises(DamagedError):
            unpack(data)


def spelled(change):
    """Return the sample with its head changed, all lengths being right."""
    packed = pack(SAMPLE)
    start = packed.index(b'["Content"')
    length = int.from_bytes(packed[start - 8 : start])
    head = change(packed[start : start + length].decode()).encode()
    return packed[: start - 8] + len(head).to_bytes(8) + head + packed[start + length :]


def test_the_sample_can_be_changed():
    assert same(unpack(spelled(lambda head: head)), SAMPLE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"Content"', '"Document"'),
        ("595.0", '"595.0"'),
        ("595.0", "true"),
        ("595.0", "NaN"),
        ("595.0", "1e999"),
        ("595.0", "-1.0"),
        ("595.0", "595.00"),
        ("595.0", "9" * 9000),
        ('[["<< /A ",1,', '[["<< /A ",7,'),
        ('[["<< /A ",1,', '[["<< /A ",-1,'),
        ('[["<< /A ",1,', '[["<< /A ",1.0,'),
        ('[["<< /A ",1,', '[["<< \u0142 ",1,'),
        ('"png"', '"exe"'),
        ('"png"', '["png"]'),
        ('"ListBlock"', '"AttachedPage"'),
        ('"ListBlock"', '"Cell"'),
        ('"ListBlock"', '["ListBlock"]'),
        ('"Minutes"', "null"),
        ('"Minutes"', '"\\ud800"'),
        ('"Minutes"', '"\\u004dinutes"'),
        ('"Comment on p. 1",', '"Comment on p. 1","twice",'),
        (",", ", "),
    ],
)
def test_a_head_that_says_anything_else_is_damage(before, after):
    with pytest.raises(DamagedError):
        unpack(spelled(lambda head: head.replace(before, after, 1)))


@pytest.mark.parametrize("deep", [100, 1_000, 100_000])
def test_a_head_that_is_too_deep_is_damage(deep):
    with pytest.raises(DamagedError):
        unpack(spelled(lambda _: "[" * deep + "]" * deep))
    nested = '["Quotation",[[' * deep + "]]]" * deep
    content = json.dumps(["Content", [[], 0, [[]], ["X"], "", [], "", []]])
    with pytest.raises(DamagedError):
        unpack(spelled(lambda _: content.replace(" ", "").replace('"X"', nested)))


@pytest.mark.parametrize(
    "content",
    [
        Content(blocks=(blocks.FormLine(()),)),
        Content(blocks=(blocks.Contents(()),)),
        Content(blocks=(Paragraph((PageOf("E1"),)),)),
        Content(blocks=(Heading(1, (Text("a"),), "item-E1"),)),
        Content(blocks=[Paragraph(())]),
        Content(particulars=(["Duration", "2:31"],)),
        Content(way=b"As text"),
        Content((Page(1, float("nan"), 1),)),
        "Content",
    ],
)
def test_what_a_converter_may_not_make_is_not_packed(content):
    with pytest.raises(ValueError, match=r"\w"):
        pack(content)


def test_blocks_too_deep_within_each_other_are_not_packed():
    block = Paragraph((Text("deep"),))
    for _ in range(40):
        block = Quotation((block,))
    assert same(unpack(pack(Content(blocks=(block,)))), Content(blocks=(block,)))
    for _ in range(40):
        block = Quotation((block,))
    with pytest.raises(ValueError, match="deep"):
        pack(Content(blocks=(block,)))


def test_half_a_letter_becomes_a_question_mark():
    assert unpack(pack(Content(markdown="a\ud83d b"))).markdown == "a? b"
