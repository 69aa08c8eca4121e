"""What people note beside decisions, as they name it; see ``noting``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evidence_builder.model.assessment import (
    Action,
    PlannedAssessment,
    Sample,
    SignOff,
    Visit,
)
from evidence_builder.model.evidence import PlainClaim
from evidence_builder.records.choosing import (
    Refused,
    RefusedError,
    item_known,
    unit_named,
)
from evidence_builder.records.deciding import is_to_come
from evidence_builder.records.entry import NewRecord
from evidence_builder.resolve.names import NotKnown, hints_in_common, list_named
from evidence_builder.resolve.people import People
from evidence_builder.wording import records as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from datetime import date

    from evidence_builder.model.evidence import Claims
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.choosing import Field
    from evidence_builder.resolve.assessment.assessed import Role
    from evidence_builder.resolve.resolved import Resolved

    SigningRole = Literal[
        "learner", "witness", "assessor", "countersigner", "iqa", "eqa"
    ]

SIGNING: tuple[Role, ...] = ("assessor", "countersigner", "iqa", "eqa")
"""Whose own signature an entry of theirs is; others sign what is noted for them."""

# The letters are those that samplers tick: valid, authentic, current, sufficient.
_VACS = {
    "v": "valid",
    "a": "authentic",
    "c": "current",
    "s": "sufficient",
    "r": "reliable",
}


@dataclass(frozen=True, slots=True)
class SignOffEntry:
    """A unit signed off; in the only role that the writer has if none is named."""

    unit: str | None
    on: date
    role: SigningRole | None = None
    signed_by: str | None = None

    def new(self, resolved: Resolved, by: str, today: date) -> NewRecord:
        """Return the record; see ``noting.Entry``."""
        _not_to_come("on", self.on, today)
        if not self.unit:
            raise RefusedError(Refused("unit", words.say_which_unit(), (), "unit"))
        index = unit_named(resolved, self.unit)
        role: Role | None = self.role
        if role is None:
            people = People(resolved.portfolio)
            able = [who.role for who in people.in_roles(SIGNING) if who.id == by]
            if len(able) > 1:
                choices = listing(able, "or")
                message = words.several_roles(who=by)
                raise RefusedError(Refused("role", message, (), "role", choices))
            role = able[0] if able else "assessor"  # which the trial refuses
        sign_off = SignOff.model_validate(
            {"unit": index.key, "role": role, "on": self.on, "by": self.signed_by}
        )
        return NewRecord("sign_offs", sign_off)


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """What a quality assurer looked at; planned only, without day and outcome."""

    unit: str | None = None
    criteria: str | None = None
    evidence: str | None = None
    accepted: Literal["yes", "after actions", "no"] | None = None
    stage: Literal["interim", "summative"] | None = None
    vacs: str | None = None
    action: str | None = None
    by_when: date | None = None
    done: date | None = None
    on: date | None = None

    def new(self, resolved: Resolved, by: str, today: date) -> NewRecord:
        """Return the record; see ``noting.Entry``."""
        del by
        _not_to_come("on", self.on, today)
        _not_to_come("done", self.done, today)
        if not (self.unit or self.criteria or self.evidence):
            message = words.say_what_was_sampled()
            raise RefusedError(Refused("record", message, (), "evidence"))
        action = (self.action or "").strip()
        if self.accepted in {"no", "after actions"} and not action:
            message = words.say_what_to_do()
            raise RefusedError(Refused("action", message, (), "action"))
        places = _places(resolved, self.unit, self.criteria)
        sample = Sample(
            unit=places[0].key if places else None,
            criteria=places[1] if places else (),
            evidence=tuple(
                item_known(resolved, text) for text in _parts(self.evidence)
            ),
            stage=self.stage,
            accepted=self.accepted,
            vacs=tuple(_rules_of_evidence(self.vacs)),
            action=action or None,
            by_when=self.by_when,
            done=self.done,
            on=self.on,
        )
        return NewRecord("samples", sample)


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """What was agreed, and who owes it."""

    action: str | None
    unit: str | None = None
    criteria: str | None = None
    by_when: date | None = None
    owed_by: Literal["learner", "assessor", "iqa"] = "learner"
    done: date | None = None

    def new(self, resolved: Resolved, by: str, today: date) -> NewRecord:
        """Return the record; see ``noting.Entry``."""
        del by
        _not_to_come("done", self.done, today)
        text = (self.action or "").strip()
        if not text:
            message = words.say_what_to_do()
            raise RefusedError(Refused("action", message, (), "action"))
        action = Action(
            claims=_claims(resolved, self.unit, self.criteria),
            action=text,
            owed_by=self.owed_by,
            by_when=self.by_when,
            done=self.done,
        )
        return NewRecord("actions", action)


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """A visit or a review: who was there, and what came of it."""

    on: date
    present: str | None = None
    kind: str | None = None
    notes: str | None = None
    off_the_job_hours: int | None = None
    next: str | None = None

    def new(self, resolved: Resolved, by: str, today: date) -> NewRecord:
        """Return the record; see ``noting.Entry``."""
        del resolved, by
        _not_to_come("on", self.on, today)
        visit = Visit.model_validate(
            {
                "on": self.on,
                "kind": _said(self.kind),
                "with": _parts(self.present),
                "notes": _said(self.notes),
                "off_the_job_hours": self.off_the_job_hours,
                "next": _said(self.next),
            }
        )
        return NewRecord("visits", visit)


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What is to be assessed when, how and with whom."""

    when: date | None = None
    unit: str | None = None
    criteria: str | None = None
    how: str | None = None
    present: str | None = None
    note: str | None = None

    def new(self, resolved: Resolved, by: str, today: date) -> NewRecord:
        """Return the record; see ``noting.Entry``."""
        del by, today
        claims = _claims(resolved, self.unit, self.criteria)
        if not claims and not _said(self.note):
            message = words.say_what_is_planned()
            raise RefusedError(Refused("criteria", message, (), "criteria"))
        planned = PlannedAssessment.model_validate(
            {
                "when": self.when,
                "criteria": claims,
                "how": _method(resolved, self.how),
                "with": _parts(self.present),
                "note": _said(self.note),
            }
        )
        return NewRecord("plan", planned)


