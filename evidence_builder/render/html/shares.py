"""Shares of a width as classes: the file's own policy allows no style on a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Shares:
    """Gives a class for each share that something asks for."""

    def __init__(self) -> None:
        self._used: set[int] = set()

    def classes(self, shares: Iterable[float]) -> list[str]:
        """Return a class for each of several things that share a width."""
        sizes = [max(share, 0.0) for share in shares]
        total = sum(sizes) or 1.0
        parts = [round(100 * size / total) for size in sizes]
        self._used.update(parts)
        return [f"w{part}" for part in parts]

    def rules(self) -> str:
        """Return the rules of the classes that were given."""
        return "".join(
            f"col.w{part}{{width:{part}%}}.form>.w{part}{{flex:{max(part, 1)} 1 0}}\n"
            for part in sorted(self._used)
        )
