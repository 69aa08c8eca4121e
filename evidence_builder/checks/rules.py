"""The list of rules. Each looks, none changes anything; adding one is adding a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.checks import (
    assessment,
    assurance,
    dates,
    evidence,
    files,
    people,
    standing,
    units,
)
from evidence_builder.checks.criteria import (
    check_qualification,
    check_twins,
    check_unit,
)
from evidence_builder.checks.severities import unknown_checks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.diagnostics import Diagnostic

    Check = Callable[[CheckedPortfolio], Iterator[Diagnostic]]


def run_checks(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Run every rule and return what they found, each with its own severity."""
    for check in CHECKS:
        yield from check(subject)


def criteria_files_are_sound(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Say of the chosen unit and qualification files what can be said of any."""
    library = subject.resolved.project.library
    chosen = [index.unit for index in subject.resolved.units]
    for unit in library.units:
        if any(unit.value is other for other in chosen):
            yield from check_unit(unit)
            yield from check_twins(unit, library.units)
    for qualification in library.qualifications:
        if qualification.value is subject.resolved.qualification:
            yield from check_qualification(qualification, library.units)


def settings_name_checks_that_exist(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A name that is mistyped would switch off nothing, and nobody would know."""
    portfolio = subject.resolved.project.portfolio
    checks = portfolio.value.settings.checks
    yield from unknown_checks(checks, portfolio.source, ("settings", "checks"))


CHECKS: tuple[Check, ...] = (
    evidence.every_item_claims_something,
    evidence.every_item_can_count,
    evidence.every_item_has_something_behind_it,
    evidence.every_observation_says_by_whom,
    evidence.what_was_accepted_follows_registration,
    evidence.every_method_is_allowed,
    evidence.every_item_is_anonymised,
    evidence.every_item_is_signed,
    evidence.no_more_pieces_than_allowed,
    evidence.every_item_is_current,
    evidence.evidence_held_elsewhere_was_seen,
    evidence.claims_to_long_items_say_where,
    evidence.signed_records_have_an_original,
    standing.items_without_anybody_behind_them_are_counted,
    files.every_file_is_claimed_once,
    files.every_email_has_sender_and_date,
    files.texts_hold_no_personal_data,
    people.nobody_judges_themselves,
    people.witnesses_are_no_relatives,
    people.every_testimony_is_complete,
    people.every_observation_is_dated,
    people.no_testimony_is_by_the_learner,
    people.expert_witnesses_are_experts,
    dates.evidence_follows_registration,
    dates.target_follows_registration,
    dates.the_target_is_still_to_come,
    dates.nothing_lies_in_the_future,
    dates.nothing_is_of_last_century,
    dates.signatures_follow_the_evidence,
    dates.decisions_follow_the_evidence,
    units.no_unit_rests_on_one_item,
    units.no_unit_rests_on_one_method,
    units.practice_is_shown_not_told,
    units.ranges_that_are_begun_are_covered,
    units.no_item_is_one_too_many,
    assessment.every_referral_has_feedback,
    assessment.actions_name_criteria,
    assessment.units_signed_off_have_no_gaps,
    assessment.sign_offs_follow_the_evidence,
    assessment.assurance_follows_assessment,
    assessment.every_sample_has_an_outcome,
    assessment.samples_speak_of_the_rules_of_evidence,
    assurance.what_was_returned_is_decided_again,
    assurance.actions_are_done_in_time,
    assurance.units_are_sampled_before_they_are_verified,
    assurance.decisions_in_training_are_countersigned,
    criteria_files_are_sound,
    settings_name_checks_that_exist,
)
