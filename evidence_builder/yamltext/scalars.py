"""Texts as YAML that reads back exactly, by our own loader and by any other."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9/._@&+-]| (?=[A-Za-z0-9&]))*\Z")
# What other programs would take for a truth or for nothing.
_WORDS = frozenset({"yes", "no", "y", "n", "on", "off", "true", "false", "null"})
_ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t",
    "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_SPECIAL = re.compile('[\\\\"\n\r\t\x85\u2028\u2029]')
_BLOCK = re.compile("[^\\s][^\t\r\x85\u2028\u2029]*[^\\s]\\Z")
_LOOSE_END = re.compile(r"[^\S\n]$", re.MULTILINE)


def name(text: str) -> str:
    """Return an id or a number, bare where that is safe and in quotes elsewhere.

    Our files keep 1.10 and 068154 as typed, and so do people who read them.
    """
    if _PLAIN.match(text) and text.lower() not in _WORDS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotation marks, on one line."""
    return f'"{_SPECIAL.sub(lambda special: _ESCAPES[special[0]], text)}"'


def words(text: str, indent: str) -> str:
    """Return a free text: in quotes, or as a block below where it has several lines.

    Args:
        indent: What stands before the lines of a block.
    """
    if "\n" not in text or not _BLOCK.match(text) or _LOOSE_END.search(text):
        return quoted(text)
    lines = (f"{indent}{line}" if line else "" for line in text.split("\n"))
    return "\n".join(("|-", *lines))
