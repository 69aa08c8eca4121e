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
