"""The list of rules. Each looks, none changes anything; adding one is adding a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.model.identifiers import (
    qualification_check_character,
    unit_check_letter,
)
from evidence_builder.model.words import count, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evidence_builder.coverage.result import Coverage
    from evidence_builder.load.loaded import Loaded
    from evidence_builder.model.qualification import Qualification, Unit
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


def check_characters_fit(resolved: Resolved, _: Coverage) -> Iterator[Diagnostic]:
    """Warn of references whose check character does not fit."""
    library = resolved.project.library
    chosen = [index.unit for index in resolved.units]
    for unit in library.units:
        if any(unit.value is one for one in chosen):
            yield from check_unit(unit)
    for qualification in library.qualifications:
        if qualification.value is resolved.qualification:
            yield from check_qualification(qualification)


def check_unit(loaded: Loaded[Unit]) -> Iterator[Diagnostic]:
    """Return what can be said of a unit file by itself."""
    unit, source = loaded.value, loaded.source
    letter = unit_check_letter(unit.ref)
    if letter is not None and letter != unit.ref[0]:
        yield Diagnostic(
            codes.CHECK_CHARACTER,
            source.span(("ref",)),
            f"the reference {unit.ref} should begin with {letter} by its check letter",
            ("compare it with the specification; references from 650 may differ",),
        )


def check_qualification(loaded: Loaded[Qualification]) -> Iterator[Diagnostic]:
    """Return what can be said of a qualification file by itself."""
    number, source = loaded.value.number, loaded.source
    character = qualification_check_character(number)
    if character is not None and character != number[-1]:
        yield Diagnostic(
            codes.CHECK_CHARACTER,
            source.span(("number",)),
            f"the number {number} should end with {character} by its check character",
            ("compare it with the specification",),
        )


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
    check_characters_fit,
)
