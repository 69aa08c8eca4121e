"""A picture inside an Office file → a figure; what is cut off it stays off."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.image.metadata import UnreadablePictureError
from evidence_builder.attachments.image.picture import make
from evidence_builder.document.blocks import Figure, Image
from evidence_builder.markup.xml import attribute, child, whole
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.attachments.image.picture import EncodedPicture

_WHOLE: Final = 100_000
_INCH: Final = 914_400  # EMU: ECMA-376 Part 1, 20.1.2.1
_DOTS: Final = (60.0, 1_200.0)


class Crop(NamedTuple):
    """How much is cut off each edge, of 100,000: ECMA-376 Part 1, 20.1.8.55."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


def crop_of(fill: _Element | None) -> Crop:
    """Return what a picture's fill cuts off.

    People cut names and faces off: what they cut must not come back.
    """
    source = child(fill, "a:srcRect")
    edges = (whole(attribute(source, edge)) for edge in ("l", "t", "r", "b"))
    return Crop(*(min(max(edge, 0), _WHOLE) for edge in edges))


def figure(data: bytes, alt: str, width: int = 0, crop: Crop = Crop()) -> Figure | None:  # noqa: B008 - a constant
    """Return a figure; None where the picture cannot be shown.

    Args:
        data: The picture's file.
        alt: Words for those who cannot see it.
        width: How wide it is shown, in EMU; 0 where nobody said.
        crop: What is cut off.
    """
    try:
        picture = make(data)
    except UnreadablePictureError:
        return None
    if any(crop):
        cut = _cropped(picture, crop)
        if cut is None:
            return None
        picture = cut
    dots = picture.dpi
    if width > 0:
        dots = min(max(picture.width * _INCH / width, _DOTS[0]), _DOTS[1])
    image = Image(picture.data, picture.kind, picture.width, picture.height, dots)
    return Figure(image, alt or wording.picture())


def _cropped(picture: EncodedPicture, crop: Crop) -> EncodedPicture | None:
    """Return a picture without its cut edges; None if nothing is left."""
    from PIL import Image as Pillow

    with Pillow.open(io.BytesIO(picture.data), formats=("JPEG", "PNG")) as file:
        box = (
            file.width * crop.left // _WHOLE,
            file.height * crop.top // _WHOLE,
            file.width * (_WHOLE - crop.right) // _WHOLE,
            file.height * (_WHOLE - crop.bottom) // _WHOLE,
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return None
        buffer = io.BytesIO()
        cut = file.crop(box)
        cut.info = {}
        cut.save(buffer, "PNG")
    return make(buffer.getvalue())
