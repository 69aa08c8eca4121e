"""Run whole processes in turn and say what they cost. Standard library only.

The process that measures stays small: on Linux a child's peak memory begins at its
parent's, so nothing large may be imported or built here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.family import Family

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_MAXRSS_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Program:
    """A command to be measured.

    ``proof`` names how ``proof`` tells that the work was done, and ``expected`` the
    file with the numbers that it should find.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    proof: str
    expected: Path
    output: Path | None = None
    statuses: tuple[int, ...] = (0,)
    environment: Mapping[str, str] = field(default_factory=dict)
    """Beside that of this process."""
    emptied: Path | None = None
    """A folder that is removed before each run."""
    together: bool = False
    """Whether its peak is that of it and its children together."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost: CPU seconds of it and its children, wall, peak MiB.

    The peak is that of the largest process, or of all together where a program asks.
    """

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The runs of a program, and what was proven about its output."""

    runs: tuple[Run, ...]
    facts: str

    def middle(self, figure: str) -> float:
        """Return the median of a figure over the runs."""
        return median(self.all(figure))

    def all(self, figure: str) -> list[float]:
        """Return a figure of every run."""
        return [getattr(run, figure) for run in self.runs]


class BrokenRunError(Exception):
    """A program failed, or its output lacks what it should contain."""


def measure(
    programs: Sequence[Program], runs: int, logs: Path, say: Callable[[str], None]
) -> dict[str, Figures]:
    """Measure programs alternately, A B C A B C, so that a slow spell hurts all.

    One run of each goes before and is not counted; it fills the caches of the file
    system and those that a program keeps for good, and its output is proven. The last
    counted output is proven too.

    Raises:
        BrokenRunError: A program did not do its work.
    """
    facts = {}
    taken: dict[str, list[Run]] = {program.name: [] for program in programs}
    logs.mkdir(parents=True, exist_ok=True)
    for turn in range(runs + 1):
        for place, program in enumerate(programs):
            log = logs / f"{place}.txt"
            run = run_once(program, log)
            say(f"  {turn or 'warm-up'}  {run.cpu:7.2f} s  {program.name}")
            if turn:
                taken[program.name].append(run)
            if turn in {0, runs}:
                facts[program.name] = prove(program, log)
    return {name: Figures(tuple(some), facts[name]) for name, some in taken.items()}


def run_once(program: Program, log: Path) -> Run:
    """Run a program to its end and return what it cost.

    Raises:
        BrokenRunError: Its exit status is not one of those that it should have.
    """
    if program.emptied is not None:
        shutil.rmtree(program.emptied, ignore_errors=True)
    if program.output is not None:
        program.output.unlink(missing_ok=True)
        program.output.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        began = time.perf_counter()
        process = subprocess.Popen(
            program.command,
            cwd=program.folder,
            env=_environment(os.environ) | program.environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        family = Family(process.pid) if program.together else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in program.statuses:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise BrokenRunError(f"{program.name}: status {process.returncode}\n{end}")
    peak = usage.ru_maxrss / _MAXRSS_PER_MIB
    if family is not None:
        # What is sampled may miss the highest moment, which the system does not.
        peak = max(peak, family.peak())
    return Run(usage.ru_utime + usage.ru_stime, wall, peak)


def prove(program: Program, log: Path) -> str:
    """Return what a program's output contains, in words.

    Raises:
        BrokenRunError: Something is missing from it.
    """
    # A process of its own, because reading a PDF takes more memory than is good here.
    done = subprocess.run(
        [
            sys.executable,
            *("-m", "benchmarks.proof", program.proof),
            *(str(log), str(program.output or ""), str(program.expected)),
        ],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BrokenRunError(f"{program.name}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what would slow or change either side."""
    unwanted: Iterable[str] = (
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONDEVMODE",
        "PYTHONTRACEMALLOC",
        "PYTHONPROFILEIMPORTTIME",
        "SOURCE_DATE_EPOCH",
    )
    return {
        **{key: value for key, value in given.items() if key not in unwanted},
        "PYTHONUTF8": "1",
    }
