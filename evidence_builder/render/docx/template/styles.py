"""A template's styles, and those of ours that it lacks.

A style is found by the name that Word gives it in every language, whatever its id
(ECMA-376 Part 1, 17.7.4.9).
What is added takes its font and colours from the template: it says only what makes
it a heading, a caption or the text of a table.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docx.oxml import parse_xml

from evidence_builder.markup.wordml import DECLARATIONS, SINGLE_LINE, twips
from evidence_builder.markup.xml import attribute, child, qualified
from evidence_builder.render.docx import stylesheet, table_styles
from evidence_builder.render.docx.style_map import StyleMap
from evidence_builder.render.docx.stylesheet import PARAGRAPHS, paragraph_style
from evidence_builder.render.styles import AFTER_TABLE, INK, STYLES, Look, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from evidence_builder.render.docx.stylesheet import ParagraphStyle
    from evidence_builder.render.styles import PageGeometry

_DEEPEST: Final = 12
"""How far a style is followed to those that it is based on."""
_COLOUR: Final = re.compile("[0-9A-Fa-f]{6}")
_FLUSH: Final = ("Table", "TOC", "Form", "Code", "Figure")
"""What the ids of styles begin with whose words always stand at the left."""
_NO_NUMBER: Final = (
    '<w:pageBreakBefore w:val="0"/><w:numPr><w:numId w:val="0"/></w:numPr>'
)


class TemplateStyles:
    """The styles of a template, of which ``ids`` are those that our ids stand for."""

    def __init__(self, root: _Element, paper: PageGeometry, language: str) -> None:
        """Add what is lacking to ``root``, the template's style part.

        Args:
            root: It is changed.
            paper: The pages that the document will have.
            language: The document's, as a BCP 47 tag.
        """
        self.root = root
        self.ids: dict[str, str] = {}
        self._known: dict[tuple[str, str], _Element] = {}
        self._taken: set[str] = set()
        for style in root.iter(qualified("w:style")):
            self._learn(style)
        self._base = self._default("paragraph")
        self.look = Look(paper, self._colour(), STYLES)
        self.map = StyleMap(self.ids, fluid=True, numbers_end=paper.text_width)
        for style in PARAGRAPHS:
            if not self._find("paragraph", style.id, style.name):
                self._add(style)
        characters = stylesheet.characters(self.look)
        for own in _parsed(*characters, table_styles.styles(self.look)):
            self._find_or_add(own)
        _speak(root, language)

    def list_number(self, ours: str) -> str | None:
        """Return the list number of a style of lists, or of what it is based on."""
        return self._number(self._by_id(self.ids[ours]))

    def give_list(self, ours: str, number: int) -> None:
        """Make a style the style of a list."""
        style = self._by_id(self.ids[ours])
        if style is None:
            return
        _take_out(child(style, "w:pPr"), "w:numPr")
        numbering = f'<w:numPr {DECLARATIONS}><w:numId w:val="{number}"/></w:numPr>'
        properties = child(style, "w:pPr")
        if properties is None:
            properties = _element("<w:pPr/>")
            _in_order(style, properties)
        _in_order(properties, parse_xml(numbering))

    def _learn(self, style: _Element) -> None:
        kind = attribute(style, "w:type", "paragraph")
        name = attribute(child(style, "w:name"), "w:val").strip().casefold()
        key = attribute(style, "w:styleId")
        if not key:
            return
        self._known.setdefault((kind, name), style)
        self._known.setdefault((kind, f"#{key.casefold()}"), style)
        self._taken.add(key.casefold())

    def _find(self, kind: str, ours: str, name: str) -> bool:
        """Look for the style that is to be used for ours; whether there is one."""
        style = self._known.get((kind, name.casefold()))
        if style is None:
            style = self._known.get((kind, f"#{ours.casefold()}"))
        if style is not None:
            self.ids[ours] = attribute(style, "w:styleId")
        return style is not None

    def _add(self, style: ParagraphStyle) -> None:
        """Add a paragraph style of ours, set in the template's way."""
        own = self._free(style.id)
        base = self.ids.get(style.based, self._base)
        if style.outline is not None and style.based == "Normal":
            base = self._heading_above(style.outline) or base
        following = self.ids.get(style.following, self._base)
        paragraph = "" if style.id == "BodyText" else _loose(style, self.look)
        looks = style.looks
        if style.outline is not None and base != self._base:
            # Among the headings of a template only the size tells the levels apart.
            looks = replace(looks, colour=INK)
        run = stylesheet.looks_of(looks, STYLES["body"], self.look)
        adapted = replace(style, id=own, based=base, following=following)
        self._append(paragraph_style(adapted, paragraph, run))
        self.ids[style.id] = own

    def _heading_above(self, outline: int) -> str | None:
        """Return the id of the nearest heading above an outline level."""
        for level in range(outline, 0, -1):
            if f"Heading{level}" in self.ids:
                return self.ids[f"Heading{level}"]
        return None

    def _find_or_add(self, style: _Element) -> None:
        """Take the template's style of a name, or add ours as it is."""
        kind, ours = attribute(style, "w:type"), attribute(style, "w:styleId")
        if self._find(kind, ours, attribute(child(style, "w:name"), "w:val")):
            return
        own = self._free(ours)
        style.set(qualified("w:styleId"), own)
        based = child(style, "w:basedOn")
        if based is not None:
            wanted = attribute(based, "w:val")
            base = self.ids.get(wanted) or self._default(kind)
            if base:
                based.set(qualified("w:val"), base)
            else:
                style.remove(based)
        self.root.append(style)
        self.ids[ours] = own

    def _append(self, style: str) -> None:
        element = _element(style)
        based = child(element, "w:basedOn")
        if based is not None and not attribute(based, "w:val"):
            element.remove(based)
        following = child(element, "w:next")
        if following is not None and not attribute(following, "w:val"):
            element.remove(following)
        self.root.append(element)

    def _free(self, key: str) -> str:
        """Return an id that no style has."""
        free = key
        while free.casefold() in self._taken:
            free += "Evidence"
        self._taken.add(free.casefold())
        return free

    def _default(self, kind: str) -> str:
        """Return the id of the style that everything of a kind begins with."""
        for style in self.root.iter(qualified("w:style")):
            if attribute(style, "w:type") == kind and attribute(style, "w:default"):
                return attribute(style, "w:styleId")
        return ""

    def _by_id(self, key: str) -> _Element | None:
        for style in self.root.iter(qualified("w:style")):
            if attribute(style, "w:styleId") == key:
                return style
        return None

    def _lineage(self, style: _Element | None) -> Iterator[_Element]:
        """Yield a style and those that it is based on."""
        for _ in range(_DEEPEST):
            if style is None:
                return
            yield style
            style = self._by_id(attribute(child(style, "w:basedOn"), "w:val"))

    def _number(self, style: _Element | None) -> str | None:
        for ancestor in self._lineage(style):
            number = child(ancestor, "w:pPr", "w:numPr", "w:numId")
            if number is not None:
                value = attribute(number, "w:val")
                return None if value == "0" else value
        return None

    def _colour(self) -> str:
        """Return the colour of main headings, as dark as it must be to be read."""
        heading = self._known.get(("paragraph", "heading 1"))
        for ancestor in self._lineage(heading):
            colour = attribute(child(ancestor, "w:rPr", "w:color"), "w:val")
            if colour:
                return readable(colour.upper()) if _COLOUR.fullmatch(colour) else INK
        return INK


