"""The brief that a command line names: read, or a line for each thing to mend in it.

Here belongs the way from a path to a `Brief`. What a brief may say is for `pipeline.briefs`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from pipeline.briefs import RULINGS_FILE, Brief, BriefError, parse_brief, with_rulings


def read_brief(path: Path) -> Brief:
    """Return the brief in a brief.yaml, or in the folder of one, with the rulings beside it.

    ClickException with what to mend in either.
    """
    file = path / "brief.yaml" if path.is_dir() else path
    if not file.is_file():
        raise click.ClickException(f"{file} does not exist: name a brief.yaml or its folder.")
    brief = _parsed(file, lambda text: parse_brief(text, file.resolve().parent.name))
    ruled = file.with_name(RULINGS_FILE)
    return _parsed(ruled, lambda text: with_rulings(brief, text)) if ruled.is_file() else brief


def _parsed(file: Path, parse: Callable[[str], Brief]) -> Brief:
    try:
        return parse(file.read_text("utf-8"))
    except UnicodeDecodeError:
        raise click.ClickException(
            f"{file} is not UTF-8 text: save it as UTF-8, or name another file."
        ) from None
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
