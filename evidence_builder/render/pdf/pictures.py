"""Pictures in the file: the bytes that were given, with nothing decoded."""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

from evidence_builder.render.layout.imagefile import read_header

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Image
    from evidence_builder.render.pdf.file import PdfFile

# ISO 32000-1:2008, 8.6.4; ISO 19005-2:2011, 6.2.4.3.
_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}


class ImageXObjects:
    """The pictures of one file; the same picture twice is stored once."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._numbers: dict[bytes, int] = {}

    def add(self, image: Image) -> int:
        """Return the number of the object that draws a picture.

        Raises:
            ValueError: The picture is not of a kind that documents may have.
        """
        key = hashlib.sha256(image.data).digest()
        if key not in self._numbers:
            self._numbers[key] = self._added(image)
        return self._numbers[key]

    def _added(self, image: Image) -> int:
        header = read_header(image)
        if header is None:
            msg = f"not a {image.kind} file that can be embedded"
            raise ValueError(msg)
        coding, content = "/Filter/DCTDecode", image.data
        if image.kind == "png":
            # PDF reads PNG's own packed rows, so they are taken out of their chunks
            # (ISO 32000-1:2008, 7.4.4.4).
            content = _rows(image.data)
            coding = (
                f"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors "
                f"{header.channels}/BitsPerComponent 8/Columns {header.width}>>"
            )
        entries = (
            # ISO 32000-1:2008, 8.9.5.
            f"/Type/XObject/Subtype/Image/Width {header.width}/Height {header.height}"
            f"/BitsPerComponent 8/ColorSpace/{_SPACES[header.channels]}{coding}"
        )
        return self._file.add_stream(entries, content, packed=True)


def _rows(data: bytes) -> bytes:
    # PNG (3rd ed.), 5.3 (chunks), 11.2 (IDAT).
    at = 8
    content = []
    while at + 8 <= len(data):
        length, tag = struct.unpack_from(">L4s", data, at)
        if tag == b"IDAT":
            content.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(content)
