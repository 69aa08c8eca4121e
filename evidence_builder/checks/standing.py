"""How many items nobody stands behind, said once.

Each of them has a finding of its own, or a reason at its claims. This one is for who
read the portfolio before these rules were there, and wonders where a claim went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.checks.subject import CheckedPortfolio

STOPPED_COUNTING = frozenset(
    {
        "seen_by_learner",
        "seen_by_stranger",
        "observer_missing",
        "no_observer",
        "witness_missing",
        "witness_not_expert",
        "witness_is_learner",
        "testimony_by_learner",
        "nothing_behind",
        "own_testimony",
        "in_future",
        "before_registration",
    }
)
"""The rules on who stands behind an item; see ``resolve.standing``."""


def items_without_anybody_behind_them_are_counted(
    subject: CheckedPortfolio,
) -> Iterator[Diagnostic]:
    """A learner who sees fewer claims than before is told of how many items, once."""
    stopped = []
    for item in subject.finished_items():
        reasons = {*item.item.faults(), *subject.why_not.get(item.item.id, ())}
        if item.item.claims and any(why.kind in STOPPED_COUNTING for why in reasons):
            stopped.append(item.item.id)
    if stopped:
        yield Diagnostic(
            codes.NOT_COUNTING,
            subject.resolved.project.portfolio.source.span(),
            words.items_stopped_counting(len(stopped), items=listing(stopped)),
            (words.see_each_claim(),),
        )
