"""The single things that a requirement asks for, each with its reason and remedy.

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

from evidence_builder.coverage.result import Reason
from evidence_builder.model.methods import either_method, every_method
from evidence_builder.wording import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evidence_builder.coverage.backing import Backing
    from evidence_builder.coverage.terms import Terms
    from evidence_builder.model.requirement import Count, Requirement


NOTHING: frozenset[tuple[str, str]] = frozenset()


class Condition(Protocol):
    """One thing asked of the evidence at one place."""

    kind: ClassVar[str]

    @property
    def wanted(self) -> int:
        """How many are asked."""
        ...

    def text(self, terms: Terms) -> str:
        """Return what is asked, in words that follow "needs"."""
        ...

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return what is lacking and the smallest thing that helps, or nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many different items."""

    wanted: int
    kind: ClassVar[str] = "pieces"

    def text(self, terms: Terms) -> str:  # noqa: ARG002 - one shape for all
        """Return what is asked."""
        return f"at least {_pieces(self.wanted)}"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return how many pieces are lacking."""
        have = tuple(backing.items)
        lacking = self.wanted - len(have)
        if lacking <= 0:
            return None
        remedy = _pieces(lacking)
        if have:
            noun = "piece" if lacking == 1 else "pieces"
            remedy = f"{phrases.number(lacking)} more {noun} of evidence, other than "
            remedy += phrases.listing(have)
        return _reason(self.text(terms), _counted(have), remedy)


@dataclass(frozen=True, slots=True)
class Occasions:
    """So many different dates. An item without a date shows no occasion."""

    wanted: int
    kind: ClassVar[str] = "occasions"

    def text(self, terms: Terms) -> str:  # noqa: ARG002 - one shape for all
        """Return what is asked."""
        return f"at least {phrases.counted(self.wanted, 'occasion')}"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return how many occasions are lacking."""
        dates = backing.dates
        if len(dates) >= self.wanted:
            return None
        so_far = "none"
        if dates:
            so_far = f"{phrases.number(len(dates))}: {phrases.days(dates)}"
        if backing.undated:
            verb = "has" if len(backing.undated) == 1 else "have"
            so_far += f" ({phrases.listing(backing.undated)} {verb} no date)"
        return _reason(self.text(terms), so_far, self._remedy(backing))

    def _remedy(self, backing: Backing) -> str:
        dates = backing.dates
        lacking = self.wanted - len(dates)
        if not dates:
            return f"dated evidence of {phrases.counted(lacking, 'occasion')}"
        others = f"than {phrases.listing(map(phrases.day, dates))}"
        if lacking == 1:
            return f"{phrases.another(self.wanted)} occasion, on another date {others}"
        return f"{phrases.number(lacking)} more occasions, on other dates {others}"


@dataclass(frozen=True, slots=True)
class FittingItems:
    """So many items by certain methods, covering certain items of ranges.

    Both ``methods: … at_least: …`` and one line of ``counts:`` come to this. One item
    may serve several lines.
    """

    wanted: int
    methods: tuple[str, ...] = ()
    covers: tuple[tuple[str, str], ...] = ()
    note: str | None = None
    kind: ClassVar[str] = "items"

    @classmethod
    def of(cls, count: Count) -> FittingItems:
        """Return the condition that a line of ``counts:`` sets."""
        pairs = tuple(
            (name, item) for name, items in count.covers.items() for item in items
        )
        return cls(count.at_least, count.methods, pairs, count.note)

    def text(self, terms: Terms) -> str:
        """Return what is asked."""
        return f"at least {self._items(self.wanted, terms)}"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return how many items are lacking."""
        have = tuple(self._fitting(backing))
        if len(have) >= self.wanted:
            return None
        lacking = self.wanted - len(have)
        remedy = self._items(lacking, terms, " more" if have else "")
        return _reason(self.text(terms), _counted(have), remedy)

    def _fitting(self, backing: Backing) -> Iterator[str]:
        wanted = frozenset(self.covers)
        for name, item in backing.items.items():
            by_method = not self.methods or item.method.code in self.methods
            if by_method and wanted <= backing.covered.get(name, NOTHING):
                yield name

    def _items(self, how_many: int, terms: Terms, more: str = "") -> str:
        noun = "item" if how_many == 1 else "items"
        text = f"{phrases.number(how_many)}{more} {noun}"
        if self.methods:
            text += f" by {either_method(self.methods, terms.methods)}"
        if self.covers:
            covered = phrases.listing(item for _, item in self.covers)
            text += f" covering {covered}"
        return f"{text} ({self.note})" if self.note else text


@dataclass(frozen=True, slots=True)
class DifferentMethods:
    """So many different methods, of any or of certain ones."""

    wanted: int
    among: tuple[str, ...] = ()
    kind: ClassVar[str] = "different_methods"

    def text(self, terms: Terms) -> str:
        """Return what is asked."""
        if not self.among:
            return f"at least {phrases.counted(self.wanted, 'different method')}"
        which = every_method(self.among, terms.methods)
        if self.wanted == len(self.among):
            return f"each of {which}"
        return f"at least {phrases.number(self.wanted)} of {which}"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return how many methods are lacking."""
        used = tuple(
            code for code in backing.methods if not self.among or code in self.among
        )
        if len(used) >= self.wanted:
            return None
        so_far = every_method(used, terms.methods) or "none"
        return _reason(self.text(terms), so_far, self._remedy(used, terms))

    def _remedy(self, used: tuple[str, ...], terms: Terms) -> str:
        lacking = self.wanted - len(used)
        unused = tuple(code for code in self.among if code not in used)
        if unused and lacking >= len(unused):
            return f"evidence by {every_method(unused, terms.methods)}"
        if unused and lacking == 1:
            return f"evidence by {either_method(unused, terms.methods)}"
        if unused:
            which = every_method(unused, terms.methods)
            return f"evidence by {phrases.number(lacking)} of {which}"
        if not used:
            return f"evidence by {phrases.counted(lacking, 'different method')}"
        others = f"than {either_method(used, terms.methods)}"
        if lacking == 1:
            return f"evidence by another method {others}"
        return f"evidence by {phrases.number(lacking)} more methods, other {others}"


