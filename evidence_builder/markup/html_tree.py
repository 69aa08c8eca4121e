"""HTML that somebody else wrote → a tree of what a reader of it sees.

Nothing is fetched, nothing is executed, and no markup is an error: HTML Living
Standard, "Parsing HTML documents". The parser hands on one tag after another, which is
linear in almost any markup; only what is kept becomes a tree. A tree of its own would
end at a depth of 256, and lose what comes after.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

LONGEST: Final = 1_000_000
"""The most characters of markup that are read."""
DEEPEST: Final = 150
"""How deep a tree may be; what is deeper stands side by side at its bottom."""
_ATTRIBUTE: Final = 4_000
"""The most characters of an attribute that are kept."""

# HTML Living Standard, "Metadata content", "Embedded content", "The template element";
# <xml> is an island of data that Office writes into HTML.
_UNSEEN: Final = frozenset(
    """
    script style title template xml svg iframe object embed audio video canvas
    datalist math
    """.split()  # noqa: SIM905 - names read better as words
)
_KEPT: Final = frozenset(
    """
    align alt border colspan height href role rowspan src start style type value width
    """.split()  # noqa: SIM905 - names read better as words
)
# XML 1.0 (5th ed.), 2.2, production 2, "Char": what a tree of lxml can hold.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Data in the address of a picture: RFC 2397, 3.
_INLINE: Final = re.compile(r"(?<=base64,)[A-Za-z0-9+/=\s]{100,}")
# Some versions of the parser compare each attribute of a tag with all others.
_LONG_TAG: Final = re.compile(r"<[A-Za-z][^<>]{20000,}>?")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*")
_ZERO: Final = re.compile(r"[+-]?0*\.?0*([a-z]+|%)?")
# Sizes that go by the size around them: CSS Values and Units 4, 6.1; CSS Fonts 4, 2.5.
_RELATIVE: Final = re.compile(r"\s*(inherit|unset|smaller|larger|[\d.+-]+(em|ex|ch|%))")
_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)


def parse(markup: str) -> _Element:
    """Return the body of HTML without what is hidden, and with few attributes.

    The names of elements are lower case; one that is no HTML at all is a ``span``.
    """
    target = _Visible()
    parser = html.HTMLParser(target=target, encoding="utf-8", no_network=True)
    try:
        parser.feed(_bounded(markup).encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        pass  # nothing was in it, or it ends too early: what came before is there
    return target.close()


def declarations(style: str) -> dict[str, str]:
    """Return what a ``style`` attribute says: CSS Style Attributes, 3."""
    declared = {}
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        declared[name.strip()] = value.replace("!important", "").strip()
    return declared


def declared_encoding(data: bytes) -> str:
    """Return the encoding that HTML names at its beginning; empty for none.

    HTML Living Standard, "Prescan a byte stream to determine its encoding".
    """
    match = _DECLARED.search(data[:1024])
    return match[1].decode("ascii", "replace") if match else ""


def is_long(markup: str) -> bool:
    """Whether there is more markup than is read."""
    return len(markup) > LONGEST and len(_without_data(markup)) > LONGEST


def _bounded(markup: str) -> str:
    """Return as much markup as is read, without what would take long for nothing."""
    markup = _LONG_TAG.sub("", _without_data(markup)[:LONGEST])
    # "The rules for parsing tokens", "in body": NUL is left out of text.
    return markup.replace("\x00", "")


def _without_data(markup: str) -> str:
    return _INLINE.sub("", markup) if "base64," in markup else markup


class _Visible:
    """Takes what the parser meets, and makes a tree of what is not hidden."""

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._builder.start("body", {})
        self._names = ["body"]
        self._hidden = 0
        """How many elements are open from one on that is hidden."""
        self._sizes = [(False, False)]
        """Of each open element: whether its own words have no size, no visibility."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        style = declarations(attributes["style"]) if "style" in attributes else {}
        if self._hidden or _is_hidden(tag, attributes, style):
            self._hidden += 1
            return
        sizes = self._sizes[-1]
        self._sizes.append(_inherited(style, *sizes) if style else sizes)
        if len(self._sizes) > DEEPEST < len(self._names):
            self._builder.end(self._names.pop())
        name = tag if _NAME.fullmatch(tag) else "span"
        kept = {
            key: _ILLEGAL.sub("", value[:_ATTRIBUTE])
            for key, value in attributes.items()
            if key in _KEPT
        }
        self._builder.start(name, kept)
        self._names.append(name)

    def end(self, _tag: str) -> None:
        """Close the element that was opened last."""
        if self._hidden:
            self._hidden -= 1
            return
        self._sizes.pop()
        if len(self._names) > max(len(self._sizes), 1):
            self._builder.end(self._names.pop())

    def data(self, text: str) -> None:
        """Take words."""
        if not self._hidden and not any(self._sizes[-1]):
            self._builder.data(_ILLEGAL.sub("", text))

    def comment(self, text: str) -> None:
        """Leave out a comment, the conditional ones of Outlook too."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Leave out an instruction."""

    def close(self) -> _Element:
        """Return the tree so far."""
        while self._names:
            self._builder.end(self._names.pop())
        return self._builder.close()


def _is_hidden(
    tag: str, attributes: Mapping[str, str], style: Mapping[str, str]
) -> bool:
    """Whether nobody sees an element, nor what is in it.

    HTML Living Standard, "The hidden attribute"; CSS Display 3, 2.5; ``mso-hide`` is
    what Office writes for hidden text.
    """
    return (
        tag in _UNSEEN
        or "hidden" in attributes
        or style.get("display") == "none"
        or style.get("mso-hide") == "all"
    )


def _inherited(
    style: Mapping[str, str],
    sizeless: bool,  # noqa: FBT001 - one of a pair
    invisible: bool,  # noqa: FBT001 - the other
) -> tuple[bool, bool]:
    """Return what is inherited and can be taken back further in.

    CSS Fonts 4, 2.5 ("font-size"); CSS Display 3, 4 ("visibility").
    """
    if size := style.get("font-size"):
        if _ZERO.fullmatch(size):
            sizeless = True
        elif not _RELATIVE.match(size):
            sizeless = False
    if seen := style.get("visibility"):
        invisible = seen in ("hidden", "collapse") or (invisible and seen != "visible")
    return sizeless, invisible
