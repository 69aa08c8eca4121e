"""Names of sheets that Excel accepts."""

from __future__ import annotations

import re

MOST = 31
"""The longest name of a sheet, in UTF-16 units."""

# Those that Excel refuses, control characters, and # because links have a use for it.
_REFUSED = re.compile("[\\[\\]:*?/\\\\#\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_RESERVED = frozenset({"history"})


class SheetNames:
    """Gives every sheet a name of its own; case makes no difference to Excel."""

    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def give(self, wanted: str) -> str:
        """Return a name as near to the wanted one as can be: A-506-1821."""
        # An apostrophe may stand within a name and not at its ends.
        plain = _REFUSED.sub("-", wanted).strip("' ") or "Unit"
        name, number = _cut(plain, MOST), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = _cut(plain, MOST - len(ending)) + ending
        self._taken.add(name.casefold())
        return name


def _cut(name: str, most: int) -> str:
    units = name.encode("utf-16-le")[: 2 * most]
    return units.decode("utf-16-le", errors="ignore").rstrip("' ")
