"""A Word, Excel, PowerPoint or OpenDocument file → its parts, safely. lxml's door.

Such a file is a zip of XML. Nothing is unpacked before its size is known, nothing is
read past a limit, nothing is written to disk, and no DOCTYPE is read past its first
letters, so that neither a bomb nor an outside entity ever begins to work.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote
from xml.parsers import expat

from lxml import etree

from evidence_builder.markup.refusal import PackageRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MEMBERS: Final = 10_000
"""The most files in one package."""
MEMBER: Final = 200 * 2**20
"""The most bytes of one file of a package, unpacked."""
TOTAL: Final = 500 * 2**20
"""The most bytes of all files of a package, unpacked."""
RATIO: Final = 250
"""How many times smaller than its content a large member may be packed; ordinary
sheets reach 30, and a bomb 1,000."""
LARGE: Final = 16 * 2**20
"""Bytes from which the ratio matters."""
TREE: Final = 40 * 2**20
"""The most bytes of XML that are held as a tree, which takes eight times as much."""

SAVE_AGAIN: Final = "open it in the program it was made with and save it again"

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

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Relation(NamedTuple):
    """What a part of a package refers to by an id.

    ``type`` is the last word of its type, such as ``image``; ``target`` is the name
    of a part, or an address where it is ``external``.
    """

    type: str
    target: str
    external: bool


class Package:
    """The files of a package, by name."""

    def __init__(self, archive: zipfile.ZipFile, what: str) -> None:
        self._what = what
        self._archive = archive
        self._infos = {info.filename: info for info in archive.infolist()}
        self._folded = {name.lower(): name for name in self._infos}

    def names(self) -> list[str]:
        """Return the names of all files, in the order of the package."""
        return list(self._infos)

    def find(self, name: str) -> str | None:
        """Return a part's name as it is spelled in the package; None without one."""
        return name if name in self._infos else self._folded.get(name.lower())

    def size(self, name: str) -> int:
        """Return how many bytes a file has, unpacked."""
        return self._infos[name].file_size

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            PackageRefusedError: The file is damaged.
        """
        info = self._infos[name]
        try:
            with self._archive.open(info) as member:
                # zipfile stops at the size that the package states, which is checked.
                return member.read(info.file_size + 1)
        except _DAMAGE as error:
            raise _damaged() from error

    def tree(self, name: str | None) -> _Element | None:
        """Return the root of a part; None where there is no such part.

        Raises:
            PackageRefusedError: It is damaged, too large, or holds a DOCTYPE.
        """
        found = self.find(name) if name else None
        if found is None:
            return None
        if self.size(found) > TREE:
            raise too_large()
        return parse(self.read(found), self._what)

    def events(self, name: str, *tags: str) -> Iterator[tuple[str, _Element]]:
        """Yield elements of a part as they end, by prefixed name, then forget them.

        For parts that are too large for a tree. What an element holds is there
        until the next one is asked for.

        Raises:
            PackageRefusedError: It is damaged or holds a DOCTYPE.
        """
        data = _checked(self.read(name), self._what)
        wanted = [qualified(tag) for tag in tags]
        stream = etree.iterparse(
            io.BytesIO(data),
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
            raise _damaged() from error

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by id; ``""`` is the package itself."""
        folder, _, file = part.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, Relation] = {}
        if root is None:
            return found
        for element in root.iter(qualified("rel:Relationship")):
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            found[element.get("Id", "")] = Relation(
                element.get("Type", "").rpartition("/")[2],
                target if external else resolved(folder, target),
                external,
            )
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part of a type that a part refers to; None without one."""
        return next(
            (
                relation.target
                for relation in self.relations(part).values()
                if relation.type == kind and not relation.external
            ),
            None,
        )


def open_package(data: bytes, what: str) -> Package:
    """Return the package that a file is.

    Args:
        data: The file.
        what: What it is taken for, for refusals: "a Word document".

    Raises:
        PackageRefusedError: It is damaged, locked, or a bomb.
    """
    if data.startswith(_OLE):
        if is_locked(data):
            raise _locked()
        raise PackageRefusedError(f"it is not {what}", SAVE_AGAIN)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise _damaged() from error
    _check(archive.infolist())
    return Package(archive, what)


def is_locked(data: bytes) -> bool:
    """Whether a file is an Office document behind a password.

    Such a file is a container of another kind, in which Word, Excel and PowerPoint
    documents look the same.
    """
    return data.startswith(_OLE) and _ENCRYPTED in data


def _check(infos: list[zipfile.ZipInfo]) -> None:
    """Raise PackageRefusedError for a package that is not what people make."""
    if len(infos) > MEMBERS:
        raise _bomb()
    total = end = 0
    names: set[str] = set()
    for info in sorted(infos, key=lambda one: one.header_offset):
        name = info.filename.lower()
        total += info.file_size
        large = info.file_size > LARGE
        if (
            total > TOTAL
            or info.file_size > MEMBER
            or (large and info.file_size > RATIO * max(1, info.compress_size))
        ):
            raise _bomb()
        if name in names or info.header_offset < end:
            raise _damaged()
        if info.flag_bits & 0x1:
            raise _locked()
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged()
        names.add(name)
        # A member has at least its head, 30 bytes and the name.
        end = info.header_offset + 30 + info.compress_size


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
        raise _damaged() from error


def _checked(data: bytes, what: str) -> bytes:
    """Return XML with the usual namespaces, once it is known to hold no DOCTYPE.

    A DOCTYPE can only stand before the first element, and expat is stopped there:
    in any encoding, and before anything that it declares.
    """

    def refuse(*_: object) -> None:
        message = f"it holds a DOCTYPE, which {what} never needs"
        raise PackageRefusedError(message, SAVE_AGAIN)

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
        raise _damaged() from error
    raise _damaged()


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
    found = _NAMES.get(tag)
    if found is None:
        uri, _, local = tag.rpartition("}")
        prefix = _PREFIXES.get(uri[1:], "?") if uri else ""
        found = f"{prefix}:{local}" if prefix else local
        # A hostile file has any number of names; an ordinary one some hundreds.
        if len(_NAMES) < 5_000:
            _NAMES[tag] = found
    return found


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


def resolved(folder: str, target: str) -> str:
    """Return the name of the part that a target names, seen from a folder.

    A target that leads out of the package names no part at all.
    """
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    path = posixpath.normpath(posixpath.join("/", folder, target))
    return path.lstrip("/")


def whole(text: str | None, default: int = 0, most: int = 2**31) -> int:
    """Return a whole number of a file; the default where it is none, or absurd."""
    try:
        number = int(float(text or ""))
    except (ValueError, OverflowError):
        return default
    return number if abs(number) <= most else default


def too_large() -> PackageRefusedError:
    """Return the refusal of a file that would take too much time or memory."""
    return PackageRefusedError("it is too large to be read", "split it into parts")


class _FoundError(Exception):
    """The first element has been reached."""


def _usual(found: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/"


def _damaged() -> PackageRefusedError:
    return PackageRefusedError("it is damaged", SAVE_AGAIN)


def _locked() -> PackageRefusedError:
    hint = "save a copy without the password and use that"
    return PackageRefusedError("it needs a password", hint)


def _bomb() -> PackageRefusedError:
    return PackageRefusedError("it would unpack to far too much", SAVE_AGAIN)
