"""What can be said of a unit or qualification file by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.checks.severities import unknown_checks
from evidence_builder.coverage.combination.measure import printed_totals
from evidence_builder.coverage.faults import (
    qualification_faults,
    requirement_faults,
    rule_faults,
)
from evidence_builder.coverage.terms import Terms
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.model.identifiers import (
    qualification_check_character,
    unit_check_letter,
)
from evidence_builder.model.index import SelectionError, UnitIndex
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.load.loaded import Library, Loaded
    from evidence_builder.model.qualification import Qualification, Unit

_TAIL = re.compile(r"(.*?)(\d+)\Z")


def check_library(library: Library) -> Iterator[Diagnostic]:
    """Return what can be said of every file of a library."""
    for unit in library.units:
        yield from check_unit(unit)
        yield from check_twins(unit, library.units)
    for qualification in library.qualifications:
        yield from check_qualification(qualification, library.units)


def check_unit(loaded: Loaded[Unit]) -> Iterator[Diagnostic]:
    """Return what can be said of a unit file by itself."""
    index = UnitIndex(loaded.value)
    yield from _check_letter(loaded)
    yield from _numbering(loaded, index)
    yield from _guidance(loaded, index)
    for fault in requirement_faults(index, Terms()):
        hints = (did_you_mean(name=fault.near[0]),) if fault.near else ()
        span = loaded.source.span(fault.path)
        yield Diagnostic(codes.REQUIREMENT_UNSOUND, span, fault.text, hints)


def check_twins(
    loaded: Loaded[Unit], units: Iterable[Loaded[Unit]]
) -> Iterator[Diagnostic]:
    """Return where a unit says that a criterion is one that is not there."""
    known = [UnitIndex(unit.value) for unit in units]
    by_name = {name: index for index in known for name in (index.unit.ref, index.key)}
    for number, outcome in enumerate(loaded.value.outcomes):
        for place, criterion in enumerate(outcome.criteria):
            same = criterion.same_as
            if same is None:
                continue
            path = "outcomes", number, "criteria", place, "same_as"
            # A unit that is not at hand may still be there for somebody else.
            index = by_name.get(same.unit)
            if index is not None and same.criterion not in index.by_key:
                yield Diagnostic(
                    codes.REQUIREMENT_UNSOUND,
                    loaded.source.span((*path, "criterion")),
                    words.same_as_nothing(unit=same.unit, criterion=same.criterion),
                )


def check_qualification(
    loaded: Loaded[Qualification], units: Iterable[Loaded[Unit]]
) -> Iterator[Diagnostic]:
    """Return what can be said of a qualification file and the units at hand."""
    qualification, source = loaded.value, loaded.source
    number = qualification.number
    character = qualification_check_character(number)
    if character is not None and character != number[-1]:
        yield Diagnostic(
            codes.CHECK_CHARACTER,
            source.span(("number",)),
            words.wrong_check_character(number=number, character=character),
            (words.compare_with_specification(),),
        )
    yield from unknown_checks(qualification.checks, source, ("checks",))
    known = [unit.value for unit in units]
    terms = Terms(requires=qualification.requires)
    faults = (
        *qualification_faults([UnitIndex(unit) for unit in known], terms),
        *rule_faults(qualification),
    )
    for fault in faults:
        span = source.span(fault.path)
        yield Diagnostic(codes.REQUIREMENT_UNSOUND, span, fault.text)
    yield from _printed_totals(loaded, known)


def _check_letter(loaded: Loaded[Unit]) -> Iterator[Diagnostic]:
    reference = loaded.value.ref
    letter = unit_check_letter(reference)
    if letter is not None and letter != reference[0]:
        yield Diagnostic(
            codes.CHECK_CHARACTER,
            loaded.source.span(("ref",)),
            words.wrong_check_letter(reference=reference, letter=letter),
            (words.newer_may_differ(),),
        )


def _numbering(loaded: Loaded[Unit], index: UnitIndex) -> Iterator[Diagnostic]:
    """Report ids that stand twice, holes in the sequence, and missing numbers."""
    seen: set[str] = set()
    last: tuple[str, int] | None = None
    before = ""
    for outcome_number, outcome in enumerate(loaded.value.outcomes):
        for number, criterion in enumerate(outcome.criteria):
            path = ("outcomes", outcome_number, "criteria", number)
            if criterion.id is None:
                continue
            span = loaded.source.span((*path, "id"))
            if criterion.id in seen:
                yield Diagnostic(
                    codes.DUPLICATE_ID,
                    span,
                    words.criterion_twice(criterion=criterion.id),
                )
                continue
            seen.add(criterion.id)
            tail = _TAIL.match(criterion.id)
            here = (tail[1], int(tail[2])) if tail else None
            # Only a step of more than one within one series is a hole.
            if here and last and here[0] == last[0] and here[1] > last[1] + 1:
                yield Diagnostic(
                    codes.CRITERIA_HOLE,
                    span,
                    _missing(before, last[1] + 1, here[1] - 1, criterion.id),
                    (words.some_have_holes(),),
                )
            last, before = here, criterion.id
    if index.numbered_by_order:
        yield Diagnostic(
            codes.CRITERIA_UNNUMBERED,
            loaded.source.span(("outcomes",), key=True),
            words.numbered_by_order(unit=index.key),
        )


def _missing(before: str, first: int, last: int, after: str) -> str:
    """Say which numbers are missing between two ids."""
    tail = _TAIL.sub(r"\2", before)
    series = before.removesuffix(tail)
    # Where one is written 05, so are those that follow it.
    width = len(tail) if tail.startswith("0") else 1
    begin, end = f"{series}{first:0{width}}", f"{series}{last:0{width}}"
    if first == last:
        return words.one_missing(first=begin, before=before, after=after)
    phrase = words.two_missing if last == first + 1 else words.many_missing
    return phrase(first=begin, last=end, before=before, after=after)


def _guidance(loaded: Loaded[Unit], index: UnitIndex) -> Iterator[Diagnostic]:
    """Report points of guidance about criteria that the unit does not have."""
    guidance = loaded.value.guidance
    for name in type(guidance).model_fields:
        for number, point in enumerate(getattr(guidance, name)):
            for position, text in enumerate(point.criteria):
                try:
                    index.select(text)
                except SelectionError as error:
                    path = ("guidance", name, number, "criteria", position)
                    span = loaded.source.span(path)
                    yield Diagnostic(
                        codes.UNKNOWN_CRITERION, span, str(error), error.hints
                    )


def _printed_totals(
    loaded: Loaded[Qualification], units: list[Unit]
) -> Iterator[Diagnostic]:
    """Report groups whose printed credits do not fit their units."""
    for number, printed, counted in printed_totals(loaded.value, units):
        rule = loaded.value.rules[number]
        if rule.all:
            name = words.the_rule()
            if rule.group is not None:
                name = words.the_group(group=rule.group)
            yield Diagnostic(
                codes.TOTAL_WRONG,
                loaded.source.span(("rules", number, "credits")),
                words.total_wrong(counted, rule=name, printed=printed),
            )
