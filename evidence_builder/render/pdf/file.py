"""The file itself: numbered objects, streams, and what finally becomes bytes.

Objects are written as PDF spells them. reportlab's document numbers them and writes
the page tree, the root and the outline; the file is put together here, because
reportlab writes each object loose, and a tagged document has so many small ones that
packing them makes the file a third of the size. What else of reportlab's cannot be
used, and what packing with a second library costs, stands in ARCHITECTURE.md.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Mapping

# ISO 32000-1:2008, 7.5.2: a line with four bytes over 127 follows in binary files.
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_STREAM_END = b"\r\nendstream\nendobj\n"
"""Both, because content may end in the first of them: it is seen to end before it.

ISO 32000-1:2008, 7.3.8.1; ISO 19005-2:2011, 6.1.7.1."""
_PACK = 200
"""Objects in one object stream; their indices in it must fit one byte."""
_ONE, _PACKED = b"\1", b"\2"
"""The types of entries: objects of their own, and objects in an object stream.

ISO 32000-1:2008, 7.5.8.3, table 18."""


class _Stream(NamedTuple):
    """A stream, kept apart from what stands before it so that it is not copied."""

    start: bytes
    content: bytes | memoryview
    copied: bool = False
    """Whether it is a part of somebody's file, whose SHA-256 the document prints."""


class PdfFile:
    """Collects the objects of one file."""

    def __init__(self) -> None:
        self.document = pdfdoc.PDFDocument(invariant=1)
        self._objects: dict[int, str | _Stream] = {}
        """Objects in their final spelling."""

    def reserve(self, count: int = 1) -> int:
        """Return the number of an object, the first of several, written later."""
        # Only reportlab's own objects need its slower way of counting.
        number: int = self.document.objectcounter + 1
        self.document.objectcounter = number + count - 1
        for reserved in range(number, number + count):
            self._objects[reserved] = "null"
        return number

    def write(self, number: int, body: str) -> None:
        """Say what a reserved object is."""
        self._objects[number] = body

    def add(self, body: str) -> int:
        """Add an object and return its number."""
        number = self.reserve()
        self._objects[number] = body
        return number

    def add_stream(self, entries: str, content: bytes, *, packed: bool = False) -> int:
        """Add a stream and return its number.

        Args:
            entries: More entries of its dictionary, as PDF spells them.
            packed: Whether the content is in its final form, with its filter named
                among the entries.
        """
        if not packed:
            content = _compressed(content)
            entries += "/Filter/FlateDecode"
        number = self.reserve()
        self.write_stream(number, entries, content)
        return number

    def write_stream(
        self,
        number: int,
        entries: str,
        content: bytes | memoryview,
        *,
        copied: bool = False,
    ) -> None:
        """Say that a reserved object is a stream with its content in its final form."""
        start = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("latin-1")
        self._objects[number] = _Stream(start, content, copied)

    def add_page(self) -> int:
        """Add a page and return the number to write it under."""
        self.document.addPage(pdfdoc.PDFObject())
        number: int = self.document.objectcounter
        self._objects[number] = "null"
        return number

    @property
    def pages(self) -> int:
        """Return the number of the page tree."""
        return self.number(self.document.Pages)

    def number(self, item: pdfdoc.PDFObject) -> int:
        """Return the number of one of reportlab's own objects."""
        name = self.document.Reference(item).name
        number: int = self.document.idToObjectNumberAndVersion[name][0]
        return number

    def finished(
        self, *, info: str, catalogue: Mapping[str, int], outlines: int | None
    ) -> bytes:
        """Return the complete file; the same objects always give the same bytes.

        Args:
            info: The dictionary of the document's properties.
            catalogue: Entries of the document's root and the objects they are.
            outlines: The root of the outline.
        """
        properties = self.add(info)
        # ISO 32000-1:2008, 7.7.2, table 28. reportlab's own root leaves out what it
        # does not know: /AF (ISO 19005-3:2012, 6.8) and /OutputIntents.
        objects = {**catalogue, "Pages": self.pages}
        entries = {name: f"{number} 0 R" for name, number in objects.items()}
        if outlines:
            entries |= {"Outlines": f"{outlines} 0 R", "PageMode": "/UseOutlines"}
        root = pdfdoc.PDFDictionary({"Type": "/Catalog", **entries})
        catalogue_number = self.number(root)
        xref, parts, identity = self._written_objects()
        start = sum(map(len, parts))
        number = max(xref) + 1
        xref[number] = _xref_entry(start)
        table = b"".join(xref.get(n, bytes(6)) for n in range(number + 1))
        packed = zlib.compress(table)
        last = (
            # ISO 32000-1:2008, 7.5.8.2, table 17; /ID: 14.4; ISO 19005-2:2011, 6.1.3.
            f"{number} 0 obj\n<</Type/XRef/Size {number + 1}/W[1 4 1]"
            f"/Root {catalogue_number} 0 R/Info {properties} 0 R"
            f"/ID[<{identity}><{identity}>]/Filter/FlateDecode/Length {len(packed)}>>"
            "\nstream\n"
        ).encode("ascii")
        end = f"startxref\n{start}\n%%EOF\n".encode("ascii")
        return b"".join((*parts, last, packed, _STREAM_END, end))

    def _written_objects(
        self,
    ) -> tuple[dict[int, bytes], list[bytes | memoryview], str]:
        """Return the entry of each object, and the file up to the end of the last.

        Small objects are in packs. Last comes what tells the file from all others.
        """
        digest = hashlib.sha256()
        document = self.document
        xref: dict[int, bytes] = {}
        small: list[tuple[int, str]] = []
        parts: list[bytes | memoryview] = [_HEADER]
        at = len(_HEADER)
        # reportlab adds objects while it spells its own, so these are not counted yet.
        number = 0
        while (number := number + 1) <= document.objectcounter:
            body = self._objects.get(number)
            if body is None:
                own = document.idToObject[document.numberToId[number]]
                spelled = pdfdoc.format(own, document, toplevel=1)
                small.append((number, spelled.decode("latin-1")))
            elif isinstance(body, str):
                small.append((number, body))
            else:
                xref[number] = _xref_entry(at)
                start = b"%d 0 obj\n%b" % (number, body.start)
                parts += (start, body.content, _STREAM_END)
                digest.update(start)
                if not body.copied:
                    digest.update(body.content)
                at += len(start) + len(body.content) + len(_STREAM_END)
        for first in range(0, len(small), _PACK):
            pack = small[first : first + _PACK]
            for index, (inside, _) in enumerate(pack):
                xref[inside] = _PACKED + number.to_bytes(4) + bytes((index,))
            xref[number] = _xref_entry(at)
            parts.append(_pack(number, pack))
            digest.update(parts[-1])
            at += len(parts[-1])
            number += 1
        return xref, parts, digest.hexdigest()[:32]


