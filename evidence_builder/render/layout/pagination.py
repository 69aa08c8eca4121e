"""Putting boxes on pages: where pages break, and what may not be parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.layout.boxes import (
    BreakBox,
    OutlineEntry,
    Placed,
    Position,
    RowBox,
    SheetBox,
    TextBox,
)
from evidence_builder.render.layout.result import REPEATABLE_SHARE, PageStart
from evidence_builder.render.layout.tables import split_row

if TYPE_CHECKING:
    from evidence_builder.render.layout.boxes import AnyBox, Boxes

_LEAST_LINES = 2
"""How many lines of a paragraph may stand alone: its orphans and its widows."""
_ROW_STARTS_HERE = 0.25
"""How much of a page must be left for a row that fits on no page to begin on it."""


class Flow:
    """Fills one page after another."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._y = 0.0
        self.pages: list[list[Placed]] = [[]]
        self.positions: dict[str, Position] = {}
        self.outline: list[OutlineEntry] = []
        self.starts: list[PageStart] = []

    def run(self, boxes: Boxes) -> None:
        """Place boxes one after another, each where it may stand.

        Raises:
            ValueError: Two boxes have the same anchor.
        """
        asked = False
        waiting = boxes[::-1]
        while waiting:
            box = waiting.pop()
            if isinstance(box, BreakBox):
                asked = True
                continue
            sheet = isinstance(box, SheetBox)
            if (asked or sheet) and self.pages[-1]:
                self._turn()
            asked = sheet
            if sheet:
                self._put(box)
                continue
            rest = self._place(box, waiting)
            if rest is not None:
                waiting.append(rest)

    def _place(self, box: AnyBox, following: Boxes) -> AnyBox | None:
        """Place a box and return what is left of it."""
        room = self._height - self._y
        if box.keep:
            needed = self._needed(box, following)
            if room < needed <= self._height and not self._bare():
                self._turn(box)
                room = self._height - self._y
        if box.height <= room:
            self._put(box)
            return None
        if isinstance(box, TextBox):
            return self._place_text(box, room)
        if isinstance(box, RowBox):
            return self._place_row(box, room)
        if self.pages[-1]:
            self._turn(box)
        self._put(box)
        return None

    def _place_text(self, box: TextBox, room: float) -> AnyBox | None:
        count = int((room + 1e-6) // box.style.leading)
        count = min(count, len(box.lines) - _LEAST_LINES)
        if count < _LEAST_LINES:
            if self.pages[-1]:
                self._turn(box)
                return box
            # Only type of absurd size comes here; some of it must go on the page.
            count = max(int(room // box.style.leading), 1)
            if count >= len(box.lines):
                self._put(box)
                return None
        above, below = box.split(count)
        self._put(above)
        self._turn(below)
        return below

    def _place_row(self, row: RowBox, room: float) -> AnyBox | None:
        head = self._head_height(row)
        fits_somewhere = row.height <= self._height - head
        fresh = self._only_head(row)
        if fits_somewhere or (room < self._height * _ROW_STARTS_HERE and not fresh):
            self._turn(row)
            return row
        halves = split_row(row, room, force=fresh)
        if halves is None:
            if fresh:
                self._put(row)
                return None
            self._turn(row)
            return row
        above, below = halves
        self._put(above)
        self._turn(below, record=False)
        return below

    def _bare(self) -> bool:
        """Whether nothing stands on the page but a repeated head."""
        return all(placed.repeated for placed in self.pages[-1])

    def _only_head(self, row: RowBox) -> bool:
        """Whether nothing stands on the page but the head of the row's table."""
        head = row.table.head
        page = self.pages[-1]
        return len(page) <= len(head) and all(placed.box in head for placed in page)

    def _needed(self, box: AnyBox, following: Boxes) -> float:
        """Return the room for a box and the beginning of all that it keeps with."""
        needed = 0.0
        at = len(following)
        while box.keep and at and needed <= self._height:
            after = following[at - 1]
            if isinstance(after, BreakBox | SheetBox):
                return needed + box.height
            needed += box.height + box.space_after
            box = after
            at -= 1
        return needed + self._beginning(box)

    def _beginning(self, box: AnyBox) -> float:
        if isinstance(box, TextBox):
            if len(box.lines) > 2 * _LEAST_LINES - 1:
                return _LEAST_LINES * box.style.leading
        elif isinstance(box, RowBox) and box.height > self._height:
            return self._height * _ROW_STARTS_HERE
        return box.height

    def _head_height(self, row: RowBox) -> float:
        height = row.table.head_height
        return height if height <= self._height * REPEATABLE_SHARE else 0.0

    def _turn(self, box: AnyBox | None = None, *, record: bool = True) -> None:
        """Begin a page; ``box`` is what did not fit on the one before."""
        self.pages.append([])
        self._y = 0.0
        if box is None:
            return
        if record:
            offset = box.offset if isinstance(box, TextBox) else 0
            self.starts.append(PageStart(len(self.pages), box.path, offset))
        if isinstance(box, RowBox) and not box.is_head and self._head_height(box):
            for head in box.table.head:
                self.pages[-1].append(Placed(self._y, head, repeated=True))
                self._y += head.height

    def _put(self, box: AnyBox) -> None:
        y = self._y
        self.pages[-1].append(Placed(y, box))
        self._y = y + box.height + box.space_after
        for anchor in box.anchors:
            position = Position(len(self.pages), y + anchor.y)
            if anchor.name is not None:
                if anchor.name in self.positions:
                    msg = f"the anchor {anchor.name!r} stands in two places"
                    raise ValueError(msg)
                self.positions[anchor.name] = position
            if anchor.outline is not None:
                entry = OutlineEntry(
                    anchor.outline.level, anchor.outline.words, position
                )
                self.outline.append(entry)
