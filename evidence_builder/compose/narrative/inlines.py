"""What stands inside a paragraph of the tree → inlines, and the pictures met there."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.compose.narrative.plain import collapse
from evidence_builder.diagnostics import Span
from evidence_builder.document.blocks import Figure
from evidence_builder.document.inlines import Break, Code, Emphasis, Link, Strong, Text
from evidence_builder.document.walk import walk_inlines
from evidence_builder.wording.documents import narrative as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element

    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Block, Image
    from evidence_builder.document.inlines import Inline

_DEEPEST = 6

# Python-Markdown keeps an escaped character (CommonMark 0.31, 2.4) by its number,
# between STX and ETX, until its tree is written.
_ESCAPED = re.compile("\x02([0-9]+)\x03")
_PLACEHOLDER_MARKS = re.compile("[\x02\x03]")
_ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z0-9]+);")
# RFC 9110, 4.2.1 and 4.2.2, and RFC 6068: what opens a page or writes a letter, and
# runs nothing.
_SCHEME = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)


@dataclass(slots=True)
class NarrativeLines:
    """Finds the lines of a narrative that things were written in."""

    path: str
    line: int
    text: str
    _next: dict[str, int] = field(default_factory=dict)

    def span(self, written: str) -> Span:
        """Return the next line that holds these letters; else the first line."""
        at = self.text.find(written, self._next.get(written, 0)) if written else -1
        if at < 0:
            return Span(self.path, self.line, 1)
        self._next[written] = at + len(written)
        return Span(self.path, self.line + self.text.count("\n", 0, at), 1)


class InlineReader:
    """Reads what stands inside a paragraph; keeps pictures until they are taken."""

    def __init__(
        self, image: Callable[[str], Image | None], sink: Sink, lines: NarrativeLines
    ) -> None:
        self._image = image
        self._sink = sink
        self._lines = lines
        self._figures: list[Block] = []

    def take_figures(self) -> list[Block]:
        """Return the pictures met since the last call, in order."""
        figures, self._figures = self._figures, []
        return figures

    def within(self, element: Element, depth: int = 0) -> list[Inline]:
        """Return what an element holds."""
        inlines: list[Inline] = [Text(words(element.text))]
        for child in element:
            inlines += self.of(child, depth)
            inlines.append(Text(words(child.tail)))
        return inlines

    def of(self, element: Element, depth: int = 0) -> list[Inline]:
        """Return what an element is."""
        match element.tag:
            case "br":
                return [Break()]
            case "code":
                return [Code(collapse(code(element.text)))]
            case "img":
                return self._picture(element)
            case _:
                return self._marked(element, self.within(element, depth + 1), depth)

    def _marked(
        self, element: Element, inlines: list[Inline], depth: int
    ) -> list[Inline]:
        """Return what an element holds, marked with what the element means."""
        within = tidy(inlines, edges=False)
        if element.tag == "a" and not within and element.get("href"):
            # A link without words would take its address with it.
            within = (Text(_attribute(element, "href")),)
        if depth >= _DEEPEST or not within:
            return inlines
        match element.tag:
            case "strong":
                return [Strong(within)]
            case "em":
                return [Emphasis(within)]
            case "a":
                return self._link(element, within)
            case _:
                return inlines

    def _link(self, element: Element, within: tuple[Inline, ...]) -> list[Inline]:
        """Return a link of an allowed scheme; otherwise its words."""
        href = _attribute(element, "href")
        title = _attribute(element, "title")
        beside: list[Inline] = [Text(f" ({title})")] if title else []
        if _SCHEME.match(href):  # a blank is written so: RFC 3986, 2.1
            return [Link(tuple(_unlinked(within)), href.replace(" ", "%20")), *beside]
        if href:
            self._sink.report(
                codes.LINK_REFUSED,
                self._lines.span(element.get("href", "")),
                wording.no_link(address=href[:60]),
                wording.begin_of_a_link(),
            )
        return [*within, *beside]

    def _picture(self, element: Element) -> list[Inline]:
        """Keep a picture for the end of its paragraph; its words if there is none."""
        path = _attribute(element, "src")
        alt = _attribute(element, "alt")
        title = _attribute(element, "title")
        image = self._image(path)
        if image is None:
            name = path.replace("\\", "/").rpartition("/")[2]
            shown = alt or name or wording.picture()
            return [Text(f"[{shown}] {title}" if title else f"[{shown}]")]
        caption = (Text(title),) if title else ()
        self._figures.append(Figure(image, alt or title or path, caption))
        return []


def words(text: str | None) -> str:
    """Return a text with its escaped characters put back, and no placeholders."""
    text = text or ""
    if "\x02" in text or "\x03" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1])), text)
        text = _PLACEHOLDER_MARKS.sub("", text)
    return collapse(text)


def code(text: str | None) -> str:
    """Return code without the library's escapes for HTML, and no placeholders."""
    text = _PLACEHOLDER_MARKS.sub("", text or "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def tidy(inlines: Iterable[Inline], *, edges: bool = True) -> tuple[Inline, ...]:
    """Return inlines with texts joined and no blanks beside line breaks or edges.

    CommonMark 0.31, 6.7 and 4.8.
    """
    joined = _joined(inlines)
    kept: list[Inline] = []
    for before, inline, after in zip(
        (None, *joined), joined, (*joined[1:], None), strict=False
    ):
        if not isinstance(inline, Text):
            kept.append(inline)
            continue
        text = inline.text
        if isinstance(before, Break) or (edges and before is None):
            text = text.lstrip(" ")
        if isinstance(after, Break) or (edges and after is None):
            text = text.rstrip(" ")
        if text:
            kept.append(Text(text))
    if edges:
        while kept and isinstance(kept[-1], Break):
            kept.pop()
        while kept and isinstance(kept[0], Break):
            kept.pop(0)
    return tuple(kept)


def _joined(inlines: Iterable[Inline]) -> list[Inline]:
    """Return inlines with each run of texts as one."""
    joined: list[Inline] = []
    for is_text, run in groupby(inlines, lambda inline: isinstance(inline, Text)):
        if is_text:
            text = "".join(inline.text for inline in run if isinstance(inline, Text))
            joined.append(Text(collapse(text)))
        else:
            joined += run
    return joined


def letters(inlines: Iterable[Inline]) -> str:
    """Return the letters of inlines, as a reader would count them."""
    return "".join(
        inline.text
        for inline in walk_inlines(inlines)
        if isinstance(inline, Text | Code)
    )


def _attribute(element: Element, name: str) -> str:
    value = _ENTITY.sub(lambda match: html.unescape(match[0]), element.get(name, ""))
    return words(value).strip()


def _unlinked(inlines: Iterable[Inline]) -> Iterable[Inline]:
    """Yield inlines without links in them: CommonMark 0.31, 6.3, has none in links."""
    for inline in inlines:
        match inline:
            case Link(within):
                yield from _unlinked(within)
            case Strong(within):
                yield Strong(tuple(_unlinked(within)))
            case Emphasis(within):
                yield Emphasis(tuple(_unlinked(within)))
            case _:
                yield inline
