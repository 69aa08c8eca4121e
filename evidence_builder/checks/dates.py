"""Dates that cannot be right, each by itself or beside another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.checks.subject import RecordPlace
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.resolve.assessment.assessments import place_in_order
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.resolve.resolved import ResolvedItem

    Dated = tuple[str, date, RecordPlace]
    """What has a date, the date, and the field that it is written in."""

_THIS_CENTURY = date(2000, 1, 1)
# Ofqual Handbook, Condition E10: what was learned before can count as such.
_PRIOR_LEARNING = "RPL"
_SEVERAL = 2


def evidence_follows_registration(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Work done before registration is prior learning, or its date is mistyped.

    Where most of the items lie before it, it is the registration that is mistyped. Of
    what an assessor accepted all the same another rule says so.
    """
    portfolio = subject.resolved.portfolio
    registered = portfolio.registered
    if registered is None or portfolio.settings.count_before_registration:
        return
    early = []
    dated = 0
    for item in subject.finished_items():
        first = min(_evidence(item), key=lambda dated: dated[1], default=None)
        if first is None or item.item.method.code == _PRIOR_LEARNING:
            continue
        name, when, place = first
        dated += 1
        if _THIS_CENTURY <= when < registered:
            finding = Diagnostic(
                codes.DATE_IMPOSSIBLE,
                place.span(),
                words.before_registration(
                    what=name, date=day(when), registered=day(registered)
                ),
                (words.mind_prior_learning(),),
            )
            early.append((item, finding))
    if len(early) < _SEVERAL or 2 * len(early) <= dated:
        for item, finding in early:
            results = subject.claims.get(item.item.id, ())
            dates = item.item.evidence.all_dates()
            is_wholly = bool(dates) and dates[-1] < registered
            if not (is_wholly and any(result.accepted for result in results)):
                yield finding
        return
    yield Diagnostic(
        codes.DATE_IMPOSSIBLE,
        subject.resolved.project.portfolio.source.span(("registered",)),
        words.registered_late(dated, registered=day(registered), early=len(early)),
        (words.registration_wrong(),),
    )


def target_follows_registration(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Nobody means to be done before beginning."""
    portfolio = subject.resolved.portfolio
    begun, target = portfolio.registered, portfolio.target
    if begun is not None and target is not None and target < begun:
        yield Diagnostic(
            codes.DATE_IMPOSSIBLE,
            subject.resolved.project.portfolio.source.span(("target",)),
            words.target_too_early(target=day(target), registered=day(begun)),
            (words.correct_one_date(),),
        )


def the_target_is_still_to_come(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Who is late should hear it while something can be agreed."""
    target, today = subject.resolved.portfolio.target, subject.today
    if target is None or today is None or target >= today:
        return
    if subject.coverage.units and not all(u.is_met for u in subject.coverage.units):
        yield Diagnostic(
            codes.TARGET_PASSED,
            subject.resolved.project.portfolio.source.span(("target",)),
            words.target_passed(target=day(target)),
            (words.agree_another_target(),),
        )


def nothing_lies_in_the_future(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """What is recorded has happened."""
    if subject.today is None:
        return
    for name, when, place in _dated(subject):
        if when > subject.today:
            yield Diagnostic(
                codes.DATE_IMPOSSIBLE,
                place.span(),
                words.in_the_future(what=name, date=day(when)),
                (words.correct_the_date(),),
            )


def nothing_is_of_last_century(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A year such as 1926 is a slip of the keys; prior learning may be old."""
    for name, when, place in _dated(subject):
        if when >= _THIS_CENTURY:
            continue
        item = subject.items.get(name)
        if item is None or item.item.method.code != _PRIOR_LEARNING:
            yield Diagnostic(
                codes.DATE_IMPOSSIBLE,
                place.span(),
                words.of_last_century(what=name, date=day(when)),
                (words.correct_the_year(),),
            )


def signatures_follow_the_evidence(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Nobody signs, or looks at, what has not been made; the first date decides."""
    for item in subject.finished_items():
        dates = item.item.evidence.all_dates()
        for name, when, place in _seen(item) if dates else ():
            if when < dates[0]:
                yield Diagnostic(
                    codes.SIGNED_TOO_EARLY,
                    place.span(),
                    words.before_the_evidence(
                        what=name, date=day(when), first=day(dates[0])
                    ),
                    (words.correct_the_wrong_date(),),
                )


def decisions_follow_the_evidence(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Nobody decides on what has not been made; one made again is no matter."""
    standing = {
        one.decision.order
        for unit in subject.coverage.units
        for row in unit.rows
        for one in row.decisions
        if one.stands
    }
    for decision, item, place in subject.decisions():
        dates = item.item.evidence.all_dates()
        order = place_in_order(place.source.path), place.path[-1]
        if dates and decision.on < dates[0] and order in standing:
            yield Diagnostic(
                codes.DECIDED_TOO_EARLY,
                place.span("on"),
                words.before_the_evidence(
                    what=words.the_decision_on(item=item.item.id),
                    date=day(decision.on),
                    first=day(dates[0]),
                ),
                (words.correct_the_wrong_date(),),
            )


def _dated(subject: CheckedPortfolio) -> Iterator[Dated]:
    """Yield everything with a date that has passed if it is right."""
    portfolio = subject.resolved.project.portfolio
    if portfolio.value.registered is not None:
        place = RecordPlace(portfolio.source, ("registered",))
        yield words.the_registration(), portfolio.value.registered, place
    for item in subject.resolved.items:
        yield from _evidence(item)
        yield from _seen(item)
    for decision, item, place in subject.decisions():
        name = words.the_decision_on(item=item.item.id)
        yield name, decision.on, place.below("on")
    for sign_off in subject.assessments.sign_offs:
        place = subject.place_of(sign_off.record).below("on")
        name = words.the_sign_off_of(unit=sign_off.unit)
        yield name, sign_off.record.on, place
    for sample in subject.assessments.samples:
        if sample.record.on is not None:
            place = subject.place_of(sample.record).below("on")
            name = words.the_sample_by(who=sample.who.id)
            yield name, sample.record.on, place
    for action in subject.assessments.actions:
        if action.record.done is not None:
            place = subject.place_of(action.record).below("done")
            yield words.an_action_done(), action.record.done, place


def _evidence(item: ResolvedItem) -> Iterator[Dated]:
    evidence, source = item.item.evidence, item.loaded.source
    if evidence.date is not None:
        yield evidence.id, evidence.date, RecordPlace(source, ("date",))
    for number, when in enumerate(evidence.dates):
        yield evidence.id, when, RecordPlace(source, ("dates", number))


def _seen(item: ResolvedItem) -> Iterator[Dated]:
    """Yield when an item was signed, by whom, and when it was seen elsewhere."""
    evidence, source = item.item.evidence, item.loaded.source
    for role, when in evidence.signed.items():
        place = RecordPlace(source, ("signed", role))
        name = words.the_signature_of(role=role, item=evidence.id)
        yield name, when, place
    if evidence.seen_on is not None:
        seen = words.the_look_at(item=evidence.id)
        yield seen, evidence.seen_on, RecordPlace(source, ("seen_on",))
