"""Copies of the tree, in which faults are made and tests are run."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.mutants.plugin import CHOSEN, TOLD_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LEFT_OUT = (".git", ".venv*", "out", "node_modules", ".*_cache", ".hypothesis")
_OPTIONS = (
    *("-q", "-p", "tests.mutants.plugin", "-p", "no:cacheprovider"),
    "--hypothesis-seed=0",
)


class Told(NamedTuple):
    """What the plugin told: a test begins, or a part of it passed or failed."""

    test: str
    outcome: str
    seconds: float


class Copy:
    """A copy of a tree, where its tests meet its own program and no other."""

    def __init__(self, tree: Path, folder: Path) -> None:
        self.tree = folder / "tree"
        self.told_in = folder / "told"
        self._original = tree
        self._folder = folder
        left_out = shutil.ignore_patterns(*_LEFT_OUT)
        shutil.copytree(tree, self.tree, ignore=left_out, symlinks=True)
        if (tree / "node_modules").exists():
            (self.tree / "node_modules").symlink_to(tree / "node_modules")
        (folder / "tmp").mkdir()

    @contextlib.contextmanager
    def changed(self, path: str, text: str) -> Iterator[None]:
        """Have another text in a module, for as long as this lasts."""
        module = self.tree / path
        try:
            module.write_text(text, encoding="utf-8")
            self._forget(module)
            yield
        finally:
            shutil.copy2(self._original / path, module)
            self._forget(module)

    def run(
        self,
        *options: str,
        chosen: Mapping[str, float] | None = None,
        seconds: float | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> int | None:
        """Run tests; return pytest's exit status, or None if time ran out.

        Programs that tests start find the copy too, by ``PYTHONPATH``, and are ended
        with them.

        Args:
            chosen: The tests in the order to run them in, with the seconds after which
                each hangs; else all are run.
        """
        variables = {
            name: value
            for name, value in os.environ.items()
            # Of the tests that run this one, if any do.
            if not name.startswith(("PYTEST_CURRENT_TEST", "PYTEST_XDIST", "COV"))
        }
        variables |= dict(environment or {})
        variables |= {
            "PYTHONPATH": str(self.tree),
            "TMPDIR": str(self._folder / "tmp"),
            TOLD_IN: str(self.told_in),
        }
        self.told_in.write_bytes(b"")
        modules = dict.fromkeys(name.partition("::")[0] for name in chosen or ())
        if chosen:
            variables[CHOSEN] = str(self._folder / "chosen")
            Path(variables[CHOSEN]).write_text(json.dumps(chosen), encoding="utf-8")
        with (self._folder / "printed").open("wb") as printed:
            process = subprocess.Popen(
                [sys.executable, "-m", "pytest", *_OPTIONS, *options, *modules],
                cwd=self.tree,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            # What drawn values another fault was noticed by must not count here.
            shutil.rmtree(self.tree / ".hypothesis" / "examples", ignore_errors=True)

    def told(self) -> list[Told]:
        """Return what the last run told."""
        lines = self.told_in.read_text(encoding="utf-8").splitlines()
        return [Told(*json.loads(line)) for line in lines]

    def printed(self) -> str:
        """Return what the last run printed."""
        return (self._folder / "printed").read_text(encoding="utf-8", errors="replace")

    @staticmethod
    def _forget(module: Path) -> None:
        """Remove what Python compiled: it knows a change by whole seconds only."""
        for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"):
            compiled.unlink()


def files_of(tree: Path) -> Iterator[str]:
    """Yield what a copy of a tree has, and was not made by running it."""
    for folder, folders, files in os.walk(tree):
        made = {
            name
            for name in folders
            for pattern in (*_LEFT_OUT, "__pycache__")
            if fnmatch(name, pattern)
        }
        folders[:] = sorted({*folders} - made)
        for name in sorted(files):
            yield (Path(folder) / name).relative_to(tree).as_posix()


@contextlib.contextmanager
def copied(tree: Path) -> Iterator[Copy]:
    """Yield a copy of a tree; it is gone afterwards.

    It is not within the tree, where programs might look for files in folders above.
    """
    with tempfile.TemporaryDirectory(
        prefix="mutants-", ignore_cleanup_errors=True
    ) as folder:
        yield Copy(tree, Path(folder))
