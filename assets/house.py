"""The house that a code location is put together from: briefs, their documents, where results go.

Here belongs finding these on the disk. Assets, jobs and resources are made of them in `definitions.py`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.briefs import RULINGS_FILE, Brief, BriefError, Problem, parse_brief, with_rulings
from resources.editions import EditionStore
from resources.endpoint import reads_with
from resources.sources import DocumentSource

if TYPE_CHECKING:
    from resources.store import ParquetStore


@dataclass(frozen=True)
class House:
    """What a code location is put together from: briefs with the sources each reads, where documents come
    from, the folder that holds everything made from them, and what names the model that points at figures.

    `folders` are where the files of briefs lie; `broken` are briefs that cannot be used, by id, and why.
    """

    briefs: tuple[tuple[Brief, tuple[str, ...]], ...]
    sources: DocumentSource
    data: Path
    folders: dict[str, Path] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    reads_with: str = field(default_factory=lambda: reads_with(os.environ))

    @property
    def store(self) -> ParquetStore:
        """The tables."""
        from resources.store import ParquetStore  # with the library for tables, which takes a while to load

        return ParquetStore(self.data / "store")

    @property
    def served(self) -> Path:
        """The folder whose files the webserver hands out: the compute-log folder of dagster.yaml."""
        return self.data / "served"

    @property
    def editions(self) -> EditionStore:
        """The published editions."""
        return EditionStore(self.served / "editions", self.served, self.data / "journal")

    def now(self, brief: Brief) -> Brief:
        """Return a brief as its files say now. Raises BriefError if they cannot be used."""
        folder = self.folders.get(brief.id)
        return read_brief(folder) if folder else brief

    def known_days(self) -> list[date]:
        """Return the days on which something was received, or for which there is an edition, oldest first."""
        published = (day for brief, _ in self.briefs for day in self.editions.days(brief.id))
        return sorted({*self.sources.days(), *published})


def house(root: Path) -> House:
    """Return the house at `root`: every folder of `briefs/` with a brief.yaml is a brief, and a source of
    that name. A brief that cannot be used is told, and costs no other."""
    folders = {folder.name: folder for folder in brief_folders(root)}
    briefs, broken = [], {}
    for name, folder in folders.items():
        try:
            briefs.append((read_brief(folder), (name,)))
        except BriefError as problem:
            broken[name] = told(problem)
    sources = DocumentSource({name: folder / "documents" for name, folder in folders.items()})
    return House(tuple(briefs), sources, root / "data", folders, broken)


def brief_folders(root: Path) -> list[Path]:
    """Return the folders of the briefs of the house at `root`, by name."""
    return sorted(path.parent for path in (root / "briefs").glob("*/brief.yaml"))


def read_brief(folder: Path) -> Brief:
    """Read the brief of a folder, with the rulings on it if there are any.

    Raises BriefError, with a note that names the file, if either is unusable.
    """
    ruled = folder / RULINGS_FILE
    try:
        brief = parse_brief(_text(folder / "brief.yaml"), folder.resolve().name)
        return with_rulings(brief, _text(ruled)) if ruled.is_file() else brief
    except BriefError as problem:
        problem.add_note(f"in {folder / problem.file}")
        raise


def told(problem: BriefError) -> str:
    """Return what is to be mended in a brief, a line each, with the file that it stands in."""
    where = "".join(getattr(problem, "__notes__", ()))
    return "\n".join(f"{where.removeprefix('in ')}, {one}" for one in problem.problems)


def _text(file: Path) -> str:
    """Return the text of a file. Raises BriefError if it cannot be read."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        reason = "is not UTF-8 text: save it as UTF-8"
    except OSError as problem:
        reason = f"cannot be read: {problem.strerror}"
    raise BriefError([Problem(1, 1, reason)], file.name)
