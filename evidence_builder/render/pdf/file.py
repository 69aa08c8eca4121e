"""The file itself: numbered objects, streams, and what finally becomes bytes.

Objects are written as PDF spells them. reportlab's document numbers them and keeps
the page tree and the root; the file is put together here, because reportlab writes
each object loose, and a tagged document has so many small ones that packing them
makes the file a third of the size. Packing it with a second library took longer than
drawing it.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACK = 200
"""Objects in one pack; their places in it must fit one byte."""
_ONE, _PACKED = b"\1", b"\2"
"""How the table of places marks objects of their own and objects in a pack."""


class _Page(pdfdoc.PDFObject):  # type: ignore[misc] # an untyped library
    """Stands for a page in reportlab's page tree."""

    __RefOnly__ = 1


class PdfFile:
    """Collects the objects of one file."""

    def __init__(self) -> None:
        self._document = pdfdoc.PDFDocument(invariant=1)
        self._objects: dict[int, str | bytes] = {}
        """Objects in their final spelling; streams are bytes, all others are not."""

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        # Only reportlab's own objects need its slower way of counting.
        number: int = self._document.objectcounter + 1
        self._document.objectcounter = number
        self._objects[number] = "null"
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
            content = zlib.compress(content)
            entries += "/Filter/FlateDecode"
        start = f"<<{entries}/Length {len(content)}>>\nstream\n".encode("latin-1")
        number = self.reserve()
        self._objects[number] = start + content + b"\nendstream"
        return number

    def add_page(self) -> int:
        """Add a page and return the number to write it under."""
        self._document.addPage(_Page())
        number: int = self._document.objectcounter
        self._objects[number] = "null"
        return number

    @property
    def pages(self) -> int:
        """Return the number of the page tree."""
        reference = self._document.Reference(self._document.Pages)
        number: int = self._document.idToObjectNumberAndVersion[reference.name][0]
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
        document = self._document
        properties = self.add(info)
        root = document.Catalog
        for name, number in catalogue.items():
            setattr(root, name, self._reference(number))
        root.Outlines = self._reference(outlines) if outlines else None
        if outlines:
            root.PageMode = pdfdoc.PDFName("UseOutlines")
        document.Reference(root)
        catalogue_number = document.objectcounter
        file = bytearray(_HEADER)
        places = self._write_objects(file)
        start = len(file)
        number = max(places) + 1
        places[number] = _place(start)
        table = b"".join(places.get(n, bytes(6)) for n in range(number + 1))
        identity = hashlib.sha256(file).hexdigest()[:32]
        packed = zlib.compress(table)
        file += (
            f"{number} 0 obj\n<</Type/XRef/Size {number + 1}/W[1 4 1]"
            f"/Root {catalogue_number} 0 R/Info {properties} 0 R"
            f"/ID[<{identity}><{identity}>]/Filter/FlateDecode/Length {len(packed)}>>"
            "\nstream\n"
        ).encode("ascii")
        file += packed
        file += f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode("ascii")
        return bytes(file)

    def _reference(self, number: int) -> object:
        """Return what reportlab's own objects hold to refer to one of ours."""
        name = f"R{number}"
        self._document.idToObjectNumberAndVersion[name] = (number, 0)
        return pdfdoc.PDFObjectReference(name)

    def _write_objects(self, file: bytearray) -> dict[int, bytes]:
        """Write every object, small ones in packs; return where each one is."""
        document = self._document
        places: dict[int, bytes] = {}
        small: list[tuple[int, str]] = []
        # reportlab adds objects while it spells its own, so these are not counted yet.
        number = 0
        while (number := number + 1) <= document.objectcounter:
            body = self._objects.get(number)
            if body is None:
                own = document.idToObject[document.numberToId[number]]
                spelled = pdfdoc.format(own, document, toplevel=1)
                small.append((number, spelled.decode("latin-1")))
            elif isinstance(body, bytes):
                places[number] = _place(len(file))
                file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
            else:
                small.append((number, body))
        for first in range(0, len(small), _PACK):
            pack = small[first : first + _PACK]
            for index, (inside, _) in enumerate(pack):
                places[inside] = _PACKED + number.to_bytes(4) + bytes((index,))
            places[number] = _place(len(file))
            file += _pack(number, pack)
            number += 1
        return places


def _place(offset: int) -> bytes:
    return _ONE + offset.to_bytes(4) + b"\0"


def _pack(number: int, objects: list[tuple[int, str]]) -> bytes:
    heads, bodies = [], []
    at = 0
    for inside, body in objects:
        heads.append(f"{inside} {at}")
        bodies.append(body)
        at += len(body) + 1
    head = " ".join(heads) + "\n"
    # Latin-1 has one byte for each letter, so the places above hold.
    content = zlib.compress((head + "\n".join(bodies)).encode("latin-1"))
    return (
        b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\n"
        b"stream\n%b\nendstream\nendobj\n"
        % (number, len(objects), len(head), len(content), content)
    )


def text(words: str) -> str:
    """Return words as a PDF string."""
    if words.isascii() and words.isprintable():
        return "(" + _escaped(words) + ")"
    # What is not valid Unicode is not worth failing for.
    coded = words.encode("utf-16-be", "replace")
    return f"<feff{coded.hex()}>"


def address(href: str) -> str:
    """Return a link's address as a PDF string of plain ASCII."""
    ascii_only = "".join(
        character
        if "!" <= character <= "~"
        else "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        for character in href
    )
    return "(" + _escaped(ascii_only) + ")"


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
