"""Recording forms: those that ship, and those that a centre puts beside a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.load.templates import load_templates
from evidence_builder.model.form import Form
from evidence_builder.wording import load as words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from evidence_builder.diagnostics import Sink
    from evidence_builder.load.loaded import Loaded


def load_forms(folder: Path, sink: Sink) -> Mapping[str, Loaded[Form]]:
    """Return every form by name, sorted; a centre's own goes before one that ships."""
    templates = load_templates(Form, "forms", folder, sink)
    return {
        name: form
        for name, form in templates.items()
        if form is not None and _is_sound(form, sink)
    }


def _is_sound(loaded: Loaded[Form], sink: Sink) -> bool:
    """Whether every section asks for one thing; reports those that do not."""
    sound = True
    for number, section in enumerate(loaded.value.sections):
        asks = section.asks
        if len(asks) == 1 or (section.text and not asks):
            continue
        sound = False
        message = words.nothing_to_fill_in(number=number + 1)
        hint = words.give_it_something()
        if asks:
            things = " and ".join(asks)
            message = words.asks_for_several(number=number + 1, things=things)
            hint = words.one_section_each()
        sink.report(
            codes.FORM_UNSOUND, loaded.source.span(("sections", number)), message, hint
        )
    return sound
