"""Published editions: immutable folders, each complete or absent.

Here belongs how the files of an edition reach the disk. An edition's folder is named after its day; when
another set of bytes is published for the same day (newer rules, a late document), the next revision takes a
folder of its own (`2025-09-07-r2`), so that a published edition never changes and never mixes.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resources.files import fsync_folder, remove, sweep, temporary_path, write_bytes

MANIFEST = "manifest.json"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FOLDER = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-r(\d+))?")


@dataclass(frozen=True)
class EditionStore:
    """Editions under `root/<brief>/<day>`. `served` is the folder whose files the webserver hands out."""

    root: Path
    served: Path | None = None

    def publish(self, brief: str, day: date, files: Mapping[str, bytes]) -> Path:
        """Write an edition's files at once and return its folder; the same bytes again change nothing.

        The files appear by one rename after all of them are on the disk, the manifest last. Raises ValueError
        for a name that is no plain file name or files without a manifest, OSError when the disk refuses:
        nothing is published then.
        """
        if MANIFEST not in files:
            raise ValueError(f"an edition needs a {MANIFEST}")
        folder = self.root / _safe(brief)
        latest = self.latest(brief, day)
        if latest and read_files(latest) == dict(files):
            return latest
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        scratch = temporary_path(folder / day.isoformat())
        try:
            scratch.mkdir()
            for name in sorted(files, key=lambda name: (name == MANIFEST, name)):
                write_bytes(scratch / _safe(name), files[name])
            fsync_folder(scratch)
            return _move_in(scratch, folder, day, _revision(latest) + 1 if latest else 1)
        finally:
            remove(scratch)

    def latest(self, brief: str, day: date) -> Path | None:
        """Return the folder of the newest revision of the day's edition, or None."""
        revisions = self._all(brief).get(day, [])
        return revisions[-1] if revisions else None

    def days(self, brief: str) -> list[date]:
        """Return the days for which an edition of the brief was published, oldest first."""
        return sorted(self._all(brief))

    def link(self, edition: Path, name: str) -> str:
        """Return the address at the Dagster webserver that downloads a file of a published edition."""
        if self.served is None:
            raise ValueError("these editions are not served")
        file = Path(_safe(name))
        place = edition.relative_to(self.served)
        return "/".join(["/logs", *place.parts, file.stem, file.suffix.removeprefix(".")])

    def _all(self, brief: str) -> dict[date, list[Path]]:
        folder = self.root / _safe(brief)
        found: dict[date, list[Path]] = {}
        for path in sorted(folder.iterdir(), key=_revision) if folder.is_dir() else []:
            match = _FOLDER.fullmatch(path.name)
            if match and (path / MANIFEST).is_file():
                with contextlib.suppress(ValueError):
                    found.setdefault(date.fromisoformat(match[1]), []).append(path)
        return found


def _move_in(scratch: Path, folder: Path, day: date, revision: int) -> Path:
    """Rename `scratch` to the first free revision of the day, from `revision` up."""
    while True:
        target = folder / (day.isoformat() if revision == 1 else f"{day.isoformat()}-r{revision}")
        try:
            scratch.rename(target)
        except OSError:
            if not target.exists():
                raise
            revision += 1  # another process published this revision meanwhile
        else:
            fsync_folder(folder)
            return target


def read_files(edition: Path) -> dict[str, bytes]:
    """Return the files of a published edition by name."""
    return {path.name: path.read_bytes() for path in sorted(edition.iterdir()) if path.is_file()}


def _revision(edition: Path) -> int:
    match = _FOLDER.fullmatch(edition.name)
    return int(match[2] or 1) if match else 0


def _safe(name: str) -> str:
    if not _SAFE.fullmatch(name):
        raise ValueError(
            f"{name!r} cannot be part of an edition's path: use letters, digits, '.', '_' and '-'"
        )
    return name
