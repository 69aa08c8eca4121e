"""Evidence numbers as links, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.compose import anchors
from evidence_builder.document.blocks import PageOf, Reference, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.document.blocks import Inline


def item_references(numbers: Iterable[str], *, page: bool = False) -> Iterator[Inline]:
    """Return evidence numbers with commas between, each a link to its sheet.

    With ``page``, each is followed by the page on which its sheet begins.
    """
    for place, number in enumerate(numbers):
        if place:
            yield Text(", ")
        target = anchors.item(number)
        yield Reference((Text(number),), target)
        if page:
            yield Text(" on ")
            yield PageOf(target)
