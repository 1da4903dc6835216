"""The brief that a command line names: read, or a line for each thing to mend in it.

Here belongs the way from a path to a `Brief`. What a brief may say is for `pipeline.briefs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.briefs import Brief, BriefError, parse_brief


def read_brief(path: Path) -> Brief:
    """Return the brief in a brief.yaml, or in the folder of one; ClickException with what to mend in it."""
    file = path / "brief.yaml" if path.is_dir() else path
    if not file.is_file():
        raise click.ClickException(f"{file} does not exist: name a brief.yaml or its folder.")
    try:
        return parse_brief(file.read_text("utf-8"), file.resolve().parent.name)
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is not UTF-8 text: name a brief.yaml.") from None
    except BriefError as error:
        raise click.ClickException("\n".join(f"{file}, {problem}" for problem in error.problems)) from None


def the_brief(named: Path | None, folders: Sequence[Path]) -> Path:
    """Return the folder of the brief that is named, else of the only one; ClickException if unclear.

    A brief.yaml stands for its folder. It is read here once, so that what is to mend in it is told first.
    """
    if named is None and len(folders) != 1:
        choice = ", ".join(str(folder) for folder in folders)
        raise click.ClickException(
            f"which brief? Name one with --brief: {choice or 'there is none in briefs/'}"
        )
    folder = folders[0] if named is None else named.parent if named.is_file() else named
    read_brief(folder)
    return folder
