"""The content as a Typst document: what a user of Typst would write by hand.

Page references are Typst's own ``#ref(…, form: "page")``, contents its ``#outline``.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

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
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from benchmarks.content import Block, Claim, Content, Criterion, Item, Runs, Unit

MARKS = {"": "", "strong": "*", "emphasis": "_"}

PREAMBLE = """\
#set document(title: "Portfolio of evidence", author: "%(learner)s")
#set page(paper: "a4", margin: 20mm, numbering: "1",
  header: [%(learner)s · %(registration)s])
#set text(lang: "en", region: "GB", size: 10pt)
#set table(stroke: 0.5pt + luma(160))
#show table.cell: set block(breakable: false)
#let on(target) = ref(target, form: "page", supplement: [page])
#let page-of(target) = ref(target, form: "page", supplement: none)

= Portfolio of evidence
"""


def write(content: Content, folder: Path) -> None:
    """Write main.typ into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(_document(content)) + "\n"
    (folder / "main.typ").write_text(text, encoding="utf-8", newline="\n")


def _document(content: Content) -> Iterator[str]:
    yield PREAMBLE % {"learner": LEARNER, "registration": REGISTRATION}
    yield from _front(content)
    yield "#pagebreak()\n#outline(depth: 2)"
    claims = content.claims_by_criterion()
    for number, unit in enumerate(content.units):
        yield "#pagebreak()"
        if not number:
            yield "= Units and tracking sheets"
        yield from _tracking(unit, claims)
    yield "#pagebreak()\n= Evidence index"
    yield from _index(content)
    criteria = {
        (unit.ref, criterion.id): criterion
        for unit in content.units
        for outcome in unit.outcomes
        for criterion in outcome.criteria
    }
    titles = {unit.ref: unit.title for unit in content.units}
    for number, item in enumerate(content.items):
        yield "#pagebreak()"
        if not number:
            yield "= Evidence"
        yield from _sheet(item, titles, criteria)
        yield from map(_block, item.narrative)


def _front(content: Content) -> Iterator[str]:
    yield "#table(columns: (30%, 70%),"
    yield f"  [Learner], [{_text(LEARNER)}],"
    yield f"  [Registration number], [{REGISTRATION}],"
    yield f"  [Assessor], [{_text(ASSESSOR[1])}],"
    for key, name, job, _ in WITNESSES:
        yield f"  [Witness {key}], [{_text(name)}, {_text(job)}],"
    yield ")"
    yield "#table(columns: (20%, 80%), table.header([*Reference*], [*Unit*]),"
    for unit in content.units:
        yield f"  [#link(<{_label(unit.ref)}>)[{unit.ref}]], [{_text(unit.title)}],"
    yield ")"


def _tracking(
    unit: Unit, claims: Mapping[tuple[str, str], list[tuple[Item, Claim]]]
) -> Iterator[str]:
    yield f"== {unit.ref} {_text(unit.title)} <{_label(unit.ref)}>"
    yield "#table(columns: (9%, 37%, 36%, 18%), table.header([*No.*], [*Criterion*],"
    yield "  [*Evidence, and its page here*], [*Status*]),"
    for outcome in unit.outcomes:
        heading = f"{outcome.id} {_text(outcome.title)}"
        yield f"  table.cell(colspan: 4, fill: luma(235))[*{heading}*],"
        for criterion in outcome.criteria:
            found = claims.get((unit.ref, criterion.id), [])
            where = " \\ ".join(_evidence(item, claim) for item, claim in found)
            yield (
                f"  [*{criterion.id}* <{_label(unit.ref, criterion.id)}>], "
                f"[{_text(criterion.text)}], [{where or 'Nothing claims it'}], "
                f"[{'Claimed' if found else '*Missing*'}],"
            )
    yield ")"


def _evidence(item: Item, claim: Claim) -> str:
    return (
        f"#link(<{item.id}>)[*{item.id}*] on #on(<{item.id}>) \\ "
        f"at {claim.at} · {item.method} · {item.day}"
    )


def _index(content: Content) -> Iterator[str]:
    heads = "No.", "Title", "Date", "Method", "Criteria", "Page"
    yield "#table(columns: (9%, 33%, 14%, 10%, 26%, 8%), table.header("
    yield "  " + ", ".join(f"[*{head}*]" for head in heads) + "),"
    for item in content.items:
        units = " \\ ".join(
            f"*{unit}*: {', '.join(claim.criterion for claim in some)}"
            for unit, some in groupby(item.claims, key=lambda claim: claim.unit)
        )
        yield (
            f"  [#link(<{item.id}>)[{item.id}]], [{_text(item.title)}], [{item.day}], "
            f"[{item.method}], [{units}], [#page-of(<{item.id}>)],"
        )
    yield ")"


def _sheet(
    item: Item, titles: Mapping[str, str], criteria: Mapping[tuple[str, str], Criterion]
) -> Iterator[str]:
    yield f"== {item.id} {_text(item.title)} <{item.id}>"
    yield "#table(columns: (25%, 75%), [Date], "
    yield f"  [{item.day}], [Method], [{item.method}: {METHODS[item.method]}],"
    yield f"  [Author], [{_text(item.witness or LEARNER)}],\n)"
    yield "#table(columns: (12%, 46%, 28%, 14%), table.header([*Criterion*],"
    yield "  [*What it asks*], [*Where in this item*], [*Tracking sheet*]),"
    for unit, some in groupby(item.claims, key=lambda claim: claim.unit):
        heading = f"{unit} {_text(titles[unit])}"
        yield f"  table.cell(colspan: 4, fill: luma(235))[*{heading}*],"
        for claim in some:
            label = _label(unit, claim.criterion)
            note = f" \\ {_text(claim.note)}" if claim.note else ""
            yield (
                f"  [#link(<{label}>)[{claim.criterion}]], "
                f"[{_text(criteria[unit, claim.criterion].text)}], "
                f"[{claim.at}{note}], [#on(<{label}>)],"
            )
    yield ")"


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return _inline(runs) + "\n"
        case Heading(text):
            return f"=== {_text(text)}\n"
        case Bullets(points):
            return "\n".join(f"- {_inline(point)}" for point in points) + "\n"
        case Grid(head, rows):
            cells = ", ".join(f"[{_text(cell)}]" for row in rows for cell in row)
            heads = ", ".join(f"[*{_text(cell)}*]" for cell in head)
            return f"#table(columns: {len(head)}, table.header({heads}), {cells})\n"


def _inline(runs: Runs) -> str:
    return "".join(MARKS[style] + _text(text) + MARKS[style] for style, text in runs)


def _text(text: str) -> str:
    return re.sub(r"([\\#*_$@<>`~\[\]])", r"\\\1", text)


def _label(*names: str) -> str:
    return "-".join(names).replace("/", "-")
