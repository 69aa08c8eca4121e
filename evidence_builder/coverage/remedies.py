"""What would close a gap, drawn together from everything that a criterion asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.coverage.result import Reason
from evidence_builder.model.methods import either_method
from evidence_builder.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.coverage.backing import Backing
    from evidence_builder.coverage.conditions import Condition
    from evidence_builder.coverage.placement import RowTerms
    from evidence_builder.coverage.result import RequirementResult
    from evidence_builder.coverage.terms import Terms

MOST_NAMED = 5
"""A range of so many items at most is written out; of a longer one stands the title."""


def needs(asked: RowTerms, terms: Terms) -> str:
    """Return what evidence must be where there is none yet; nothing asked, nothing."""
    texts = [_in_full(condition, terms) for condition, _ in asked.conditions]
    if asked.forbidden:
        texts.append(f"no {either_method(asked.forbidden, terms.methods)}")
    if asked.max_age_months is not None and terms.today is not None:
        age = phrases.counted(asked.max_age_months, "month")
        texts.append(f"nothing older than {age}")
    return f"evidence of it, with {phrases.listing(texts)}" if texts else ""


def reasons(
    requirements: Sequence[RequirementResult], backing: Backing
) -> tuple[Reason, ...]:
    """Return why requirements are not met, as one reason where one thing will do.

    As many pieces as occasions lacking are the same pieces, on dates of their own.
    """
    unmet = {result.kind: result for result in requirements if result.unmet}
    lacks = tuple(result.unmet for result in requirements if result.unmet)
    pieces, occasions = unmet.get("pieces"), unmet.get("occasions")
    if pieces is None or occasions is None or len(unmet) < len(lacks):
        return lacks
    lacking = pieces.wanted - len(backing.items)
    if lacking != occasions.wanted - len(backing.dates):
        return lacks
    so_far = phrases.listing(backing.items) or "none"
    if backing.dates:
        so_far += f", on {phrases.days(backing.dates)}"
    both = Reason(
        f"needs {pieces.text} and {occasions.text}; so far {so_far}",
        _pieces_on_dates(lacking, backing),
    )
    others = [why for why in lacks if why not in {pieces.unmet, occasions.unmet}]
    return both, *others


def _pieces_on_dates(lacking: int, backing: Backing) -> str:
    more = " more" if backing.items else ""
    noun = "piece" if lacking == 1 else "pieces"
    text = f"{phrases.number(lacking)}{more} {noun} of evidence, "
    if not backing.dates:
        return text + ("with its date" if lacking == 1 else "on different dates")
    others = phrases.listing(map(phrases.day, backing.dates))
    which = "another date" if lacking == 1 else "other dates"
    return f"{text}on {which} than {others}"


def _in_full(condition: Condition, terms: Terms) -> str:
    """Return what a condition asks, the items of a short range by name."""
    text = condition.text(terms)
    if condition.kind != "range":
        return text
    from evidence_builder.coverage.ranges import RangeCovered

    if not isinstance(condition, RangeCovered) or len(condition.items) > MOST_NAMED:
        return text
    joint = "and" if condition.wanted == len(condition.items) else "or"
    return f"{text} ({phrases.listing(condition.items, joint)})"
