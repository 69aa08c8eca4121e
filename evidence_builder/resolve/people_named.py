"""Who an evidence item names: witnesses, those who signed, and related items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from evidence_builder import codes
from evidence_builder.resolve.assessed import Role
from evidence_builder.resolve.hints import list_hints, near_hints
from evidence_builder.resolve.names import NotKnown, item_named, person_named
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from evidence_builder.diagnostics import Sink
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.yamltext.source import Source

SIGNING: Final[tuple[str, ...]] = get_args(Role)
"""As what somebody signs an item: the names under ``signed:``."""


def check_people(
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
