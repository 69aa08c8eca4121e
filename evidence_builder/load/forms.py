"""Recording forms: those that ship, and those that a centre puts beside a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.load.templates import load_templates
from evidence_builder.model.form import Form

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
        message = f"section {number + 1} of this form has nothing to fill in"
        hint = "give it blanks, a box, a table, criteria or signatures, or a text"
        if asks:
            message = f"section {number + 1} of this form has {' and '.join(asks)}"
            hint = "make a section of each, so that their order is plain"
        sink.report(
            codes.FORM_UNSOUND, loaded.source.span(("sections", number)), message, hint
        )
    return sound
