"""How cells of the workbook look: light rules, and words that carry the meaning."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from evidence_builder.wording.documents import export as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from evidence_builder.export.grid import Kind

_INK, _FAINT, _RULE, _BLUE = "#1A1F26", "#5A6472", "#C9CFD6", "#1F4E9E"

# The library adds to what it is given, so this one cannot be written to.
FONT: Mapping[str, Any] = MappingProxyType({"font_name": "Arial", "font_size": 10})
"""The type of the workbook."""

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"indent": 0, "bold": True, "font_size": 14, "text_wrap": False},
    "note": {"indent": 0, "font_color": _FAINT, "text_wrap": False},
    "label": {"indent": 0, "font_color": _FAINT},
    "fact": {"indent": 0, "bold": True},
    "caption": {"indent": 0, "bold": True, "font_size": 12, "text_wrap": False},
    "head": {
        "bold": True,
        "bg_color": "#DFE5EC",
        "bottom": 1,
        "valign": "vcenter",
        "num_format": "General",
    },
    "heading": {
        "indent": 0,
        "bold": True,
        "bg_color": "#F1F3F6",
        "top": 1,
        "text_wrap": False,
    },
    "plain": {"top": 1, "top_color": _RULE},
    "more": {},
    "total": {"bold": True, "top": 2},
}
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "text": {"indent": 1, "align": "left"},
    # Only ids are kept as text by their format too: in a long text Excel would show
    # nothing but signs for too little room.
    "id": {"num_format": "@"},  # number 49 of ECMA-376 Part 1, 18.8.30
    "status": {"indent": 1, "align": "left"},
    "date": {"num_format": "d mmm yyyy", "align": "left"},
    "number": {"align": "right"},
}
_STATUSES = (
    (words.gap, {"bold": True, "font_color": "#8A1C1C", "bg_color": "#FBE9E7"}),
    (words.out_of_date, {"bold": True, "font_color": "#7A4B00", "bg_color": "#FFF3D6"}),
    (words.claimed, {"font_color": "#1F4E9E", "bg_color": "#E8F0FB"}),
    (words.status_met, {"font_color": "#1E5C33", "bg_color": "#E4F3E8"}),
    (words.accepted, {"font_color": "#1E5C33", "bg_color": "#E4F3E8"}),
    (
        words.to_be_countersigned,
        {"font_color": "#7A4B00", "bg_color": "#FFF3D6"},
    ),
    (words.any_of, {"italic": True, "font_color": _FAINT}),
)


class CellFormats:
    """The formats of a workbook, each made when it is first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str, bool, bool], Format] = {}
        self.statuses = tuple(
            (begin(), workbook.add_format(dict(look))) for begin, look in _STATUSES
        )

    def of(
        self,
        look: str,
        kind: Kind,
        quoted: bool = False,  # noqa: FBT001, FBT002 - asked for every cell
        *,
        linked: bool = False,
    ) -> Format:
        """Return the format of a cell.

        Args:
            look: The part that the cell plays, a key of the table of looks.
            kind: What its column holds.
            quoted: Whether it begins like a formula and is none.
            linked: Whether it leads somewhere.
        """
        key = look, kind, quoted, linked
        cell_format = self._made.get(key)
        if cell_format is None:
            properties: dict[str, Any] = {
                **FONT,
                "font_color": _INK,
                "valign": "top",
                "text_wrap": True,
                **_KINDS[kind],
                **_LOOKS[look],
            }
            if quoted:  # ECMA-376 Part 1, 18.8.45 "xf"
                properties["quote_prefix"] = True
            if linked:
                properties |= {"font_color": _BLUE, "underline": 1}
            cell_format = self._made[key] = self._workbook.add_format(properties)
        return cell_format


def mark_statuses(
    page: Worksheet, area: tuple[int, int, int, int], looks: CellFormats
) -> None:
    """Colour the statuses of an area: first row and column, last row and column.

    The words say it all; colours only help to find them (WCAG 2.2, 1.4.1). A rule is
    that of ECMA-376 Part 1, 18.3.1.10 "cfRule", of the type beginsWith (18.18.12).
    """
    for begin, look in looks.statuses:
        rule = {"type": "text", "criteria": "begins with", "value": begin}
        page.conditional_format(*area, {**rule, "format": look})
