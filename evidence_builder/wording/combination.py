"""What rules of combination ask, and why a chosen unit does not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.wording.language import _, ngettext, pgettext
from evidence_builder.wording.phrases import listing, number, spelled

if TYPE_CHECKING:
    from collections.abc import Sequence

credits_amount = ngettext("{count} credit", "{count} credits")
units_amount = ngettext("{number} unit", "{number} units")
all_units = _("all units")
all_so_many_units = _("all {number} units")
at_least = _("at least {amount}")
at_most = _("at most {amount}")
only_one_of = _("only one of {units}")
level_alone = _("at {level}")
level_or_above = _("at {level} or above")
level = _("level {level}")
from_group = _("from group {group}")
from_named_group = _("from {group}")
from_groups = _("from groups {groups} together")
from_units = _("from {units}")
in_all = _("in all")
amount_where = pgettext("rule of combination", "{amount} {where}")
amount_level_where = pgettext("rule of combination", "{amount} {level} {where}")
of_pathway = _("{rule} (pathway {pathway})")
not_of_pathway = _("it is not a unit of the pathway {pathway}")
not_of_qualification = _("it is not a unit of this qualification")
limit_may_count = _("{rule} may count")
barred_may_count = _("{rule} may count: they are barred together")
others_count = _("other units count in its place")


def rule(  # noqa: PLR0913 - whatever a rule may ask
    *,
    kind: str,
    amount: int,
    measure: str,
    group: str | None = None,
    groups: Sequence[str] = (),
    units: Sequence[str] = (),
    at_level: str | None = None,
    or_above: bool = False,
    pathway: str | None = None,
) -> str:
    """Return what a rule asks: "at least 20 credits at level 3 from group A"."""
    if kind == "one_of":
        return only_one_of(units=listing(units))
    if kind == "all":
        size = all_so_many_units(number=number(amount)) if amount else all_units()
    else:
        bound = at_least if kind == "least" else at_most
        size = bound(amount=amount_of(amount, measure))
    from_where = _from(group, groups, units)
    clause = _where(size, _level(at_level, or_above=or_above), from_where)
    return clause if pathway is None else of_pathway(rule=clause, pathway=pathway)


def amount_of(amount: int, measure: str) -> str:
    """Return an amount of credits or units: 1 credit, 3 credits, two units."""
    if measure == "units":
        return spelled(units_amount, amount)
    return credits_amount(amount)


def _level(name: str | None, *, or_above: bool) -> str:
    if name is None:
        return ""
    # A level may already say what it is: Entry 3, SCQF 6.
    shown = name if name[:1].isalpha() else level(level=name)
    return (level_or_above if or_above else level_alone)(level=shown)


def _from(group: str | None, groups: Sequence[str], units: Sequence[str]) -> str:
    if group is not None:
        is_named = group.lower().startswith("group")
        return (from_named_group if is_named else from_group)(group=group)
    if groups:
        return from_groups(groups=listing(groups))
    return from_units(units=listing(units)) if units else ""


def _where(size: str, at: str, from_where: str) -> str:
    if at and from_where:
        return amount_level_where(amount=size, level=at, where=from_where)
    return amount_where(amount=size, where=from_where or at or in_all())
