"""Coverage and findings as plain data: what ``--json`` prints.

The keys are a contract; see ``docs/file-formats.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder.coverage.result import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.coverage.result import (
        ClaimResult,
        Coverage,
        RowResult,
        UnitCoverage,
    )
    from evidence_builder.diagnostics import Diagnostic


def as_data(coverage: Coverage, diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return a coverage and the findings of its run as plain data."""
    tally = coverage.tally()
    return {
        "units": [_unit(unit) for unit in coverage.units],
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
        "criteria": [_criterion(result) for result in unit.rows],
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
        "claims": [_claim(one) for one in result.claims],
        "decisions": [],
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
