"""Coverage and findings as plain data: what ``--json`` prints.

The keys are a contract; see ``docs/file-formats.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder import reasons
from evidence_builder.coverage.choices import grade_of
from evidence_builder.coverage.result import Coverage, Status
from evidence_builder.resolve.assessment.achieved import achieved, credit_count
from evidence_builder.resolve.assessment.owed import owed
from evidence_builder.resolve.edition import edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from evidence_builder.coverage.combination.measure import Combination
    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.reason import Reason
    from evidence_builder.coverage.result import (
        ClaimResult,
        RequirementResult,
        RowResult,
        UnitCoverage,
    )
    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.resolve.assessment.assessed import ResolvedSample
    from evidence_builder.resolve.resolved import Measured


FORMAT = 2
"""Of all data that the program gives: 2 has each reason as a value, too."""


def as_data(
    measured: Measured | None, diagnostics: Iterable[Diagnostic]
) -> dict[str, Any]:
    """Return a coverage and the findings of its run as plain data.

    Args:
        measured: None where there is no portfolio to speak of.
    """
    coverage = Coverage(()) if measured is None else measured.coverage
    combination = None if measured is None else measured.combination
    as_at = None if measured is None else measured.as_at
    tally = coverage.tally()
    return {
        "format": FORMAT,
        "as_at": full_date(as_at),
        "edition": None if measured is None else edition(measured),
        "units": [_unit(unit, measured) for unit in coverage.units],
        "combination": None if combination is None else _combination(combination),
        "summary": {str(status): tally[status] for status in Status},
        "credits": None if measured is None else credit_count(measured)._asdict(),
        "actions": [] if measured is None else list(_actions(measured)),
        "findings": findings_as_data(diagnostics),
    }


def _actions(measured: Measured) -> Iterator[dict[str, Any]]:
    """Return what was agreed with the learner or asked in a sample, and by when."""
    for each in owed(measured.assessments):
        yield {
            "by": each.asked_by.id or None,
            "name": each.asked_by.name,
            "role": each.asked_by.role,
            "for": each.owing,
            "criteria": [
                {"unit": about.unit, "ids": list(about.criteria)}
                for about in each.about
            ],
            "action": each.action,
            "by_when": full_date(each.record.by_when),
            "done": full_date(each.record.done),
            "overdue": each.is_overdue(measured.as_at),
        }


def findings_as_data(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return findings as plain data, in their order."""
    return [
        {
            "code": diagnostic.code.id,
            "slug": diagnostic.code.slug,
            "severity": str(diagnostic.severity),
            "path": diagnostic.span.path,
            "line": diagnostic.span.line,
            "column": diagnostic.span.column,
            "message": diagnostic.message,
            "hints": list(diagnostic.hints),
        }
        for diagnostic in diagnostics
    ]


def _unit(unit: UnitCoverage, measured: Measured | None) -> dict[str, Any]:
    on = None if measured is None else achieved(measured, unit)
    return {
        "ref": unit.index.key,
        "title": unit.index.unit.title,
        "met": unit.is_met,
        "achieved": on is not None,
        "achieved_on": full_date(on),
        "grade": grade_of(unit.rows),
        "sign_offs": [] if measured is None else list(_sign_offs(unit, measured)),
        "samples": [] if measured is None else list(_samples(unit, measured)),
        "criteria": [_criterion(result) for result in unit.rows],
        "requirements": [_requirement(requirement) for requirement in unit.together],
    }


def _sign_offs(unit: UnitCoverage, measured: Measured) -> Iterator[dict[str, Any]]:
    for sign_off in measured.assessments.sign_offs:
        if sign_off.unit == unit.index.key:
            yield {
                "role": sign_off.who.role,
                "by": sign_off.who.id or None,
                "on": full_date(sign_off.record.on),
            }


def _samples(unit: UnitCoverage, measured: Measured) -> Iterator[dict[str, Any]]:
    """Return the samples of a unit, one for each item that was looked at."""
    overdue = {
        id(each.record): each.is_overdue(measured.as_at)
        for each in owed(measured.assessments)
    }
    for sample in measured.assessments.samples:
        record = sample.record
        if sample.unit not in {None, unit.index.key}:
            continue
        for evidence in sample.evidence or (None,):
            keys = _sampled(sample, unit, evidence)
            if sample.unit is None and not keys:
                continue
            yield {
                "by": sample.who.id or None,
                "role": sample.who.role,
                "on": full_date(record.on),
                "stage": record.stage,
                "accepted": record.accepted,
                "criteria": keys,
                "evidence": evidence,
                "vacs": list(record.vacs),
                "action": record.action,
                "by_when": full_date(record.by_when),
                "done": full_date(record.done),
                "overdue": overdue.get(id(record), False),
            }


