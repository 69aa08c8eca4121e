"""Write the standard portfolio as the files that a learner would keep.

``python -m benchmarks.standard FOLDER [--items 1500]`` writes one.
"""

from __future__ import annotations

import argparse
import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.content import (
    ASSESSOR,
    ITEMS,
    LEARNER,
    REGISTERED,
    REGISTRATION,
    WITNESSES,
    Bullets,
    Grid,
    Heading,
    Paragraph,
    standard,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from benchmarks.content import Block, Claim, Content, Item, Runs, Unit

MARKS = {"": "", "strong": "**", "emphasis": "*"}


def write_portfolio(
    content: Content, folder: Path, files: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Write portfolio.yaml, criteria/ and evidence/ under a folder.

    Args:
        files: The files that items name, by the numbers of the items.
    """
    _write(folder / "portfolio.yaml", _portfolio(content))
    _write(folder / "profile.md", _PROFILE)
    for unit in content.units:
        name = unit.ref.lower().replace("/", "-")
        _write(folder / "criteria" / f"{name}.yaml", _unit(unit))
    for item in content.items:
        _write(
            folder / "evidence" / f"{item.id.lower()}.md",
            _item(item, (files or {}).get(item.id, ())),
        )


def markdown(blocks: Iterable[Block], *, level: int = 2) -> str:
    """Return a narrative as Markdown, its headings at a level."""
    return "\n\n".join(_markdown(block, level) for block in blocks) + "\n"


_PROFILE = """\
I have worked at a plant nursery for four years, first in potting and now with a team of
five. I like work that can be *seen* to be finished.

Before that I kept the stock of a garden shop. This portfolio shows what I do now.
"""


def _portfolio(content: Content) -> Iterator[str]:
    yield "kind: portfolio"
    yield "units:"
    yield from (f"  - {unit.ref}" for unit in content.units)
    yield "learner:"
    yield f"  name: {LEARNER}"
    yield f'  registration: "{REGISTRATION}"'
    yield "  job_title: Team leader, potting"
    yield "  employer: Hollowbrook Nursery"
    yield "centre:"
    yield "  name: Marlpit College"
    yield "  number: 000123"
    yield f"registered: {REGISTERED}"
    yield "profile: profile.md"
    yield "people:"
    key, name = ASSESSOR
    yield f"  - {{id: {key}, role: assessor, name: {name}, initials: {key}}}"
    yield "witnesses:"
    for key, name, job, relationship in WITNESSES:
        yield f"  - id: {key}"
        yield f"    name: {name}"
        yield f"    job_title: {job}"
        yield f"    relationship: {relationship}"
    yield "criteria: [criteria/]"


def _unit(unit: Unit) -> Iterator[str]:
    yield "kind: unit"
    yield f"ref: {unit.ref}"
    yield f"title: {unit.title}"
    yield 'version: "1"'
    yield "level: 2"
    yield "credits: 4"
    yield "outcomes:"
    for outcome in unit.outcomes:
        yield f"  - id: {outcome.id}"
        yield f"    title: {outcome.title}"
        yield f"    kind: {outcome.kind}"
        yield "    criteria:"
        for criterion in outcome.criteria:
            yield f"      - id: {criterion.id}"
            yield f"        text: {criterion.text}"
    yield "source: invented for this benchmark"


def _item(item: Item, files: Sequence[str]) -> Iterator[str]:
    yield "---"
    yield f"id: {item.id}"
    yield f"title: {json.dumps(item.title)}"
    yield f"method: {item.method}"
    yield f"date: {item.day}"
    if item.witness:
        yield f"author: {item.witness}"
        yield f"witness: {item.witness}"
        yield f"signed: {{witness: {item.day}}}"
    if files:
        yield "files:"
        yield from (f"  - {name}" for name in files)
    yield "claims:"
    for unit, claims in groupby(item.claims, key=lambda claim: claim.unit):
        yield f"  {unit}:"
        yield from (f"    - {_claim(claim)}" for claim in claims)
    yield "---"
    yield markdown(item.narrative)


def _claim(claim: Claim) -> str:
    if not claim.note:
        return f"{claim.criterion} @ {claim.at}"
    return (
        f"{{criteria: [{claim.criterion}], at: {json.dumps(claim.at)}, "
        f"note: {json.dumps(claim.note)}}}"
    )


def _markdown(block: Block, level: int) -> str:
    match block:
        case Paragraph(runs):
            return _inline(runs)
        case Heading(text):
            return f"{'#' * level} {text}"
        case Bullets(points):
            return "\n".join(f"- {_inline(point)}" for point in points)
        case Grid(head, rows):
            rule = ("---",) * len(head)
            return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))


def _inline(runs: Runs) -> str:
    return "".join(MARKS[style] + text + MARKS[style] for style, text in runs)


def _write(path: Path, lines: Iterable[str] | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = lines if isinstance(lines, str) else "\n".join(lines) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=ITEMS)
    options = parser.parse_args()
    write_portfolio(standard(options.items), options.folder)


if __name__ == "__main__":
    _main()
