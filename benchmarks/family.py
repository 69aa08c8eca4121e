"""How much memory a process and its children take together, by looking often.

Linux only: elsewhere the system tells of no children, and the largest process counts.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Final

_SECONDS: Final = 0.02
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


class Family:
    """Watches a process and all below it, from now until ``peak`` is asked.

    What processes share counts for each of them, so this is never too little.
    """

    def __init__(self, root: int) -> None:
        self._root = root
        self._most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def peak(self) -> float:
        """Stop watching; return the most MiB that were seen."""
        self._over.set()
        self._thread.join()
        return self._most / 2**20

    def _watch(self) -> None:
        while not self._over.wait(_SECONDS):
            family = [self._root]
            for one in family:
                family += _children(one)
            self._most = max(self._most, sum(map(_resident, family)))


def _children(process: int) -> list[int]:
    found = []
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            found += [int(one) for one in (thread / "children").read_text().split()]
    except OSError:  # it has just ended
        return []
    return found


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