def _not_to_come(field: Field, on: date | None, today: date) -> None:
    """Refuse a day that is still to come.

    Raises:
        RefusedError: It is.
    """
    to_come = None if on is None else is_to_come(on, today)
    if to_come:
        raise RefusedError(Refused(field, to_come))


def _said(text: str | None) -> str | None:
    return (text or "").strip() or None


def _parts(listed: str | None) -> list[str]:
    """Return the texts of a list with commas."""
    return [text for part in (listed or "").split(",") if (text := part.strip())]


def _claims(resolved: Resolved, unit: str | None, criteria: str | None) -> Claims:
    """Return a unit with its criteria; all of them where none is named."""
    places = _places(resolved, unit, criteria)
    if places is None:
        return {}
    index, keys = places
    chosen = keys or tuple(row.key for row in index.leaves)
    return {index.key: tuple(PlainClaim(criteria=(key,)) for key in chosen)}


def _places(
    resolved: Resolved, unit: str | None, criteria: str | None
) -> tuple[UnitIndex, tuple[str, ...]] | None:
    """Return the unit that is named or has the criteria, and their keys.

    None where neither is named.

    Raises:
        RefusedError: A name leads nowhere, or several units have the criteria.
    """
    among = [unit_named(resolved, unit)] if unit else list(resolved.units)
    if not criteria:
        return (among[0], ()) if unit else None
    known, wrong = [], []
    for index in among:
        selected = list_named(criteria, index)
        if isinstance(selected, NotKnown):
            wrong.append(selected)
        else:
            known.append((index, index.select_all(selected)))
    if len(known) == 1:
        return known[0]
    if known:
        message = words.several_units_have(criteria=criteria)
        keys = listing((index.key for index, _ in known), "or")
        raise RefusedError(Refused("criteria", message, (), "unit", keys))
    message = words.no_unit_has(criteria=criteria)
    if len(wrong) == 1:
        message = wrong[0].message
    raise RefusedError(Refused("criteria", message, hints_in_common(wrong)))


def _rules_of_evidence(listed: str | None) -> list[str]:
    """Return the rules of evidence that words or letters such as VACS name.

    Raises:
        RefusedError: One is none.
    """
    texts = [text.lower() for text in _parts(listed)]
    if len(texts) == 1 and set(texts[0]) <= _VACS.keys():
        texts = list(texts[0])
    rules = []
    for text in texts:
        rule = _VACS.get(text, text)
        if rule not in _VACS.values():
            message = words.no_rule_of_evidence(word=text)
            hint = words.choose_from(names=listing(_VACS.values(), "or"))
            raise RefusedError(Refused("vacs", message, (hint,)))
        rules.append(rule)
    return rules


def _method(resolved: Resolved, named: str | None) -> str | None:
    """Return the code of a method that its code or its name stands for.

    Raises:
        RefusedError: None does.
    """
    text = _said(named)
    if text is None:
        return None
    for code, method in resolved.methods.items():
        if text.casefold() in {code.casefold(), method.name.casefold()}:
            return code
    message = words.no_method(name=text)
    hint = words.choose_from(names=listing(sorted(resolved.methods), "or"))
    raise RefusedError(Refused("how", message, (hint,)))
