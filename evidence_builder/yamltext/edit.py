"""Where a new item, or a new field, goes in a file that somebody wrote.

Pure: works on the text. What it proposes is read back before anything is written, so
that an unusual file costs a second file and never a wrong record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_builder.yamltext.source import Fields, Items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from evidence_builder.yamltext.source import Source, Step

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


def field_insertions(
    text: str, source: Source, path: Sequence[Step], field: str
) -> Iterator[Insertion]:
    """Return where a field can be added to a mapping that has none of that name.

    Args:
        text: The file as it is, with the line ends that it has.
        source: The same as parsed.
        path: Leads to the mapping.
        field: The field and its value, on one line.
    """
    mapping = source.part(path)
    if not isinstance(mapping, Fields) or not mapping.key_marks:
        return
    lines: list[str] = _LINE.findall(text)
    last = max(mark.line for mark in mapping.key_marks.values())
    column = mapping.mark.column
    if _begins(lines, mapping.mark.line, column, "{"):
        # The last brace of the line; a comment behind it is found on reading it back.
        place = lines[last].rfind("}")
        before = sum(map(len, lines[:last]))
        if place >= 0:
            yield Insertion(before + place, f", {field}")
        return
    after = last + 1
    while after < len(lines) and _is_below(lines[after], column):
        after += 1
    while after > last + 1 and _NOTHING.match(lines[after - 1]):
        after -= 1
    yield _put(lines, after, (f"{' ' * column}{field}",))


def _is_below(line: str, column: int) -> bool:
    """Whether a line goes on with what stands at a column, or is blank."""
    return not line.strip() or not line[: column + 1].strip()


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
