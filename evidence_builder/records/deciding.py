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
    criteria_named,
    in_words,
    item_named,
)
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import record_decision
from evidence_builder.resolve.fingerprint import fingerprint
from evidence_builder.wording import records as words
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from datetime import date

    from evidence_builder.coverage.decisions import DecisionOnClaim, Decisions
    from evidence_builder.coverage.reason import Exclusion
    from evidence_builder.coverage.result import Coverage
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem

Verdict: TypeAlias = Literal["met", "not yet"]


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

    criteria: tuple[str, ...]
    reasons: tuple[Exclusion, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was written, and what has to be known of it.

    Args:
        index: The unit that it is of.
        left_out: Criteria that were named and that the item does not claim.
        evidence_of: The day of the evidence, where that is after the decision.
        still_stands: A later decision, which keeps its place.
    """

    recorded: Recorded
    new: NewDecision
    who: Who
    index: UnitIndex
    left_out: tuple[str, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    evidence_of: date | None = None
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
) -> Decided | Refused:
    """Record one decision; nothing is written where a name leads nowhere.

    That a "not yet" says what is missing, and that no decision lies in the future, is
    centres' practice; see docs/commands.md, "assess".
    """
    feedback = (feedback or "").strip() or None
    resolved = measured.resolved
    if not named.evidence or not named.criteria:
        return Refused("item", words.say_what(), lacking="evidence")
    if verdict == "not yet" and feedback is None:
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
        chosen = criteria_named(resolved, item, named.unit, named.criteria)
        new = NewDecision(
            evidence=item.item.id,
            unit=chosen.index.key,
            criteria=chosen.keys,
            decision=verdict,
            on=on,
            evidence_sha256=fingerprint(item),
            feedback=feedback,
        )
        decisions = measured.assessments.decisions
        decided = write(resolved, decisions, who, item, chosen.index, new)
    except RefusedError as error:
        return error.refused
    missed = () if verdict == "not yet" else _not_counted(measured.coverage, decided)
    return replace(decided, left_out=chosen.left_out, not_counted=missed)


def who_decides(resolved: Resolved) -> Refused:
    """Return that somebody has to say who decides, and who may."""
    choices = in_words(assessors_of(resolved))
    return Refused("by", words.say_who(), (), "by", choices)


def write(
    resolved: Resolved,
    decisions: Decisions,
    who: Who,
    item: ResolvedItem,
    index: UnitIndex,
    new: NewDecision,
) -> Decided:
    """Write a decision and return it with what has to be known of it.

    Raises:
        RefusedError: It could not be written.
    """
    try:
        recorded = record_decision(resolved.project.folder, who.id, new)
    except StoreError as error:
        raise RefusedError(Refused("file", str(error))) from error
    dates = item.item.evidence.all_dates()
    later = [
        decision
        for decision in decisions.made
        if (decision.evidence, decision.unit) == (new.evidence, new.unit)
        and decision.criterion in new.criteria
        and decision.on > new.on
    ]
    return Decided(
        recorded,
        new,
        who,
        index,
        evidence_of=dates[0] if dates and new.on < dates[0] else None,
        still_stands=max(later, key=lambda each: each.on) if later else None,
    )


def _not_counted(coverage: Coverage, decided: Decided) -> tuple[NotCounted, ...]:
    """Return which claims do not count although they were just accepted, and why."""
    new = decided.new
    by_reasons: dict[tuple[Exclusion, ...], dict[str, None]] = {}
    for unit in coverage.units:
        for row in unit.rows if unit.index is decided.index else ():
            key = row.row.key
            for result in row.claims if key in new.criteria else ():
                if result.claim.evidence == new.evidence and result.why_not:
                    by_reasons.setdefault(result.why_not, {})[key] = None
    return tuple(NotCounted(tuple(keys), why) for why, keys in by_reasons.items())
