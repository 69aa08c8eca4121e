"""A JPEG or PNG file → the same picture without anything else that is in it.

Cameras write the place, the time and the owner into a picture, and editors write
more. Here only what is needed to draw the picture is kept, copied letter for letter;
how it must be turned and its colour profile come out beside it. What the library
then decodes holds nothing but pixels.

Pure: bytes in, bytes out; no outside library.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.wording.language import Phrase

# JFIF 1.02 (ITU-T T.871, 10.1): version 1.1, no density, no thumbnail.
_JFIF: Final = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
# PNG (3rd ed.), 5.2.
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_OFFICE_PICTURES: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\xd7\xcd\xc6\x9a",  # WMF
    b"\x01\x00\x00\x00",  # EMF
)
_STRIPPED: Final = _OFFICE_PICTURES[:2]
"""Those that may hold where and when they were taken, and are stored as they are."""
_PROFILE_LIMIT: Final = 4 * 2**20
_SEGMENT_LIMIT: Final = 10_000
_CHUNK_LIMIT: Final = 200_000

# ITU-T T.81, table B.1: baseline, extended and progressive, with Huffman codes.
_FRAMES: Final = frozenset((0xC0, 0xC1, 0xC2))
_OTHER_FRAMES: Final = frozenset(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
_DRAWN: Final = frozenset((0xC4, 0xDA, 0xDB, 0xDD))
"""Huffman tables, scans, quantisation tables, restart intervals: table B.1."""
# A marker, but for stuffed zeros, restarts and fill bytes: B.1.1.2, B.1.1.5.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


class UnreadablePictureError(Exception):
    """A picture cannot be used.

    ``str`` of it follows "could not be included: "; ``hint`` says what the learner can
    do.

    Args:
        fault: What is said of the picture, and what of it as one of several pages.
        values: What stands in both.
    """

    def __init__(
        self,
        fault: tuple[Phrase, Phrase] = wording.picture_damaged,
        hint: Phrase = wording.another_copy,
        **values: str,
    ) -> None:
        super().__init__(fault[0](**values))
        self.hint = hint()
        self._fault = fault[1]
        self._values = values

    def of_page(self, number: int) -> str:
        """Return what is said of the file that is shown without this page."""
        return self._fault(page=number, **self._values)


class Stripped(NamedTuple):
    """A picture and what was said about it in the parts that are gone."""

    kind: Literal["jpeg", "png"]
    data: bytes
    width: int
    height: int
    orientation: int = 1
    """How the camera was held: 1 to 8, as EXIF counts."""
    profile: bytes = b""
    """The ICC colour profile, empty for ordinary colours."""
    inverted: bool = False
    """Whether a CMYK picture is stored the other way round from what is usual."""
    reusable: bool = False
    """Whether any program understands the data as it is."""


def strip(data: bytes) -> Stripped:
    """Return a picture without anything that is not needed to draw it.

    Raises:
        UnreadablePictureError: It is neither JPEG nor PNG, or ends too early.
    """
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
    except (struct.error, IndexError, zlib.error) as error:
        raise UnreadablePictureError from error
    raise UnreadablePictureError(wording.no_jpeg_or_png)


def office_picture(data: bytes) -> bytes | None:
    """Return a picture of an Office file without what a camera wrote into it.

    None for anything else. SVG is no picture: it is XML, and may refer to anything.
    Nothing is turned: Word does not look at how the camera was held, and writes a turn
    beside the picture.
    """
    if not data.startswith(_OFFICE_PICTURES):
        return None
    if not data.startswith(_STRIPPED):
        return data
    try:
        return strip(data).data
    except UnreadablePictureError:
        return None


def orientation_in(exif: bytes) -> int:
    """Return the orientation in EXIF data; 1 where there is none that makes sense.

    Tag 274, one SHORT: TIFF 6.0, section 8, "Orientation", as CIPA DC-008 has it.
    """
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(exif[:4])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, at)
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", exif, entry)
            if tag == 0x0112 and kind == 3 and 1 <= value <= 8:
                return int(value)
    except struct.error:
        pass
    return 1


def _jpeg(data: bytes) -> Stripped:
    """Keep frame, tables and scans; APP1 is EXIF, APP2 the ICC profile, APP14 Adobe's.

    ITU-T T.81, annex B; CIPA DC-008, "APP1"; ICC.1:2010, annex B; Adobe Technical
    Note 5116.
    """
    kept: list[bytes] = []
    profile, adobe, frame, orientation = b"", b"", b"", 1
    for marker, segment in _segments(data):
        body = segment[4:]
        if marker in _FRAMES and not frame:
            frame = body
            kept.append(segment)
        elif marker in _DRAWN:
            kept.append(segment)
        elif marker in _OTHER_FRAMES:
            raise UnreadablePictureError(wording.jpeg_unshown)
        elif marker == 0xE1 and body.startswith(b"Exif\x00"):
            orientation = orientation_in(body[6:])
        elif marker == 0xE2 and body.startswith(b"ICC_PROFILE\x00"):
            profile += body[14:]
        elif marker == 0xEE and body.startswith(b"Adobe") and len(body) >= 12:
            adobe = segment[:16]
    height, width, components = struct.unpack_from(">HHB", frame, 1)
    usual = _is_usual(frame, components, adobe)
    return Stripped(
        "jpeg",
        b"".join((b"\xff\xd8", _JFIF if usual else adobe, *kept, b"\xff\xd9")),
        width,
        height,
        orientation,
        profile,
        inverted=components == 4 and not adobe,
        reusable=usual,
    )


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each segment's marker and bytes; those of a scan with what it scans.

    Whatever follows the picture's end is left out: phones put films there.
    """
    at = 2
    for _ in range(_SEGMENT_LIMIT):
        start = at
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        if marker == 0xD9:
            return
        (length,) = struct.unpack_from(">H", data, at + 1)
        end = at + 1 + length
        if at == start or length < 2 or end > len(data):
            break
        if marker == 0xDA:
            following = _MARKER.search(data, end)
            if following is None:
                break
            end = following.start()
        yield marker, data[at - 1 : end]
        at = end
    raise UnreadablePictureError


