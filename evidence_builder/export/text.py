"""Words as a spreadsheet may hold them: in its cells, and as names of its sheets.

The only place where a learner's words are made harmless for a spreadsheet.
"""

from __future__ import annotations

import re

from evidence_builder.wording.documents import export as words

MOST = 32_767
"""The most that Excel holds in a cell, in UTF-16 units.

Microsoft, "Excel specifications and limits": characters that a cell can contain.
"""

# XML 1.0 (fifth edition), 2.2, production [2] "Char".
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# OWASP, "CSV Injection", and CWE-1236: spreadsheets take a cell that begins so for a
# formula; some of them also take the wide forms of Chinese and Japanese keyboards.
_BEGINS_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - the wide forms are meant
_MISTAKEN = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - as above

LONGEST_NAME = 31
"""The longest name of a sheet, in UTF-16 units.

[MS-OI29500] 2.1.578, on ECMA-376 Part 1, 18.2.19 "sheet".
"""

# Those that Excel refuses (ECMA-376 Part 1, 18.17, sheet-name), control characters,
# and # because links have a use for it.
_REFUSED = re.compile("[\\[\\]:*?/\\\\#\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
# Microsoft, "Rename a worksheet": Excel uses this one itself.
_RESERVED = frozenset({"history"})


def held(text: str) -> str:
    """Return text as a cell can hold it: no control characters, not too long.

    What XML 1.0 cannot hold becomes U+FFFD; a text that is cut says so at its end.
    """
    if text.isascii() and text.isprintable() and len(text) <= MOST:
        return text
    text = _ILLEGAL.sub("\ufffd", text)
    # No character takes more than two units.
    if 2 * len(text) <= MOST or _units(text) <= MOST:
        return text
    ending = words.cut()
    room = 2 * MOST - len(ending.encode("utf-16-le"))
    kept = text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore")
    return kept + ending


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula when it is typed."""
    return _BEGINS_FORMULA.match(text) is not None


def disarmed(text: str) -> str:
    """Return text for a CSV file, with an apostrophe before what begins a formula.

    The remedy of CWE-1236 and of OWASP ASVS 5.0, 1.2.10.
    Text that begins with apostrophes and then so gets one more, so that taking one
    away always gives what was written.
    """
    text = held(text)
    return f"'{text}" if _MISTAKEN.match(text) else text


class SheetNames:
    """Gives every sheet a name of its own; case makes no difference to Excel.

    [MS-OI29500] 2.1.578, d.
    """

    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def give(self, wanted: str) -> str:
        """Return a name as near to the wanted one as can be: A-506-1821."""
        # An apostrophe may stand within a name and not at its ends.
        plain = _REFUSED.sub("-", wanted).strip("' ") or words.sheet_unit()
        name, number = _cut(plain, LONGEST_NAME), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = _cut(plain, LONGEST_NAME - len(ending)) + ending
        self._taken.add(name.casefold())
        return name


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(name: str, most: int) -> str:
    units = name.encode("utf-16-le")[: 2 * most]
    return units.decode("utf-16-le", errors="ignore").rstrip("' ")
