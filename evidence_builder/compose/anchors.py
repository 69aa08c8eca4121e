"""Names of the places that cross-references lead to; given once, used everywhere."""

from __future__ import annotations

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


def file(number: str, place: int) -> str:
    """Return the anchor of a file of an item, by its place from 0."""
    return f"file:{number}:{place}"


def page(number: str, place: int, page_number: int) -> str:
    """Return the anchor of a page of a file, numbered as in the file."""
    return f"page:{number}:{place}:{page_number}"
