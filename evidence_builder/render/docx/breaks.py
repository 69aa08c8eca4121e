"""Where pages begin, so that Word and LibreOffice begin them there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.render.layout.result import PageStart


class Breaks:
    """Answers, for each thing that stands on a page, whether it begins one."""

    def __init__(self, starts: Iterable[PageStart]) -> None:
        self._offsets: dict[tuple[int, ...], list[int]] = {}
        for start in starts:
            self._offsets.setdefault(start.path, []).append(start.offset)
        self._asked = False
        self._begun = False

    def ask(self) -> None:
        """Ask for a new page, which the next thing begins."""
        # A break before anything stands on the first page does nothing.
        self._asked = self._begun

    def begins(self, path: tuple[int, ...]) -> bool:
        """Return whether the next thing, which has this path, begins a page.

        Each page is begun once, by whatever comes first with the path.
        """
        asked, self._asked, self._begun = self._asked, False, True
        offsets = self._offsets.get(path)
        if offsets and 0 in offsets:
            offsets.remove(0)
            return True
        return asked

    def inside(self, path: tuple[int, ...]) -> tuple[int, ...]:
        """Return after how many characters of a paragraph pages begin."""
        offsets = self._offsets.get(path)
        return tuple(sorted(filter(None, offsets))) if offsets else ()
