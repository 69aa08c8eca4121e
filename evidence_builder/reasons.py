"""A reason → its sentence, made of phrases of ``wording``, and what it links to.

The one place that makes words of what ``coverage`` says: why a criterion stands where
it does, what would close a gap, what a requirement and a rule of combination ask. All
are clauses, without a capital or a stop; ``wording.phrases.sentence`` gives both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.model.methods import (
    DEFAULT_METHODS,
    either_method,
    every_method,
    method_phrase,
)
from evidence_builder.wording import combination
from evidence_builder.wording import coverage as words
from evidence_builder.wording.phrases import (
    another,
    day,
    days,
    listing,
    number,
    spelled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from evidence_builder.coverage.combination.measure import RuleResult, Spare
    from evidence_builder.coverage.combination.rules import RuleAsks
    from evidence_builder.coverage.conditions import DifferentMethods, FittingItems
    from evidence_builder.coverage.decisions import DecisionNote, DecisionResult
    from evidence_builder.coverage.ranges import RangeCovered
    from evidence_builder.coverage.reason import Asked, Exclusion, Reason, Remedy, Whole
    from evidence_builder.coverage.result import ClaimResult
    from evidence_builder.model.methods import Method
    from evidence_builder.model.requirement import Requirement
    from evidence_builder.wording.language import CountedPhrase, Phrase

MOST_NAMED = 5
"""A range of so many items at most is written out; of a longer one stands the title."""

# No file may hold them (YAML 1.2.2, 5.1, "Character Set"), so no text of anybody's
# can be taken for the name of an item.
_OPEN, _CLOSE = "\x02", "\x03"


class SentencePart(NamedTuple):
    """A part of a sentence: words, or the number of an item to be linked."""

    text: str
    evidence: str = ""


def sentence(reason: Reason) -> str:
    """Return why a criterion stands where it does, as a clause."""
    return _unmarked(_reason(reason))


def remedy(wanted: Remedy) -> str:
    """Return what would close a gap, as a clause."""
    return _unmarked(_remedy(wanted))


def so_far(reason: Reason) -> str:
    """Return what there is of what a reason asks: "one: E003"; or "none"."""
    return _unmarked(_SO_FAR[reason.kind](reason) or words.none_so_far())


def runs(reason: Reason) -> tuple[SentencePart, ...]:
    """Return the clause of a reason, each item that it names by itself."""
    return tuple(_runs(_reason(reason)))


def why_not(claim: ClaimResult) -> tuple[str, ...]:
    """Return why a claim does not count, a clause each; nothing where it counts."""
    return tuple(map(exclusion, claim.why_not))


def exclusion(why: Exclusion) -> str:
    """Return one thing that keeps a claim from counting."""
    return _EXCLUSIONS[why.kind](why)


def asked(condition: Asked) -> str:
    """Return what a condition asks, in words that follow "needs"."""
    return _ASKED[condition.kind](condition)


def required(
    requirement: Requirement, methods: Mapping[str, Method] = DEFAULT_METHODS
) -> tuple[str, ...]:
    """Return everything that a requirement asks, a clause for each thing."""
    from evidence_builder.coverage.conditions import conditions_of
    from evidence_builder.model.methods import methods_of

    clauses = [asked(condition) for condition in conditions_of(requirement, methods)]
    forbidden = methods_of(requirement.forbid_methods, methods)
    return (*clauses, *_taken_away(forbidden, requirement.max_age_months))


def together(where: Whole) -> str:
    """Return of what criteria something is asked: the unit, outcome 2, 1.1."""
    if where.kind == "criterion":
        return where.id
    whole = words.the_outcome(id=where.id) if where.id else words.the_unit()
    if not where.criteria:
        return whole
    return words.some_criteria(whole=whole, criteria=where.criteria)


def decision_notes(result: DecisionResult) -> tuple[str, ...]:
    """Return what a reader of a decision should know."""
    notes: dict[DecisionNote, Phrase] = {
        "not_claimed": words.decision_not_claimed,
        "superseded": words.decision_superseded,
        "changed": words.decision_changed,
        "not_compared": words.decision_not_compared,
    }
    return tuple(notes[note]() for note in result.notes)


def rule(asks: RuleAsks) -> str:
    """Return what a rule of combination asks."""
    return combination.rule(**asks._asdict())


def short_by(result: RuleResult) -> str:
    """Return what a rule lacks, such as "3 credits"; nothing where it is met."""
    return "" if result.met else combination.amount_of(result.short_by, result.measure)


def spare(unit: Spare) -> str:
    """Return why a chosen unit does not count."""
    if unit.kind == "not_offered":
        if unit.pathway is None:
            return combination.not_of_qualification()
        return combination.not_of_pathway(pathway=unit.pathway)
    if unit.limit is None:
        return combination.others_count()
    phrase = (
        combination.barred_may_count
        if unit.kind == "barred"
        else combination.limit_may_count
    )
    return phrase(rule=rule(unit.limit))


def _reason(reason: Reason) -> str:
    """Return the clause of a reason, the numbers of items marked."""
    if reason.refused:
        first = _reason(reason._replace(refused=()))
        return words.refused_too(reason=first, items=_items(reason.refused))
    return _SENTENCES[reason.kind](reason)


def _items(numbers: Iterable[str]) -> str:
    return listing(map(_marked, numbers))


def _marked(evidence: str) -> str:
    return f"{_OPEN}{evidence}{_CLOSE}"


def _unmarked(text: str) -> str:
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def _runs(marked: str) -> Iterator[SentencePart]:
    for part in re.split(rf"({_OPEN}[^{_CLOSE}]*{_CLOSE})", marked):
        if part.startswith(_OPEN):
            yield SentencePart(_unmarked(part), _unmarked(part))
        elif part:
            yield SentencePart(part)


def _decision(reason: Reason) -> str:
    (item,) = reason.evidence
    if reason.decision is None:
        return _marked(item)
    who, date = reason.decision.by, day(reason.decision.on)
    return words.decision_on(item=_marked(item), who=who, date=date)


def _held_without(why: Exclusion) -> str:
    said = {
        "location": words.held_where,
        "reason": words.held_why,
        "seen_on": words.held_when,
    }
    return words.held_without(what=listing(said[name]() for name in why.unsaid))


_EXCLUSIONS: dict[str, Callable[[Exclusion], str]] = {
    "faulty": lambda _: words.file_has_errors(),
    "draft": lambda _: words.still_a_draft(),
    "reference_material": lambda _: words.reference_material(),
    "file_missing": lambda why: words.file_unusable(path=why.path),
    "unseen": lambda _: words.held_and_unseen(),
    "seen_incompletely": _held_without,
    "method_barred": lambda why: words.not_allowed_here(
        method=method_phrase(why.method) if why.method else ""
    ),
    "undated": lambda why: spelled(words.undated, why.months),
    "too_old": lambda why: spelled(
        words.too_old, why.months, date=day(why.on) if why.on else ""
    ),
}


def _claimed(reason: Reason) -> str:
    items, accepted = _items(reason.evidence), _items(reason.accepted)
    if not accepted:
        phrase = words.claimed_waiting if reason.waiting else words.claimed
        return phrase(items=items)
    phrase = words.claimed_accepted
    if reason.waiting:
        phrase = words.claimed_accepted_waiting
    return phrase(items=items, accepted=accepted)


def _referred(reason: Reason) -> str:
    phrase = words.referred_answered if reason.answered else words.referred
    return phrase(decision=_decision(reason))


def _changed(reason: Reason) -> str:
    (item,), decision = reason.evidence, reason.decision
    assert decision is not None  # noqa: S101 - that is what has changed since
    phrase = words.changed_met if decision.is_met else words.changed_not_yet
    return phrase(item=_marked(item), who=decision.by, date=day(decision.on))


def _not_counted(reason: Reason) -> str:
    (item,) = reason.evidence
    why = exclusion(reason.exclusion) if reason.exclusion else ""
    return words.not_counted(item=_marked(item), why=why)


def _needs(reason: Reason) -> str:
    have = _SO_FAR[reason.kind](reason) or words.none_so_far()
    if len(reason.asked) > 1:
        pieces, occasions = map(asked, reason.asked)
        return words.needs_both(pieces=pieces, occasions=occasions, so_far=have)
    return words.needs(asked=asked(reason.asked[0]), so_far=have)


def _counted_items(reason: Reason) -> str:
    names = _items(reason.evidence)
    return words.counted(number=number(reason.have), names=names) if names else ""


def _occasions(reason: Reason) -> str:
    dates = words.none_so_far()
    if reason.dates:
        dates = words.counted(number=number(reason.have), names=days(reason.dates))
    if not reason.undated:
        return dates
    items, size = _items(reason.undated), len(reason.undated)
    return words.some_undated(size, so_far=dates, items=items)


def _items_on_dates(reason: Reason) -> str:
    items = _items(reason.evidence) or words.none_so_far()
    if not reason.dates:
        return items
    return words.items_on_dates(items=items, dates=days(reason.dates))


def _only_methods(reason: Reason) -> str:
    used = every_method(reason.methods)
    return words.only_methods(methods=used) if used else ""


# What there is of what is asked, by its kind; nothing where there is none.
_SO_FAR: dict[str, Callable[[Reason], str]] = {
    "pieces": _counted_items,
    "occasions": _occasions,
    "pieces_and_occasions": _items_on_dates,
    "items": _counted_items,
    "different_methods": lambda reason: every_method(reason.methods),
    "not_only": _only_methods,
    "witnessed": lambda _: "",
    "range": lambda reason: listing(reason.items),
}


def _parts_outstanding(reason: Reason) -> str:
    have, needed, total = reason.have, reason.needed, reason.total
    criteria = ", ".join(reason.criteria)
    if needed == total:
        return words.parts_outstanding(needed, have=have, criteria=criteria)
    lacking = number(needed - have)
    if not have:
        return words.no_part_of_those_needed(
            needed, have=have, total=total, lacking=lacking, criteria=criteria
        )
    return words.some_parts_of_those_needed(
        have, needed=needed, total=total, lacking=lacking, criteria=criteria
    )


def _choice(reason: Reason) -> str:
    phrase = words.choice_of_more_parts if reason.have else words.choice_of_parts
    criteria = listing(reason.criteria)
    return spelled(phrase, reason.needed - reason.have, criteria=criteria)


_SENTENCES: dict[str, Callable[[Reason], str]] = {
    "unclaimed": lambda _: words.unclaimed(),
    "accepted": lambda reason: words.accepted(decision=_decision(reason)),
    "claimed": _claimed,
    "referred": _referred,
    "no_newer": lambda reason: words.no_newer(
        len(reason.evidence), items=_items(reason.evidence)
    ),
    "changed": _changed,
    "not_counted": _not_counted,
    **dict.fromkeys(_SO_FAR, _needs),
    "parts_met": lambda reason: words.parts_met(reason.total, have=reason.have),
    "parts_claimed": lambda reason: words.parts_claimed(reason.total, have=reason.have),
    "parts_outstanding": _parts_outstanding,
    "choice_of_parts": _choice,
}


def _fitting_items(
    condition: FittingItems, size: int, phrases: tuple[CountedPhrase, ...]
) -> str:
    """Return so many items, by the phrases for any, by, covering, and both."""
    plain, by, covering, both = phrases
    methods = either_method(condition.methods)
    items = listing(item for _, item in condition.covers)
    if methods and items:
        text = spelled(both, size, methods=methods, items=items)
    elif methods:
        text = spelled(by, size, methods=methods)
    else:
        text = spelled(covering, size, items=items) if items else spelled(plain, size)
    return words.with_note(text=text, note=condition.note) if condition.note else text


def _different_methods(condition: DifferentMethods) -> str:
    if not condition.among:
        return spelled(words.different_methods, condition.wanted)
    methods = every_method(condition.among)
    if condition.wanted == len(condition.among):
        return words.each_method(methods=methods)
    return words.some_methods(number=number(condition.wanted), methods=methods)


def _range(condition: RangeCovered) -> str:
    title = condition.range.title
    if condition.wanted == len(condition.items):
        return words.range_all(title=title)
    return words.range_some(number=number(condition.wanted), title=title)


# What is asked of evidence, by its kind; each takes the condition of that kind.
_ASKED: dict[str, Callable[..., str]] = {
    "pieces": lambda condition: spelled(words.pieces, condition.wanted),
    "occasions": lambda condition: spelled(words.occasions, condition.wanted),
    "items": lambda condition: _fitting_items(
        condition, condition.wanted, words.LEAST_ITEMS
    ),
    "different_methods": _different_methods,
    "not_only": lambda condition: words.not_only(
        methods=either_method(condition.methods)
    ),
    "witnessed": lambda _: words.witnessed(),
    "range": _range,
}


def _taken_away(forbidden: Iterable[Method], months: int | None) -> Iterator[str]:
    """Yield what keeps evidence from counting."""
    methods = either_method(forbidden)
    if methods:
        yield words.no_method(methods=methods)
    if months is not None:
        yield spelled(words.nothing_older, months)


def _such_evidence(wanted: Remedy) -> str:
    clauses = [_in_full(condition) for condition in wanted.asked]
    clauses += _taken_away(wanted.forbidden, wanted.months)
    return words.such_evidence(asked=listing(clauses))


def _in_full(condition: Asked) -> str:
    """Return what a condition asks, the items of a short range by name."""
    text = asked(condition)
    items: tuple[str, ...] = getattr(condition, "items", ())
    if condition.kind != "range" or len(items) > MOST_NAMED:
        return text
    joint = "and" if condition.wanted == len(items) else "or"
    return words.with_note(text=text, note=listing(items, joint))


def _remedy(wanted: Remedy) -> str:
    """Return the clause of a remedy, the numbers of items marked."""
    return _REMEDIES[wanted.kind](wanted)


def _pieces(wanted: Remedy) -> str:
    items = _items(wanted.evidence)
    if not items:
        return spelled(words.first_pieces, wanted.lacking)
    return spelled(words.more_pieces, wanted.lacking, items=items)


def _more_occasions(wanted: Remedy) -> str:
    if not wanted.dates:
        return spelled(words.first_occasions, wanted.lacking)
    dates = listing(map(day, wanted.dates))
    if wanted.lacking == 1:
        position = another(len(wanted.dates) + 1)
        return words.another_occasion(another=position, dates=dates)
    return words.more_occasions(number=number(wanted.lacking), dates=dates)


def _dated_pieces(wanted: Remedy) -> str:
    if not wanted.dates:
        phrase = words.first_dated_pieces
        if wanted.evidence:
            phrase = words.more_dated_pieces
        return spelled(phrase, wanted.lacking)
    phrase = words.first_pieces_on_dates
    if wanted.evidence:
        phrase = words.more_pieces_on_dates
    return spelled(phrase, wanted.lacking, dates=listing(map(day, wanted.dates)))


def _more_items(wanted: Remedy) -> str:
    phrases = words.MORE_ITEMS if wanted.evidence else words.FIRST_ITEMS
    return "".join(
        _fitting_items(condition, wanted.lacking, phrases)  # type: ignore[arg-type]
        for condition in wanted.asked
    )


def _methods(wanted: Remedy) -> str:
    methods, lacking = wanted.methods, wanted.lacking
    if lacking >= len(methods):
        return words.by_methods(methods=every_method(methods))
    if lacking == 1:
        return words.by_methods(methods=either_method(methods))
    return words.by_some_methods(number=number(lacking), methods=every_method(methods))


def _another_method(wanted: Remedy) -> str:
    methods = either_method(wanted.methods)
    if wanted.asked:
        return words.item_by_another_method(methods=methods)
    if not methods:
        return spelled(words.by_different_methods, wanted.lacking)
    if wanted.lacking == 1:
        return words.by_another_method(methods=methods)
    return spelled(words.by_more_methods, wanted.lacking, methods=methods)


def _range_items(wanted: Remedy) -> str:
    items, lacking = wanted.items, wanted.lacking
    if lacking == len(items):
        return words.that_covers(items=listing(items))
    if lacking == 1:
        return words.that_covers(items=listing(items, "or"))
    return words.that_covers_some(number=number(lacking), items=listing(items))


_REMEDIES: dict[str, Callable[[Remedy], str]] = {
    "evidence": _such_evidence,
    "piece": _pieces,
    "occasion": _more_occasions,
    "piece_on_a_date": _dated_pieces,
    "item": _more_items,
    "method": _methods,
    "another_method": _another_method,
    "witness": lambda _: words.item_with_witness(),
    "range_item": _range_items,
    "better_evidence": lambda wanted: (
        words.better_as_told() if wanted.has_feedback else words.better_ask()
    ),
    "decision": lambda wanted: words.look_again(item=_items(wanted.evidence)),
}
