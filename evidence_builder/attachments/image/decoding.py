"""A picture file of any ordinary kind → its pictures, one after another.

What a file says of itself is looked at first, so that a picture of impossible size is
refused before anything is unpacked; each kind is opened by its own reader only.
"""

from __future__ import annotations

import io
import re
import struct
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from PIL import Image

from evidence_builder.attachments.content import Note
from evidence_builder.attachments.image.metadata import (
    UnreadablePictureError,
    orientation_in,
    strip,
)
from evidence_builder.attachments.image.tiff import MOST_PAGES, pages_of
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_builder.attachments.image.metadata import Stripped
    from evidence_builder.attachments.image.tiff import TiffPage

Kind: TypeAlias = Literal["jpeg", "png", "gif", "tiff", "webp", "bmp", "heic"]

PIXELS: Final[dict[Kind, int]] = {
    "jpeg": 250_000_000,
    "png": 100_000_000,
    "gif": 100_000_000,
    "tiff": 120_000_000,
    "webp": 60_000_000,
    "bmp": 100_000_000,
    "heic": 60_000_000,
}
"""The most pixels of one picture that are read. A JPEG can be read at a fraction of
its size; the readers of WebP and HEIC keep several copies."""

LONG_SIDE: Final = 1600
"""The most pixels along the longer side: 10.7 inches at 150 dots each."""

_ONE: Final = (1,)


class Frame(NamedTuple):
    """One decoded picture, and how it is to be understood."""

    image: Image.Image
    """It may be smaller than ``size`` already."""
    size: tuple[int, int]
    lossy: bool = False
    """Whether it was kept as photographs are, which may be done again."""
    orientation: int = 1
    """How the camera was held: 1 to 8, as EXIF counts."""
    profile: bytes = b""
    inverted: bool = False
    """Whether a CMYK picture is stored the other way round from what is usual."""
    resolution: tuple[float, float] = (0, 0)
    """Dots an inch across and down of what was scanned; 0 where that is not said."""
    ready: bytes = b""
    """A JPEG file that may be embedded as it is."""


class Opened(NamedTuple):
    """A picture file; ``decode`` returns the picture of a number from one."""

    costs: tuple[int, ...]
    """For each picture, how many pixels it costs to make."""
    decode: Callable[[int], Frame]
    notes: tuple[Note, ...] = ()