@dataclass(frozen=True, slots=True)
class NotOnly:
    """Something by another method than these, which alone are not enough."""

    codes: tuple[str, ...]
    wanted: ClassVar[int] = 1
    kind: ClassVar[str] = "not_only"

    def text(self, terms: Terms) -> str:
        """Return what is asked."""
        return f"more than {either_method(self.codes, terms.methods)} alone"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return what else is lacking."""
        if any(code not in self.codes for code in backing.methods):
            return None
        so_far = every_method(backing.methods, terms.methods)
        so_far = f"only {so_far}" if so_far else "none"
        others = either_method(self.codes, terms.methods)
        remedy = f"one item by another method than {others}"
        return _reason(self.text(terms), so_far, remedy)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """An item that names a witness on the list."""

    wanted: ClassVar[int] = 1
    kind: ClassVar[str] = "witnessed"

    def text(self, terms: Terms) -> str:  # noqa: ARG002 - one shape for all
        """Return what is asked."""
        return "at least one item with a witness from the witness list"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return that a witness is lacking."""
        for item in backing.items.values():
            if any(terms.is_listed(witness) for witness in item.evidence.witness):
                return None
        remedy = "one item that names somebody on the witness list who saw the work"
        return _reason(self.text(terms), "none", remedy)


def conditions_of(requirement: Requirement) -> Iterator[Condition]:
    """Yield the conditions that a requirement sets, in the order of its fields."""
    if requirement.pieces is not None:
        yield Pieces(requirement.pieces)
    if requirement.occasions is not None:
        yield Occasions(requirement.occasions)
    if requirement.methods:
        yield FittingItems(requirement.at_least, requirement.methods)
    if requirement.different_methods is not None:
        yield DifferentMethods(requirement.different_methods, requirement.among)
    if requirement.not_only:
        yield NotOnly(requirement.not_only)
    if requirement.witnessed:
        yield Witnessed()
    yield from map(FittingItems.of, requirement.counts)


def requirement_text(requirement: Requirement, terms: Terms) -> tuple[str, ...]:
    """Return everything that a requirement asks, a plain phrase for each thing."""
    texts = [condition.text(terms) for condition in conditions_of(requirement)]
    if requirement.forbid_methods:
        forbidden = either_method(requirement.forbid_methods, terms.methods)
        texts.append(f"no {forbidden}")
    if requirement.max_age_months is not None:
        age = phrases.counted(requirement.max_age_months, "month")
        texts.append(f"nothing older than {age}")
    return tuple(texts)


def _reason(asked: str, so_far: str, remedy: str) -> Reason:
    return Reason(f"needs {asked}; so far {so_far}", remedy)


def _counted(names: Sequence[str]) -> str:
    return (
        f"{phrases.number(len(names))}: {phrases.listing(names)}" if names else "none"
    )


def _pieces(how_many: int) -> str:
    return phrases.counted(how_many, "piece of evidence", "pieces of evidence")
