"""What would close a gap, as a clause with the numbers of items marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.model.methods import (
    either_method,
    every_method,
)
from evidence_builder.reasons.asked import asked, fitting_items, in_full, taken_away
from evidence_builder.reasons.marks import list_of_items
from evidence_builder.wording import coverage as words
from evidence_builder.wording.phrases import another, day, listing, number, spelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_builder.coverage.reason import Remedy


def _such_evidence(wanted: Remedy) -> str:
    clauses = [in_full(condition) for condition in wanted.asked]
    clauses += taken_away(wanted.forbidden, wanted.months)
    return words.such_evidence(asked=listing(clauses))


def marked_remedy(wanted: Remedy) -> str:
    """Return the clause of a remedy, the numbers of items marked."""
    return _REMEDIES[wanted.kind](wanted)


def _pieces(wanted: Remedy) -> str:
    items = list_of_items(wanted.evidence)
    if not items:
        return spelled(words.first_pieces, wanted.lacking)
    return spelled(words.more_pieces, wanted.lacking, items=items)


def _more_occasions(wanted: Remedy) -> str:
    if not wanted.dates:
        return spelled(words.first_occasions, wanted.lacking)
    dates = listing(map(day, wanted.dates))
    if wanted.lacking == 1:
        position = another(len(wanted.dates) + 1)
        return words.another_occasion(another=position, dates=dates)
    return words.more_occasions(number=number(wanted.lacking), dates=dates)


def _dated_pieces(wanted: Remedy) -> str:
    if not wanted.dates:
        phrase = words.first_dated_pieces
        if wanted.evidence:
            phrase = words.more_dated_pieces
        return spelled(phrase, wanted.lacking)
    phrase = words.first_pieces_on_dates
    if wanted.evidence:
        phrase = words.more_pieces_on_dates
    return spelled(phrase, wanted.lacking, dates=listing(map(day, wanted.dates)))


def _more_items(wanted: Remedy) -> str:
    phrases = words.MORE_ITEMS if wanted.evidence else words.FIRST_ITEMS
    return "".join(
        fitting_items(condition, wanted.lacking, phrases)  # type: ignore[arg-type]
        for condition in wanted.asked
    )


def _methods(wanted: Remedy) -> str:
    methods, lacking = wanted.methods, wanted.lacking
    if lacking >= len(methods):
        return words.by_methods(methods=every_method(methods))
    if lacking == 1:
        return words.by_methods(methods=either_method(methods))
    return words.by_some_methods(number=number(lacking), methods=every_method(methods))


def _another_method(wanted: Remedy) -> str:
    methods = either_method(wanted.methods)
    if wanted.asked:
        return words.item_by_another_method(methods=methods)
    if not methods:
        return spelled(words.by_different_methods, wanted.lacking)
    if wanted.lacking == 1:
        return words.by_another_method(methods=methods)
    return spelled(words.by_more_methods, wanted.lacking, methods=methods)


def _range_items(wanted: Remedy) -> str:
    items, lacking = wanted.items, wanted.lacking
    if lacking == len(items):
        return words.that_covers(items=listing(items))
    if lacking == 1:
        return words.that_covers(items=listing(items, "or"))
    return words.that_covers_some(number=number(lacking), items=listing(items))


def _each_item(wanted: Remedy) -> str:
    items = listing(
        wanted.items, "and" if wanted.lacking == len(wanted.items) else "or"
    )
    return words.for_items(items=items, what=listing(map(asked, wanted.asked)))


_REMEDIES: dict[str, Callable[[Remedy], str]] = {
    "evidence": _such_evidence,
    "piece": _pieces,
    "occasion": _more_occasions,
    "piece_on_a_date": _dated_pieces,
    "item": _more_items,
    "method": _methods,
    "another_method": _another_method,
    "witness": lambda _: words.item_with_witness(),
    "range_item": _range_items,
    "each_item": _each_item,
    "span": lambda wanted: words.later_evidence(
        months=number(wanted.months or 0),
        date=listing(map(day, wanted.dates)) or words.none_so_far(),
    ),
    "better_evidence": lambda wanted: (
        words.better_as_told() if wanted.has_feedback else words.better_ask()
    ),
    "decision": lambda wanted: words.look_again(item=list_of_items(wanted.evidence)),
    "returned": lambda _: words.decide_again(),
}
