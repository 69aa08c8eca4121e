"""What is wrong with a text that is no YAML, in our words.

Pure: knows the words of the YAML library but does not import it. What the library
noticed, and where, is often not what the author did, so the line itself is looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from evidence_builder.diagnostics import Span
from evidence_builder.wording import yamltext as words

if TYPE_CHECKING:
    from collections.abc import Callable

LineColumn: TypeAlias = tuple[int, int]
Explanation: TypeAlias = tuple[Span, str, tuple[str, ...]]

# What may begin a text: YAML 1.2.2, 5.3 and 7.3.3. Spaces in front, never tabs: 6.1.
# Colons: 7.3.3, which lets none stand before white space. Escapes: 5.7. Lists in
# brackets: 7.4.
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
        return Span(path), words.not_yaml(), ()
    tab = _indented_by_tab(_line(lines, at))
    if tab is not None:
        message = words.begins_with_tab()
        hint = words.use_spaces_in_front()
        return Span(path, at[0] + 1, tab + 1), message, (hint,)
    for told, explanation in _EXPLANATIONS:
        if any(word in fault.words for word in told.split("|")):
            explained = explanation(lines, fault)
            if explained:
                (line, column), message, hint = explained
                return Span(path, line + 1, column + 1), message, (hint,)
    return Span(path, at[0] + 1, at[1] + 1), words.not_yaml_from_here(), ()


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
    message = words.no_closing_mark(mark=mark)
    return start, message, words.close_mark(mark=mark)


def _escape(lines: list[str], fault: Fault) -> _Found:
    row, column = fault.at or (0, 0)
    start = _line(lines, (row, 0)).rfind("\\", 0, column + 1)
    message = words.backslash()
    hint = words.single_marks()
    return (row, max(start, 0)), message, hint


def _character(lines: list[str], fault: Fault) -> _Found:
    at = fault.at or (0, 0)
    first = _line(lines, at)[at[1] : at[1] + 1]
    if first == "\t":
        return at, words.tab_for_spaces(), words.spaces_for_tabs()
    return at, words.cannot_begin(character=first), words.quote_it_all()


def _begins(lines: list[str], fault: Fault) -> _Found:
    at = fault.since or fault.at or (0, 0)
    first = _line(lines, at)[at[1] : at[1] + 1]
    return at, words.cannot_begin(character=first), words.quote_it_all()


def _node(lines: list[str], fault: Fault) -> _Found:
    at = fault.at or (0, 0)
    line = _line(lines, at)
    first = line[at[1] : at[1] + 1]
    if "flow" in fault.words:
        if not first:
            return _open_bracket(lines, fault)
        message = words.nothing_before(character=first)
        return at, message, words.take_out_extra()
    if first and _FIRST_CHARACTER.search(line[: at[1]]):
        return at, words.cannot_begin(character=first), words.quote_it_all()
    return None


def _second_colon(lines: list[str], fault: Fault) -> _Found:
    at = fault.at or (0, 0)
    before = _line(lines, at)[: at[1]]
    start = len(before) - len(before.lstrip(" "))
    if ": " in before:
        after = before.index(": ") + 2
        message = words.another_colon()
        return (at[0], after), message, words.quote_it_all()
    above = _above(lines, at[0])
    if above is not None and not _COLON.search(lines[above]):
        return _no_colon(lines, Fault(fault.words, at, (above, 0)))
    message = words.more_spaces()
    return (at[0], start), message, words.line_up()


def _no_colon(lines: list[str], fault: Fault) -> _Found:
    row, _ = fault.since or fault.at or (0, 0)
    line = _line(lines, (row, 0))
    start = len(line) - len(line.lstrip(" "))
    message = words.no_colon()
    hint = words.write_field_as()
    return (row, start), message, hint


def _alignment(lines: list[str], fault: Fault) -> _Found:
    at = fault.at or (0, 0)
    before = _line(lines, at)[: at[1]]
    if not before.strip() or before.strip() == "-":
        message = words.not_lined_up()
        return at, message, words.line_up()
    last = before.rstrip()[-1]
    if last in "\"'":
        message = words.after_closing_mark()
        hint = words.whole_between_marks()
        return at, message, hint
    if last in "]}":
        return at, words.after_closing_bracket(), words.quote_it_all()
    return None


def _open_bracket(lines: list[str], fault: Fault) -> _Found:
    start = fault.since or fault.at or (0, 0)
    bracket = _line(lines, start)[start[1] : start[1] + 1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    message = words.list_not_closed(bracket=bracket)
    if bracket not in {"[", "{"}:
        message = words.brackets_not_closed()
    hint = words.close_list(bracket=closing)
    return start, message, hint


def _list_on_one_line(_lines: list[str], fault: Fault) -> _Found:
    message = words.list_on_field_line()
    hint = words.item_on_own_line()
    return fault.at or (0, 0), message, hint


def _directive(lines: list[str], fault: Fault) -> _Found:
    row = (fault.since or fault.at or (0, 0))[0]
    for number in (row, row - 1, 0):
        if _line(lines, (number, 0)).startswith("%"):
            message = words.percent_first()
            return (max(number, 0), 0), message, words.quote_it_all()
    message = words.after_document_end()
    return fault.at or (0, 0), message, words.take_out_dots()


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
