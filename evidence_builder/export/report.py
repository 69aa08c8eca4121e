"""Coverage and findings as plain data: what ``--json`` prints.

The keys are a contract; see ``docs/file-formats.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder import reasons
from evidence_builder.coverage.result import Coverage, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        "as_at": None if as_at is None else as_at.isoformat(),
        "edition": None if measured is None else measured.edition,
        "units": [_unit(unit) for unit in coverage.units],
        "combination": None if combination is None else _combination(combination),
        "summary": {str(status): tally[status] for status in Status},
        "findings": findings_as_data(diagnostics),
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


def _unit(unit: UnitCoverage) -> dict[str, Any]:
    return {
        "ref": unit.index.key,
        "title": unit.index.unit.title,
        "met": unit.is_met,
        "criteria": [_criterion(result) for result in unit.rows],
        "requirements": [_requirement(requirement) for requirement in unit.together],
    }


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
    decision = judgement.decision
    return {
        "evidence": decision.evidence,
        "decision": decision.decision,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "feedback": decision.feedback,
        "current": judgement.is_current,
        "stands": judgement.stands,
        "notes": list(reasons.decision_notes(judgement)),
    }


def _claim(claim: ClaimResult) -> dict[str, Any]:
    dates = claim.item.evidence.all_dates()
    return {
        "evidence": claim.item.id,
        "at": claim.claim.at and claim.claim.at.text,
        "method": claim.item.evidence.method,
        "date": dates[0].isoformat() if dates else None,
        "counts": claim.counts,
        "why_not": list(reasons.why_not(claim)),
        "note": claim.claim.note,
    }
