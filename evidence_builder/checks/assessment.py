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
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import day, did_you_mean, listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.coverage.result import UnitCoverage
    from evidence_builder.resolve.assessment.assessed import ResolvedSignOff

_JUDGING = (*ASSESSING, *ASSURING)
"""Whose sign-off says that a unit is achieved; the learner's only declares."""

# Sufficient, authentic and current are asked of assessors in "Understanding the
# principles and practices of assessment" (D/601/5313); all five: Agored Cymru,
# "Principles of Assessment".
_RULES_OF_EVIDENCE = ("valid", "authentic", "current", "sufficient", "reliable")


def every_referral_has_feedback(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A learner who is told not yet is told why."""
    for decision, item, place in subject.decisions():
        if decision.decision == "referred" and not (decision.feedback or "").strip():
            yield Diagnostic(
                codes.FEEDBACK_MISSING,
                place.span("decision"),
                words.no_feedback(item=item.item.id),
                (words.add_feedback(),),
            )


def actions_name_criteria(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Feedback is of use when it says which criteria it is about."""
    for action in subject.assessments.actions:
        if not any(action.record.claims.values()):
            yield Diagnostic(
                codes.ACTION_UNLINKED,
                subject.place_of(action.record).span("action"),
                words.action_without_criteria(),
                (words.add_claims_of_action(),),
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
                words.signed_off_lacking(
                    who=first.who.id, unit=unit.index.key, lacking=lacking
                ),
                (words.close_and_sign_again(),),
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
        told = {
            "unit": sign_off.unit,
            "who": _name(sign_off),
            "date": day(sign_off.record.on),
            "what": first,
            "later": day(when),
        }
        message = words.signed_off_before(**told)
        if len(later) > 1:
            message = words.signed_off_before_more(len(later) - 1, **told)
        yield Diagnostic(
            codes.SIGNED_OFF_TOO_EARLY,
            subject.place_of(sign_off.record).span("on"),
            message,
            (words.correct_or_sign_again(),),
        )


def assurance_follows_assessment(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A quality assurer verifies what an assessor has done, not what is to come."""
    for sign_off in subject.assessments.sign_offs:
        if sign_off.who.role not in ASSURING:
            continue
        signed = [
            other.record.on for other in _signed(subject, sign_off.unit, ("assessor",))
        ]
        if not signed or sign_off.record.on < min(signed):
            told = {
                "who": _name(sign_off),
                "unit": sign_off.unit,
                "date": day(sign_off.record.on),
            }
            message = words.assured_alone(**told)
            if signed:
                message = words.assured_before(**told, assessor=day(min(signed)))
            yield Diagnostic(
                codes.ASSURED_TOO_EARLY,
                subject.place_of(sign_off.record).span("on"),
                message,
                (words.assessor_first(),),
            )
    for sample in subject.assessments.samples:
        on = sample.record.on
        made = subject.assessments.decisions.made
        decided = [decision.on for decision in made if sample.is_of(decision)]
        if on is not None and decided and on < min(decided):
            yield Diagnostic(
                codes.ASSURED_TOO_EARLY,
                subject.place_of(sample.record).span("on"),
                words.sampled_before(
                    who=sample.who.id, date=day(on), first=day(min(decided))
                ),
                (words.correct_the_wrong_date(),),
            )


def every_sample_has_an_outcome(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """What was sampled was accepted, or something is to be done.

    A sample with neither date nor outcome is planned, and lacks only what it is of.
    """
    for sample in subject.assessments.samples:
        record = sample.record
        lacking = []
        if record.unit is None and not record.criteria and not record.evidence:
            lacking.append((words.what_was_sampled(), words.unit_or_evidence()))
        if record.on is not None and record.accepted is None:
            lacking.append((words.whether_accepted(), "accepted:"))
        if record.accepted is not None and record.on is None:
            lacking.append((words.when_sampled(), "on:"))
        if record.accepted in {"no", "after actions"} and not record.action:
            lacking.append((words.what_to_do(), "action:"))
        if lacking:
            yield Diagnostic(
                codes.SAMPLE_INCOMPLETE,
                subject.place_of(record).span(),
                words.sample_lacks(
                    who=sample.who.id, what=listing(unsaid for unsaid, _ in lacking)
                ),
                (words.add_fields(fields=listing(field for _, field in lacking)),),
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
            hints = [did_you_mean(name=close[0])] if close else []
            yield Diagnostic(
                codes.VACS_UNKNOWN,
                subject.place_of(sample.record).span("vacs", number),
                words.no_rule_of_evidence(word=word),
                (*hints, words.write_one_of(words=listing(_RULES_OF_EVIDENCE, "or"))),
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
        phrase = words.not_met if decided else words.not_covered
        return phrase(len(rows), criteria=criteria(unit.index, rows))
    if counted and not decided:
        return words.no_decision()
    for requirement in unit.together:
        if requirement.unaccepted is not None:
            reason = reasons.sentence(requirement.unaccepted)
            whole = reasons.together(requirement.where)
            return words.whole_lacks(whole=whole, reason=reason)
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
        words.the_decision_on(item=decision.evidence): decision.on
        for decision in subject.assessments.decisions.made
        if decision.unit == unit and decision.on > when
    }
