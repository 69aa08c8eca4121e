"""Whether items of evidence count, and say for what and where.

After the rules of evidence (valid, authentic, current, sufficient); see ``assessment``.
Evidence may be assessed where it is held: QCA, "NVQ portfolios".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes, reasons
from evidence_builder.checks.length import why_long, without_locators
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.resolve.people import same_name
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.resolve.resolved import ResolvedItem

_QUESTIONS = {
    "location": words.held_where,
    "reason": words.held_why,
    "seen_by": words.held_seen_by,
    "seen_on": words.held_seen_on,
}


def every_item_claims_something(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Evidence that is mapped to no criterion helps nobody."""
    for item in subject.finished_items():
        evidence = item.item.evidence
        # A claim that was mistyped is reported already.
        if not any(evidence.claims.values()):
            yield Diagnostic(
                codes.EVIDENCE_UNMAPPED,
                item.loaded.source.span(("id",)),
                words.claims_nothing(item=evidence.id),
                (words.add_criteria(),),
            )


def every_item_can_count(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A draft, a leaflet, a missing file or a thing unseen has claims for nothing."""
    fields = {"draft": "draft", "reference_material": "reference_material"}
    for item in subject.resolved.items:
        evidence, faults = item.item.evidence, item.item.faults()
        if not faults or not item.item.claims:
            continue
        # Where it is neither, its files, its keeping or the whole item is at fault.
        other = "files" if item.item.missing_files else "held"
        other = other if getattr(evidence, other) else "id"
        named = next((name for name in fields if getattr(evidence, name)), other)
        yield Diagnostic(
            codes.CLAIM_NOT_COUNTED,
            item.loaded.source.span((named,), key=True),
            words.claims_do_not_count(
                len(item.item.claims),
                item=evidence.id,
                why=listing(map(reasons.exclusion, faults)),
            ),
        )


def every_method_is_allowed(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """What came about by a method that is barred, such as simulation, is not valid."""
    for item, why, named, is_barred in _not_counting(subject):
        if is_barred:
            yield Diagnostic(
                codes.METHOD_NOT_ALLOWED,
                item.loaded.source.span(("method",)),
                words.does_not_count_for(item=item.item.id, criteria=named, why=why),
                (words.by_another_method(),),
            )


def every_item_is_current(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Evidence beyond a limit of age is not current; there is none unless it is set."""
    for item, why, named, is_barred in _not_counting(subject):
        evidence = item.item.evidence
        if not is_barred:
            hint = words.add_its_date
            if evidence.all_dates():
                hint = words.bring_newer
            yield Diagnostic(
                codes.EVIDENCE_TOO_OLD,
                item.loaded.source.span(("date" if evidence.date else "dates",)),
                words.does_not_count_for(item=evidence.id, criteria=named, why=why),
                (hint(),),
            )


def evidence_held_elsewhere_was_seen(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """In-situ evidence needs the place, the reason, who saw it and when."""
    for item in subject.resolved.items:
        evidence = item.item.evidence
        if not evidence.held:
            continue
        lacking = [name for name in _QUESTIONS if not getattr(evidence, name)]
        if lacking:
            yield Diagnostic(
                codes.IN_SITU_INCOMPLETE,
                item.loaded.source.span(("held",), key=True),
                words.held_lacks(
                    item=evidence.id,
                    what=listing(_QUESTIONS[name]() for name in lacking),
                ),
                (words.add_fields(fields=listing(f"{name}:" for name in lacking)),),
            )
        learner = same_name(subject.resolved.portfolio.learner.name)
        if same_name(evidence.seen_by or "") in {"learner", learner}:
            yield Diagnostic(
                codes.IN_SITU_INCOMPLETE,
                item.loaded.source.span(("seen_by",)),
                words.seen_by_learner_only(item=evidence.id),
                (words.have_it_seen(),),
            )


def claims_to_long_items_say_where(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """An assessor must not have to search: what is long needs a locator."""
    for item in subject.finished_items():
        bare = [claim for claim in item.item.claims if claim.at is None]
        if bare and (why := why_long(item)):
            yield without_locators(subject, item, bare, why)


def _not_counting(
    subject: CheckedPortfolio,
) -> Iterator[tuple[ResolvedItem, str, str, bool]]:
    """Yield why claims to items that are sound themselves do not count.

    With the criteria in words, and whether it is that the method is not allowed.
    """
    for number, claims_by_reason in subject.why_not.items():
        item = subject.items[number]
        if item.item.faults():
            continue
        for why, claims in claims_by_reason.items():
            is_barred = why.kind == "method_barred"
            yield item, reasons.exclusion(why), subject.named(claims), is_barred
