"""Forms as records: lists of an assessment file or of portfolio.yaml to be filled in.

An entry stands behind "#" (YAML 1.2.2, 6.6 "Comments") until somebody fills it in,
because half an entry is a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.compose.forms.facts import person_id
from evidence_builder.model.criterion_list import criteria
from evidence_builder.wording.documents import forms as words
from evidence_builder.yamltext.scalars import name, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.model.form import Form, Kept
    from evidence_builder.model.portfolio import Witness
    from evidence_builder.resolve.subject import FormSubject, UnitOnForm


def is_for_portfolio(form: Form) -> bool:
    """Whether a form's lists belong into portfolio.yaml, which there is only one of."""
    return "witnesses" in form.kept_in


def records_text(form: Form, subject: FormSubject) -> str:
    """Return the lists that a form is kept in as YAML, with what is known."""
    lines = [f"# {form.title}"]
    hint = f"# {words.repeat_entries()}"
    if is_for_portfolio(form):
        lines += [f"# {words.copy_lines()}", hint]
    else:
        by = person_id(subject, "iqa" if "samples" in form.kept_in else "assessor")
        lines += [hint, "kind: assessment", f"# {words.who_writes()}"]
        lines.append(f"by: {name(by)}" if by else "by:")
    for kept in form.kept_in:
        lines += _list(kept, subject)
    return "\n".join(lines) + "\n"


def _list(kept: Kept, subject: FormSubject) -> Iterator[str]:
    if kept == "witnesses":
        known = () if subject.portfolio is None else subject.portfolio.witnesses
        yield "witnesses:" if known else "# witnesses:"
        yield from (line for witness in known for line in _witness(witness))
        yield from _waiting("id", "name", "job_title", "relationship", "contact")
        return
    yield f"# {kept}:"
    if kept == "sign_offs":
        for chosen in subject.units:
            for role in ("learner", "assessor"):
                unit = f"unit: {name(chosen.index.key)}"
                yield from _waiting(unit, f"role: {role}", "on")
        return
    item = "" if subject.evidence is None else name(subject.evidence.id)
    if kept == "decisions":
        yield from _waiting(
            f"evidence: {item}",
            f"claims: {_claims(subject)}",
            f"decision:  # {words.met_or_not_yet()}",
            f"on:  # {words.as_a_date()}",
            "feedback",
        )
    elif kept == "actions":
        yield from _waiting(
            f"claims: {_claims(subject)}",
            "action",
            f"by_when:  # {words.as_a_date()}",
            "done",
        )
    else:
        for chosen in subject.units:
            yield from _waiting(
                f"unit: {name(chosen.index.key)}",
                f"criteria: [{_keys(chosen)}]",
                f"evidence: [{item}]",
                f"stage:  # {words.stages()}",
                f"vacs: []  # {words.judged()}",
                f"accepted:  # {words.yes_or_no()}",
                "action",
                "by_when",
                f"on:  # {words.as_a_date()}",
            )


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
