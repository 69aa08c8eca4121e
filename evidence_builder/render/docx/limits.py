"""Numbers that are Word's own: what its format counts from, and how far it goes.

None of them is a length of ours; those stand in ``render/styles``. Clauses are of
ECMA-376 Part 1 (5th ed.) unless another document is named.
"""

from __future__ import annotations

from typing import Final

BOOKMARK_NAME: Final = 40
"""The most characters of a bookmark's name: [MS-OI29500] on 17.13.6.2."""

DEEPEST_LIST: Final = 8
"""The last level of a list, of nine from 0: 17.9.3 (ilvl), 17.9.1 (abstractNum)."""

BODY_OUTLINE: Final = 9
"""What body text is among the levels of the outline: 17.3.1.20 (outlineLvl)."""

FURTHEST_BORDER: Final = 31
"""The most points between words and a border: 17.18.68 (ST_PointMeasure)."""

FIRST_ROW, FIRST_COLUMN, NO_BANDS = 0x0020, 0x0080, 0x0600
"""The flags of a table's look: Part 1 and Part 4, 17.4 (tblLook, its val)."""

CELL_MARGIN: Final = 108
"""At the left and right of cells of the style that tables have unasked, as Word
writes it, in twentieths of a point: 17.7.4.17 (default). No table of ours has it."""

TAB_STOP: Final = 720
"""Between the tab stops that nobody has set, in twentieths: 17.15.1.25."""

COLUMN_SPACE: Final = 720
"""Between columns that say nothing of it, in twentieths: 17.6.4 (cols, space)."""

COMPATIBILITY: Final = 15
"""Word's present layout: 17.15.3.4 (compatSetting); the mode in [MS-DOCX] 2.3.5."""
