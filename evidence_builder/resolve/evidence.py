"""Prove the links of evidence items: units, criteria, methods, people, files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, Self, get_args

from evidence_builder import codes
from evidence_builder.coverage.claims import Claim, Item
from evidence_builder.diagnostics import Sink
from evidence_builder.load.loaded import LoadedEvidence
from evidence_builder.model.evidence import Evidence, PlainClaim
from evidence_builder.model.index import UnitIndex
from evidence_builder.model.methods import Method
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.resolve.assessed import Role
from evidence_builder.resolve.hints import list_hints, near_hints
from evidence_builder.resolve.links import report_unit
from evidence_builder.resolve.names import (
    NotKnown,
    Units,
    criteria_named,
    item_named,
    person_named,
    unit_under,
)
from evidence_builder.wording.phrases import listing
from evidence_builder.yamltext.source import Source

SIGNING: Final[tuple[str, ...]] = get_args(Role)
"""As what somebody signs an item: the names under ``signed:``."""


class Names(NamedTuple):
    """Everything that an evidence item may name."""

    units: Units
    methods: Mapping[str, Method]
    witnesses: Mapping[str, tuple[str]]
    evidence: frozenset[str]

    @classmethod
    def of(
        cls,
        portfolio: Portfolio,
        units: Units,
        methods: Mapping[str, Method],
        evidence: Iterable[str],
    ) -> Self:
        """Gather the names of a portfolio; ``evidence`` are numbers."""
        return cls(
            units=units,
            methods=methods,
            witnesses={witness.id: (witness.name,) for witness in portfolio.witnesses},
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
    _check_people(evidence, source, names.witnesses, names.evidence, sink)
    method = names.methods.get(evidence.method)
    if method is None:
        sink.report(
            codes.UNKNOWN_METHOD,
            source.span(("method",)),
            f"{evidence.method} is not a method code",
            *near_hints(evidence.method, names.methods),
            f"the codes are {', '.join(names.methods)}; add your own in portfolio.yaml "
            "under settings: methods:",
        )
        method = Method(evidence.method, evidence.method, performance=False)
    claims = tuple(_claims(evidence, source, names, sink))
    return Item(evidence, method, claims, tuple(missing_files), loaded.faulty)


def _check_people(
    evidence: Evidence,
    source: Source,
    witnesses: Mapping[str, Sequence[str]],
    items: AbstractSet[str],
    sink: Sink,
) -> None:
    """Report witnesses, signatures and related items that there are not.

    That witnesses stand on a list with their status is centres' practice; see
    docs/file-formats.md, "Fields of a witness".

    Args:
        witnesses: The witness list: id → names.
        items: The numbers of all evidence items.
    """
    for position, witness in enumerate(evidence.witness):
        named = person_named(witness, witnesses, evidence.witness)
        if isinstance(named, NotKnown):
            sink.report(
                codes.UNKNOWN_PERSON,
                source.span(("witness", position)),
                f"{witness} is not on the witness list",
                *named.hints,
                *list_hints(witness),
                "add the witness in portfolio.yaml under witnesses:",
            )
    taken = (*evidence.related, evidence.id)
    for position, other in enumerate(evidence.related):
        number = item_named(other, items, taken=taken)
        if other == evidence.id or isinstance(number, NotKnown):
            sink.report(
                codes.UNKNOWN_EVIDENCE,
                source.span(("related", position)),
                f"{other} is not the number of another evidence item",
                *(number.hints if isinstance(number, NotKnown) else ()),
                *list_hints(other),
            )
    for who in evidence.signed:
        if who not in SIGNING:
            sink.report(
                codes.FIELD_UNKNOWN,
                source.span(("signed", who), key=True),
                f'an item is not signed as "{who}"',
                *near_hints(who, SIGNING, evidence.signed),
                f"write {listing(SIGNING, 'or')}",
            )


def _claims(
    evidence: Evidence, source: Source, names: Names, sink: Sink
) -> Iterator[Claim]:
    seen: set[tuple[str, str, str | None]] = set()
    for name, entries in evidence.claims.items():
        index = _claimed_unit(name, source, names, sink)
        if index is None:
            continue
        for number, entry in enumerate(entries):
            path = ("claims", name, number)
            covers = entry.covers and _covers(entry, index, source, path, sink)
            beside = _beside(evidence, index, names.units)
            for key in _selected(entry, index, source, path, beside, sink):
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
    named = unit_under(name, names.units)
    if not isinstance(named, NotKnown):
        return named
    if not name and named.reason == "ambiguous":
        sink.report(
            codes.AMBIGUOUS_UNIT,
            source.span(("claims",), key=True),
            "the claims do not say which unit they are for",
            "the portfolio has several units: put the criteria under the "
            f'reference of each, such as "{named.among[0]}:"',
        )
        return None
    span = source.span(("claims", name), key=True)
    report_unit(name, named, names.units, span, sink)
    return None


def _selected(
    entry: PlainClaim,
    index: UnitIndex,
    source: Source,
    path: tuple[str | int, ...],
    beside: Iterable[str],
    sink: Sink,
) -> Iterator[str]:
    for number, named in criteria_named(entry.criteria, index, beside):
        if isinstance(named, NotKnown):
            span = source.span((*path, "criteria", number))
            sink.report(codes.UNKNOWN_CRITERION, span, named.message, *named.hints)
        else:
            yield from named


def _beside(evidence: Evidence, index: UnitIndex, units: Units) -> Iterator[str]:
    """Yield the texts of all claims of an item in a unit."""
    for name, entries in evidence.claims.items():
        if unit_under(name, units) is index:
            for entry in entries:
                yield from entry.criteria


def _covers(
    entry: PlainClaim,
    index: UnitIndex,
    source: Source,
    path: tuple[str | int, ...],
    sink: Sink,
) -> dict[str, tuple[str, ...]]:
    ranges = {unit_range.id: unit_range for unit_range in index.unit.ranges}
    covered: dict[str, tuple[str, ...]] = {}
    for name, items in entry.covers.items():
        if name not in ranges:
            sink.report(
                codes.UNKNOWN_RANGE,
                source.span((*path, "covers", name), key=True),
                f"{index.key} has no range {name}",
                *near_hints(name, ranges),
                f"its ranges are {', '.join(ranges) or 'none'}",
            )
            continue
        known = ranges[name].items
        for number, item in enumerate(items):
            if item not in known:
                sink.report(
                    codes.UNKNOWN_RANGE,
                    source.span((*path, "covers", name, number)),
                    f'the range {name} has no item "{item}"',
                    *near_hints(item, known),
                    f"it holds {', '.join(known)}",
                )
        covered[name] = tuple(item for item in items if item in known)
    return covered
