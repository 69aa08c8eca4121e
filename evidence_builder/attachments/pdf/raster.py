"""PDF pages as pictures, for documents that cannot hold the pages themselves.

The only door of pypdfium2, which paints what ``pdf`` has copied: what is left out
there is left out here.
"""

from __future__ import annotations

import io
import zlib
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import pypdfium2
from pypdfium2 import PdfiumError

from evidence_builder.attachments.content import CannotBeIncludedError
from evidence_builder.attachments.pdf.page_file import plain_pdf
from evidence_builder.document.blocks import Image
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    import PIL.Image

    from evidence_builder.attachments.content import Content, Page

DPI: Final = 110
"""Dots per inch of a page's picture; fewer for a page larger than A4."""
FINE: Final = 150
"""The same where the picture stands for the page itself."""
QUALITY: Final = 70
"""Of a JPEG."""
WORDS: Final = 4_000
"""The most characters of a page's text."""

_LONG_SIDE: Final = 842.0
_SHEET: Final = (595.276, 841.89)
_STRIP: Final = 30.0
"""What a stamp needs at an edge, in points on the sheet."""
_BAND: Final = 40.0
_COARSE: Final = 0.4
"""Dots per point where only the blank edges are looked for: 29 per inch."""
_WHITE: Final = 255
_LOOKED_AT: Final = 200
_HIGH: Final = 85
_LARGE: Final = 150_000
"""The bytes of a picture from which it is worth while to lose some sharpness."""
_PAPER: Final = 0.4
"""How much of a page is white if it is typed; a scan or photograph has less."""
_SHADES: Final = 16
"""The greys of a typed page, as many as the edges of its letters need."""


def pictured(content: Content) -> tuple[Page, ...]:
    """Return the same pages with pictures and words in place of their forms.

    Raises:
        CannotBeIncludedError: They cannot be painted.
    """
    return tuple(
        _seen(
            content,
            lambda page, painted: page._replace(picture=_picture(page, painted)),
        )
    )


def worded(content: Content) -> tuple[Page, ...]:
    """Return the same pages with words alone in place of their forms.

    Raises:
        CannotBeIncludedError: They cannot be read.
    """
    return tuple(_seen(content, lambda page, _: page))


def with_blank_edges(content: Content) -> Content:
    """Return pages that say how much of them is blank above and below.

    Only where a stamp may have to stand on the page itself; not known elsewhere.
    """
    if not any(_is_full(page) for page in content.pages):
        return content
    try:
        with _open(content) as document:
            pages = tuple(
                _with_edges(page, document, index) if _is_full(page) else page
                for index, page in enumerate(content.pages)
            )
    except PdfiumError:
        return content
    return content._replace(pages=pages)


def blank_pages(content: Content) -> tuple[int, ...]:
    """Return the numbers of pages on which nothing can be seen.

    Pages after the first two hundred are not painted: of those, only the ones that
    hold no operators are named.
    """
    blank = []
    try:
        with _open(content) as document:
            for index, page in enumerate(content.pages):
                if index >= _LOOKED_AT:
                    if not content.pool.objects[page.form or 0].stream:
                        blank.append(page.number)
                    continue
                with closing(document[index]) as painted:
                    bitmap = painted.render(scale=_scale(page) / 2, grayscale=True)
                    if _first_ink(bytes(bitmap.buffer), bitmap) == bitmap.height:
                        blank.append(page.number)
    except PdfiumError:
        return ()
    return tuple(blank)


