"""Coverage and findings as plain data: what ``--json`` prints.

The keys are a contract; see ``docs/file-formats.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder.coverage.result import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.coverage.combination.measure import Combination
    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.result import (
        ClaimResult,
        Coverage,
        RequirementResult,
        RowResult,
        UnitCoverage,
    )
    from evidence_builder.diagnostics import Diagnostic


def as_data(
    coverage: Coverage,
    combination: Combination | None,
    diagnostics: Iterable[Diagnostic],
) -> dict[str, Any]:
    """Return a coverage and the findings of its run as plain data."""
    tally = coverage.tally()
    return {
        "units": [_unit(unit) for unit in coverage.units],
        "combination": None if combination is None else _combination(combination),
        "summary": {str(status): tally[status] for status in Status},
        "findings": findings_as_data(diagnostics),
    }


def findings_as_data(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Return findings as plain data, in their order."""
    return [
        {
            "code": one.code.id,
            "slug": one.code.slug,
            "severity": str(one.severity),
            "path": one.span.path,
            "line": one.span.line,
            "column": one.span.column,
            "message": one.message,
            "hints": list(one.hints),
        }
        for one in diagnostics
    ]


def _unit(unit: UnitCoverage) -> dict[str, Any]:
    return {
        "ref": unit.index.key,
        "title": unit.index.unit.title,
        "met": unit.is_met,
        "criteria": [_criterion(result) for result in unit.rows],
        "requirements": [_requirement(one) for one in unit.together],
    }


def _combination(combination: Combination) -> dict[str, Any]:
    return {
        "met": combination.met,
        "credits": combination.credits,
        "rules": [
            {
                "text": rule.text,
                "met": rule.met,
                "short_by": rule.short_by,
                "measure": rule.measure,
                "counted": rule.counted,
                "surplus": rule.surplus,
                "missing": list(rule.missing),
            }
            for rule in combination.rules
        ],
        "spare": [{"unit": one.unit.ref, "why": one.why} for one in combination.spare],
    }


def _requirement(one: RequirementResult) -> dict[str, Any]:
    return {
        "text": one.text,
        "scope": one.scope,
        "met": one.met,
        "accepted": one.accepted,
        "reason": one.reason or None,
        "remedy": one.remedy or None,
    }


def _criterion(result: RowResult) -> dict[str, Any]:
    return {
        "id": result.row.key,
        "text": result.row.text,
        "status": str(result.status),
        "stem": result.row.is_stem,
        "needed": result.needed,
        "gap": result.is_gap,
        "reasons": [reason.text for reason in result.reasons],
        "remedies": [reason.remedy for reason in result.reasons if reason.remedy],
        "claimed_status": str(result.claimed_status),
        "decided_status": (
            None if result.decided_status is None else str(result.decided_status)
        ),
        "requirements": [_requirement(one) for one in result.requirements],
        "claims": [_claim(one) for one in result.claims],
        "decisions": [_decision(one) for one in result.decisions],
    }


def _decision(one: DecisionResult) -> dict[str, Any]:
    made = one.decision
    return {
        "evidence": made.evidence,
        "decision": made.decision,
        "by": made.by,
        "on": made.on.isoformat(),
        "feedback": made.feedback,
        "current": one.is_current,
        "stands": one.stands,
        "notes": list(one.notes),
    }


def _claim(one: ClaimResult) -> dict[str, Any]:
    dates = one.item.evidence.all_dates()
    return {
        "evidence": one.item.id,
        "at": one.claim.at,
        "method": one.item.evidence.method,
        "date": dates[0].isoformat() if dates else None,
        "counts": one.counts,
        "why_not": list(one.why_not),
        "note": one.claim.note,
    }
