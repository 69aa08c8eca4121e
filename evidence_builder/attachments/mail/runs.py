"""Words of a mail with how they are marked → the inlines of its paragraphs. Pure."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.mail.words import clean
from evidence_builder.document.inlines import Break, Code, Emphasis, Link, Strong, Text
from evidence_builder.markup.html import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from evidence_builder.document.inlines import Inline

# HTML Living Standard, "ASCII whitespace"; CSS Text 4, 4.3 ("Phase I: Collapsing").
BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
# What takes no room or only room: letters that newsletters fill their preview with.
_NOTHING: Final = re.compile(r"[\s\u00ad\u034f\u200b-\u200d\u2060\ufeff]*")
# HTML Living Standard, "Rendering", "Phrasing content".
_BOLD: Final = frozenset(("b", "strong"))
_ITALIC: Final = frozenset(("i", "em", "cite", "dfn", "var"))
_CODE: Final = frozenset(("code", "kbd", "samp", "tt"))
# CSS Fonts 4, 2.2 and 2.4.
_HEAVY: Final = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_LIGHT: Final = frozenset(("normal", "lighter", "100", "200", "300", "400", "500"))
_SLANTED: Final = frozenset(("italic", "oblique"))
_SPACES: Final = " \u00a0"


class Marks(NamedTuple):
    """What is said of words by what they stand in, the outermost first."""

    href: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    is_spaced: bool = False
    """Whether the blanks and line ends between them are meant."""


class MarkedText(NamedTuple):
    """Words that are marked alike; a new line is a run of its own."""

    marks: Marks
    text: str


def marked(element: _Element, style: Mapping[str, str], marks: Marks) -> Marks:
    """Return how words in an element are marked."""
    name = element.tag
    if name in _BOLD:
        marks = marks._replace(bold=True)
    elif name in _ITALIC:
        marks = marks._replace(italic=True)
    elif name in _CODE:
        marks = marks._replace(code=True)
    elif name == "a" and is_web(href := _address(element)):
        marks = marks._replace(href=href)
    if weight := style.get("font-weight"):
        bold = weight in _HEAVY or (marks.bold and weight not in _LIGHT)
        marks = marks._replace(bold=bold)
    if slant := style.get("font-style"):
        marks = marks._replace(italic=slant in _SLANTED)
    if spaces := style.get("white-space"):
        # CSS Text 4, 3, "white-space".
        marks = marks._replace(is_spaced=spaces.startswith(("pre", "break-spaces")))
    return marks


def paragraphs(runs: list[MarkedText]) -> Iterator[tuple[Inline, ...]]:
    """Yield the paragraphs of running words: an empty line parts two."""
    line: list[MarkedText] = []
    lines: list[list[MarkedText]] = []
    for run in (*_tidied(runs), None):
        if run is not None and run.text != "\n":
            line.append(run)
            continue
        if line := _stripped(line):
            lines.append(line)
        if run is None or not line:
            if lines:
                yield tuple(_inlines(_joined(lines)))
            lines = []
        line = []


def _tidied(runs: list[MarkedText]) -> Iterator[MarkedText]:
    """Yield runs with blanks as one, across marks too."""
    is_parted = True
    for marks, text in runs:
        if marks.is_spaced:
            for number, words in enumerate(text.split("\n")):
                if number:
                    yield MarkedText(marks, "\n")
                if words:
                    yield MarkedText(marks, words)
            is_parted = text.endswith("\n")
        elif text == "\n":
            yield MarkedText(marks, text)
            is_parted = True
        else:
            words = BLANKS.sub(" ", text)
            words = words.lstrip(" ") if is_parted else words
            if words:
                yield MarkedText(marks, words)
                is_parted = words.endswith(" ")


def _stripped(line: list[MarkedText]) -> list[MarkedText]:
    """Return a line without blanks at its ends; nothing if it shows nothing."""
    while line and not (text := line[0].text.lstrip(_SPACES)):
        line = line[1:]
    if line:
        line = [MarkedText(line[0].marks, text), *line[1:]]
    while line and not (text := line[-1].text.rstrip(_SPACES)):
        line = line[:-1]
    if line:
        line = [*line[:-1], MarkedText(line[-1].marks, text)]
    return [] if all(_NOTHING.fullmatch(run.text) for run in line) else line


def _joined(lines: list[list[MarkedText]]) -> list[MarkedText]:
    """Return lines with a break between each two, marked as what comes before it."""
    joined: list[MarkedText] = []
    for line in lines:
        if joined:
            joined.append(MarkedText(joined[-1].marks, "\n"))
        joined += line
    return joined


def _inlines(runs: list[MarkedText], mark: int = 0) -> Iterator[Inline]:
    """Yield inlines, the marks from one on in each other, the outermost first."""
    for value, group in groupby(runs, lambda run: run.marks[mark]):
        within = [*group]
        if mark == len(Marks._fields) - 2:
            yield from _leaves(within, is_code=bool(value))
            continue
        inner = tuple(_inlines(within, mark + 1))
        # Blanks look the same in bold, and lead nowhere.
        if not value or not any(run.text.strip() for run in within):
            yield from inner
        else:
            yield (
                (Strong(inner) if mark == 1 else Emphasis(inner))
                if mark
                else Link(inner, str(value))
            )


def _leaves(runs: list[MarkedText], *, is_code: bool) -> Iterator[Inline]:
    for is_break, group in groupby(runs, lambda run: run.text == "\n"):
        if is_break:
            yield from (Break() for _ in group)
        else:
            text = "".join(run.text for run in group)
            yield Code(text) if is_code else Text(text)


def _address(element: _Element) -> str:
    """Return where a link leads: URL Living Standard, "URL parsing"; RFC 3986, 2.1."""
    address = "".join(clean(element.get("href", "")).strip().splitlines())
    return address.replace("\t", "").replace(" ", "%20")
