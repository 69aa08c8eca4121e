"""Who stands behind an id, by name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_builder.model.portfolio import Portfolio


def named(portfolio: Portfolio) -> dict[str, str]:
    """Return the name of everybody whom the portfolio lists, by id."""
    names = {one.id: one.name for one in portfolio.witnesses}
    return names | {one.id: one.name for one in portfolio.people}
