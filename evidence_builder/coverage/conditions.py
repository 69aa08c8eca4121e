"""The single things that a requirement asks for, and what is lacking of each.

A requirement may ask for several things at once; all must hold. Each condition is of
a kind that more evidence can only help: what takes evidence away (forbidden methods,
a limit of age) is no condition but decides which claims count, in ``counting``.

Each kind is asked somewhere in the wild: methods together by F/600/7138 on Ofqual's
Register, occasions by recording forms of electrical units, testimony that is never the
only evidence by centres; see docs/file-formats.md, "Requirements".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from evidence_builder.coverage.months import months_before
from evidence_builder.coverage.reason import Asked, Reason, Remedy
from evidence_builder.model.methods import methods_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evidence_builder.coverage.backing import Backing
    from evidence_builder.coverage.terms import Terms
    from evidence_builder.model.methods import Method
    from evidence_builder.model.qualification import Range
    from evidence_builder.model.requirement import Count, Requirement


NOTHING: frozenset[tuple[str, str]] = frozenset()


class Condition(Asked, Protocol):
    """One thing asked of the evidence at one place."""

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return what is lacking and the smallest thing that helps, or nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many different items."""

    wanted: int
    kind: ClassVar[str] = "pieces"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:  # noqa: ARG002 - one shape for all
        """Return how many pieces are lacking."""
        have = tuple(backing.items)
        lacking = self.wanted - len(have)
        if lacking <= 0:
            return None
        return Reason(
            "pieces",
            evidence=have,
            have=len(have),
            needed=self.wanted,
            asked=(self,),
            closes=Remedy("piece", lacking, evidence=have),
        )


@dataclass(frozen=True, slots=True)
class Occasions:
    """So many different dates. An item without a date shows no occasion."""

    wanted: int
    kind: ClassVar[str] = "occasions"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:  # noqa: ARG002 - one shape for all
        """Return how many occasions are lacking."""
        dates = backing.dates
        lacking = self.wanted - len(dates)
        if lacking <= 0:
            return None
        return Reason(
            "occasions",
            evidence=tuple(backing.items),
            have=len(dates),
            needed=self.wanted,
            dates=dates,
            undated=backing.undated,
            asked=(self,),
            closes=Remedy("occasion", lacking, dates=dates),
        )


@dataclass(frozen=True, slots=True)
class FittingItems:
    """So many items by certain methods, covering certain items of ranges.

    Both ``methods: … at_least: …`` and one line of ``counts:`` come to this. One item
    may serve several lines.
    """

    wanted: int
    methods: tuple[Method, ...] = ()
    covers: tuple[tuple[str, str], ...] = ()
    note: str | None = None
    kind: ClassVar[str] = "items"

    @classmethod
    def of(cls, count: Count, methods: Mapping[str, Method]) -> FittingItems:
        """Return the condition that a line of ``counts:`` sets."""
        pairs = tuple(
            (name, item) for name, items in count.covers.items() for item in items
        )
        fitting = methods_of(count.methods, methods)
        return cls(count.at_least, fitting, pairs, count.note)

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:  # noqa: ARG002 - one shape for all
        """Return how many items are lacking."""
        have = tuple(self._fitting(backing))
        lacking = self.wanted - len(have)
        if lacking <= 0:
            return None
        return Reason(
            "items",
            evidence=have,
            have=len(have),
            needed=self.wanted,
            asked=(self,),
            closes=Remedy("item", lacking, evidence=have, asked=(self,)),
        )

    def _fitting(self, backing: Backing) -> Iterator[str]:
        wanted = frozenset(self.covers)
        fitting = {method.code for method in self.methods}
        for name, item in backing.items.items():
            by_method = not fitting or item.method.code in fitting
            if by_method and wanted <= backing.covered.get(name, NOTHING):
                yield name


@dataclass(frozen=True, slots=True)
class DifferentMethods:
    """So many different methods, of any or of certain ones."""

    wanted: int
    among: tuple[Method, ...] = ()
    kind: ClassVar[str] = "different_methods"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:  # noqa: ARG002 - one shape for all
        """Return how many methods are lacking."""
        codes = {method.code for method in self.among}
        used = tuple(
            method for method in backing.methods if not codes or method.code in codes
        )
        lacking = self.wanted - len(used)
        if lacking <= 0:
            return None
        used_codes = {method.code for method in used}
        unused = tuple(m for m in self.among if m.code not in used_codes)
        remedy = Remedy("method", lacking, methods=unused)
        if not unused:
            remedy = Remedy("another_method", lacking, methods=used)
        return Reason(
            "different_methods",
            evidence=tuple(backing.items),
            have=len(used),
            needed=self.wanted,
            methods=used,
            asked=(self,),
            closes=remedy,
        )


