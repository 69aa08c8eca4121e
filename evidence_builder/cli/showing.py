"""What an assessor sees before deciding: the unit, the item, the criterion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.cli.terminal import echo, print_wrapped
from evidence_builder.pipeline import Status, advise
from evidence_builder.wording.phrases import day, days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evidence_builder.coverage.result import RequirementResult, UnitCoverage
    from evidence_builder.model.index import CriterionRow
    from evidence_builder.model.methods import Method
    from evidence_builder.resolve.resolved import ResolvedItem
    from evidence_builder.resolve.waiting import Question

# CommonMark 0.31.2: 4.2 ATX headings, 4.4 and 4.5 code blocks, 5.1 block quotes, 5.2
# list items, 6.1 code spans, 6.2 emphasis; tables and ~~ as in GitHub's extensions.
_OWN_LINE = re.compile(r"\s*(?:[-*+>#|]|\d+[.)]\s|```|~~~)| {4}|\t")
_HEADING = re.compile(r"#{1,6}\s+(.*?)(?:\s+#+)?\Z", re.DOTALL)
_CODE = re.compile(r"`+([^`]+)`+")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ROOM = 5


def show_unit(unit: UnitCoverage) -> None:
    """Print the heading of a unit and what it asks of several criteria together."""
    index = unit.index
    echo()
    print_wrapped(f"{index.key}  {index.unit.title}", bold=True)
    for result in unit.requirements:
        _print(
            _wanted(result, f", in {reasons.together(result.where)} together"),
            "asks for:",
        )


def show_item(item: ResolvedItem, methods: Mapping[str, Method]) -> None:
    """Print an evidence item: what, when, how, which files, and the learner's text."""
    evidence = item.item.evidence
    echo()
    print_wrapped(f"{evidence.id}  {evidence.title}", bold=True)
    method = methods.get(evidence.method)
    facts = [
        days(evidence.all_dates()) or "no date",
        method.name.lower() if method else evidence.method,
    ]
    if evidence.is_by_learner:
        facts.append("by the learner")
    elif evidence.author is not None:
        facts.append(f"by {evidence.author}")
    if evidence.witness:
        facts.append(f"witness: {', '.join(evidence.witness)}")
    _print(", ".join(facts), "")
    for file in item.files:
        title = f" ({file.named.title})" if file.named.title else ""
        pages = f", pages {file.named.pages}" if file.named.pages else ""
        _print(f"{file.path}{title}{pages}", "file:")
    if evidence.held:
        seen = f", seen by {evidence.seen_by}" if evidence.seen_by else ""
        when = f" on {day(evidence.seen_on)}" if evidence.seen_on else ""
        place = f", {evidence.location}" if evidence.location else ""
        _print(f"{evidence.held}{place}{seen}{when}", "held:")
    narrative = item.loaded.narrative.text
    for paragraph in ("", *_paragraphs(narrative)) if narrative.strip() else ():
        if paragraph:
            _print(plain(paragraph), "")
        else:
            echo()


def show_question(question: Question, unit: UnitCoverage, position: str) -> None:
    """Print a criterion, what it asks, where the item proves it, what to look for.

    Args:
        unit: Where the criteria of the unit stand now.
        place: How many questions there are, and which this is.
    """
    row = question.row
    first = f"  {row.key}"
    stem = f"{row.criterion.text} " if row.part is not None else ""
    room = max(_ROOM, len(first) + 2)
    echo()
    print_wrapped(f"{stem}{row.text}", indent=room, first=first, bold=True)
    for text in _asked(row, unit):
        _print(text, "asks for:")
    for claim in question.claims:
        note = f" ({claim.note})" if claim.note else ""
        _print(f"{claim.at or 'no place in the item is named'}{note}", "claimed at:")
        for name, items in claim.covers.items():
            _print(f"{name}: {', '.join(items)}", "covers:")
    for reason in question.why_not(unit):
        _print(reasons.exclusion(reason), "does not count:")
    for text in advise(question.index, row).look_for:
        _print(text, "look for:")
    for earlier in question.earlier:
        decision = earlier.decision
        words = f"{decision.decision}, {decision.by} on {day(decision.on)}"
        notes = "".join(f"; {note}" for note in reasons.decision_notes(earlier))
        told = f": {decision.feedback}" if decision.feedback else ""
        _print(f"{words}{notes}{told}", "earlier:")
    echo(f"  ({position})")


def plain(text: str) -> str:
    """Return a paragraph of Markdown without its marks; the words stay."""
    heading = _HEADING.match(text)
    # Every second part stood in backticks, and stays as it is.
    parts = _CODE.split(heading[1] if heading else text)
    for number in range(0, len(parts), 2):
        parts[number] = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", parts[number]))
    return "".join(parts)


def _asked(row: CriterionRow, unit: UnitCoverage) -> Iterator[str]:
    """Return what a criterion asks, and how much of it is accepted so far."""
    parts = []
    for result in unit.rows:
        if result.row.key == row.key:
            yield from map(_wanted, result.requirements)
        if result.row.part is not None and result.row.criterion is row.criterion:
            parts.append(result)
    needed = row.criterion.parts_needed
    if row.part is not None and len(parts) > 1:
        which = f"all {len(parts)}" if needed == "all" else f"{needed} of {len(parts)}"
        met = [part.row.key for part in parts if part.status is Status.MET]
        yield f"{which} parts; accepted so far: {', '.join(met) or 'none'}"


def _wanted(result: RequirementResult, where: str = "") -> str:
    """Return what a requirement asks, and how much of it is accepted so far."""
    note = f" ({result.note})" if result.note else ""
    state = "accepted"
    if result.unaccepted is not None:
        state += f" so far: {reasons.so_far(result.unaccepted)}"
    return f"{reasons.asked(result.condition)}{note}{where}; {state}"


def _print(text: str, label: str) -> None:
    indent = len(label) + 3 if label else 2
    first = f"  {label}" if label else "  "
    print_wrapped(text, indent=indent, first=first)


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
