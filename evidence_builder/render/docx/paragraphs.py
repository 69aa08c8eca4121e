"""One paragraph as XML: its style, and what differs from the style."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_builder.render.docx.markup import twips


@dataclass(frozen=True, slots=True)
class Format:
    """What a paragraph has beyond its style; lengths in points."""

    style: str
    new_page: bool = False
    after: float | None = None
    left: float | None = None
    hanging: float = 0.0
    right: float = 0.0
    list_number: int = 0
    list_level: int = 0
    align: str = ""
    extra: str = ""
    """Tabs, as XML: they stand between numbering and spacing."""


PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def paragraph(looks: Format, content: str) -> str:
    """Return a paragraph around runs."""
    parts = [f'<w:p><w:pPr><w:pStyle w:val="{looks.style}"/>']
    if looks.new_page:
        parts.append("<w:pageBreakBefore/>")
    if looks.list_number:
        parts.append(
            f'<w:numPr><w:ilvl w:val="{looks.list_level}"/>'
            f'<w:numId w:val="{looks.list_number}"/></w:numPr>'
        )
    parts.append(looks.extra)
    if looks.after is not None:
        parts.append(f'<w:spacing w:after="{twips(looks.after)}"/>')
    indent = _indent(looks)
    if indent:
        parts.append(f"<w:ind{indent}/>")
    if looks.align:
        parts.append(f'<w:jc w:val="{looks.align}"/>')
    parts.append(f"</w:pPr>{content}</w:p>")
    return "".join(parts)


def gap(height: float, *, new_page: bool = False) -> str:
    """Return an empty paragraph of a height, such as Word needs between tables."""
    height = max(height, 1.0)
    start = "<w:pageBreakBefore/>" if new_page else ""
    spacing = f'<w:spacing w:line="{twips(height)}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="TableGap"/>{start}{spacing}</w:pPr></w:p>'


def _indent(looks: Format) -> str:
    parts = []
    if looks.left is not None:
        parts.append(f' w:left="{twips(looks.left)}"')
    if looks.right:
        parts.append(f' w:right="{twips(looks.right)}"')
    if looks.hanging:
        parts.append(f' w:hanging="{twips(looks.hanging)}"')
    return "".join(parts)
