"""Words of a mail without what nobody means to write. Pure."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 2_000
"""The most characters of one line of the head."""

# Signs of direction too, which can turn a file's ending round: UAX #9, 2.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufeff\ufffe\uffff]"
)
# All that Unicode counts as a new line: The Unicode Standard, 5.8.
_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return a text whose lines end alike, without control characters."""
    return _CONTROL.sub("", _NEW_LINE.sub("\n", text))


def clean_line(text: str) -> str:
    """Return a text as one line of sensible length."""
    line = " ".join(clean(text).split())
    if len(line) <= _LONGEST:
        return line
    kept, comma, _ = line[:_LONGEST].rpartition(", ")
    return f"{kept if comma else line[:_LONGEST]} …"
