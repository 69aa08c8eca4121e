"""Whether items of evidence count, and say for what and where.

After the rules of evidence (valid, authentic, current, sufficient); see ``assessment``.
Evidence may be assessed where it is held: QCA, "NVQ portfolios".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes, reasons
from evidence_builder.checks.length import why_long, without_locators
from evidence_builder.coverage.counting import PRIOR_LEARNING
from evidence_builder.coverage.placement import requirements_of
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.model.evidence import SIGNED_RECORDS
from evidence_builder.resolve.people import same_name
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import day, listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.resolve.resolved import ResolvedItem

_OBSERVED_BY_NOBODY = {"observer_missing", "no_observer"}
_TOLD_APART = {
    *_OBSERVED_BY_NOBODY,
    *("nothing_behind", "witness_missing", "witness_not_expert"),
    *("witness_is_learner", "testimony_by_learner"),
}
"""Why an item does not count, where a finding of its own tells it."""
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
        evidence = item.item.evidence
        faults = [why for why in item.item.faults() if why.kind not in _TOLD_APART]
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


def every_item_has_something_behind_it(
    subject: CheckedPortfolio,
) -> Iterator[Diagnostic]:
    """A number without words, files or a place is nothing that can be judged."""
    for item in subject.finished_items():
        lacking = {why.kind for why in item.item.lacking}
        if "nothing_behind" in lacking and item.item.claims:
            yield Diagnostic(
                codes.NOTHING_BEHIND,
                item.loaded.source.span(("id",)),
                words.nothing_behind(item=item.item.id),
                (words.put_something_behind(),),
            )


def every_observation_says_by_whom(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """An observation is an assessor's, an observer's or a quality assurer's."""
    for item in subject.finished_items():
        for why in item.item.lacking:
            if why.kind in _OBSERVED_BY_NOBODY:
                field = ("author",) if why.who else ("method",)
                yield Diagnostic(
                    codes.AUTHOR_MISSING,
                    item.loaded.source.span(field),
                    words.observed_by_nobody(
                        item=item.item.id, why=reasons.exclusion(why)
                    ),
                    (words.name_the_observer(),),
                )


def what_was_accepted_follows_registration(
    subject: CheckedPortfolio,
) -> Iterator[Diagnostic]:
    """An assessor may accept what lies before registration, and says so openly."""
    registered = subject.resolved.portfolio.registered
    settings = subject.resolved.portfolio.settings
    if registered is None or settings.count_before_registration:
        return
    for item in subject.finished_items():
        dates = item.item.evidence.all_dates()
        results = subject.claims.get(item.item.id, ())
        is_early = bool(dates) and dates[-1] < registered
        if is_early and item.item.method.code != PRIOR_LEARNING:
            accepted = [result.claim for result in results if result.accepted]
            if accepted:
                yield Diagnostic(
                    codes.BEFORE_REGISTRATION,
                    item.loaded.source.span(
                        ("date" if item.item.evidence.date else "dates",)
                    ),
                    words.accepted_before_registration(
                        item=item.item.id,
                        date=day(dates[-1]),
                        registered=day(registered),
                    ),
                    (words.mind_prior_learning(),),
                )


def every_method_is_allowed(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """What came about by a method that is barred, such as simulation, is not valid."""
    for item, why, named, kind in _not_counting(subject):
        if kind == "method_barred":
            yield Diagnostic(
                codes.METHOD_NOT_ALLOWED,
                item.loaded.source.span(("method",)),
                words.does_not_count_for(item=item.item.id, criteria=named, why=why),
                (words.by_another_method(),),
            )


def every_item_is_anonymised(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Where a specification asks for it, evidence says that names were taken out."""
    for item, why, named, kind in _not_counting(subject):
        if kind == "not_anonymised":
            yield Diagnostic(
                codes.NOT_ANONYMISED,
                item.loaded.source.span(("id",)),
                words.does_not_count_for(item=item.item.id, criteria=named, why=why),
                (words.anonymise_it(),),
            )


def every_item_is_signed(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Where a specification asks for it, evidence is signed; nobody accepts their own.

    Ofqual, General Conditions of Recognition, A4.5.
    """
    for item, why, named, kind in _not_counting(subject):
        if kind in {"unsigned", "own_testimony"}:
            yield Diagnostic(
                codes.CLAIM_NOT_COUNTED,
                item.loaded.source.span(("signed",)),
                words.does_not_count_for(item=item.item.id, criteria=named, why=why),
            )


def no_more_pieces_than_allowed(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Some specifications say how many pieces there may be; what is over is told.

    Apprenticeship assessment plans, "portfolio of evidence".
    """
    for unit in subject.coverage.units:
        terms = subject.resolved.qualification
        inherited = terms.requires if terms else ()
        for written in requirements_of(unit.index, inherited):
            most = written.requirement.max_pieces
            if most is None:
                continue
            keys = set(written.keys(unit.index))
            numbers = dict.fromkeys(
                result.item.id
                for row in unit.rows
                if row.row.key in keys
                for result in row.claims
                if result.counts
            )
            if len(numbers) > most:
                yield Diagnostic(
                    codes.TOO_MANY_PIECES,
                    subject.unit_span(unit.index.key),
                    words.too_many_pieces(
                        len(numbers) - most,
                        unit=unit.index.key,
                        most=most,
                        items=listing(list(numbers)[most:]),
                    ),
                    (words.keep_the_best(),),
                )


def every_item_is_current(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Evidence beyond a limit of age is not current; there is none unless it is set."""
    for item, why, named, kind in _not_counting(subject):
        evidence = item.item.evidence
        if kind in {"undated", "too_old"}:
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
    for item in subject.finished_items():
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
) -> Iterator[tuple[ResolvedItem, str, str, str]]:
    """Yield why claims to items that are sound themselves do not count.

    With the criteria in words, and the kind of the reason.
    """
    for number, claims_by_reason in subject.why_not.items():
        item = subject.items[number]
        if item.item.faults():
            continue
        for why, claims in claims_by_reason.items():
            yield item, reasons.exclusion(why), subject.named(claims), why.kind


def signed_records_have_an_original(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """What several people made is signed by them; the sheet has lines for it else."""
    hint = words.say_where_original()
    for item in subject.finished_items():
        evidence = item.item.evidence
        original = evidence.original
        if evidence.method not in SIGNED_RECORDS or evidence.held:
            continue
        if original is None or not original.is_somewhere:
            yield Diagnostic(
                codes.ORIGINAL_MISSING,
                item.loaded.source.span(("method",)),
                words.original_missing(item=evidence.id),
                (hint,),
            )
