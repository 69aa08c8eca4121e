"""Placeholders of a template, ``{{learner}}``, and what stands in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evidence_builder.markup.xml import attribute, child, legal, qualified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_DOCUMENT: Final = "portfolio"
"""The placeholder of the document itself."""

_PLACEHOLDER: Final = re.compile(r"\{\{\s*([^{}]{1,40}?)\s*\}\}")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def fill(root: _Element, values: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """Put values in the place of placeholders, in words and in content controls.

    A placeholder may be spread over runs, as it is once somebody has typed in it; the
    value looks like its first letter.

    Returns:
        The names that were filled, and those that mean nothing.
    """
    filled: set[str] = set()
    unknown: set[str] = set()
    for control in list(root.iter(qualified("w:sdt"))):
        name = _title(control, values)
        if name and _fill_control(control, values[name]):
            filled.add(name)
    for paragraph in list(root.iter(qualified("w:p"))):
        texts = _texts(paragraph)
        words = "".join(text.text or "" for text in texts)
        for match in reversed(list(_PLACEHOLDER.finditer(words))):
            name = match[1].casefold()
            if name in values:
                filled.add(name)
                _replace(texts, match.start(), match.end(), values[name])
            else:
                unknown.add(match[1])
    return filled, unknown


def holds_document(paragraph: _Element) -> bool:
    """Whether a paragraph says that the document goes here, and nothing else."""
    words = "".join(text.text or "" for text in _texts(paragraph)).strip()
    match = _PLACEHOLDER.fullmatch(words)
    return match is not None and match[1].casefold() == _DOCUMENT


def _texts(paragraph: _Element) -> list[_Element]:
    """Return the texts of a paragraph, without those of text boxes in it."""
    own = qualified("w:p")
    return [
        text
        for text in paragraph.iter(qualified("w:t"))
        if next(text.iterancestors(own), None) is paragraph
    ]


def _replace(texts: list[_Element], start: int, end: int, value: str) -> None:
    at = 0
    rest = legal(value)
    for text in texts:
        words = text.text or ""
        first, last = max(start - at, 0), min(end - at, len(words))
        at += len(words)
        if first >= last:
            continue
        text.text = words[:first] + rest + words[last:]
        text.set(_SPACE, "preserve")
        rest = ""


def _title(control: _Element, values: Mapping[str, str]) -> str:
    """Return which value a content control is named after; empty for none.

    ECMA-376 Part 1 (5th ed.), 17.5.2 (sdt, its tag and its alias).
    """
    properties = child(control, "w:sdtPr")
    for name in ("w:tag", "w:alias"):
        title = attribute(child(properties, name), "w:val").strip("{ }").casefold()
        if title in values:
            return title
    return ""


def _fill_control(control: _Element, value: str) -> bool:
    content = child(control, "w:sdtContent")
    texts = [] if content is None else list(content.iter(qualified("w:t")))
    for number, text in enumerate(texts):
        text.text = "" if number else legal(value)
        text.set(_SPACE, "preserve")
        run = text.getparent()
        shown = child(run, "w:rPr", "w:rStyle")
        # The style of a control in which nobody has typed is grey.
        if "placeholder" in attribute(shown, "w:val").casefold():
            _remove(shown)
    _remove(child(control, "w:sdtPr", "w:showingPlcHdr"))
    return bool(texts)


def _remove(element: _Element | None) -> None:
    parent = None if element is None else element.getparent()
    if parent is not None:
        parent.remove(element)
