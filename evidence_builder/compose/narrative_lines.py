"""The lines of a narrative, made ready for a reader that is stricter than people.

Pure: lines in, lines out; only blank lines and indents change, and fenced code is
taken out whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FENCE = re.compile(r"([ ]*)(`{3,}|~{3,})[ ]*([\w#.+-]*)[ ]*")
_FIRST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|1\.)[ ]+\S")
_NO_PARAGRAPH = re.compile(r"[ ]{4}|[ ]{0,3}(?:[-*+>|]|[0-9]+\.)")
_ITEM = re.compile(r"([ ]*(?:[-*+]|[0-9]{1,4}\.))([ ]+)\S")
_RULE = re.compile(r"[ ]{0,3}([-_*])(?:[ ]{0,2}\1){2,}[ ]*$")
_LAST = re.compile(r"#{1,6}(?:[ ]|$)|(?:=+|-+)[ ]*$|" + _RULE.pattern)
_NEVER = 10**9


def without_fences(lines: list[str], store: Callable[[str], str]) -> list[str]:
    """Take fenced code out; ``store`` keeps it and gives what stands in its place.

    The library's own extension knows no indented fence, yields HTML, and searches
    the whole text again for every fence. A fence that is never closed is text.
    """
    fences = [
        (number, found)
        for number, line in enumerate(lines)
        if (found := _FENCE.fullmatch(line))
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
    """Indent what belongs to a list item by four, as the library wants it.

    People, and the editors that help them, indent it as far as the item's own
    words: by two after a dash, by three after a number.
    """
    kept: list[str] = []
    words: list[int] = []  # where the words of each open item begin
    after_gap = True
    for line in lines:
        indent = _indent(line)
        item = None if _RULE.match(line) else _ITEM.match(line)
        if indent == len(line) or not (item or after_gap):
            kept.append(line)
            after_gap = indent == len(line)
            continue
        opens = bool(words) or after_gap
        while words and indent < words[-1]:
            words.pop()
        even = 4 * len(words)
        if words and indent < even:
            within = 0 if item else indent - words[-1]
            kept.append(" " * (even + within) + line[indent:])
        else:
            kept.append(line)
        if item and opens and indent <= even + 3:
            words.append(item.end(1) + (len(item[2]) if len(item[2]) <= 4 else 1))
        after_gap = False
    return kept


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
