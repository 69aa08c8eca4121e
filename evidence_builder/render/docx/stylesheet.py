"""Word's styles, numbering, settings and fonts, made from the shared table of sizes.

Everything that the body looks like is said here once, by name, so that a centre can
restyle a whole portfolio from Word's style list. Knows nothing of blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evidence_builder.render.docx import tablestyles
from evidence_builder.render.docx.markup import (
    NAMESPACES,
    escaped,
    half_points,
    twips,
)
from evidence_builder.render.styles import (
    A4,
    FORM_LINE_HEIGHT,
    LINK,
    RULE,
    SHADE,
    STYLES,
    TONES,
    TextStyle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FONT = "Arial"
MONO_FONT = "Courier New"
EAST_ASIAN_FONT = "Noto Sans CJK SC"

ROLE_STYLES = {
    "body": "BodyText",
    "small": "SmallText",
    "lead": "Lead",
    "title": "Title",
    "subtitle": "Subtitle",
    "caption": "Caption",
}
FLAG_STYLES = {tone: f"Flag{tone.capitalize()}" for tone in TONES}
CODE, OUTSIDE_LINK, INSIDE_LINK = "CodeWords", "Hyperlink", "InternalLink"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph style: its id, its name in Word and how it is set."""

    id: str
    name: str
    looks: TextStyle
    following: str = ""
    outline: int | None = None
    extra: str = ""


def _heading(level: int) -> tuple[_Paragraph, _Paragraph]:
    looks = STYLES[f"h{level}"]
    return (
        _Paragraph(
            f"Heading{level}",
            f"heading {level}",
            looks,
            following="BodyText",
            outline=level - 1,
        ),
        # The same looks without a place in the navigation pane.
        _Paragraph(
            f"NarrativeHeading{level}",
            f"Narrative Heading {level}",
            looks,
            following="BodyText",
        ),
    )


def _right_tab(leader: str = "") -> str:
    dots = f' w:leader="{leader}"' if leader else ""
    return (
        f'<w:tabs><w:tab w:val="right"{dots} w:pos="{twips(A4.text_width)}"/></w:tabs>'
    )


def _side(name: str, *, width: int, space: int, colour: str) -> str:
    return (
        f'<w:{name} w:val="single" w:sz="{width}" w:space="{space}" '
        f'w:color="{colour}"/>'
    )


_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
_QUOTE_BAR = (
    "<w:pBdr>"
    + _side("left", width=16, space=round(STYLES["quote"].indent * 0.75), colour=RULE)
    + "</w:pBdr>"
)
# Borders in the colour of the shade carry it to where the indent begins.
_CODE_SHADE = (
    "<w:pBdr>"
    + _side("left", width=4, space=7, colour=SHADE)
    + _side("right", width=4, space=7, colour=SHADE)
    + f'</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
)
_HEADER_RULE = "<w:pBdr>" + _side("bottom", width=4, space=5, colour=RULE) + "</w:pBdr>"
_CELL = replace(STYLES["cell"], space_after=0.0)
_FORM = replace(STYLES["form"], leading=FORM_LINE_HEIGHT, space_after=0.0)
_GAP = TextStyle(1, 1)

_PARAGRAPHS = (
    _Paragraph("Title", "Title", STYLES["title"], following="Subtitle"),
    _Paragraph("Subtitle", "Subtitle", STYLES["subtitle"], following="BodyText"),
    *_heading(1),
    *_heading(2),
    *_heading(3),
    *_heading(4),
    _Paragraph("BodyText", "Body Text", STYLES["body"]),
    _Paragraph("Lead", "Lead", STYLES["lead"], following="BodyText"),
    _Paragraph("SmallText", "Small Text", STYLES["small"]),
    _Paragraph("Caption", "caption", STYLES["caption"], following="BodyText"),
    _Paragraph("ListBullet", "List Bullet", STYLES["list"], extra=_NUMBERED.format(1)),
    _Paragraph("ListNumber", "List Number", STYLES["list"], extra=_NUMBERED.format(2)),
    _Paragraph("ListContinue", "List Continue", STYLES["list"]),
    _Paragraph("Quote", "Quote", STYLES["quote"], extra=_QUOTE_BAR),
    _Paragraph("CodeBlock", "Code Block", STYLES["code"], extra=_CODE_SHADE),
    _Paragraph("Figure", "Figure", TextStyle(1, -1, 10)),
    _Paragraph("TableText", "Table Text", _CELL),
    _Paragraph(
        "TableLabel", "Table Label", replace(_CELL, colour=STYLES["small"].colour)
    ),
    _Paragraph("TableHeading", "Table Heading", STYLES["cell-head"]),
    _Paragraph("TableSubheading", "Table Subheading", replace(_CELL, bold=True)),
    _Paragraph("TableGap", "Table Gap", _GAP),
    _Paragraph("TOC1", "toc 1", STYLES["contents1"], extra=_right_tab("dot")),
    _Paragraph("TOC2", "toc 2", STYLES["contents2"], extra=_right_tab("dot")),
    _Paragraph("TOC3", "toc 3", STYLES["contents3"], extra=_right_tab("dot")),
    _Paragraph("FormLine", "Form Line", _FORM),
    _Paragraph("FormText", "Form Text", replace(_FORM, leading=13.0)),
    _Paragraph("Header", "header", STYLES["header"], extra=_HEADER_RULE + _right_tab()),
    _Paragraph("Footer", "footer", STYLES["footer"], extra=_right_tab()),
)

SIZES = {style.id: style.looks for style in _PARAGRAPHS}
"""How each paragraph style is set."""


def styles(language: str) -> str:
    """Return the style part."""
    parts = [f"<w:styles {NAMESPACES}>", _defaults(language)]
    parts.extend(_paragraph(style) for style in _PARAGRAPHS)
    parts.extend(_characters())
    parts.append(tablestyles.styles())
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
    looks = style.looks
    keep = "<w:keepNext/>" if looks.keep_with_next else ""
    right = f' w:right="{twips(looks.indent)}"' if looks.mono else ""
    indent = f'<w:ind w:left="{twips(looks.indent)}"{right}/>' if looks.indent else ""
    outline = (
        "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    )
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>{following}'
        f"<w:qFormat/><w:pPr>{keep}{style.extra}"
        f"{_spacing(looks.leading, looks.space_after)}{indent}{outline}</w:pPr>"
        f"<w:rPr>{_looks(looks)}</w:rPr></w:style>"
    )


def _characters() -> Iterator[str]:
    code = f"{_fonts(MONO_FONT)}<w:noProof/>"
    yield _character(CODE, "Code Words", code)
    link = f'<w:color w:val="{LINK}"/>'
    yield _character(OUTSIDE_LINK, "Hyperlink", f'{link}<w:u w:val="single"/>')
    yield _character(INSIDE_LINK, "Internal Link", f'{link}<w:u w:val="none"/>')
    for tone, style in FLAG_STYLES.items():
        colour = f'<w:color w:val="{TONES[tone]}"/>'
        yield _character(style, f"Flag {tone}", f"<w:b/><w:bCs/>{colour}")


def _character(style: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
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
    """Return spacing; a negative leading is as high as what stands in the line."""
    line = f'w:line="{twips(leading)}" w:lineRule="exact"'
    if leading < 0:
        line = 'w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="0" w:after="{twips(after)}" {line}/>'
