"""A picture as it came → as it will be embedded. The only door of Pillow.

The result is upright, in ordinary colours, on white, not larger than print needs,
and holds nothing that the camera wrote; the same bytes give the same result. Runs in
the child process of ``worker``, so it imports little.
"""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PIL import Image, ImageChops

from evidence_builder.attachments.strip import UnreadablePictureError, strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.attachments.strip import Stripped

LONG_SIDE: Final = 1600
"""The most pixels along the longer side: 10.7 inches at 150 dots each."""
QUALITY: Final = 85
PIXELS: Final[dict[str, int]] = {"jpeg": 250_000_000, "png": 100_000_000}
"""The most pixels that are read; a JPEG can be read at a fraction of its size."""

_LOSSLESS: Final = 600_000
"""A PNG up to this many bytes stays one, so that screenshots stay sharp."""

_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Made(NamedTuple):
    """A complete JPEG or PNG file, grey or RGB."""

    kind: Literal["jpeg", "png"]
    width: int
    height: int
    data: bytes


def make(data: bytes) -> Made:
    """Return a picture as it will be embedded.

    Raises:
        UnreadablePictureError: It is damaged, too large, or of another kind.
    """
    source = strip(data)
    pixels = source.width * source.height
    if not pixels:
        raise UnreadablePictureError("has no pixels")
    if pixels > (most := PIXELS[source.kind]):
        millions = f"{pixels / 1e6:,.0f} million pixels, more than {most / 1e6:,.0f}"
        raise UnreadablePictureError(f"has {millions} million")
    try:
        with _any_size(), Image.open(io.BytesIO(source.data), formats=_FORMATS) as file:
            return _make(file, source)
    except MemoryError as error:
        raise UnreadablePictureError("needs more memory than is allowed") from error
    except Exception as error:  # a decoder fails in many ways, and each means this
        message = "is damaged and cannot be read to its end"
        raise UnreadablePictureError(message) from error


_FORMATS: Final = ("JPEG", "PNG")


def _make(file: Image.Image, source: Stripped) -> Made:
    size = _fitting(source.width, source.height)
    same_size = size == (source.width, source.height)
    if source.kind == "jpeg":
        file.draft(file.mode, size)
    file.load()
    ordinary = source.orientation == 1 and not _profile_matters(source.profile)
    if source.reusable and same_size and ordinary:
        return Made("jpeg", *size, source.data)
    image = _flat(file, source)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _ordinary_colours(image, source.profile)
    if source.orientation in _TURNS:
        image = image.transpose(_TURNS[source.orientation])
    return _encoded(image, source.kind)


def _fitting(width: int, height: int) -> tuple[int, int]:
    """Return the size with its longer side at most ``LONG_SIDE``."""
    longer = max(width, height)
    if longer <= LONG_SIDE:
        return width, height
    return (
        max(1, round(width * LONG_SIDE / longer)),
        max(1, round(height * LONG_SIDE / longer)),
    )


def _flat(image: Image.Image, source: Stripped) -> Image.Image:
    """Return an image as L, RGB or CMYK: eight bits a channel, on white."""
    if image.mode.startswith("I"):
        # Sixteen bits: Pillow's own conversion cuts at 255 instead of dividing.
        wide = image if image.mode == "I" else image.convert("I")
        return wide.point(lambda value: value * (1 / 257)).convert("L")
    if image.mode == "CMYK":
        return ImageChops.invert(image) if source.inverted else image
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        grey = image.mode in ("1", "L", "LA")
        if image.mode != "RGBA":
            image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white.convert("L") if grey else white
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image.convert("RGB")


def _profile_matters(profile: bytes) -> bool:
    """Whether a profile says anything else than sRGB, which everybody assumes."""
    return bool(profile) and b"sRGB" not in profile.replace(b"\x00", b"")


def _ordinary_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """Return an image in sRGB or grey, with colours as its profile means them."""
    if _profile_matters(profile) and image.mode != "L":
        from PIL import ImageCms

        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, ImportError, OSError):
            converted = None  # a damaged profile costs some colour, not the picture
        if converted is not None:
            return converted
    return image if image.mode == "L" else image.convert("RGB")


def _encoded(image: Image.Image, kind: Literal["jpeg", "png"]) -> Made:
    # What the source said of itself would be written out again.
    image.info = {}
    data = b""
    if kind == "png":
        data = _saved(image, "PNG")
    if kind == "jpeg" or len(data) > _LOSSLESS:
        smaller = _saved(image, "JPEG", quality=QUALITY)
        if kind == "jpeg" or len(smaller) * 3 < len(data):
            return Made("jpeg", *image.size, smaller)
    return Made("png", *image.size, data)


def _saved(image: Image.Image, form: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


@contextmanager
def _any_size() -> Iterator[None]:
    """Leave the question of size to us: phones take more pixels than Pillow allows."""
    before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = before
