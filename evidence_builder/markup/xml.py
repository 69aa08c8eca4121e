"""Text as XML, and lengths as Word counts them.

The only place where words become markup: nothing that XML 1.0 forbids and no
unescaped sign gets past these functions.
"""

from __future__ import annotations

import re

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\t\n\r]')
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}


def legal(text: str) -> str:
    """Return text with U+FFFD for each character that XML 1.0 cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return text that is safe between tags and inside double quotes."""
    if text.isascii() and text.isprintable():
        if not _SPECIAL.search(text):
            return text
    else:
        text = legal(text)
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], text)


def twips(points: float) -> int:
    """Return a length in twentieths of a point, Word's unit for most lengths."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return a type size in half points."""
    return round(points * 2)


def emu(points: float) -> int:
    """Return a length in the unit of drawings."""
    return round(points * 12700)
