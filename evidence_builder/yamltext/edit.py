"""Where the lines of a new item go in a list of a file that somebody wrote.

Pure: works on the text. What it proposes is read back before anything is written, so
that an unusual file costs a second file and never a wrong record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_builder.yamltext.source import Items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from evidence_builder.yamltext.source import Source

    Lines = Callable[[str], Iterable[str]]

# Line ends: YAML 1.2.2, 5.4. Comments: 6.6. Lists by lines and in brackets: 8.2.1, 7.4.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_ENDS = ("\r\n", "\r", "\n")
_NOTHING = re.compile(r"\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text to be put into another at an offset."""

    offset: int
    text: str


def insertions(
    text: str, source: Source, field: str, item: Lines
) -> Iterator[Insertion]:
    """Return where an item can be added to a list, the best place first.

    None where the file is written in brackets, which lines cannot be added to.

    Args:
        text: The file as it is, with the line ends that it has.
        source: The same as parsed.
        field: The name of the list; it is begun where the file has none.
        item: Gives the lines of the item, by what each is indented with.
    """
    lines: list[str] = _LINE.findall(text)
    marks = source.tree.key_marks
    root = source.tree.mark
    if _begins(lines, root.line, root.column, "{"):
        return
    base = " " * root.column
    first = 0
    after = len(lines)
    heading: tuple[str, ...] = ()
    indent = f"{base}  "
    if field not in marks:
        heading = (f"{base}{field}:",)
    else:
        first = marks[field].line
        below = (mark.line for mark in marks.values() if mark.line > first)
        after = min(below, default=after)
        present = source.tree.get(field)
        if isinstance(present, Items):
            if not _begins(lines, present.mark.line, present.mark.column, "-"):
                return
            indent = " " * present.mark.column
        elif present is not None:
            return
    last = after
    while last > first + 1 and _is_apart(lines[last - 1], base):
        last -= 1
    added = (*heading, *item(indent))
    for line in dict.fromkeys((last, after)):
        yield _put(lines, line, added)


def _put(lines: list[str], line: int, added: tuple[str, ...]) -> Insertion:
    before = "".join(lines[:line])
    ending = next((end for end in _ENDS if lines and lines[0].endswith(end)), "\n")
    text = "".join(f"{added_line}{ending}" for added_line in added)
    if before and not before.endswith(("\r", "\n")):
        text = ending + text
    return Insertion(len(before), text)


def _is_apart(line: str, base: str) -> bool:
    """Whether a line is blank, or a comment at the margin: about what follows it."""
    return bool(_NOTHING.match(line)) and not line.startswith(f"{base} ")


def _begins(lines: list[str], line: int, column: int, mark: str) -> bool:
    return line < len(lines) and lines[line][column : column + 1] == mark