def _sampled(
    sample: ResolvedSample, unit: UnitCoverage, evidence: str | None
) -> list[str]:
    """Return which criteria of a unit were looked at: as named, or as decided."""
    if sample.criteria or evidence is None:
        return list(sample.criteria) or [row.key for row in unit.index.leaves]
    return [
        result.row.key
        for result in unit.rows
        if any(each.decision.evidence == evidence for each in result.decisions)
    ]


def _combination(combination: Combination) -> dict[str, Any]:
    return {
        "met": combination.met,
        "credits": combination.credits,
        "rules": [
            {
                "text": reasons.rule(rule.asks),
                "met": rule.met,
                "short_by": rule.short_by,
                "measure": rule.measure,
                "counted": rule.counted,
                "surplus": rule.surplus,
                "missing": list(rule.missing),
            }
            for rule in combination.rules
        ],
        "spare": [
            {"unit": spare.unit.ref, "why": reasons.spare(spare)}
            for spare in combination.spare
        ],
    }


def _requirement(requirement: RequirementResult) -> dict[str, Any]:
    unmet = requirement.unmet
    return {
        "text": reasons.asked(requirement.condition),
        "scope": reasons.together(requirement.where),
        "met": requirement.met,
        "accepted": requirement.accepted,
        "reason": reasons.sentence(unmet) if unmet else None,
        "remedy": reasons.remedy(unmet.closes) if unmet and unmet.closes else None,
        "because": unmet and because(unmet),
    }


def _criterion(result: RowResult) -> dict[str, Any]:
    return {
        "id": result.row.key,
        "text": result.row.text,
        "status": str(result.status),
        "stem": result.row.is_stem,
        "needed": result.needed,
        "gap": result.is_gap,
        "reasons": [reasons.sentence(reason) for reason in result.reasons],
        "because": list(map(because, result.reasons)),
        "remedies": list(map(reasons.remedy, result.remedies)),
        "claimed_status": str(result.claimed_status),
        "decided_status": (
            None if result.decided_status is None else str(result.decided_status)
        ),
        "requirements": list(map(_requirement, result.requirements)),
        "claims": list(map(_claim, result.claims)),
        "decisions": list(map(_decision, result.decisions)),
    }


def because(reason: Reason) -> dict[str, Any]:
    """Return a reason as a value: its kind, the evidence and the counts it rests on."""
    closes = reason.closes
    return {
        "kind": reason.kind,
        "evidence": list(reason.evidence),
        "criteria": list(reason.criteria),
        "count": reason.have,
        "needed": reason.needed,
        "dates": [when.isoformat() for when in reason.dates],
        "closes": closes and {"kind": closes.kind, "text": reasons.remedy(closes)},
        "text": reasons.sentence(reason),
    }


def _decision(judgement: DecisionResult) -> dict[str, Any]:
    decision, countersigned = judgement.decision, judgement.decision.countersigned
    return {
        "evidence": decision.evidence,
        "decision": decision.decision,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "added_by_assessor": judgement.added,
        "countersigned": countersigned
        and {"by": countersigned[0], "on": countersigned[1].isoformat()},
        "feedback": decision.feedback,
        "current": judgement.is_current,
        "stands": judgement.stands,
        "notes": list(reasons.decision_notes(judgement)),
    }


def full_date(when: date | None) -> str | None:
    """Return a day as RFC 3339, 5.6, writes a full-date."""
    return None if when is None else when.isoformat()


def _claim(claim: ClaimResult) -> dict[str, Any]:
    dates = claim.item.evidence.all_dates()
    return {
        "evidence": claim.item.id,
        "at": claim.claim.at and claim.claim.at.text,
        "method": claim.item.evidence.method,
        "date": full_date(dates[0] if dates else None),
        "counts": claim.counts,
        "why_not": list(reasons.why_not(claim)),
        "note": claim.claim.note,
    }
