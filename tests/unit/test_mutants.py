"""Mutation testing notices what tests notice, in a small program with small tests."""

import os
import shutil

import pytest

from tests.conftest import ROOT
from tests.mutants.copies import copied
from tests.mutants.record import record
from tests.mutants.trials import NO_TEST, NOTICED, SURVIVED, TIMED_OUT, Mutant, try_out
from tests.waiting import PATIENCE

PROGRAM = """\
import sys

LIMIT = 3


def total(prices):
    place = sum = 0
    while place < len(prices):
        sum += prices[place]
        place += 1
    return sum


def is_dear(price):
    return price > LIMIT


def is_cheap(price):
    return not is_dear(price)


if __name__ == "__main__":
    print(is_dear(int(sys.argv[1])))
"""
TESTS = """\
import subprocess
import sys

from evidence_builder.prices import is_dear, total


def test_prices_are_added_up():
    assert total([1, 2]) == 3


def test_four_is_dear():
    assert is_dear(4)


def test_the_program_says_what_is_dear():
    done = subprocess.run(
        [sys.executable, "-m", "evidence_builder.prices", "1"], capture_output=True
    )
    assert done.stdout == b"False\\n"
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("program")
    for name, text in (
        ("pyproject.toml", ""),
        ("evidence_builder/__init__.py", ""),
        ("evidence_builder/prices.py", PROGRAM),
        ("tests/test_prices.py", TESTS),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    shutil.copytree(ROOT / "tests" / "mutants", folder / "tests" / "mutants")
    return folder


@pytest.fixture(scope="module")
def tried(tree):
    """Yield a copy of the program, and what is recorded of its tests."""
    with copied(tree) as copy:
        yield copy, record(copy, tree / "out" / "mutants")


def faulty(before, after, *, at_import=False):
    line = PROGRAM[: PROGRAM.index(before)].count("\n") + 1
    text = PROGRAM.replace(before, after, 1)
    return Mutant(
        "evidence_builder/prices.py", line, range(line, line + 1), at_import, text, ""
    )


FAULTS = {
    "seen": (faulty("sum += prices", "sum -= prices"), NOTICED),
    "not seen": (faulty("price > LIMIT", "price >= LIMIT"), SURVIVED),
    "hangs": (faulty("place += 1", "place += 0"), TIMED_OUT),
    "by no test": (faulty("not is_dear", "is_dear"), NO_TEST),
    "at import": (faulty("LIMIT = 3", "LIMIT = 4", at_import=True), NOTICED),
    "in a child": (faulty("sys.argv[1]", "sys.argv[2]"), NOTICED),
}


@pytest.mark.parametrize(("mutant", "outcome"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_noticed_if_a_test_of_its_line_fails_or_hangs(
    tried, mutant, outcome
):
    copy, recorded = tried

    result = try_out(mutant, recorded, copy, PATIENCE)

    assert result.outcome == outcome


MEANS_THE_SAME = '''\
"""A module says what it is for."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar, assert_never

if TYPE_CHECKING:
    from pathlib import Path
    Where = "Path"

__all__ = ["read"]
T = TypeVar("T", bound="str")
Name: TypeAlias = "str | None"


@dataclass(frozen=True)
class Page:
    number: int | None


def read(path: Path | None) -> str:
    """Return a text."""
    logging.info("reading %s", path)
    match path:
        case None:
            pass
        case _:
            assert_never(path)
'''
SAYS_MORE = """\
def read(path, limit=3):
    text = path.read_text(encoding="utf-8")
    return (
        text[:limit]
        if limit and not text.isspace()
        else "nothing"
    )
"""


@pytest.fixture(scope="module")
def mutations():
    if os.environ.get("CI"):  # a check that did not run must not look like one passed
        from tests.mutants import mutations as module

        return module
    return pytest.importorskip("tests.mutants.mutations", reason="needs: make mutants")


def test_what_was_tried_is_not_tried_again(mutations, tree, capsys):  # noqa: ARG001
    from tests.mutants.__main__ import main

    printed = []
    for options in ([], [], ["--survivors"]):
        assert main(["--rooms", ".", "--count", "4", *options], tree) == 0
        printed.append(capsys.readouterr().out)
    first, second, third = printed
    survivors = first.count(": survived") + first.count(": no test")

    assert first.startswith("Seed 1: 4 mutants, 4 to try\n")
    assert f"4 mutants: {4 - survivors} noticed, {25 * (4 - survivors)} %" in first
    assert second.startswith("Seed 1: 4 mutants, 0 to try\n")
    assert second.splitlines()[1] in first
    assert third.startswith(f"Seed 1: 4 mutants, {survivors} to try\n")
    assert 0 < survivors < 4


def test_no_mutant_is_made_of_what_means_the_same(mutations):
    module, places = mutations.places_in(MEANS_THE_SAME)

    # But of a match without a case that there may be.
    assert [place.line for place in places] == [26]
    assert module.code == MEANS_THE_SAME


def test_a_mutant_belongs_to_the_statement_that_it_is_in(mutations):
    _, places = mutations.places_in(SAYS_MORE)

    at_import = {place.line for place in places if place.at_import}
    lines = {place.line: place.lines for place in places if not place.at_import}
    assert at_import == {1}
    assert lines == {2: range(2, 3), **dict.fromkeys(range(4, 7), range(3, 8))}


def test_the_same_seed_draws_the_same_mutants(mutations, tmp_path):
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(SAYS_MORE)

    mutants, again, others = (
        mutations.draw(tmp_path, ["."], seed=seed, count=6) for seed in (1, 1, 2)
    )

    assert mutants == again
    assert mutants != others
    assert len({(mutant.path, mutant.line) for mutant in mutants}) == 6
    for mutant in mutants:
        compile(mutant.text, mutant.path, "exec")
        assert mutant.text != SAYS_MORE
        assert {line[0] for line in mutant.difference.splitlines()} == {"-", "+"}
