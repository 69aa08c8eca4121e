"""What assessors and quality assurers wrote: complete, and in the right order.

NVQ Code of Practice (QCA, revised 2006), paragraphs 40 to 72: assessors decide and
record, internal verifiers sample what was decided. What a record must say is centres'
practice; see docs/diagnostics.md, EB417 to EB424.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes, reasons
from evidence_builder.checks.subject import counting
from evidence_builder.coverage.result import Status
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.model.criterion_list import criteria
from evidence_builder.resolve.people import ASSESSING, ASSURING
from evidence_builder.wording.phrases import count, day, listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.coverage.result import UnitCoverage
    from evidence_builder.resolve.assessed import ResolvedSignOff

_JUDGING = (*ASSESSING, *ASSURING)
"""Whose sign-off says that a unit is achieved; the learner's only declares."""

# Sufficient, authentic and current are asked of assessors in "Understanding the
# principles and practices of assessment" (D/601/5313); all five: Agored Cymru,
# "Principles of Assessment".
_RULES_OF_EVIDENCE = ("valid", "authentic", "current", "sufficient", "reliable")


def every_referral_has_feedback(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A learner who is told not yet is told why."""
    for decision, item, place in subject.decisions():
        if decision.decision == "not yet" and not (decision.feedback or "").strip():
            yield Diagnostic(
                codes.FEEDBACK_MISSING,
                place.span("decision"),
                f"the decision on {item.item.id} is not yet, and no feedback says why",
                ("add feedback: with what is lacking and what would help",),
            )


def actions_name_criteria(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Feedback is of use when it says which criteria it is about."""
    for action in subject.assessments.actions:
        if not any(action.record.claims.values()):
            yield Diagnostic(
                codes.ACTION_UNLINKED,
                subject.place_of(action.record).span("action"),
                "the action names no criterion",
                ("add claims: with the criteria that it is about, if there are any",),
            )


def units_signed_off_have_no_gaps(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Who signs a unit off says that every criterion of it is met.

    What the assessor accepted decides, and not what is claimed.
    """
    for unit in subject.coverage.units:
        first = next(_signed(subject, unit.index.key, _JUDGING), None)
        lacking = _lacking(unit)
        if first is not None and lacking:
            yield Diagnostic(
                codes.SIGNED_OFF_WITH_GAPS,
                subject.place_of(first.record).span("unit"),
                f"{first.who.id} signed off {unit.index.key}, and {lacking}",
                ("close what is open, or take the sign-off out until it is",),
            )


def sign_offs_follow_the_evidence(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Nothing can be signed off that was made, or decided on, only later."""
    units = {unit.index.key: unit for unit in subject.coverage.units}
    for sign_off in subject.assessments.sign_offs:
        if sign_off.unit not in units or sign_off.who.role == "witness":
            continue
        later = _made_after(units[sign_off.unit], sign_off.record.on)
        if sign_off.who.role in _JUDGING:
            later |= _decided_after(subject, sign_off.unit, sign_off.record.on)
        if not later:
            continue
        first, when = next(iter(later.items()))
        more = f" and {len(later) - 1} more" if len(later) > 1 else ""
        yield Diagnostic(
            codes.SIGNED_OFF_TOO_EARLY,
            subject.place_of(sign_off.record).span("on"),
            f"{sign_off.unit} was signed off by {_name(sign_off)} on "
            f"{day(sign_off.record.on)}, before {first} of {day(when)}{more}",
            ("correct the date that is wrong, or sign off again",),
        )


def assurance_follows_assessment(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A quality assurer verifies what an assessor has done, not what is to come."""
    for sign_off in subject.assessments.sign_offs:
        if sign_off.who.role not in ASSURING:
            continue
        signed = [
            other.record.on for other in _signed(subject, sign_off.unit, ("assessor",))
        ]
        by = (
            f"{_name(sign_off)} signed off {sign_off.unit} on {day(sign_off.record.on)}"
        )
        if not signed or sign_off.record.on < min(signed):
            assessor = "and no assessor has signed it off"
            if signed:
                assessor = f"before the assessor did on {day(min(signed))}"
            yield Diagnostic(
                codes.ASSURED_TOO_EARLY,
                subject.place_of(sign_off.record).span("on"),
                f"{by}, {assessor}",
                ("the assessor signs off first",),
            )
    for sample in subject.assessments.samples:
        on = sample.record.on
        made = subject.assessments.decisions.made
        decided = [decision.on for decision in made if sample.is_of(decision)]
        if on is not None and decided and on < min(decided):
            yield Diagnostic(
                codes.ASSURED_TOO_EARLY,
                subject.place_of(sample.record).span("on"),
                f"{sample.who.id} sampled on {day(on)}, before the first decision "
                f"there of {day(min(decided))}",
                ("correct the date that is wrong",),
            )


def every_sample_has_an_outcome(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """What was sampled was accepted, or something is to be done.

    A sample with neither date nor outcome is planned, and lacks only what it is of.
    """
    for sample in subject.assessments.samples:
        record = sample.record
        lacking = []
        if record.unit is None and not record.criteria and not record.evidence:
            lacking.append(("what was sampled", "unit: or evidence:"))
        if record.on is not None and record.accepted is None:
            lacking.append(("whether the decisions were accepted", "accepted:"))
        if record.accepted is not None and record.on is None:
            lacking.append(("when", "on:"))
        if record.accepted is False and not record.action:
            lacking.append(("what the assessor is to do", "action:"))
        if lacking:
            yield Diagnostic(
                codes.SAMPLE_INCOMPLETE,
                subject.place_of(record).span(),
                f"the sample by {sample.who.id} does not say "
                f"{listing(words for words, _ in lacking)}",
                (f"add {listing(field for _, field in lacking)}",),
            )


def samples_speak_of_the_rules_of_evidence(
    subject: CheckedPortfolio,
) -> Iterator[Diagnostic]:
    """What a sample finds of the evidence is one of the rules of evidence."""
    for sample in subject.assessments.samples:
        for number, word in enumerate(sample.record.vacs):
            if word.casefold() in _RULES_OF_EVIDENCE:
                continue
            from difflib import get_close_matches  # only an odd word needs it

            close = get_close_matches(word.casefold(), _RULES_OF_EVIDENCE, 1)
            hints = [f"did you mean {close[0]}?"] if close else []
            yield Diagnostic(
                codes.VACS_UNKNOWN,
                subject.place_of(sample.record).span("vacs", number),
                f"{word} is no rule of evidence",
                (*hints, f"write {listing(_RULES_OF_EVIDENCE, 'or')}"),
            )


def _signed(
    subject: CheckedPortfolio, unit: str, roles: tuple[str, ...]
) -> Iterator[ResolvedSignOff]:
    """Return the sign-offs of a unit by some roles, in the order of the roles."""
    for role in roles:
        for sign_off in subject.assessments.sign_offs:
            if sign_off.unit == unit and sign_off.who.role == role:
                yield sign_off


def _name(sign_off: ResolvedSignOff) -> str:
    return sign_off.who.id or sign_off.who.name


def _lacking(unit: UnitCoverage) -> str:
    """Return in words what keeps a unit from being met; nothing where it is met."""
    decided = any(row.decisions for row in unit.rows)
    counted = [row for row in unit.rows if row.is_counted]
    rows = [
        row.row.key
        for row in counted
        if (row.status is not Status.MET if decided else row.status.is_gap)
    ]
    if rows:
        are = count(len(rows), "criterion is", "criteria are")
        not_yet = "not met" if decided else "not covered"
        return f"{are} {not_yet}: {criteria(unit.index, rows)}"
    if counted and not decided:
        return "no decision on it is recorded"
    for requirement in unit.together:
        if requirement.unaccepted is not None:
            where = reasons.together(requirement.where)
            return f"{where} {reasons.sentence(requirement.unaccepted)}"
    return ""


def _made_after(unit: UnitCoverage, when: date) -> dict[str, date]:
    """Return the items of a unit whose last date is later, with that date."""
    later = {}
    for result in counting(unit):
        dates = result.item.evidence.all_dates()
        if dates and dates[-1] > when:
            later[result.item.id] = dates[-1]
    return later


def _decided_after(subject: CheckedPortfolio, unit: str, when: date) -> dict[str, date]:
    return {
        f"the decision on {decision.evidence}": decision.on
        for decision in subject.assessments.decisions.made
        if decision.unit == unit and decision.on > when
    }
