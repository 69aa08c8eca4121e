"""Results as Markdown tables, and the place in README.md where they stand."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.cases import Case
    from benchmarks.measure import Figures

README = Path(__file__).with_name("README.md")
BEGIN = "<!-- results: written by python -m benchmarks --record -->"
END = "<!-- end of results -->"

PACKAGES = (
    "click",
    "doorstop",
    "lxml",
    "Markdown",
    "pikepdf",
    "pydantic",
    "pypandoc_binary",
    "python-docx",
    "PyYAML",
    "reportlab",
    "typst",
)


def goals_table(results: Sequence[tuple[Case, Mapping[str, Figures]]]) -> str:
    """Return a table of goals: what was asked, what was measured, pass or miss."""
    rows = [
        (
            goal.words,
            f"≤ {goal.most:g}",
            f"{goal.measured(figures):.3g}",
            "pass" if goal.measured(figures) <= goal.most else "**miss**",
        )
        for case, figures in results
        for goal in case.goals
    ]
    return _table(("Goal", "At most", "Measured", ""), rows)


def runs_table(results: Sequence[tuple[Case, Mapping[str, Figures]]]) -> str:
    """Return a table of what each program cost and what its output was seen to hold."""
    rows = [
        (
            name,
            _spread(one, "cpu"),
            _spread(one, "wall"),
            f"{max(one.all('peak')):.0f}",
            one.facts,
        )
        for _, figures in results
        for name, one in figures.items()
    ]
    heads = "Program", "CPU s", "Wall s", "Peak MiB", "Seen in its output"
    return _table(heads, rows)


def machine(runs: int, load: tuple[float, float, float]) -> str:
    """Return sentences on when, where and with what versions it was measured.

    Args:
        load: The load averages before the first run.
    """
    now = datetime.now(UTC)
    today = f"{now.day} {now:%B %Y}"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.machine()}"
    after = os.getloadavg()[0]
    processor = f"{_processor()}, {os.cpu_count()} cores"
    lines = (
        f"Measured on {today}, {processor}, {memory:.0f} GiB, {system}.",
        f"Medians of {runs} runs each, with the least and the greatest in brackets.",
        f"The load average was {load[0]:.1f} before and {after:.1f} after.",
        f"Python {platform.python_version()}, {', '.join(_versions())}.",
    )
    return "\n".join(lines)


def write(text: str) -> None:
    """Put results between the markers in README.md.

    Raises:
        ValueError: The markers are not there.
    """
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"{README.name} has no markers for the results")
    whole = f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"
    README.write_text(whole, encoding="utf-8", newline="\n")


def _spread(figures: Figures, figure: str) -> str:
    values = figures.all(figure)
    return f"{figures.middle(figure):.2f} ({min(values):.2f}–{max(values):.2f})"  # noqa: RUF001 - a range


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _processor() -> str:
    """Return the processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    if platform.system() == "Darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(
            command, capture_output=True, text=True, check=False
        ).stdout.strip()
    return platform.processor() or platform.machine()


def _versions() -> Iterator[str]:
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} not installed"
