"""What goes to the terminal: safe text, colour where it is wanted, narrow columns."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import click

from evidence_builder.wording import cli as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.files.store import Written

# ECMA-48 (5th ed.), 5.4 control sequences, 8.3.89 OSC, which xterm also ends by BEL.
_ESCAPES = r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?"
_OTHER_SPACE = re.compile(r"[\t\n\x0b\x0c\r]")

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


def safe(text: str) -> str:
    """Return text without control sequences, for a terminal that would obey them."""
    # Nearly all text is printable, and asking for that is a hundred times as fast.
    if text.isprintable():
        return text
    text = re.sub(_ESCAPES, "", text)
    for char in set(text):
        if char not in "\n\t" and unicodedata.category(char) in {"Cc", "Cf"}:
            text = text.replace(char, "�")
    return text


def coloured(text: str, colour: str | None, *, bold: bool = False) -> str:
    """Return text with a colour, which ``echo`` takes away again where unwanted."""
    return click.style(text, fg=colour, bold=bold or None)


def links_work() -> bool:
    """Whether standard output shows links; none where colours are unwanted either."""
    wanted = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return wanted and os.environ.get("TERM") not in {None, "dumb", "linux"}


def linked(text: str, addresses: Mapping[str, str]) -> str:
    """Return text in which each of some words is a link to its address.

    ECMA-48 (5th ed.), 8.3.89 OSC; "Hyperlinks in Terminal Emulators" (E. Koblinger).
    """
    for word, address in addresses.items():
        if word in text:
            link = f"\x1b]8;;{address}\x1b\\{word}\x1b]8;;\x1b\\"
            alone = rf"(?<![\w/]){re.escape(word)}(?![\w/])"
            text = re.sub(alone, link.replace("\\", r"\\"), text)
    return text


def echo(text: str = "", *, err: bool = False) -> None:
    """Print a line; colours only on a terminal, and never with NO_COLOR.

    A value that is not empty forbids them: no-color.org.
    """
    stream = sys.stderr if err else sys.stdout
    wanted = stream.isatty() and not os.environ.get("NO_COLOR")
    click.echo(text, err=err, color=wanted)


def width() -> int:
    """Return how many columns a line may have: at most 100, 80 where unknown."""
    return max(40, min(100, _columns() or 80))


def _columns() -> int:
    """Return how wide the terminal is, or 0 where it does not say.

    As ``shutil`` does, whose compression libraries take long to import.
    """
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    if sys.__stdout__ is not None:
        with contextlib.suppress(AttributeError, ValueError, OSError):
            return os.get_terminal_size(sys.__stdout__.fileno()).columns
    return 0


def columns_of(text: str) -> int:
    """Return how many columns text takes; wide characters take two: UAX #11."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    hidden = sum(unicodedata.combining(char) > 0 for char in text)
    return len(text) + wide - hidden


def padded(text: str, columns: int) -> str:
    """Return text filled with spaces, or shortened with an ellipsis, to a width."""
    taken = columns_of(text)
    if taken <= columns:
        return text + " " * (columns - taken)
    while text and columns_of(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…" + " " * (columns - 1 - columns_of(text.rstrip()))


def wrapped(text: str, *, indent: int, first: str = "") -> Iterator[str]:
    """Return lines of at most the terminal's width, with a hanging indent."""
    for number, line in enumerate(_lines(text, max(20, width() - indent)) or [""]):
        yield (first.ljust(indent) if number == 0 else " " * indent) + line


def print_wrapped(
    text: str,
    *,
    indent: int = 0,
    first: str = "",
    bold: bool = False,
    err: bool = False,
) -> None:
    """Print text made safe as ``wrapped`` breaks it."""
    for line in wrapped(safe(text), indent=indent, first=first):
        echo(coloured(line, None, bold=True) if bold else line, err=err)


def print_written(written: Written, *notes: str, edited: str) -> None:
    """Print where a file is, what is to be known of it, and what became of another.

    Args:
        edited: What somebody had done to the file that was there before.
    """
    echo(safe(str(written.path)))
    for note in notes:
        echo(f"  {note}")
    if written.locked:
        echo(f"  {words.second_file()}", err=True)
    if written.backup:
        text = words.backed_up(edited=edited, file=safe(written.backup.name))
        echo(f"  {text}", err=True)


def print_json(data: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print plain data as JSON."""
    import json  # which takes longer to import than a small folder to read

    echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_error(message: str, *hints: str, code: str = "") -> None:
    """Print why something was not done, with its hints below."""
    echo(f"error{code}: {safe(message)}", err=True)
    for hint in hints:
        echo(words.hint_line(hint=safe(hint)), err=True)


def _lines(text: str, room: int) -> list[str]:
    """Return text broken at spaces into lines of so many characters at most."""
    parts = text.split(" ")
    plain = all(map(str.strip, parts)) and not _OTHER_SPACE.search(text)
    if not plain or max(map(len, parts)) > room:
        import textwrap  # rarely are there spaces in a row, or words as long as a line

        return textwrap.wrap(text, room, break_on_hyphens=False)
    lines = []
    start = 0
    while len(text) - start > room:
        end = text.rfind(" ", start, start + room + 1)
        lines.append(text[start:end])
        start = end + 1
    return [*lines, text[start:]]


def print_findings(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings to standard error, one line each with its hints below."""
    lines = []
    for finding in diagnostics:
        kind = f"{finding.severity}[{finding.code.id}]"
        word = coloured(kind, COLOURS[finding.severity], bold=True)
        lines.append(f"{safe(str(finding.span))}: {word}: {safe(finding.message)}")
        lines += [words.hint_line(hint=safe(hint)) for hint in finding.hints]
    # Each call asks the stream what it is and flushes it; there can be thousands.
    if lines:
        echo("\n".join(lines), err=True)
