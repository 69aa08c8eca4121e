"""The commands and their options; what they do is imported when they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence_builder._version import __version__
from evidence_builder.cli.assess.commands import ASSESSORS
from evidence_builder.cli.options import (
    FOLDER,
    PORTFOLIO,
    as_at,
    as_data,
    debugging,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any


def _judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide when findings make the exit status 1."""
    options = (
        click.option("--strict", is_flag=True, help="Let warnings count as errors."),
        click.option(
            "--fail-on",
            type=click.Choice(["gaps"]),
            help="Let coverage gaps count as errors too.",
        ),
        click.option("--quiet", "-q", is_flag=True, help="Print findings only."),
        debugging,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}
)
@click.version_option(__version__, prog_name="evidence-builder")
def program() -> None:
    """Turn tagged NVQ evidence into a cross-referenced portfolio.

    Work in your portfolio's folder: the one that holds portfolio.yaml.
    "check" shows what is covered and what is missing; "build" makes the PDF and the
    Word file. Nothing you wrote is ever changed, and nothing leaves this machine.
    """


@program.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@as_at
@as_data
@_judging
def check(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Show what is covered, what is missing and why.

    FOLDER is your portfolio's folder; the one you are in if you name none.
    """
    from evidence_builder.cli.checking import check_command

    return check_command(folder, **options)


@program.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@click.option(
    "--to",
    default="pdf,docx",
    show_default=True,
    metavar="FORMATS",
    help="The formats to make: pdf, docx, html, xlsx, csv, json, with commas between.",
)
@click.option(
    "--document",
    type=click.Choice(["portfolio", "checklist"]),
    default="portfolio",
    show_default=True,
    help='What to make; "checklist" is the same as --layout checklist.',
)
@click.option(
    "--layout",
    metavar="NAME",
    help="Which sections, in which order: the name of a layout, or its file.",
)
@click.option(
    "--unit",
    multiple=True,
    metavar="UNIT",
    help="Show this unit alone; may be repeated.",
)
@click.option(
    "--output",
    "-o",
    type=FOLDER,
    metavar="FOLDER",
    help="Where to put them; build/ in your portfolio's folder if you name none.",
)
@click.option(
    "--template",
    type=FOLDER,
    metavar="FILE",
    help="A Word file whose styles, header and footer the Word document gets.",
)
@click.option(
    "--pdfa",
    is_flag=True,
    help="Make the PDF for an archive (PDF/A), where it is kept for years.",
)
@click.option(
    "--no-cache",
    is_flag=True,
    help="Look into every file anew, and keep nothing of them for the next time.",
)
@as_at
@_judging
def build(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Make the portfolio as PDF and Word documents.

    FOLDER is your portfolio's folder; the one you are in if you name none.
    """
    from evidence_builder.cli.building import build_command

    return build_command(folder, **options)


@program.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@as_data
@debugging
def units(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Show which further units would complete the qualification.

    The cheapest way comes first: fewest credits, then fewest units, then hours.
    """
    from evidence_builder.cli.units import units_command

    return units_command(folder, **options)


for _command in ASSESSORS:
    program.add_command(_command)


@program.command("form")
@click.argument("name", required=False)
@click.argument("folder", type=PORTFOLIO, default=".")
@click.option("--list", "listed", is_flag=True, help="List the forms.")
@click.option("--json", "as_json", is_flag=True, help="List them as JSON data.")
@click.option(
    "--unit",
    "units",
    multiple=True,
    metavar="REFERENCE",
    help="A unit that it is about; can be given several times.",
)
@click.option("--evidence", metavar="NUMBER", help="The item that it is about.")
@click.option("--criteria", metavar="LIST", help="Only these criteria: 2.1-2.4,3.2.")
@click.option(
    "--to",
    metavar="FORMATS",
    help="docx or pdf to write on, md or yaml for your folder; docx if you name none.",
)
@click.option(
    "--output",
    "-o",
    type=FOLDER,
    metavar="PLACE",
    help="The file or folder to make; forms/ in your portfolio's folder if none.",
)
@debugging
def form_(
    name: str | None,
    folder: Path,
    *,
    listed: bool,
    as_json: bool,
    **options: Any,  # noqa: ANN401 - click's options
) -> int:
    """Make a recording form for paper, for Word or as text.

    NAME is the form's; without it the forms are listed. FOLDER is your portfolio's
    folder; the one you are in if you name none. What is known of the learner and the
    unit stands on the form, and the rest is blank; it needs no portfolio.
    """
    from evidence_builder.cli.forms import form_command, list_command

    if listed or as_json or name is None:
        return list_command(folder, as_json=as_json)
    return form_command(name, folder, **options)


@program.group()
def criteria() -> None:
    """Look at qualifications and units, and check criteria files."""


@criteria.command("list")
@as_data
@debugging
def criteria_list(**options: Any) -> int:  # noqa: ANN401 - click's options
    """List the qualifications and units that can be chosen.

    Those that the portfolio you are in adds stand among those that ship.
    """
    from evidence_builder.cli.criteria import list_command

    return list_command(**options)


@criteria.command("show")
@click.argument("unit")
@as_data
@debugging
def criteria_show(unit: str, **options: Any) -> int:  # noqa: ANN401
    """Show the criteria of UNIT and the guidance on each.

    UNIT is a reference such as A/506/1821, or another name of the unit.
    """
    from evidence_builder.cli.criteria import show_command

    return show_command(unit, **options)


@criteria.command("check")
@click.argument("files", nargs=-1, required=True, type=FOLDER, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@debugging
def criteria_check(files: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401
    """Check qualification and unit files that you wrote."""
    from evidence_builder.cli.criteria import check_files_command

    return check_files_command(files, **options)
