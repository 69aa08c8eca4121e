"""Prove the links of evidence items: units, criteria, methods, people, files."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from evidence_builder import codes
from evidence_builder.coverage.claims import Claim, Item
from evidence_builder.diagnostics import Sink
from evidence_builder.load.loaded import LoadedEvidence
from evidence_builder.model.evidence import PlainClaim
from evidence_builder.model.index import UnitIndex
from evidence_builder.model.methods import Method
from evidence_builder.resolve.assessment.assessed import Role
from evidence_builder.resolve.hints import list_hints, near_hints
from evidence_builder.resolve.links import keys_named, report_unit
from evidence_builder.resolve.names import (
    NotKnown,
    Units,
    criteria_named,
    item_named,
    person_named,
    unit_under,
)
from evidence_builder.wording import resolve as words
from evidence_builder.wording.phrases import listing
from evidence_builder.yamltext.source import Step

if TYPE_CHECKING:
    from evidence_builder.model.locator import Locator

SIGNING: Final[tuple[str, ...]] = get_args(Role)
"""As what somebody signs an item: the names under ``signed:``."""


class Names(NamedTuple):
    """Everything that an evidence item may name."""

    units: Units
    methods: Mapping[str, Method]
    witnesses: Mapping[str, tuple[str]]
    """The witness list: id → names."""
    evidence: AbstractSet[str]
    """The numbers of all evidence items."""


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
                words.number_taken(item=loaded.value.id, file=other.source.path),
                words.numbers_stay(),
            )
    return tuple(first.values())


def resolve_item(
    loaded: LoadedEvidence, names: Names, missing_files: Iterable[str], sink: Sink
) -> Item:
    """Return an item as the mapper needs it, reporting every name not found."""
    resolving = _Resolving(loaded, names, sink)
    resolving.check_people()
    method = resolving.method()
    claims = tuple(resolving.claims())
    return Item(loaded.value, method, claims, tuple(missing_files), loaded.faulty)


class _Resolving:
    """One item, held against what it may name."""

    def __init__(self, loaded: LoadedEvidence, names: Names, sink: Sink) -> None:
        self.evidence = loaded.value
        self.source = loaded.source
        self.names = names
        self.sink = sink

    def check_people(self) -> None:
        """Report witnesses, signatures and related items that there are not.

        That witnesses stand on a list with their status is centres' practice; see
        docs/file-formats.md, "Fields of a witness".
        """
        evidence = self.evidence
        for position, witness in enumerate(evidence.witness):
            named = person_named(witness, self.names.witnesses, evidence.witness)
            if isinstance(named, NotKnown):
                self.sink.report(
                    codes.UNKNOWN_PERSON,
                    self.source.span(("witness", position)),
                    words.no_witness(name=witness),
                    *named.hints,
                    *list_hints(witness),
                    words.add_witness(),
                )
        taken = (*evidence.related, evidence.id)
        for position, other in enumerate(evidence.related):
            number = item_named(other, self.names.evidence, taken=taken)
            if other == evidence.id or isinstance(number, NotKnown):
                self.sink.report(
                    codes.UNKNOWN_EVIDENCE,
                    self.source.span(("related", position)),
                    words.no_other_item(name=other),
                    *(number.hints if isinstance(number, NotKnown) else ()),
                    *list_hints(other),
                )
        for who in evidence.signed:
            if who not in SIGNING:
                self.sink.report(
                    codes.FIELD_UNKNOWN,
                    self.source.span(("signed", who), key=True),
                    words.not_signed_as(role=who),
                    *near_hints(who, SIGNING, evidence.signed),
                    words.write_one_of(names=listing(SIGNING, "or")),
                )

    def method(self) -> Method:
        """Return the method; one that nobody knows shows no performance."""
        code, methods = self.evidence.method, self.names.methods
        if code in methods:
            return methods[code]
        self.sink.report(
            codes.UNKNOWN_METHOD,
            self.source.span(("method",)),
            words.no_method_code(code=code),
            *near_hints(code, methods),
            words.codes_are(codes=", ".join(methods)),
        )
        return Method(code, code, performance=False)

    def claims(self) -> Iterator[Claim]:
        """Yield what the item claims, each criterion once for each place in it."""
        evidence = self.evidence
        seen: set[tuple[str, str, Locator | None]] = set()
        for name, entries in evidence.claims.items():
            index = self._claimed_unit(name)
            if index is None:
                continue
            for number, entry in enumerate(entries):
                path = ("claims", name, number)
                covers = entry.covers and self._covers(entry, index, path)
                named = criteria_named(entry.criteria, index, self._texts(index))
                below = (*path, "criteria")
                for key in keys_named(named, self.source, below, self.sink):
                    mark = index.key, key, entry.at
                    if mark in seen:
                        message = words.claimed_twice(
                            item=evidence.id, unit=index.key, criterion=key
                        )
                        if entry.at:
                            message = words.claimed_twice_at(
                                item=evidence.id,
                                unit=index.key,
                                criterion=key,
                                at=entry.at,
                            )
                        span = self.source.span(path)
                        self.sink.report(codes.DUPLICATE_CLAIM, span, message)
                        continue
                    seen.add(mark)
                    yield Claim(
                        evidence.id, index.key, key, entry.at, entry.note, covers, path
                    )

    def _claimed_unit(self, name: str) -> UnitIndex | None:
        named = unit_under(name, self.names.units)
        if not isinstance(named, NotKnown):
            return named
        if not name and named.reason == "ambiguous":
            self.sink.report(
                codes.AMBIGUOUS_UNIT,
                self.source.span(("claims",), key=True),
                words.claims_without_unit(),
                words.claims_under_units(unit=named.among[0]),
            )
        else:
            span = self.source.span(("claims", name), key=True)
            report_unit(name, named, self.names.units, span, self.sink)
        return None

    def _texts(self, index: UnitIndex) -> Iterator[str]:
        """Yield the texts of all claims of the item in a unit."""
        for name, entries in self.evidence.claims.items():
            if unit_under(name, self.names.units) is index:
                for entry in entries:
                    yield from entry.criteria

    def _covers(
        self, entry: PlainClaim, index: UnitIndex, path: tuple[Step, ...]
    ) -> dict[str, tuple[str, ...]]:
        """Return what a claim covers of ranges, by the name of each."""
        ranges = {unit_range.id: unit_range for unit_range in index.unit.ranges}
        covered: dict[str, tuple[str, ...]] = {}
        for name, items in entry.covers.items():
            if name not in ranges:
                self.sink.report(
                    codes.UNKNOWN_RANGE,
                    self.source.span((*path, "covers", name), key=True),
                    words.no_range(unit=index.key, range=name),
                    *near_hints(name, ranges),
                    words.ranges_are(ranges=", ".join(ranges) or words.no_ranges()),
                )
                continue
            known = ranges[name].items
            for number, item in enumerate(items):
                if item not in known:
                    self.sink.report(
                        codes.UNKNOWN_RANGE,
                        self.source.span((*path, "covers", name, number)),
                        words.not_in_range(range=name, item=item),
                        *near_hints(item, known),
                        words.range_holds(items=", ".join(known)),
                    )
            covered[name] = tuple(item for item in items if item in known)
        return covered
