"""XML read and written safely. The door of lxml, with ``html_tree``.

Reading: no DOCTYPE is read past its first letters, so that no outside entity and no
bomb of entities ever begins to work. Writing: nothing that XML 1.0 forbids and no
unescaped sign gets past ``legal`` and ``escaped``.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from lxml import etree

from evidence_builder.markup.refusal import PackageRefusedError, damaged
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# ECMA-376 Part 4 (5th ed.) for Office, Part 2 for packages, Part 3 for ``mc``;
# ODF 1.2 Part 1, "Namespaces", and Part 3 for the manifest.
NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    "anim": "urn:oasis:names:tc:opendocument:xmlns:animation:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_PREFIXES: Final = {uri: prefix for prefix, uri in NAMESPACES.items()}
_NAMES: dict[str, str] = {}

_SAFELY: Final = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""How XML is read that somebody else wrote."""

# The strict form has namespaces of its own: ECMA-376 Part 1 (5th ed.), annex A.
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
# XML 1.0 (5th ed.), 2.2, production 2, "Char".
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile('[&<>"\t\n\r]')
# XML 1.0 (5th ed.), 2.4; blanks of an attribute would become spaces: 3.3.3.
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}


def parse(data: bytes, what: str) -> _Element:
    """Return the root of XML that holds no DOCTYPE.

    The strict variant of Office's XML is read as the usual one.

    Raises:
        PackageRefusedError: It is damaged, nested too deep, or holds a DOCTYPE.
    """
    parser = etree.XMLParser(**_SAFELY)
    try:
        return etree.fromstring(_checked(data, what), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error


def _checked(data: bytes, what: str) -> bytes:
    """Return XML with the usual namespaces, once it is known to hold no DOCTYPE.

    A DOCTYPE can only stand before the first element (XML 1.0, 2.8), and expat is
    stopped there: in any encoding, and before anything that it declares.
    """

    def refuse(*_: object) -> None:
        message = wording.holds_doctype(what=what)
        raise PackageRefusedError(message, wording.save_in_program())

    def stop(*_: object) -> None:
        raise _FoundError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own
    except _FoundError:
        return _STRICT.sub(_usual, data) if b"purl.oclc.org" in data[:4096] else data
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged() from error
    raise damaged()


def events(data: bytes, what: str, *tags: str) -> Iterator[tuple[str, _Element]]:
    """Yield elements by prefixed name as they end, then forget them.

    For parts that are too large for a tree. What an element holds is there
    until the next one is asked for.

    Raises:
        PackageRefusedError: It is damaged or holds a DOCTYPE.
    """
    checked = _checked(data, what)
    wanted = [qualified(tag) for tag in tags]
    stream = etree.iterparse(
        io.BytesIO(checked),
        events=("end",),
        tag=wanted,
        **_SAFELY,
    )
    try:
        for _, element in stream:
            yield name_of(element), element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise damaged() from error


def serialised(root: _Element) -> bytes:
    """Return XML as the bytes of a part."""
    written: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return written


def qualified(name: str) -> str:
    """Return ``w:p`` as lxml spells it."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def name_of(element: _Element) -> str:
    """Return an element's name with our prefix; ``?:`` for a namespace unknown here."""
    return _name(element.tag) if isinstance(element.tag, str) else ""


def _name(tag: str) -> str:
    name = _NAMES.get(tag)
    if name is None:
        uri, _, local = tag.rpartition("}")
        prefix = _PREFIXES.get(uri[1:], "?") if uri else ""
        name = f"{prefix}:{local}" if prefix else local
        # A hostile file has any number of names; an ordinary one some hundreds.
        if len(_NAMES) < 5_000:
            _NAMES[tag] = name
    return name


def attribute(element: _Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its prefixed name."""
    if element is None:
        return default
    value: str = element.get(qualified(name), default)
    return value


def child(element: _Element | None, *path: str) -> _Element | None:
    """Return the first element on a path of prefixed names; None without one."""
    for name in path:
        if element is None:
            return None
        element = element.find(qualified(name))
    return element


def remove(element: _Element) -> None:
    """Take an element out, with the words after it; a root stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def whole(text: str | None, default: int = 0, most: int = 2**31) -> int:
    """Return a whole number of a file; the default where it is none, or absurd."""
    try:
        number = int(float(text or ""))
    except (ValueError, OverflowError):
        return default
    return number if abs(number) <= most else default


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
    return _SPECIAL.sub(lambda match: _ESCAPES[match.group()], text)


class _FoundError(Exception):
    """The first element has been reached."""


def _usual(match: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/"
