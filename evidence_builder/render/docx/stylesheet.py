"""Word's styles, numbering, settings and fonts, made from the shared table of sizes.

Everything that the body looks like is said here once, by name, so that a centre can
restyle a whole portfolio from Word's style list. Knows nothing of blocks.

ECMA-376 Part 1 (5th ed.), 17.7 (styles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from evidence_builder.markup.wordml import DECLARATIONS, SINGLE_LINE, half_points, twips
from evidence_builder.markup.xml import escaped
from evidence_builder.render.docx import table_styles
from evidence_builder.render.docx.limits import BODY_OUTLINE, CELL_MARGIN
from evidence_builder.render.docx.numbering import BULLETED, FIRST, NUMBERED
from evidence_builder.render.docx.style_map import StyleMap
from evidence_builder.render.styles import (
    AFTER_TABLE,
    CODE_SHADE_SPACE,
    DEEPEST_HEADING,
    FIGURE_SPACE_AFTER,
    FORM_LINE_HEIGHT,
    HEADER_RULE_SPACE,
    QUOTE_BAR_WIDTH,
    QUOTE_BAR_X,
    RULE,
    RULE_WIDTH,
    SHADE,
    STYLES,
    TONES,
    TextStyle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.render.styles import Look

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
_BUILT_IN = re.compile(
    r"(?:heading|toc) \d|Title|Subtitle|Body Text|caption|List \w+|Quote|header|footer"
    r"|Hyperlink"
)
"""The names that Word itself has; other styles are marked as somebody's own.

