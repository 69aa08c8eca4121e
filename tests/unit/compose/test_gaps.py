"""The gap list: each item that a reason names is a link, at first with its page."""

from datetime import date

from evidence_builder.compose import anchors
from evidence_builder.compose.sections.gaps import linked
from evidence_builder.coverage.conditions import Pieces
from evidence_builder.coverage.reason import Reason
from evidence_builder.document.inlines import PageOf, Reference, Text


def link(number):
    return Reference((Text(number),), anchors.item(number))


def test_an_item_is_a_link_and_its_page_is_said_once():
    reason = Reason("claimed", ("E1", "E2"), accepted=("E1",))

    assert linked(reason) == (
        Text("Claimed by "),
        link("E1"),
        Text(" on "),
        PageOf(anchors.item("E1")),
        Text(" and "),
        link("E2"),
        Text(" on "),
        PageOf(anchors.item("E2")),
        Text("; accepted so far: "),
        link("E1"),
        Text("."),
    )


def test_a_reason_that_names_no_item_is_a_sentence():
    reason = Reason("pieces", needed=2, dates=(date(2026, 3, 2),), asked=(Pieces(2),))

    assert linked(reason) == (
        Text("Needs at least two pieces of evidence; so far none"),
        Text("."),
    )
