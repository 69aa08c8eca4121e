"""The evidence itself, each item headed by a sheet."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from evidence_builder import reasons
from evidence_builder.compose import anchors
from evidence_builder.compose.anchors import item_references
from evidence_builder.compose.header_footer import name_and_number
from evidence_builder.compose.narrative.blocks import compose_narrative
from evidence_builder.compose.people import author, person, seen_by
from evidence_builder.compose.sections.files import Files
from evidence_builder.compose.sections.index import claims_by_unit
from evidence_builder.document.blocks import Heading, PageBreak, Paragraph, Row, Table
from evidence_builder.document.build import (
    cell,
    columns,
    fields,
    inlines,
    paragraph,
    row,
    strong,
)
from evidence_builder.document.inlines import Flag, PageOf, Reference, Text
from evidence_builder.wording.documents import sections as words
from evidence_builder.wording.phrases import day, days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evidence_builder.compose.evidence_links import Binding
    from evidence_builder.coverage.claims import Claim, Item
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Block, Cell, Image
    from evidence_builder.document.inlines import Inline
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem


class PictureSource(Protocol):
    """Gives pictures as they will be embedded."""

    def __call__(self, written: str, beside: str) -> Image | None:
        """Return the picture at a path as written in the file ``beside``.

        None where there is none that can be shown, which has then been reported.
        """


class EvidenceSheets:
    """Composes items of evidence for one document.

    Args:
        with_content: Whether narratives and files follow the sheets.
    """

    def __init__(
        self,
        resolved: Resolved,
        binding: Binding,
        pictures: PictureSource,
        sink: Sink,
        *,
        with_content: bool = True,
    ) -> None:
        self._resolved, self._binding = resolved, binding
        self._pictures, self._sink = pictures, sink
        self._with_content = with_content
        self._units = {index.key: index for index in resolved.units}
        learner = name_and_number(resolved.portfolio.learner)
        self._files = Files(binding, learner, sink)

    def section(self, items: Sequence[ResolvedItem], title: str) -> Iterator[Block]:
        """Return items under a heading of their own, or under none."""
        for number, entry in enumerate(items):
            yield PageBreak()
            if title and number == 0:
                yield Heading(1, (Text(title),), anchors.EVIDENCE)
            yield from self._item(entry)

    def _item(self, entry: ResolvedItem) -> Iterator[Block]:
        """Return an item: sheet, narrative, then its files."""
        yield from _sheet(entry, self._resolved, self._units, self._binding)
        yield from self._files.list_of(entry.item.id)
        if not self._with_content:
            return
        path = entry.loaded.source.path
        if entry.loaded.narrative.text.strip():
            yield Heading(
                3, (Text(_narrative_title(entry.item.evidence)),), outlined=False
            )
            yield from compose_narrative(
                entry.loaded.narrative,
                base_level=4,
                image=partial(self._pictures, beside=path),
                sink=self._sink,
            )
        yield from self._files.bound(entry.item.id)


def _sheet(
    entry: ResolvedItem,
    resolved: Resolved,
    units: Mapping[str, UnitIndex],
    binding: Binding,
) -> Iterator[Block]:
    evidence = entry.item.evidence
    yield Heading(
        2, inlines(f"{evidence.id}  {evidence.title}"), anchors.item(evidence.id)
    )
    faults = entry.item.faults()
    if faults:
        why = "; ".join(map(reasons.exclusion, faults))
        yield Paragraph((Flag(words.item_does_not_count(why=why), "gap"),))
    pairs = [pair for pair in _details(entry, resolved) if pair[1]]
    yield fields(pairs, words.particulars_of(name=evidence.id))
    yield Heading(3, (Text(words.criteria_it_proves()),), outlined=False)
    if not entry.item.claims:
        yield paragraph(words.claims_nothing())
        return
    yield Table(
        columns(0.12, 0.46, 0.28, 0.14, right=(3,)),
        tuple(_claim_rows(entry.item, units, binding)),
        (
            row(
                words.criterion(),
                words.what_it_asks(),
                words.where_in_item(),
                words.tracking_sheet(),
            ),
        ),
        words.criteria_of_item(item=evidence.id),
        row_headers=True,
    )


def _claim_rows(
    item: Item, units: Mapping[str, UnitIndex], binding: Binding
) -> Iterator[Row]:
    for key, claims in claims_by_unit(item):
        index = units[key]
        yield Row(
            (cell(strong(f"{key}  {index.unit.title}"), span=4, tone="muted"),),
            heading=True,
        )
        for (criterion, _), group in groupby(claims, lambda c: (c.criterion, c.path)):
            claim = next(group)
            target = anchors.row(key, criterion)
            criterion_row = index.by_key[criterion]
            where: list[Block | str] = [_where(claim, binding)] if claim.at else []
            where += [claim.note] if claim.note else []
            where += [
                f"{name}: {', '.join(covered)}"
                for name, covered in claim.covers.items()
            ]
            yield row(
                cell(Reference((Text(criterion),), target)),
                criterion_row.whole_text,
                cell(*(where or [words.whole_item()])),
                cell(Paragraph((PageOf(target),))),
            )


def _where(claim: Claim, binding: Binding) -> Paragraph:
    """Return a locator, with its page in this document where there is one."""
    located = binding.leads_to(claim.evidence, claim.at)
    if located is None:
        return paragraph(str(claim.at or ""))
    return Paragraph(located.reference(str(claim.at or "")))


def _details(
    entry: ResolvedItem, resolved: Resolved
) -> Iterator[tuple[str, Cell | Inline | str]]:
    evidence = entry.item.evidence
    dates = evidence.all_dates()
    label = words.date() if len(dates) < 2 else words.dates()
    yield label, days(dates) or words.not_dated()
    yield words.method(), f"{entry.item.method.code}: {entry.item.method.name}"
    yield words.author(), author(evidence, resolved.portfolio)
    yield (
        words.witness(),
        "\n".join(person(name, resolved.portfolio) for name in evidence.witness),
    )
    yield words.held(), evidence.held or ""
    yield words.location(), evidence.location or ""
    yield words.reason(), evidence.reason or ""
    if evidence.held:
        yield words.seen_by(), seen_by(evidence, resolved.portfolio)
    yield (
        words.signed(),
        "; ".join(
            words.signed_on(who=who, date=day(when))
            for who, when in evidence.signed.items()
        ),
    )
    if evidence.anonymised:
        yield words.personal_data(), words.anonymised()
    numbers = {other.item.id for other in resolved.items}
    related = [other for other in evidence.related if other in numbers]
    if related:
        yield (
            words.related_evidence(),
            cell(Paragraph(tuple(item_references(related, page=True)))),
        )


def _narrative_title(evidence: Evidence) -> str:
    return words.learners_account() if evidence.is_by_learner else words.the_record()
