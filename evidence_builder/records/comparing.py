"""Holding an assessor's own copy of their records against those of a portfolio.

Records are the same by what they say, whichever file they stand in and however its
YAML is laid out: a portfolio travels, and what an assessor kept tells what became of
it on the way.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from evidence_builder.model.record import Record, fields_of
from evidence_builder.records.entry import as_text
from evidence_builder.resolve.assessment.assessments import place_in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evidence_builder.diagnostics import Span
    from evidence_builder.load.loaded import Loaded
    from evidence_builder.model.assessment import Assessment

ListName: TypeAlias = Literal["decisions", "actions", "sign_offs", "samples", "visits"]
LISTS: dict[ListName, tuple[str, ...]] = {
    "decisions": ("evidence", "on"),
    "actions": ("action",),
    "sign_offs": ("unit", "role"),
    "samples": ("unit", "evidence", "on"),
    "visits": ("on",),
}
"""The lists of a file, and by what people tell the records of each apart."""


class FieldDifference(NamedTuple):
    """A field that says one thing in the copy and another in the portfolio.

    Empty where it is not there.
    """

    field: str
    copy: str
    portfolio: str


class Difference(NamedTuple):
    """A record that is not the same, or that only one of both has.

    Args:
        called: What tells it apart from others of its list, as texts.
        fields: What differs; nothing where it is only in one of both, or in another
            place among its like.
        copy: Where it stands in the copy, None where it does not.
        portfolio: Where it stands in the portfolio, None where it does not.
    """

    list: ListName
    called: tuple[str, ...]
    fields: tuple[FieldDifference, ...]
    copy: Span | None
    portfolio: Span | None


class _Placed(NamedTuple):
    record: Record
    span: Span
    texts: dict[str, str]


def differences(
    copy: Loaded[Assessment], portfolio: Iterable[Loaded[Assessment]]
) -> list[Difference]:
    """Return every difference between a copy of somebody's records and a portfolio.

    Args:
        portfolio: Files of the portfolio; those of others are passed over.
    """
    by = copy.value.by
    own = sorted(
        (loaded for loaded in portfolio if loaded.value.by == by),
        key=lambda loaded: place_in_order(loaded.source.path),
    )
    found: list[Difference] = []
    for name in LISTS:
        kept = list(_placed(copy, name))
        present = [each for loaded in own for each in _placed(loaded, name)]
        found += _compared(name, kept, present)
    return found


def _placed(loaded: Loaded[Assessment], name: ListName) -> Iterator[_Placed]:
    for number, record in enumerate(getattr(loaded.value, name)):
        span = loaded.source.span((name, number))
        yield _Placed(record, span, dict(_texts(record)))


def _texts(record: Record, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the fields of a record and what they say; those of a part by its name."""
    fields = fields_of(type(record))
    for field, (key, value) in zip(fields, record, strict=True):
        if isinstance(value, Record):
            yield from _texts(value, f"{field}.")
        elif value not in (None, (), {}):
            yield f"{above}{field}", as_text(key, value)


def _compared(
    name: ListName, kept: Sequence[_Placed], present: Sequence[_Placed]
) -> Iterator[Difference]:
    """Yield the differences of one list."""
    only_kept, only_present = _without_equal(kept, present)
    if not only_kept and not only_present:
        yield from _moved(name, kept, present)
        return
    for mine, other in _pairs(name, only_kept, only_present):
        if other is None:
            yield Difference(name, _called(name, mine), (), mine.span, None)
            continue
        only_present.remove(other)
        fields = tuple(_differing(mine, other))
        yield Difference(name, _called(name, mine), fields, mine.span, other.span)
    for other in only_present:
        yield Difference(name, _called(name, other), (), None, other.span)


def _without_equal(
    kept: Sequence[_Placed], present: Sequence[_Placed]
) -> tuple[list[_Placed], list[_Placed]]:
    """Return the records of each side for which the other has none that is equal."""

    def beyond(some: Sequence[_Placed], others: Sequence[_Placed]) -> list[_Placed]:
        left = Counter(_key(each) for each in others)
        more = []
        for each in some:
            if left[_key(each)]:
                left[_key(each)] -= 1
            else:
                more.append(each)
        return more

    return beyond(kept, present), beyond(present, kept)


def _key(placed: _Placed) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(placed.texts.items()))


def _moved(
    name: ListName, kept: Sequence[_Placed], present: Sequence[_Placed]
) -> Iterator[Difference]:
    """Yield the first record that stands elsewhere: of one day the later decides."""
    for mine, other in zip(kept, present, strict=True):
        if _key(mine) != _key(other):
            yield Difference(name, _called(name, mine), (), mine.span, other.span)
            return


def _called(name: ListName, placed: _Placed) -> tuple[str, ...]:
    """Return what tells a record apart from others of its list."""
    return tuple(placed.texts[key] for key in LISTS[name] if key in placed.texts)


def _pairs(
    name: ListName, kept: list[_Placed], present: list[_Placed]
) -> Iterator[tuple[_Placed, _Placed | None]]:
    """Yield the records of a copy, each with what is likeliest to have become of it."""
    left = list(present)
    for mine in kept:
        like = [each for each in left if _is_like(name, mine, each)]
        best = max(like, key=lambda each: _agreeing(mine, each), default=None)
        if best is not None:
            left.remove(best)
        yield mine, best


def _is_like(name: ListName, one: _Placed, other: _Placed) -> bool:
    """Whether two records may be one that was changed: told apart by the same thing."""
    first = LISTS[name][0]
    if name == "samples":
        return any(
            one.texts.get(key) == other.texts.get(key) and key in one.texts
            for key in ("unit", "evidence")
        )
    if name == "actions":
        return bool(
            {key for key in ("action", "claims") if key in one.texts}
            & {key for key, text in other.texts.items() if one.texts.get(key) == text}
        )
    return one.texts.get(first) == other.texts.get(first)


def _agreeing(one: _Placed, other: _Placed) -> int:
    return sum(other.texts.get(key) == text for key, text in one.texts.items())


def _differing(mine: _Placed, other: _Placed) -> Iterator[FieldDifference]:
    for field in dict.fromkeys((*mine.texts, *other.texts)):
        texts = mine.texts.get(field, ""), other.texts.get(field, "")
        if texts[0] != texts[1]:
            yield FieldDifference(field, *texts)


def as_data(found: Iterable[Difference]) -> list[dict[str, Any]]:
    """Return differences as plain data: what ``--json`` prints."""
    return [
        {
            "list": each.list,
            "record": list(each.called),
            "fields": [field._asdict() for field in each.fields],
            "copy": _line(each.copy),
            "portfolio": _line(each.portfolio),
        }
        for each in found
    ]


def _line(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"path": span.path, "line": span.line}