def rewritten(data: bytes) -> bytes | None:
    """Return a damaged PDF as this library understands it; None if it does not."""
    out = io.BytesIO()
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if not len(document):
                return None
            document.save(out, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
    except PdfiumError:
        return None
    return out.getvalue()


class Painting(NamedTuple):
    """A picture of a page as a PDF holds it: its rows, packed by ``filter``."""

    width: int
    height: int
    is_grey: bool
    filter: bytes
    data: bytes
    words: str
    """What can be read on the page."""


def paintings(content: Content, numbers: Collection[int]) -> dict[int, Painting] | None:
    """Return pictures of some pages, by number; None where one cannot be painted."""
    pictures = {}
    try:
        with _open(content) as document:
            for index, page in enumerate(content.pages):
                if page.number in numbers:
                    with closing(document[index]) as painted:
                        pictures[page.number] = _painting(page, painted)
    except PdfiumError:
        return None
    return pictures


def _painting(page: Page, painted: pypdfium2.PdfPage) -> Painting:
    image = _image(painted, _dpi(page, FINE))
    data, packing = _saved(image, "JPEG", quality=_HIGH), b"DCTDecode"
    if _is_typed(image):
        few = _typed(image) if image.mode == "L" else image
        sharp = zlib.compress(few.tobytes())
        if len(sharp) <= max(_LARGE, 2 * len(data)):
            data, packing = sharp, b"FlateDecode"
    is_grey = image.mode == "L"
    return Painting(image.width, image.height, is_grey, packing, data, _words(painted))


def _seen(
    content: Content, change: Callable[[Page, pypdfium2.PdfPage], Page]
) -> Iterator[Page]:
    """Yield pages as they are after a look at each, with words and without forms."""
    if not content.pages:
        return
    try:
        with _open(content) as document:
            for page, painted in zip(content.pages, document, strict=True):
                with closing(painted):
                    changed = change(page, painted)
                    yield changed._replace(form=None, words=_words(painted))
    except PdfiumError as error:
        message, hint = wording.no_page_pictures(), wording.print_anew()
        raise CannotBeIncludedError(message, hint) from error


@contextmanager
def _open(content: Content) -> Iterator[pypdfium2.PdfDocument]:
    with closing(pypdfium2.PdfDocument(plain_pdf(content))) as document:
        yield document


def _scale(page: Page) -> float:
    """Return how much smaller a page is drawn to fit on a sheet."""
    width, height = sorted(_SHEET, reverse=page.width > page.height)
    return min(1.0, width / page.width, height / page.height)


def _is_full(page: Page) -> bool:
    """Whether a page leaves no room for a stamp above or below it on a sheet."""
    sheet = min(_SHEET) if page.width > page.height else max(_SHEET)
    return sheet - page.height * _scale(page) < 2 * _STRIP


def _with_edges(page: Page, document: pypdfium2.PdfDocument, index: int) -> Page:
    try:
        with closing(document[index]) as painted:
            above = _blank(page, painted, top=True)
            # The stamp stands above where it can.
            enough = above * _scale(page) >= _STRIP
            below = 0.0 if enough else _blank(page, painted, top=False)
    except (PdfiumError, ValueError):
        return page
    return page._replace(above=above, below=below)


def _blank(page: Page, painted: pypdfium2.PdfPage, *, top: bool) -> float:
    """Return how many points are blank at an edge; at most a little over a strip."""
    scale = _scale(page)
    rest = page.height - _BAND / scale
    if rest <= 0:
        return 0.0
    dots = _COARSE * scale
    crop = (0, rest, 0, 0) if top else (0, 0, 0, rest)
    bitmap = painted.render(scale=dots, crop=crop, grayscale=True)
    rows = bytes(bitmap.buffer)
    if not top:
        rows = _upside_down(rows, bitmap)
    # The row before ink may hold its fringe, too faint to be seen at this size.
    return round(max(0, _first_ink(rows, bitmap) - 1) / dots, 3)


def _upside_down(rows: bytes, bitmap: pypdfium2.PdfBitmap) -> bytes:
    stride = bitmap.stride
    starts = range((bitmap.height - 1) * stride, -1, -stride)
    return b"".join(rows[start : start + stride] for start in starts)


def _first_ink(rows: bytes, bitmap: pypdfium2.PdfBitmap) -> int:
    """Return the number of the first row that is not white, or how many there are."""
    white = bytes([_WHITE]) * bitmap.width
    height = int(bitmap.height)
    for row in range(height):
        start = row * bitmap.stride
        if rows[start : start + bitmap.width] != white:
            return row
    return height


def _picture(page: Page, painted: pypdfium2.PdfPage) -> Image:
    dpi = _dpi(page, DPI)
    image = _image(painted, dpi)
    data, kind = _encoded(image)
    return Image(data, kind, image.width, image.height, round(dpi, 3))


def _dpi(page: Page, most: float) -> float:
    return most * min(1.0, _LONG_SIDE / max(page.width, page.height))


def _image(painted: pypdfium2.PdfPage, dpi: float) -> PIL.Image.Image:
    """Return a page in colours, or in greys where it has no colours."""
    image: PIL.Image.Image
    image = painted.render(scale=dpi / 72, rev_byteorder=True).to_pil()
    red, green, blue = (band.tobytes() for band in image.split())
    return image.getchannel(0) if red == green == blue else image


def _encoded(image: PIL.Image.Image) -> tuple[bytes, Literal["png", "jpeg"]]:
    """Return a picture as small as it stays sharp, without much trying."""
    if not _is_typed(image):
        return _saved(image, "JPEG", quality=QUALITY), "jpeg"
    sharp = _saved(_typed(image) if image.mode == "L" else image, "PNG")
    if len(sharp) < _LARGE:
        return sharp, "png"
    smaller = _saved(image, "JPEG", quality=QUALITY)
    return (smaller, "jpeg") if len(smaller) * 2 < len(sharp) else (sharp, "png")


def _is_typed(image: PIL.Image.Image) -> bool:
    white = min(band.histogram()[_WHITE] for band in image.split())
    return white >= _PAPER * image.width * image.height


def _typed(image: PIL.Image.Image) -> PIL.Image.Image:
    """Return a grey picture in few shades, which takes a third less room."""
    step = _WHITE // (_SHADES - 1)
    return image.point([round(value / step) * step for value in range(_WHITE + 1)])


def _saved(image: PIL.Image.Image, form: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def _words(painted: pypdfium2.PdfPage) -> str:
    with closing(painted.get_textpage()) as text:
        page_text = text.get_text_bounded()
    shown = "".join(
        character if character.isprintable() else " " for character in page_text
    )
    words = " ".join(shown.split())
    return words if len(words) <= WORDS else words[: WORDS - 1].rstrip() + "…"