def _loose(style: ParagraphStyle, look: Look) -> str:
    """Return how a paragraph is set where the height of its lines is not ours."""
    looks = style.looks
    keep = "<w:keepNext/>" if looks.keep_with_next else ""
    height = f'w:line="{SINGLE_LINE}" w:lineRule="auto"'
    if style.id == "TableGap":
        height = f'w:line="{twips(AFTER_TABLE)}" w:lineRule="exact"'
    elif style.id == "FormLine":
        height = f'w:line="{twips(looks.leading)}" w:lineRule="atLeast"'
    # The lists of styles are given to them when the numbers of lists are known.
    extra = style.borders + stylesheet.right_tab(style, look)
    if style.outline is not None and style.based != "Normal":
        extra = _NO_NUMBER
    indent = ""
    if style.kind_of_list is None:  # a list says it of its levels
        left = twips(looks.indent)
        indent = f'<w:ind w:left="{left}" w:right="0" w:firstLine="0"/>'
    flush = '<w:jc w:val="left"/>' if style.id.startswith(_FLUSH) else ""
    return (
        f'{keep}{extra}<w:spacing w:before="0" w:after="{twips(looks.space_after)}" '
        f"{height}/>{indent}{flush}"
    )


def _speak(root: _Element, language: str) -> None:
    """Say in which language the words are: the document's, not the template's."""
    holders = [child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")]
    holders += [
        child(style, "w:rPr")
        for style in root.iter(qualified("w:style"))
        if attribute(style, "w:default")
    ]
    for properties in holders:
        tongue = child(properties, "w:lang")
        if tongue is not None:
            tongue.set(qualified("w:val"), language)
    if holders[0] is not None and child(holders[0], "w:lang") is None:
        _in_order(holders[0], _element(f'<w:lang w:val="{language}"/>'))


_ORDER: Final = {
    # ECMA-376 Part 1 (5th ed.), 17.7.4.17, 17.3.1.26, 17.3.2.28: their schemas.
    # What comes before a property in its place; anything else comes after it.
    "w:pPr": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid",
    "w:numPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl",
    "w:lang": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow "
    "emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position "
    "sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em",
}


def _in_order(parent: _Element, element: _Element) -> None:
    """Put a property among others where Word expects it."""
    local = element.tag.rpartition("}")[2]
    before = {qualified(f"w:{name}") for name in _ORDER[f"w:{local}"].split()}
    at = sum(1 for sibling in parent if sibling.tag in before)
    parent.insert(at, element)


def _take_out(parent: _Element | None, name: str) -> None:
    element = child(parent, name)
    if parent is not None and element is not None:
        parent.remove(element)


def _element(xml: str) -> _Element:
    return _parsed(xml)[0]


def _parsed(*xml: str) -> list[_Element]:
    """Return styles of ours as elements."""
    return list(parse_xml(f"<w:styles {DECLARATIONS}>{''.join(xml)}</w:styles>"))
