"""A fault is made in a copy, and the tests that run its line have to notice it."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.mutants.plugin import ENDS

if TYPE_CHECKING:
    from tests.mutants.copies import Copy
    from tests.mutants.record import Record

NOTICED = "noticed"
TIMED_OUT = "timed out"
SURVIVED = "survived"
NO_TEST = "no test"

_HANGS = 10
"""The seconds that any test may take, however fast it was without a fault."""
_NOTHING_FAILED = {0, 5}
"""pytest's exit status: all passed, or none was left to run."""


class Mutant(NamedTuple):
    """A module with one fault in it."""

    path: str
    """Where the module is in the tree, with forward slashes."""
    line: int
    lines: range
    """Those of the statement, or of its head if others stand within it."""
    at_import: bool
    """Whether the statement is run when the module is imported."""
    text: str
    """All of the module."""
    difference: str
    """The lines that were taken away and those that came, as a diff has them."""

    @property
    def key(self) -> str:
        """The same for the same fault in the same module, in any run."""
        return hashlib.sha256(f"{self.path}\n{self.text}".encode()).hexdigest()[:16]


class Result(NamedTuple):
    """What became of a mutant."""

    key: str
    place: str
    difference: str
    outcome: str
    by: str
    """The last test: the one that noticed it, if any did."""
    tests: int
    seconds: float

    @property
    def is_noticed(self) -> bool:
        """Whether the fault would not have come through."""
        return self.outcome in {NOTICED, TIMED_OUT}


def try_out(mutant: Mutant, record: Record, copy: Copy, seconds: float) -> Result:
    """Return whether tests notice a fault, the fastest tests first.

    Args:
        seconds: After these it is over: if tests passed until then, and others had no
            time left, the fault came through.
    """
    names = record.tests_on(mutant, copy.tree)
    limits = {name: max(_HANGS, 5 * record.seconds[name]) for name in names}
    started = time.monotonic()
    outcome, by = (SURVIVED if names else NO_TEST), ""
    if names:
        with copy.changed(mutant.path, mutant.text):
            status = copy.run("-x", chosen=limits, seconds=seconds)
        told = copy.told()
        by = told[-1].test if told else "importing tests"
        if status is None:
            outcome = SURVIVED if told else TIMED_OUT
        elif status not in _NOTHING_FAILED:
            outcome = TIMED_OUT if told and told[-1].outcome != ENDS else NOTICED
    took = round(time.monotonic() - started, 1)
    place = f"{mutant.path}:{mutant.line}"
    return Result(mutant.key, place, mutant.difference, outcome, by, len(names), took)
