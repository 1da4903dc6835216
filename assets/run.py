"""Making editions from a program: what the command line calls, through Dagster, in this process.

Here belongs which days are run, and what a person is told of it. A brief of this house with its own documents
runs on the house's tables and history (`data/`), where the Dagster UI shows the runs. Documents or a brief
from elsewhere run on tables and history of their own under `<out>/data/`, one folder for each place they come
from, so that foreign documents never mix into a brief's store. The files of an edition are copied to
`<out>/<brief>/<day>/` in both cases.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from assets import claims, cleaning, dependence, documents
from assets.automation import days_due
from assets.days import today
from assets.house import House, brief_folders, read_brief
from assets.runner import Progress, Runner, history, planned
from assets.versions import HOUSE, code_version
from pipeline.briefs import Brief
from resources.editions import EditionStore, read_files
from resources.sources import DocumentSource
from resources.store import StoreError


class RunError(Exception):
    """Something that a person can mend; the message is one line and says what to do."""


@dataclass(frozen=True)
class RunResult:
    """What a run led to. `edition_dir` is the folder of the newest edition, None when it failed; `figures`
    are the rows of its figure table as in figures.json; `failures` name asset, day and cause, one line
    each.
    """

    as_of: date
    edition_dir: Path | None = None
    figures: list[dict[str, Any]] = field(default_factory=list)
    editions: list[Path] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def run_edition(
    brief_dir: Path,
    documents_dir: Path | None,
    as_of: date | None,
    out_dir: Path,
    on_progress: Callable[[Progress], None] = lambda _: None,
    *,
    catch_up: bool = False,
) -> RunResult:
    """Make a brief's edition of a day, taking every document received by then through all stages first.

    `as_of` is by default the newest day on which something was received. With `catch_up` every earlier day
    that has documents and no edition gets one too, oldest first. Raises RunError for what a person must mend,
    BriefError for a brief.yaml that cannot be used; what fails inside Dagster is told in `failures`.
    """
    now = today()
    if as_of and as_of > now:
        raise RunError(f"{as_of} lies in the future: choose {now} or a day before")
    brief = read_brief(brief_dir)
    built = house_of(brief, brief_dir, documents_dir, as_of or now, out_dir)
    named = built.briefs[0][1]
    received = received_days(built, named, as_of or now)
    day = as_of or received[-1]
    stale = [known for known in built.sources.days() if known <= day and not is_fresh(built, known)]
    missing = days_due(brief, named, built.sources, built.editions) if catch_up else []
    due = [*(known for known in missing if known < day), day]
    compare = outdated(built, stale, day)
    runner = Runner(built, brief, on_progress, total=len({*stale, *compare, *due}), day=day)
    with collecting_rarely(), history(built.data) as home:
        done = all(runner.take(home, step) for step in planned(stale, due, compare))
    copies = [
        EditionStore(out_dir).publish(brief.id, known, read_files(path))
        for known, path in runner.published.items()
    ]
    return RunResult(
        as_of=day,
        edition_dir=copies[-1] if done else None,
        figures=json.loads((copies[-1] / "figures.json").read_bytes())["questions"] if done else [],
        editions=copies,
        warnings=list(runner.warnings),
        failures=runner.failures,
    )


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Let Python look for cycles among its objects a hundred times less often: a pile is a million records
    that all stay alive, and looking through them again and again takes a quarter of a run."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def house_of(
    brief: Brief, brief_dir: Path, documents_dir: Path | None, flat_day: date, out_dir: Path
) -> House:
    """Return the house that a brief and its documents run in: this one, or their own under `out_dir`."""
    if documents_dir is None and brief_dir.resolve().parent == HOUSE / "briefs":
        roots = {folder.name: folder / "documents" for folder in brief_folders(HOUSE)}
        return House(((brief, (brief.id,)),), DocumentSource(roots, received_on=today()), HOUSE / "data")
    folder = documents_dir or brief_dir / "documents"
    if not folder.exists():
        raise RunError(f"{folder} does not exist: name a folder or a file with documents")
    name = folder.resolve().name if documents_dir else brief.id
    # A flat folder is received on the day of the edition: each such day has tables of its own.
    place = f"{folder.resolve()}\0{brief_dir.resolve()}\0{flat_day if loose(folder) else ''}"
    own = f"{name}-{hashlib.sha256(place.encode(errors='surrogateescape')).hexdigest()[:8]}"
    sources = DocumentSource({name: folder}, received_on=flat_day)
    return House(((brief, (name,)),), sources, out_dir / "data" / own)


def received_days(built: House, named: Sequence[str], until: date) -> list[date]:
    """Return the days up to `until` on which the brief's sources received something; RunError if none."""
    days = sorted({day for name in named for day in built.sources.days(name)})
    folders = ", ".join(str(built.sources.roots[name]) for name in named)
    if not days:
        raise RunError(
            f"no documents in {folders}: put files there, or into sub-folders named by day ({until})"
        )
    if days[0] > until:
        raise RunError(f"nothing in {folders} was received by {until}: the first documents are of {days[0]}")
    return [day for day in days if day <= until]


def is_fresh(built: House, day: date) -> bool:
    """Return whether the store holds exactly the documents that lie under `day`, made by today's code."""
    rooms = {
        documents.KEY: documents.ROOMS,
        cleaning.KEY: cleaning.ROOMS,
        claims.KEY: claims.ROOMS,
        dependence.SKETCHES: dependence.ROOMS,
        dependence.COPIES: dependence.ROOMS,
    }
    for key, places in rooms.items():
        if built.store.code_version(key.to_user_string(), day) != code_version(*places):
            return False
    try:
        rows = built.store.read(documents.KEY.to_user_string(), day)
    except StoreError:
        return False
    listed = {(entry.source, entry.name, documents.address(entry)) for entry in built.sources.received(day)}
    return set(rows.select("source", "name", "document_id").iter_rows()) == listed


def outdated(built: House, stale: Sequence[date], until: date) -> list[date]:
    """Return the days that were compared with an earlier day before that day was received as it is now, or as
    it will be once the `stale` days are received again."""
    sketched, compared = (key.to_user_string() for key in (dependence.SKETCHES, dependence.COPIES))
    newest, found = 0, []
    for day in (known for known in built.sources.days() if known <= until):
        if newest > built.store.written(compared, day) and day not in stale:
            found.append(day)
        newest = max(newest, built.store.written(sketched, day) if day not in stale else sys.maxsize)
    return found


def loose(folder: Path) -> bool:
    """Return whether the documents of `folder` have no day of their own."""
    return bool(DocumentSource({"": folder}).strays())
