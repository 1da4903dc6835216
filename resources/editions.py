"""Published editions: immutable folders, each complete or absent, in a chain.

Here belongs how the files of an edition reach the disk, and how they are put right when they are not what was
published. An edition's folder is named after its day; what is published for the same day on other inputs
takes the next revision (`2025-09-07-r2`), so that a published edition never changes and never mixes.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Any

from pipeline.records import Publication
from resources.files import fsync_folder, remove, replace_file, sweep, temporary_path, write_bytes
from resources.receipts import Receipt, intact, sha256, write_receipt

MANIFEST = "manifest.json"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FOLDER = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-r(\d+))?")


@dataclass(frozen=True)
class EditionStore:
    """Editions under `root/<brief>/<day>`. `served` is the folder whose files the webserver hands out;
    `journal` holds a copy of each manifest, so that an edition that is lost or altered is noticed."""

    root: Path
    served: Path | None = None
    journal: Path | None = None

    def publish(
        self, brief: str, day: date, files: Mapping[str, bytes], manifest: Callable[[Publication], bytes]
    ) -> Path:
        """Write an edition's files at once and return its folder; the same edition again puts right what is
        not as it was published, and changes nothing else.

        The files appear by one rename after all of them are on the disk. Raises ValueError for a name that is
        no plain file name, OSError when the disk refuses: nothing is published then, or all of it, which the
        same again notes in the journal.
        """
        folder = self.folder(brief)
        for name in files:
            _safe(name)
        folder.mkdir(parents=True, exist_ok=True)
        from filelock import FileLock  # not needed to look at editions, and slow to load

        with FileLock(folder / ".lock"):
            self.sweep(brief)
            chain = self.manifests(brief)
            latest = max((name for name in chain if day_of(name) == day), key=revision_of, default=None)
            if latest:
                told = manifest(_place(chain, latest))
                if told == chain[latest]:
                    self.repair(folder / latest, dict(files) | {MANIFEST: told})
                    self.note(brief, latest, told)
                    return folder / latest
            revision = revision_of(latest) + 1 if latest else 1
            name = folder_name({"as_of": day.isoformat(), "revision": revision})
            told = manifest(_next(chain, latest, name))
            self.repair(folder / name, dict(files) | {MANIFEST: told})
            self.note(brief, name, told)
            return folder / name

    def repair(self, edition: Path, files: Mapping[str, bytes]) -> None:
        """Make the folder of an edition hold these files: at once if there is none, else file by file."""
        if edition.is_dir():
            sweep(edition)
            for name, content in files.items():
                if not _holds(edition / name, content):
                    remove(edition / name)
                    replace_file(edition / name, partial(_write, content))
            return
        scratch = temporary_path(edition)
        try:
            scratch.mkdir(parents=True)
            for name in sorted(files, key=lambda name: (name == MANIFEST, name)):
                write_bytes(scratch / name, files[name])
            fsync_folder(scratch)
            scratch.rename(edition)
            fsync_folder(edition.parent)
        finally:
            remove(scratch)

    def sweep(self, brief: str) -> None:
        """Remove what writers of a brief's editions that are gone left behind."""
        for root in (self.root, self.journal):
            if root:
                sweep(root / _safe(brief))

    def folder(self, brief: str) -> Path:
        """Return the folder of a brief's editions."""
        return self.root / _safe(brief)

    def manifests(self, brief: str) -> dict[str, bytes]:
        """Return the manifest of each edition of a brief by the name of its folder, oldest day first, as it
        was published: from the journal where that is whole, else from the edition itself."""
        folder = self.folder(brief)
        noted = self.journal / _safe(brief) if self.journal else None
        names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        names |= {path.stem for path in noted.glob("*.json")} if noted and noted.is_dir() else set()
        found: dict[str, bytes] = {}
        for name in sorted(
            (name for name in names if day_of(name)), key=lambda name: (day_of(name), revision_of(name))
        ):
            entry = noted / f"{name}.json" if noted else None
            if entry and intact(entry):
                found[name] = entry.read_bytes()
            else:
                with contextlib.suppress(OSError):
                    found[name] = (folder / name / MANIFEST).read_bytes()
        return found

    def latest(self, brief: str, day: date) -> Path | None:
        """Return the folder of the newest revision of the day's edition, or None."""
        revisions = [name for name in self.manifests(brief) if day_of(name) == day]
        return self.folder(brief) / revisions[-1] if revisions else None

    def days(self, brief: str) -> list[date]:
        """Return the days for which an edition of the brief was published, oldest first."""
        return list(dict.fromkeys(day for name in self.manifests(brief) if (day := day_of(name))))

    def link(self, edition: Path, name: str) -> str:
        """Return the address at the Dagster webserver that downloads a file of a published edition."""
        if self.served is None:
            raise ValueError("these editions are not served")
        file = Path(_safe(name))
        place = edition.relative_to(self.served)
        return "/".join(["/logs", *place.parts, file.stem, file.suffix.removeprefix(".")])

    def note(self, brief: str, name: str, manifest: bytes) -> None:
        """Keep a copy of a manifest in the journal."""
        entry = self.journal / _safe(brief) / f"{name}.json" if self.journal else None
        if entry and not (intact(entry) and entry.read_bytes() == manifest):
            replace_file(entry, lambda file: file.write(manifest))
            write_receipt(entry, Receipt(sha256(manifest), "", ""))


