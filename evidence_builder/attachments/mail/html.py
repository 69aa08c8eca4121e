"""The HTML of a mail → its words, line by line; nothing is fetched or executed.

Tags (WHATWG HTML, 13.1.2) are found by a pattern that never looks past the next one:
Python's own reader needs minutes for a megabyte of tags that are left open.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

LONGEST: Final = 1_000_000
"""The most characters that are read."""

_SILENT: Final = frozenset(("script", "style", "title"))
_PARAGRAPHS: Final = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "hr")
)
_LINES: Final = frozenset(("div", "tr", "dt", "dd", "pre", "address", "section"))
_ITEM: Final = "\n• "
_SHOWN: Final = ("http://", "https://", "mailto:")

_MARK = re.compile(
    r"<!--"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)"
    r"(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>"
    r"|<[!?][^<>]*>"
)
_ADDRESS = re.compile(
    r"\bhref\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))", re.IGNORECASE
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_ENDS = re.compile(r"[ \t]*+\n[ \t]*+")
_GAPS = re.compile(r"\n{3,}")


def words_of(markup: str) -> str:
    """Return the words of an HTML text; a link's address stands behind its words."""
    reader = _Reader()
    markup = markup[:LONGEST]
    unclosed: set[str] = set()
    at = 0
    while match := _MARK.search(markup, at):
        reader.text(markup[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        if name:
            reader.tag(name, match["rest"], ends=bool(match["end"]))
        end = _end_of(match[0], name)
        if end and end not in unclosed:
            # What stands in between is no text.
            close = re.compile(end, re.IGNORECASE).search(markup, at)
            if close is None:
                unclosed.add(end)
            else:
                at = close.end()
    reader.text(markup[at:])
    text = _ENDS.sub("\n", "".join(reader.pieces))
    return _GAPS.sub("\n\n", text).strip()


def _end_of(mark: str, name: str) -> str:
    """Return the pattern of what ends something without words; or nothing."""
    if mark == "<!--":
        return "-->"
    if name in _SILENT and not mark.startswith("</"):
        return f"</{name}[^<>]*>"
    return ""


class _Reader:
    """Takes tags and texts in turn, and makes lines of them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._preformatted = False
        self._address = ""
        self._link = 0
        """Where the words of the link begin that is open."""

    def tag(self, name: str, rest: str, *, ends: bool) -> None:
        """Take a tag; ``rest`` is what stands in it behind its name."""
        if name == "a":
            self._end_link()
            match = None if ends else _ADDRESS.search(rest)
            if match:
                self._address = unescape(match[1] or match[2] or match[3] or "").strip()
                self._link = len(self.pieces)
        elif name == "br":
            self.pieces.append("\n")
        elif name == "li":
            self.pieces += () if ends else (_ITEM,)
        elif name in ("td", "th"):
            if not ends:
                self._part("  ")
        elif name in _PARAGRAPHS:
            self._part("\n\n")
        elif name in _LINES:
            self._part("\n")
        if name == "pre":
            self._preformatted = not ends

    def text(self, text: str) -> None:
        """Take what stands between tags."""
        text = unescape(text)
        if not self._preformatted:
            text = _BLANKS.sub(" ", text)
            if self._is_parted():
                text = text.lstrip(" ")
        if text:
            self.pieces.append(text)

    def _is_parted(self) -> bool:
        return not self.pieces or self.pieces[-1].endswith(("\n", " "))

    def _part(self, by: str) -> None:
        """Part two things, unless they are parted already or one begins an item."""
        last = self.pieces[-1] if self.pieces else by
        if not last.endswith((by, _ITEM)):
            self.pieces.append(by)

    def _end_link(self) -> None:
        address, self._address = self._address, ""
        if not address:
            return
        words = "".join(self.pieces[self._link :]).strip()
        bare = address.removeprefix("mailto:")
        same = words.rstrip("/") in (address.rstrip("/"), bare)
        if words and not same and address.lower().startswith(_SHOWN):
            self.pieces.append(f" ({bare})")
