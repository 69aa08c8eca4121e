"""The lines of a narrative, made ready for a reader that is stricter than people.

Pure: lines in, lines out; only blank lines and indents change, and fenced code is
taken out whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

# CommonMark 0.31, 4.5, at any indent.
_FENCE = re.compile(r"([ ]*)(`{3,}|~{3,})[ ]*([\w#.+-]*)[ ]*")
_FIRST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|1\.)[ ]+\S")
_NO_PARAGRAPH = re.compile(r"[ ]{4}|[ ]{0,3}(?:[-*+>|]|[0-9]+\.)")
# CommonMark 0.31, 5.2, which knows ")" after a number and nine digits as well.
_ITEM = re.compile(r"([ ]*(?:[-*+]|[0-9]{1,4}\.))([ ]+)\S")
# A thematic break, CommonMark 0.31, 4.1, in the shapes that Python-Markdown knows.
_RULE = re.compile(r"[ ]{0,3}([-_*])(?:[ ]{0,2}\1){2,}[ ]*$")
# A heading of either kind, CommonMark 0.31, 4.2 and 4.3, or a rule.
_LAST = re.compile(r"#{1,6}(?:[ ]|$)|(?:=+|-+)[ ]*$|" + _RULE.pattern)
_NEVER = 10**9
_DEEPEST: Final = 10
"""Levels of lists."""
_MOST: Final = 3
"""Blanks before a marker; what is indented by more is code: CommonMark 0.31, 4.4."""
_WIDEST_GAP: Final = 4
"""Blanks after a marker; what follows more is code: CommonMark 0.31, 5.2, rule 2."""


def without_fences(lines: list[str], store: Callable[[str], str]) -> list[str]:
    """Take fenced code out; ``store`` keeps it and gives what stands in its place.

    The library's own extension knows no indented fence, yields HTML, and searches
    the whole text again for every fence. A fence that is never closed is text; in
    CommonMark 0.31, 4.5, all that follows would be code.
    """
    fences = [
        (number, match)
        for number, line in enumerate(lines)
        if (match := _FENCE.fullmatch(line))
    ]
    kept: list[str] = []
    at = 0
    hopeless = {"`": _NEVER, "~": _NEVER}
    for position, (number, opening) in enumerate(fences):
        indent, fence = opening[1], opening[2]
        if number < at or len(fence) >= hopeless[fence[0]]:
            continue
        for last, closing in fences[position + 1 :]:
            if closing[2].startswith(fence) and not closing[3]:
                code = "\n".join(
                    line[min(len(indent), _indent(line)) :]
                    for line in lines[number + 1 : last]
                )
                kept += (*lines[at:number], "", indent + store(code), "")
                at = last + 1
                break
        else:
            hopeless[fence[0]] = len(fence)
    return kept + lines[at:]


def with_gaps(lines: list[str]) -> list[str]:
    """Add the blank lines that people leave out.

    A list may follow its lead-in directly. After a heading or rule the library would
    look through all that follows again; with a gap it need not.
    """
    kept: list[str] = []
    in_block = in_paragraph = False
    for line in lines:
        if not line.strip():
            in_block = in_paragraph = False
        elif not in_block:
            in_block, in_paragraph = True, not _NO_PARAGRAPH.match(line)
        elif in_paragraph and _FIRST_ITEM.match(line):
            kept.append("")
            in_paragraph = False
        kept.append(line)
        if in_block and _LAST.match(line):
            kept.append("")
            in_block = in_paragraph = False
    return kept


def with_even_indents(lines: list[str]) -> list[str]:
    """Put each list item after a gap, and indent what belongs to it by four.

    The library wants that (Python-Markdown, "Differences", indentation). People, and
    the editors that help them, indent it as far as the item's own words: by two after a
    dash, by three after a number. As in CommonMark 0.31, 5.2, the indent alone says
    which items a line ends, and only a bullet or the number 1 begins a list inside a
    paragraph; so may the number that is next. Levels beyond the deepest become the
    deepest.
    """
    kept: list[str] = []
    items: list[_Item] = []  # the open ones, each inside the one before
    after_gap = True
    for line in lines:
        indent = _indent(line)
        if indent == len(line):
            kept.append(line)
            after_gap = True
            continue
        marker = None if _RULE.match(line) else _ITEM.match(line)
        depth, beyond = _depth(items, indent)
        if marker and (
            beyond <= _MOST or indent <= 4 * depth + _MOST
            if after_gap
            else _interrupts(marker, items, depth)
        ):
            even = 4 * min(depth, _DEEPEST - 1)
            kept += ("", " " * even + line[indent:])
            items[depth:] = _items(line, marker)
        elif after_gap:
            del items[depth:]
            even = 4 * min(depth, _DEEPEST)
            if items and (indent < even or items[-1].words > even):
                kept.append(" " * (even + beyond) + line[indent:])
            else:
                kept.append(line)
        elif marker and items:
            # The library would make an item of it, were it at the start of a line.
            _continue(kept, line[indent:])
        else:
            kept.append(line)
            if _LAST.match(line) and not indent:
                items.clear()
        after_gap = False
    return kept


class _Item(NamedTuple):
    """An open item: where its words begin, and its number if it has one."""

    words: int
    number: int | None


def _depth(items: list[_Item], indent: int) -> tuple[int, int]:
    """Return how many open items a line is inside, and its indent within them."""
    depth = sum(indent >= item.words for item in items)
    beyond = indent - (items[depth - 1].words if depth else 0)
    if depth < len(items) and beyond > _MOST:
        return depth + 1, 0
    return depth, beyond


def _interrupts(marker: re.Match[str], items: list[_Item], depth: int) -> bool:
    """Whether what looks like an item is one, straight after a line of words."""
    if not items or depth < len(items):
        return bool(items)
    number, before = _number(marker), items[-1].number
    return number in (None, 1) or (before is not None and number == before + 1)


def _items(line: str, marker: re.Match[str] | None) -> list[_Item]:
    """Return the items that a line begins: one, or more as in ``- 1. words``."""
    items: list[_Item] = []
    at = 0
    while marker:
        gap = len(marker[2])
        at += marker.end(1) + (gap if gap <= _WIDEST_GAP else 1)
        items.append(_Item(at, _number(marker)))
        rest = line[at:]
        marker = None if _RULE.match(rest) else _ITEM.match(rest)
        if marker and _indent(rest) > _MOST:
            break
    return items


def _number(marker: re.Match[str]) -> int | None:
    mark = marker[1].strip(" ")
    return int(mark[:-1]) if mark.endswith(".") else None


def _continue(kept: list[str], words: str) -> None:
    """Add words that begin like a numbered item to the paragraph before them."""
    if kept[-1].endswith("  "):
        kept.append(words.replace(".", "\\.", 1))
    else:
        kept[-1] += " " + words


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
