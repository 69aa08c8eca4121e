"""The evidence index: every item with its date, method, criteria and page.

The "Index of evidence" of SQA, Candidate Guidance and Portfolio (2009), section 4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.compose import anchors
from evidence_builder.document.blocks import Heading, PageBreak, Paragraph, Table
from evidence_builder.document.build import cell, columns, paragraph, row, strong
from evidence_builder.document.inlines import Flag, PageOf, Reference, Text
from evidence_builder.model.criterion_list import criteria
from evidence_builder.wording import nouns
from evidence_builder.wording.documents import compose as words
from evidence_builder.wording.documents import status
from evidence_builder.wording.phrases import days, enumerated, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evidence_builder.compose.evidence_links import Binding
    from evidence_builder.coverage.claims import Claim, Item
    from evidence_builder.document.blocks import Block, Row
    from evidence_builder.document.inlines import Inline
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.model.methods import Method
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem


def compose_index(measured: Measured, binding: Binding) -> Iterator[Block]:
    """Compose the evidence index: number, title, date, method, where, claims, page."""
    resolved = measured.resolved
    yield PageBreak()
    yield Heading(1, (Text(words.evidence_index()),), anchors.INDEX)
    if not resolved.items:
        yield paragraph(words.no_evidence())
        return
    units = {index.key: index for index in resolved.units}
    yield Table(
        columns(0.08, 0.27, 0.14, 0.1, 0.14, 0.2, 0.07, right=(6,)),
        tuple(
            _index_row(
                entry,
                units,
                binding,
                [Paragraph((mark,)) for mark in assured(entry, measured)],
            )
            for entry in resolved.items
        ),
        (
            row(
                words.item_number(),
                words.title(),
                words.date(),
                words.method(),
                words.where(),
                words.criteria(),
                words.page(),
            ),
        ),
        words.items_with_criteria(),
        row_headers=True,
    )
    legend = (
        f"{method.code} {method.name.lower()}" for method in methods_used(resolved)
    )
    yield paragraph(words.methods(methods=enumerated(legend)), role="small")


def claims_by_unit(claims: Iterable[Claim]) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Return claims unit by unit, in the order of the first of each."""
    ordered: dict[str, list[Claim]] = {}
    for claim in claims:
        ordered.setdefault(claim.unit, []).append(claim)
    for key, own in ordered.items():
        yield key, tuple(own)


def criteria_claimed(
    item: Item, units: Mapping[str, UnitIndex]
) -> Iterator[tuple[str, str]]:
    """Return each unit that an item claims, and which criteria of it, in words."""
    for key, claims in claims_by_unit(item.claims):
        yield key, criteria(units[key], (claim.criterion for claim in claims))


def methods_used(resolved: Resolved) -> list[Method]:
    """Return the methods of the items, in the order in which they are listed."""
    used = {resolved_item.item.evidence.method for resolved_item in resolved.items}
    return [method for code, method in resolved.methods.items() if code in used]


def _index_row(
    entry: ResolvedItem,
    units: Mapping[str, UnitIndex],
    binding: Binding,
    assured: Sequence[Paragraph],
) -> Row:
    evidence = entry.item.evidence
    target = anchors.item(evidence.id)
    dates = days(evidence.all_dates(), short=True)
    claims = [
        paragraph(strong(key), f": {claimed}")
        for key, claimed in criteria_claimed(entry.item, units)
    ]
    return row(
        cell(Reference((Text(evidence.id),), target)),
        cell(evidence.title, *assured),
        dates or "—",
        evidence.method,
        cell(*_where(entry, binding)),
        cell(*(claims or [paragraph(words.no_claims())])),
        cell(Paragraph((PageOf(target, ""),))),
    )


def assured(entry: ResolvedItem, measured: Measured) -> Iterator[Flag]:
    """Return the mark of each quality assurer who looked at decisions on an item."""
    made = [
        each
        for each in measured.assessments.decisions.made
        if each.evidence == entry.item.id
    ]
    returned = measured.assessments.decisions.returned
    for sample in measured.assessments.samples:
        seen = [each for each in made if sample.is_of(each)]
        if not seen:
            continue
        record = sample.record
        came = status.OUTCOMES[record.accepted]() if record.accepted else ""
        told = (
            nouns.ROLES_IN_SHORT[sample.who.role](),
            sample.who.id or sample.who.name,
        )
        parts = (" ".join(told), short_day(record.on) if record.on else "", came)
        back = [
            each
            for each in seen
            if (word := returned.get((each.unit, each.criterion)))
            and word.order == sample.order
        ]
        yield Flag(enumerated(filter(None, parts)), "gap" if back else "done")


def _where(entry: ResolvedItem, binding: Binding) -> Iterator[Inline]:
    evidence = entry.item.evidence
    if evidence.held:
        yield Text(words.held(where=evidence.held))
        return
    files = binding.files(entry.item.id)
    refused = sum(bool(file.refused) for file in files)
    shown = len(files) - refused
    yield Text(words.included_files(shown) if shown else words.included())
    if refused:
        yield Flag(words.files_not_included(refused), "gap")
