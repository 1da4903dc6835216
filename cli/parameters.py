"""What may stand on the command line: days and paths, with an error that says what to write instead.

Here belongs what click asks about one value. It imports nothing else, so that `--help` stays instant.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

PATH = click.Path(path_type=Path)
LINES = click.File("rb")


class Day(click.ParamType):
    """A calendar day on the command line, written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            raise click.BadParameter(f"{value!r} is not a day: write it as 2025-09-07.", ctx, param) from None


def existing(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
    """Let paths through that exist; click callback."""
    for path in value:
        if not path.exists():
            raise click.BadParameter(f"{path} does not exist: check the path.", ctx, param)
    return value
