"""Forms as records: lists of an assessment file or of portfolio.yaml to be filled in.

An entry stands behind "#" (YAML 1.2.2, 6.6 "Comments") until somebody fills it in,
because half an entry is a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from evidence_builder.compose.forms.facts import person_id
from evidence_builder.load.project import PLANS
from evidence_builder.model.criterion_list import criteria
from evidence_builder.wording.documents import forms as words
from evidence_builder.yamltext.scalars import name, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evidence_builder.model.form import Form, Kept
    from evidence_builder.model.portfolio import Witness
    from evidence_builder.resolve.subject import FormSubject, UnitOnForm


def goes_into(form: Form) -> str | None:
    """Return the file that a form's lists belong into, where there is only one.

    None where they are a file of their own.
    """
    if "witnesses" in form.kept_in:
        return "portfolio.yaml"
    return PLANS[0] if "plan" in form.kept_in else None


def records_text(form: Form, subject: FormSubject) -> str:
    """Return the lists that a form is kept in as YAML, with what is known."""
    lines = [f"# {form.title}"]
    hint = f"# {words.repeat_entries()}"
    file = goes_into(form)
    if file is not None:
        lines += [f"# {words.copy_lines(file=file)}", hint]
    else:
        by = person_id(subject, "iqa" if "samples" in form.kept_in else "assessor")
        lines += [hint, "kind: assessment", f"# {words.who_writes()}"]
        lines.append(f"by: {name(by)}" if by else "by:")
    for kept in form.kept_in:
        if kept == "witnesses":
            lines += _witnesses(subject)
            continue
        lines.append(f"# {kept}:")
        entries = _ENTRIES[kept](subject, planned=form.planned)
        lines += (line for entry in entries for line in _waiting(*entry))
    return "\n".join(lines) + "\n"


Entries: TypeAlias = "Iterator[tuple[str, ...]]"
"""Entries of a list, each the fields that wait for somebody."""


def _witnesses(subject: FormSubject) -> Iterator[str]:
    known = () if subject.portfolio is None else subject.portfolio.witnesses
    yield "witnesses:" if known else "# witnesses:"
    yield from (line for witness in known for line in _witness(witness))
    yield from _waiting("id", "name", "job_title", "relationship", "contact")


def _sign_offs(subject: FormSubject, **_: bool) -> Entries:
    for chosen in subject.units:
        for role in ("learner", "assessor"):
            yield f"unit: {name(chosen.index.key)}", f"role: {role}", "on"


def _decisions(subject: FormSubject, **_: bool) -> Entries:
    yield (
        f"evidence: {_item(subject)}",
        f"claims: {_claims(subject)}",
        f"decision:  # {words.met_or_referred()}",
        f"on:  # {words.as_a_date()}",
        "feedback",
    )


def _actions(subject: FormSubject, **_: bool) -> Entries:
    yield (
        f"claims: {_claims(subject)}",
        "action",
        f"owed_by:  # {words.owing()}",
        f"by_when:  # {words.as_a_date()}",
        "done",
    )


def _visits(_subject: FormSubject, **_: bool) -> Entries:
    yield (
        f"on:  # {words.as_a_date()}",
        "kind",
        f"with: []  # {words.who_was_there()}",
        "notes",
        "off_the_job_hours",
        "next",
    )


def _plan(subject: FormSubject, **_: bool) -> Entries:
    yield (
        f"when:  # {words.as_a_date()}",
        f"criteria: {_claims(subject)}",
        "how",
        f"with: []  # {words.who_was_there()}",
        "note",
    )


def _samples(subject: FormSubject, *, planned: bool) -> Entries:
    """Yield samples of each unit; planned ones have neither day nor outcome."""
    for chosen in subject.units:
        unit, keys = name(chosen.index.key), _keys(chosen)
        stage = f"stage:  # {words.stages()}"
        by_when = f"by_when:  # {words.as_a_date()}"
        if planned:
            yield f"unit: {unit}", f"criteria: [{keys}]", stage, by_when
            continue
        yield (
            f"unit: {unit}",
            f"criteria: [{keys}]",
            f"evidence: [{_item(subject)}]",
            stage,
            f"vacs: []  # {words.judged()}",
            f"accepted:  # {words.yes_after_or_no()}",
            "action",
            by_when,
            "done",
            f"on:  # {words.as_a_date()}",
        )


_ENTRIES: dict[Kept, Callable[..., Entries]] = {
    "decisions": _decisions,
    "actions": _actions,
    "sign_offs": _sign_offs,
    "samples": _samples,
    "visits": _visits,
    "plan": _plan,
}


def _item(subject: FormSubject) -> str:
    return "" if subject.evidence is None else name(subject.evidence.id)


def _waiting(*fields: str) -> Iterator[str]:
    """Return an entry behind "#"; a field without a value ends in a colon."""
    for position, field in enumerate(fields):
        mark = "  - " if position == 0 else "    "
        line = field if ":" in field else f"{field}:"
        yield f"# {mark}{line}".rstrip()


def _claims(subject: FormSubject) -> str:
    pairs = (f"{name(chosen.index.key)}: [{_keys(chosen)}]" for chosen in subject.units)
    return f"{{{', '.join(pairs)}}}"


def _keys(chosen: UnitOnForm) -> str:
    return criteria(chosen.index, chosen.keys)


def _witness(witness: Witness) -> Iterator[str]:
    yield f"  - id: {name(witness.id)}"
    for field in ("name", "job_title", "relationship", "contact", "status"):
        value = getattr(witness, field)
        if value:
            yield f"    {field}: {quoted(value)}"
