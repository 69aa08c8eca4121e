"""The content as a Doorstop project: a document of criteria, a document of evidence.

Each item of evidence links to every criterion that it claims; its narrative is its
text. Doorstop's links carry no locators and it prints nothing in this comparison.
"""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

from benchmarks.standard import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from benchmarks.content import Content

SETTINGS = """\
settings:
  digits: 4
{parent}  prefix: {prefix}
  sep: ''
"""


def write(content: Content, folder: Path) -> None:
    """Write the project into a folder and bring it into its settled state.

    Doorstop rewrites items when it reviews them, so that is done here, not in the
    timed check.
    """
    # Doorstop wants a folder under version control; its own stand-in for one makes no
    # calls to a program such as git.
    (folder / ".mockvcs").mkdir(parents=True, exist_ok=True)
    keys = _write_criteria(content, folder / "criteria")
    evidence = folder / "evidence"
    _write_settings(evidence, "EV", parent="CR")
    for number, item in enumerate(content.items, start=1):
        links = (keys[claim.unit, claim.criterion] for claim in item.claims)
        text = f"{item.title}\n\n{markdown(item.narrative)}"
        path = evidence / f"EV{number:04}.yml"
        path.write_text("\n".join(_item(number, text, links)) + "\n", encoding="utf-8")


def settle(folder: Path, command: Path) -> None:
    """Let Doorstop accept every link and every item, as after a review."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    for action in ("clear", "review"):
        subprocess.run(
            [command, "-q", action, "all"],
            cwd=folder,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )


def _write_criteria(content: Content, folder: Path) -> dict[tuple[str, str], str]:
    """Write the criteria and return (unit, criterion) → Doorstop's identifier."""
    _write_settings(folder, "CR")
    keys: dict[tuple[str, str], str] = {}
    for unit in content.units:
        for outcome in unit.outcomes:
            for criterion in outcome.criteria:
                number = len(keys) + 1
                keys[unit.ref, criterion.id] = f"CR{number:04}"
                text = f"{unit.ref} {criterion.id} {criterion.text}"
                path = folder / f"CR{number:04}.yml"
                lines = "\n".join(_item(number, text, ()))
                path.write_text(lines + "\n", encoding="utf-8")
    return keys


def _write_settings(folder: Path, prefix: str, *, parent: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    line = f"  parent: {parent}\n" if parent else ""
    text = SETTINGS.format(prefix=prefix, parent=line)
    (folder / ".doorstop.yml").write_text(text, encoding="utf-8")


def _item(number: int, text: str, links: Iterable[str]) -> Iterator[str]:
    yield "active: true\nderived: false\nheader: ''"
    yield f"level: {number}"
    linked = [f"- {key}: null" for key in links]
    yield "\n".join(("links:", *linked)) if linked else "links: []"
    yield "normative: true\nref: ''\nreviewed: null"
    yield f"text: {json.dumps(text)}"
