"""Measure: ``python -m benchmarks [--case pdf] [--runs 5] [--record]``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cases import REPOSITORY, all_cases
from benchmarks.measure import BrokenRunError, measure
from benchmarks.record import goals_table, machine, runs_table, write

if TYPE_CHECKING:
    from benchmarks.cases import Case

SIZES = ITEMS, MANY = 150, 1500


def main() -> int:
    """Prepare, measure, print; return 1 where a run was broken."""
    options = _options()
    cases = all_cases(options.folder, options.items, options.many)
    chosen = [cases[name] for name in options.case or cases]
    load = os.getloadavg()
    results = []
    for case in chosen:
        print(case.title, flush=True)
        _prepare(case, options.folder)
        logs = options.folder / "logs" / case.name
        try:
            figures = measure(case.programs, options.runs, logs, _say)
        except BrokenRunError as error:
            print(f"broken: {error}", file=sys.stderr)
            return 1
        results.append((case, figures))
    text = "\n\n".join(
        (goals_table(results), runs_table(results), machine(options.runs, load))
    )
    print(f"\n{text}")
    if options.record:
        write(text)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    names = list(all_cases(Path(), ITEMS, MANY))
    parser.add_argument(
        "--case", action="append", choices=names, help="one of the cases; repeatable"
    )
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each")
    parser.add_argument(
        "--items", type=int, default=ITEMS, help="items of the standard portfolio"
    )
    parser.add_argument("--many", type=int, default=MANY, help="items of the large one")
    parser.add_argument(
        "--folder",
        type=Path,
        default=REPOSITORY / "out" / "benchmarks",
        help="where inputs and outputs are kept",
    )
    parser.add_argument(
        "--record", action="store_true", help="write the results into README.md"
    )
    options = parser.parse_args()
    options.folder = options.folder.resolve()
    if options.record and (options.case or (options.items, options.many) != SIZES):
        parser.error("--record needs all cases, of the usual sizes, in one run")
    return options


def _prepare(case: Case, folder: Path) -> None:
    """Write what a case reads, in another process so that this one stays small."""
    for items, parts in case.inputs.items():
        where = str(folder / str(items))
        command = [
            sys.executable,
            "-m",
            "benchmarks.prepare",
            where,
            str(items),
            *parts,
        ]
        subprocess.run(command, cwd=REPOSITORY, check=True)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
