"""``form``: the recording forms, listed or made ready to be filled in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from evidence_builder.cli.checking import exit_status
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import echo, print_findings, safe, wrapped
from evidence_builder.pipeline import (
    PRINTED,
    WRITTEN,
    StoreError,
    UnknownError,
    form,
    forms,
    forms_as_data,
)
from evidence_builder.pipeline.recording_forms import (
    FormRequest,
    form_named,
    formats_of,
    write_form,
)
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_builder.model.form import Form
    from evidence_builder.pipeline import Formed

_WORD = {"doc", "word"}


@dataclass(frozen=True, slots=True)
class FormOptions:
    """What the options of ``form`` say of the file that is to be made."""

    unit: tuple[str, ...] = ()
    evidence: str | None = None
    criteria: str | None = None
    to: str | None = None
    output: Path | None = None


def list_command(folder: Path, *, as_json: bool) -> int:
    """List the forms, one line each."""
    checked = forms(folder)
    if as_json:
        data = forms_as_data(checked.value)
        echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for name, listed in checked.value.items():
            first = f"{safe(name)}  "
            for line in wrapped(safe(listed.purpose), indent=27, first=first):
                echo(line)
    print_findings(checked.diagnostics)
    return exit_status(checked.diagnostics, None, strict=False, fail_on=None)


def form_command(name: str, folder: Path, options: FormOptions) -> int:
    """Make a form, and say where it is."""
    known = forms(folder)
    try:
        chosen = form_named(name, known.value)
    except UnknownError as error:
        print_findings(known.diagnostics)
        return _refuse_name(error)
    to, target = _target(name, chosen, options)
    request = FormRequest(options.unit, options.evidence, options.criteria)
    try:
        checked = form(folder, name, chosen, to, request)
    except UnknownError as error:
        why = "; ".join((str(error), *error.hints))
        raise click.BadParameter(safe(why), param_hint=error.option) from None
    diagnostics = (*known.diagnostics, *checked.diagnostics)
    print_findings(diagnostics)
    if checked.value is None:
        return Exit.FINDINGS
    try:
        for path, data in checked.value.outputs.items():
            _write(_place(folder / path, target), data)
    except FileExistsError as error:
        echo(f"error: {safe(str(error))} is there already and stays as it is", err=True)
        echo("  hint: fill that one in, or name another file with -o", err=True)
        return Exit.NOT_WRITTEN
    except StoreError as error:
        echo(f"error[EB902]: {safe(str(error))}", err=True)
        return Exit.NOT_WRITTEN
    _say_what_is_blank(checked.value)
    return exit_status(diagnostics, None, strict=False, fail_on=None)


def _refuse_name(error: UnknownError) -> int:
    echo(f"error: {safe(str(error))}", err=True)
    for hint in error.hints:
        echo(f"  hint: {safe(hint)}", err=True)
    echo('  hint: "evidence-builder form" lists them', err=True)
    return Exit.MISUSE


def _target(
    name: str, chosen: Form, options: FormOptions
) -> tuple[list[str], Path | None]:
    """Return the formats to make, and the file or folder that they go to.

    Raises:
        click.BadParameter: A format is not one, or is not one of this form.
    """
    output = options.output
    ending = "" if output is None else output.suffix.lower().lstrip(".")
    is_file = output is not None and ending in PRINTED + WRITTEN
    if is_file and options.to is None:
        formats = [ending]
    else:
        named = (options.to or "docx").split(",")
        formats = [text.strip().lower().lstrip(".") for text in named]
    able = formats_of(chosen)
    for suffix in formats:
        if suffix not in able:
            near = "; for Word, write docx" if suffix in _WORD else ""
            raise click.BadParameter(
                f"{safe(name)} can be had as {listing(able, 'or')}, "
                f"not as {safe(suffix) or 'nothing'}{near}",
                param_hint="--to",
            )
    if is_file and formats != [ending]:
        raise click.BadParameter(
            f"{safe(str(output))} is one file; name a folder, or leave --to out",
            param_hint="--output",
        )
    return list(dict.fromkeys(formats)), output


def _place(usual: Path, target: Path | None) -> Path:
    """Return where a file goes: as named, into the folder named, or where it does."""
    if target is None:
        return usual
    return target if target.suffix.lower() == usual.suffix else target / usual.name


def _write(path: Path, data: bytes) -> None:
    """Write a file and say where it is.

    Raises:
        FileExistsError: A text file is there already.
        StoreError: It could not be written, and why.
    """
    written = write_form(path, data)
    echo(safe(str(written.path)))
    if written.locked:
        words = "the one before is open in another program, so this is a second file"
        echo(f"  {words}", err=True)
    if written.backup:
        words = "the one before had been filled in; it is in"
        echo(f"  {words} {safe(written.backup.name)}", err=True)


def _say_what_is_blank(formed: Formed) -> None:
    """Say how criteria come onto a form that has room for them and none on it."""
    if formed.has_blank_criteria:
        refs = f" (the portfolio has {listing(formed.others)})" if formed.others else ""
        text = f"Criteria are left blank; --unit puts those of a unit there{refs}."
        for line in wrapped(safe(text), indent=0):
            echo(line, err=True)
