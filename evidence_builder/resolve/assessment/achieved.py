"""Whether a unit is achieved: met in every voice, and signed off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.coverage.result import Status
from evidence_builder.resolve.people import People

if TYPE_CHECKING:
    from datetime import date

    from evidence_builder.coverage.result import UnitCoverage
    from evidence_builder.resolve.assessment.assessed import (
        Assessments,
        ResolvedSignOff,
    )
    from evidence_builder.resolve.resolved import Measured


class CreditCount(NamedTuple):
    """Credits of the units that are chosen and achieved, and what is asked in all."""

    chosen: int
    achieved: int
    needed: int | None


def credit_count(measured: Measured) -> CreditCount:
    """Return the credits of the units that are chosen, and of those achieved."""
    combination, qualification = measured.combination, measured.resolved.qualification
    units = measured.coverage.units
    chosen = sum(unit.index.unit.credits or 0 for unit in units)
    return CreditCount(
        combination.credits if combination else chosen,
        sum(unit.index.unit.credits or 0 for unit in units if achieved(measured, unit)),
        qualification.credits_needed if qualification else None,
    )


def achieved(measured: Measured, unit: UnitCoverage) -> date | None:
    """Return the day on which a unit was achieved; None where it is not.

    Every criterion and requirement is met, nothing is returned, and its assessor has
    signed it off; one in training with a countersignature (NVQ Code of Practice, QCA,
    revised 2006, "Assessment").
    """
    returned = any(row.status is Status.RETURNED for row in unit.rows)
    if not unit.is_met or returned:
        return None
    people = People(measured.resolved.portfolio)
    own = [
        sign_off
        for sign_off in measured.assessments.sign_offs
        if sign_off.unit == unit.index.key
    ]
    days = (
        signed_on(sign_off, measured.assessments, people)
        for sign_off in own
        if sign_off.who.role == "assessor"
    )
    return min((day for day in days if day is not None), default=None)


def signed_on(
    sign_off: ResolvedSignOff, records: Assessments, people: People
) -> date | None:
    """Return since when an assessor's signature for a unit stands; None until it does.

    That of somebody in training stands with a countersignature for the unit, or for
    each decision that they made in it.
    """
    who, on = sign_off.who, sign_off.record.on
    if not people.is_in_training(who.id, on):
        return on
    backed = [
        other.record.on
        for other in records.sign_offs
        if other.unit == sign_off.unit and other.who.role == "countersigner"
    ]
    if not backed:
        made = [
            decision
            for decision in records.decisions.made
            if decision.unit == sign_off.unit and decision.by == who.id
        ]
        signed = [each.countersigned for each in made if each.is_met]
        backed = [each[1] for each in signed if each is not None]
        if not signed or len(backed) < len(signed):
            return None
    return max(on, *backed)
