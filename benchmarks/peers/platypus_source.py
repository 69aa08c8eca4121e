"""The content as JSON for ``platypus_build``, texts already in reportlab's markup."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from benchmarks.content import (
    ASSESSOR,
    LEARNER,
    METHODS,
    REGISTRATION,
    WITNESSES,
    Bullets,
    Grid,
    Heading,
    Paragraph,
)

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.content import Block, Claim, Content, Item, Runs, Unit

MARKS = {"strong": "b", "emphasis": "i"}


def write(content: Content, folder: Path) -> None:
    """Write content.json into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    claims = content.claims_by_criterion()
    texts = {
        (unit.ref, criterion.id): criterion.text
        for unit in content.units
        for outcome in unit.outcomes
        for criterion in outcome.criteria
    }
    titles = {unit.ref: unit.title for unit in content.units}
    data = {
        "learner": LEARNER,
        "registration": REGISTRATION,
        "front": [
            ["Learner", LEARNER],
            ["Registration number", REGISTRATION],
            ["Assessor", ASSESSOR[1]],
            *([f"Witness {key}", f"{name}, {job}"] for key, name, job, _ in WITNESSES),
        ],
        "units": [_unit(unit, claims) for unit in content.units],
        "items": [_item(item, titles, texts) for item in content.items],
    }
    (folder / "content.json").write_text(json.dumps(data), encoding="utf-8")


def _unit(
    unit: Unit, claims: dict[tuple[str, str], list[tuple[Item, Claim]]]
) -> dict[str, Any]:
    return {
        "ref": unit.ref,
        "title": escape(unit.title),
        "outcomes": [
            {
                "title": escape(f"{outcome.id} {outcome.title}"),
                "criteria": [
                    {
                        "id": criterion.id,
                        "text": escape(criterion.text),
                        "claims": [
                            [item.id, f"at {claim.at} · {item.method} · {item.day}"]
                            for item, claim in claims.get((unit.ref, criterion.id), [])
                        ],
                    }
                    for criterion in outcome.criteria
                ],
            }
            for outcome in unit.outcomes
        ],
    }


def _item(
    item: Item, titles: dict[str, str], texts: dict[tuple[str, str], str]
) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": escape(item.title),
        "day": str(item.day),
        "method": item.method,
        "particulars": [
            ["Date", str(item.day)],
            ["Method", f"{item.method}: {METHODS[item.method]}"],
            ["Author", item.witness or LEARNER],
        ],
        "claims": [
            {
                "unit": unit,
                "title": escape(titles[unit]),
                "criteria": [
                    [
                        claim.criterion,
                        escape(texts[unit, claim.criterion]),
                        escape(claim.at + ("\n" + claim.note if claim.note else "")),
                    ]
                    for claim in some
                ],
            }
            for unit, some in groupby(item.claims, key=lambda claim: claim.unit)
        ],
        "narrative": [_block(block) for block in item.narrative],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(runs):
            return {"kind": "paragraph", "text": _inline(runs)}
        case Heading(text):
            return {"kind": "heading", "text": escape(text)}
        case Bullets(points):
            return {"kind": "bullets", "points": [_inline(point) for point in points]}
        case Grid(head, rows):
            return {
                "kind": "grid",
                "rows": [[escape(c) for c in r] for r in (head, *rows)],
            }


def _inline(runs: Runs) -> str:
    return "".join(
        f"<{MARKS[style]}>{escape(text)}</{MARKS[style]}>" if style else escape(text)
        for style, text in runs
    )
