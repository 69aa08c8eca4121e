"""Who saw the work, who says so, and whether they may.

What a testimony needs: SQA, Understanding Standards, "Witness Testimony".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.resolve.people import CALLED, same_name
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.model.portfolio import Witness
    from evidence_builder.resolve.resolved import ResolvedItem

_EXPERT = "EW"
_TESTIMONIES = ("WT", _EXPERT)
_OBSERVATION = "O"
# A sister on a ward is a nurse, and a business partner no spouse.
_RELATIVE = re.compile(
    r"\b(?:(?:grand|step|god)?(?:mother|father|son|daughter|parent|child)"
    r"|mum|dad|(?:half-?|step)?(?:brother|(?<!ward )(?<!nursing )sister)"
    r"|husband|wife|spouse|fianc[eé]e?|civil partner|aunt|uncle|cousin|niece|nephew"
    r"|relative|relation|family member|in-law)\b(?! in charge)",
    re.IGNORECASE,
)


def nobody_judges_themselves(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """The learner is nobody's assessor, quality assurer or witness here.

    Ofqual Handbook, Condition A4: nobody assesses with a personal interest in the
    result.
    """
    loaded = subject.resolved.project.portfolio
    learner = loaded.value.learner.name
    listed = [
        (("people", number, "name"), person.name, CALLED[person.role]())
        for number, person in enumerate(loaded.value.people)
    ]
    listed += [
        (("witnesses", number, "name"), person.name, CALLED["witness"]())
        for number, person in enumerate(loaded.value.witnesses)
    ]
    for path, name, called in listed:
        if same_name(name) == same_name(learner):
            yield Diagnostic(
                codes.NOT_INDEPENDENT,
                loaded.source.span(path),
                words.learner_is_also(learner=learner, called=called),
                (words.name_somebody_else(), words.tell_apart()),
            )


def witnesses_are_no_relatives(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Testimony of a relative counts, and an assessor looks at it twice.

    Ofqual, General Conditions of Recognition, A4.5: a personal interest in the result.
    """
    loaded = subject.resolved.project.portfolio
    named = {
        name
        for item in _testimonies(subject)
        for name in (*item.item.evidence.witness, item.item.evidence.author)
    }
    for number, witness in enumerate(loaded.value.witnesses):
        relationship = witness.relationship or ""
        if _RELATIVE.search(relationship) and witness.id in named:
            yield Diagnostic(
                codes.WITNESS_RELATED,
                loaded.source.span(("witnesses", number, "relationship")),
                words.witness_is_relative(
                    witness=witness.id, relationship=relationship
                ),
                (words.have_another_witness(),),
            )


def every_testimony_is_complete(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A testimony is authentic with its witness, their signature and the day."""
    for item in _testimonies(subject):
        evidence = item.item.evidence
        signed = "witness" in evidence.signed
        # A witness who is named and not on the list is reported already.
        named = evidence.witness or _author(item, subject)
        lacking = {
            "witness:": words.who_the_witness_is if not named else None,
            "date:": words.when_it_was
            if not signed and not evidence.all_dates()
            else None,
            "signed: {witness: …}": None if signed else words.that_it_is_signed,
        }
        unsaid = [phrase() for phrase in lacking.values() if phrase]
        fields = listing(field for field, phrase in lacking.items() if phrase)
        if unsaid:
            yield Diagnostic(
                codes.TESTIMONY_INCOMPLETE,
                item.loaded.source.span(("method",)),
                words.testimony_lacks(item=evidence.id, what=listing(unsaid)),
                (words.add_fields(fields=fields),),
            )


def every_observation_is_dated(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """An observation is of one day, which it names."""
    for item in subject.finished_items():
        evidence = item.item.evidence
        dated = evidence.all_dates() or evidence.signed
        if evidence.method == _OBSERVATION and not dated:
            yield Diagnostic(
                codes.TESTIMONY_INCOMPLETE,
                item.loaded.source.span(("method",)),
                words.observation_undated(item=evidence.id),
                (words.add_fields(fields="date:"),),
            )


def no_testimony_is_by_the_learner(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A testimony is in the witness's own words."""
    learner = subject.resolved.portfolio.learner.name
    for item in _testimonies(subject):
        # An author who is left out may be anybody.
        author = same_name(item.item.evidence.author or "")
        if author in {"learner", same_name(learner)}:
            yield Diagnostic(
                codes.TESTIMONY_BY_LEARNER,
                item.loaded.source.span(("author",)),
                words.testimony_by_learner(item=item.item.id),
                (words.ask_the_witness(),),
            )


def expert_witnesses_are_experts(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """An expert witness is competent in the work and briefed, and the list says so.

    Skills for Care and Development, QCF Assessment Principles, on expert witnesses.
    """
    witnesses = {
        witness.id: witness for witness in subject.resolved.portfolio.witnesses
    }
    for item in _testimonies(subject):
        evidence = item.item.evidence
        author = _author(item, subject)
        named = [witnesses[name] for name in evidence.witness if name in witnesses]
        named += [author] if author else []
        if evidence.method != _EXPERT or not named:
            continue
        if not any((who.status or "").casefold() == "expert" for who in named):
            field = ("witness", 0) if evidence.witness else ("author",)
            yield Diagnostic(
                codes.WITNESS_NOT_EXPERT,
                item.loaded.source.span(field),
                words.witness_no_expert(item=evidence.id, witness=named[0].id),
                (words.how_to_be_expert(),),
            )


def _testimonies(subject: CheckedPortfolio) -> Iterator[ResolvedItem]:
    for item in subject.finished_items():
        if item.item.evidence.method in _TESTIMONIES:
            yield item


def _author(item: ResolvedItem, subject: CheckedPortfolio) -> Witness | None:
    """Return the witness who wrote an item, named by id or by name."""
    author = (item.item.evidence.author or "").casefold()
    for witness in subject.resolved.portfolio.witnesses:
        if author in {witness.id.casefold(), witness.name.casefold()}:
            return witness
    return None
