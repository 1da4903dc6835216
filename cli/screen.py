"""What a person sees in the terminal beside the result: lines, progress, and what to do when a disk refuses.

Results go to stdout by way of the commands; everything here goes to stderr. Nothing that is told can drive
the terminal, whatever a file is called.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_DISK_ADVICE = {
    errno.ENOSPC: "the disk is full; make room, or name another place",
    errno.EDQUOT: "your disk quota is used up; make room, or name another place",
    errno.EACCES: "no permission; choose a folder that you may write to, or change its permissions",
    errno.EPERM: "no permission; choose a folder that you may write to, or change its permissions",
    errno.EROFS: "the disk is read-only; choose a folder that you may write to",
    errno.ENOENT: "does not exist; check the path",
    errno.ENOTDIR: "is a file where a folder is needed; choose another name",
    errno.EISDIR: "is a folder where a file is needed; choose another name",
}


def printable(text: str) -> str:
    """Return `text` with what is no visible character, such as a terminal's control sequence, replaced."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def tell(line: str, *, problem: bool = False) -> None:
    """Print one line on stderr; a problem begins with the program's name, as tools do."""
    click.echo(printable(f"briefline: {line}" if problem else line), err=True)


def disk_problem(error: OSError) -> str:
    """Return one line for what the disk refused: where, why and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    return where + _DISK_ADVICE.get(error.errno or 0, error.strerror or str(error))


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal that `what` is under way, with the latest word passed to the yielded function."""
    if not click.get_text_stream("stderr").isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True, highlight=False, markup=False).status(what) as status:
        yield lambda latest: status.update(f"{what}  {printable(latest)}")
