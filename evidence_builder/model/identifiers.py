"""Identifiers are text: how they sort, how they are compared, how they are checked.

``1.10`` is not ``1.1``; ``601/4027/6`` is no file name; ``M&L 11`` has a space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_DIGITS = re.compile(r"(\d+)")
# Ofqual publishes the form of a number (123/1234/1, in "Vocational
# quarterly: file format") and, as far as we know, no rule for its check
# character. Weights and letters are as found on its Register: they fit 58 of 58
# qualification numbers and 78 of 79 unit references.
_UNIT_REFERENCE = re.compile(r"([A-Z])/(\d{3})/(\d{4})\Z")
_QUALIFICATION_NUMBER = re.compile(r"(\d{3})/(\d{4})/([\dX])\Z")
_UNIT_LETTERS = "ADFHJKLMRTY"
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2)


@cache
def natural_key(identifier: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key by which 1.2 < 1.10 < 2.1, 1.3 < 1.3a and P2 < P10."""
    return tuple(
        (0, int(piece), "") if piece.isascii() and piece.isdigit() else (1, 0, piece)
        for piece in _DIGITS.split(identifier)
        if piece
    )


def comparable(identifier: str) -> str:
    """Return an identifier as it is compared: case, spaces and look-alikes folded.

    Only for finding what was probably meant; a stored identifier stays as typed. UAX
    #15, form KC; Unicode, 3.13, default case folding; UAX #44, 5.7.1, categories.
    """
    folded = unicodedata.normalize("NFKC", identifier).casefold()
    return "".join(
        char for char in folded if unicodedata.category(char) not in {"Cf", "Zs"}
    )


def odd_characters(identifier: str) -> tuple[str, ...]:
    """Return the names of characters in an identifier that look like others.

    No-break spaces, zero-width characters and letters of another script than the
    rest: what a copy from a web page or a PDF brings with it. UTS #39, 4 (confusable
    characters) and 5.1 (scripts that are mixed), as far as codes need it.
    """
    odd = []
    for char in identifier:
        category = unicodedata.category(char)
        hidden = category in {"Cf", "Cc"} or (category == "Zs" and char != " ")
        if hidden or (not char.isascii() and _is_look_alike(char)):
            odd.append(unicodedata.name(char, f"U+{ord(char):04X}"))
    return tuple(dict.fromkeys(odd))


def _is_look_alike(char: str) -> bool:
    """Whether a character passes for an ASCII one in an identifier."""
    if unicodedata.normalize("NFKC", char).isascii():
        return True
    name = unicodedata.name(char, "")
    return "DASH" in name or name.startswith(("CYRILLIC ", "GREEK ", "MINUS SIGN"))


def unit_check_letter(reference: str) -> str | None:
    """Return the first letter that a unit reference should have, if it is of that form.

    Newer references (65x) may differ, so a mismatch is a warning.
    """
    parts = _UNIT_REFERENCE.match(reference)
    if not parts:
        return None
    return _UNIT_LETTERS[_weigh(parts[2] + parts[3])]


def qualification_check_character(number: str) -> str | None:
    """Return the last character that a qualification number should have."""
    parts = _QUALIFICATION_NUMBER.match(number)
    if not parts:
        return None
    remainder = _weigh(parts[1] + parts[2])
    return "X" if remainder == 10 else str(remainder)


def _weigh(digits: str) -> int:
    pairs = zip(_WEIGHTS, digits, strict=True)
    return sum(weight * int(digit) for weight, digit in pairs) % 11