def _is_usual(frame: bytes, components: int, adobe: bytes) -> bool:
    """Whether the colours are grey or YCbCr, which a JFIF header says for all.

    Adobe's transform 0 means RGB or CMYK (Technical Note 5116); so do such names of
    components (ITU-T T.81, B.2.2).
    """
    if components == 1:
        return True
    if components != 3 or (adobe and adobe[15] == 0):
        return False
    return bytes(frame[6:15:3]) != b"RGB"


def _png(data: bytes) -> Stripped:
    """Keep the critical chunks and tRNS: PNG (3rd ed.), 5.3, 11.2 and 11.3.1.1."""
    kept = [_PNG]
    profile, orientation, at = b"", 1, len(_PNG)
    if data[12:16] != b"IHDR":
        raise UnreadablePictureError
    for _ in range(_CHUNK_LIMIT):
        length, name = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + 12 + length]
        if len(chunk) != 12 + length:
            raise UnreadablePictureError
        at += len(chunk)
        first = len(kept) == 1
        if name in (b"PLTE", b"tRNS", b"IDAT", b"IEND") or first:
            kept.append(chunk)
        elif name == b"iCCP":
            profile = _png_profile(chunk[8:-4])
        elif name == b"eXIf":
            orientation = orientation_in(chunk[8:-4])
        if name == b"IEND":
            break
    else:
        raise UnreadablePictureError
    width, height = struct.unpack_from(">II", data, 16)
    return Stripped("png", b"".join(kept), width, height, orientation, profile)


def _png_profile(body: bytes) -> bytes:
    """Return an unpacked profile, or nothing if it is damaged or far too large.

    PNG (3rd ed.), 11.3.2.3: a name, a null, the method, and what is packed.
    """
    _, _, packed = body.partition(b"\x00")
    try:
        unpacker = zlib.decompressobj()
        profile = unpacker.decompress(packed[1:], _PROFILE_LIMIT)
    except zlib.error:
        return b""
    return profile if unpacker.eof else b""
