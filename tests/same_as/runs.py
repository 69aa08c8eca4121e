"""What both programs are asked for, and how: one process for each question."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import ROOT
from tests.same_as.inputs import PORTFOLIOS, TEMPLATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FULL, SECOND = PORTFOLIOS[:2]
NONE = "no-portfolio"
_ALL = "pdf,docx,html,xlsx,csv,json"
_SECONDS = 600
_EPOCH = "1782864000"
"""1 July 2026, when some of the samples' evidence is out of date and some is not."""


class Run(NamedTuple):
    """A question to the program, asked in a folder."""

    folder: str
    name: str
    arguments: tuple[str, ...]


class WrongProgramError(Exception):
    """Python would run another program than the one in this tree."""


def answer(tree: Path, inputs: Path, side: Path) -> None:
    """Write all that the program in a tree answers into ``side/made``.

    Raises:
        WrongProgramError: Another program than that would answer.
    """
    # cp copies pipes too; copytree does not.
    subprocess.run(["cp", "-a", str(inputs), str(side / "in")], check=True)
    (side / "caches").mkdir()
    environment = os.environ | {
        "PYTHONPATH": str(tree),
        "XDG_CACHE_HOME": str(side / "caches"),
        "SOURCE_DATE_EPOCH": _EPOCH,
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    _is_of(tree, side, environment)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda run: _ask(run, side, environment), _runs(side / "in")):
            pass
    shutil.rmtree(side / "in")
    shutil.rmtree(side / "caches")


def _is_of(tree: Path, side: Path, environment: dict[str, str]) -> None:
    """Refuse a program that an editable install has put before the tree's."""
    where = subprocess.run(
        [sys.executable, "-c", "import evidence_builder as it; print(it.__file__)"],
        cwd=side,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    if where != str(tree / "evidence_builder" / "__init__.py"):
        raise WrongProgramError(f"{where} would run, not the program in {tree}")


def _ask(run: Run, side: Path, environment: dict[str, str]) -> None:
    target = side / "made" / run.folder
    target.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "evidence_builder", *run.arguments],
        cwd=side / "in" / run.folder,
        env=environment,
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=_SECONDS,
    )
    terminal = b"%s\n--- stderr\n%s--- exit status %d\n"
    said = terminal % (done.stdout, done.stderr, done.returncode)
    said = said.replace(str(side).encode(), b"(here)")
    (target / f"{run.name}.terminal").write_bytes(said)


def _runs(inputs: Path) -> Iterator[Run]:
    """Return every question, the slow ones first."""
    for folder in PORTFOLIOS:
        yield _build(folder, "build", "--to", _ALL)
    yield _build(FULL, "pdfa", "--to", "pdf", "--pdfa")
    yield _build("office", "pdfa", "--to", "pdf", "--pdfa")
    for folder in (FULL, SECOND, "office"):
        template = ("--template", f"../{TEMPLATE}")
        yield _build(folder, "template", "--to", "docx", *template)
    for path in sorted((ROOT / "templates" / "layouts").glob("*.yaml")):
        layout = ["--layout", path.stem]
        if path.stem == "unit":
            layout += ["--unit", "A/506/1821"]
        yield _build(FULL, f"layout-{path.stem}", "--to", "pdf,docx,html", *layout)
    yield _build(SECOND, "checklist", "--document", "checklist", "--fail-on", "gaps")
    yield from _forms()
    for folder in (*PORTFOLIOS, NONE):
        yield from _both_ways(folder, "check", "check")
        yield from _both_ways(folder, "units", "units")
    for folder in (FULL, "broken", NONE):
        yield from _both_ways(folder, "criteria-list", "criteria", "list")
        yield from _both_ways(folder, "form-list", "form", "--list")
    yield from _criteria(inputs)


def _build(folder: str, name: str, *options: str) -> Run:
    target = f"../../made/{folder}/{name}"
    return Run(folder, name, ("build", "-o", target, *options))


def _forms() -> Iterator[Run]:
    for path in sorted((ROOT / "templates" / "forms").glob("*.yaml")):
        name = f"form-{path.stem}"
        own = "md" if "\nitem:" in path.read_text("utf-8") else "yaml"
        for folder, about in ((FULL, ("--unit", "A/506/1821")), (NONE, ())):
            target = f"../../made/{folder}/{name}/"
            options = ("--to", f"docx,pdf,{own}", "-o", target, *about)
            yield Run(folder, name, ("form", path.stem, *options))


def _criteria(inputs: Path) -> Iterator[Run]:
    own = {FULL: "criteria", SECOND: f"{SECOND}/criteria", "broken": "broken/criteria"}
    for folder, place in own.items():
        paths = sorted((inputs / place).rglob("*.yaml"))
        names = [os.path.relpath(path, inputs / folder) for path in paths]
        yield from _both_ways(folder, "criteria-check", "criteria", "check", *names)
        for path in paths:
            ref = re.search(r"^ref: *(.*)", path.read_text("utf-8"), re.MULTILINE)
            unit = ref[1].strip("\"'") if ref else path.stem
            yield from _both_ways(folder, f"show-{path.stem}", "criteria", "show", unit)


def _both_ways(folder: str, name: str, *question: str) -> Iterator[Run]:
    """Yield a question whose answer can be had as text and as JSON."""
    yield Run(folder, name, question)
    yield Run(folder, f"{name}-json", (*question, "--json"))
