"""Where our pages were full, so that Word and LibreOffice break there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.render.layout.result import PageStart


class Breaks:
    """Answers, for a block by its path, whether and where a page begins in it."""

    def __init__(self, starts: Iterable[PageStart]) -> None:
        self._offsets: dict[tuple[int, ...], list[int]] = {}
        for start in starts:
            self._offsets.setdefault(start.path, []).append(start.offset)

    def before(self, path: tuple[int, ...]) -> bool:
        """Return whether the whole block begins a page."""
        return 0 in self._offsets.get(path, ())

    def inside(self, path: tuple[int, ...]) -> tuple[int, ...]:
        """Return after how many characters pages begin inside the block."""
        return tuple(sorted(filter(None, self._offsets.get(path, ()))))
