"""Who people are: names and parts for the ids that files use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.wording.documents import compose as words
from evidence_builder.wording.phrases import day, enumerated

if TYPE_CHECKING:
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.portfolio import Portfolio

_OBSERVATION = "O"


def person(name: str, portfolio: Portfolio) -> str:
    """Return a person's name and part in it, where an id stands for somebody.

    Any other text is returned as it was written; nobody is guessed.
    """
    for witness in portfolio.witnesses:
        if witness.id == name:
            details = (witness.name, witness.job_title, witness.relationship)
            text = enumerated(filter(None, details))
            return words.witness_with_id(witness=text, id=witness.id)
    for member in portfolio.people:
        if member.id == name:
            return words.person_in_role(
                name=member.name, role=words.ROLES[member.all_roles[0]]()
            )
    return name


def present(name: str, portfolio: Portfolio) -> str:
    """Return who is meant by an id, or by a part such as learner or employer."""
    if name == "learner":
        return words.is_learner(name=portfolio.learner.name)
    if name == "employer":
        return words.employer()
    return person(name, portfolio)


def named(portfolio: Portfolio) -> dict[str, str]:
    """Return the name of everybody whom a portfolio lists, by id."""
    names = {witness.id: witness.name for witness in portfolio.witnesses}
    return names | {member.id: member.name for member in portfolio.people}


def names_in(role: str, portfolio: Portfolio) -> list[str]:
    """Return the names of those who have a role in the assessment team."""
    return [member.name for member in portfolio.people if role in member.all_roles]


def names_signing(
    evidence: Evidence, portfolio: Portfolio
) -> dict[str, tuple[str, ...]]:
    """Return who signs an item, by role, as far as it says who they are."""
    who = {member.id: member for member in portfolio.people}
    names: dict[str, tuple[str, ...]] = {"learner": (portfolio.learner.name,)}
    names["witness"] = tuple(
        witness.name
        for witness in portfolio.witnesses
        if witness.id in evidence.witness
    )
    maker = who.get(evidence.author or "")
    assessors = names_in("assessor", portfolio)
    if maker is not None and "assessor" in maker.all_roles:
        names["assessor"] = (maker.name,)
    elif len(assessors) == 1:
        names["assessor"] = tuple(assessors)
    return names


def author(evidence: Evidence, portfolio: Portfolio) -> str:
    """Return who made an item: as given, or as its method has it."""
    if evidence.is_by_learner:
        return words.is_learner(name=portfolio.learner.name)
    if evidence.author is not None:
        return person(evidence.author, portfolio)
    if evidence.method == _OBSERVATION or not evidence.witness:
        return words.author_not_stated()
    return "\n".join(person(name, portfolio) for name in evidence.witness)


def seen_by(evidence: Evidence, portfolio: Portfolio) -> str:
    """Return who saw evidence that is held elsewhere, and when."""
    who = (
        person(evidence.seen_by, portfolio) if evidence.seen_by else words.nobody_yet()
    )
    if evidence.seen_on is None:
        return who
    return words.seen_by_on(person=who, day=day(evidence.seen_on))
