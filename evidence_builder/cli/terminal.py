"""What goes to the terminal: safe text, colour where it is wanted, narrow columns."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.diagnostics import Diagnostic

_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?")

COLOURS = {"error": "red", "warning": "yellow", "note": "blue"}


def safe(text: str) -> str:
    """Return text without control sequences, for a terminal that would obey them."""
    text = _ESCAPES.sub("", text)
    return "".join(
        char
        if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf"}
        else "�"
        for char in text
    )


def coloured(text: str, colour: str | None, *, bold: bool = False) -> str:
    """Return text with a colour, which ``echo`` takes away again where unwanted."""
    return click.style(text, fg=colour, bold=bold or None)


def echo(text: str = "", *, err: bool = False) -> None:
    """Print a line; colours only on a terminal, and never with NO_COLOR."""
    stream = sys.stderr if err else sys.stdout
    wanted = stream.isatty() and not os.environ.get("NO_COLOR")
    click.echo(text, err=err, color=wanted)


def width() -> int:
    """Return how many columns a line may have: at most 100, 80 where unknown."""
    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns))


def columns_of(text: str) -> int:
    """Return how many columns text takes; wide characters take two."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    hidden = sum(unicodedata.combining(char) > 0 for char in text)
    return len(text) + wide - hidden


def padded(text: str, columns: int) -> str:
    """Return text filled with spaces, or shortened with an ellipsis, to a width."""
    if columns_of(text) <= columns:
        return text + " " * (columns - columns_of(text))
    while text and columns_of(text) > columns - 1:
        text = text[:-1]
    return text.rstrip() + "…" + " " * (columns - 1 - columns_of(text.rstrip()))


def wrapped(text: str, *, indent: int, first: str = "") -> Iterator[str]:
    """Return lines of at most the terminal's width, with a hanging indent."""
    lines = textwrap.wrap(
        text, max(20, width() - indent), break_long_words=True, break_on_hyphens=False
    )
    for number, line in enumerate(lines or [""]):
        yield (first.ljust(indent) if number == 0 else " " * indent) + line


def print_findings(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings to standard error, one line each with its hints below."""
    for one in diagnostics:
        word = coloured(
            f"{one.severity}[{one.code.id}]", COLOURS[one.severity], bold=True
        )
        echo(f"{safe(str(one.span))}: {word}: {safe(one.message)}", err=True)
        for hint in one.hints:
            echo(f"  hint: {safe(hint)}", err=True)
