"""What a decision is about, as checksums: what was judged, and nothing else.

Portfolios hold these for years, so what goes into one never changes. ``evidence`` is
the SHA-256 (FIPS 180-4, 6.2), in hexadecimal, of these lines, each ended by a line
feed; a line is there only where the item says such a thing::

    evidence 2
    text SHA-256 of the narrative, as UTF-8 with the line ends of Unix
    file SHA-256 of the bytes of each file, in the order of the item
    method WP
    author learner
    date 2026-03-02             (each date, earliest first)
    witness W1                  (each witness, in order)
    held in situ
    location Office safe
    seen_by JT
    seen_on 2026-03-03
    claim A/506/1821 3.2 @ p. 1; tools: clippers, scissors

The last is for each decided criterion that the item claimed, with the locator and what
it covers, sorted. A file that cannot be read is ``missing``. Further claims, relations,
titles, notes, signatures and originals are no part of it: they change nothing of what
was looked at.

``criteria`` is the SHA-256 of ``criteria 1`` and of a line for each decided criterion
or part, in the unit's order: its id and its text, that of its stem before it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from evidence_builder.coverage.claims import Claim
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.resolved import ResolvedItem

Decided = tuple["UnitIndex", "Sequence[str]"]
"""A unit, and the keys of the criteria of it that a decision is about."""


class Judgement(NamedTuple):
    """What a decision is about, as it is now."""

    evidence: str
    criteria: str
    version: str
    seen: tuple[str, ...]
    """The items that claim the criteria."""


def judgement(
    item: ResolvedItem, decided: Sequence[Decided], items: Iterable[ResolvedItem]
) -> Judgement:
    """Return what a decision on an item is about, as everything is now.

    Args:
        items: All items of the portfolio.
    """
    places = {(index.key, key) for index, keys in decided for key in keys}
    seen = tuple(
        other.item.id
        for other in items
        if any((claim.unit, claim.criterion) in places for claim in other.item.claims)
    )
    versions = dict.fromkeys(index.unit.version for index, _ in decided)
    return Judgement(
        evidence_judged(item, places),
        criteria_judged(decided),
        ", ".join(versions),
        seen,
    )


def evidence_judged(item: ResolvedItem, places: Collection[tuple[str, str]]) -> str:
    """Return the checksum of an item, judged for some criteria of some units."""
    return _sha256("evidence 2", *_lines_of(item), *_claims_of(item, places))


def criteria_judged(decided: Iterable[Decided]) -> str:
    """Return the checksum of the wording of criteria."""
    lines = []
    for index, keys in decided:
        for key in keys:
            words = " ".join(index.by_key[key].whole_text.split())
            lines.append(f"criterion {key} {words}")
    return _sha256("criteria 1", *lines)


def _lines_of(item: ResolvedItem) -> Iterator[str]:
    evidence, narrative = item.item.evidence, item.loaded.narrative.text
    if narrative.strip():
        text = narrative.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        yield f"text {_checksum(text)}"
    for file in item.files:
        yield f"file {file.attachment.sha256 if file.attachment else 'missing'}"
    yield f"method {evidence.method}"
    if evidence.author:
        yield f"author {evidence.author}"
    yield from (f"date {when.isoformat()}" for when in evidence.all_dates())
    yield from (f"witness {witness}" for witness in evidence.witness)
    for field in ("held", "location", "seen_by", "seen_on"):
        value = getattr(evidence, field)
        if value:
            yield f"{field} {' '.join(str(value).split())}"


def _claims_of(item: ResolvedItem, places: Collection[tuple[str, str]]) -> list[str]:
    return sorted(
        _line(claim)
        for claim in item.item.claims
        if (claim.unit, claim.criterion) in places
    )


def _line(claim: Claim) -> str:
    at = f" @ {claim.at.text}" if claim.at else ""
    covers = "".join(
        f"; {name}: {', '.join(sorted(items))}"
        for name, items in sorted(claim.covers.items())
    )
    return f"claim {claim.unit} {claim.criterion}{at}{covers}"


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _sha256(*lines: str) -> str:
    return _checksum("".join(f"{line}\n" for line in lines))