def _compressed(content: bytes) -> bytes:
    """Return packed content; little of it in a little window, which is made faster."""
    if len(content) > _LITTLE:
        return zlib.compress(content, _EFFORT)
    packer = zlib.compressobj(wbits=12, memLevel=5)
    return packer.compress(content) + packer.flush()


_LITTLE = 4096
_EFFORT = 5
"""Of 9; one more takes half as long again and saves a fiftieth."""


def _xref_entry(offset: int) -> bytes:
    return _ONE + offset.to_bytes(4) + b"\0"


def _pack(number: int, objects: list[tuple[int, str]]) -> bytes:
    # ISO 32000-1:2008, 7.5.7, table 16; no stream may stand in it.
    heads, bodies = [], []
    at = 0
    for inside, body in objects:
        heads.append(f"{inside} {at}")
        bodies.append(body)
        at += len(body) + 1
    head = " ".join(heads) + "\n"
    # Latin-1 has one byte for each letter, so the offsets above hold.
    content = zlib.compress((head + "\n".join(bodies)).encode("latin-1"), _EFFORT)
    return (
        b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\n"
        b"stream\n%b%b"
        % (number, len(objects), len(head), len(content), content, _STREAM_END)
    )


def text(words: str) -> str:
    """Return words as a PDF string: a text string (ISO 32000-1:2008, 7.9.2.2)."""
    if _is_plain(words):
        return "(" + _escaped(words) + ")"
    return f"<{coded(words).hex()}>"


def coded(words: str) -> bytes:
    """Return the bytes of a text string: ASCII, or UTF-16 with its byte order mark."""
    if _is_plain(words):
        return words.encode("ascii")
    # What is not valid Unicode is not worth failing for.
    return b"\xfe\xff" + words.encode("utf-16-be", "replace")


def name(words: str) -> str:
    """Return words as a PDF name, its slash included (ISO 32000-1:2008, 7.3.5)."""
    spelled = "".join(
        character if character.isalnum() else f"#{ord(character):02X}"
        for character in words
    )
    return "/" + spelled


def _is_plain(words: str) -> bool:
    return words.isascii() and words.isprintable()


def address(href: str) -> str:
    """Return a link's address as a PDF string of plain ASCII.

    ISO 32000-1:2008, 12.6.4.7; other bytes as RFC 3986, 2.1, encodes them.
    """
    ascii_only = "".join(
        character
        if "!" <= character <= "~"
        else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        for character in href
    )
    return "(" + _escaped(ascii_only) + ")"


def _escaped(words: str) -> str:
    # ISO 32000-1:2008, 7.3.4.2.
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
