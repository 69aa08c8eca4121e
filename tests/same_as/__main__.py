"""``python -m tests.same_as REF``: compare what REF builds with the work tree's."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import time
from typing import TYPE_CHECKING

from tests.conftest import HOW_TO_GET, ROOT, program
from tests.same_as import inputs
from tests.same_as.comparison import compare_folders
from tests.same_as.runs import answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OUT = ROOT / "out" / "same-as"
_PARTS = ("evidence_builder", "criteria", "templates", "docs")
_PROGRAMS = ("soffice", "pdftotext", "pdftoppm")


def main(arguments: list[str]) -> int:
    """Say what differs; return 1 if anything does."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("Say what to compare with: make same-as REF=v1", file=sys.stderr)
        return 2
    for name in _PROGRAMS:
        if not program(name):
            print(f"This needs {HOW_TO_GET[name]}", file=sys.stderr)
            return 2
    found = _git("rev-parse", "--verify", "--quiet", f"{arguments[0]}^{{commit}}")
    commit = found.stdout.decode().strip()
    if not commit:
        print(f"{arguments[0]} is no commit of this repository", file=sys.stderr)
        return 2
    return _report(commit)


def _report(commit: str) -> int:
    started = time.monotonic()
    asked = inputs.fingerprint()
    tree, given = OUT / commit[:12], OUT / f"inputs-{asked}"
    there, here = OUT / f"{commit[:12]}-{asked}", OUT / "here"
    _once(tree, lambda folder: _check_out(commit, folder))
    _once(given, inputs.fill)
    _once(there, lambda folder: answer(tree, given, folder))
    _done(here).unlink(missing_ok=True)
    _once(here, lambda folder: answer(ROOT, given, folder))
    result = compare_folders(there / "made", here / "made", OUT / "printed")
    for line in result.differences:
        print(line)
    seconds = time.monotonic() - started
    verdict = f"{len(result.differences)} differences" if result.differences else "same"
    print(
        f"{verdict}: {result.compared} outputs compared, "
        f"{result.identical} of them equal byte for byte; {seconds:.0f} s"
    )
    return 1 if result.differences else 0


def _once(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder, unless that was done before to its end."""
    if _done(folder).exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fill(folder)
    _done(folder).touch()


def _done(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.done")


def _check_out(commit: str, folder: Path) -> None:
    done = _git("archive", commit, *_PARTS)
    done.check_returncode()
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=False, capture_output=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
