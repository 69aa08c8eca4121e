"""Coverage on a terminal: criteria, gaps with their reasons, rules, a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.cli.terminal import (
    coloured,
    echo,
    linked,
    links_work,
    padded,
    print_wrapped,
    safe,
    width,
    wrapped,
)
from evidence_builder.pipeline import Status, advise
from evidence_builder.wording.phrases import short_day

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evidence_builder.coverage.combination.measure import Combination
    from evidence_builder.coverage.reason import Reason
    from evidence_builder.coverage.result import (
        ClaimResult,
        Coverage,
        RowResult,
        UnitCoverage,
    )
    from evidence_builder.resolve.resolved import Measured, Resolved

MARKS = {
    Status.MET: ("●", "green"),
    Status.CLAIMED: ("●", "green"),
    Status.OUT_OF_DATE: ("►", "yellow"),
    Status.REFERRED: ("▲", "red"),
    Status.PARTIAL: ("►", "yellow"),
    Status.MISSING: ("▲", "red"),
}
"""Where a criterion stands, in the order of the columns of the summary."""
ALWAYS = {Status.CLAIMED, Status.PARTIAL, Status.MISSING}
"""The columns that are always there; others only where a criterion has them."""
LEAST_TITLE = 24
"""Where fewer columns are left, a title stands on a line of its own."""


def print_coverage(measured: Measured) -> None:
    """Print a table of the criteria of each unit, gaps with reasons, and a summary."""
    coverage = measured.coverage
    learner = safe(measured.resolved.portfolio.learner.name)
    qualification = measured.resolved.qualification
    title = f" · {qualification.title}" if qualification else ""
    echo(coloured(learner, None, bold=True) + safe(title))
    addresses = _addresses(measured.resolved)
    for unit in coverage.units:
        # Printed at once: there can be thousands of lines, and each call costs.
        echo("\n".join(("", *_unit_lines(unit, addresses))))
    echo()
    print_summary(coverage)
    if measured.combination is not None:
        echo()
        print_combination(measured.combination)


def print_combination(combination: Combination) -> None:
    """Print each rule of combination, whether it is met and what is short."""
    met = "met" if combination.met else "not met yet"
    echo(coloured(f"Rules of combination: {met}", None, bold=True))
    for rule in combination.rules:
        mark, colour = ("●", "green") if rule.met else ("▲", "red")
        asks = reasons.rule(rule.asks)
        words = asks if rule.met else f"{asks}: {reasons.short_by(rule)} short"
        if rule.missing:
            words += f" ({', '.join(rule.missing)})"
        first = f"  {mark} "
        lines = list(wrapped(safe(words), indent=4, first=first))
        lines[0] = lines[0].replace(mark, coloured(mark, colour), 1)
        for line in lines:
            echo(line)
    for spare in combination.spare:
        words = f"{spare.unit.ref} does not count: {reasons.spare(spare)}"
        print_wrapped(words, indent=4)


def print_summary(coverage: Coverage) -> None:
    """Print how many criteria of each unit stand where, and all together."""
    total = coverage.tally()
    shown = [status for status in MARKS if total[status] or status in ALWAYS]
    figures = sum(len(status) + 2 for status in shown)
    room = max(10, width() - 15 - figures)
    # The columns that decisions add leave a title too little room beside them.
    apart = len(shown) > len(ALWAYS) and room < LEAST_TITLE
    names = "".join(f"{status:>{len(status) + 2}}" for status in shown)
    echo(f"{'Unit':<14} {padded('', room)}{names}")
    for unit in coverage.units:
        key, title = padded(safe(unit.index.key), 14), safe(unit.index.unit.title)
        if apart:
            echo(f"{key} {padded(title, room + figures).rstrip()}")
            key, title = padded("", 14), ""
        echo(f"{key} {padded(title, room)}{_figures(unit.tally(), shown)}")
    echo(f"{padded('All units', 15 + room)}{_figures(total, shown)}")


def _figures(tally: Counter[Status], shown: Sequence[Status]) -> str:
    return "".join(f"{tally[status]:>{len(status) + 2}}" for status in shown)


def _addresses(resolved: Resolved) -> dict[str, str]:
    """Return where the file of each item is, for a terminal that shows links."""
    if not links_work():
        return {}
    root = resolved.project.folder.absolute()
    return {
        item.item.id: (root / item.loaded.source.path).as_uri()
        for item in resolved.items
    }


def _unit_lines(unit: UnitCoverage, addresses: Mapping[str, str]) -> Iterator[str]:
    index = unit.index
    heading = f"{index.key}  {index.unit.title}"
    for line in wrapped(safe(heading), indent=0):
        yield coloured(line, None, bold=True)
    room = max(6, *(len(result.row.key) + 2 for result in unit.rows))
    for result in unit.rows:
        for line in _row_lines(unit, result, room):
            yield linked(line, _named(result.reasons, result.claims, addresses))
    for wanting in unit.open_requirements:
        unmet = wanting.unmet
        if unmet is None:
            continue
        words = f"{reasons.together(wanting.where)} {reasons.sentence(unmet)}"
        named = _named((unmet,), (), addresses)
        for line in wrapped(safe(words), indent=6, first="  " + "▲" + "   "):
            yield linked(line.replace("▲", coloured("▲", "red"), 1), named)
        if unmet.closes:
            words = f"try: {reasons.remedy(unmet.closes)}"
            yield from wrapped(safe(words), indent=6)


def _named(
    why: Iterable[Reason], claims: Iterable[ClaimResult], addresses: Mapping[str, str]
) -> dict[str, str]:
    """Return the addresses of the items that reasons and claims name."""
    if not addresses:
        return {}
    names = [claim.item.id for claim in claims]
    names += [run.evidence for reason in why for run in reasons.runs(reason)]
    return {name: addresses[name] for name in names if name in addresses}


def _row_lines(unit: UnitCoverage, result: RowResult, room: int) -> Iterator[str]:
    mark, colour = MARKS[result.status]
    word = "not needed" if not result.needed else str(result.status)
    if result.row.is_stem or not result.needed:
        mark, colour = " ", "white"
    first = f"  {padded(safe(result.row.key), room)}{mark} {padded(word, 13)}"
    words = "; ".join((*_claims(result), *_why(result)))
    lines = list(wrapped(safe(words), indent=len(first), first=first))
    if result.is_gap or not result.row.is_stem:
        lines[0] = lines[0].replace(
            f"{mark} {word}", coloured(f"{mark} {word}", colour)
        )
    yield from lines
    for text in _advice(unit, result):
        yield from wrapped(safe(text), indent=len(first))


def _claims(result: RowResult) -> Iterable[str]:
    for claimed in result.claims:
        at = f" at {claimed.claim.at}" if claimed.claim.at else ""
        excluded = ", ".join(reasons.why_not(claimed))
        why = f" (does not count: {excluded})" if excluded else ""
        yield f"{claimed.item.id}{at}{why}{_decided(claimed)}"


def _decided(claimed: ClaimResult) -> str:
    """Return the assessor's latest word on a claim, in brackets."""
    if claimed.decision is None:
        return ""
    decision = claimed.decision.decision
    changed = "" if claimed.decision.is_current else ", evidence changed since"
    return f" ({decision.decision}, {decision.by} {short_day(decision.on)}{changed})"


def _why(result: RowResult) -> Iterable[str]:
    """Return the reasons that the claims beside them do not tell already."""
    if not result.claims:
        return map(reasons.sentence, result.reasons)
    if result.status is not Status.PARTIAL:
        return ()
    return (reasons.sentence(why) for why in result.reasons if why.closes)


def _advice(unit: UnitCoverage, result: RowResult) -> Iterable[str]:
    """Return what would close a gap: the feedback, what is asked, then guidance."""
    if not result.is_gap:
        return
    for feedback in result.feedback:
        yield f"feedback: {' '.join(feedback.split())}"
    yield from (f"try: {reasons.remedy(wanted)}" for wanted in result.remedies)
    if result.status is Status.MISSING:
        yield from (f"try: {idea}" for idea in advise(unit.index, result.row).ideas[:1])
