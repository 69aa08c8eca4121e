"""What a run of tests tells whoever started it, and which tests it is to run."""

from __future__ import annotations

import faulthandler
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

TOLD_IN = "MUTANTS_TOLD_IN"
"""The file that gets a line of JSON whenever a test begins or a part of it ends."""
CHOSEN = "MUTANTS_CHOSEN"
"""The file with the tests to run, in order; without it all are run.

Each has the seconds after which it hangs, and the run ends.
"""
ENDS = "ends"

_chosen: dict[str, float] = {}
_nowhere = os.open(os.devnull, os.O_WRONLY)
if CHOSEN in os.environ:
    _chosen |= json.loads(Path(os.environ[CHOSEN]).read_text(encoding="utf-8"))


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Keep the tests that were chosen, in the order that they were chosen in."""
    if _chosen:
        places = {name: place for place, name in enumerate(_chosen)}
        others = [item for item in items if item.nodeid not in places]
        config.hook.pytest_deselected(items=others)
        chosen = [item for item in items if item.nodeid in places]
        items[:] = sorted(chosen, key=lambda item: places[item.nodeid])


def pytest_runtest_logstart(nodeid: str) -> None:
    """Tell that a test begins, and watch how long it takes."""
    _tell(nodeid, "begins", 0)
    if nodeid in _chosen:
        # Whatever the test is in, a loop or a call that never returns.
        seconds = _chosen[nodeid]
        faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere)


def pytest_runtest_logfinish(nodeid: str) -> None:
    """Watch no longer, and tell that a test ends."""
    faulthandler.cancel_dump_traceback_later()
    _tell(nodeid, ENDS, 0)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Tell how a part of a test went: setting up, the test itself, clearing up."""
    _tell(report.nodeid, report.outcome, report.duration)


def _tell(name: str, outcome: str, seconds: float) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # whoever gave it the test tells
    with Path(os.environ[TOLD_IN]).open("a", encoding="utf-8") as file:
        file.write(json.dumps([name, outcome, seconds]) + "\n")
