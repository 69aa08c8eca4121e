"""Drawings of a Word document: pictures, text boxes, and what can only be named.

ECMA-376 Part 1 (5th ed.), 20.4 (where they lie), 20.2 (pictures), 21.2 (charts), 21.4
(diagrams); Part 4 for VML and embedded objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.attachments.content import in_brackets
from evidence_builder.attachments.word.pictures import Crop, crop_of, figure
from evidence_builder.attachments.word.source import PICTURES
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.attachments.word.source import WordPart
    from evidence_builder.document.blocks import Figure

_WORDS = 400


class DrawingParts(NamedTuple):
    """What a drawing is made of, in order: figures, text boxes, words in brackets."""

    figures: tuple[Figure, ...] = ()
    boxes: tuple[_Element, ...] = ()
    words: tuple[str, ...] = ()


def read_drawing(element: _Element, source: WordPart) -> DrawingParts:
    """Return what a ``w:drawing``, ``w:pict`` or ``w:object`` shows."""
    properties = next(element.iter(qualified("wp:docPr")), None)
    alt = attribute(properties, "descr") or attribute(properties, "title")
    extent = next(element.iter(qualified("wp:extent")), None)
    width = whole(attribute(extent, "cx"), most=10**9)
    figures: list[Figure] = []
    boxes: list[_Element] = []
    words: list[str] = []
    pictures = 0
    for part in _parts(element):
        match name_of(part):
            case "pic:pic" | "v:imagedata":
                pictures += 1
                shown = _picture(part, source, alt, width)
                if isinstance(shown, str):
                    words.append(shown)
                else:
                    figures.append(shown)
            case "w:txbxContent":
                boxes.append(part)
            case "c:chart":
                words.append(_named("chart", _words_of(part, "r:id", source, alt)))
                source.lost["chart"] += 1
            case "dgm:relIds":
                words.append(_named("diagram", _words_of(part, "r:dm", source, alt)))
                source.lost["diagram"] += 1
            case "o:OLEObject":
                program = attribute(part, "ProgID")
                words.append(_named("embedded object", program))
                source.lost["embedded object"] += 1
    if pictures > 1:
        # The size is that of the group, and says nothing of each.
        figures = [_at_its_own_size(picture) for picture in figures]
    if not (figures or boxes or words):
        words.append(_named("drawing", alt))
        source.lost["drawing"] += 1
    return DrawingParts(tuple(figures), tuple(boxes), tuple(words))


def _parts(element: _Element) -> list[_Element]:
    """Return the parts that matter, without those inside text boxes."""
    parts: list[_Element] = []
    waiting = [element]
    while waiting:
        part = waiting.pop()
        name = name_of(part)
        if name in _PARTS:
            parts.append(part)
        elif name == "mc:AlternateContent":
            chosen = chosen_of(part)
            if chosen is not None:
                waiting.append(chosen)
        else:
            waiting.extend(reversed(part))
    return parts


_PARTS = frozenset(
    ("pic:pic", "v:imagedata", "w:txbxContent", "c:chart", "dgm:relIds", "o:OLEObject")
)


def chosen_of(element: _Element) -> _Element | None:
    """Return the one of several ways of saying the same thing that is read.

    ECMA-376 Part 3, "AlternateContent": the first choice that is understood.
    """
    choice = child(element, "mc:Choice")
    if choice is not None and len(choice):
        return choice
    return child(element, "mc:Fallback")


def _picture(part: _Element, source: WordPart, alt: str, width: int) -> Figure | str:
    """Return a picture, or words for one that cannot be shown."""
    if name_of(part) == "pic:pic":
        fill = child(part, "pic:blipFill")
        key = attribute(child(fill, "a:blip"), "r:embed")
        crop = crop_of(fill)
    else:
        key, crop, width = attribute(part, "r:id"), Crop(), 0
        alt = alt or attribute(part, "o:title")
    shown = None
    name = source.package.inside(source.relations.get(key))
    if name and source.take("pictures", PICTURES):
        shown = figure(source.package.read(name), alt, width, crop)
    if shown is None:
        source.lost["picture"] += 1
        return _named("picture", alt)
    return shown


def _at_its_own_size(picture: Figure) -> Figure:
    from dataclasses import replace

    return replace(picture, image=replace(picture.image, dpi=150.0))


def _words_of(part: _Element, key: str, source: WordPart, alt: str) -> str:
    """Return the words in a chart's title or in a diagram."""
    if alt:
        return alt
    name = source.package.inside(source.relations.get(attribute(part, key)))
    root = source.package.tree(name)
    if key == "r:id":
        root = child(root, "c:chart", "c:title")
    if root is None:
        return ""
    words = (text.text or "" for text in root.iter(qualified("a:t")))
    return " · ".join(filter(None, (word.strip() for word in words)))[:_WORDS]


def _named(kind: str, words: str) -> str:
    return in_brackets(kind, " ".join(words.split()))
