"""Texts as YAML that reads back exactly, by our own loader and by any other."""

from __future__ import annotations

import re

# Narrower than YAML 1.2.2, 7.3.3, which lets more characters stand in a plain text.
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9/._@&+-]| (?=[A-Za-z0-9&]))*\Z")
# What other programs would take for a truth or for nothing: YAML 1.1
# (yaml.org/type/bool.html) and YAML 1.2.2, 10.3.2.
_WORDS = frozenset({"yes", "no", "y", "n", "on", "off", "true", "false", "null"})
# YAML 1.2.2, 5.7.
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
    """Return a text in double quotation marks, on one line (YAML 1.2.2, 7.3.1)."""
    return f'"{_SPECIAL.sub(lambda special: _ESCAPES[special[0]], text)}"'


def words(text: str, indent: str) -> str:
    """Return a free text: in quotes, or as a block below where it has several lines.

    A literal block that drops its last line end: YAML 1.2.2, 8.1.1.2 and 8.1.2.

    Args:
        indent: What stands before the lines of a block.
    """
    if "\n" not in text or not _BLOCK.match(text) or _LOOSE_END.search(text):
        return quoted(text)
    lines = (f"{indent}{line}" if line else "" for line in text.split("\n"))
    return "\n".join(("|-", *lines))