@dataclass(frozen=True, slots=True)
class NotOnly:
    """Something by another method than these, which alone are not enough."""

    methods: tuple[Method, ...]
    wanted: ClassVar[int] = 1
    kind: ClassVar[str] = "not_only"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:  # noqa: ARG002 - one shape for all
        """Return what else is lacking."""
        codes = {method.code for method in self.methods}
        if any(method.code not in codes for method in backing.methods):
            return None
        return Reason(
            "not_only",
            evidence=tuple(backing.items),
            needed=1,
            methods=backing.methods,
            asked=(self,),
            closes=Remedy("another_method", methods=self.methods, asked=(self,)),
        )


@dataclass(frozen=True, slots=True)
class Witnessed:
    """An item that names a witness on the list."""

    wanted: ClassVar[int] = 1
    kind: ClassVar[str] = "witnessed"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return that a witness is lacking."""
        for item in backing.items.values():
            if any(terms.is_listed(witness) for witness in item.evidence.witness):
                return None
        return Reason(
            "witnessed",
            evidence=tuple(backing.items),
            needed=1,
            asked=(self,),
            closes=Remedy("witness"),
        )


@dataclass(frozen=True, slots=True)
class MonthsApart:
    """First and last day lie at least so many months apart."""

    months: int
    wanted: ClassVar[int] = 1
    kind: ClassVar[str] = "span"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:  # noqa: ARG002 - one shape for all
        """Return that the days lie too close together."""
        dates = backing.dates
        if dates and months_before(dates[-1], self.months) >= dates[0]:
            return None
        return Reason(
            "span",
            evidence=tuple(backing.items),
            have=len(dates),
            needed=1,
            dates=tuple(dict.fromkeys((*dates[:1], *dates[-1:]))),
            undated=backing.undated,
            asked=(self,),
            closes=Remedy("span", dates=dates[:1], months=self.months),
        )


@dataclass(frozen=True, slots=True)
class EachItem:
    """Something holds for each item of a range that is counted, one by one."""

    range: str
    title: str
    items: tuple[str, ...]
    wanted: int
    conditions: tuple[Condition, ...]
    kind: ClassVar[str] = "each"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return for which items it does not hold yet."""
        lacks = {
            item: self._lack(backing.covering(self.range, item), terms)
            for item in self.items
        }
        met = tuple(item for item, lack in lacks.items() if lack is None)
        if len(met) >= self.wanted:
            return None
        return Reason(
            "each",
            evidence=tuple(backing.items),
            have=len(met),
            needed=self.wanted,
            items=met,
            asked=(self,),
            closes=Remedy(
                "each_item",
                self.wanted - len(met),
                items=tuple(item for item in self.items if item not in met),
                asked=self.conditions,
            ),
        )

    def _lack(self, backing: Backing, terms: Terms) -> Reason | None:
        lacks = (condition.shortfall(backing, terms) for condition in self.conditions)
        return next((lack for lack in lacks if lack is not None), None)


def _each(
    requirement: Requirement, methods: Mapping[str, Method], ranges: Iterable[Range]
) -> Iterator[EachItem]:
    """Yield what must hold for each item of a range; ``faults`` reports an unknown."""
    each = requirement.each
    named = [range_ for range_ in ranges if each and range_.id == each.range]
    if each is None or not named:
        return
    inner: list[Condition] = []
    if each.pieces is not None:
        inner.append(Pieces(each.pieces))
    if each.occasions is not None:
        inner.append(Occasions(each.occasions))
    if each.methods:
        fitting = methods_of(each.methods, methods)
        inner.append(FittingItems(each.at_least, fitting))
    items = tuple(dict.fromkeys(named[0].items))
    cover = named[0].cover
    wanted = len(items) if cover == "all" else min(cover, len(items))
    yield EachItem(
        each.range, named[0].title, items, wanted, tuple(inner or (Pieces(1),))
    )


def conditions_of(
    requirement: Requirement,
    methods: Mapping[str, Method],
    ranges: Iterable[Range] = (),
) -> Iterator[Condition]:
    """Yield the conditions that a requirement sets, in the order of its fields.

    Args:
        ranges: Those of the unit.
    """
    if requirement.pieces is not None:
        yield Pieces(requirement.pieces)
    if requirement.occasions is not None:
        yield Occasions(requirement.occasions)
    if requirement.methods:
        fitting = methods_of(requirement.methods, methods)
        yield FittingItems(requirement.at_least, fitting)
    if requirement.different_methods is not None:
        among = methods_of(requirement.among, methods)
        yield DifferentMethods(requirement.different_methods, among)
    if requirement.not_only:
        yield NotOnly(methods_of(requirement.not_only, methods))
    if requirement.witnessed:
        yield Witnessed()
    for count in requirement.counts:
        yield FittingItems.of(count, methods)
    if requirement.span_months is not None:
        yield MonthsApart(requirement.span_months)
    yield from _each(requirement, methods, ranges)
