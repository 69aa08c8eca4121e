"""Recording forms with what is known filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evidence_builder.diagnostics import Checked, Sink
from evidence_builder.files.store import Written, write_new, write_output
from evidence_builder.resolve.hints import near_hints
from evidence_builder.resolve.subject import UnknownError, find_subject
from evidence_builder.wording import pipeline as words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from evidence_builder.model.form import Form
    from evidence_builder.resolve.subject import FormRequest

PRINTED = ("docx", "pdf")
WRITTEN = ("md", "yaml")
"""The formats of forms: those to write on, and those that become part of a folder."""


@dataclass(frozen=True, slots=True)
class Formed:
    """A form as files by their paths in the folder, and the units that it is about.

    ``has_blank_criteria`` where it has room for criteria and none stands on it.
    """

    outputs: Mapping[str, bytes]
    units: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    has_blank_criteria: bool = False


def forms(folder: Path) -> Checked[Mapping[str, Form]]:
    """Return every recording form by name, a centre's own among them."""
    from evidence_builder.load.forms import load_forms

    sink = Sink()
    known = {name: loaded.value for name, loaded in load_forms(folder, sink).items()}
    return Checked(known, tuple(sink))


def form_named(name: str, known: Mapping[str, Form]) -> Form:
    """Return the form of a name, of those that are known.

    Raises:
        UnknownError: There is none.
    """
    if name not in known:
        hints = near_hints(name, known)
        raise UnknownError("NAME", words.no_form(name=name), *hints)
    return known[name]


def formats_of(form: Form) -> tuple[str, ...]:
    """Return what a form can be had as: to write on, and as part of a folder."""
    return (*PRINTED, "yaml" if form.item is None else "md")


def forms_as_data(forms: Mapping[str, Form]) -> list[dict[str, Any]]:
    """Return recording forms, by their names, as plain data."""
    return [
        {
            "name": name,
            "title": form.title,
            "purpose": form.purpose,
            "method": None if form.item is None else form.item.method,
            "formats": list(formats_of(form)),
        }
        for name, form in forms.items()
    ]


def write_form(path: Path, data: bytes) -> Written:
    """Write a form; what people fill in as text is never written over.

    Raises:
        FileExistsError: A text is there already.
        StoreError: It could not be written, and why.
    """
    if path.suffix.lower().lstrip(".") in WRITTEN:
        write_new(path, data)
        return Written(path)
    return write_output(path.parent, path.name, data)


def form(
    folder: Path, name: str, form: Form, to: Sequence[str], request: FormRequest
) -> Checked[Formed | None]:
    """Make a form with what is known filled in; None where a fault prevents it.

    Args:
        to: Formats, of ``PRINTED`` and of what the form can be written as.

    Raises:
        UnknownError: A unit, an item or a criterion that is not there was asked for.
    """
    from evidence_builder.compose.forms.files import path_of, text_of
    from evidence_builder.compose.forms.form import compose_form, separate
    from evidence_builder.render.formats import render
    from evidence_builder.render.layout import lay_out

    sink = Sink()
    subject = find_subject(folder, request, sink)
    if subject is None:
        return Checked(None, tuple(sink))
    subjects = separate(form, subject)
    outputs = {}
    for suffix in to:
        path = path_of(name, form, subject, suffix)
        if suffix in WRITTEN:
            outputs[path] = text_of(form, subject).encode()
            continue
        document = compose_form(form, subjects)
        layout = lay_out(document)
        sink.extend(layout.diagnostics)
        outputs[path] = render(document, layout, suffix)
    shown = (chosen.index.key for each in subjects for chosen in each.units)
    units = tuple(dict.fromkeys(shown))
    others = tuple(chosen.index.key for chosen in subject.others)
    is_blank = not units and any(section.criteria for section in form.sections)
    return Checked(Formed(outputs, units, others, is_blank), tuple(sink))
