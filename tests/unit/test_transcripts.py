"""Runs the transcripts in ``tests/cli`` and in the guide to the commands.

A block marked ``console`` holds commands after ``$``, what each prints on both
outputs, and ``=> `` with its exit status. They run in a folder that holds the files
which the page shows, 80 columns wide. ``--approve`` writes what is printed anew.
"""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys

import pytest

from tests.cli.pages import ROOT, fences, put_files, replaced
from tests.waiting import PATIENCE

PAGES = [*sorted((ROOT / "tests" / "cli").glob("*.md")), ROOT / "docs" / "commands.md"]
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*?)=> (\d+)\n", re.MULTILINE)


def environment(folder):
    """Return the variables of a plain terminal whose only program is ours."""
    shim = folder / "bin" / "evidence-builder"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m evidence_builder "$@"\n')
    shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"NO_COLOR", "FORCE_COLOR", "LC_ALL", "LINES"}
    }
    path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"
    ours = {"PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "LANG": "C.UTF-8"}
    return {**kept, **ours, "HOME": str(folder)}


def run(text, folder, variables):
    """Return a block as it is when its commands are run now."""

    def once(found):
        done = subprocess.run(  # noqa: S602 - the commands are those of our pages
            found[1], shell=True, cwd=folder, env=variables, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE,
        )  # fmt: skip
        printed = done.stdout.decode("utf-8")
        return f"$ {found[1]}\n{printed}=> {done.returncode}\n"

    return COMMAND.sub(once, text)


@pytest.mark.skipif(os.name == "nt", reason="the commands are those of a Unix shell")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_transcript_is_what_the_program_prints(path, tmp_path, request):
    page = path.read_text(encoding="utf-8")
    folder = tmp_path / "portfolio"
    folder.mkdir()
    put_files(page, folder)
    variables = environment(tmp_path)

    blocks = fences(page, "console")
    now = {block: run(block.text, folder, variables) for block in blocks}

    assert all(COMMAND.match(block.text) for block in blocks)
    if request.config.getoption("--approve"):
        path.write_text(replaced(page, now), encoding="utf-8")
    else:
        assert [block.text for block in blocks] == list(now.values())
