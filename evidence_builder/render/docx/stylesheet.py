"""Word's styles, numbering, settings and fonts, made from the shared table of sizes.

Everything that the body looks like is said here once, by name, so that a centre can
restyle a whole portfolio from Word's style list. Knows nothing of blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_builder.render.docx.markup import (
    NAMESPACES,
    escaped,
    half_points,
    twips,
)
from evidence_builder.render.styles import (
    A4,
    CELL_PADDING_X,
    FORM_LINE_HEIGHT,
    LINK,
    RULE,
    STYLES,
    TONES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.render.styles import TextStyle

FONT = "Arial"
MONO_FONT = "Courier New"
EAST_ASIAN_FONT = "Noto Sans CJK SC"

FLAG_STYLES = {tone: f"Flag{tone.capitalize()}" for tone in TONES}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph style: its id, its name in Word and where its sizes come from."""

    id: str
    name: str
    source: str
    base: str = "Normal"
    following: str = ""
    outline: int | None = None
    extra: str = ""


def _heading(level: int) -> Iterator[_Paragraph]:
    yield _Paragraph(
        f"Heading{level}",
        f"heading {level}",
        f"h{level}",
        following="BodyText",
        outline=level - 1,
    )
    # The same looks without a place in the navigation pane.
    yield _Paragraph(
        f"NarrativeHeading{level}",
        f"Narrative Heading {level}",
        f"h{level}",
        following="BodyText",
    )


_NUMBER_TAB = (
    '<w:tabs><w:tab w:val="right" w:leader="dot" '
    f'w:pos="{twips(A4.text_width)}"/></w:tabs>'
)
_FURNITURE_TAB = (
    f'<w:tabs><w:tab w:val="right" w:pos="{twips(A4.text_width)}"/></w:tabs>'
)

_PARAGRAPHS = (
    _Paragraph("Title", "Title", "title", following="Subtitle"),
    _Paragraph("Subtitle", "Subtitle", "subtitle", following="BodyText"),
    *_heading(1),
    *_heading(2),
    *_heading(3),
    *_heading(4),
    _Paragraph("BodyText", "Body Text", "body"),
    _Paragraph("Lead", "Lead", "lead", following="BodyText"),
    _Paragraph("SmallText", "Small Text", "small"),
    _Paragraph("Caption", "caption", "caption", following="BodyText"),
    _Paragraph("ListBullet", "List Bullet", "list"),
    _Paragraph("ListNumber", "List Number", "list"),
    _Paragraph("ListContinue", "List Continue", "list"),
    _Paragraph("Quote", "Quote", "quote"),
    _Paragraph("CodeBlock", "Code Block", "code"),
    _Paragraph("TableText", "Table Text", "cell"),
    _Paragraph("TableHeading", "Table Heading", "cell-head"),
    _Paragraph("TOC1", "toc 1", "contents1", extra=_NUMBER_TAB),
    _Paragraph("TOC2", "toc 2", "contents2", extra=_NUMBER_TAB),
    _Paragraph("TOC3", "toc 3", "contents3", extra=_NUMBER_TAB),
    _Paragraph("FormLine", "Form Line", "form"),
    _Paragraph("Header", "header", "header", extra=_FURNITURE_TAB),
    _Paragraph("Footer", "footer", "footer", extra=_FURNITURE_TAB),
)


def styles(language: str) -> str:
    """Return the style part."""
    parts = [f"<w:styles {NAMESPACES}>", _defaults(language)]
    parts.extend(_paragraph(style) for style in _PARAGRAPHS)
    parts.append("</w:styles>")
    return "".join(parts)


def _defaults(language: str) -> str:
    body = STYLES["body"]
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_fonts(FONT)}"
        f'<w:color w:val="{body.colour}"/>{_size(body.size)}'
        f'<w:lang w:val="{escaped(language)}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f"{_spacing(body.leading, 0)}"
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>'
        "<w:semiHidden/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style>'
    )


def _paragraph(style: _Paragraph) -> str:
    looks = STYLES[style.source]
    keep = "<w:keepNext/>" if looks.keep_with_next else ""
    indent = f'<w:ind w:left="{twips(looks.indent)}"/>' if looks.indent else ""
    outline = (
        "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    )
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.base}"/>{following}'
        f"<w:qFormat/><w:pPr>{keep}{style.extra}"
        f"{_spacing(looks.leading, looks.space_after)}{indent}{outline}</w:pPr>"
        f"<w:rPr>{_looks(looks)}</w:rPr></w:style>"
    )


def _looks(style: TextStyle) -> str:
    fonts = _fonts(MONO_FONT) if style.mono else ""
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    italic = "<w:i/><w:iCs/>" if style.italic else ""
    colour = f'<w:color w:val="{style.colour}"/>'
    return f"{fonts}{bold}{italic}{colour}{_size(style.size)}"


def _fonts(name: str) -> str:
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" '
        f'w:eastAsia="{EAST_ASIAN_FONT}" w:cs="{name}"/>'
    )


def _size(points: float) -> str:
    size = half_points(points)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _spacing(leading: float, after: float) -> str:
    return (
        f'<w:spacing w:before="0" w:after="{twips(after)}" '
        f'w:line="{twips(leading)}" w:lineRule="exact"/>'
    )
