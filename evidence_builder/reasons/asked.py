"""What a condition or a requirement asks, in words that follow "needs"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.model.methods import (
    DEFAULT_METHODS,
    either_method,
    every_method,
)
from evidence_builder.wording import coverage as words
from evidence_builder.wording.phrases import listing, number, spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from evidence_builder.coverage.conditions import (
        DifferentMethods,
        EachItem,
        FittingItems,
    )
    from evidence_builder.coverage.ranges import RangeCovered
    from evidence_builder.coverage.reason import Asked
    from evidence_builder.model.methods import Method
    from evidence_builder.model.requirement import Requirement
    from evidence_builder.wording.language import CountedPhrase

MOST_NAMED = 5
"""A range of so many items at most is written out; of a longer one stands the title."""


def asked(condition: Asked) -> str:
    """Return what a condition asks, in words that follow "needs"."""
    return _ASKED[condition.kind](condition)


def required(
    requirement: Requirement, methods: Mapping[str, Method] = DEFAULT_METHODS
) -> tuple[str, ...]:
    """Return everything that a requirement asks, a clause for each thing."""
    from evidence_builder.coverage.conditions import conditions_of
    from evidence_builder.model.methods import methods_of

    clauses = [asked(condition) for condition in conditions_of(requirement, methods)]
    forbidden = methods_of(requirement.forbid_methods, methods)
    return (*clauses, *taken_away(forbidden, requirement.max_age_months))


def fitting_items(
    condition: FittingItems, size: int, phrases: tuple[CountedPhrase, ...]
) -> str:
    """Return so many items, by the phrases for any, by, covering, and both."""
    plain, by, covering, both = phrases
    methods = either_method(condition.methods)
    items = listing(item for _, item in condition.covers)
    if methods and items:
        text = spelled(both, size, methods=methods, items=items)
    elif methods:
        text = spelled(by, size, methods=methods)
    else:
        text = spelled(covering, size, items=items) if items else spelled(plain, size)
    return words.with_note(text=text, note=condition.note) if condition.note else text


def _different_methods(condition: DifferentMethods) -> str:
    if not condition.among:
        return spelled(words.different_methods, condition.wanted)
    methods = every_method(condition.among)
    if condition.wanted == len(condition.among):
        return words.each_method(methods=methods)
    return words.some_methods(number=number(condition.wanted), methods=methods)


def _range(condition: RangeCovered) -> str:
    title = condition.range.title
    if condition.wanted == len(condition.items):
        text = words.range_all(title=title)
    else:
        text = words.range_some(number=number(condition.wanted), title=title)
    methods = either_method(condition.methods)
    if methods:
        text = words.covered_by(what=text, methods=methods)
    if condition.range.occasions is not None:
        text = spelled(words.each_on, condition.range.occasions, what=text)
    return text


def _each(condition: EachItem) -> str:
    what = listing(map(asked, condition.conditions))
    if condition.wanted == len(condition.items):
        return words.each_of_range(what=what, title=condition.title)
    size = number(condition.wanted)
    return words.each_of_some(what=what, title=condition.title, number=size)


# What is asked of evidence, by its kind; each takes the condition of that kind.
_ASKED: dict[str, Callable[..., str]] = {
    "pieces": lambda condition: spelled(words.pieces, condition.wanted),
    "occasions": lambda condition: spelled(words.occasions, condition.wanted),
    "items": lambda condition: fitting_items(
        condition, condition.wanted, words.LEAST_ITEMS
    ),
    "different_methods": _different_methods,
    "not_only": lambda condition: words.not_only(
        methods=either_method(condition.methods)
    ),
    "witnessed": lambda _: words.witnessed(),
    "range": _range,
    "each": _each,
    "span": lambda condition: spelled(words.span, condition.months),
}


def taken_away(forbidden: Iterable[Method], months: int | None) -> Iterator[str]:
    """Yield what keeps evidence from counting."""
    methods = either_method(forbidden)
    if methods:
        yield words.no_method(methods=methods)
    if months is not None:
        yield spelled(words.nothing_older, months)


def in_full(condition: Asked) -> str:
    """Return what a condition asks, the items of a short range by name."""
    text = asked(condition)
    items: tuple[str, ...] = getattr(condition, "items", ())
    if condition.kind != "range" or len(items) > MOST_NAMED:
        return text
    joint = "and" if condition.wanted == len(items) else "or"
    return words.with_note(text=text, note=listing(items, joint))
