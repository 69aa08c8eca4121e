"""A picture as it came → as it will be embedded.

The result is upright, in ordinary colours, on white, not larger than print needs,
and holds nothing that the camera wrote; the same bytes give the same result. Runs in
the child process of ``run.pool``, so it imports little.
"""

from __future__ import annotations

import io
import warnings
from contextlib import contextmanager
from operator import truediv
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PIL import Image

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    Note,
    Page,
)
from evidence_builder.attachments.image.colours import flat, in_srgb, profile_matters
from evidence_builder.attachments.image.decoding import (
    LONG_SIDE,
    fitting,
    open_pictures,
)
from evidence_builder.attachments.image.metadata import UnreadablePictureError
from evidence_builder.document import blocks
from evidence_builder.own_faults import own_fault
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evidence_builder.attachments.content import Request
    from evidence_builder.attachments.image.decoding import Frame, Opened

QUALITY: Final = 85
DPI: Final = 150.0
PAGES: Final = 200
"""The most pictures of one file that are shown."""
WORK: Final = 240_000_000
"""The most pixels that are read for one file, which takes half of the time allowed."""
SHARP_SIDE: Final = 2400
"""The most pixels along the longer side of what is black and white without grey."""

_LOSSLESS: Final = 600_000
"""A PNG up to this many bytes stays one, so that screenshots stay sharp."""
_PAPER: Final = (3.0, 17.0)
"""How long, in inches, paper from a scanner can be; other sizes are mistakes."""
# TIFF 6.0, section 8, "Orientation", as CIPA DC-008 has it.
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class EncodedPicture(NamedTuple):
    """A complete JPEG or PNG file, grey or RGB.

    ``dpi`` says how large it wants to be.
    """

    kind: Literal["jpeg", "png"]
    width: int
    height: int
    data: bytes
    dpi: float = DPI


def make(data: bytes) -> EncodedPicture:
    """Return a picture, the first of its file, as it will be embedded.

    Raises:
        UnreadablePictureError: It is damaged, too large, or of another kind.
    """
    with _in_plain_words():
        return _picture_of(open_pictures(data).decode(1))


def convert(data: bytes, request: Request) -> Content:
    """Return the pictures of a file, each a page of its own.

    A file that moves has one page, its first picture; of a HEIC it is the main one.

    Raises:
        CannotBeIncludedError: None of those that are taken can be shown.
    """
    try:
        with _in_plain_words():
            opened = open_pictures(data)
        return _content(opened, request)
    except UnreadablePictureError as error:
        raise CannotBeIncludedError(str(error), error.hint) from error


def _content(opened: Opened, request: Request) -> Content:
    count = len(opened.costs)
    wanted = range(1, count + 1) if request.pages is None else request.pages
    numbers = [number for number in wanted if 1 <= number <= count]
    shown = _within_reason(opened, numbers)
    notes = list(opened.notes)
    if len(shown) < len(numbers):
        message = wording.first_pages(len(numbers), most=len(shown))
        notes.append(Note("file-cut", message, wording.name_pages_or_divide()))
    pages: list[Page] = []
    lost: dict[int, UnreadablePictureError] = {}
    sharp = False
    for number in shown:
        try:
            with _in_plain_words():
                picture = _picture_of(opened.decode(number))
        except UnreadablePictureError as error:
            lost[number] = error
        else:
            pages.append(_page(number, picture))
            sharp = sharp or max(picture.width, picture.height) > LONG_SIDE
    if lost and not pages:
        raise next(iter(lost.values()))
    for number, why in lost.items():
        notes.append(Note("file-repaired", why.of_page(number), why.hint))
    phrase = wording.page_pictures if count > 1 else wording.picture_way
    way = phrase(pixels=f"{SHARP_SIDE if sharp else LONG_SIDE:,}")
    return Content(tuple(pages), count, way=way, notes=tuple(notes))


def _within_reason(opened: Opened, numbers: Sequence[int]) -> list[int]:
    """Return as many of the pages as can be made in the time that a file has."""
    shown: list[int] = []
    work = 0
    for number in numbers[:PAGES]:
        work += opened.costs[number - 1]
        if shown and work > WORK:
            break
        shown.append(number)
    return shown


def _page(number: int, picture: EncodedPicture) -> Page:
    points = 72 / picture.dpi
    width, height = picture.width, picture.height
    image = blocks.Image(picture.data, picture.kind, width, height, picture.dpi)
    return Page(number, width * points, height * points, picture=image)


def _picture_of(frame: Frame) -> EncodedPicture:
    if frame.image.mode == "1":
        return _bilevel_picture_of(frame)
    size = fitting(*_square(frame))
    plain = frame.orientation == 1 and not profile_matters(frame.profile)
    if frame.ready and size == frame.size and plain:
        return EncodedPicture("jpeg", *size, frame.ready)
    image = flat(frame.image, inverted=frame.inverted)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = in_srgb(image, frame.profile)
    if frame.orientation in _TURNS:
        image = image.transpose(_TURNS[frame.orientation])
    return _encoded(image, lossy=frame.lossy, dpi=_dpi(frame, size))


def _bilevel_picture_of(frame: Frame) -> EncodedPicture:
    """Make what is black and white without grey, such as a fax.

    Only whole dots are put together, which keeps letters sharp and files small.
    """
    square = _square(frame)
    image = flat(frame.image)
    if square != image.size:
        image = image.resize(square, Image.Resampling.NEAREST)
    image = image.reduce(-(-max(square) // SHARP_SIDE))
    return _encoded(image, lossy=False, dpi=_dpi(frame, image.size))


def _square(frame: Frame) -> tuple[int, int]:
    """Return the size with as many dots across an inch as down: faxes have not."""
    width, height = frame.size
    across, down = frame.resolution
    if not (down and 0.2 < across / down < 5):
        return width, height
    if across > down:
        return width, round(height * across / down)
    return round(width * down / across), height


def _dpi(frame: Frame, size: tuple[int, int]) -> float:
    """Return the dots an inch with which paper gets its own size again."""
    if all(frame.resolution):
        inches: float = max(map(truediv, frame.size, frame.resolution))
        if _PAPER[0] <= inches <= _PAPER[1]:
            return max(size) / inches
    return DPI


def _encoded(image: Image.Image, *, lossy: bool, dpi: float) -> EncodedPicture:
    # What the source said of itself would be written out again.
    image.info = {}
    data = b"" if lossy else _saved(image, "PNG")
    if lossy or len(data) > _LOSSLESS:
        smaller = _saved(image, "JPEG", quality=QUALITY)
        if lossy or len(smaller) * 3 < len(data):
            return EncodedPicture("jpeg", *image.size, smaller, dpi)
    return EncodedPicture("png", *image.size, data, dpi)


def _saved(image: Image.Image, form: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Say every failure of a reader as an ``UnreadablePictureError``.

    The question of size is left to us: phones take more pixels than Pillow allows.
    """
    before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (UnreadablePictureError, MemoryError):
        # The files before it may have taken the memory: it is asked about again.
        raise
    except Exception as error:  # a reader fails in many ways, and each means this
        if own_fault(error):
            raise
        raise UnreadablePictureError from error
    finally:
        Image.MAX_IMAGE_PIXELS = before
