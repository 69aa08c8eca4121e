"""Whether the evidence of a unit, taken together, is sufficient and not too much.

Centres' practice, not a regulator's rule; see docs/diagnostics.md, EB412, EB413, EB425,
EB426 and EB429.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from evidence_builder import codes, reasons
from evidence_builder.checks.subject import counting, theory_only
from evidence_builder.coverage.result import Status
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.model.criterion_list import criteria
from evidence_builder.model.identifiers import natural_key
from evidence_builder.model.methods import method_phrase
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.coverage.claims import Item
    from evidence_builder.coverage.result import (
        ClaimResult,
        RangeResult,
        RowResult,
        UnitCoverage,
    )

ENOUGH = 3
"""An item is one too many where so many others prove each of its criteria."""

_TESTIMONY = "WT"
# Verbs of knowledge and comprehension in Bloom's taxonomy; NCFE, "Guidance for writing
# Customised Qualifications" (2018), appendix 3.
_TELLING = frozenset(
    (
        *("define", "describe", "discuss", "explain", "give", "list"),
        *("name", "outline", "say", "state", "summarise", "summarize"),
    )
)


def no_unit_rests_on_one_item(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """One event is not a cycle: a whole practical unit needs more than one item.

    Asked once everything is claimed, because each unit begins with one item. A unit
    of knowledge alone may be one assignment.
    """
    for unit in subject.coverage.units:
        items = _items(unit)
        if len(items) == 1 and _is_claimed(unit) and _is_practical(unit):
            yield Diagnostic(
                codes.UNIT_ON_ONE_ITEM,
                subject.unit_span(unit.index.key),
                words.rests_on_one_item(unit=unit.index.key, item=next(iter(items))),
                (words.another_occasion_or_method(),),
            )


def no_unit_rests_on_one_method(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A unit that is shown in one way only is hardly valid, by testimony alone never.

    Asked as for one item.
    """
    for unit in subject.coverage.units:
        items = _items(unit)
        used = {item.method for item in items.values()}
        if len(used) != 1 or not _is_claimed(unit):
            continue
        method = used.pop()
        code = method.code
        if code != _TESTIMONY and (len(items) == 1 or not _is_practical(unit)):
            continue
        phrase = words.rests_on_one_method
        if code == _TESTIMONY:
            phrase = words.rests_on_testimony
        yield Diagnostic(
            codes.UNIT_ON_ONE_METHOD,
            subject.unit_span(unit.index.key),
            phrase(unit=unit.index.key, method=method_phrase(method)),
            (words.another_method(),),
        )


def practice_is_shown_not_told(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """What somebody is to be able to do is shown at work, not in accounts alone.

    A criterion that itself asks to explain or to describe is met by telling.
    """
    for unit in subject.coverage.units:
        rows = [row for row in theory_only(unit) if not _asks_to_tell(row)]
        if not rows:
            continue
        claims = [result for row in rows for result in row.claims if result.is_live]
        told = dict.fromkeys(result.item.method for result in claims)
        methods = listing(map(method_phrase, told))
        named = criteria(unit.index, (row.row.key for row in rows))
        yield Diagnostic(
            codes.THEORY_ONLY,
            subject.items[claims[0].item.id].loaded.source.span(claims[0].claim.path),
            words.theory_only(unit=unit.index.key, criteria=named, methods=methods),
            (words.add_work(),),
        )


def ranges_that_are_begun_are_covered(
    subject: CheckedPortfolio,
) -> Iterator[Diagnostic]:
    """A range is covered item by item, and claims say which they cover."""
    for unit in subject.coverage.units:
        for range_result in unit.ranges:
            keys = range_result.result.keys
            begun = [
                result for result in counting(unit) if result.claim.criterion in keys
            ]
            if begun and not range_result.result.met:
                yield _uncovered(subject, range_result, begun[0])


def no_item_is_one_too_many(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Quality beats quantity: an item that adds nothing only makes work.

    Only where each of its criteria has three others, one of them by the same method,
    and no more than one piece is asked. Work of several days shows a cycle and is never
    too much. The latest items are looked at first, and one that could go no longer
    counts beside the others.
    """
    asking = {unit.index.key for unit in subject.coverage.units if _asks_more(unit)}
    # For each criterion the items that count there, with their methods. Items that
    # could go are taken out, so that nothing is counted over and over.
    beside: dict[tuple[str, str], dict[str, str]] = {}
    methods: dict[tuple[str, str], Counter[str]] = {}
    for unit in subject.coverage.units:
        for row in unit.rows:
            key = unit.index.key, row.row.key
            beside[key] = {
                result.claim.evidence: result.item.method.code
                for result in row.claims
                if result.counts
            }
            methods[key] = Counter(beside[key].values())
    latest = sorted(subject.claims, key=natural_key, reverse=True)
    for name in latest:
        claims = [result for result in subject.claims[name] if result.counts]
        cells = {(claim.claim.unit, claim.claim.criterion) for claim in claims}
        asked = any(claim.claim.unit in asking for claim in claims)
        if asked or not claims or len(claims[0].item.evidence.all_dates()) > 1:
            continue
        code = claims[0].item.method.code
        # The item itself is one of those that are counted.
        if all(len(beside[key]) > ENOUGH and methods[key][code] > 1 for key in cells):
            for key in cells:
                del beside[key][name]
                methods[key][code] -= 1
            yield Diagnostic(
                codes.OVER_EVIDENCED,
                subject.items[name].loaded.source.span(("id",)),
                words.one_too_many(item=name),
                (words.quality_beats_quantity(),),
            )


def _uncovered(
    subject: CheckedPortfolio, range_result: RangeResult, first: ClaimResult
) -> Diagnostic:
    """Return a note, at the first claim where no claim says what it covers."""
    span = subject.unit_span(first.claim.unit)
    if not range_result.covered:
        source = subject.items[first.item.id].loaded.source
        span = source.span(first.claim.path)
    every = range_result.result.wanted == len(set(range_result.range.items))
    missing = listing(range_result.missing, "and" if every else "or")
    asked = reasons.asked(range_result.result.condition)
    return Diagnostic(
        codes.RANGE_UNCOVERED,
        span,
        words.range_uncovered(unit=first.claim.unit, asked=asked, items=missing),
        (words.say_what_it_covers(range=range_result.range.id),),
    )


def _items(unit: UnitCoverage) -> dict[str, Item]:
    """Return the items that count in a unit, by their number."""
    return {result.claim.evidence: result.item for result in counting(unit)}


def _is_claimed(unit: UnitCoverage) -> bool:
    """Whether something is claimed for every criterion that is needed."""
    return all(row.status is not Status.MISSING for row in unit.rows if row.is_counted)


def _is_practical(unit: UnitCoverage) -> bool:
    return any(row.row.outcome.shows_performance for row in unit.rows)


def _asks_to_tell(row: RowResult) -> bool:
    """Whether a criterion asks to explain or describe, whatever its outcome asks."""
    first = re.match(r"\w*", row.row.text.strip())
    return first is not None and first[0].lower() in _TELLING


def _asks_more(unit: UnitCoverage) -> bool:
    """Whether a unit asks anywhere for more than one piece for each criterion."""
    return bool(unit.together) or any(row.requirements for row in unit.rows)
