"""Items of lists in a mail → lists of ours. Pure.

HTML Living Standard, "Grouping content"; CSS Lists 3, 3.4 ("list-style-type").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.document.blocks import ListBlock, Paragraph
from evidence_builder.document.inlines import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from evidence_builder.document.blocks import Block

# "The ol element", type; CSS Counter Styles 3, 6; then ST_NumberFormat of ECMA-376.
_FORMS: Final = {
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "lowerLetter"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "upperLetter"),
    **dict.fromkeys(("i", "lower-roman"), "lowerRoman"),
    **dict.fromkeys(("I", "upper-roman"), "upperRoman"),
    **dict.fromkeys(("1", "decimal", "decimal-leading-zero"), "decimal"),
    **dict.fromkeys(("disc", "circle", "square"), ""),
}
_NUMBER: Final = re.compile(r"\(?([0-9]{1,6})[.)]?")
_BULLET: Final = re.compile(r"\W*|o")
_LEVEL: Final = re.compile(r"\blevel([1-9])\b")


class OutlookItem(NamedTuple):
    """A paragraph that Outlook means as an item of a list.

    ``label`` is what it has put in front: a bullet, or a number in any form.
    """

    level: int
    label: str
    blocks: tuple[Block, ...]


def outlook_level(style: Mapping[str, str]) -> int:
    """Return how deep an item of Outlook is, from one; 0 for what is none."""
    match = _LEVEL.search(style.get("mso-list", ""))
    return int(match[1]) if match else 0


def form_of(element: _Element, style: Mapping[str, str]) -> str | None:
    """Return how a list is numbered; empty for bullets, None for nothing at all."""
    written = style.get("list-style-type") or style.get("list-style", "")
    usual = "decimal" if element.tag == "ol" else ""
    for word in (*written.split(), element.get("type", "")):
        if word == "none":
            return None
        if word in _FORMS:
            return _FORMS[word]
    return usual


def add_item(blocks: list[Block], entry: tuple[Block, ...], label: str) -> None:
    """Add an item, to the list that stands last where it goes on with that.

    A label that our lists do not print, such as ``2.1`` or ``(b)``, stands in front of
    its words instead: somebody may refer to it.
    """
    match = _NUMBER.fullmatch(label)
    if not match and not _BULLET.fullmatch(label):
        first, *rest = entry
        if not isinstance(first, Paragraph):
            first, rest = Paragraph(()), [*entry]
        blocks += (Paragraph((Text(f"{label} "), *first.inlines)), *rest)
        return
    number = int(match[1]) if match else None
    last = blocks[-1] if blocks else None
    if (
        isinstance(last, ListBlock)
        and last.ordered == (number is not None)
        and (number is None or number == last.start + len(last.items))
    ):
        blocks[-1] = ListBlock((*last.items, entry), last.ordered, last.start)
    else:
        blocks.append(ListBlock((entry,), number is not None, number or 1))


def add_to_item(blocks: list[Block], more: list[Block]) -> None:
    """Add what stands between items to the one before it."""
    last = blocks[-1] if blocks else None
    if isinstance(last, ListBlock):
        items = (*last.items[:-1], (*last.items[-1], *more))
        blocks[-1] = ListBlock(items, last.ordered, last.start)
    else:
        blocks += more


def arranged(blocks: list[Block | OutlookItem]) -> list[Block]:
    """Return blocks with the items of Outlook as lists in lists."""
    shown: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if not isinstance(block, OutlookItem):
            shown.append(block)
            continue
        below = at
        while at < len(blocks) and _is_below(blocks[at], block.level):
            at += 1
        add_item(shown, (*block.blocks, *arranged(blocks[below:at])), block.label)
    return shown


def _is_below(block: Block | OutlookItem, level: int) -> bool:
    return isinstance(block, OutlookItem) and block.level > level
