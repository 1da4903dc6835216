"""Two places that hold the same editions: each puts the other right.

Here belongs comparing them by their manifests. What an edition's files are is for `resources/editions.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from resources.editions import (
    MANIFEST,
    EditionStore,
    day_of,
    parsed,
    revision_of,
    right_files,
    wrong_files,
)


def exchange(
    store: EditionStore, out: EditionStore, brief: str, days: Collection[date] | None = None
) -> dict[str, Path]:
    """Let `store` and `out` hold the same editions of a brief, those of `days` or all, and return the places
    in `out` by the names in `store`.

    What is missing or altered in one is taken from the other, by the hashes of the manifest. What neither has
    whole is in the result only if it is whole in `store`. An edition in `out` that some other store published
    stays as it is, and ours lies beside it.
    """
    for side in (store, out):
        side.sweep(brief)
    theirs, places = out.manifests(brief), {}
    for name, manifest in store.manifests(brief).items():
        if days is not None and day_of(name) not in days:
            continue
        here, there = (
            store.folder(brief) / name,
            out.folder(brief) / _twin(out, brief, name, manifest, theirs),
        )
        _mend(store, here, manifest, there)
        if wrong_files(here, manifest):
            continue
        store.note(brief, name, manifest)
        _mend(out, there, manifest, here)
        places[name] = there
    return places


def adopt(store: EditionStore, out: EditionStore, brief: str, fingerprints: Mapping[date, str]) -> None:
    """Take from `out` the editions that `store` has lost, journal and all: whole ones of these
    fingerprints."""
    known = {day_of(name) for name in store.manifests(brief)}
    for name, manifest in out.manifests(brief).items():
        day, there = day_of(name), out.folder(brief) / name
        if day is None or day in known or parsed(manifest).get("fingerprint") != fingerprints.get(day):
            continue
        _mend(store, store.folder(brief) / name, manifest, there)
        if not wrong_files(store.folder(brief) / name, manifest):
            store.note(brief, name, manifest)


def _mend(store: EditionStore, edition: Path, manifest: bytes, twin: Path) -> None:
    """Put an edition right from its twin; one that is not there at all only if the twin is whole."""
    wrong = wrong_files(edition, manifest)
    if wrong and (edition.is_dir() or not wrong_files(twin, manifest)):
        right = right_files(twin, manifest) | {MANIFEST: manifest}
        store.repair(edition, right if not edition.is_dir() else {n: right[n] for n in wrong if n in right})


def _twin(out: EditionStore, brief: str, name: str, manifest: bytes, theirs: dict[str, bytes]) -> str:
    """Return the name under which an edition lies in `out`, or is to lie."""
    of_day = [other for other in theirs if day_of(other) == day_of(name)]
    same = [other for other in of_day if theirs[other] == manifest]
    if same:
        return same[0]
    if name not in theirs or wrong_files(out.folder(brief) / name, theirs[name]):
        theirs[name] = manifest
        return name
    free = max(map(revision_of, of_day)) + 1
    theirs[f"{day_of(name)}-r{free}"] = manifest
    return f"{day_of(name)}-r{free}"
