"""Small PDFs, sound and nasty, object by object, and what can be seen on them."""

import io
import zlib

import pikepdf
import pypdfium2
from PIL import ImageChops
from reportlab.pdfgen.canvas import Canvas

from evidence_builder.attachments.content import Request
from evidence_builder.attachments.pdf.page_file import plain_pdf
from evidence_builder.attachments.pdf.pages import convert

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SQUARE = b"1 0 0 rg 20 30 40 50 re f "
"""Red, from (20, 30) to (60, 80)."""


def stream(data, keys=b"", *, packed=True):
    """Return a stream, packed unless it says how it is."""
    if packed:
        data, keys = zlib.compress(data), keys + b"/Filter/FlateDecode"
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (keys, len(data), data)


def raw_pdf(objects, trailer=b""):
    """Write a file of numbered objects; the catalogue is number 1."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        place = places.get(number)
        out += (
            b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place
        )
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\n" % (size, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def one_page(
    content=SQUARE, *, page=b"", resources=b"", root=b"", more=None, box=b"0 0 200 300"
):
    """Return a file of one page, whose content is object 4; ``more`` is from 10 up."""
    body = content if content.startswith(b"<<") else stream(content)
    fonts = b"/Font<</F1 5 0 R>>"
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%b>>" % root,
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R"
            b"/Resources<<%b%b>>%b>>" % (box, fonts, resources, page),
            4: body,
            5: HELVETICA,
            **(more or {}),
        }
    )


def pages_pdf(contents, *, more=None, page=b"", root=b""):
    """Return a file with a page, 200 by 300 points, for each of ``contents``."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R%b>>" % root}
    numbers = range(100, 100 + 2 * len(contents), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects[2] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents))
    for number, content in zip(numbers, contents, strict=True):
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents %d 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>%b>>" % (number + 1, page)
        )
        objects[number + 1] = stream(content)
    objects[5] = HELVETICA
    return raw_pdf({**objects, **(more or {})})


def saved(data, **options):
    """Return a file as pikepdf saves it: encrypted, with object streams."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, **options)
    return out.getvalue()


def taken(data, pages=None):
    """Convert a file."""
    return convert(data, Request("minutes.pdf", pages))


def redrawn(data, pages=None):
    """Return a PDF of what was taken of a file."""
    return plain_pdf(taken(data, pages))


def painted(data, index=0, scale=1.0, *, forms=False):
    """Return what a page looks like."""
    document = pypdfium2.PdfDocument(data)
    try:
        if forms:
            document.init_forms()
        page = document[index]
        image = page.render(scale=scale, draw_annots=forms).to_pil().convert("RGB")
        return image.copy()
    finally:
        document.close()


def ink(image):
    """Return the box of what is not white, in pixels from the upper left; or None."""
    return image.convert("L").point(lambda value: 0 if value > 250 else 255).getbbox()


def alike(one, other, most=0.001):
    """Whether two pictures look the same to a reader."""
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one, other).convert("L")
    far = difference.point(lambda value: 255 if value > 64 else 0).histogram()[255]
    return far <= most * one.width * one.height


def pdf_of(*pages: str, size=(595, 842), **options) -> bytes:
    """Return a PDF with a few words on each page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for words in pages:
        canvas.drawString(72, size[1] / 2, words)
        canvas.showPage()
    canvas.save()
    file = io.BytesIO()
    with pikepdf.open(buffer) as pdf:
        pdf.save(file, **options)
    return file.getvalue()