def open_pictures(data: bytes) -> Opened:
    """Return what is in a picture file.

    Raises:
        UnreadablePictureError: It is too large or of another kind.
        Exception: It is damaged, in one of the many ways in which readers say so.
    """
    if data.startswith((b"II", b"MM")):
        return _tiff(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _gif(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith(b"BM"):
        return _bmp(data)
    if data[4:8] == b"ftyp":
        return _heic(data)
    return _stripped(strip(data))


def fitting(width: int, height: int) -> tuple[int, int]:
    """Return the size with its longer side at most ``LONG_SIDE``."""
    longer = max(width, height)
    if longer <= LONG_SIDE:
        return width, height
    return (
        max(1, round(width * LONG_SIDE / longer)),
        max(1, round(height * LONG_SIDE / longer)),
    )


def _check(kind: Kind, width: int, height: int) -> None:
    pixels, most = width * height, PIXELS[kind]
    if not pixels:
        raise UnreadablePictureError(wording.no_pixels)
    if pixels > most:
        fault, hint = wording.too_many_pixels, wording.smaller_copy
        millions = {"pixels": f"{pixels / 1e6:,.0f}", "most": f"{most / 1e6:,.0f}"}
        raise UnreadablePictureError(fault, hint, **millions)


# --- JPEG and PNG ------------------------------------------------------------


def _stripped(source: Stripped) -> Opened:
    _check(source.kind, source.width, source.height)
    return Opened(_ONE, partial(_decode_stripped, source))


def _decode_stripped(source: Stripped, _: int) -> Frame:
    size = source.width, source.height
    lossy = source.kind == "jpeg"
    image = Image.open(io.BytesIO(source.data), formats=(source.kind.upper(),))
    if lossy:
        image.draft(image.mode, fitting(*size))
    image.load()
    return Frame(
        image,
        size,
        lossy,
        source.orientation,
        source.profile,
        inverted=source.inverted,
        ready=source.data if source.reusable else b"",
    )


# --- GIF, WebP, BMP ----------------------------------------------------------


def _gif(data: bytes) -> Opened:
    image = Image.open(io.BytesIO(data), formats=("GIF",))
    # A picture may be larger than the screen that the file begins with.
    _check("gif", *image.size)
    notes = _animated(moves=getattr(image, "is_animated", False))
    return Opened(_ONE, partial(_decode_simple, data, "GIF"), notes)


def _animated(*, moves: bool) -> tuple[Note, ...]:
    return (Note("file-cut", wording.moves()),) if moves else ()


def _webp(data: bytes) -> Opened:
    width, height, lossy, moves = _webp_says(data)
    _check("webp", width, height)
    from PIL import WebPImagePlugin  # noqa: F401 - otherwise every reader is imported

    decode = partial(_decode_simple, data, "WEBP", lossy=lossy)
    return Opened(_ONE, decode, _animated(moves=moves))


def _webp_says(data: bytes) -> tuple[int, int, bool, bool]:
    """Return width, height, and whether a WebP is lossy and whether it moves.

    RFC 9649, 2.5 to 2.7, and 3 for VP8L; RFC 6386, 9.1 for VP8.
    """
    chunk = data[12:16]
    lossy = b"VP8 " in data[12 : 2**16]
    if chunk == b"VP8X":
        wide, high = data[24:27], data[27:30]
        moves = bool(data[20] & 2)
        return (
            int.from_bytes(wide, "little") + 1,
            int.from_bytes(high, "little") + 1,
            lossy,
            moves,
        )
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, False, False
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF, True, False
    raise UnreadablePictureError


def _bmp(data: bytes) -> Opened:
    with Image.open(io.BytesIO(data), formats=("BMP",)) as image:
        _check("bmp", *image.size)
    return Opened(_ONE, partial(_decode_bmp, data))


def _decode_bmp(data: bytes, _: int) -> Frame:
    image = Image.open(io.BytesIO(data), formats=("BMP",))
    size = image.size
    # Programs leave the fourth channel empty, which does not mean that all is clear.
    return Frame(image.convert("RGB") if image.mode == "RGBA" else image, size)


def _decode_simple(data: bytes, form: str, _: int, *, lossy: bool = False) -> Frame:
    image = Image.open(io.BytesIO(data), formats=(form,))
    image.load()
    exif = image.info.get("exif", b"").removeprefix(b"Exif\x00\x00")
    profile = image.info.get("icc_profile") or b""
    return Frame(image, image.size, lossy, orientation_in(exif), profile)


# --- TIFF --------------------------------------------------------------------


def _tiff(data: bytes) -> Opened:
    pages = pages_of(data)
    notes: tuple[Note, ...] = ()
    if pages[-1].directory + 1 >= MOST_PAGES:
        notes = (Note("file-cut", wording.many_pages(len(pages))),)
    # Black and white is unpacked and made smaller in a quarter of the time.
    costs = tuple(
        page.width * page.height // (4 if page.two_tone else 1) for page in pages
    )
    return Opened(costs, partial(_decode_tiff, data, pages), notes)


def _decode_tiff(data: bytes, pages: tuple[TiffPage, ...], number: int) -> Frame:
    from PIL import TiffImagePlugin  # noqa: F401 - otherwise every reader is imported

    page = pages[number - 1]
    _check("tiff", page.width, page.height)
    _check("tiff", max(page.tile, 1), 1)
    if not page.ordinary:
        raise UnreadablePictureError(wording.tiff_packed, wording.as_jpeg)
    image = Image.open(io.BytesIO(data), formats=("TIFF",))
    image.seek(page.directory)
    across, down = (float(dots) for dots in image.info.get("dpi", (0, 0)))
    profile = image.info.get("icc_profile") or b""
    orientation = image.getexif().get(0x0112, 1)
    image.load()  # which turns it upright too
    if orientation in (5, 6, 7, 8):
        across, down = down, across
    return Frame(
        image, image.size, page.lossy, profile=profile, resolution=(across, down)
    )


# --- HEIC --------------------------------------------------------------------

# ISO/IEC 23008-12, 6.5.3, "Image spatial extents".
_HEIC_SIZE = re.compile(rb"ispe\x00\x00\x00\x00(.{4})(.{4})", re.DOTALL)


def _heic(data: bytes) -> Opened:
    # Every size in the container: of the picture, its tiles and its thumbnails.
    for match in _HEIC_SIZE.finditer(data, 0, 2**20):
        _check("heic", *(int.from_bytes(side, "big") for side in match.groups()))
    try:
        import pi_heif
    except ImportError as error:
        raise UnreadablePictureError(wording.heic_unread, wording.as_jpeg) from error
    pi_heif.options.THUMBNAILS = False
    pi_heif.options.DEPTH_IMAGES = False
    pi_heif.options.AUX_IMAGES = False
    file = pi_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=True)
    main = file[file.primary_index]
    _check("heic", *main.size)
    notes: tuple[Note, ...] = ()
    if len(file) > 1:
        notes = (Note("file-cut", wording.several_pictures(len(file))),)

    def decode(_: int) -> Frame:
        # Turned by what the container says; its EXIF says the same once more.
        image = main.to_pillow()
        profile = image.info.get("icc_profile") or b""
        return Frame(image, image.size, lossy=True, profile=profile)

    return Opened(_ONE, decode, notes)
