"""Pages that can be drawn → a PDF with nothing else in it, for a program to read.

ISO 32000-1:2008, 7.5 (file structure) and 7.7 (document structure).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.attachments.pdf.geometry import spelled

if TYPE_CHECKING:
    from evidence_builder.attachments.content import Content
    from evidence_builder.document.pdf_page import Spelling


def plain_pdf(content: Content) -> bytes:
    """Return a PDF of the pages that have a form, each at its own size, in order."""
    drawn = [page for page in content.pages if page.form is not None]
    objects = content.pool.objects
    catalogue = len(objects) + 1
    tree, draw, first = catalogue + 1, catalogue + 2, catalogue + 3
    kids = b" ".join(b"%d 0 R" % (first + index) for index in range(len(drawn)))
    bodies = [_body(pdf_object.spelling, pdf_object.stream) for pdf_object in objects]
    bodies += [
        b"<</Type/Catalog/Pages %d 0 R>>" % tree,
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(drawn), kids),
        _body((b"<<>>",), b"/P Do"),
    ]
    for page in drawn:
        resources = b"<</XObject<</P %d 0 R>>>>" % ((page.form or 0) + 1)
        size = spelled((0, 0, page.width, page.height))
        bodies.append(
            b"<</Type/Page/Parent %d 0 R/MediaBox[%b]/Resources%b/Contents %d 0 R>>"
            % (tree, size, resources, draw)
        )
    return _file(bodies, catalogue)


def _body(spelling: Spelling, stream: bytes | memoryview | None) -> bytes:
    text = b"".join(
        b"%d 0 R" % (part + 1) if isinstance(part, int) else part for part in spelling
    )
    if stream is None:
        return text
    head = text.rstrip().removesuffix(b">>")
    start = b"%b/Length %d>>stream\n" % (head, len(stream))
    return b"".join((start, stream, b"\nendstream"))


def _file(bodies: list[bytes], catalogue: int) -> bytes:
    out = [b"%PDF-1.7\n"]
    position = len(out[0])
    offsets = []
    for index, body in enumerate(bodies, 1):
        # ISO 32000-1:2008, 7.5.4: twenty bytes each
        offsets.append(b"%010d 00000 n \n" % position)
        out.append(b"%d 0 obj\n%b\nendobj\n" % (index, body))
        position += len(out[-1])
    count = len(bodies) + 1
    out.append(b"xref\n0 %d\n0000000000 65535 f \n" % count)
    out += offsets
    # ISO 32000-1:2008, 7.5.5
    end = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    out.append(end % (count, catalogue, position))
    return b"".join(out)
