"""Who an evidence item names: witnesses, those who signed, and related items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from evidence_builder import codes
from evidence_builder.model.identifiers import comparable
from evidence_builder.resolve.assessed import Role
from evidence_builder.resolve.units import list_hints, spelling_hints
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from evidence_builder.diagnostics import Sink
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.yamltext.source import Source

SIGNING: Final[tuple[str, ...]] = get_args(Role)
"""As what somebody signs an item: the names under ``signed:``."""


def check_people(
    evidence: Evidence,
    source: Source,
    witnesses: Mapping[str, str],
    items: AbstractSet[str],
    sink: Sink,
) -> None:
    """Report witnesses, signatures and related items that there are not.

    Args:
        witnesses: The witness list: id → name.
        items: The numbers of all evidence items.
    """
    for place, witness in enumerate(evidence.witness):
        if witness not in witnesses:
            sink.report(
                codes.UNKNOWN_PERSON,
                source.span(("witness", place)),
                f"{witness} is not on the witness list",
                *_witness_hints(witness, witnesses),
            )
    for place, other in enumerate(evidence.related):
        if other not in items or other == evidence.id:
            sink.report(
                codes.UNKNOWN_EVIDENCE,
                source.span(("related", place)),
                f"{other} is not the number of another evidence item",
                *spelling_hints(other, items),
                *list_hints(other),
            )
    for who in evidence.signed:
        if who not in SIGNING:
            sink.report(
                codes.FIELD_UNKNOWN,
                source.span(("signed", who), key=True),
                f'an item is not signed as "{who}"',
                *spelling_hints(who, SIGNING),
                f"write {listing(SIGNING, 'or')}",
            )


def _witness_hints(witness: str, witnesses: Mapping[str, str]) -> tuple[str, ...]:
    """Return what may help with a witness who is not on the list by that id."""
    named = [
        one
        for one, name in witnesses.items()
        if comparable(name) == comparable(witness)
    ]
    if named:
        return (f"did you mean {named[0]}?",)
    return (
        *spelling_hints(witness, witnesses),
        *list_hints(witness),
        "add the witness in portfolio.yaml under witnesses:",
    )
