"""The whole PDF, from a document and its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.layout import garbage
from evidence_builder.render.pdf import properties
from evidence_builder.render.pdf.canvas import Canvas
from evidence_builder.render.pdf.colours import write_intent
from evidence_builder.render.pdf.drawing import Drawing
from evidence_builder.render.pdf.embedded_files import write_embedded
from evidence_builder.render.pdf.file import PdfFile, address, text
from evidence_builder.render.pdf.fonts import FontTable
from evidence_builder.render.pdf.form_xobjects import FormXObjects
from evidence_builder.render.pdf.header_footer import HeaderFooter
from evidence_builder.render.pdf.outline import write_outline
from evidence_builder.render.pdf.paragraphs import ParagraphDrawing
from evidence_builder.render.pdf.pictures import ImageXObjects
from evidence_builder.render.pdf.structure import Tags
from evidence_builder.wording.documents import render as words

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document
    from evidence_builder.render.layout.boxes import Position
    from evidence_builder.render.layout.layout import Layout
    from evidence_builder.render.pdf.canvas import Area

_DESTINATION_ABOVE = 6.0
"""How much of what stands above a place is shown when a link leads there."""


def render(document: Document, layout: Layout) -> bytes:
    """Return a document as PDF; the same document always gives the same bytes.

    The file is tagged (PDF/UA-1), every link and outline entry leads to a place that
    exists, and fonts are embedded; if the document is for an archive, so is the file
    (PDF/A-2b, or 3b with files inside it). It names no machine, path or program.

    Args:
        layout: What ``lay_out`` made of this same document.
    """
    with garbage.paused():
        return _Writer(document, layout).written()


class _Writer:
    """Writes one file."""

    def __init__(self, document: Document, layout: Layout) -> None:
        self._document, self._layout = document, layout
        self._file = PdfFile()
        # Pages are numbered first, because everything refers to them.
        self._pages = [self._file.add_page() for _ in layout.pages]
        self._fonts = FontTable()
        self._tags = Tags(layout.structure)
        self._pictures = ImageXObjects(self._file)

    def written(self) -> bytes:
        """Return the file."""
        file, document = self._file, self._document
        fonts = file.reserve()
        self._draw(fonts)
        structure = self._tags.write(file)
        file.write(fonts, self._fonts.write(file))
        xmp = file.add_stream(
            "/Type/Metadata/Subtype/XML", properties.xmp(document), packed=True
        )
        catalogue = {
            "StructTreeRoot": structure,
            "Metadata": xmp,
            # ISO 32000-1:2008, 14.7.1 (Marked); ISO 14289-1:2014, 7.1 (DisplayDocTitle)
            # and 7.2 (Lang).
            "MarkInfo": file.add("<</Marked true>>"),
            "ViewerPreferences": file.add("<</DisplayDocTitle true>>"),
            "Lang": file.add(text(document.language or "en-GB")),
        }
        attachments = write_embedded(file, document.embedded)
        if attachments:
            catalogue |= {"Names": attachments.names, "AF": attachments.listed}
        if document.archival:
            catalogue["OutputIntents"] = write_intent(file)
        outline = write_outline(file, self._layout.outline, self._destination)
        return file.finished(
            info=properties.info(document), catalogue=catalogue, outlines=outline
        )

    def _draw(self, fonts: int) -> None:
        file, layout, tags = self._file, self._layout, self._tags
        canvas = Canvas(self._fonts, tags)
        drawing = Drawing(
            layout.look,
            canvas,
            ParagraphDrawing(canvas, tags, layout),
            tags,
            self._pictures,
            FormXObjects(file),
        )
        paper = layout.look.paper
        header_footer = HeaderFooter(self._document, paper, canvas, len(layout.pages))
        parent = file.pages
        for number, (page, placed) in enumerate(
            zip(self._pages, layout.pages, strict=True), 1
        ):
            tags.begin_page(page)
            drawing.page(placed)
            sheet = layout.sheet(number)
            if sheet:
                width, height = sheet.width, sheet.height
                header_footer.sheet(number, sheet.placement)
            else:
                width, height = paper.width, paper.height
                header_footer.page(number)
            stream = file.add_stream("", f"{canvas.content()}\n".encode("ascii"))
            drawn = "".join(f"/{name} {at} 0 R" for name, at in canvas.objects.items())
            objects = f"/XObject<<{drawn}>>" if drawn else ""
            links = [f"{self._annotation(area)} 0 R" for area in canvas.areas]
            annotations = f"/Annots[{' '.join(links)}]" if links else ""
            file.write(
                page,
                # ISO 32000-1:2008, 7.7.3.3; /Tabs/S by ISO 14289-1:2014, 7.18.3.
                f"<</Type/Page/Parent {parent} 0 R"
                f"/MediaBox[0 0 {width} {height}]"
                f"/Resources<</Font {fonts} 0 R{objects}>>/Contents {stream} 0 R"
                f"/StructParents {number - 1}/Tabs/S{annotations}>>",
            )

    def _annotation(self, area: Area) -> int:
        link = area.link
        number = self._file.reserve()
        key = self._tags.annotation(area.node, number, page_count=len(self._pages))
        if link.href:
            # ISO 32000-1:2008, 12.6.4.7; /Contents by ISO 14289-1:2014, 7.18.5.
            action = f"/A<</S/URI/URI{address(link.href)}>>/Contents{text(link.href)}"
        else:
            position = self._layout.positions[link.target]
            alt = text(words.link_to_page(page=position.page))
            if link.alt:
                alt = text(words.named_link_to_page(name=link.alt, page=position.page))
            action = f"/Dest{self._destination(position)}/Contents{alt}"
        self._file.write(
            number,
            # ISO 32000-1:2008, 12.5.6.5; /F 4 (print) by ISO 19005-2:2011, 6.3.2.
            f"<</Type/Annot/Subtype/Link/Rect[{area.left:.2f} {area.bottom:.2f} "
            f"{area.right:.2f} {area.top:.2f}]/Border[0 0 0]/F 4"
            f"/StructParent {key}{action}>>",
        )
        return number

    def _destination(self, position: Position) -> str:
        # ISO 32000-1:2008, 12.3.2.2: explicit destinations.
        page = f"{self._pages[position.page - 1]} 0 R"
        sheet = self._layout.sheet(position.page)
        if sheet:
            return f"[{page}/XYZ 0 {sheet.height:.2f} null]"
        paper = self._layout.look.paper
        top = paper.height - paper.top - position.y + _DESTINATION_ABOVE
        return f"[{page}/XYZ {paper.left - 12:.0f} {top:.2f} null]"
