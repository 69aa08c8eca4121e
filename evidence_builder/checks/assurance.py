"""What quality assurers said, what is still to be done, and who stands by decisions.

NVQ Code of Practice (QCA, revised 2006), "Internal verification", "Sampling" and
"Assessment": samples before a unit is signed off, actions that are followed up, and
decisions of those in training countersigned by somebody qualified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.model.criterion_list import criteria
from evidence_builder.resolve.assessment.achieved import signed_on
from evidence_builder.resolve.assessment.owed import owed
from evidence_builder.resolve.people import ASSESSING, People
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.resolve.assessment.owed import Owing
    from evidence_builder.wording.language import Phrase


def what_was_returned_is_decided_again(
    subject: CheckedPortfolio,
) -> Iterator[Diagnostic]:
    """What a quality assurer did not accept waits for the assessor."""
    returned = subject.assessments.decisions.returned
    for sample in subject.assessments.samples:
        by_unit: dict[str, list[str]] = {}
        for (unit, key), word in returned.items():
            if word.order == sample.order:
                by_unit.setdefault(unit, []).append(key)
        for unit, keys in by_unit.items():
            named = criteria(subject.units[unit], keys)
            yield Diagnostic(
                codes.RETURNED,
                subject.place_of(sample.record).span("accepted"),
                words.returned(len(keys), who=sample.who.id, unit=unit, criteria=named),
                (words.decide_again(),),
            )


def actions_are_done_in_time(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """What somebody owes beyond its day is the first thing an EQA asks for."""
    for each in owed(subject.assessments):
        due = each.record.by_when
        if due is not None and each.is_overdue(subject.today):
            yield Diagnostic(
                codes.ACTION_OVERDUE,
                subject.place_of(each.record).span("by_when"),
                _OVERDUE[each.owing](date=day(due), action=each.action),
                (words.say_when_done(),),
            )


_OVERDUE: dict[Owing, Phrase] = {
    "learner": words.action_of_learner_overdue,
    "assessor": words.action_of_assessor_overdue,
    "iqa": words.action_of_iqa_overdue,
}


def units_are_sampled_before_they_are_verified(
    subject: CheckedPortfolio,
) -> Iterator[Diagnostic]:
    """An internal verifier signs off what they looked at."""
    sampled = {sample.unit for sample in subject.assessments.samples}
    decided = subject.assessments.decisions.made
    for sample in subject.assessments.samples:
        sampled |= {each.unit for each in decided if sample.is_of(each)}
    for sign_off in subject.assessments.sign_offs:
        if sign_off.who.role == "iqa" and sign_off.unit not in sampled:
            yield Diagnostic(
                codes.SIGNED_OFF_UNSAMPLED,
                subject.place_of(sign_off.record).span("unit"),
                words.signed_off_unsampled(who=sign_off.who.id, unit=sign_off.unit),
                (words.record_the_sample(),),
            )


def decisions_in_training_are_countersigned(
    subject: CheckedPortfolio,
) -> Iterator[Diagnostic]:
    """What somebody in training decides waits for somebody qualified.

    One finding for each record; a countersigner who decides alone is found too, as
    it is an assessor whom they stand by.
    """
    people = People(subject.resolved.portfolio)
    yield from _units_signed_off_in_training(subject, people)
    waiting = {
        (each.evidence, each.by, each.on)
        for each in subject.assessments.decisions.made
        if each.waits_for_countersignature
    }
    for loaded in subject.resolved.project.assessments:
        by = loaded.value.by
        if people.find(by, ASSESSING) is None:
            continue
        alone = people.find(by, ("assessor",)) is None
        for number, decision in enumerate(loaded.value.decisions):
            told = {"who": by, "item": decision.evidence, "date": day(decision.on)}
            span = loaded.source.span(("decisions", number, "decision"))
            if (decision.evidence, by, decision.on) in waiting:
                yield Diagnostic(
                    codes.COUNTERSIGN_MISSING,
                    span,
                    words.decided_in_training(**told),
                    (words.have_it_countersigned(),),
                )
            elif alone and decision.evidence in subject.items:
                yield Diagnostic(
                    codes.COUNTERSIGN_MISSING,
                    span,
                    words.countersigner_decided_alone(**told),
                    (words.list_as_assessor(),),
                )


def _units_signed_off_in_training(
    subject: CheckedPortfolio, people: People
) -> Iterator[Diagnostic]:
    """A unit that somebody in training signs off is achieved with a second name."""
    for sign_off in subject.assessments.sign_offs:
        who, on = sign_off.who, sign_off.record.on
        stands = signed_on(sign_off, subject.assessments, people)
        if who.role == "assessor" and stands is None:
            yield Diagnostic(
                codes.COUNTERSIGN_MISSING,
                subject.place_of(sign_off.record).span("unit"),
                words.trainee_signed_off(who=who.id, unit=sign_off.unit, date=day(on)),
                (words.have_it_countersigned(),),
            )
