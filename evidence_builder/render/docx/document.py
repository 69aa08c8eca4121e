"""A whole document as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.docx import header_footer, stylesheet
from evidence_builder.render.docx.blocks.block_kinds import add_block
from evidence_builder.render.docx.blocks.body import BodyWriter
from evidence_builder.render.docx.blocks.contents import outlined
from evidence_builder.render.docx.blocks.room import WordRoom
from evidence_builder.render.docx.bookmarks import Bookmarks
from evidence_builder.render.docx.breaks import Breaks
from evidence_builder.render.docx.inlines import RunWriter
from evidence_builder.render.docx.numbering import ListNumbering
from evidence_builder.render.docx.package import WordPackage
from evidence_builder.render.styles import PAGE_SLACK, TALL_ROW_SLACK, look_of

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document
    from evidence_builder.render.docx.style_map import StyleMap
    from evidence_builder.render.layout.result import PageMap
    from evidence_builder.render.styles import Look


def render(document: Document, page_map: PageMap) -> bytes:
    """Return a document as DOCX; the same document gives the same bytes.

    Page numbers stand in the file as they are in ``page_map``, and pages begin where
    they begin there, so that they are right without being worked out anew.
    """
    look = look_of(document)
    package = WordPackage()
    numbering = ListNumbering()
    body = body_writer(document, page_map, package, look, numbering)
    column = body.column(document.blocks, WordRoom())
    text = "".join([piece.xml(body.styles) for piece in column])
    slack = TALL_ROW_SLACK if body.has_tall_rows else PAGE_SLACK
    (section,) = package.document.sections
    header_footer.set_paper(section, look.paper, slack)
    header = header_footer.header(document, body.styles)
    header_footer.replace(section.header.part, header)
    footer = header_footer.footer(document, page_map.page_count, body.styles)
    header_footer.replace(section.footer.part, footer)
    package.add("styles.xml", "styles", stylesheet.styles(document.language, look))
    package.add("numbering.xml", "numbering", numbering.part())
    package.add("settings.xml", "settings", header_footer.settings(document.language))
    package.add("fontTable.xml", "fontTable", header_footer.font_table())
    package.describe(document)
    return package.save(package.main_part(text))


def body_writer(
    document: Document,
    page_map: PageMap,
    package: WordPackage,
    look: Look,
    numbering: ListNumbering,
    styles: StyleMap = stylesheet.OURS,
) -> BodyWriter:
    """Return what writes the blocks of a document into a package with these styles."""
    pages = page_map.targets
    return BodyWriter(
        add_block=add_block,
        look=look,
        styles=styles,
        inlines=RunWriter(package, Bookmarks(pages), pages, styles.ids),
        numbering=numbering,
        breaks=Breaks(page_map.starts),
        geometry=page_map.geometry,
        outlined=outlined(document),
        heights=page_map.heights,
    )
