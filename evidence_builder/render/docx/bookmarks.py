"""Names for the places that references lead to, as Word allows them.

A bookmark's name begins with a letter, holds letters, digits and underscores only,
has at most 40 characters, and differs from every other name by more than case
([MS-OI29500], notes on ECMA-376 Part 1, 17.13.6.2).
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from evidence_builder.render.docx.limits import BOOKMARK_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGEST = 8
"""How many letters tell names apart that would be the same."""
_FOREIGN = re.compile("[^A-Za-z0-9]+")


class Bookmarks:
    """Gives each anchor one name, the same on every run."""

    def __init__(self, anchors: Iterable[str]) -> None:
        taken: set[str] = set()
        self._names: dict[str, str] = {}
        for anchor in anchors:
            name = _name(anchor, taken)
            taken.add(name.casefold())
            self._names[anchor] = name
        self._written: dict[str, int] = {}

    def name(self, anchor: str) -> str | None:
        """Return the bookmark of an anchor; None where the document has none."""
        return self._names.get(anchor)

    def mark(self, anchor: str | None, content: str) -> str:
        """Return content with the bookmark of an anchor around it.

        Only the first content with an anchor gets it, as a name must not stand twice.
        """
        name = self._names.get(anchor) if anchor is not None else None
        if anchor is None or name is None or anchor in self._written:
            return content
        # ECMA-376 Part 1 (5th ed.), 17.13.6: start and end have the same id.
        number = self._written[anchor] = len(self._written) + 1
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            f'{content}<w:bookmarkEnd w:id="{number}"/>'
        )


def _name(anchor: str, taken: set[str]) -> str:
    plain = "_".join(filter(None, _FOREIGN.split(anchor)))
    name = plain if plain[:1].isalpha() else f"a_{plain}"
    attempt = 0
    while len(name) > BOOKMARK_NAME or name.casefold() in taken:
        seed = f"{attempt} {anchor}".encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(seed).hexdigest()[:_DIGEST]
        name = f"{name[: BOOKMARK_NAME - _DIGEST - 1]}_{digest}"
        attempt += 1
    return name
