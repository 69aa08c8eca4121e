"""Standing by what somebody in training decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_builder.files.store import StoreError
from evidence_builder.model.assessment import Countersignature
from evidence_builder.records.choosing import (
    Refused,
    RefusedError,
    assessor_named,
    item_known,
    unit_named,
)
from evidence_builder.records.deciding import is_to_come, who_decides
from evidence_builder.records.writing import record_countersignature
from evidence_builder.resolve.assessment.assessments import place_in_order
from evidence_builder.resolve.assessment.independence import is_same
from evidence_builder.resolve.people import People
from evidence_builder.wording import records as words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from evidence_builder.coverage.decisions import DecisionOnClaim
    from evidence_builder.model.assessment import Decision
    from evidence_builder.records.deciding import Named
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessment.assessed import Who
    from evidence_builder.resolve.resolved import Measured


@dataclass(frozen=True, slots=True)
class Countersigned:
    """A decision that was countersigned; ``made`` are the criteria that it is on."""

    recorded: Recorded
    decision: Decision
    made: tuple[DecisionOnClaim, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    path: str
    number: int
    decision: Decision
    made: tuple[DecisionOnClaim, ...]


def countersign(
    measured: Measured,
    named: Named,
    on: date,
    *,
    today: date,
    only_show: bool = False,
) -> list[Countersigned] | Refused:
    """Countersign the decisions that wait, those that names choose.

    Nobody stands by what they decided themselves, nor while they are in training: NVQ
    Code of Practice (QCA, revised 2006), "Assessment".

    Args:
        named: Who signs; the item and the unit, where not all are meant.
        only_show: Whether to write nothing, and return what would be written.
    """
    try:
        who, able = _able(measured, named, on, today)
        folder = measured.resolved.project.folder
        signed = Countersignature(by=who.id, on=on)
        done = []
        for each in able:
            recorded = record_countersignature(
                folder,
                each.path,
                each.number,
                each.decision,
                signed,
                only_show=only_show,
            )
            done.append(Countersigned(recorded, each.decision, each.made))
    except RefusedError as error:
        return error.refused
    except StoreError as error:
        return Refused("file", str(error))
    return done


def _able(
    measured: Measured, named: Named, on: date, today: date
) -> tuple[Who, list[_Waiting]]:
    """Return who signs, and what of the decisions that wait they may sign.

    Raises:
        RefusedError: Nothing, and why.
    """
    to_come = is_to_come(on, today)
    if to_come:
        raise RefusedError(Refused("on", to_come))
    who = assessor_named(measured.resolved, named.by)
    if who is None:
        raise RefusedError(who_decides(measured.resolved))
    waiting = list(_chosen(measured, named))
    if not waiting:
        raise RefusedError(Refused("record", words.nothing_to_countersign()))
    able = [each for each in waiting if _may(measured, who, each, on)]
    if not able:
        message = words.cannot_countersign_own(who=who.id)
        raise RefusedError(Refused("by", message))
    return who, able


def _chosen(measured: Measured, named: Named) -> Iterator[_Waiting]:
    """Yield the decisions that wait, file by file."""
    resolved = measured.resolved
    item = item_known(resolved, named.evidence) if named.evidence else None
    unit = unit_named(resolved, named.unit).key if named.unit else None
    by_place: dict[tuple[str, int], list[DecisionOnClaim]] = {}
    for made in measured.assessments.decisions.made:
        if (
            made.waits_for_countersignature
            and item in {None, made.evidence}
            and unit in {None, made.unit}
        ):
            by_place.setdefault(made.order, []).append(made)
    for loaded in resolved.project.assessments:
        order = place_in_order(loaded.source.path)
        for number, decision in enumerate(loaded.value.decisions):
            some = by_place.get((order, number))
            if some:
                yield _Waiting(loaded.source.path, number, decision, tuple(some))


def _may(measured: Measured, who: Who, each: _Waiting, on: date) -> bool:
    people = People(measured.resolved.portfolio)
    own = any(is_same(who.id, made.by, people) for made in each.made)
    return not own and not people.is_in_training(who.id, on)
