"""The numbers of items in a sentence, marked so that they can be linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterable

# No file may hold them (YAML 1.2.2, 5.1, "Character Set"), so no text of anybody's
# can be taken for the name of an item.
OPEN, CLOSE = "\x02", "\x03"


def list_of_items(numbers: Iterable[str]) -> str:
    """Return the numbers of items as a list, each marked."""
    return listing(map(marked, numbers))


def marked(evidence: str) -> str:
    """Return the number of an item, marked."""
    return f"{OPEN}{evidence}{CLOSE}"


def unmarked(text: str) -> str:
    """Return a text without the marks."""
    return text.replace(OPEN, "").replace(CLOSE, "")
