"""The picture of coverage: a tile for each criterion, with links to what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.walk import target_of
from evidence_builder.markup.html import escaped
from evidence_builder.render.html.inlines import flag
from evidence_builder.render.styles import FLAG_MARKS

if TYPE_CHECKING:
    from evidence_builder.document.coverage_picture import CoveragePicture, PictureCell
    from evidence_builder.render.html.inlines import InlineHtml


def matrix(inlines: InlineHtml, picture: CoveragePicture) -> str:
    """Return the tiles, unit by unit, each list named by its unit."""
    legend = " ".join(flag(cell) for cell in picture.legend)
    parts = [f'<p class="legend">{legend}</p>\n']
    for unit in picture.rows:
        name = inlines.ids.fresh("matrix")
        tiles = "".join(_tile(inlines, cell) for cell in unit.cells)
        parts.append(
            f'<div class="unit"><p id="{name}">{inlines.html(unit.name)} '
            f"{escaped(unit.title)}</p>\n"
            f'<ul class="tiles" aria-labelledby="{name}">{tiles}</ul></div>\n'
        )
    return "".join(parts)


def _tile(inlines: InlineHtml, cell: PictureCell) -> str:
    status, target = cell.status, target_of(cell.number)
    words = (
        f'<span class="mark" aria-hidden="true">'
        f"{status.mark or FLAG_MARKS[status.tone]}</span> "
        f"<b>{inlines.html(cell.number, linked=True)}</b> "
        f"<span>{escaped(status.text)}</span>"
    )
    head = inlines.to(target, words) if target else f"<span>{words}</span>"
    proof = f"<p>{inlines.html(cell.evidence)}</p>" if cell.evidence else ""
    gap = "yes" if cell.is_gap else "no"
    return f'<li class="{status.tone}" data-gap="{gap}">{head}{proof}</li>\n'
