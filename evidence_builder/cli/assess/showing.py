"""What an assessor sees before deciding: the unit, the item, the criterion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.cli.terminal import echo, print_wrapped
from evidence_builder.pipeline import Status, advise
from evidence_builder.wording import cli as words
from evidence_builder.wording.documents.status import DECISIONS
from evidence_builder.wording.phrases import day, days, enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evidence_builder.coverage.result import RequirementResult, UnitCoverage
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.index import CriterionRow
    from evidence_builder.model.methods import Method
    from evidence_builder.resolve.assessment.waiting import Question
    from evidence_builder.resolve.resolved import ResolvedItem

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
        _print(_wanted(result, reasons.together(result.where)), words.asks_for())


def show_item(item: ResolvedItem, methods: Mapping[str, Method]) -> None:
    """Print an evidence item: what, when, how, which files, and the learner's text."""
    evidence = item.item.evidence
    echo()
    print_wrapped(f"{evidence.id}  {evidence.title}", bold=True)
    method = methods.get(evidence.method)
    facts = [
        days(evidence.all_dates()) or words.without_date(),
        method.name.lower() if method else evidence.method,
    ]
    if evidence.is_by_learner:
        facts.append(words.by_learner())
    elif evidence.author is not None:
        facts.append(words.by_author(author=evidence.author))
    if evidence.witness:
        facts.append(words.with_witness(names=enumerated(evidence.witness)))
    _print(enumerated(facts), "")
    for file in item.files:
        text = file.path
        if file.named.title:
            text = words.titled(file=text, title=file.named.title)
        if file.named.pages:
            text = words.pages_of(file=text, pages=file.named.pages)
        _print(text, words.file())
    if evidence.held:
        _print(_held(evidence), words.held())
    narrative = item.loaded.narrative.text
    for paragraph in ("", *_paragraphs(narrative)) if narrative.strip() else ():
        if paragraph:
            _print(plain(paragraph), "")
        else:
            echo()


def _held(evidence: Evidence) -> str:
    """Return how an item is held elsewhere, where, and who saw it when."""
    parts = [evidence.held or ""]
    if evidence.location:
        parts.append(evidence.location)
    if evidence.seen_by:
        parts.append(words.seen_by(person=evidence.seen_by))
    text = enumerated(parts)
    if evidence.seen_on:
        text = words.seen_on(place=text, date=day(evidence.seen_on))
    return text


def show_question(question: Question, unit: UnitCoverage) -> None:
    """Print a criterion, what it asks, where the item proves it, what to look for.

    Args:
        unit: Where the criteria of the unit stand now.
    """
    row = question.row
    first = f"  {row.key}"
    stem = f"{row.criterion.text} " if row.part is not None else ""
    room = max(_ROOM, len(first) + 2)
    echo()
    print_wrapped(f"{stem}{row.text}", indent=room, first=first, bold=True)
    for text in _asked(row, unit):
        _print(text, words.asks_for())
    for claim in question.claims:
        text = str(claim.at or words.no_place_named())
        if claim.note:
            text = words.noted(text=text, note=claim.note)
        _print(text, words.claimed_at_label())
        for name, items in claim.covers.items():
            _print(f"{name}: {enumerated(items)}", words.covers())
    if not question.claims:
        _print(words.not_claimed(), words.claimed_at_label())
    for reason in question.why_not(unit):
        _print(reasons.exclusion(reason), words.does_not_count())
    for text in advise(question.index, row).look_for:
        _print(text, words.look_for_label())
    for earlier in question.earlier:
        decision = earlier.decision
        text = words.earlier_decision(
            decision=DECISIONS[decision.decision](),
            who=decision.by,
            date=day(decision.on),
        )
        text = "; ".join((text, *reasons.decision_notes(earlier)))
        if decision.feedback:
            text = words.with_feedback(decision=text, feedback=decision.feedback)
        _print(text, words.earlier())


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
        met = [part.row.key for part in parts if part.status is Status.MET]
        accepted = enumerated(met) or words.none_accepted()
        if needed == "all":
            yield words.all_parts(len(parts), parts=accepted)
        else:
            yield words.some_parts(len(parts), needed=needed, parts=accepted)


def _wanted(result: RequirementResult, whole: str = "") -> str:
    """Return what a requirement asks, and how much of it is accepted so far.

    Args:
        whole: Of what several criteria it is asked together.
    """
    text = reasons.asked(result.condition)
    if result.note:
        text = words.noted(text=text, note=result.note)
    if whole:
        text = words.in_whole_together(what=text, whole=whole)
    if result.unaccepted is None:
        return words.wanted_accepted(what=text)
    so_far = reasons.so_far(result.unaccepted)
    return words.wanted_so_far(what=text, so_far=so_far)


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
