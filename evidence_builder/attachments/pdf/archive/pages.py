"""A PDF → pages for a document that is to be kept for years (PDF/A).

Pages stay as they are where the standard allows it. A page that it does not allow is
painted: what is drawn is a picture of it, and its words go with it for those who
cannot see it. So the document can always be what it claims to be, and this says which
pages of which file are pictures and why.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf

from evidence_builder.attachments.content import Note
from evidence_builder.attachments.pdf.archive.faults import ArchiveCheck
from evidence_builder.attachments.pdf.archive.repairs import mend, part_of
from evidence_builder.attachments.pdf.geometry import spelled
from evidence_builder.attachments.pdf.messages import page_numbers
from evidence_builder.attachments.pdf.objects import DAMAGE
from evidence_builder.attachments.pdf.page_file import plain_pdf
from evidence_builder.attachments.pdf.pages import convert
from evidence_builder.attachments.pdf.raster import paintings
from evidence_builder.document.pdf_page import PdfObject, PdfObjects
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.attachments.content import Content, Page, Request
    from evidence_builder.attachments.pdf.raster import Painting

PAINTED: Final = 100
"""The most pages of one file that are painted: more would take too long."""


def archive_pages(data: bytes, request: Request) -> Content:
    """Return the pages of a PDF as an archive may hold them.

    A note names the pages that are pictures, or says that the file keeps the document
    from being PDF/A.

    Raises:
        CannotBeIncludedError: Nothing of it can be shown.
    """
    content = convert(data, request)
    if not content.pages:
        return content
    try:
        content, faults = _inspected(content)
    except DAMAGE:
        # What cannot even be looked through is no archive's.
        why = wording.archive_unchecked()
        faults = dict.fromkeys((page.number for page in content.pages), why)
    return _with_pictures(content, faults) if faults else content


def _inspected(content: Content) -> tuple[Content, dict[int, str]]:
    """Return content with small faults mended, and pages whose faults are larger."""
    with pikepdf.open(io.BytesIO(plain_pdf(content))) as pdf:
        objects = mend(pdf, content.pool.objects)
        check = ArchiveCheck()
        faults = {}
        for page in content.pages:
            form = pdf.get_object((page.form or 0) + 1, 0)
            if fault := check.fault(form):
                faults[page.number] = fault
    return content._replace(pool=PdfObjects(objects)), faults


def _with_pictures(content: Content, faults: Mapping[int, str]) -> Content:
    """Return content with pictures in place of the pages that have faults."""
    why = next(iter(faults.values()))
    pictures = paintings(content, faults) if len(faults) <= PAINTED else None
    if pictures is None:
        message = wording.archive_prevented(why=why)
        note = Note("archive-prevented", message, wording.as_archive_or_fewer())
        return content._replace(notes=(*content.notes, note))
    kept = [page.form or 0 for page in content.pages if page.number not in faults]
    objects, numbers = part_of(content.pool.objects, kept)
    pages = []
    for page in content.pages:
        painting = pictures.get(page.number)
        if painting is None:
            pages.append(page._replace(form=numbers[page.form or 0]))
        else:
            form, words = len(objects), painting.words
            pages.append(page._replace(form=form, words=words, painted=True))
            objects += _form_and_image(page, painting, len(objects))
    message = wording.archive_file(len(faults), why=why)
    if kept:
        which = page_numbers(list(faults))
        message = wording.archive_pages(len(faults), pages=which, why=why)
    note = Note("archive-pictured", message, wording.as_archive())
    return content._replace(
        pages=tuple(pages),
        pool=PdfObjects(tuple(objects)),
        notes=(*content.notes, note),
    )


def _form_and_image(
    page: Page, painting: Painting, first: int
) -> tuple[PdfObject, PdfObject]:
    """Return a form that draws a picture as large as the page, and the picture."""
    size = spelled((0, 0, page.width, page.height))
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[%b]/Resources<</XObject<</Page " % size,
        first + 1,
        b">>>>>>",
    )
    draw = b"q %b cm /Page Do Q" % spelled((page.width, 0, 0, page.height, 0, 0))
    colours = b"DeviceGray" if painting.is_grey else b"DeviceRGB"
    image = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
        b"/ColorSpace/%b/Filter/%b>>"
    ) % (painting.width, painting.height, colours, painting.filter)
    return PdfObject(form, draw), PdfObject((image,), painting.data)
