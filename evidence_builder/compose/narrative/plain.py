"""What is done to a narrative without reading it as Markdown.

Cleaning, the bounds beyond which it is not formatted, and text without markup.
The bounds are far above what people write: python-markdown is quadratic in many
things, and a few thousand ``[`` take it seconds.

Pure: no files, no clock, no outside library.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Paragraph
from evidence_builder.document.inlines import Break, Text
from evidence_builder.wording.documents import narrative as words

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline

LENGTH = 200_000
"""Characters of one narrative that are formatted."""
LINES = 5_000
"""Lines of one narrative that are formatted."""
NESTING = 40
"""Markers of lists and quotations, and their indents, at the start of one line."""
COLUMNS = 50
"""Columns of a table that are formatted."""
EFFORT = 4_000_000
"""Length of one paragraph times its marks that may open something."""
COPYING = 200_000_000
"""Length of one paragraph times all its marks: each is cut out of the text."""

# XML 1.0, 2.2, production [2]: none of these stands in a Word file. CommonMark 0.31,
# 2.3, replaces the first of them in the same way.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
# The Unicode Standard, 5.8 "Newline Guidelines"; no line ends there in CommonMark.
_SEPARATOR = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|[0-9]+\.[ \t]))+")
_MARKER = re.compile(r">|[-*+][ \t]|[0-9]+\.[ \t]")
_OPENING = re.compile(r"[\[`]|\*+|_+")
_MARK = re.compile(r"[\\&<\[`]|\*+|_+|  \n")
_SPACE = re.compile(r"[ \t\n]+")
_GAP = re.compile(r"\n[ \t]*\n\s*")

# CommonMark 0.31: 2.4, 2.5 and 6.1 to 6.6, then 4.1 to 4.5, 5.1 and 5.2, 4.4, 6.7.
_MARKUP = re.compile(
    r"""
    [\\`*_<\[&|\t]                  # inline marks, tables, tabs
    | ^[ ]{0,3}(?:[>+~=\-]|\#{1,6}[ ]|\#{1,6}$|[0-9]+\.)   # block marks
    | ^[ ]{4}                       # code
    | [ ]{2}$                       # a hard line break
    """,
    re.MULTILINE | re.VERBOSE,
)


class TooComplex(Exception):  # noqa: N818 - caught at once, and never an error
    """A text is beyond a bound; ``line`` counts from one."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


def clean(text: str) -> str:
    """Return a text whose only control characters are newline and tab.

    What ends a line is that of CommonMark 0.31, 2.1.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", _SEPARATOR.sub(" ", text))


def collapse(text: str) -> str:
    """Return a text with each run of blanks and line ends as one blank.

    A line end is a soft break there: CommonMark 0.31, 6.8.
    """
    return _SPACE.sub(" ", text)


def is_plain(text: str) -> bool:
    """Whether nothing in a text can mean markup, so that it need not be read."""
    return _MARKUP.search(text) is None


def plain_paragraphs(text: str) -> tuple[Block, ...]:
    """Return a text without markup as paragraphs."""
    # The reader takes any white space off the front, and only blanks off the end.
    paragraphs = (collapse(part).lstrip().rstrip(" ") for part in _GAP.split(text))
    return tuple(Paragraph((Text(words),)) for words in paragraphs if words)


def as_it_stands(text: str) -> tuple[Block, ...]:
    """Return a text as paragraphs, line for line, marks and all."""
    blocks: list[Block] = []
    for part in _GAP.split(text):
        inlines: list[Inline] = []
        for line in part.split("\n"):
            if words := collapse(line).strip():
                inlines += (Text(words), Break())
        if inlines:
            blocks.append(Paragraph(tuple(inlines[:-1])))
    return tuple(blocks)


def check_bounds(text: str) -> None:
    """Raise TooComplex where a text is too long, or nested too deep."""
    if len(text) > LENGTH:
        raise TooComplex(words.too_many_characters(most=f"{LENGTH:,}"))
    if text.count("\n") >= LINES:
        raise TooComplex(words.too_many_lines(most=f"{LINES:,}"), LINES + 1)
    for number, line in enumerate(text.split("\n"), 1):
        markers = _MARKERS.match(line)
        body = line.lstrip(" \t")
        depth = (len(line) - len(body)) // 4 + line[: len(line) - len(body)].count("\t")
        if markers is not None:
            depth += len(_MARKER.findall(markers[0]))
        if depth > NESTING:
            raise TooComplex(words.lists_too_deep(), number)


def check_inline(text: str) -> None:
    """Raise TooComplex where one paragraph has too many marks for its length."""
    length = len(text)
    if length * length <= EFFORT:
        return
    if (
        length * len(_OPENING.findall(text)) > EFFORT
        or length * len(_MARK.findall(text)) > COPYING
    ):
        raise TooComplex(words.too_many_marks())
