"""`briefline run`: the edition of a brief, through Dagster, and what it says."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import screen
from cli.parameters import PATH, Day

if TYPE_CHECKING:
    from assets.run import RunResult

HISTORY_ADVICE = "make room on the disk, or name another place with --out"
MOST_NOTES = 8  # lines that a terminal is given on what a reader should know


@click.command(short_help="Make the edition of a brief and print its figures.")
@click.option("--brief", type=PATH, help="The folder of the brief. [default: the one in briefs/]")
@click.option("--documents", type=PATH, help="A folder or file of documents. [default: those of the brief]")
@click.option(
    "--as-of", type=Day(), help="The day of the edition, as 2025-09-07. [default: the newest received]"
)
@click.option("--out", type=PATH, default="out", show_default=True, help="Where the editions go.")
@click.option("--catch-up", is_flag=True, help="Also make the editions of earlier days that are missing.")
def run(brief: Path | None, documents: Path | None, as_of: date | None, out: Path, catch_up: bool) -> None:
    """Make the edition of a brief for a day, and print its figures and where the files are.

    \b
    briefline run
    briefline run --documents my-texts
    briefline run --brief briefs/north-korea-russia --as-of 2025-09-08

    Documents are text or HTML files. Put them into sub-folders named after the day you received them, such as
    my-texts/2025-09-07/, or leave them together: then they count as received on the day of the edition. The
    same documents on the same day make the same edition, byte for byte.
    """
    from assets.house import brief_folders
    from assets.run import RunError, run_edition
    from assets.versions import HOUSE
    from cli.briefs import the_brief

    folder = the_brief(brief, brief_folders(HOUSE))
    out.mkdir(parents=True, exist_ok=True)
    try:
        with screen.progress(plain=True) as on_done:
            result = run_edition(
                folder,
                documents,
                as_of,
                out,
                lambda now: on_done(now.what, now.done, now.total),
                catch_up=catch_up,
            )
    except RunError as error:
        raise click.ClickException(str(error)) from None
    except Exception as error:
        if isinstance(
            error.__cause__, sqlite3.Error
        ):  # wrapped by the library that Dagster keeps its history with
            raise click.ClickException(f"the history of runs: {error.__cause__}; {HISTORY_ADVICE}") from None
        raise
    tell_result(result)


def tell_result(result: RunResult) -> None:
    """Print what a run led to: the figure table, the files, what to know; ClickException with what failed."""
    from cli.figure_table import print_figures

    if result.failures or result.edition_dir is None:
        made = len(result.editions)
        outcome = f"published before that: {made}" if made else "no edition was published"
        raise click.ClickException("\n".join([*result.failures, f"{outcome}; all others stand as they were"]))
    print_figures(result.figures)
    edition = Path(os.path.relpath(result.edition_dir))
    click.echo(f"\nbriefing  {edition / 'briefing.html'}")
    click.echo("as data   figures, changes, series, origins and lineage (.json) beside it")
    answered = next((answer["question"] for answer in result.figures if answer["value"]), None)
    if answered:
        click.echo(f"evidence  briefline explain {answered}.value")
    else:
        screen.tell("note      no document answers a question of this brief: `briefline estimates PATH`")
        screen.tell("          proposes questions for documents on another subject")
    if not result.editions:
        screen.tell("note      nothing has changed since this edition was made")
    for line in result.revised[-MOST_NOTES:]:
        screen.tell(f"revised   {line}")
    for warning in result.warnings[:MOST_NOTES]:
        screen.tell(f"note      {warning}")
    if len(result.warnings) > MOST_NOTES:
        screen.tell(
            f"note      {len(result.warnings) - MOST_NOTES} more notes stand in the Dagster UI: make ui"
        )
