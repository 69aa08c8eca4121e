"""The commands and their options; what they do is imported when they run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evidence_builder._version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

FOLDER = click.Path(path_type=Path)


class _PortfolioFolder(click.ParamType[Path]):
    """A folder that is there; its portfolio.yaml stands for it too."""

    name = "folder"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click gives anything
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the folder that a path names."""
        path = Path(value)
        if path.is_file() and path.name.lower() in {"portfolio.yaml", "portfolio.yml"}:
            return path.parent
        if not path.is_dir():
            from evidence_builder.wording.cli import is_a_file, is_not_there

            state = is_a_file if path.exists() else is_not_there
            self.fail(state(folder=value), param, ctx)
        return path


PORTFOLIO = _PortfolioFolder()


class _Day(click.ParamType[date]):
    """A date, year first."""

    name = "date"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click gives anything
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Return the date that a text names."""
        from evidence_builder.cli.answers import read_day

        day = read_day(value) if isinstance(value, str) else value
        if day is None:
            from evidence_builder.wording.cli import no_date

            self.fail(no_date(text=value), param, ctx)
        return day


_as_at = click.option(
    "--as-at",
    type=_Day(),
    metavar="DATE",
    help="Reckon ages, and what is overdue or still to come, from this day.",
)

_as_data = click.option(
    "--json", "as_json", is_flag=True, help="Print the same as JSON data."
)
# The guard reads it from the command line, and no command has to.
_debugging = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show a traceback if we fail."
)


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
        _debugging,
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
@_as_at
@_as_data
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
@_as_at
@_judging
def build(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Make the portfolio as PDF and Word documents.

    FOLDER is your portfolio's folder; the one you are in if you name none.
    """
    from evidence_builder.cli.building import build_command

    return build_command(folder, **options)


@program.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@_as_data
@_debugging
def units(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Show which further units would complete the qualification.

    The cheapest way comes first: fewest credits, then fewest units, then hours.
    """
    from evidence_builder.cli.units import units_command

    return units_command(folder, **options)


@program.command()
@click.argument("folder", type=PORTFOLIO, default=".")
@click.option("--by", metavar="ID", help="Who decides: an assessor of the portfolio.")
@click.option("--evidence", metavar="NUMBER", help="The item that is decided on.")
@click.option("--criteria", metavar="LIST", help="Its criteria: 3.2,3.4 or 2.1-2.3.")
@click.option("--unit", metavar="REFERENCE", help="The unit that the criteria are of.")
@click.option("--met", is_flag=True, help="The item proves the criteria.")
@click.option("--not-yet", is_flag=True, help="It does not yet; needs --feedback.")
@click.option("--feedback", metavar="TEXT", help="What the learner is told.")
@click.option("--on", metavar="DATE", help="When it was decided, as 2026-03-10.")
@_debugging
def assess(folder: Path, **options: Any) -> int:  # noqa: ANN401 - click's options
    """Record what an assessor decides: met, or not yet.

    With --met or --not-yet it records one decision. Without them it asks about every
    claim that waits for a decision, or about those that --unit and --evidence choose.
    Decisions are added to the assessor's file in the folder assessment.
    """
    from evidence_builder.cli.assessing import assess_command

    return assess_command(folder, **options)


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
@_debugging
def form_(
    name: str | None,
    folder: Path,
    *,
    listed: bool,
    as_json: bool,
    **options: Any,  # noqa: ANN401 - click's options
) -> int:
    """Make a recording form to fill in on paper, in Word or as text.

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
@_as_data
@_debugging
def criteria_list(**options: Any) -> int:  # noqa: ANN401 - click's options
    """List the qualifications and units that can be chosen.

    Those that the portfolio you are in adds stand among those that ship.
    """
    from evidence_builder.cli.criteria import list_command

    return list_command(**options)


@criteria.command("show")
@click.argument("unit")
@_as_data
@_debugging
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
@_debugging
def criteria_check(files: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401
    """Check qualification and unit files that you wrote."""
    from evidence_builder.cli.criteria import check_files_command

    return check_files_command(files, **options)
