"""What the files of forms are called, and what stands in those that are text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_builder.compose.forms.form import separate
from evidence_builder.compose.forms.item import item_text, next_number
from evidence_builder.compose.forms.records import goes_into, records_text
from evidence_builder.compose.forms.translation import translated

if TYPE_CHECKING:
    from evidence_builder.model.form import Form
    from evidence_builder.resolve.subject import FormSubject

# IEEE Std 1003.1, Base Definitions, "Portable Filename Character Set", less "._".
_NO_NAME = re.compile(r"[^A-Za-z0-9]+")


def path_of(name: str, form: Form, subject: FormSubject, suffix: str) -> str:
    """Return where a form goes in a portfolio's folder.

    An item goes among the evidence, records among those of assessment, and what is
    written on into a folder of its own.
    """
    if suffix == "md":
        number = _plain(next_number(subject.numbers)).lower()
        return f"evidence/{number}-{name}.md"
    if suffix == "yaml" and goes_into(form) is None:
        return f"assessment/{name}.yaml"
    about = [] if subject.evidence is None else [subject.evidence.id]
    if form.units == "named" and len(subject.units) == 1:
        about.append(subject.units[0].index.key)
    return f"forms/{'-'.join([name, *map(_plain, about)])}.{suffix}"


def text_of(form: Form, subject: FormSubject) -> str:
    """Return a form as the text of an evidence item, or of records."""
    form = translated(form)
    if form.item is not None:
        number = next_number(subject.numbers)
        return item_text(form, form.item, subject, number)
    units = tuple(chosen for part in separate(form, subject) for chosen in part.units)
    return records_text(form, replace(subject, units=units))


def _plain(text: str) -> str:
    """Return an id as part of a file name, which no system refuses."""
    return _NO_NAME.sub("-", text).strip("-")
