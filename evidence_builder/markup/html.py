"""Words and addresses as they may stand in HTML, and names for places in it."""

from __future__ import annotations

import html
import re

# Controls, surrogates and noncharacters: WHATWG HTML, "Preprocessing the input stream".
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane | 0xFFFE) for plane in range(0x10000, 0x110000, 0x10000))
    + "".join(chr(plane | 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""What neither HTML nor XML holds."""

_WEB = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
# What no URL holds as it is: RFC 3986, 2.
_UNFIT = re.compile(r"""[\x00-\x20\x7f"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})""")
_FOREIGN = re.compile("[^A-Za-z0-9._-]+")


def escaped(text: str) -> str:
    """Return words that can stand in text and between quotes, whatever they are."""
    if not text.isprintable():
        text = _ILLEGAL.sub("\ufffd", text)
    # Most texts have none of these, and to look is quicker than to replace.
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return html.escape(text)
    return text


def is_web(href: str) -> bool:
    """Whether an address leads to the web or to a mailbox, and not into a computer."""
    return _WEB.match(href) is not None


def address(href: str) -> str | None:
    """Return where a link leads as an attribute's value; None if that is refused."""
    if not is_web(href):
        return None
    return escaped(
        _UNFIT.sub(lambda match: f"%{ord(match[0][0]):02X}{match[0][1:]}", href)
    )


class Ids:
    """Gives each anchor one id, the same on every run, and unlike every other."""

    def __init__(self, *reserved: str) -> None:
        self._taken = set(reserved)
        self._ids: dict[str, str] = {}

    def of(self, anchor: str) -> str:
        """Return the id of an anchor."""
        identifier = self._ids.get(anchor)
        if identifier is None:
            identifier = self._ids[anchor] = self.fresh(anchor)
        return identifier

    def fresh(self, words: str) -> str:
        """Return an id like some words that nothing else has."""
        plain = _FOREIGN.sub("-", words).strip("-") or "place"
        identifier, number = plain, 1
        while identifier in self._taken:
            number += 1
            identifier = f"{plain}-{number}"
        self._taken.add(identifier)
        return identifier
