"""What of a template's document stays: its last section, and a cover around a place.

The words of a template are dropped, unless a paragraph of it says ``{{portfolio}}``:
then what stands before and after that paragraph stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from evidence_builder.markup.wordml import points, twips
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole
from evidence_builder.render.docx.limits import COLUMN_SPACE
from evidence_builder.render.docx.template.file import TemplateRefusedError, is_on
from evidence_builder.render.docx.template.placeholders import holds_document
from evidence_builder.render.styles import A4, FOREIGN_MARGIN, LEAST_TEXT, PageGeometry
from evidence_builder.wording.documents import render as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from evidence_builder.render.docx.template.file import TemplatePackage

# ECMA-376 Part 1 (5th ed.), 17.6.22 (type).
_BLANK_BEFORE: Final = frozenset(("oddPage", "evenPage"))
"""Beginnings of sections before which there may be a page with nothing on it."""
# ECMA-376 Part 1 (5th ed.), 17.16.5: fields that look at their own page only.
_HARMLESS: Final = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF"))
# ECMA-376 Part 1 (5th ed.), 17.13: annotations, and what marks their places.
_MARKS: Final = frozenset(
    """
    w:bookmarkStart w:bookmarkEnd w:commentRangeStart w:commentRangeEnd w:proofErr
    w:commentReference w:footnoteReference w:endnoteReference w:permStart w:permEnd
    w:lastRenderedPageBreak
    """.split()  # noqa: SIM905 - names read better as words
)
_WHERE: Final = ("default", "first", "even")
"""The pages that may have headers and footers of their own.

ECMA-376 Part 1 (5th ed.), 17.10.5, 17.10.2; titlePg is 17.10.6."""


class TemplateBody:
    """What stands around a document in its template."""

    def __init__(self, template: TemplatePackage) -> None:
        root = template.package.tree(template.main)
        body = child(root, "w:body")
        assert body is not None  # noqa: S101 - open_template has looked
        last = child(body, "w:sectPr")
        if last is None:
            last = etree.SubElement(body, qualified("w:sectPr"))
        blocks = [
            block
            for block in body
            if block is not last and name_of(block) not in _MARKS
        ]
        foreign = _ignorable(last)
        blocks = [block for block in blocks if _namespace(block.tag) not in foreign]
        holder = next((block for block in blocks if _holds_document(block)), None)
        self.before: list[_Element] = []
        self.after: list[_Element] = []
        if holder is not None:
            at = blocks.index(holder)
            self.before, self.after = blocks[:at], blocks[at + 1 :]
            if child(holder, "w:pPr", "w:sectPr") is not None:
                # The paragraph ends a section, which is about more than its words.
                self.after.insert(0, _emptied(holder))
        self.last = last
        self.section = next(iter([*_sections(self.after), last]))
        """The section that the document stands in."""
        for block in self.kept():
            _settle(block)
        for section in self.sections():
            _settle_section(section)

    @property
    def has_cover(self) -> bool:
        """Whether a page of the document's section is the template's own."""
        if not self.before:
            return False
        return child(self.before[-1], "w:pPr", "w:sectPr") is None

    def kept(self) -> Iterable[_Element]:
        """Return the blocks of the template that stay."""
        return (*self.before, *self.after)

    def sections(self) -> list[_Element]:
        """Return the properties of all sections, in their order."""
        return [*_sections(self.before), *_sections(self.after), self.last]

    def paper(self) -> PageGeometry:
        """Return the pages of the document's section.

        Raises:
            TemplateRefusedError: They have no room for text.
        """
        size, margin = child(self.section, "w:pgSz"), child(self.section, "w:pgMar")
        wide = points(whole(attribute(size, "w:w"), twips(A4.width)))
        high = points(whole(attribute(size, "w:h"), twips(A4.height)))
        usual = twips(FOREIGN_MARGIN)
        edges = {
            name: points(abs(whole(attribute(margin, f"w:{name}"), usual)))
            for name in ("top", "right", "bottom", "left")
        }
        # ECMA-376 Part 1 (5th ed.), 17.6.11 (pgMar), 17.6.13 (pgSz), 17.6.4 (cols).
        edges["left"] += points(whole(attribute(margin, "w:gutter"), 0))
        columns = child(self.section, "w:cols")
        count = max(whole(attribute(columns, "w:num"), 1), 1)
        if count > 1:
            # What is not in a column is counted as margin.
            between = points(whole(attribute(columns, "w:space"), COLUMN_SPACE))
            free = wide - edges["left"] - edges["right"]
            edges["right"] += free - (free - between * (count - 1)) / count
        paper = PageGeometry(width=wide, height=high, **edges)
        if min(paper.text_width, paper.text_height) < LEAST_TEXT:
            raise TemplateRefusedError(
                words.no_room_for_text(), words.smaller_margins()
            )
        return paper

    def references(self, kind: str) -> dict[str, str]:
        """Return ``default``, ``first``, ``even`` → the id of the header or footer.

        A section without its own has that of the section before.
        """
        ids: dict[str, str] = {}
        for section in self.sections():
            for reference in section.findall(qualified(f"w:{kind}Reference")):
                where = attribute(reference, "w:type", "default")
                ids[where] = attribute(reference, "r:id")
            if section is self.section:
                break
        return ids

    def refer(self, kind: str, where: str, key: str) -> None:
        """Give the document's section a header or footer of its own."""
        for earlier in self.section.findall(qualified(f"w:{kind}Reference")):
            if attribute(earlier, "w:type", "default") == where:
                self.section.remove(earlier)
        reference = etree.Element(qualified(f"w:{kind}Reference"))
        reference.set(qualified("w:type"), where)
        reference.set(qualified("r:id"), key)
        self.section.insert(0, reference)

    def pages(self, *, facing: bool) -> tuple[str, ...]:
        """Return which kinds of pages the document's section has."""
        first = is_on(child(self.section, "w:titlePg")) and not self.has_cover
        return tuple(
            where
            for where, used in zip(_WHERE, (True, first, facing), strict=True)
            if used
        )

    def largest_id(self) -> int:
        """Return the largest number of a drawing that stays."""
        return max(
            (
                whole(properties.get("id"))
                for block in self.kept()
                for properties in block.iter(qualified("wp:docPr"))
            ),
            default=0,
        )


