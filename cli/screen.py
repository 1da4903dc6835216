"""What reaches the terminal: data on stdout; lines, progress and what to do when a disk refuses on stderr.

Here belongs how something is printed. Nothing that is told can drive the terminal, whatever a file is called.
"""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_DISK_ADVICE = {
    errno.ENOSPC: "the disk is full; make room, or name another place",
    errno.EDQUOT: "your disk quota is used up; make room, or name another place",
    errno.EACCES: "no permission; change its permissions, or name another place",
    errno.EPERM: "no permission; change its permissions, or name another place",
    errno.EROFS: "the disk is read-only; name another place",
    errno.ENOENT: "does not exist; check the path",
    errno.EEXIST: "is a file where a folder is needed; choose another name",
    errno.ENOTDIR: "is a file where a folder is needed; choose another name",
    errno.EISDIR: "is a folder where a file is needed; choose another name",
}


def printable(text: str) -> str:
    """Return `text` with what is no visible character, such as a terminal's control sequence, replaced."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def tell(lines: str, *, problem: bool = False) -> None:
    """Print lines on stderr; each of a problem begins with the program's name, as tools do."""
    for text in lines.splitlines():
        click.echo(printable(f"briefline: {text}" if problem else text), err=True)


def disk_problem(error: OSError) -> str:
    """Return one line for what the disk refused: where, why and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    return where + _DISK_ADVICE.get(error.errno or 0, error.strerror or str(error))


def print_json(data: object, indent: int | None = None) -> None:
    """Print data on stdout as UTF-8 JSON, on one line unless there is an indent."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    click.echo(text.encode("utf-8", "backslashreplace"))


@contextmanager
def progress(plain: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Show how far the work is: the yielded function takes what is being done, and how many are done of all.

    On a terminal it is a bar; elsewhere a line for each thing done if `plain`, else nothing.
    """
    if sys.stderr.isatty():
        with _bar() as update:
            yield update
    else:
        yield _lines() if plain else lambda what, done, total: None


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False, transient=True) as display:
        task = display.add_task("")
        yield lambda what, done, total: display.update(
            task, description=printable(what), completed=done, total=total
        )


def _lines() -> Callable[[str, int, int], None]:
    told = 0

    def update(what: str, done: int, total: int) -> None:
        nonlocal told
        if done > told:
            told = done
            tell(f"{done}/{total} {what}")

    return update
