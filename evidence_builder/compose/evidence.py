"""The evidence itself, each item headed by a sheet."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from evidence_builder.compose import anchors
from evidence_builder.compose.index import claims_by_unit
from evidence_builder.compose.items import item_references
from evidence_builder.compose.narrative import compose_narrative
from evidence_builder.compose.people import author, person, seen_by
from evidence_builder.document.blocks import (
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
from evidence_builder.model.words import day, days, size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.coverage.claims import Item
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import (
        Block,
        Cell,
        Image,
        Inline,
    )
    from evidence_builder.model.evidence import Evidence, PlainFile
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem


class Pictures(Protocol):
    """Gives pictures as they will be embedded."""

    def __call__(self, written: str, beside: str) -> Image | None:
        """Return the picture at a path as written in the file ``beside``.

        None where there is none that can be shown, which has then been reported.
        """


SHOWN = frozenset({"jpeg", "png"})
"""The kinds of file that are shown as pictures."""


def compose_evidence(
    resolved: Resolved, pictures: Pictures, sink: Sink
) -> Iterator[Block]:
    """Compose each item on a page of its own: sheet, narrative, then its files."""
    units = {index.key: index for index in resolved.units}
    for number, one in enumerate(resolved.items):
        yield PageBreak()
        if number == 0:
            yield Heading(1, (Text("Evidence"),), anchors.EVIDENCE)
        yield from _sheet(one, resolved, units)
        path = one.loaded.source.path
        if one.loaded.narrative.text.strip():
            yield Heading(
                3, (Text(_narrative_title(one.item.evidence)),), outlined=False
            )
            yield from compose_narrative(
                one.loaded.narrative,
                base_level=4,
                image=partial(pictures, beside=path),
                sink=sink,
            )
        yield from _files(one, path, pictures)


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
    for key, claims in claims_by_unit(item):
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
                f"{name}: {', '.join(covered)}"
                for name, covered in claim.covers.items()
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
    yield "Author", author(evidence, resolved.portfolio)
    yield (
        "Witness",
        "\n".join(person(one, resolved.portfolio) for one in evidence.witness),
    )
    yield "Held", evidence.held or ""
    yield "Location", evidence.location or ""
    yield "Reason", evidence.reason or ""
    if evidence.held:
        yield "Seen by", seen_by(evidence, resolved.portfolio)
    yield (
        "Signed",
        "; ".join(f"{who}, {day(when)}" for who, when in evidence.signed.items()),
    )
    if evidence.anonymised:
        yield "Personal data", "Anonymised"
    numbers = {other.item.id for other in resolved.items}
    related = [other for other in evidence.related if other in numbers]
    if related:
        yield (
            "Related evidence",
            cell(Paragraph(tuple(item_references(related, page=True)))),
        )


def _narrative_title(evidence: Evidence) -> str:
    return "The learner's account" if evidence.is_by_learner else "The record"


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
        if attachment is not None and attachment.kind in SHOWN:
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
