"""``python -m tests.mutants``: put faults into the program; say which no test notices.

What was found out is kept in ``out/mutants``, so that it goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tests.mutants.copies import copied
from tests.mutants.mutations import draw
from tests.mutants.record import PACKAGE, NotRecordedError, fingerprints, record
from tests.mutants.trials import NO_TEST, SURVIVED, TIMED_OUT, Result, try_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.mutants.copies import Copy
    from tests.mutants.record import Record
    from tests.mutants.trials import Mutant

ROOT = Path(__file__).parents[2]
ROOMS = ("coverage", "load", "resolve", "records", "render/layout", "render/docx")
_AT_ONCE = 2
_WIDTH = 80
_LINES_SHOWN = 8


def main(arguments: Sequence[str], tree: Path = ROOT) -> int:
    """Draw mutants, try each, and say how many were noticed."""
    options = _options(arguments)
    started = time.monotonic()
    out = tree / "out" / "mutants"
    rooms = [f"{PACKAGE}/{room}" for room in options.rooms]
    mutants = draw(tree, rooms, seed=options.seed, count=options.count)
    state = str(fingerprints(tree))
    results = {
        result.key: result
        for result, when in _kept(out / "results.jsonl")
        if (result.is_noticed if options.survivors else when == state)
    }
    todo = [mutant for mutant in mutants if mutant.key not in results]
    print(
        f"Seed {options.seed}: {len(mutants)} mutants, {len(todo)} to try", flush=True
    )
    try:
        for result in _tried(todo, tree, out, options.seconds):
            results[result.key] = result
            _keep(out / "results.jsonl", result, state)
            if not result.is_noticed:
                print(shown(result), flush=True)
    except NotRecordedError as error:
        print(f"{error}\nTests could not be run to their end", file=sys.stderr)
        return 1
    done = [results[mutant.key] for mutant in mutants]
    _sum_up(done, time.monotonic() - started)
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which sample is drawn")
    parser.add_argument("--count", type=int, default=100, help="how many mutants")
    parser.add_argument("--rooms", nargs="+", default=ROOMS, help="where they are made")
    parser.add_argument("--seconds", type=float, default=60, help="for each of them")
    parser.add_argument(
        "--survivors",
        action="store_true",
        help="try again only what was not noticed, after tests were added",
    )
    return parser.parse_args(arguments)


def _tried(
    mutants: Sequence[Mutant], tree: Path, out: Path, seconds: float
) -> Iterator[Result]:
    """Yield what becomes of mutants, as soon as it is known."""
    if not mutants:
        return
    with contextlib.ExitStack() as stack:
        copies: SimpleQueue[Copy] = SimpleQueue()
        first = stack.enter_context(copied(tree))
        recorded = record(first, out)
        copies.put(first)
        for _ in range(_AT_ONCE - 1):
            copies.put(stack.enter_context(copied(tree)))
        pool = stack.enter_context(ThreadPoolExecutor(_AT_ONCE))
        # Whoever stops it waits for those at work, and for no others.
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        tasks = [
            pool.submit(_try_in_any, mutant, recorded, copies, seconds)
            for mutant in mutants
        ]
        for task in as_completed(tasks):
            yield task.result()


def _try_in_any(
    mutant: Mutant, recorded: Record, copies: SimpleQueue[Copy], seconds: float
) -> Result:
    copy = copies.get()
    try:
        return try_out(mutant, recorded, copy, seconds)
    finally:
        copies.put(copy)


def _kept(path: Path) -> Iterator[tuple[Result, str]]:
    """Yield earlier results, each with what program and tests were then."""
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            values, state = json.loads(line)
            yield Result(*values), state


def _keep(path: Path, result: Result, state: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps([result, state]) + "\n")


def shown(result: Result) -> str:
    """Return where a mutant is that came through, and what it changes."""
    before = [line for line in result.difference.splitlines() if line[0] == "-"]
    after = [line for line in result.difference.splitlines() if line[0] == "+"]
    indent = min(len(line) - len(line[1:].lstrip()) for line in (*before, *after))
    lines = [f"  {line[0]} {line[indent:]}" for line in (*before, *after)]
    if len(lines) > _LINES_SHOWN:
        lines[_LINES_SHOWN - 1 :] = ["  …"]
    cut = [line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…" for line in lines]
    return "\n".join((f"{result.place}: {result.outcome}", *cut))


def _sum_up(results: Sequence[Result], seconds: float) -> None:
    times = Counter(result.outcome for result in results)
    noticed = sum(result.is_noticed for result in results)
    share = f", {100 * noticed / len(results):.0f} %" if results else ""
    print(
        f"{len(results)} mutants: {noticed} noticed{share} "
        f"({times[TIMED_OUT]} of them timed out)\n"
        f"{times[SURVIVED]} survived, {times[NO_TEST]} had no test on their line; "
        f"{seconds:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
