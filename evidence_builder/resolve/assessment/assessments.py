"""Prove the links of assessment records: people, evidence, units and criteria.

Nothing is guessed: a record by nobody, or about nothing, that the portfolio knows is
reported and left out, so that it never makes a criterion met.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.coverage.decisions import DecisionOnClaim, Decisions
from evidence_builder.resolve.assessment.assessed import (
    Assessments,
    ResolvedAction,
    ResolvedSample,
    ResolvedSignOff,
    ResolvedVisit,
)
from evidence_builder.resolve.assessment.fingerprint import fingerprint
from evidence_builder.resolve.assessment.independence import independent, is_same
from evidence_builder.resolve.assessment.planned import planned
from evidence_builder.resolve.assessment.returned import returned
from evidence_builder.resolve.links import Links
from evidence_builder.resolve.people import ASSESSING, ASSURING, VISITING, People
from evidence_builder.wording import resolve as words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from evidence_builder.coverage.decisions import Basis
    from evidence_builder.diagnostics import Sink
    from evidence_builder.load.loaded import Loaded
    from evidence_builder.model.assessment import Assessment, Decision, SignOff
    from evidence_builder.resolve.assessment.assessed import About, Role, Who
    from evidence_builder.resolve.resolved import Resolved
    from evidence_builder.wording.language import Phrase
    from evidence_builder.yamltext.source import Step

_NUMBER = re.compile(r"\d+")


def resolve_assessments(
    resolved: Resolved, sink: Sink, today: date | None = None
) -> Assessments:
    """Return what assessors and quality assurers wrote, with its links proven.

    Decisions on criteria that the item does not claim are kept, with a note.

    Args:
        today: The day after which actions are not done yet.
    """
    people = People(resolved.portfolio)
    decisions: list[DecisionOnClaim] = []
    actions: list[ResolvedAction] = []
    sign_offs: list[ResolvedSignOff] = []
    samples: list[ResolvedSample] = []
    visits: list[ResolvedVisit] = []
    for loaded in resolved.project.assessments:
        file = _File(loaded, resolved, people, sink)
        decisions += file.decisions()
        actions += file.actions()
        sign_offs += file.sign_offs()
        samples += file.samples()
        visits += file.visits()
    now = {item.item.id: fingerprint(item) for item in resolved.items}
    records = Assessments(
        Decisions(tuple(decisions), now),
        tuple(actions),
        tuple(sign_offs),
        tuple(samples),
        tuple(visits),
        tuple(planned(resolved, people, sink)),
    )
    records = independent(records, people, sink)
    made = tuple(_countersigned(records, people))
    units = {index.key: index for index in resolved.units}
    returns = returned(records.samples, made, units, today)
    decided = records.decisions._replace(made=made, returned=returns)
    return records._replace(decisions=decided)


def _countersigned(records: Assessments, people: People) -> Iterator[DecisionOnClaim]:
    """Return the decisions; a unit's countersignature stands for those before it.

    By somebody else only: nobody stands by what they decided themselves.
    """
    for decision in records.decisions.made:
        if not decision.waits_for_countersignature:
            yield decision
            continue
        by = next(
            (
                (sign_off.who.id, sign_off.record.on)
                for sign_off in records.sign_offs
                if sign_off.who.role == "countersigner"
                and sign_off.unit == decision.unit
                and sign_off.record.on >= decision.on
                and not is_same(sign_off.who.id, decision.by, people)
            ),
            None,
        )
        yield decision._replace(countersigned=by)


def place_in_order(path: str) -> str:
    """Return a sort key: ``jt.yaml`` before ``jt-2.yaml`` before ``jt-10.yaml``.

    A second file of the same assessor holds later decisions than the first.
    """
    return _NUMBER.sub(lambda match: match[0].zfill(9), path.rpartition(".")[0])


class _File:
    """The records of one file, each with its place in it."""

    def __init__(
        self,
        loaded: Loaded[Assessment],
        resolved: Resolved,
        people: People,
        sink: Sink,
    ) -> None:
        self._value = loaded.value
        self._source = loaded.source
        self._people = people
        self._sink = sink
        self._resolved = resolved
        self._links = Links(resolved, loaded.source, sink)
        by = loaded.value.by
        self._known = people.is_known(by, self._source.span(("by",)), sink)

    def decisions(self) -> Iterator[DecisionOnClaim]:
        """Return the decisions, one for each criterion, in the order of the file."""
        decisions = self._value.decisions
        who = self._author(decisions, "decisions", words.cannot_decide, ASSESSING)
        order = place_in_order(self._source.path)
        for number, decision in enumerate(decisions):
            path = "decisions", number
            about = tuple(self._links.about(decision.claims, path))
            if not self._links.is_evidence(decision.evidence, (*path, "evidence")):
                continue
            for part in about:
                self._links.note_unclaimed(decision, part, path)
            if who is None:
                continue
            basis, seen = self._basis(decision, about)
            countersigned = self._countersignature(decision, who, path)
            for part in about:
                for key in part.criteria:
                    yield DecisionOnClaim(
                        evidence=decision.evidence,
                        unit=part.unit,
                        criterion=key,
                        decision=decision.decision,
                        by=who.id,
                        on=decision.on,
                        feedback=decision.feedback,
                        sha256=decision.evidence_sha256,
                        order=(order, number),
                        basis=basis,
                        seen=seen,
                        in_training=self._people.is_in_training(who.id, decision.on),
                        countersigned=countersigned,
                    )

    def _basis(
        self, decision: Decision, about: Sequence[About]
    ) -> tuple[Basis | None, frozenset[str] | None]:
        """Return whether what was judged is still so, and what was seen then.

        None where only the older checksum tells, or nothing.
        """
        judged = decision.judged
        if judged is None or not about:
            return None, None
        from evidence_builder.resolve.assessment.judged import judgement

        resolved = self._resolved
        units = {index.key: index for index in resolved.units}
        item = next(
            item for item in resolved.items if item.item.id == decision.evidence
        )
        decided = [(units[part.unit], part.criteria) for part in about]
        now = judgement(item, decided, resolved.items)
        basis: Basis = "same"
        if judged.criteria and judged.criteria.lower() != now.criteria:
            basis = "reworded"
        if judged.evidence.lower() != now.evidence:
            basis = "changed"
        return basis, frozenset(judged.seen) if judged.seen else None

    def _countersignature(
        self, decision: Decision, who: Who, path: tuple[Step, ...]
    ) -> tuple[str, date] | None:
        """Return who stands by a decision, if they may: qualified, and another."""
        signed = decision.countersigned
        if signed is None:
            return None
        span = self._source.span((*path, "countersigned"))
        if not self._people.is_known(signed.by, span, self._sink):
            return None
        able = self._people.find(signed.by, ASSESSING)
        if able is None:
            message = partial(words.cannot_countersign, name=signed.by)
            self._people.report_unfit(signed.by, message, ASSESSING, span, self._sink)
            return None
        if is_same(able.id, who.id, self._people):
            self._sink.report(
                codes.NOT_INDEPENDENT,
                span,
                words.countersigns_own_decision(who=who.id),
                words.somebody_else_countersigns(),
            )
            return None
        if self._people.is_in_training(able.id, signed.on):
            self._sink.report(
                codes.ROLE_UNFIT,
                span,
                words.countersigns_in_training(who=able.id),
                words.somebody_else_countersigns(),
            )
            return None
        return able.id, signed.on

    def actions(self) -> Iterator[ResolvedAction]:
        """Return what was agreed with the learner."""
        actions = self._value.actions
        who = self._author(actions, "actions", words.cannot_agree, ASSESSING)
        for number, action in enumerate(actions):
            path = "actions", number
            about = tuple(self._links.about(action.claims, path))
            if who is not None:
                yield ResolvedAction(action, who, about, self._source.span(path))

    def sign_offs(self) -> Iterator[ResolvedSignOff]:
        """Return the units signed off, each by somebody in the role that it names."""
        for number, sign_off in enumerate(self._value.sign_offs):
            path = "sign_offs", number
            unit = self._links.unit(sign_off.unit, (*path, "unit"))
            who = self._signatory(sign_off, path)
            if unit is not None and who is not None:
                span = self._source.span(path)
                yield ResolvedSignOff(sign_off, who, unit.key, span)

    def samples(self) -> Iterator[ResolvedSample]:
        """Return what was sampled."""
        samples = self._value.samples
        who = self._author(samples, "samples", words.cannot_sample, ASSURING)
        order = place_in_order(self._source.path)
        for number, sample in enumerate(samples):
            path = "samples", number
            unit = None
            if sample.unit is not None or sample.criteria:
                unit = self._links.unit(sample.unit or "", (*path, "unit"))
                if unit is None:
                    continue
            keys: tuple[str, ...] = ()
            if unit is not None:
                keys = self._links.selected(unit, sample.criteria, (*path, "criteria"))
            evidence = tuple(
                item
                for position, item in enumerate(sample.evidence)
                if self._links.is_evidence(
                    item, (*path, "evidence", position), sample.evidence
                )
            )
            # What names only things that are not there must not stand for everything.
            lost = (sample.criteria and not keys) or (sample.evidence and not evidence)
            if who is not None and not lost:
                key = None if unit is None else unit.key
                span = self._source.span(path)
                place = order, number
                yield ResolvedSample(sample, who, key, keys, evidence, span, place)

    def visits(self) -> Iterator[ResolvedVisit]:
        """Return the visits and reviews that somebody of the team wrote of."""
        visits = self._value.visits
        who = self._author(visits, "visits", words.cannot_visit, VISITING)
        for number, visit in enumerate(visits):
            if who is not None:
                span = self._source.span(("visits", number))
                yield ResolvedVisit(visit, who, span)

    def _author(
        self,
        records: Sequence[object],
        field: str,
        unfit: Phrase,
        roles: Sequence[Role],
    ) -> Who | None:
        """Return who wrote some records; None, reported, where they may not."""
        by = self._value.by
        if not records or not self._known:
            return None
        who = self._people.find(by, roles)
        if who is None:
            span = self._source.span((field,), key=True)
            message = partial(unfit, name=by)
            self._people.report_unfit(by, message, roles, span, self._sink)
        return who

    def _signatory(self, sign_off: SignOff, path: tuple[Step, ...]) -> Who | None:
        role, by = sign_off.role, sign_off.by
        learner = self._people.learner
        if role == "learner" and by in {None, "learner", learner.name}:
            return learner
        span = self._source.span((*path, "role" if by is None else "by"))
        if by is not None and not self._people.is_known(by, span, self._sink):
            return None
        if by is None and not self._known:
            return None
        name = by or self._value.by
        who = self._people.find(name, (role,))
        if who is None:
            signing = _SIGNING[role]() if role in _SIGNING else role
            message = partial(words.cannot_sign_off_as, name=name, role=signing)
            more = (words.say_who_signed(),) if by is None else ()
            self._people.report_unfit(name, message, (role,), span, self._sink, *more)
        return who


_SIGNING = {"iqa": words.as_iqa, "eqa": words.as_eqa, "witness": words.as_witness}
