"""The list of rules. Each looks, none changes anything; adding one is adding a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.checks.criteria import check_qualification, check_unit
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.model.words import count, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evidence_builder.coverage.result import Coverage
    from evidence_builder.resolve.resolved import Resolved

    Check = Callable[[Resolved, Coverage], Iterator[Diagnostic]]


def run_checks(resolved: Resolved, coverage: Coverage) -> Iterator[Diagnostic]:
    """Run every rule and return what they found."""
    for check in CHECKS:
        yield from check(resolved, coverage)


def every_item_claims_something(
    resolved: Resolved, _: Coverage
) -> Iterator[Diagnostic]:
    """Evidence that is mapped to no criterion helps nobody."""
    for one in resolved.items:
        evidence = one.item.evidence
        # A claim that was mistyped is reported already.
        tried = any(evidence.claims.values())
        if not tried and not evidence.reference_material and not evidence.draft:
            yield Diagnostic(
                codes.EVIDENCE_UNMAPPED,
                one.loaded.source.span(("id",)),
                f"{evidence.id} claims no criterion",
                ("add the criteria that it proves under claims:",),
            )


def claims_that_do_not_count(resolved: Resolved, _: Coverage) -> Iterator[Diagnostic]:
    """A draft or a missing file makes claims that do not count; say so once."""
    fields = {"draft": "draft", "reference_material": "reference_material"}
    for one in resolved.items:
        evidence, faults = one.item.evidence, one.item.faults()
        if not faults or not one.item.claims:
            continue
        named = next((name for name in fields if getattr(evidence, name)), "files")
        yield Diagnostic(
            codes.CLAIM_NOT_COUNTED,
            one.loaded.source.span((named,), key=True),
            f"{count(len(one.item.claims), 'claim')} of {evidence.id} "
            f"{'does' if len(one.item.claims) == 1 else 'do'} not count: "
            f"{listing(faults)}",
        )


def evidence_held_elsewhere_was_seen(
    resolved: Resolved, _: Coverage
) -> Iterator[Diagnostic]:
    """In-situ evidence needs the place, the reason, who saw it and when."""
    for one in resolved.items:
        evidence = one.item.evidence
        if not evidence.held:
            continue
        lacking = [
            name
            for name in ("location", "reason", "seen_by", "seen_on")
            if not getattr(evidence, name)
        ]
        if lacking:
            yield Diagnostic(
                codes.IN_SITU_INCOMPLETE,
                one.loaded.source.span(("held",), key=True),
                f"{evidence.id} is held elsewhere and does not say "
                f"{listing(_QUESTIONS[name] for name in lacking)}",
                (f"add {listing(f'{name}:' for name in lacking)}",),
            )


def criteria_files_are_sound(resolved: Resolved, _: Coverage) -> Iterator[Diagnostic]:
    """Say of the chosen unit and qualification files what can be said of any."""
    library = resolved.project.library
    chosen = [index.unit for index in resolved.units]
    for unit in library.units:
        if any(unit.value is one for one in chosen):
            yield from check_unit(unit)
    for qualification in library.qualifications:
        if qualification.value is resolved.qualification:
            yield from check_qualification(qualification, library.units)


_QUESTIONS = {
    "location": "where",
    "reason": "why",
    "seen_by": "who saw it",
    "seen_on": "when it was seen",
}

CHECKS: tuple[Check, ...] = (
    every_item_claims_something,
    claims_that_do_not_count,
    evidence_held_elsewhere_was_seen,
    criteria_files_are_sound,
)
