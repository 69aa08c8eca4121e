"""Names of the places that cross-references lead to; given once, used everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.build import phrased
from evidence_builder.document.inlines import PageOf, Reference, Text
from evidence_builder.wording.documents import sections as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.document.inlines import Inline

FRONT = "front"
CONTENTS = "contents"
PROFILE = "profile"
DECLARATION = "declaration"
TEAM = "team"
SUMMARY = "summary"
GAPS = "gaps"
UNITS = "units"
INDEX = "index"
EVIDENCE = "evidence"
RECORDS = "records"


def unit(key: str) -> str:
    """Return the anchor of a unit's tracking sheet."""
    return f"unit:{key}"


def row(unit_key: str, criterion: str) -> str:
    """Return the anchor of a criterion's row in its tracking sheet."""
    return f"row:{unit_key}:{criterion}"


def sign_off(key: str) -> str:
    """Return the anchor of a unit's sign-off lines."""
    return f"sign-off:{key}"


def gaps(key: str) -> str:
    """Return the anchor of a unit's part of the gap list."""
    return f"gaps:{key}"


def item(number: str) -> str:
    """Return the anchor of an evidence item's sheet."""
    return f"item:{number}"


def file(number: str, position: int) -> str:
    """Return the anchor of a file of an item, by its position from 0."""
    return f"file:{number}:{position}"


def page(number: str, position: int, page_number: int) -> str:
    """Return the anchor of a page of a file, numbered as in the file."""
    return f"page:{number}:{position}:{page_number}"


def item_references(numbers: Iterable[str], *, page: bool = False) -> Iterator[Inline]:
    """Return evidence numbers with commas between, each a link to its sheet.

    With ``page``, each is followed by the page on which its sheet begins.
    """
    for position, number in enumerate(numbers):
        if position:
            yield Text(", ")
        if page:
            yield from on_page(number, item(number))
        else:
            yield Reference((Text(number),), item(number))


def on_page(text: str, target: str) -> tuple[Inline, ...]:
    """Return words as a link, and the page where it leads."""
    link = Reference((Text(text),), target)
    return phrased(words.on_page, what=link, page=PageOf(target))
