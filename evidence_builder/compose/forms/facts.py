"""What is known of whom and what a form is about; the rest stays a blank.

Nothing is guessed: of two assessors none is named, because only one of them signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.compose.people import names_in
from evidence_builder.wording.phrases import day, listing

if TYPE_CHECKING:
    from evidence_builder.model.form import Role
    from evidence_builder.model.portfolio import Portfolio, Witness
    from evidence_builder.resolve.subject import FormSubject


def known(subject: FormSubject) -> dict[str, str]:
    """Return the facts that forms can ask for; those not known are not in it."""
    portfolio = subject.portfolio
    facts: dict[str, str | None] = {
        "units": "\n".join(
            f"{chosen.index.key} {chosen.index.unit.title}" for chosen in subject.units
        ),
        "evidence": _evidence(subject),
    }
    if portfolio is not None:
        learner, centre = portfolio.learner, portfolio.centre
        facts |= {
            "learner": learner.name,
            "registration": learner.registration,
            "uln": learner.uln,
            "job_title": learner.job_title,
            "employer": learner.employer,
            "centre": centre.name,
            "centre_number": centre.number,
            "qualification": _qualification(subject),
            "qualification_number": portfolio.qualification,
            "registered": day(portfolio.registered) if portfolio.registered else None,
            "target": day(portfolio.target) if portfolio.target else None,
        }
        facts |= {role: _only(portfolio, role) for role in _TEAM}
        facts |= _witness_facts(witness_of(subject))
    return {name: value for name, value in facts.items() if value}


def person(subject: FormSubject, role: Role | None) -> str:
    """Return the name of who signs in a role, where there can be only one."""
    return "" if role is None else known(subject).get(role, "")


def person_id(subject: FormSubject, role: Role) -> str | None:
    """Return the id by which files name somebody, as ``person`` does the name."""
    if role == "learner":
        return "learner"
    if role == "witness":
        witness = witness_of(subject)
        return None if witness is None else witness.id
    people = () if subject.portfolio is None else subject.portfolio.people
    ids = [member.id for member in people if role in member.all_roles]
    return ids[0] if len(ids) == 1 else None


def witness_of(subject: FormSubject) -> Witness | None:
    """Return the witness of the item that a form is about, if it names one only."""
    named = () if subject.evidence is None else subject.evidence.witness
    witnesses = () if subject.portfolio is None else subject.portfolio.witnesses
    matches = [witness for witness in witnesses if witness.id in named]
    return matches[0] if len(matches) == 1 else None


_TEAM: tuple[Role, ...] = ("assessor", "countersigner", "iqa")


def _only(portfolio: Portfolio, role: str) -> str | None:
    names = names_in(role, portfolio)
    return names[0] if len(names) == 1 else None


def _evidence(subject: FormSubject) -> str:
    evidence = subject.evidence
    if evidence is None:
        return ""
    dates = evidence.all_dates()
    when = f", {listing(day(date) for date in dates)}" if dates else ""
    return f"{evidence.id} {evidence.title}{when}"


def _qualification(subject: FormSubject) -> str | None:
    qualification = subject.qualification
    return None if qualification is None else qualification.title


def _witness_facts(witness: Witness | None) -> dict[str, str | None]:
    if witness is None:
        return {}
    return {
        "witness": witness.name,
        "witness_job": witness.job_title,
        "witness_relationship": witness.relationship,
        "witness_contact": witness.contact,
    }
