"""What is wrong with a text that is no YAML, in our words.

Pure: knows the words of the YAML library but does not import it. What the library
noticed, and where, is often not what the author did, so the line itself is looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from evidence_builder.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Callable

LineColumn: TypeAlias = tuple[int, int]
Explanation: TypeAlias = tuple[Span, str, tuple[str, ...]]

# What may begin a text: YAML 1.2.2, 5.3 and 7.3.3. Spaces in front, never tabs: 6.1.
# Colons: 7.3.3, which lets none stand before white space. Escapes: 5.7. Lists in
# brackets: 7.4.
_QUOTES = "put the whole text in quotation marks"
_LINE_UP = "give all fields of one group the same number of spaces in front"
_COLON = re.compile(r":(?:\s|\Z)")
_FIRST_CHARACTER = re.compile(r"(?:^|[:,?\[{-])\s+\Z|^\s*\Z|[\[{]\Z")


class Fault(NamedTuple):
    """What the library says: its words, and up to two places counted from zero."""

    words: str
    at: LineColumn | None = None
    since: LineColumn | None = None


def explain(path: str, text: str, fault: Fault) -> Explanation:
    """Return the place, the message and the hints for a fault in a text."""
    lines = text.split("\n")
    at = fault.at
    if at is None:
        return Span(path), "the text is not YAML", ()
    tab = _indented_by_tab(_line(lines, at))
    if tab is not None:
        message = "the line begins with a tab"
        hint = "use spaces in front of a line, two for each level"
        return Span(path, at[0] + 1, tab + 1), message, (hint,)
    for words, explanation in _EXPLANATIONS:
        if any(word in fault.words for word in words.split("|")):
            explained = explanation(lines, fault)
            if explained:
                (line, column), message, hint = explained
                return Span(path, line + 1, column + 1), message, (hint,)
    return Span(path, at[0] + 1, at[1] + 1), "the text is not YAML from here", ()


_Found: TypeAlias = "tuple[LineColumn, str, str] | None"


def _indented_by_tab(line: str) -> int | None:
    """Return the column of the tab that a line begins with, if one does."""
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return blank.index("\t") if "\t" in blank else None


def _quotation(lines: list[str], fault: Fault) -> _Found:
    if "document" not in fault.words and "end of stream" not in fault.words:
        return None
    start = fault.since or fault.at or (0, 0)
    mark = _line(lines, start)[start[1] : start[1] + 1]
    message = f"the text that begins with {mark} has no closing quotation mark"
    return start, message, f"end the text with {mark}, or leave the first one out too"


def _escape(lines: list[str], fault: Fault) -> _Found:
    row, column = fault.at or (0, 0)
    start = _line(lines, (row, 0)).rfind("\\", 0, column + 1)
    message = "a backslash between double quotation marks begins a special character"
    hint = "use single quotation marks, or write / instead of the backslash"
    return (row, max(start, 0)), message, hint


def _character(lines: list[str], fault: Fault) -> _Found:
    at = fault.at or (0, 0)
    first = _line(lines, at)[at[1] : at[1] + 1]
    if first == "\t":
        return at, "a tab stands where spaces belong", "use spaces instead of tabs"
    return at, f'a text cannot begin with "{first}"', _QUOTES


def _begins(lines: list[str], fault: Fault) -> _Found:
    at = fault.since or fault.at or (0, 0)
    first = _line(lines, at)[at[1] : at[1] + 1]
    return at, f'a text cannot begin with "{first}"', _QUOTES


def _node(lines: list[str], fault: Fault) -> _Found:
    at = fault.at or (0, 0)
    line = _line(lines, at)
    first = line[at[1] : at[1] + 1]
    if "flow" in fault.words:
        if not first:
            return _open_bracket(lines, fault)
        message = f'nothing stands before "{first}" in the list'
        return at, message, "take out the comma or the bracket that is too many"
    if first and _FIRST_CHARACTER.search(line[: at[1]]):
        return at, f'a text cannot begin with "{first}"', _QUOTES
    return None


def _second_colon(lines: list[str], fault: Fault) -> _Found:
    at = fault.at or (0, 0)
    before = _line(lines, at)[: at[1]]
    start = len(before) - len(before.lstrip(" "))
    if ": " in before:
        after = before.index(": ") + 2
        message = "the text after the field's name has another colon in it"
        return (at[0], after), message, _QUOTES
    above = _above(lines, at[0])
    if above is not None and not _COLON.search(lines[above]):
        return _no_colon(lines, Fault(fault.words, at, (above, 0)))
    message = "the line has more spaces in front than the one it belongs with"
    return (at[0], start), message, _LINE_UP


def _no_colon(lines: list[str], fault: Fault) -> _Found:
    row, _ = fault.since or fault.at or (0, 0)
    line = _line(lines, (row, 0))
    start = len(line) - len(line.lstrip(" "))
    message = "the line has no colon and space after a field's name"
    hint = (
        'write a field as its name, a colon, a space and its value, such as "level: 3"'
    )
    return (row, start), message, hint


def _alignment(lines: list[str], fault: Fault) -> _Found:
    at = fault.at or (0, 0)
    before = _line(lines, at)[: at[1]]
    if not before.strip() or before.strip() == "-":
        message = "the line does not line up with the lines above it"
        return at, message, _LINE_UP
    last = before.rstrip()[-1]
    if last in "\"'":
        message = "text stands after the closing quotation mark"
        hint = (
            "put the whole text between the marks; write '' for an apostrophe "
            "between single ones"
        )
        return at, message, hint
    if last in "]}":
        return at, "text stands after the closing bracket", _QUOTES
    return None


def _open_bracket(lines: list[str], fault: Fault) -> _Found:
    start = fault.since or fault.at or (0, 0)
    bracket = _line(lines, start)[start[1] : start[1] + 1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    message = f'the list that begins with "{bracket}" is not closed, or lacks a comma'
    if bracket not in {"[", "{"}:
        message = "a list in brackets is not closed"
    hint = f'put a comma after each item and "{closing}" at the end'
    return start, message, hint


def _list_on_one_line(_lines: list[str], fault: Fault) -> _Found:
    message = 'a list with "- " begins in the line of its field'
    hint = "begin each item on a line of its own, or put the text in quotation marks"
    return fault.at or (0, 0), message, hint


def _directive(lines: list[str], fault: Fault) -> _Found:
    row = (fault.since or fault.at or (0, 0))[0]
    for number in (row, row - 1, 0):
        if _line(lines, (number, 0)).startswith("%"):
            message = 'a line cannot begin with "%"'
            return (max(number, 0), 0), message, _QUOTES
    message = "text stands after the line that ends the document"
    return fault.at or (0, 0), message, 'take out the line "..." above'


_Explainer: TypeAlias = "Callable[[list[str], Fault], _Found]"

# Words of both loaders, separated by bars, and who knows what to make of them.
_EXPLANATIONS: tuple[tuple[str, _Explainer], ...] = (
    ("a quoted scalar|a double-quoted scalar|an escaped", _quotation),
    ("hexdecimal|hexadecimal|escape", _escape),
    ("cannot start any token|violates indentation", _character),
    ("scanning an alias|scanning an anchor|scanning a tag|tag handle", _begins),
    ("a block scalar", _begins),
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_colon),
    ("',' or", _open_bracket),
    ("node content", _node),
    ("sequence entries are not allowed", _list_on_one_line),
    ("mapping keys are not allowed", _character),
    ("directive|document start|YAML document", _directive),
    ("expected key|block end|expected '-'", _alignment),
)


def _line(lines: list[str], at: LineColumn) -> str:
    return lines[at[0]] if 0 <= at[0] < len(lines) else ""


def _above(lines: list[str], row: int) -> int | None:
    """Return the nearest line above that says something."""
    for number in range(min(row, len(lines)) - 1, -1, -1):
        line = lines[number].strip()
        if line and not line.startswith(("#", "---")):
            return number
    return None
