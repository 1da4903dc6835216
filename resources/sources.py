"""Where documents come from: folders and single files on disk, each received on a day.

Here belongs finding documents and reading their bytes within limits. What the bytes say is for
`pipeline.cleaning`; whatever cannot be read becomes a `Received` with an error, so that one bad entry never
stops the others.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.records import Retrieval, document_id
from resources.tables import a_day

FIRST_DAY = date(1900, 1, 1)
NOT_DOCUMENTS = frozenset({"brief.yaml", "brief.yml", "readme.md"})


@dataclass(frozen=True)
class Received:
    """One entry of a source on the day it was received; without `content` when `error` says why."""

    name: str
    source: str
    received_on: date
    content: bytes
    size_bytes: int
    error: str | None = None

    @property
    def document_id(self) -> str:
        """The id of the entry's document: the address of its bytes; without them, of what is known of it."""
        known = f"{self.source}/{self.name}: {self.error}"
        return document_id(known.encode() if self.error else self.content)

    @property
    def retrieval(self) -> Retrieval:
        """Which document this is."""
        return Retrieval(self.received_on, self.source, self.name, self.document_id)


@dataclass(frozen=True)
class DocumentSource:
    """Sources by id, each a folder or a single file.

    Sub-folders named YYYY-MM-DD are the days their documents were received on. Files that lie beside them, a
    folder without such sub-folders, and single files were received on `received_on`; without it they have no
    day and are only listed by `strays`. A document over `limit_bytes` is reported, not read.
    """

    roots: Mapping[str, Path]
    received_on: date | None = None
    limit_bytes: int = 10_000_000

    def days(self, source: str | None = None) -> list[date]:
        """Return the days on which `source` (or any source) received something, oldest first."""
        days: set[date] = set()
        for _, root in self._chosen(source):
            days |= set(day_folders(root))
            if self.received_on and loose_entries(root):
                days.add(self.received_on)
        return sorted(days)

    def received(self, day: date) -> Iterator[Received]:
        """Read what was received on `day`, source by source and name by name, one at a time."""
        for source, root, path in self._entries(day):
            yield read_entry(path, root=root, source=source, day=day, limit_bytes=self.limit_bytes)

    def retrieved(self, day: date) -> list[Retrieval]:
        """Return which documents were received on `day`, in the order of `received`."""
        return [entry.retrieval for entry in self.received(day)]

    def strays(self) -> list[Path]:
        """Return the files that have no day: outside the day folders, and no day was given for them."""
        if self.received_on:
            return []
        return [path for _, root in self._chosen(None) for path in loose_entries(root)]

    def _chosen(self, source: str | None) -> list[tuple[str, Path]]:
        return sorted((name, Path(root)) for name, root in self.roots.items() if source in (None, name))

    def _entries(self, day: date) -> Iterator[tuple[str, Path, Path]]:
        for source, root in self._chosen(None):
            folder = root / day.isoformat()
            paths = _of_day(root, folder) if folder.is_dir() else []
            if day == self.received_on:
                paths += loose_entries(root)
            yield from ((source, root, path) for path in sorted(paths, key=lambda path: path.name))


def day_folders(root: Path) -> dict[date, Path]:
    """Return the sub-folders of `root` that are named after a day, by day."""
    if not root.is_dir():
        return {}
    named = {_day(path.name): path for path in root.iterdir() if path.is_dir()}
    return {day: path for day, path in sorted(named.items(), key=lambda item: item[1]) if day}


def _of_day(root: Path, folder: Path) -> list[Path]:
    """Return what lies in the folder of a day; one that is a link out of the source is an entry itself."""
    return [folder] if folder.is_symlink() and not _inside(root, folder) else _documents(folder)


def loose_entries(root: Path) -> list[Path]:
    """Return what lies in `root` outside its day folders: `root` itself when it is a single file."""
    if not root.is_dir():
        return [root] if root.exists() else []
    days = set(day_folders(root).values())
    return [path for path in _documents(root) if path not in days]


def read_entry(path: Path, *, root: Path, source: str, day: date, limit_bytes: int) -> Received:
    """Read one entry found under `root`. What the disk refuses becomes its `error`, never an exception."""
    name = os.fsencode(path.name).decode("utf-8", "replace")
    size = 0
    try:
        if (path.is_symlink() or path.parent.is_symlink()) and not _inside(root, path):
            return Received(
                name, source, day, b"", 0, "a link that leads out of its source's folder was not followed"
            )
        found = path.stat()
        size = found.st_size
        if stat.S_ISDIR(found.st_mode):
            next(path.iterdir(), None)  # a folder that may not be listed says so
            return Received(
                name, source, day, b"", 0, "is a folder: documents lie directly in the folder of their day"
            )
        if not stat.S_ISREG(found.st_mode):
            return Received(name, source, day, b"", 0, "is not a regular file")
        if size > limit_bytes:
            error = f"is larger than the limit of {limit_bytes:,} bytes and was not read"
            return Received(name, source, day, b"", size, error)
        with path.open("rb") as file:
            return Received(name, source, day, file.read(limit_bytes), size)
    except (OSError, RuntimeError) as problem:  # RuntimeError: a loop of links
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        return Received(name, source, day, b"", size, f"could not be read: {reason}")


def _inside(root: Path, path: Path) -> bool:
    """Return whether a path leads to a place in its source. Raises OSError or RuntimeError where it leads
    nowhere."""
    inside = root.resolve() if root.is_dir() else root.parent.resolve()
    return path.resolve(strict=True).is_relative_to(inside)


def _documents(folder: Path) -> list[Path]:
    """Return the entries of `folder` that may be documents; one that cannot be listed is an entry itself."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return [folder]
    return [p for p in entries if not p.name.startswith((".", "_")) and p.name.lower() not in NOT_DOCUMENTS]


def _day(name: str) -> date | None:
    """Return the day that a folder is named after; one before there was news on the wire is a mistyped
    one."""
    day = a_day(name)
    return day if day and day >= FIRST_DAY else None
