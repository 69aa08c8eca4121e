"""The evidence index and the evidence itself, each item headed by a sheet."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from evidence_builder.compose import anchors
from evidence_builder.compose.narrative import compose_narrative
from evidence_builder.document.blocks import (
    Cell,
    Code,
    Figure,
    Flag,
    Heading,
    PageBreak,
    PageOf,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from evidence_builder.document.build import (
    cell,
    columns,
    fields,
    inlines,
    paragraph,
    row,
    strong,
)
from evidence_builder.model.words import criteria, day, days, size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.coverage.claims import Claim, Item
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Block, Image, Inline
    from evidence_builder.model.evidence import Evidence, PlainFile
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem

    Pictures = Callable[[str, str], Image | None]
    """The picture at a path as written, in the file that names it."""


def compose_index(resolved: Resolved) -> Iterator[Block]:
    """Compose the evidence index: number, title, date, method, where, claims, page."""
    yield PageBreak()
    yield Heading(1, (Text("Evidence index"),), anchors.INDEX)
    if not resolved.items:
        yield paragraph("There is no evidence yet.")
        return
    units = {index.key: index for index in resolved.units}
    yield Table(
        columns(0.09, 0.29, 0.13, 0.08, 0.14, 0.19, 0.08, right=(6,)),
        tuple(_index_row(one, units) for one in resolved.items),
        (row("No.", "Title", "Date", "Method", "Where", "Criteria", "Page"),),
        "Every evidence item with its date, method, criteria claimed and page",
        row_headers=True,
    )
    yield paragraph("Methods: " + _legend(resolved) + ".", role="small")


def compose_evidence(
    resolved: Resolved, pictures: Pictures, sink: Sink
) -> Iterator[Block]:
    """Compose each item on a page of its own: sheet, narrative, then its files.

    Args:
        pictures: Gives a picture of the portfolio folder; None where there is none
            that can be shown, which it has reported.
    """
    units = {index.key: index for index in resolved.units}
    for number, one in enumerate(resolved.items):
        yield PageBreak()
        if number == 0:
            yield Heading(1, (Text("Evidence"),), anchors.EVIDENCE)
        yield from _sheet(one, resolved, units)
        path = one.loaded.source.path
        if one.loaded.narrative.text.strip():
            yield Heading(3, (Text(_narrative_title(one.item.evidence)),), outlined=False)
            yield from compose_narrative(
                one.loaded.narrative,
                base_level=4,
                image=lambda written, path=path: pictures(written, path),
                sink=sink,
            )
        yield from _files(one, path, pictures)


def _index_row(one: ResolvedItem, units: Mapping[str, UnitIndex]) -> Row:
    evidence = one.item.evidence
    target = anchors.item(evidence.id)
    dates = days(evidence.all_dates(), short=True)
    claims = [
        paragraph(strong(key), f": {criteria(units[key], (c.criterion for c in some))}")
        for key, some in _by_unit(one.item)
    ]
    return row(
        cell(Reference((Text(evidence.id),), target)),
        evidence.title,
        dates or "—",
        evidence.method,
        cell(_where(one)),
        cell(*(claims or ["None"])),
        cell(Paragraph((PageOf(target, ""),))),
    )


def _by_unit(item: Item) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Return the claims of an item unit by unit, in the order of its file."""
    ordered: dict[str, list[Claim]] = {}
    for claim in item.claims:
        ordered.setdefault(claim.unit, []).append(claim)
    for key, claims in ordered.items():
        yield key, tuple(claims)


def _where(one: ResolvedItem) -> str:
    evidence = one.item.evidence
    if evidence.held:
        return f"Held: {evidence.held}"
    if one.files:
        return "Included, with files"
    return "Included"


def _legend(resolved: Resolved) -> str:
    used = {one.item.evidence.method for one in resolved.items}
    names = [
        f"{code} {method.name.lower()}"
        for code, method in resolved.methods.items()
        if code in used
    ]
    return ", ".join(names)


def _sheet(
    one: ResolvedItem, resolved: Resolved, units: Mapping[str, UnitIndex]
) -> Iterator[Block]:
    evidence = one.item.evidence
    yield Heading(
        2, inlines(f"{evidence.id}  {evidence.title}"), anchors.item(evidence.id)
    )
    faults = one.item.faults()
    if faults:
        words = "; ".join(faults)
        yield Paragraph((Flag(f"This item does not count: {words}", "gap"),))
    pairs = [pair for pair in _details(one, resolved) if pair[1]]
    yield fields(pairs, f"Particulars of {evidence.id}")
    yield Heading(3, (Text("Criteria it proves"),), outlined=False)
    if not one.item.claims:
        yield paragraph("It claims no criterion.")
        return
    yield Table(
        columns(0.12, 0.46, 0.28, 0.14, right=(3,)),
        tuple(_claim_rows(one.item, units)),
        (row("Criterion", "What it asks", "Where in this item", "Tracking sheet"),),
        f"The criteria that {evidence.id} is said to prove, and where",
        row_headers=True,
    )


