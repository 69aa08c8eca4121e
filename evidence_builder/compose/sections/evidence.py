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
from evidence_builder.compose.people import author, names_signing, person, seen_by
from evidence_builder.compose.sections.files import Files
from evidence_builder.compose.sections.index import claims_by_unit
from evidence_builder.compose.signing import signing_table
from evidence_builder.compose.status import decided, notes_beside
from evidence_builder.coverage.result import Status
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
from evidence_builder.wording.language import said
from evidence_builder.wording.phrases import day, days, enumerated, sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from evidence_builder.compose.evidence_links import Binding
    from evidence_builder.coverage.claims import Claim, Item
    from evidence_builder.coverage.result import ClaimResult, Coverage, RowResult
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Block, Cell, Image
    from evidence_builder.document.inlines import Inline
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.form import Signature
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem

    JudgedClaims = dict[tuple[str, str], tuple[ClaimResult, RowResult]]
    """Unit and criterion → a claim of one item as it was weighed, and its row."""


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
        signing: Method → who signs the form of such an item.
    """

    def __init__(
        self,
        measured: Measured,
        binding: Binding,
        pictures: PictureSource,
        sink: Sink,
        *,
        with_content: bool = True,
        signing: Callable[[str], Sequence[Signature]] = lambda _: (),
    ) -> None:
        resolved = measured.resolved
        self._resolved, self._binding = resolved, binding
        self._judged = judged_claims(measured.coverage)
        self._pictures, self._sink = pictures, sink
        self._with_content = with_content
        self._signing = signing
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
        judged = self._judged.get(entry.item.id, {})
        yield from _sheet(entry, self._resolved, self._units, self._binding, judged)
        yield from self._files.list_of(entry.item.id)
        yield from self._lines_to_sign(entry.item)
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

    def _lines_to_sign(self, item: Item) -> Iterator[Block]:
        """Return lines for the roles of an item's form, where no original is named."""
        evidence, portfolio = item.evidence, self._resolved.portfolio
        signatures = self._signing(evidence.method)
        if not signatures or evidence.held or evidence.draft or evidence.original:
            return
        names = names_signing(evidence, portfolio)
        lines = [
            (
                said(signature.role),
                said(signature.says) if signature.says else "",
                names.get(signature.person or "", ()),
                tuple(
                    short_day(when)
                    for role, when in evidence.signed.items()
                    if role == signature.person
                ),
            )
            for signature in signatures
        ]
        yield Heading(3, (Text(words.signatures()),), outlined=False)
        yield signing_table(lines, words.signatures_of(item=evidence.id))


def _sheet(
    entry: ResolvedItem,
    resolved: Resolved,
    units: Mapping[str, UnitIndex],
    binding: Binding,
    judged: JudgedClaims,
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
    yield Heading(3, (Text(words.claimed_for()),), outlined=False)
    claims = [*entry.item.claims, *_added(judged)]
    if not claims:
        yield paragraph(words.claims_nothing())
        return
    yield Table(
        columns(0.1, 0.37, 0.24, 0.17, 0.12, right=(4,)),
        tuple(_claim_rows(claims, units, binding, judged)),
        (
            row(
                words.criterion(),
                words.what_it_asks(),
                words.where_in_item(),
                words.decided(),
                words.tracking_sheet(),
            ),
        ),
        words.criteria_of_item(item=evidence.id),
        row_headers=True,
    )


def _claim_rows(
    of_item: Iterable[Claim],
    units: Mapping[str, UnitIndex],
    binding: Binding,
    judged: JudgedClaims,
) -> Iterator[Row]:
    for key, claims in claims_by_unit(of_item):
        index = units[key]
        yield Row(
            (cell(strong(f"{key}  {index.unit.title}"), span=5, tone="muted"),),
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
            if claim.added:
                where = [words.added_by_assessor()]
            yield row(
                cell(Reference((Text(criterion),), target)),
                criterion_row.whole_text,
                cell(*(where or [words.whole_item()])),
                _decided(judged.get((key, criterion))),
                cell(Paragraph((PageOf(target),))),
            )


def judged_claims(coverage: Coverage) -> Mapping[str, JudgedClaims]:
    """Return evidence number → unit and criterion → the claim as it was weighed."""
    judged: dict[str, JudgedClaims] = {}
    for unit in coverage.units:
        for result in unit.rows:
            for claim in result.claims:
                place = unit.index.key, result.row.key
                judged.setdefault(claim.item.id, {})[place] = claim, result
    return judged


def _added(judged: JudgedClaims) -> Iterator[Claim]:
    """Return what the assessor credited beyond what the learner claimed."""
    yield from (each.claim for each, _ in judged.values() if each.claim.added)


def _decided(weighed: tuple[ClaimResult, RowResult] | None) -> Cell:
    """Return what was decided of a claim, by whom and when; a blank where nothing."""
    if weighed is None or weighed[0].decision is None:
        return cell("")
    judgement, result = weighed[0].decision, weighed[1]
    decision = judgement.decision
    lines: list[Inline | str] = [
        decided(is_met=decision.is_met),
        f"{short_day(decision.on)}, {decision.by}",
        *notes_beside(judgement),
    ]
    if result.returned and result.status is Status.RETURNED:
        lines.append(Flag(sentence(reasons.returned(result.returned)), "gap"))
    return cell(*lines)


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
    original = evidence.original
    if original is not None and original.path is None:
        told = (original.held, original.location)
        yield words.signed_original(), enumerated(filter(None, told))
        if original.seen_by:
            seen = person(original.seen_by, resolved.portfolio)
            date = day(original.seen_on) if original.seen_on else ""
            yield words.original_seen_by(), enumerated(filter(None, (seen, date)))
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
