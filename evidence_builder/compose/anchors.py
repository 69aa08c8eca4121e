"""Names of the places that cross-references lead to; given once, used everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.inlines import PageOf, Reference, Text

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
        target = item(number)
        yield Reference((Text(number),), target)
        if page:
            yield Text(" on ")
            yield PageOf(target)