def _claim_rows(item: Item, units: Mapping[str, UnitIndex]) -> Iterator[Row]:
    for key, claims in _by_unit(item):
        index = units[key]
        yield Row(
            (cell(strong(f"{key}  {index.unit.title}"), span=4, tone="muted"),),
            heading=True,
        )
        for (criterion, _), some in groupby(claims, lambda c: (c.criterion, c.path)):
            claim = next(some)
            target = anchors.row(key, criterion)
            found = index.by_key[criterion]
            stem = f"{found.criterion.text} " if found.part else ""
            where = [claim.at] if claim.at else []
            where += [claim.note] if claim.note else []
            where += [
                f"{name}: {', '.join(covered)}" for name, covered in claim.covers.items()
            ]
            yield row(
                cell(Reference((Text(criterion),), target)),
                f"{stem}{found.text}",
                cell(*(where or ["The whole item"])),
                cell(Paragraph((PageOf(target),))),
            )


def _details(
    one: ResolvedItem, resolved: Resolved
) -> Iterator[tuple[str, Cell | Inline | str]]:
    evidence = one.item.evidence
    dates = evidence.all_dates()
    yield "Date" if len(dates) < 2 else "Dates", days(dates) or "Not dated"
    yield "Method", f"{one.item.method.code}: {one.item.method.name}"
    yield "Author", _author(evidence, resolved)
    yield "Witness", _witnesses(evidence, resolved)
    yield "Held", evidence.held or ""
    yield "Location", evidence.location or ""
    yield "Reason", evidence.reason or ""
    if evidence.held:
        yield "Seen by", _seen(evidence, resolved)
    yield "Signed", "; ".join(
        f"{who}, {day(when)}" for who, when in evidence.signed.items()
    )
    if evidence.anonymised:
        yield "Personal data", "Anonymised"
    numbers = {other.item.id for other in resolved.items}
    related = [other for other in evidence.related if other in numbers]
    if related:
        yield "Related evidence", cell(Paragraph(tuple(_related(related))))


def _related(numbers: list[str]) -> Iterator[Inline]:
    for place, number in enumerate(numbers):
        if place:
            yield Text(", ")
        target = anchors.item(number)
        yield Reference((Text(number),), target)
        yield Text(" on ")
        yield PageOf(target)


def _author(evidence: Evidence, resolved: Resolved) -> str:
    if evidence.author == "learner":
        return f"{resolved.portfolio.learner.name} (learner)"
    return _person(evidence.author, resolved)


def _witnesses(evidence: Evidence, resolved: Resolved) -> str:
    return "\n".join(_person(witness, resolved) for witness in evidence.witness)


def _seen(evidence: Evidence, resolved: Resolved) -> str:
    who = _person(evidence.seen_by, resolved) if evidence.seen_by else "nobody yet"
    return f"{who}, {day(evidence.seen_on)}" if evidence.seen_on else who


def _person(name: str, resolved: Resolved) -> str:
    """Return a person's name and part in it, where an id stands for somebody."""
    portfolio = resolved.portfolio
    for witness in portfolio.witnesses:
        if witness.id == name:
            details = [witness.name, witness.job_title, witness.relationship]
            return f"{', '.join(filter(None, details))} ({witness.id})"
    for person in portfolio.people:
        if person.id == name:
            return f"{person.name}, {person.role.upper() if len(person.role) == 3 else person.role}"
    return name


def _narrative_title(evidence: Evidence) -> str:
    return "The learner's account" if evidence.author == "learner" else "The record"


def _files(one: ResolvedItem, path: str, pictures: Pictures) -> Iterator[Block]:
    if not one.files:
        return
    yield Heading(3, (Text("Files"),), outlined=False)
    yield Table(
        columns(0.36, 0.12, 0.12, 0.4),
        tuple(_file_row(file, attachment) for file, attachment in one.files),
        (row("File", "Kind", "Size", "SHA-256"),),
        f"The files of {one.item.id} with size and checksum",
        row_headers=True,
    )
    for file, attachment in one.files:
        if attachment is not None and attachment.is_picture:
            image = pictures(file.path, path)
            if image is not None:
                title = file.title or attachment.name
                caption = inlines(f"{one.item.id}: {title}")
                yield Figure(image, f"Picture: {title}", caption)


def _file_row(file: PlainFile, attachment: Attachment | None) -> Row:
    name = cell(*([file.title] if file.title else []), Paragraph((Code(file.path),)))
    if attachment is None:
        gap = cell(Flag("This file could not be included", "gap"), span=3)
        return Row((name, gap), tone="gap")
    return row(
        name,
        attachment.kind.upper() if len(attachment.kind) < 5 else attachment.kind,
        size(attachment.size),
        cell(Paragraph((Code(attachment.sha256),))),
    )
