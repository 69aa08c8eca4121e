"""``form``: the recording forms, listed or made ready to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from evidence_builder.cli.checking import exit_status
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import (
    print_error,
    print_findings,
    print_json,
    print_wrapped,
    print_written,
    safe,
)
from evidence_builder.pipeline import FormRequest, StoreError, UnknownError
from evidence_builder.pipeline.forms import (
    PRINTED,
    WRITTEN,
    form,
    form_named,
    formats_of,
    forms,
    forms_as_data,
    write_form,
)
from evidence_builder.wording import cli as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_builder.model.form import Form
    from evidence_builder.pipeline.forms import Formed

_WORD = {"doc", "word"}


def list_command(folder: Path, *, as_json: bool) -> int:
    """List the forms, one line each."""
    checked = forms(folder)
    if as_json:
        print_json(forms_as_data(checked.value))
    else:
        for name, listed in checked.value.items():
            first = f"{safe(name)}  "
            print_wrapped(listed.purpose, indent=27, first=first)
    print_findings(checked.diagnostics)
    return exit_status(checked.diagnostics, None, strict=False, fail_on=None)


def form_command(
    name: str,
    folder: Path,
    *,
    to: str | None,
    output: Path | None,
    **asked: Any,  # noqa: ANN401 - as click gives them
) -> int:
    """Make a form, and say where it is.

    Args:
        asked: What the form is about; see ``FormRequest``.
    """
    known = forms(folder)
    try:
        chosen = form_named(name, known.value)
    except UnknownError as error:
        print_findings(known.diagnostics)
        print_error(str(error), *error.hints, words.forms_listed())
        return Exit.MISUSE
    formats = _formats(name, chosen, to, output)
    try:
        checked = form(folder, name, chosen, formats, FormRequest(**asked))
    except UnknownError as error:
        why = "; ".join((str(error), *error.hints))
        raise click.BadParameter(safe(why), param_hint=error.option) from None
    diagnostics = (*known.diagnostics, *checked.diagnostics)
    print_findings(diagnostics)
    if checked.value is None:
        return Exit.FINDINGS
    try:
        for path, data in checked.value.outputs.items():
            written = write_form(_place(folder / path, output), data)
            print_written(written, edited=words.was_filled_in())
    except FileExistsError as error:
        print_error(words.there_already(file=error), words.fill_that_in())
        return Exit.NOT_WRITTEN
    except StoreError as error:
        print_error(str(error), code="[EB902]")
        return Exit.NOT_WRITTEN
    _say_what_is_blank(checked.value)
    return exit_status(diagnostics, None, strict=False, fail_on=None)


def _formats(name: str, chosen: Form, to: str | None, output: Path | None) -> list[str]:
    """Return the formats to make; a file that is named tells its own.

    Raises:
        click.BadParameter: A format is not one, or is not one of this form.
    """
    ending = "" if output is None else output.suffix.lower().lstrip(".")
    is_file = output is not None and ending in PRINTED + WRITTEN
    if is_file and to is None:
        formats = [ending]
    else:
        named = (to or "docx").split(",")
        formats = [text.strip().lower().lstrip(".") for text in named]
    able = formats_of(chosen)
    for suffix in formats:
        if suffix not in able:
            phrase = words.form_formats_near if suffix in _WORD else words.form_formats
            message = phrase(
                form=safe(name),
                formats=listing(able, "or"),
                named=safe(suffix) or words.nothing_named(),
            )
            raise click.BadParameter(message, param_hint="--to")
    if is_file and formats != [ending]:
        message = words.is_one_file(path=safe(str(output)))
        raise click.BadParameter(message, param_hint="--output")
    return list(dict.fromkeys(formats))


def _place(usual: Path, target: Path | None) -> Path:
    """Return where a file goes: as named, into the folder named, or where it does."""
    if target is None:
        return usual
    return target if target.suffix.lower() == usual.suffix else target / usual.name


def _say_what_is_blank(formed: Formed) -> None:
    """Say how criteria come onto a form that has room for them and none on it."""
    if formed.has_blank_criteria:
        text = words.criteria_blank()
        if formed.others:
            text = words.criteria_blank_of(units=listing(formed.others))
        print_wrapped(text, err=True)
