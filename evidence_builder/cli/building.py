"""``build``: the documents of a portfolio, and where they are."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

import click

from evidence_builder.cli.checking import exit_status, print_count
from evidence_builder.cli.clock import today
from evidence_builder.cli.coverage import print_summary
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import (
    echo,
    print_error,
    print_findings,
    print_written,
    safe,
)
from evidence_builder.pipeline import StoreError, UnknownError
from evidence_builder.pipeline.build import (
    OUTPUTS,
    WHOLE,
    build,
    is_among_inputs,
    write,
)
from evidence_builder.wording import cli as words
from evidence_builder.wording.phrases import enumerated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path


def build_command(  # noqa: PLR0913 - one argument an option
    folder: Path,
    *,
    to: str,
    document: str,
    layout: str | None,
    unit: tuple[str, ...],
    pdfa: bool,
    template: Path | None,
    output: Path | None,
    strict: bool,
    fail_on: str | None,
    no_cache: bool,
    as_at: date | None,
    quiet: bool,
) -> int:
    """Build the documents, say where they are and what is missing."""
    formats = _formats(to)
    target = _target(folder, output)
    _check_options(formats, {"--pdfa": pdfa, "--template": template is not None})
    layout = _layout(layout, document)
    with _Steps(total=3 + len(formats), quiet=quiet) as steps:
        try:
            checked = build(
                folder,
                formats,
                layout=layout,
                units=unit,
                today=as_at or today(),
                archive=pdfa,
                template=template,
                progress=steps.show,
                cached=not no_cache,
            )
        except UnknownError as error:
            why = "; ".join((str(error), *error.hints))
            raise click.BadParameter(safe(why), param_hint=error.option) from None
    print_findings(checked.diagnostics)
    if checked.value is None:
        return Exit.FINDINGS
    coverage = checked.value.measured.coverage
    if not checked.value.outputs:
        text = words.nothing_built()
        if checked.value.is_template_refused:
            text = words.nothing_built_template()
        echo(text, err=True)
        return Exit.FINDINGS
    try:
        written = write(checked.value.outputs, target)
    except StoreError as error:
        print_error(str(error), code="[EB902]")
        return Exit.NOT_WRITTEN
    for name, file in zip(checked.value.outputs, written, strict=True):
        conforms_to = checked.value.archives.get(name)
        notes = [words.kept_for_years(standard=conforms_to)] if conforms_to else []
        print_written(file, *notes, edited=words.was_edited())
    if not quiet:
        echo()
        print_summary(coverage)
        print_count(checked.diagnostics)
        if coverage.has_gaps:
            echo(words.gaps_stand())
    return exit_status(checked.diagnostics, coverage, strict=strict, fail_on=fail_on)


_NEAR = {
    **dict.fromkeys(("doc", "word"), (words.word, "docx")),
    **dict.fromkeys(("xls", "excel"), (words.excel, "xlsx")),
    "htm": (words.web_page, "html"),
}
"""What people write for a format that has another name."""


def _layout(layout: str | None, document: str) -> str:
    """Return the layout that two options name together.

    Raises:
        click.BadParameter: Each names another.
    """
    if layout is None:
        return "checklist" if document == "checklist" else WHOLE
    if document == "checklist":
        raise click.BadParameter(
            words.checklist_is_layout(),
            param_hint="--layout",
        )
    return layout


def _formats(to: str) -> list[str]:
    """Return the names of the formats asked for, each once.

    Raises:
        click.BadParameter: One of them is not known.
    """
    parts = [name for name in to.split(",") if name.strip()] or [""]
    names = [name.strip().lower().lstrip(".") for name in parts]
    for name in names:
        if name not in OUTPUTS:
            told = {"name": name or words.nothing_named(), "names": enumerated(OUTPUTS)}
            message = words.no_format(**told)
            if name in _NEAR:
                program, near = _NEAR[name]
                message = words.no_format_near(**told, program=program(), near=near)
            raise click.BadParameter(message, param_hint="--to")
    return list(dict.fromkeys(names))


_ONLY_FOR = {
    "--pdfa": ("pdf", words.only_pdf),
    "--template": ("docx", words.only_word),
}
"""Options that mean nothing unless one format is made."""


def _check_options(formats: Sequence[str], given: Mapping[str, bool]) -> None:
    """Check that what is asked for is made.

    Raises:
        click.BadParameter: An option is for a format that is not.
    """
    for option, (suffix, why) in _ONLY_FOR.items():
        if given[option] and suffix not in formats:
            raise click.BadParameter(why(format=suffix), param_hint=option)


def _target(folder: Path, output: Path | None) -> Path:
    """Return the folder that the documents go to.

    Raises:
        click.BadParameter: It is a file, or lies among what the learner wrote.
    """
    if output is None:
        return folder / "build"
    if output.exists() and not output.is_dir():
        message = words.file_not_folder(path=output)
        raise click.BadParameter(message, param_hint="--output")
    if is_among_inputs(folder, output):
        message = words.holds_inputs(path=output)
        raise click.BadParameter(message, param_hint="--output")
    return output


class _Steps:
    """A bar on a terminal once a build takes over a second; silent elsewhere."""

    def __init__(self, *, total: int, quiet: bool) -> None:
        self._shown = sys.stderr.isatty() and not quiet
        self._total = total
        self._begun = 0
        self._step = ""
        self._started = time.monotonic()
        self._widest = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._widest:
            click.echo("\r" + " " * self._widest + "\r", nl=False, err=True)

    def show(self, step: str, share: float) -> None:
        """Show how much of a step is done; another step than before begins."""
        if step != self._step:
            self._step = step
            self._begun += 1
        if self._shown and time.monotonic() - self._started > 1:
            done = min((self._begun - 1 + share) / self._total, 1.0)
            bar = "#" * int(20 * done)
            line = f"[{bar:<20}] {step}"
            self._widest = max(self._widest, len(line))
            click.echo("\r" + line.ljust(self._widest), nl=False, err=True)
