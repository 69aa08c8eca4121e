"""Who saw the work, who says so, and whether they may.

What a testimony needs: SQA, Understanding Standards, "Witness Testimony".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.resolve.people import CALLED, same_name
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.model.portfolio import Witness
    from evidence_builder.resolve.resolved import ResolvedItem

_EXPERT = "EW"
_TESTIMONIES = ("WT", _EXPERT)
_OBSERVATION = "O"
_HOW_EXPERT = (
    "if the centre has briefed the witness, write status: expert in portfolio.yaml; "
    "otherwise the method is WT"
)


def nobody_judges_themselves(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """The learner is nobody's assessor, quality assurer or witness here.

    Ofqual Handbook, Condition A4: nobody assesses with a personal interest in the
    result.
    """
    loaded = subject.resolved.project.portfolio
    learner = loaded.value.learner.name
    listed = [
        (("people", number, "name"), person.name, CALLED[person.role])
        for number, person in enumerate(loaded.value.people)
    ]
    listed += [
        (("witnesses", number, "name"), person.name, CALLED["witness"])
        for number, person in enumerate(loaded.value.witnesses)
    ]
    for path, name, called in listed:
        if same_name(name) == same_name(learner):
            yield Diagnostic(
                codes.NOT_INDEPENDENT,
                loaded.source.span(path),
                f"{learner} is the learner and stands here as {called} too",
                (
                    "name somebody else",
                    "two people of one name are told apart by a middle name",
                ),
            )


def every_testimony_is_complete(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """A testimony is authentic with its witness, their signature and the day."""
    for item in _testimonies(subject):
        evidence = item.item.evidence
        signed = "witness" in evidence.signed
        # A witness who is named and not on the list is reported already.
        named = evidence.witness or _author(item, subject)
        lacking = {
            "who the witness is": "witness:" if not named else "",
            "when": "date:" if not signed and not evidence.all_dates() else "",
            "that the witness signed it": "" if signed else "signed: {witness: …}",
        }
        unsaid = [words for words, field in lacking.items() if field]
        if unsaid:
            yield Diagnostic(
                codes.TESTIMONY_INCOMPLETE,
                item.loaded.source.span(("method",)),
                f"{evidence.id} is a testimony and does not say {listing(unsaid)}",
                (f"add {listing(filter(None, lacking.values()))}",),
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
                f"{evidence.id} is an observation and does not say when",
                ("add date:",),
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
                f"{item.item.id} is a testimony and is written by the learner",
                ("ask the witness to write down in their own words what they saw",),
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
                f"{evidence.id} is an expert testimony, and {named[0].id} is not an "
                "expert on the witness list",
                (_HOW_EXPERT,),
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