ECMA-376 Part 1 (5th ed.), 17.7.4.17 (customStyle), 17.7.4.9 (their names)."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style: its id, its name in Word and how it is set.

    What ``looks`` has in common with the style that it is based on is left to that
    one, so that a change there reaches it.
    """

    id: str
    name: str
    looks: TextStyle
    following: str = ""
    outline: int | None = None
    kind_of_list: int | None = None
    """Which lists the style is for, if any."""
    borders: str = ""
    """With the shade behind the words."""
    based: str = "Normal"
    leader: Literal["", "dot", "none"] = ""
    """What leads to the tab at the right margin, where there is one."""


def _heading(level: int) -> tuple[ParagraphStyle, ParagraphStyle]:
    looks = STYLES[f"h{level}"]
    return (
        ParagraphStyle(
            f"Heading{level}",
            f"heading {level}",
            looks,
            following="BodyText",
            outline=level - 1,
        ),
        # The same looks without a place in the navigation pane.
        ParagraphStyle(
            f"NarrativeHeading{level}",
            f"Narrative Heading {level}",
            looks,
            following="BodyText",
            outline=BODY_OUTLINE,
            based=f"Heading{level}",
        ),
    )


def _in_table(name: str, looks: TextStyle) -> ParagraphStyle:
    return ParagraphStyle(f"Table{name}", f"Table {name}", looks, based="TableText")


def _borders(sides: str, width: float, space: float, colour: str) -> str:
    # ECMA-376 Part 1 (5th ed.), 17.3.1.24 (pBdr).
    content = "".join(
        table_styles.border(side, width, colour, space) for side in sides.split()
    )
    return f"<w:pBdr>{content}</w:pBdr>"


_QUOTE_BAR = _borders(
    "left", QUOTE_BAR_WIDTH, STYLES["quote"].indent - QUOTE_BAR_X, RULE
)
# Borders in the colour of the shade carry it to where the indent begins.
_CODE_SHADE = _borders(
    "left right", RULE_WIDTH, CODE_SHADE_SPACE, SHADE
) + table_styles.shade(SHADE)
_HEADER_RULE = _borders("bottom", RULE_WIDTH, HEADER_RULE_SPACE, RULE)
_CELL = replace(STYLES["cell"], space_after=0.0)
_FORM = replace(STYLES["form"], leading=FORM_LINE_HEIGHT, space_after=0.0)
_GAP = TextStyle(AFTER_TABLE, AFTER_TABLE)
_AS_HIGH = 0.0
"""The leading of lines that are as high as what stands in them."""

_NORMAL = replace(STYLES["body"], space_after=0.0)
PARAGRAPHS = (
    ParagraphStyle("Title", "Title", STYLES["title"], following="Subtitle"),
    ParagraphStyle("Subtitle", "Subtitle", STYLES["subtitle"], following="BodyText"),
    *(style for level in range(DEEPEST_HEADING) for style in _heading(level + 1)),
    ParagraphStyle("BodyText", "Body Text", STYLES["body"]),
    ParagraphStyle("Lead", "Lead", STYLES["lead"], following="BodyText"),
    ParagraphStyle("SmallText", "Small Text", STYLES["small"]),
    ParagraphStyle("Caption", "caption", STYLES["caption"], following="BodyText"),
    ParagraphStyle("ListBullet", "List Bullet", STYLES["list"], kind_of_list=BULLETED),
    ParagraphStyle("ListNumber", "List Number", STYLES["list"], kind_of_list=NUMBERED),
    ParagraphStyle("ListContinue", "List Continue", STYLES["list"]),
    ParagraphStyle("Quote", "Quote", STYLES["quote"], borders=_QUOTE_BAR),
    ParagraphStyle("CodeBlock", "Code Block", STYLES["code"], borders=_CODE_SHADE),
    ParagraphStyle(
        "Figure", "Figure", TextStyle(AFTER_TABLE, _AS_HIGH, FIGURE_SPACE_AFTER)
    ),
    ParagraphStyle("TableText", "Table Text", _CELL),
    _in_table("Label", replace(_CELL, colour=STYLES["small"].colour)),
    _in_table("Heading", STYLES["cell-head"]),
    _in_table("Subheading", replace(_CELL, bold=True)),
    ParagraphStyle("TableGap", "Table Gap", _GAP),
    ParagraphStyle("TOC1", "toc 1", STYLES["contents1"], leader="dot"),
    ParagraphStyle("TOC2", "toc 2", STYLES["contents2"], leader="dot"),
    ParagraphStyle("TOC3", "toc 3", STYLES["contents3"], leader="dot"),
    ParagraphStyle("FormLine", "Form Line", _FORM),
    ParagraphStyle(
        "FormText", "Form Text", replace(_FORM, leading=STYLES["form"].leading)
    ),
    ParagraphStyle(
        "Header", "header", STYLES["header"], borders=_HEADER_RULE, leader="none"
    ),
    ParagraphStyle("Footer", "footer", STYLES["footer"], leader="none"),
)

SIZES = {style.id: style.looks for style in PARAGRAPHS}
"""How each paragraph style is set."""

OURS = StyleMap(
    {
        style: style
        for style in (
            *SIZES,
            *(CODE, OUTSIDE_LINK, INSIDE_LINK),
            *FLAG_STYLES.values(),
            *table_styles.LOOKS.values(),
        )
    }
)
"""The styles of a package that has ours."""


def styles(language: str, look: Look) -> str:
    """Return the style part."""
    parts = [f"<w:styles {DECLARATIONS}>", _defaults(language)]
    parts.extend(_paragraph(style, look) for style in PARAGRAPHS)
    parts.extend(characters(look))
    parts.append(table_styles.styles(look))
    parts.append("</w:styles>")
    return "".join(parts)


def _defaults(language: str) -> str:
    body = STYLES["body"]
    return (
        # ECMA-376 Part 1 (5th ed.), 17.7.5.1 (docDefaults), 17.7.4.17 (default).
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_fonts(FONT)}"
        f"{_size(body.size)}"
        f'<w:lang w:val="{escaped(language)}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f"{_spacing(body.leading, 0)}"
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/>'
        # Of a colour among the defaults, LibreOffice makes that of links in tables.
        f'<w:rPr><w:color w:val="{body.colour}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>'
        "<w:semiHidden/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        f'<w:top w:w="0" w:type="dxa"/><w:left w:w="{CELL_MARGIN}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style>'
    )


def _paragraph(style: ParagraphStyle, look: Look) -> str:
    looks = style.looks
    base = _NORMAL if style.based == "Normal" else SIZES[style.based]
    keep = "<w:keepNext/>" if looks.keep_with_next != base.keep_with_next else ""
    right = f' w:right="{twips(looks.indent)}"' if looks.mono else ""
    indent = f'<w:ind w:left="{twips(looks.indent)}"{right}/>' if looks.indent else ""
    spacing = ""
    if (looks.leading, looks.space_after) != (base.leading, base.space_after):
        spacing = _spacing(looks.leading, looks.space_after)
    between = f"{_listed(style)}{style.borders}{right_tab(style, look)}"
    run = looks_of(looks, base, look)
    return paragraph_style(style, f"{keep}{between}{spacing}{indent}", run)


def paragraph_style(style: ParagraphStyle, paragraph: str, run: str) -> str:
    """Return a paragraph style with these properties, and its outline level."""
    outline = (
        "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    )
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{_own(style.name)} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based}"/>{following}'
        f"<w:qFormat/>{_filled('pPr', paragraph + outline)}{_filled('rPr', run)}"
        "</w:style>"
    )


def _listed(style: ParagraphStyle) -> str:
    if style.kind_of_list is None:
        return ""
    # ECMA-376 Part 1 (5th ed.), 17.3.1.19 (numPr).
    number = FIRST + style.kind_of_list
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _own(name: str) -> str:
    return "" if _BUILT_IN.fullmatch(name) else ' w:customStyle="1"'


def _filled(name: str, content: str) -> str:
    return f"<w:{name}>{content}</w:{name}>" if content else ""


def right_tab(style: ParagraphStyle, look: Look) -> str:
    """Return the tab at the right margin of styles that have one."""
    if style.leader == "dot":
        return dotted_tab(look.paper.text_width)
    if not style.leader:
        return ""
    stop = twips(look.paper.text_width)
    return f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'


def dotted_tab(stop: float) -> str:
    """Return a tab, with dots that lead to it, whose words end at a stop."""
    # ECMA-376 Part 1 (5th ed.), 17.3.1.37 (tab).
    tab = f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(stop)}"/>'
    return f"<w:tabs>{tab}</w:tabs>"


def characters(look: Look) -> Iterator[str]:
    """Yield the character styles."""
    code = f"{_fonts(MONO_FONT)}<w:noProof/>"
    yield _character(CODE, "Code Words", code)
    link = f'<w:color w:val="{look.accent}"/>'
    yield _character(OUTSIDE_LINK, "Hyperlink", f'{link}<w:u w:val="single"/>')
    plain = '<w:u w:val="none"/>'
    yield _character(INSIDE_LINK, "Internal Link", plain, based=OUTSIDE_LINK)
    for tone, style in FLAG_STYLES.items():
        colour = f'<w:color w:val="{TONES[tone]}"/>'
        yield _character(style, f"Flag {tone}", f"<w:b/><w:bCs/>{colour}")


def _character(
    style: str, name: str, properties: str, based: str = "DefaultParagraphFont"
) -> str:
    return (
        f'<w:style w:type="character"{_own(name)} w:styleId="{style}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{based}"/><w:qFormat/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def looks_of(style: TextStyle, base: TextStyle, look: Look) -> str:
    """Return the properties of runs in a style, where they are not those of another."""
    fonts = _fonts(MONO_FONT) if style.mono and not base.mono else ""
    bold = "<w:b/><w:bCs/>" if style.bold and not base.bold else ""
    italic = "<w:i/><w:iCs/>" if style.italic and not base.italic else ""
    colour = ""
    if style.colour != base.colour:
        colour = f'<w:color w:val="{look.colour(style.colour)}"/>'
    size = _size(style.size) if style.size != base.size else ""
    return f"{fonts}{bold}{italic}{colour}{size}"


def _fonts(name: str) -> str:
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" '
        f'w:eastAsia="{EAST_ASIAN_FONT}" w:cs="{name}"/>'
    )


def _size(points: float) -> str:
    # ECMA-376 Part 1 (5th ed.), 17.3.2.38: half points.
    size = half_points(points)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _spacing(leading: float, after: float) -> str:
    """Return spacing.

    ECMA-376 Part 1 (5th ed.), 17.3.1.33: 240ths of a line where the rule is auto.
    """
    line = f'w:line="{twips(leading)}" w:lineRule="exact"'
    if leading == _AS_HIGH:
        line = f'w:line="{SINGLE_LINE}" w:lineRule="auto"'
    return f'<w:spacing w:before="0" w:after="{twips(after)}" {line}/>'
