"""A unit's criteria in order, and the selection of criteria by text.

A criterion list names ids, spans and outcomes: ``2.1``, ``2.1-2.4``, ``P1-P3``,
``1.3a-c``, ``outcome 2``, ``all``, and several with commas between them. What a text
means depends on the unit, because an id may itself hold a hyphen (``04-1.5a``).
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.model.qualification import (
    Criterion,
    Outcome,
    Part,
    PlainPoint,
    Unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

# Begins with one of four letters, as few criteria do; compiled when one does.
_OUTCOME = r"(?i)(?:learning\s+)?(?:outcomes?|lo)\s*(.+?)(?:\s*[-–]\s*(.+))?\Z"  # noqa: RUF001
_HYPHENS = "-–"  # noqa: RUF001 - word processors turn a hyphen into a dash


class SelectionError(ValueError):
    """A text that selects nothing in a unit.

    ``near`` are ids it may stand for; ``hints`` say how it would have to be written.
    """

    def __init__(
        self, message: str, near: tuple[str, ...] = (), hints: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.near = near
        self.hints = hints


class CriterionRow(NamedTuple):
    """A criterion, or a lettered part, at its place in the unit."""

    key: str
    outcome: Outcome
    outcome_id: str
    criterion: Criterion
    part: Part | None = None

    @property
    def is_stem(self) -> bool:
        """Whether parts stand below; a stem is never itself claimed or a gap."""
        return self.part is None and bool(self.criterion.parts)

    @property
    def text(self) -> str:
        """The words of the criterion or the part."""
        return self.criterion.text if self.part is None else self.part.text

    @property
    def whole_text(self) -> str:
        """The words of the criterion, and after them those of the part."""
        stem = "" if self.part is None else f"{self.criterion.text} "
        return f"{stem}{self.text}"


class UnitIndex:
    """The rows of a unit in the specification's order, by key.

    Criteria without a printed number are numbered by order: ``2.3`` is the third of
    the second outcome; ``numbered_by_order`` then says so.
    """

    __slots__ = (
        "_below",
        "_positions",
        "_selected",
        "by_key",
        "key",
        "numbered_by_order",
        "repeated",
        "rows",
        "unit",
    )

    def __init__(self, unit: Unit, key: str | None = None) -> None:
        self.unit = unit
        self.key = key or unit.ref
        rows = tuple(_rows(unit))
        self.numbered_by_order = any(
            criterion.id is None
            for outcome in unit.outcomes
            for criterion in outcome.criteria
        )
        by_key: dict[str, CriterionRow] = {}
        repeated = []
        for row in rows:
            if row.key in by_key:
                repeated.append(row.key)
            else:
                by_key[row.key] = row
        self.rows = tuple(by_key.values())
        self.by_key: Mapping[str, CriterionRow] = by_key
        self.repeated = tuple(repeated)
        """Ids that stand twice; the first is kept."""
        self._positions = {row.key: position for position, row in enumerate(self.rows)}
        self._selected: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._below = {
            row.key: tuple(part.key for part in self.parts_of(row))
            if row.is_stem
            else (row.key,)
            for row in self.rows
        }
        """Key of a row → the keys that are assessed there: of its parts, or its own."""

    @property
    def leaves(self) -> tuple[CriterionRow, ...]:
        """The rows that are assessed: criteria without parts, and parts."""
        return tuple(row for row in self.rows if not row.is_stem)

    def parts_of(self, stem: CriterionRow) -> tuple[CriterionRow, ...]:
        """Return the parts below a stem, in order."""
        return tuple(
            row
            for row in self.rows
            if row.part is not None and row.criterion is stem.criterion
        )

    def select(self, text: str) -> tuple[str, ...]:
        """Return the keys of the assessed rows that a text selects, in order.

        Raises:
            SelectionError: It selects nothing, or a span runs backwards.
        """
        wanted = " ".join(text.split())
        if wanted in self._below:
            return self._below[wanted]
        parts = [part for part in wanted.split(",") if part.strip()]
        if len(parts) > 1 and wanted.replace(",", ".") not in self.by_key:
            return self.select_all(parts)
        if wanted.lower() == "all":
            return self._assessed(self.rows)
        named = wanted[:1] in "LOlo" and re.match(_OUTCOME, wanted)
        if named:
            return self._assessed(self._outcome_rows(wanted, named[1], named[2]))
        span = self._span(wanted)
        if span is not None:
            return self._assessed(span)
        # Most portfolios have no such text; it needs a good many patterns.
        from evidence_builder.model.mistyped import not_found

        outcomes = {row.key: row.outcome_id for row in self.rows}
        raise SelectionError(*not_found(self.key, outcomes, wanted))

    def select_all(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the keys that several texts select, each once, in unit order.

        Raises:
            SelectionError: One of them selects nothing.
        """
        return self.in_order(key for text in texts for key in self.select(text))

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return keys of the unit, each once, in its order."""
        return tuple(sorted(set(keys), key=self._positions.__getitem__))

    def points_for(
        self, points: Iterable[PlainPoint], key: str
    ) -> tuple[PlainPoint, ...]:
        """Return the points of guidance that are about a criterion.

        A point whose criteria cannot be found is about none; the checks report it.
        """
        relevant = []
        for point in points:
            # Asked for every gap of a unit, so each point is looked up only once.
            if point.criteria not in self._selected:
                self._selected[point.criteria] = self._known(point.criteria)
            if key in self._selected[point.criteria]:
                relevant.append(point)
        return tuple(relevant)

    def _known(self, criteria: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return self.select_all(criteria)
        except SelectionError:
            return ()

    def _assessed(self, rows: Iterable[CriterionRow]) -> tuple[str, ...]:
        """Return the keys of rows, each stem replaced by its parts."""
        return tuple(dict.fromkeys(key for row in rows for key in self._below[row.key]))

    def _outcome_rows(
        self, wanted: str, first: str, last: str | None
    ) -> tuple[CriterionRow, ...]:
        order = tuple(dict.fromkeys(row.outcome_id for row in self.rows))
        try:
            start = order.index(first)
            end = start if last is None else order.index(last)
        except ValueError:
            from evidence_builder.wording import model as words  # only a slip needs it

            message = words.has_not(unit=self.key, what=wanted)
            raise SelectionError(message) from None
        chosen = set(order[start : end + 1])
        if not chosen:
            raise _backwards(wanted)
        return tuple(row for row in self.rows if row.outcome_id in chosen)

    def _span(self, wanted: str) -> tuple[CriterionRow, ...] | None:
        """Return the rows of ``first-last``, or None where it is no span."""
        for offset, char in enumerate(wanted):
            if char not in _HYPHENS:
                continue
            first = wanted[:offset].strip()
            last = self._span_end(first, wanted[offset + 1 :].strip())
            if first not in self.by_key or last is None:
                continue
            start, end = self._positions[first], self._positions[last]
            if self.by_key[last].is_stem:
                end += len(self.by_key[last].criterion.parts)
            if end < start:
                raise _backwards(wanted)
            return self.rows[start : end + 1]
        return None

    def _span_end(self, first: str, last: str) -> str | None:
        """Return the id that ends a span, completed from its beginning: 1.3a-c."""
        if last in self.by_key:
            return last
        shared = (first[:length] + last for length in range(len(first) - 1, 0, -1))
        return next((key for key in shared if last and key in self.by_key), None)


def _rows(unit: Unit) -> Iterable[CriterionRow]:
    for outcome_number, outcome in enumerate(unit.outcomes, start=1):
        outcome_id = outcome.id or str(outcome_number)
        for number, criterion in enumerate(outcome.criteria, start=1):
            key = criterion.id or f"{outcome_id}.{number}"
            yield CriterionRow(key, outcome, outcome_id, criterion)
            for part in criterion.parts:
                yield CriterionRow(key + part.id, outcome, outcome_id, criterion, part)


def _backwards(span: str) -> SelectionError:
    from evidence_builder.wording import model as words  # only a slip needs it

    return SelectionError(words.runs_backwards(span=span))
