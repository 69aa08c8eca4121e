"""Recording what an assessor decides, by the names that people use.

No name and no date is ever put down that nobody gave.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from evidence_builder.files.store import StoreError
from evidence_builder.records.choosing import (
    Refused,
    RefusedError,
    assessor_named,
    assessors_of,
    claimed_by,
    criteria_named,
    in_words,
    item_named,
    unit_named,
)
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import record
from evidence_builder.resolve.assessment.judged import judgement
from evidence_builder.resolve.people import People
from evidence_builder.wording import records as words
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from evidence_builder.coverage.decisions import DecisionOnClaim, Decisions
    from evidence_builder.coverage.reason import Exclusion
    from evidence_builder.coverage.result import Coverage
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.choosing import Chosen
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessment.assessed import Who
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem

Verdict: TypeAlias = Literal["met", "referred"]


@dataclass(frozen=True, slots=True)
class Named:
    """Who decides, and on what, as people name it; None where they do not."""

    by: str | None = None
    evidence: str | None = None
    criteria: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Criteria just accepted for which the claims do not count, and why."""

    index: UnitIndex
    criteria: tuple[str, ...]
    reasons: tuple[Exclusion, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was written, and what has to be known of it.

    Args:
        claims: The criteria that it is about, unit by unit.
        evidence_of: The day of the evidence, where that is after the decision.
        in_training: Whether it is met only once it is countersigned.
        still_stands: A later decision, which keeps its place.
    """

    recorded: Recorded
    new: NewDecision
    who: Who
    claims: tuple[Chosen, ...]
    not_counted: tuple[NotCounted, ...] = ()
    evidence_of: date | None = None
    in_training: bool = False
    still_stands: DecisionOnClaim | None = None


def is_to_come(on: date, today: date) -> str | None:
    """Return why a day cannot be that of a decision; None where it can."""
    return words.still_to_come(date=day(on)) if on > today else None


def decide(
    measured: Measured,
    named: Named,
    verdict: Verdict,
    on: date,
    *,
    today: date,
    feedback: str | None = None,
    only_show: bool = False,
) -> Decided | Refused:
    """Record one decision; nothing is written where a name leads nowhere.

    Without criteria it is on everything that the item claims, in the unit that is
    named or in all. That a referral says what is missing, and that no decision lies in
    the future, is centres' practice; see docs/commands.md, "assess".

    Args:
        only_show: Whether to write nothing, and return what would be written.
    """
    feedback = (feedback or "").strip() or None
    resolved = measured.resolved
    if not named.evidence:
        return Refused("item", words.say_what(), lacking="evidence")
    if verdict == "referred" and feedback is None:
        message = words.say_what_is_missing()
        return Refused("feedback", message, lacking="feedback")
    to_come = is_to_come(on, today)
    if to_come:
        return Refused("on", to_come)
    try:
        who = assessor_named(resolved, named.by)
        if who is None:
            return who_decides(resolved)
        item = item_named(resolved, named.evidence)
        chosen = chosen_by(resolved, item, named)
        new = decision(resolved, item, chosen, verdict, on, feedback)
        decisions = measured.assessments.decisions
        decided = write(
            resolved, decisions, who, item, chosen, new, only_show=only_show
        )
    except RefusedError as error:
        return error.refused
    missed = () if verdict == "referred" else _not_counted(measured.coverage, decided)
    return replace(decided, not_counted=missed)


def chosen_by(
    resolved: Resolved, item: ResolvedItem, named: Named
) -> tuple[Chosen, ...]:
    """Return the criteria that are named, or everything that an item claims.

    Raises:
        RefusedError: A name leads nowhere, or the item claims nothing.
    """
    if named.criteria:
        return (criteria_named(resolved, item, named.unit, named.criteria),)
    units = [unit_named(resolved, named.unit)] if named.unit else resolved.units
    chosen = claimed_by(item, units)
    if not chosen:
        message = words.claims_nothing(item=item.item.id)
        raise RefusedError(Refused("item", message, lacking="criteria"))
    return chosen


def decision(
    resolved: Resolved,
    item: ResolvedItem,
    chosen: Sequence[Chosen],
    verdict: Verdict,
    on: date,
    feedback: str | None,
) -> NewDecision:
    """Return a decision on an item with what was looked at, as everything is now."""
    places = [(each.index, each.keys) for each in chosen]
    return NewDecision(
        evidence=item.item.id,
        claims=tuple((index.key, keys) for index, keys in places),
        decision=verdict,
        on=on,
        judged=judgement(item, places, resolved.items),
        feedback=feedback,
    )


def who_decides(resolved: Resolved) -> Refused:
    """Return that somebody has to say who decides, and who may."""
    choices = in_words(assessors_of(resolved))
    return Refused("by", words.say_who(), (), "by", choices)


def write(
    resolved: Resolved,
    decisions: Decisions,
    who: Who,
    item: ResolvedItem,
    chosen: tuple[Chosen, ...],
    new: NewDecision,
    *,
    only_show: bool = False,
) -> Decided:
    """Write a decision and return it with what has to be known of it.

    Raises:
        RefusedError: It could not be written.
    """
    folder = resolved.project.folder
    try:
        recorded = record(folder, who.id, new, only_show=only_show)
    except StoreError as error:
        raise RefusedError(Refused("file", str(error))) from error
    dates = item.item.evidence.all_dates()
    places = {(unit, key) for unit, keys in new.claims for key in keys}
    later = [
        decision
        for decision in decisions.made
        if decision.evidence == new.evidence
        and (decision.unit, decision.criterion) in places
        and decision.on > new.on
    ]
    return Decided(
        recorded,
        new,
        who,
        chosen,
        evidence_of=dates[0] if dates and new.on < dates[0] else None,
        in_training=new.decision == "met"
        and People(resolved.portfolio).is_in_training(who.id, new.on),
        still_stands=max(later, key=lambda each: each.on) if later else None,
    )


def _not_counted(coverage: Coverage, decided: Decided) -> tuple[NotCounted, ...]:
    """Return which claims do not count although they were just accepted, and why."""
    units = {unit.index.key: unit for unit in coverage.units}
    missed = []
    for chosen in decided.claims:
        by_reasons: dict[tuple[Exclusion, ...], dict[str, None]] = {}
        for row in units[chosen.index.key].rows:
            key = row.row.key
            for result in row.claims if key in chosen.keys else ():
                if result.claim.evidence == decided.new.evidence and result.why_not:
                    by_reasons.setdefault(result.why_not, {})[key] = None
        missed += [
            NotCounted(chosen.index, tuple(keys), why)
            for why, keys in by_reasons.items()
        ]
    return tuple(missed)
