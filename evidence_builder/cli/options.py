"""What several commands are given: folders, days, and options of the same meaning."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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


class Day(click.ParamType[date]):
    """A date, year first."""

    name = "date"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click gives anything
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Return the date that a text names."""
        from evidence_builder.cli.assess.answers import read_day

        day = read_day(value) if isinstance(value, str) else value
        if day is None:
            from evidence_builder.wording.cli import no_date

            self.fail(no_date(text=value), param, ctx)
        return day


as_at = click.option(
    "--as-at",
    type=Day(),
    metavar="DATE",
    help="Reckon ages, and what is overdue or still to come, from this day.",
)

as_data = click.option(
    "--json", "as_json", is_flag=True, help="Print the same as JSON data."
)
# The guard reads it from the command line, and no command has to.
debugging = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show a traceback if we fail."
)
dry_run = click.option(
    "--dry-run", is_flag=True, help="Only show what would be written."
)
