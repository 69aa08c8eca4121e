"""Words, links and page numbers inside a paragraph, as runs.

Bold and italic are set directly on runs, not by character styles: Word switches
bold off again where a bold style meets a bold paragraph.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, assert_never

from evidence_builder.document import inlines
from evidence_builder.markup.xml import escaped, legal
from evidence_builder.render.docx import stylesheet
from evidence_builder.render.docx.fields import field
from evidence_builder.render.styles import BOX_RULE, FLAG_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evidence_builder.render.docx.bookmarks import Bookmarks
    from evidence_builder.render.docx.package import WordPackage

_SPACES = str.maketrans(
    dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " ")
)
_SCHEMES = ("http://", "https://", "mailto:")
# ECMA-376 Part 1 (5th ed.), 17.3.2.26 (rFonts): which characters take the font of
# eastAsia, some of them only by the hint.
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uffee\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff"
    "\U00020000-\U0003ffff]+"
)
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")


class _Looks(NamedTuple):
    """What a run looks like beyond its paragraph."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    linked: bool = False
    underlined: bool = False
    colour: str = ""


_PLAIN = _Looks()

UNDERLINE = f'<w:u w:val="single" w:color="{BOX_RULE}"/>'
"""The rule of a form, as a property of runs."""


class RunWriter(NamedTuple):
    """Turns inlines into runs; knows where anchors are and on which page."""

    package: WordPackage
    bookmarks: Bookmarks
    pages: Mapping[str, int]
    styles: Mapping[str, str]
    """Our id of a style → its id in the package."""

    def runs(self, content: tuple[inlines.Inline, ...], looks: _Looks = _PLAIN) -> str:
        """Return the runs of inlines, ready to stand in a paragraph."""
        return "".join([self._inline(inline, looks) for inline in content])

    def words(self, content: tuple[inlines.Inline, ...]) -> str:
        """Return runs that go into a link, so that nothing in them is one."""
        return self.runs(content, _Looks(linked=True))

    def page(self, target: str, looks: _Looks = _PLAIN) -> str:
        """Return a field with the page number of an anchor."""
        name = self.bookmarks.name(target)
        number = str(self.pages.get(target, "?"))
        if name is None:
            return _run(number, looks)
        # ECMA-376 Part 1 (5th ed.), 17.16.5.45.
        return field(f"PAGEREF {name} \\h", number, _properties(looks, ""))

    def to_anchor(self, target: str, runs: str, tip: str = "") -> str:
        """Return runs as a link to an anchor, or as they are without one.

        Args:
            tip: What is shown, and read out, of what the link is; as XML.
        """
        name = self.bookmarks.name(target)
        if name is None:
            return runs
        # ECMA-376 Part 1 (5th ed.), 17.16.22.
        told = f' w:tooltip="{tip}"' if tip else ""
        return (
            f'<w:hyperlink w:anchor="{name}"{told} w:history="1">{runs}</w:hyperlink>'
        )

    def _inline(  # noqa: PLR0911 - one case for each kind of inline
        self, inline: inlines.Inline, looks: _Looks
    ) -> str:
        match inline:
            case inlines.Text(text):
                return _run(text, looks)
            case inlines.Strong(content):
                return self.runs(content, looks._replace(bold=True))
            case inlines.Emphasis(content):
                return self.runs(content, looks._replace(italic=True))
            case inlines.Code(text):
                return _run(text, looks._replace(style=self.styles[stylesheet.CODE]))
            case inlines.Flag(text, tone):
                mark = inline.mark or FLAG_MARKS[tone]
                words = f"{mark} {text}" if mark else text
                style = self.styles[stylesheet.FLAG_STYLES[tone]]
                return _run(words, _Looks(style, bold=True))
            case inlines.Link(content, href):
                return self._outside(content, href, looks)
            case inlines.Reference(content, target):
                inner = _linked(looks, self.styles[stylesheet.INSIDE_LINK])
                return self._inside(target, self.runs(content, inner), looks)
            case inlines.PageOf(target, prefix):
                inner = _linked(looks, self.styles[stylesheet.INSIDE_LINK])
                words = _run(prefix, inner) if prefix else ""
                return self._inside(target, words + self.page(target, inner), looks)
            case inlines.Break():
                return "<w:r><w:br/></w:r>"
            case _:
                assert_never(inline)

    def _inside(self, target: str, runs: str, looks: _Looks) -> str:
        return runs if looks.linked else self.to_anchor(target, runs)

    def _outside(
        self, content: tuple[inlines.Inline, ...], href: str, looks: _Looks
    ) -> str:
        # A link inside a link leads where the outer one does: one click, one place.
        if looks.linked or not href.lower().startswith(_SCHEMES):
            return self.runs(content, looks)
        style = self.styles[stylesheet.OUTSIDE_LINK]
        runs = self.runs(content, _linked(looks, style))
        relation = self.package.add_link(legal(href))
        return f'<w:hyperlink r:id="{relation}" w:history="1">{runs}</w:hyperlink>'


@cache
def _linked(looks: _Looks, style: str) -> _Looks:
    return looks if looks.linked else looks._replace(style=style, linked=True)


def text_runs(text: str, *, underlined: bool = False) -> str:
    """Return plain words as runs."""
    return _run(text, _Looks(underlined=True) if underlined else _PLAIN)


@cache
def _properties(looks: _Looks, font: str) -> str:
    # ECMA-376 Part 1 (5th ed.), 17.3.2.28: in the order of its schema.
    parts = []
    if looks.style:
        parts.append(f'<w:rStyle w:val="{looks.style}"/>')
    if font:
        parts.append(f'<w:rFonts w:hint="eastAsia" w:eastAsia="{font}"/>')
    if looks.bold:
        parts.append("<w:b/><w:bCs/>")
    if looks.italic:
        parts.append("<w:i/><w:iCs/>")
    if looks.colour:
        parts.append(f'<w:color w:val="{looks.colour}"/>')
    if looks.underlined:
        parts.append(UNDERLINE)
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def sign(text: str, colour: str) -> str:
    """Return short words, of a colour of their own, as runs."""
    return _run(text, _Looks(colour=colour))


def _run(text: str, looks: _Looks) -> str:
    if not text:
        return ""
    if text.isascii() and text.isprintable():
        return (
            f"<w:r>{_properties(looks, '')}"
            f'<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
        )
    return "".join(
        [
            f"<w:r>{_properties(looks, font)}"
            f'<w:t xml:space="preserve">{escaped(piece.translate(_SPACES))}</w:t></w:r>'
            for piece, font in _segments(text)
        ]
    )


def _segments(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with its East Asian font or ``""``."""
    if text.isascii():
        yield text, ""
        return
    end = 0
    for match in _EAST_ASIAN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield match.group(), _font(match.group())
        end = match.end()
    if end < len(text):
        yield text[end:], ""


def _font(text: str) -> str:
    if _KANA.search(text):
        return "Noto Sans CJK JP"
    if _HANGUL.search(text):
        return "Noto Sans CJK KR"
    return stylesheet.EAST_ASIAN_FONT
