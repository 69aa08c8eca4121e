"""A whole document as a Word file that looks as a centre's own template says.

The body is the same as without a template. Its styles become those of the template,
what stands on every page is the template's, and pages end where they do then: only
the page breaks that the document asks for are kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml import parse_xml

from evidence_builder.markup.wordml import DECLARATIONS
from evidence_builder.markup.xml import attribute, child, qualified, whole
from evidence_builder.render.docx import header_footer
from evidence_builder.render.docx.blocks.room import WordRoom
from evidence_builder.render.docx.bookmarks import Bookmarks
from evidence_builder.render.docx.document import body_writer
from evidence_builder.render.docx.numbering import ListNumbering
from evidence_builder.render.docx.package import WordPackage
from evidence_builder.render.docx.template.body import TemplateBody, written
from evidence_builder.render.docx.template.header_footer import Pages
from evidence_builder.render.docx.template.page_numbers import settled
from evidence_builder.render.docx.template.parts import PartTransfer
from evidence_builder.render.docx.template.placeholders import fill
from evidence_builder.render.docx.template.styles import TemplateStyles
from evidence_builder.render.layout.layout import geometry_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from evidence_builder.document.blocks import Document
    from evidence_builder.render.docx.template.file import TemplatePackage
    from evidence_builder.render.docx.template.page_numbers import PagesOf
    from evidence_builder.render.layout.result import PageMap


class Templated(NamedTuple):
    """A document in a template, and what is to be told about it."""

    data: bytes
    has_known_pages: bool
    """Whether the page numbers in it were looked up, rather than taken from our own
    layout, which is another."""
    unknown: tuple[str, ...]
    """Placeholders that mean nothing."""
    added: bool
    """Whether a line was added at the foot of pages, since nothing said whose they
    are."""


def render_templated(
    document: Document,
    page_map: PageMap,
    template: TemplatePackage,
    values: Mapping[str, str],
    pages_of: PagesOf,
) -> Templated:
    """Return a document in a template; the same of both give the same bytes.

    Args:
        values: What stands in the place of the template's placeholders, by name.
        pages_of: Sets a Word file and tells its pages.

    Raises:
        TemplateRefusedError: The template's pages have no room for text.
    """
    last: list[_Writer] = []
    geometry = geometry_on(TemplateBody(template).paper(), document)
    own = replace(page_map, starts=(), geometry=geometry)

    def write(pages: Mapping[str, int], count: int) -> bytes:
        writer = _Writer(document, own, template, values)
        last[:] = [writer]
        return writer.write(pages, count)

    bookmarks = Bookmarks(page_map.targets)
    names = {anchor: bookmarks.name(anchor) or "" for anchor in page_map.targets}
    targets, count = page_map.targets, page_map.page_count
    data, known = settled(write, names, targets, count, pages_of)
    return Templated(data, known, tuple(sorted(last[0].unknown)), last[0].added)


class _Writer:
    """Writes one document into one template, once."""

    def __init__(
        self,
        document: Document,
        page_map: PageMap,
        template: TemplatePackage,
        values: Mapping[str, str],
    ) -> None:
        self.document = document
        self.page_map = page_map
        self.template = template
        self.values = values
        self.unknown: set[str] = set()
        self.added = False
        self.package = WordPackage()
        self.transfer = PartTransfer(template, self.package)
        self.frame = TemplateBody(template)
        styles = template.root("styles")
        assert styles is not None  # noqa: S101 - open_template has looked
        self.styles = TemplateStyles(styles, self.frame.paper(), document.language)

    def write(self, pages: Mapping[str, int], count: int) -> bytes:
        """Return the file with these page numbers."""
        numbering, definitions = self._numbering()
        page_map = replace(self.page_map, targets=pages, page_count=count)
        styles = self.styles
        body = body_writer(
            self.document, page_map, self.package, styles.look, numbering, styles.map
        )
        body.pictures = self.frame.largest_id()
        column = body.column(self.document.blocks, WordRoom())
        for block in self.frame.kept():
            self.unknown |= fill(block, self.values)[1]
            self.transfer.settle(block)
        self._furnish(count)
        parts = [f"<w:document {DECLARATIONS}><w:body>", written(self.frame.before)]
        parts += [piece.xml(styles.map) for piece in column]
        parts += [written(self.frame.after), written([self.frame.last])]
        parts.append("</w:body></w:document>")
        self._add_parts(numbering, definitions)
        return self.package.save("".join(parts))

    def _furnish(self, count: int) -> None:
        """See that headers and footers are there and say whose pages these are."""
        document, styles = self.document, self.styles.map
        pages = Pages(self.frame, self.template, self.transfer, self.values)
        self.unknown |= pages.unknown
        if pages.are_bare:
            for kind, xml in (
                ("header", header_footer.header(document, styles)),
                ("footer", header_footer.footer(document, count, styles)),
            ):
                key = self.package.add(f"{kind}.xml", kind, xml)
                self.frame.refer(kind, "default", key)
        line = header_footer.line(document.header_left, styles)
        self.added = pages.name_learner(line)

    def _numbering(self) -> tuple[ListNumbering, _Element | None]:
        """Return the numbers of lists beside those of the template, and its own part.

        Outermost lists are the template's where its styles of lists are.
        """
        root = self.template.root("numbering")
        if root is None:
            numbering = ListNumbering()
        else:
            numbering = ListNumbering(
                bullets=_next(root, "w:num", "w:numId"),
                below=_next(root, "w:abstractNum", "w:abstractNumId"),
            )
            numbered = self.styles.list_number("ListNumber")
            numbering.outermost = _definition(root, numbered)
        given = ["", ""]
        for offset, style in enumerate(numbering.styles):
            if self.styles.list_number(style) is None:
                self.styles.give_list(style, numbering.bullets + offset)
                given[offset] = self.styles.ids[style]
        numbering.styles = (given[0], given[1])
        return numbering, root

    def _add_parts(
        self, numbering: ListNumbering, definitions: _Element | None
    ) -> None:
        """Add the parts that the body needs: the template's, or else ours."""
        package, template = self.package, self.template
        self._add_part("styles", self.styles.root, "")
        if definitions is not None:
            _join(definitions, numbering)
        self._add_part("numbering", definitions, numbering.part())
        fonts = template.root("fontTable")
        self._add_part("fontTable", fonts, header_footer.font_table())
        theme = template.root("theme")
        if theme is not None:
            self._add_part("theme", theme, "")
        language, facing = self.document.language, template.has_facing_pages
        settings = header_footer.settings(language, facing=facing)
        package.add("settings.xml", "settings", settings)
        package.describe(self.document)

    def _add_part(self, kind: str, root: _Element | None, ours: str) -> None:
        source = self.template.package.related(self.template.main, kind)
        if root is None or source is None:
            self.package.add(f"{kind}.xml", kind, ours)
        else:
            self.transfer.move(kind, source, root)


