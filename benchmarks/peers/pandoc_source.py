"""The content as Markdown in pandoc's own dialect: links, but no page numbers.

pandoc writes no page references in DOCX, so this peer does less than the program does.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from benchmarks.content import ASSESSOR, LEARNER, METHODS, REGISTRATION, WITNESSES
from benchmarks.standard import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from benchmarks.content import Claim, Content, Item, Unit

PAGE_BREAK = """
```{=openxml}
<w:p><w:r><w:br w:type="page"/></w:r></w:p>
```
"""


def write(content: Content, folder: Path) -> None:
    """Write main.md into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "\n".join(_document(content)) + "\n"
    (folder / "main.md").write_text(text, encoding="utf-8", newline="\n")


def _document(content: Content) -> Iterator[str]:
    yield f"---\ntitle: Portfolio of evidence\nauthor: {LEARNER}\nlang: en-GB\n---\n"
    yield from _table(
        ("Learner", LEARNER),
        (
            ("Registration number", REGISTRATION),
            ("Assessor", ASSESSOR[1]),
            *((f"Witness {key}", f"{name}, {job}") for key, name, job, _ in WITNESSES),
        ),
    )
    units = ((f"[{one.ref}](#{_anchor(one.ref)})", one.title) for one in content.units)
    yield from _table(("Reference", "Unit"), units)
    claims = content.claims_by_criterion()
    yield "# Units and tracking sheets {#units}\n"
    for unit in content.units:
        yield PAGE_BREAK
        yield f"## {unit.ref} {unit.title} {{#{_anchor(unit.ref)}}}\n"
        yield from _table(
            ("No.", "Criterion", "Evidence", "Status"), _tracking(unit, claims)
        )
    yield PAGE_BREAK
    yield "# Evidence index {#index}\n"
    yield from _table(
        ("No.", "Title", "Date", "Method", "Criteria"), map(_index, content.items)
    )
    texts = {
        (unit.ref, criterion.id): criterion.text
        for unit in content.units
        for outcome in unit.outcomes
        for criterion in outcome.criteria
    }
    titles = {unit.ref: unit.title for unit in content.units}
    yield "# Evidence {#evidence}\n"
    for item in content.items:
        yield PAGE_BREAK
        yield f"## {item.id} {item.title} {{#{item.id}}}\n"
        yield from _table(
            ("Date", str(item.day)),
            (
                ("Method", f"{item.method}: {METHODS[item.method]}"),
                ("Author", item.witness or LEARNER),
            ),
        )
        yield from _table(
            ("Criterion", "What it asks", "Where in this item"),
            _sheet(item, titles, texts),
        )
        yield markdown(item.narrative, level=3)


def _tracking(
    unit: Unit, claims: Mapping[tuple[str, str], list[tuple[Item, Claim]]]
) -> Iterator[tuple[str, ...]]:
    for outcome in unit.outcomes:
        yield "", f"**{outcome.id} {outcome.title}**", "", ""
        for criterion in outcome.criteria:
            found = claims.get((unit.ref, criterion.id), [])
            anchor = _anchor(unit.ref, criterion.id)
            evidence = "; ".join(
                f"[**{item.id}**](#{item.id}) "
                f"at {claim.at} · {item.method} · {item.day}"
                for item, claim in found
            )
            yield (
                f"[**{criterion.id}**]{{#{anchor}}}",
                criterion.text,
                evidence or "Nothing claims it",
                "Claimed" if found else "**Missing**",
            )


def _index(item: Item) -> tuple[str, ...]:
    units = "; ".join(
        f"**{unit}**: {', '.join(claim.criterion for claim in some)}"
        for unit, some in groupby(item.claims, key=lambda claim: claim.unit)
    )
    return f"[{item.id}](#{item.id})", item.title, str(item.day), item.method, units


def _sheet(
    item: Item, titles: Mapping[str, str], texts: Mapping[tuple[str, str], str]
) -> Iterator[tuple[str, ...]]:
    for unit, some in groupby(item.claims, key=lambda claim: claim.unit):
        yield "", f"**{unit} {titles[unit]}**", ""
        for claim in some:
            link = f"[{claim.criterion}](#{_anchor(unit, claim.criterion)})"
            note = f"; {claim.note}" if claim.note else ""
            yield link, texts[unit, claim.criterion], claim.at + note


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"
    yield ""


def _anchor(*names: str) -> str:
    return "-".join(names).replace("/", "-")
