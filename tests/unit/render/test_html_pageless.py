"""Documents without page numbers lead to all that they did, and say all but numbers."""

import pytest

from evidence_builder.document.blocks import Cell, Document, Paragraph, Row, Table
from evidence_builder.document.inlines import PageOf, Reference, Strong, Text
from evidence_builder.document.pageless import without_pages
from evidence_builder.document.walk import (
    own_inlines,
    plain,
    walk_blocks,
    walk_inlines,
)
from tests.documents import cell, columns, kitchen_sink, para, row, words
from tests.unit.render.test_html_samples import SAMPLES, composed

ITEM = Reference(words("E003"), "item")


def changed(*inlines):
    """Return a paragraph without page numbers, links as Markdown has them."""
    (block,) = without_pages(Document("", (para(*inlines),))).blocks
    return "".join(shown(one) for one in block.inlines)


def shown(inline):
    match inline:
        case Reference(inlines, target):
            return f"[{plain(inlines)}]({target})"
        case Strong(inlines):
            return f"**{''.join(map(shown, inlines))}**"
        case _:
            return plain((inline,))


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((ITEM, " on ", PageOf("item")), "[E003](item)"),
        ((Strong((ITEM,)), " on ", PageOf("item"), " · x"), "**[E003](item)** · x"),
        (
            (ITEM, " on ", PageOf("item"), ", ", ITEM, " on ", PageOf("item")),
            "[E003](item), [E003](item)",
        ),
        (
            ("4 to close. Tracking sheet on ", PageOf("unit"), "."),
            "4 to close. [Tracking sheet](unit).",
        ),
        (
            (Strong(words("2 gaps")), ": see the gap list on ", PageOf("gaps"), "."),
            "**2 gaps**: [see the gap list](gaps).",
        ),
        (
            ("Pages as they are, 2 of 4 pages, ", PageOf("file")),
            "[Pages as they are, 2 of 4 pages](file)",
        ),
        (
            ("See ", ITEM, " (", PageOf("other"), ")"),
            "See [E003](item) ([there](other))",
        ),
        ((ITEM, " on ", PageOf("other")), "[E003](item) on [there](other)"),
        ((PageOf("item"),), "[there](item)"),
        (("No page at all on Monday, ",), "No page at all on Monday, "),
    ],
)
def test_the_words_before_a_page_number_lead_where_it_led(inlines, expected):
    assert changed(*inlines) == expected


def test_a_column_of_page_numbers_goes_and_cells_over_it_are_narrower():
    table = Table(
        columns(1, 2, 1),
        (
            Row((cell("A unit", span=3),), heading=True),
            row(cell(ITEM), "Minutes", cell(PageOf("item"))),
        ),
        (row("No.", "Title", "Page"),),
    )
    (found,) = without_pages(Document("", (table,))).blocks

    assert len(found.columns) == 2
    assert [len(one.cells) for one in found.head] == [2]
    assert [[one.span for one in line.cells] for line in found.rows] == [[2], [1, 1]]


def test_a_column_stays_where_nothing_else_leads_to_the_same_place():
    table = Table(columns(1, 1), (row("E003", cell(PageOf("item"))),))
    (found,) = without_pages(Document("", (table,))).blocks

    assert found.rows[0].cells[1] == Cell(
        (Paragraph((Reference((Text("there"),), "item"),)),)
    )


def targets(block):
    """Return every place that something in a block leads to."""
    return {
        inline.target
        for inner in walk_blocks((block,))
        for run in own_inlines(inner)
        for inline in walk_inlines(run)
        if isinstance(inline, Reference | PageOf)
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_every_block_of_a_sample_leads_to_all_that_it_did(name):
    document = composed(name)
    pageless = without_pages(document)

    assert any(
        isinstance(one, PageOf)
        for block in walk_blocks(document.blocks)
        for run in own_inlines(block)
        for one in walk_inlines(run)
    )
    for before, after in zip(document.blocks, pageless.blocks, strict=True):
        assert targets(after) == targets(before)


def runs(document):
    """Return every run of inlines of a document."""
    blocks = walk_blocks(document.blocks)
    return [run for block in blocks for run in own_inlines(block)]


def dangling(document):
    """Return the runs that end as if something were to follow."""
    found = map(plain, runs(document))
    return {one for one in found if one.endswith((" on ", ", ", " on", ","))}


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sample_has_a_page_number_left_or_words_that_wait_for_one(name):
    pageless = without_pages(composed(name))

    inlines = [one for run in runs(pageless) for one in walk_inlines(run)]
    assert not any(isinstance(one, PageOf) for one in inlines)
    assert dangling(pageless) <= dangling(composed(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_link_of_a_sample_says_what_it_leads_to(name):
    for run in runs(without_pages(composed(name))):
        for one in walk_inlines(run):
            if isinstance(one, Reference):
                assert plain(one.inlines).strip() not in {"", "there"}


def test_a_document_without_page_numbers_stays_as_it_is():
    once = without_pages(kitchen_sink())

    assert without_pages(once) == once