def _next(root: _Element, name: str, key: str) -> int:
    """Return a number that no element of a name has."""
    numbers = (whole(attribute(element, key)) for element in root.iter(qualified(name)))
    return max(numbers, default=0) + 1


def _definition(root: _Element, number: str | None) -> int | None:
    """Return the definition of a list number; None where it has none."""
    for instance in root.iter(qualified("w:num")):
        if number is not None and attribute(instance, "w:numId") == number:
            definition = attribute(child(instance, "w:abstractNumId"), "w:val")
            return whole(definition) if definition else None
    return None


def _join(root: _Element, numbering: ListNumbering) -> None:
    """Add our lists to those of a template, definitions before numbers.

    ECMA-376 Part 1 (5th ed.), 17.9.16 (numbering): pictures come before both.
    """
    ours = parse_xml(numbering.part())
    definitions = root.findall(qualified("w:abstractNum"))
    at = root.index(definitions[-1]) + 1 if definitions else _pictures(root)
    for element in reversed(ours.findall(qualified("w:abstractNum"))):
        root.insert(at, element)
    numbers = root.findall(qualified("w:num"))
    last = numbers[-1] if numbers else root.findall(qualified("w:abstractNum"))[-1]
    at = root.index(last) + 1
    for element in reversed(ours.findall(qualified("w:num"))):
        root.insert(at, element)


def _pictures(root: _Element) -> int:
    return len(root.findall(qualified("w:numPicBullet")))