def written(elements: Iterable[_Element]) -> str:
    """Return elements as XML that can stand in any part."""
    return "".join(
        etree.tostring(element, encoding="unicode", with_tail=False)
        for element in elements
    )


def _holds_document(block: _Element) -> bool:
    return name_of(block) == "w:p" and holds_document(block)


def _emptied(paragraph: _Element) -> _Element:
    for element in list(paragraph):
        if name_of(element) != "w:pPr":
            paragraph.remove(element)
    return paragraph


def _sections(blocks: Iterable[_Element]) -> list[_Element]:
    endings = (child(block, "w:pPr", "w:sectPr") for block in blocks)
    return [section for section in endings if section is not None]


def _settle_section(section: _Element) -> None:
    """Let pages count from one to the last, as they do in what refers to them.

    ECMA-376 Part 1 (5th ed.), 17.6.12 (pgNumType), 17.6.22 (type).
    """
    for element in list(section):
        name = name_of(element)
        if name == "w:pgNumType":
            for key in ("w:start", "w:fmt"):
                element.attrib.pop(qualified(key), None)
        elif name == "w:type" and attribute(element, "w:val") in _BLANK_BEFORE:
            element.set(qualified("w:val"), "nextPage")
        elif name in {"w:printerSettings", "w:footnotePr", "w:endnotePr"}:
            section.remove(element)


def _settle(block: _Element) -> None:
    """Take out what refers to other places of the template, and what is not in it."""
    for element in list(block.iter()):
        name = name_of(element)
        parent = element.getparent()
        if name == "w:hyperlink":
            element.attrib.pop(qualified("w:anchor"), None)
        elif name in _MARKS and parent is not None:
            parent.remove(element)
    foreign = _ignorable(block)
    for element in list(block.iter()):
        if _namespace(element.tag) in foreign and element.getparent() is not None:
            element.getparent().remove(element)
            continue
        for key in list(element.attrib):
            if _namespace(key) in foreign:
                del element.attrib[key]
    _settle_fields(block)


def _ignorable(block: _Element) -> set[str]:
    """Return the namespaces of which the template says that they may be passed over.

    It says so at its root, which does not come along (ECMA-376 Part 3, Ignorable).
    """
    root = block.getroottree().getroot()
    prefixes = set(attribute(root, "mc:Ignorable").split())
    for choice in block.iter(qualified("mc:Choice")):
        prefixes -= set(choice.get("Requires", "").split())
    return {root.nsmap[prefix] for prefix in prefixes if prefix in root.nsmap}


def _namespace(name: object) -> str:
    uri, brace, _ = str(name).partition("}")
    return uri[1:] if brace else ""


def _settle_fields(block: _Element) -> None:
    """Leave of a field that looks elsewhere in the template what it shows.

    ECMA-376 Part 1 (5th ed.), 17.16.19 (fldSimple), 17.16.18 (fldChar).
    """
    for field in list(block.iter(qualified("w:fldSimple"))):
        if not _is_harmless(attribute(field, "w:instr")):
            for inner in list(field):
                field.addprevious(inner)
            field.getparent().remove(field)
    parts: list[list[_Element]] = []
    for element in list(block.iter()):
        name = name_of(element)
        if name == "w:fldChar" and attribute(element, "w:fldCharType") == "begin":
            parts.append([element])
        elif name in {"w:fldChar", "w:instrText"}:
            if not parts:  # of a field that began in another paragraph
                _settle_field([element], whole=False)
                continue
            parts[-1].append(element)
            if attribute(element, "w:fldCharType") == "end":
                _settle_field(parts.pop())
    for unended in parts:
        _settle_field(unended, whole=False)


def _settle_field(parts: list[_Element], *, whole: bool = True) -> None:
    words = "".join(part.text or "" for part in parts if name_of(part) == "w:instrText")
    if whole and _is_harmless(words):
        return
    for part in parts:
        parent = part.getparent()
        if parent is not None:
            parent.remove(part)


def _is_harmless(instruction: str) -> bool:
    return instruction.strip().partition(" ")[0].upper() in _HARMLESS
