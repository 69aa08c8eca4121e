"""The date that stands in the files that are made."""

from __future__ import annotations

import os
from datetime import UTC, datetime

_FIXED = datetime(2000, 1, 1, tzinfo=UTC)


def build_date() -> datetime:
    """Return the date that stands in a file, in UTC: never today's by itself.

    Whoever wants a date sets ``SOURCE_DATE_EPOCH``, as reproducible builds do
    (reproducible-builds.org).
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return _FIXED
