"""Everything that was measured as JSON, for other programs.

The keys are those of ``check --json`` and further ones beside them; all of them are a
contract, which ``docs/portfolio.schema.json`` states.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from evidence_builder.export.particulars import evidence, portfolio, records
from evidence_builder.export.report import as_data
from evidence_builder.render.unsound import UnsoundOutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.resolve.resolved import Measured


def write_json(measured: Measured, diagnostics: Iterable[Diagnostic] = ()) -> bytes:
    """Return the mapping, decisions, gaps, evidence and findings as JSON in UTF-8.

    Args:
        diagnostics: The findings of the run, in the order in which they shall stand.

    Raises:
        UnsoundOutputError: What was written says something else when it is read.
    """
    data = whole(measured, diagnostics)
    written = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    content = written.encode()
    verify(content, data)
    return content


def whole(measured: Measured, diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return all of it as plain data: the coverage first, as ``check`` prints it."""
    return {
        **as_data(measured.coverage, measured.combination, diagnostics),
        "portfolio": portfolio(measured),
        "evidence": [evidence(one) for one in measured.resolved.items],
        **records(measured.assessments),
    }


def verify(content: bytes, data: dict[str, Any]) -> None:
    """Read JSON again and compare it with what was to be written.

    Raises:
        UnsoundOutputError: It says something else.
    """
    if json.loads(content) != data:
        raise UnsoundOutputError("the JSON says something else when it is read again")
