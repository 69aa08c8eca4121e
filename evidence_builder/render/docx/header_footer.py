"""What stands on every page and around the body: header, footer, paper, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.markup.wordml import DECLARATIONS, twips
from evidence_builder.markup.xml import escaped
from evidence_builder.render.docx.fields import field
from evidence_builder.render.docx.limits import COMPATIBILITY, TAB_STOP
from evidence_builder.render.docx.stylesheet import EAST_ASIAN_FONT, FONT, MONO_FONT
from evidence_builder.render.styles import ASCENT_SHARE, FOOTER_GAP, STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document
    from evidence_builder.render.docx.style_map import StyleMap
    from evidence_builder.render.styles import PageGeometry


def section(paper: PageGeometry, header: str, footer: str, slack: float) -> str:
    """Return the paper, the margins and the relationship ids of header and footer."""
    head, foot = STYLES["header"], STYLES["footer"]
    margins = {
        "top": paper.top,
        "right": paper.right,
        "bottom": paper.bottom - slack,
        "left": paper.left,
        "header": paper.header_baseline - head.leading * ASCENT_SHARE,
        # The footer has to end above the paper's edge and begin below the text.
        "footer": min(
            paper.footer_baseline - foot.leading * (1 - ASCENT_SHARE),
            paper.bottom - slack - foot.leading - FOOTER_GAP,
        ),
    }
    edges = " ".join(f'w:{name}="{twips(size)}"' for name, size in margins.items())
    return (
        # ECMA-376 Part 1 (5th ed.), 17.6.17 (sectPr), 17.6.13 (pgSz), 17.6.11 (pgMar).
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"/>'
        f'<w:pgMar {edges} w:gutter="0"/></w:sectPr>'
    )


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
    pages = (
        f"{_run('Page ')}{field('PAGE', '1')}{_run(' of ')}"
        f"{field('NUMPAGES', str(page_count))}"
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
