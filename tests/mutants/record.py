"""Which tests run a line, and how long each takes: recorded once, kept in a folder."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from coverage import CoverageData

from tests.mutants.copies import files_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.mutants.copies import Copy
    from tests.mutants.trials import Mutant

PACKAGE = "evidence_builder"

# Programs that tests start are measured too: each takes the name of the test that runs
# then from the variable that pytest keeps it in.
_SETTINGS = """[run]
source = {package}
data_file = {data}
relative_files = true
core = ctrace
context = ${{PYTEST_CURRENT_TEST-}}
parallel = true
disable_warnings = no-data-collected, module-not-imported, module-not-measured
[paths]
package =
    {package}
    */{package}
"""
_PART = re.compile(r"\|(setup|run|teardown)$| \((setup|call|teardown)\)$")


class NotRecordedError(Exception):
    """Tests could not be run to their end."""


class Record(NamedTuple):
    """The tests that passed without a fault in the program."""

    seconds: dict[str, float]
    """Of each test, how long it takes, with what it sets up."""
    lines: CoverageData

    def tests_on(self, mutant: Mutant, tree: Path) -> list[str]:
        """Return the tests that run what was changed, fastest first.

        What a module does when it is imported shows wherever it or its importers run.
        """
        names = set(self._names(mutant.path, mutant.lines))
        if mutant.at_import:
            dotted = mutant.path.removesuffix(".py").replace("/", ".")
            for path in (tree / PACKAGE).rglob("*.py"):
                name = path.relative_to(tree).as_posix()
                if name == mutant.path or dotted in path.read_text(encoding="utf-8"):
                    names.update(self._names(name))
        known = names & self.seconds.keys()
        return sorted(known, key=lambda name: (self.seconds[name], name))

    def _names(self, path: str, lines: range | None = None) -> Iterator[str]:
        by_line = self.lines.contexts_by_lineno(path)
        for line in by_line if lines is None else lines:
            for context in by_line.get(line, ()):
                yield _PART.sub("", context)


def record(copy: Copy, folder: Path) -> Record:
    """Return what is recorded of a tree, after running what was not yet recorded.

    A change of test modules has those run alone; any other change has all of them run.

    Raises:
        NotRecordedError: Tests could not be run to their end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data, kept = folder / "lines.coverage", folder / "tests.json"
    modules, rest = fingerprints(copy.tree)
    old = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    again = old.get("rest") == rest and data.exists()
    known = old["modules"] if again else {}
    seconds: dict[str, float] = old["seconds"] if again else {}
    changed = [name for name, digest in modules.items() if known.get(name) != digest]
    changed_or_gone = {*changed, *(known.keys() - modules.keys())}
    seconds = {
        name: time
        for name, time in seconds.items()
        if name.partition("::")[0] not in changed_or_gone
    }
    if changed:
        seconds |= _measure(copy, folder, data, changed if again else None)
    text = json.dumps({"rest": rest, "modules": modules, "seconds": seconds})
    kept.write_text(text, encoding="utf-8")
    lines = CoverageData(str(data))
    lines.read()
    return Record(seconds, lines)


def fingerprints(tree: Path) -> tuple[dict[str, str], str]:
    """Return what each test module is, and all else that tests may depend on."""
    modules: dict[str, str] = {}
    rest = hashlib.sha256()
    for name in files_of(tree):
        digest = hashlib.sha256((tree / name).read_bytes()).hexdigest()
        if re.match(r"tests/(.*/)?test_[^/]*\.py", name):
            modules[name] = digest
        elif not name.startswith("tests/mutants/") and not name.endswith(".md"):
            rest.update(f"{name} {digest}\n".encode())
    return modules, rest.hexdigest()


def _measure(
    copy: Copy, folder: Path, data: Path, modules: list[str] | None
) -> dict[str, float]:
    """Run test modules, or all, and return the seconds of the tests that passed."""
    settings = folder / "coverage.ini"
    settings.write_text(_SETTINGS.format(package=PACKAGE, data=data), encoding="utf-8")
    again = ["--cov-append", *modules] if modules else []
    status = copy.run(
        *("-n", "2", "--cov", f"--cov-config={settings}", "--cov-context=test"),
        *("--cov-report=", *again),
        environment={"COVERAGE_PROCESS_START": str(settings)},
    )
    if status not in {0, 1}:
        raise NotRecordedError(copy.printed())
    seconds: dict[str, float] = {}
    unfit = set()
    for test, outcome, took in copy.told():
        seconds[test] = seconds.get(test, 0) + took
        if outcome in {"failed", "skipped"}:
            unfit.add(test)
    return {test: took for test, took in seconds.items() if test not in unfit}
