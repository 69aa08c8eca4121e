"""What stands on every page and around the body: header, footer, paper, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.shared import Twips

from evidence_builder.markup.wordml import DECLARATIONS, twips
from evidence_builder.markup.xml import escaped
from evidence_builder.render.docx.fields import field
from evidence_builder.render.docx.limits import COMPATIBILITY, TAB_STOP
from evidence_builder.render.docx.stylesheet import EAST_ASIAN_FONT, FONT, MONO_FONT
from evidence_builder.render.styles import ASCENT_SHARE, FOOTER_GAP, STYLES
from evidence_builder.wording.documents.render import page_of
from evidence_builder.wording.phrases import pieces

if TYPE_CHECKING:
    from docx.parts.hdrftr import FooterPart, HeaderPart
    from docx.section import Section

    from evidence_builder.document.blocks import Document
    from evidence_builder.render.docx.style_map import StyleMap
    from evidence_builder.render.styles import PageGeometry


def set_paper(section: Section, paper: PageGeometry, slack: float) -> None:
    """Give a section its paper and its margins, which hold ``slack`` points more."""
    head, foot = STYLES["header"], STYLES["footer"]
    # The footer has to end above the paper's edge and begin below the text.
    footer_distance = min(
        paper.footer_baseline - foot.leading * (1 - ASCENT_SHARE),
        paper.bottom - slack - foot.leading - FOOTER_GAP,
    )
    section.page_width = _length(paper.width)
    section.page_height = _length(paper.height)
    section.top_margin = _length(paper.top)
    section.right_margin = _length(paper.right)
    section.bottom_margin = _length(paper.bottom - slack)
    section.left_margin = _length(paper.left)
    section.header_distance = _length(
        paper.header_baseline - head.leading * ASCENT_SHARE
    )
    section.footer_distance = _length(footer_distance)
    section.gutter = _length(0)


def _length(points: float) -> Twips:
    # Rounded here, since Word counts in twips and python-docx cuts lengths off.
    return Twips(twips(points))


def replace(part: HeaderPart | FooterPart, xml: str) -> None:
    """Give a header or a footer its content."""
    part.element[:] = parse_xml(xml)[:]


def header(document: Document, styles: StyleMap) -> str:
    """Return the header part: something at the left, something at the right.

    ECMA-376 Part 1 (5th ed.), 17.10.4 (hdr); the footer by 17.10.3 (ftr).
    """
    runs = _run(document.header_left) + _TAB + _run(document.header_right)
    return (
        f"<w:hdr {DECLARATIONS}><w:p><w:pPr>{styles.paragraph('Header')}</w:pPr>"
        f"{runs}</w:p></w:hdr>"
    )


def footer(document: Document, page_count: int, styles: StyleMap) -> str:
    """Return the footer part: words at the left, "Page n of m" at the right."""
    fields = {"number": ("PAGE", "1"), "count": ("NUMPAGES", str(page_count))}
    pages = "".join(
        _run(part) if isinstance(part, str) else field(*part)
        for part in pieces(page_of, **fields)
    )
    return (
        f"<w:ftr {DECLARATIONS}><w:p><w:pPr>{styles.paragraph('Footer')}</w:pPr>"
        f"{_run(document.footer_left)}{_TAB}{pages}</w:p></w:ftr>"
    )


def line(words: str, styles: StyleMap) -> str:
    """Return a paragraph for a footer that is somebody else's."""
    looks = f"<w:pPr>{styles.paragraph('Footer')}</w:pPr>"
    return f"<w:p {DECLARATIONS}>{looks}{_run(words)}</w:p>"


def settings(language: str, *, facing: bool = False) -> str:
    """Return the settings part.

    ``facing`` says that left and right pages have headers of their own.
    Without a compatibility mode Word opens the file in the layout of 2007 and says so
    in the title bar. Facing pages by ECMA-376 Part 1, 17.10.1.
    """
    pages = "<w:evenAndOddHeaders/>" if facing else ""
    return (
        f'<w:settings {DECLARATIONS}><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="{TAB_STOP}"/>{pages}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{''.join(map(_compatible, _COMPATIBLE))}</w:compat>"
        f'<w:themeFontLang w:val="{escaped(language)}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    """Return the font part, which names a replacement for each font.

    ECMA-376 Part 1 (5th ed.), 17.8.3.
    """
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, family, pitch in _FONTS
    )
    return f"<w:fonts {DECLARATIONS}>{fonts}</w:fonts>"


_FONTS = (
    (FONT, "Liberation Sans", "swiss", "variable"),
    (MONO_FONT, "Liberation Mono", "modern", "fixed"),
    (EAST_ASIAN_FONT, "Microsoft YaHei", "swiss", "variable"),
    ("Noto Sans CJK JP", "Yu Gothic", "swiss", "variable"),
    ("Noto Sans CJK KR", "Malgun Gothic", "swiss", "variable"),
)
_COMPATIBLE = (
    ("compatibilityMode", COMPATIBILITY),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)
_TAB = "<w:r><w:tab/></w:r>"


def _compatible(setting: tuple[str, int]) -> str:
    name, value = setting
    return (
        f'<w:compatSetting w:name="{name}" '
        f'w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
