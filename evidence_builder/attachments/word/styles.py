"""The styles of a Word document: which are headings, and what is bold in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.markup.xml import attribute, child, qualified, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

# ECMA-376 Part 1, 17.3.1.20.
BODY_TEXT: Final = 9
"""The outline level of what is no heading."""

_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CHAIN: Final = 12
# ST_OnOff: ECMA-376 Part 1, 22.9.2.7; Part 4 for "on" and "off".
_OFF: Final = ("0", "false", "off", "none")


class RunProperties(NamedTuple):
    """What a run looks like; None where the style below it decides."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    font: str = ""

    def over(self, below: RunProperties) -> RunProperties:
        """Return these looks with what they leave open from below."""
        return RunProperties(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.hidden if self.hidden is None else self.hidden,
            self.font or below.font,
        )


class Style(NamedTuple):
    """A style with what it takes over from those that it is based on."""

    looks: RunProperties = RunProperties()
    level: int = BODY_TEXT
    number: str = ""
    """The id of its list; empty for none."""
    depth: int = 0


class Styles:
    """The styles of a document, by id: ECMA-376 Part 1, 17.7.4."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._made: dict[str, Style] = {}
        self._default = ""
        if root is None:
            return
        for style in root.iter(qualified("w:style")):
            key = attribute(style, "w:styleId")
            self._elements.setdefault(key, style)
            if attribute(style, "w:type") == "paragraph" and attribute(
                style, "w:default"
            ) in ("1", "true"):
                self._default = key

    def get(self, key: str, steps: int = _CHAIN) -> Style:
        """Return a style; the default paragraph style for an empty id."""
        key = key or self._default
        style = self._made.get(key)
        if style is None:
            style = self._made[key] = self._make(key, steps)
        return style

    def _make(self, key: str, steps: int) -> Style:
        element = self._elements.get(key)
        if element is None or not steps:
            return Style()
        based = attribute(child(element, "w:basedOn"), "w:val")
        below = self.get(based, steps - 1) if based and based != key else Style()
        properties = child(element, "w:pPr")
        level = below.level
        name = attribute(child(element, "w:name"), "w:val")
        outline = child(properties, "w:outlineLvl")
        if outline is not None:
            level = whole(attribute(outline, "w:val"), BODY_TEXT)
        elif match := _HEADING.fullmatch(name):
            level = int(match[1]) - 1
        elif name.lower() == "title":
            level = 0
        numbered = child(properties, "w:numPr")
        number = attribute(child(numbered, "w:numId"), "w:val", below.number)
        depth = whole(attribute(child(numbered, "w:ilvl"), "w:val"), below.depth)
        looks = looks_of(child(element, "w:rPr")).over(below.looks)
        return Style(looks, level, number, depth)


def looks_of(properties: _Element | None) -> RunProperties:
    """Return the looks that run properties ask for by themselves: 17.3.2."""
    if properties is None:
        return RunProperties()
    fonts = child(properties, "w:rFonts")
    return RunProperties(
        switch(properties, "w:b"),
        switch(properties, "w:i"),
        switch(properties, "w:vanish"),
        attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi"),
    )


def switch(properties: _Element | None, name: str) -> bool | None:
    """Return whether a property is on (22.9.2.7); None where it is not mentioned."""
    element = child(properties, name)
    if element is None:
        return None
    return attribute(element, "w:val", "1").lower() not in _OFF
