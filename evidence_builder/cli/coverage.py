"""Coverage on a terminal: criteria, gaps with their reasons, rules, a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.cli.terminal import (
    coloured,
    columns_of,
    echo,
    linked,
    links_work,
    padded,
    print_wrapped,
    safe,
    width,
    wrapped,
)
from evidence_builder.pipeline import Status, achieved, advise, credit_count
from evidence_builder.wording import cli as words
from evidence_builder.wording.documents.status import DECISIONS
from evidence_builder.wording.phrases import day, enumerated, short_day

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
    Status.TO_BE_COUNTERSIGNED: ("●", "yellow"),
    Status.OUT_OF_DATE: ("►", "yellow"),
    Status.RETURNED: ("▲", "red"),
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
    name = coloured(learner, None, bold=True)
    if qualification:
        title = safe(qualification.title)
        name = words.learner_and_qualification(learner=name, qualification=title)
    echo(name)
    addresses = _addresses(measured.resolved)
    for unit in coverage.units:
        # Printed at once: there can be thousands of lines, and each call costs.
        echo("\n".join(("", *_unit_lines(unit, addresses))))
    echo()
    print_summary(coverage)
    _print_achieved(measured)
    if measured.combination is not None:
        echo()
        print_combination(measured.combination)


def print_combination(combination: Combination) -> None:
    """Print each rule of combination, whether it is met and what is short."""
    state = words.rules_met if combination.met else words.rules_not_met
    echo(coloured(state(), None, bold=True))
    for rule in combination.rules:
        mark, colour = ("●", "green") if rule.met else ("▲", "red")
        text = reasons.rule(rule.asks)
        if not rule.met:
            text = words.rule_short(rule=text, amount=reasons.short_by(rule))
        if rule.missing:
            text = words.with_missing(rule=text, units=enumerated(rule.missing))
        first = f"  {mark} "
        lines = list(wrapped(safe(text), indent=4, first=first))
        lines[0] = lines[0].replace(mark, coloured(mark, colour), 1)
        for line in lines:
            echo(line)
    for spare in combination.spare:
        text = words.spare_unit(unit=spare.unit.ref, why=reasons.spare(spare))
        print_wrapped(text, indent=4)


def print_summary(coverage: Coverage) -> None:
    """Print how many criteria of each unit stand where, and all together."""
    total = coverage.tally()
    shown = [status for status in MARKS if total[status] or status in ALWAYS]
    figures = sum(map(_room_of, shown))
    room = max(10, width() - 15 - figures)
    # The columns that decisions add leave a title too little room beside them.
    apart = len(shown) > len(ALWAYS) and room < LEAST_TITLE
    names = "".join(f"{words.STATUSES[s]():>{_room_of(s)}}" for s in shown)
    echo(f"{words.unit():<14} {padded('', room)}{names}")
    for unit in coverage.units:
        key, title = padded(safe(unit.index.key), 14), safe(unit.index.unit.title)
        if apart:
            echo(f"{key} {padded(title, room + figures).rstrip()}")
            key, title = padded("", 14), ""
        echo(f"{key} {padded(title, room)}{_figures(unit.tally(), shown)}")
    echo(f"{padded(words.all_units(), 15 + room)}{_figures(total, shown)}")


def _print_achieved(measured: Measured) -> None:
    """Print how many units and credits are chosen, and how many are achieved."""
    units = measured.coverage.units
    done = {unit.index.key: on for unit in units if (on := achieved(measured, unit))}
    echo()
    print_wrapped(words.units_achieved(len(units), achieved=len(done)), indent=0)
    for key, on in done.items():
        print_wrapped(words.achieved_on(unit=key, date=day(on)), indent=2)
    if any(unit.index.unit.credits is not None for unit in units):
        amounts = credit_count(measured)
        told = {"chosen": amounts.chosen, "achieved": amounts.achieved}
        text = words.credits_achieved(**told)
        if amounts.needed is not None:
            text = words.credits_achieved_of(**told, needed=amounts.needed)
        print_wrapped(text, indent=0)


def _figures(tally: Counter[Status], shown: Sequence[Status]) -> str:
    return "".join(f"{tally[status]:>{_room_of(status)}}" for status in shown)


def _room_of(status: Status) -> int:
    """Return how wide the column of a status is."""
    return columns_of(words.STATUSES[status]()) + 2


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
    wide = 1 + max(12, *(columns_of(_word(result)) for result in unit.rows))
    for result in unit.rows:
        for line in _row_lines(unit, result, room, wide):
            yield linked(line, _named(result.reasons, result.claims, addresses))
    for wanting in unit.open_requirements:
        unmet = wanting.unmet
        if unmet is None:
            continue
        whole = reasons.together(wanting.where)
        text = words.whole_lacks(whole=whole, reason=reasons.sentence(unmet))
        named = _named((unmet,), (), addresses)
        for line in wrapped(safe(text), indent=6, first="  " + "▲" + "   "):
            yield linked(line.replace("▲", coloured("▲", "red"), 1), named)
        if unmet.closes:
            text = words.try_this(what=reasons.remedy(unmet.closes))
            yield from wrapped(safe(text), indent=6)


def _named(
    why: Iterable[Reason], claims: Iterable[ClaimResult], addresses: Mapping[str, str]
) -> dict[str, str]:
    """Return the addresses of the items that reasons and claims name."""
    if not addresses:
        return {}
    names = [claim.item.id for claim in claims]
    names += [run.evidence for reason in why for run in reasons.runs(reason)]
    return {name: addresses[name] for name in names if name in addresses}


def _word(result: RowResult) -> str:
    """Return how a row stands, in a word or two."""
    if result.choice and result.can_be_left_out:
        return reasons.choice(result.choice)
    return words.STATUSES[result.status]()


def _row_lines(
    unit: UnitCoverage, result: RowResult, room: int, wide: int
) -> Iterator[str]:
    mark, colour = MARKS[result.status]
    word = _word(result)
    if result.row.is_stem or result.can_be_left_out:
        mark, colour = " ", "white"
    first = f"  {padded(safe(result.row.key), room)}{mark} {padded(word, wide)}"
    text = "; ".join((*_claims(result), *_why(result)))
    lines = list(wrapped(safe(text), indent=len(first), first=first))
    if result.is_gap or not result.row.is_stem:
        lines[0] = lines[0].replace(
            f"{mark} {word}", coloured(f"{mark} {word}", colour)
        )
    yield from lines
    for text in _advice(unit, result):
        yield from wrapped(safe(text), indent=len(first))


def _claims(result: RowResult) -> Iterable[str]:
    for claimed in result.claims:
        text = claimed.item.id
        if claimed.claim.at:
            text = words.claimed_at(item=text, place=claimed.claim.at)
        if claimed.why_not:
            why = enumerated(reasons.why_not(claimed))
            text = words.not_counting(claim=text, why=why)
        if claimed.claim.added:
            text = words.added_by_assessor(claim=text)
        yield _with_decision(text, claimed)


def _with_decision(claim: str, claimed: ClaimResult) -> str:
    """Return a claim with the assessor's latest word on it, in brackets."""
    if claimed.decision is None:
        return claim
    decision = claimed.decision.decision
    current = claimed.decision.is_current
    phrase = words.with_decision if current else words.with_old_decision
    said = DECISIONS[decision.decision]()
    date = short_day(decision.on)
    return phrase(claim=claim, decision=said, who=decision.by, date=date)


def _why(result: RowResult) -> Iterable[str]:
    """Return the reasons that the claims beside them do not tell already."""
    if not result.claims:
        return map(reasons.sentence, result.reasons)
    told = [why for why in result.reasons if why.kind == "returned"]
    if result.status is Status.PARTIAL:
        told += [why for why in result.reasons if why.closes]
    return map(reasons.sentence, told)


def _advice(unit: UnitCoverage, result: RowResult) -> Iterable[str]:
    """Return what would close a gap: the feedback, what is asked, then guidance."""
    if not result.is_gap:
        return
    for feedback in result.feedback:
        yield words.feedback(feedback=" ".join(feedback.split()))
    for wanted in result.remedies:
        yield words.try_this(what=reasons.remedy(wanted))
    if result.status is Status.MISSING:
        for idea in advise(unit.index, result.row).ideas[:1]:
            yield words.try_this(what=idea)
