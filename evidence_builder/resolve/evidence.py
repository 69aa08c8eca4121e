"""Prove the links of evidence items: units, criteria, methods, people, files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self

from evidence_builder import codes
from evidence_builder.coverage.claims import Claim, Item
from evidence_builder.diagnostics import Sink
from evidence_builder.load.loaded import LoadedEvidence
from evidence_builder.model.evidence import Evidence, PlainClaim
from evidence_builder.model.index import SelectionError, UnitIndex
from evidence_builder.model.methods import Method
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.model.qualification import Unit
from evidence_builder.resolve.people_named import check_people
from evidence_builder.resolve.units import spelling_hints, units_named
from evidence_builder.yamltext.source import Source


class Names(NamedTuple):
    """Everything that an evidence item may name.

    ``chosen`` are the units as portfolio.yaml names them, also those not found.
    """

    units: Sequence[UnitIndex]
    chosen: Sequence[str]
    other_units: Sequence[Unit]
    methods: Mapping[str, Method]
    witnesses: Mapping[str, str]
    evidence: frozenset[str]

    @classmethod
    def of(
        cls,
        portfolio: Portfolio,
        units: Sequence[UnitIndex],
        methods: Mapping[str, Method],
        evidence: Iterable[str],
        library: Iterable[Unit],
    ) -> Self:
        """Gather the names of a portfolio; ``evidence`` are numbers."""
        return cls(
            units=units,
            chosen=portfolio.units,
            other_units=tuple(library),
            methods=methods,
            witnesses={witness.id: witness.name for witness in portfolio.witnesses},
            evidence=frozenset(evidence),
        )


def drop_repeats(
    evidence: Iterable[LoadedEvidence], sink: Sink
) -> tuple[LoadedEvidence, ...]:
    """Return items with each number once; the first file keeps a number."""
    first: dict[str, LoadedEvidence] = {}
    for loaded in evidence:
        other = first.setdefault(loaded.value.id, loaded)
        if other is not loaded:
            sink.report(
                codes.DUPLICATE_ID,
                loaded.source.span(("id",)),
                f"the evidence number {loaded.value.id} is already used in "
                f"{other.source.path}, so this item is left out",
                "give this item a number of its own; numbers stay the same for ever "
                "once given",
            )
    return tuple(first.values())


def resolve_item(
    loaded: LoadedEvidence, names: Names, missing_files: Iterable[str], sink: Sink
) -> Item:
    """Return an item as the mapper needs it, reporting every name not found."""
    evidence, source = loaded.value, loaded.source
    check_people(evidence, source, names.witnesses, names.evidence, sink)
    method = names.methods.get(evidence.method)
    if method is None:
        sink.report(
            codes.UNKNOWN_METHOD,
            source.span(("method",)),
            f"{evidence.method} is not a method code",
            *spelling_hints(evidence.method, names.methods),
            f"the codes are {', '.join(names.methods)}; add your own in portfolio.yaml "
            "under settings: methods:",
        )
        method = Method(evidence.method, evidence.method, performance=False)
    claims = tuple(_claims(evidence, source, names, sink))
    return Item(evidence, method, claims, tuple(missing_files), loaded.faulty)


def _claims(
    evidence: Evidence, source: Source, names: Names, sink: Sink
) -> Iterator[Claim]:
    seen: set[tuple[str, str, str | None]] = set()
    for name, entries in evidence.claims.items():
        index = _claimed_unit(name, source, names, sink)
        if index is None:
            continue
        for place, entry in enumerate(entries):
            path = ("claims", name, place)
            covers = entry.covers and _covers(entry, index, source, path, sink)
            for key in _selected(entry, index, source, path, evidence, sink):
                mark = index.key, key, entry.at
                if mark in seen:
                    where = f" at {entry.at}" if entry.at else ""
                    sink.report(
                        codes.DUPLICATE_CLAIM,
                        source.span(path),
                        f"{evidence.id} claims {index.key} {key}{where} twice",
                    )
                    continue
                seen.add(mark)
                yield Claim(
                    evidence.id, index.key, key, entry.at, entry.note, covers, path
                )


def _claimed_unit(
    name: str, source: Source, names: Names, sink: Sink
) -> UnitIndex | None:
    # That none of the units could be found has been said where they are named.
    if not names.units:
        return None
    if not name:
        if len(names.units) == 1 and len(set(names.chosen)) < 2:
            return names.units[0]
        sink.report(
            codes.AMBIGUOUS_UNIT,
            source.span(("claims",), key=True),
            "the claims do not say which unit they are for",
            "the portfolio has several units: put the criteria under the "
            f'reference of each, such as "{names.units[0].key}:"',
        )
        return None
    chosen = [index for index in names.units if index.key == name]
    if not chosen:
        named = units_named(name, (index.unit for index in names.units))
        chosen = [index for index in names.units if index.unit in named]
    if len(chosen) == 1:
        return chosen[0]
    # That a unit of the portfolio is not there has been said where it is named.
    reference = name.partition("@")[0]
    if not chosen and reference in {one.partition("@")[0] for one in names.chosen}:
        return None
    keys = [index.key for index in names.units]
    span = source.span(("claims", name), key=True)
    if chosen:
        sink.report(
            codes.AMBIGUOUS_UNIT,
            span,
            f"{name} stands for several units of the portfolio",
            f"name one of {', '.join(index.key for index in chosen)}",
        )
    elif units_named(name, names.other_units):
        sink.report(
            codes.UNKNOWN_UNIT,
            span,
            f"the unit {name} is not one of this portfolio",
            "add it in portfolio.yaml under units:",
        )
    else:
        sink.report(
            codes.UNKNOWN_UNIT,
            span,
            f"there is no unit {name} in this portfolio",
            *spelling_hints(name, keys),
            f"its units are {', '.join(keys)}",
        )
    return None


def _selected(
    entry: PlainClaim,
    index: UnitIndex,
    source: Source,
    path: tuple[str | int, ...],
    evidence: Evidence,
    sink: Sink,
) -> Iterator[str]:
    halves: dict[int, str] = {}
    for place, text in enumerate(entry.criteria):
        try:
            yield from index.select(text)
        except SelectionError as error:
            if place - 1 in halves:
                continue
            joined = ".".join(entry.criteria[place : place + 2])
            if joined in index.by_key:
                halves[place] = joined
            sink.report(
                codes.UNKNOWN_CRITERION,
                source.span((*path, "criteria", place)),
                str(error),
                # A number with a comma came out as two.
                *([f"did you mean {joined}?"] if place in halves else ()),
                *_criterion_hints(text, error, index, evidence),
            )


def _criterion_hints(
    text: str, error: SelectionError, index: UnitIndex, evidence: Evidence
) -> Iterator[str]:
    yield from spelling_hints(text, ())
    yield from error.hints
    # A hint is a question and never offers what this item claims already.
    claimed = {
        one
        for entries in evidence.claims.values()
        for e in entries
        for one in e.criteria
    }
    near = [key for key in error.near if key not in claimed]
    if near:
        yield f"did you mean {near[0]}?"
    keys = [row.key for row in index.leaves]
    yield f"its criteria run from {keys[0]} to {keys[-1]}"


def _covers(
    entry: PlainClaim,
    index: UnitIndex,
    source: Source,
    path: tuple[str | int, ...],
    sink: Sink,
) -> dict[str, tuple[str, ...]]:
    ranges = {one.id: one for one in index.unit.ranges}
    found: dict[str, tuple[str, ...]] = {}
    for name, items in entry.covers.items():
        if name not in ranges:
            sink.report(
                codes.UNKNOWN_RANGE,
                source.span((*path, "covers", name), key=True),
                f"{index.key} has no range {name}",
                *spelling_hints(name, ranges),
                f"its ranges are {', '.join(ranges) or 'none'}",
            )
            continue
        known = ranges[name].items
        for place, item in enumerate(items):
            if item not in known:
                sink.report(
                    codes.UNKNOWN_RANGE,
                    source.span((*path, "covers", name, place)),
                    f'the range {name} has no item "{item}"',
                    *spelling_hints(item, known),
                    f"it holds {', '.join(known)}",
                )
        found[name] = tuple(item for item in items if item in known)
    return found
