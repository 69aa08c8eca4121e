"""What an assessor sees before deciding: the unit, the item, the criterion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder.cli.terminal import coloured, echo, safe, wrapped
from evidence_builder.coverage.guidance import advise
from evidence_builder.model.words import day, days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evidence_builder.model.index import UnitIndex
    from evidence_builder.model.methods import Method
    from evidence_builder.resolve.resolved import ResolvedItem
    from evidence_builder.resolve.waiting import Question

_OWN_LINE = re.compile(r"\s*(?:[-*+>#|]|\d+[.)]\s|```|~~~)| {4}|\t")
_ROOM = 5


def show_unit(index: UnitIndex) -> None:
    """Print the heading of a unit."""
    echo()
    for line in wrapped(safe(f"{index.key}  {index.unit.title}"), indent=0):
        echo(coloured(line, None, bold=True))


def show_item(one: ResolvedItem, methods: Mapping[str, Method]) -> None:
    """Print an evidence item: what, when, how, which files, and the learner's text."""
    evidence = one.item.evidence
    echo()
    for line in wrapped(safe(f"{evidence.id}  {evidence.title}"), indent=0):
        echo(coloured(line, None, bold=True))
    method = methods.get(evidence.method)
    facts = [
        days(evidence.all_dates()) or "no date",
        method.name.lower() if method else evidence.method,
        f"by {'the learner' if evidence.author == 'learner' else evidence.author}",
    ]
    if evidence.witness:
        facts.append(f"witness: {', '.join(evidence.witness)}")
    _print(", ".join(facts), "")
    for file, _ in one.files:
        title = f" ({file.title})" if file.title else ""
        pages = f", pages {file.pages}" if file.pages else ""
        _print(f"{file.path}{title}{pages}", "file:")
    if evidence.held:
        seen = f", seen by {evidence.seen_by}" if evidence.seen_by else ""
        when = f" on {day(evidence.seen_on)}" if evidence.seen_on else ""
        place = f", {evidence.location}" if evidence.location else ""
        _print(f"{evidence.held}{place}{seen}{when}", "held:")
    narrative = one.loaded.narrative.text
    for paragraph in ("", *_paragraphs(narrative)) if narrative.strip() else ():
        if paragraph:
            _print(paragraph, "")
        else:
            echo()


def show_question(question: Question, why_not: Iterable[str], place: str) -> None:
    """Print a criterion, where the item is said to prove it, and what to look for.

    Args:
        why_not: Why the claim does not count whatever is decided; empty if it does.
        place: How many questions there are, and which this is.
    """
    row = question.row
    first = f"  {row.key}"
    stem = f"{row.criterion.text} " if row.part is not None else ""
    room = max(_ROOM, len(first) + 2)
    echo()
    for line in wrapped(safe(f"{stem}{row.text}"), indent=room, first=first):
        echo(coloured(line, None, bold=True))
    for claim in question.claims:
        note = f" ({claim.note})" if claim.note else ""
        _print(f"{claim.at or 'no place in the item is named'}{note}", "claimed at:")
        for name, items in claim.covers.items():
            _print(f"{name}: {', '.join(items)}", "covers:")
    for reason in why_not:
        _print(reason, "does not count:")
    for text in advise(question.index, row).look_for:
        _print(text, "look for:")
    for earlier in question.earlier:
        made = earlier.decision
        words = f"{made.decision}, {made.by} on {day(made.on)}"
        notes = "".join(f"; {note}" for note in earlier.notes)
        told = f": {made.feedback}" if made.feedback else ""
        _print(f"{words}{notes}{told}", "earlier:")
    echo(f"  ({place})")


def _print(text: str, label: str) -> None:
    indent = len(label) + 3 if label else 2
    first = f"  {label}" if label else "  "
    for line in wrapped(safe(text), indent=indent, first=first):
        echo(line)


def _paragraphs(text: str) -> Iterator[str]:
    """Return the paragraphs of a narrative, with empty texts between them.

    Lines of lists and tables stay lines.
    """
    lines: list[str] = []
    for line in text.strip().split("\n"):
        if lines and (not line.strip() or _OWN_LINE.match(line)):
            yield " ".join(lines)
            lines = []
        if line.strip():
            lines.append(line.strip())
        else:
            yield ""
    yield " ".join(lines)