def _holds(path: Path, content: bytes) -> bool:
    """Return whether a file can be read and holds these bytes."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _write(content: bytes, file: IO[bytes]) -> None:
    file.write(content)


def wrong_files(edition: Path, manifest: bytes) -> list[str]:
    """Return the files of an edition that are missing or not what its manifest says, itself included."""
    right = right_files(edition, manifest)
    return [name for name in (*file_hashes(manifest), MANIFEST) if name not in right]


def right_files(edition: Path, manifest: bytes) -> dict[str, bytes]:
    """Return the files of an edition that are what its manifest says, itself included."""
    found = {}
    hashes = file_hashes(manifest)
    for name, right in {**hashes, MANIFEST: sha256(manifest) if hashes else ""}.items():
        with contextlib.suppress(OSError):
            content = (edition / name).read_bytes()
            if sha256(content) == right:
                found[name] = content
    return found


def file_hashes(manifest: bytes) -> dict[str, str]:
    """Return the SHA-256 of each file that a manifest lists; nothing if it is no manifest of an edition."""
    try:
        return {_safe(file["name"]): str(file["sha256"]) for file in parsed(manifest)["files"]}
    except (KeyError, TypeError, ValueError):
        return {}


def read_files(edition: Path) -> dict[str, bytes]:
    """Return the files of a published edition by name."""
    return {path.name: path.read_bytes() for path in sorted(edition.iterdir()) if path.is_file()}


def parsed(manifest: bytes) -> dict[str, Any]:
    """Return what a manifest says, nothing if it cannot be read."""
    try:
        content = json.loads(manifest)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _next(chain: Mapping[str, bytes], superseded: str | None, name: str) -> Publication:
    """Return the place after the last of a chain."""
    newest = max(chain, key=lambda one: parsed(chain[one]).get("sequence", 0), default=None)
    return Publication(
        sequence=parsed(chain[newest]).get("sequence", 0) + 1 if newest else 1,
        revision=revision_of(name),
        previous={"edition": newest, "sha256": sha256(chain[newest])} if newest else None,
        superseded=parsed(chain[superseded]) if superseded else None,
    )


def _place(chain: Mapping[str, bytes], name: str) -> Publication:
    """Return the place that an edition has in its chain."""
    told = parsed(chain[name])
    before = [one for one in chain if day_of(one) == day_of(name) and revision_of(one) < revision_of(name)]
    return Publication(
        sequence=told.get("sequence", 0),
        revision=revision_of(name),
        previous=told.get("previous"),
        superseded=parsed(chain[before[-1]]) if before else None,
    )


def day_of(name: str) -> date | None:
    """Return the day that the folder of an edition is named after, None for any other name."""
    match = _FOLDER.fullmatch(name)
    with contextlib.suppress(ValueError):
        return date.fromisoformat(match[1]) if match else None
    return None


def folder_name(told: Mapping[str, Any]) -> str:
    """Return the folder of the edition whose manifest says what is told: its day, and its revision if it is
    not the first."""
    revision = told.get("revision", 1)
    return f"{told.get('as_of')}" if revision == 1 else f"{told.get('as_of')}-r{revision}"


def revision_of(name: str) -> int:
    """Return the revision that the folder of an edition is named after, 0 for any other name."""
    match = _FOLDER.fullmatch(name)
    return int(match[2] or 1) if match else 0


def _safe(name: str) -> str:
    if not _SAFE.fullmatch(name):
        raise ValueError(
            f"{name!r} cannot be part of an edition's path: use letters, digits, '.', '_' and '-'"
        )
    return name
