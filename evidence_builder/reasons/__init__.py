"""A reason → its sentence, made of phrases of ``wording``, and what it links to.

The one place that makes words of what ``coverage`` says: why a criterion stands where
it does, what would close a gap, what a requirement and a rule of combination ask. All
are clauses, without a capital or a stop; ``wording.phrases.sentence`` gives both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.model.methods import every_method, method_phrase
from evidence_builder.reasons.asked import asked, required
from evidence_builder.reasons.marks import CLOSE, OPEN, list_of_items, marked, unmarked
from evidence_builder.reasons.remedies import marked_remedy
from evidence_builder.wording import combination, nouns
from evidence_builder.wording import coverage as words
from evidence_builder.wording.phrases import (
    day,
    days,
    listing,
    number,
    spelled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evidence_builder.coverage.combination.measure import RuleResult, Spare
    from evidence_builder.coverage.combination.rules import RuleAsks
    from evidence_builder.coverage.decisions import (
        DecisionNote,
        DecisionResult,
        Returned,
    )
    from evidence_builder.coverage.reason import Exclusion, Reason, Remedy, Whole
    from evidence_builder.coverage.result import AnyOf, ClaimResult
    from evidence_builder.wording.language import Phrase


__all__ = (
    "SentencePart",
    "asked",
    "choice",
    "decision_notes",
    "exclusion",
    "remedy",
    "required",
    "returned",
    "rule",
    "runs",
    "sentence",
    "short_by",
    "so_far",
    "spare",
    "together",
    "why_not",
)


class SentencePart(NamedTuple):
    """A part of a sentence: words, or the number of an item to be linked."""

    text: str
    evidence: str = ""


def sentence(reason: Reason) -> str:
    """Return why a criterion stands where it does, as a clause."""
    return unmarked(_reason(reason))


def remedy(wanted: Remedy) -> str:
    """Return what would close a gap, as a clause."""
    return unmarked(marked_remedy(wanted))


def choice(chosen: AnyOf) -> str:
    """Return of how many some are enough: "any 3 of 5"."""
    phrase = words.any_set_of if chosen.of_sets else words.any_of
    return phrase(wanted=chosen.wanted, total=chosen.total)


def so_far(reason: Reason) -> str:
    """Return what there is of what a reason asks: "one: E003"; or "none"."""
    return unmarked(_SO_FAR[reason.kind](reason) or words.none_so_far())


def runs(reason: Reason) -> tuple[SentencePart, ...]:
    """Return the clause of a reason, each item that it names by itself."""
    return tuple(_runs(_reason(reason)))


def why_not(claim: ClaimResult) -> tuple[str, ...]:
    """Return why a claim does not count, a clause each; nothing where it counts."""
    return tuple(map(exclusion, claim.why_not))


def exclusion(why: Exclusion) -> str:
    """Return one thing that keeps a claim from counting."""
    return _EXCLUSIONS[why.kind](why)


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
        "added": words.decision_added,
        "not_claimed": words.decision_not_claimed,
        "superseded": words.decision_superseded,
        "changed": words.decision_changed,
        "reworded": words.decision_reworded,
        "early": words.decision_early,
        "to_be_countersigned": words.decision_to_be_countersigned,
        "countersigned": words.decision_countersigned,
        "not_compared": words.decision_not_compared,
    }
    who, when = result.decision.countersigned or ("", None)
    told = {"who": who, "date": day(when) if when else ""}
    return tuple(notes[note](**told) for note in result.notes)


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
        return words.refused_too(reason=first, items=list_of_items(reason.refused))
    return _SENTENCES[reason.kind](reason)


def _runs(marked: str) -> Iterator[SentencePart]:
    for part in re.split(rf"({OPEN}[^{CLOSE}]*{CLOSE})", marked):
        if part.startswith(OPEN):
            yield SentencePart(unmarked(part), unmarked(part))
        elif part:
            yield SentencePart(part)


def _decision(reason: Reason) -> str:
    (item,) = reason.evidence
    if reason.decision is None:
        return marked(item)
    who, date = reason.decision.by, day(reason.decision.on)
    return words.decision_on(item=marked(item), who=who, date=date)


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
    "seen_by_learner": lambda _: words.seen_by_learner(),
    "seen_by_stranger": lambda why: words.seen_by_stranger(who=why.who),
    "observer_missing": lambda _: words.observer_missing(),
    "no_observer": lambda why: words.no_observer(who=why.who),
    "witness_missing": lambda _: words.witness_missing(),
    "witness_not_expert": lambda why: words.witness_not_expert(who=why.who),
    "witness_is_learner": lambda why: words.witness_is_learner(who=why.who),
    "testimony_by_learner": lambda _: words.testimony_by_learner(),
    "nothing_behind": lambda _: words.nothing_behind(),
    "own_testimony": lambda why: words.own_testimony(who=why.who),
    "not_anonymised": lambda _: words.not_anonymised(),
    "unsigned": lambda why: words.unsigned(role=why.who),
    "in_future": lambda why: words.in_future(date=day(why.on) if why.on else ""),
    "before_registration": lambda why: words.before_registration(
        date=day(why.on) if why.on else ""
    ),
    "method_barred": lambda why: words.not_allowed_here(
        method=method_phrase(why.method) if why.method else ""
    ),
    "undated": lambda why: spelled(words.undated, why.months),
    "too_old": lambda why: spelled(
        words.too_old, why.months, date=day(why.on) if why.on else ""
    ),
}


def _claimed(reason: Reason) -> str:
    items, accepted = list_of_items(reason.evidence), list_of_items(reason.accepted)
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
    if decision.basis == "reworded":
        phrase = words.reworded_met if decision.is_met else words.reworded_referred
    else:
        phrase = words.changed_met if decision.is_met else words.changed_referred
    return phrase(item=marked(item), who=decision.by, date=day(decision.on))


def _returned(reason: Reason) -> str:
    assert reason.returned is not None  # noqa: S101 - that is what the reason is
    return returned(reason.returned)


def returned_by(word: Returned) -> str:
    """Return who did not accept a decision, and when."""
    told = {"who": word.by, "role": nouns.ROLES_IN_SHORT[word.role]()}
    if word.on is None:
        return words.returned(**told)
    return words.returned_on(**told, date=day(word.on))


def returned(word: Returned) -> str:
    """Return who did not accept a decision, when, and what they ask for."""
    text = returned_by(word)
    if not word.action:
        return text
    phrase = words.until_done if word.accepted == "after actions" else words.asked_for
    return phrase(reason=text, action=word.action.strip().rstrip("."))


def _not_counted(reason: Reason) -> str:
    (item,) = reason.evidence
    why = exclusion(reason.exclusion) if reason.exclusion else ""
    return words.not_counted(item=marked(item), why=why)


def _needs(reason: Reason) -> str:
    have = _SO_FAR[reason.kind](reason) or words.none_so_far()
    if len(reason.asked) > 1:
        pieces, occasions = map(asked, reason.asked)
        return words.needs_both(pieces=pieces, occasions=occasions, so_far=have)
    return words.needs(asked=asked(reason.asked[0]), so_far=have)


def _counted_items(reason: Reason) -> str:
    names = list_of_items(reason.evidence)
    return words.counted(number=number(reason.have), names=names) if names else ""


def _occasions(reason: Reason) -> str:
    dates = words.none_so_far()
    if reason.dates:
        dates = words.counted(number=number(reason.have), names=days(reason.dates))
    if not reason.undated:
        return dates
    items, size = list_of_items(reason.undated), len(reason.undated)
    return words.some_undated(size, so_far=dates, items=items)


def _items_on_dates(reason: Reason) -> str:
    items = list_of_items(reason.evidence) or words.none_so_far()
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
    "each": lambda reason: listing(reason.items),
    "span": lambda reason: _occasions(reason) if reason.dates else "",
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
        len(reason.evidence), items=list_of_items(reason.evidence)
    ),
    "changed": _changed,
    "early": lambda reason: words.early(decision=_decision(reason)),
    "returned": _returned,
    "to_be_countersigned": lambda reason: words.to_be_countersigned(
        decision=_decision(reason)
    ),
    "not_counted": _not_counted,
    **dict.fromkeys(_SO_FAR, _needs),
    "parts_met": lambda reason: words.parts_met(reason.total, have=reason.have),
    "parts_claimed": lambda reason: words.parts_claimed(reason.total, have=reason.have),
    "parts_outstanding": _parts_outstanding,
    "choice_of_parts": _choice,
}
