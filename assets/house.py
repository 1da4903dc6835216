"""The house that a code location is put together from: briefs, their documents, where results go.

Here belongs finding these on the disk. Assets, jobs and resources are made of them in `definitions.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.briefs import RULINGS_FILE, Brief, BriefError, parse_brief, with_rulings
from resources.editions import EditionStore
from resources.sources import DocumentSource
from resources.store import ParquetStore


@dataclass(frozen=True)
class House:
    """What a code location is put together from: briefs with the sources each reads, where documents come
    from, and the folder that holds everything made from them.
    """

    briefs: tuple[tuple[Brief, tuple[str, ...]], ...]
    sources: DocumentSource
    data: Path

    @property
    def store(self) -> ParquetStore:
        """The tables."""
        return ParquetStore(self.data / "store")

    @property
    def served(self) -> Path:
        """The folder whose files the webserver hands out: the compute-log folder of dagster.yaml."""
        return self.data / "served"

    @property
    def editions(self) -> EditionStore:
        """The published editions."""
        return EditionStore(self.served / "editions", self.served)

    def edition_days(self) -> list[date]:
        """Return the days of all editions published so far."""
        return sorted({day for brief, _ in self.briefs for day in self.editions.days(brief.id)})


def house(root: Path) -> House:
    """Return the house at `root`: every folder of `briefs/` with a brief.yaml is a brief, and a source of
    that name.

    Raises BriefError for a brief.yaml that cannot be used.
    """
    folders = brief_folders(root)
    roots = {folder.name: folder / "documents" for folder in folders}
    briefs = tuple((read_brief(folder), (folder.name,)) for folder in folders)
    return House(briefs, DocumentSource(roots), root / "data")


def brief_folders(root: Path) -> list[Path]:
    """Return the folders of the briefs of the house at `root`, by name."""
    return sorted(path.parent for path in (root / "briefs").glob("*/brief.yaml"))


def read_brief(folder: Path) -> Brief:
    """Read the brief of a folder, with the rulings on it if there are any.

    Raises BriefError, with a note that names the file, if either is unusable.
    """
    ruled = folder / RULINGS_FILE
    try:
        brief = parse_brief((folder / "brief.yaml").read_text("utf-8"), folder.resolve().name)
        return with_rulings(brief, ruled.read_text("utf-8")) if ruled.is_file() else brief
    except BriefError as problem:
        problem.add_note(f"in {folder / problem.file}")
        raise
