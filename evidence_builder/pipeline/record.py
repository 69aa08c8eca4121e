"""Recording what people decide: names in, a file edited, what came of it out.

The front door for the terminal, a page or a script; what is wrong with a portfolio
comes back beside the result, as from ``check``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.diagnostics import Checked
from evidence_builder.pipeline.check import check
from evidence_builder.records import deciding, sitting
from evidence_builder.records.choosing import Refused
from evidence_builder.records.deciding import Named, is_to_come, who_decides
from evidence_builder.records.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.records.deciding import Decided, Verdict

__all__ = ["Named", "Refused", "Sitting", "is_to_come", "who_decides"]


def decide(
    folder: Path,
    named: Named,
    verdict: Verdict,
    on: date,
    *,
    today: date,
    feedback: str | None = None,
) -> Checked[Decided | Refused | None]:
    """Record one decision in the assessor's file.

    The value is None only where there is no portfolio to speak of.

    Args:
        today: The last day on which it can have been made.
    """
    measured, diagnostics = check(folder, today=today)
    if measured is None:
        return Checked(None, diagnostics)
    decided = deciding.decide(
        measured, named, verdict, on, today=today, feedback=feedback
    )
    return Checked(decided, diagnostics)


def faults_of_records(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the errors in portfolio.yaml, criteria and earlier records.

    Those in items cost a decision on another item nothing.
    """
    for diagnostic in diagnostics:
        if diagnostic.is_error and not diagnostic.span.path.startswith("evidence/"):
            yield diagnostic


def sit(
    folder: Path, named: Named, *, today: date
) -> Checked[Sitting | Refused | None]:
    """Return a sitting over the claims that wait for a decision.

    The value is None only where there is no portfolio to speak of.
    """
    measured, diagnostics = check(folder, today=today)
    if measured is None:
        return Checked(None, diagnostics)
    return Checked(sitting.sit(measured, named, today), diagnostics)
