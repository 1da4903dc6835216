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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.due import Standing, Work, work
from assets.house import House, brief_folders, read_brief
from assets.versions import HOUSE
from pipeline.briefs import Brief
from resources.editions import MANIFEST, EditionStore, parsed
from resources.mirror import adopt, exchange
from resources.sources import DocumentSource

if TYPE_CHECKING:
    from assets.runner import Progress


class RunError(Exception):
    """Something that a person can mend; the message is one line and says what to do."""


@dataclass(frozen=True)
class RunResult:
    """What a run led to. `edition_dir` is the folder of the newest edition, None when it failed; `figures`
    are the rows of its figure table as in figures.json; `editions` are those that were made, `revised` says
    of each that is a revision why it exists; `failures` name asset, day and cause, one line each.
    """

    as_of: date
    edition_dir: Path | None = None
    figures: list[dict[str, Any]] = field(default_factory=list)
    editions: list[Path] = field(default_factory=list)
    revised: list[str] = field(default_factory=list)
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
    """Make a brief's edition of a day true to what came in, and with it every earlier edition that no longer
    is.

    `as_of` is by default the newest day on which something was received. With `catch_up` every earlier day
    that has documents and no edition gets one too; all oldest first. What is as it should be stays as it is;
    what was lost or altered, in the tables, the editions or their copies in `out_dir`, is put right. Raises
    RunError for what a person must mend, BriefError for a brief.yaml that cannot be used; what fails inside
    Dagster is told in `failures`.
    """
    now = datetime.now(UTC).date()
    if as_of and as_of > now:
        raise RunError(f"{as_of} lies in the future: choose {now} or a day before")
    brief = read_brief(brief_dir)
    built = house_of(brief, brief_dir, documents_dir, as_of or now, out_dir)
    named = built.briefs[0][1]
    day = as_of or received_days(built, named, now)[-1]
    received_days(built, named, day)
    out = EditionStore(out_dir)
    standing = Standing.seen(built, now)
    _put_right(standing, brief, named, day, out)
    before = built.editions.manifests(brief.id)
    todo = work(standing.up_to(day), brief, named, catch_up=catch_up)
    warnings, failures = _do(standing, brief, todo, on_progress, out)
    places = exchange(built.editions, out, brief.id)
    latest = built.editions.latest(brief.id, day)
    newest = places.get(latest.name) if latest and not failures else None
    made = [place for name, place in places.items() if name not in before]
    return RunResult(
        as_of=day,
        edition_dir=newest,
        figures=json.loads((newest / "figures.json").read_bytes())["questions"] if newest else [],
        editions=made,
        revised=[f"{place.name}: {why}" for place in made if (why := _reason(place))],
        warnings=[*warnings, *_ahead(built, named, now)],
        failures=failures,
    )


def _put_right(
    standing: Standing, brief: Brief, named: Sequence[str], until: date, out: EditionStore
) -> None:
    """Let the editions of the house and their copies in `out` put each other right."""
    editions = standing.built.editions
    known = {date.fromisoformat(name[:10]) for name in out.manifests(brief.id)}
    inputs = standing.up_to(until).inputs(brief, named, known)
    adopt(editions, out, brief.id, {day: one.fingerprint for day, one in inputs.items()})
    exchange(editions, out, brief.id)


def _do(
    standing: Standing, brief: Brief, todo: Work, on_progress: Callable[[Progress], None], out: EditionStore
) -> tuple[list[str], list[str]]:
    """Do the work, each edition copied to `out` once it is made, and return warnings and failures."""
    if not todo.days:
        return [], []
    from assets.runner import (  # with Dagster, which takes longer to load than to find nothing due
        Runner,
        history,
    )

    built = standing.built
    runner = Runner(standing, brief, todo, on_progress)
    with collecting_rarely(), history(built.data) as home:
        runner.prepare(home)
        for day in todo.days:
            if not runner.take(home, day):
                break
            exchange(built.editions, out, brief.id, [day])
    return list(runner.warnings), runner.failures


def _reason(edition: Path) -> str | None:
    """Return why a revision exists, None for the first edition of a day."""
    why: str | None = parsed((edition / MANIFEST).read_bytes()).get("reason")
    return why


def _ahead(built: House, named: Sequence[str], now: date) -> list[str]:
    """Tell of folders that are named after days to come: their documents wait."""
    days = sorted({day for name in named for day in built.sources.days(name) if day > now})
    return [f"documents of {day} wait until that day has come" for day in days]


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
    folder = documents_dir or brief_dir / "documents"
    if not folder.exists():
        raise RunError(f"{folder} does not exist: name a folder or a file with documents")
    at_home = documents_dir is None and brief_dir.resolve().parent == HOUSE / "briefs"
    if at_home and not loose(folder):
        folders = {one.name: one for one in brief_folders(HOUSE)}
        sources = DocumentSource({name: one / "documents" for name, one in folders.items()})
        return House(((brief, (brief.id,)),), sources, HOUSE / "data", {brief.id: brief_dir})
    name = folder.resolve().name if documents_dir else brief.id
    # A flat folder is received on the day of the edition: each such day has tables of its own.
    place = f"{folder.resolve()}\0{brief_dir.resolve()}\0{flat_day if loose(folder) else ''}"
    own = f"{name}-{hashlib.sha256(place.encode(errors='surrogateescape')).hexdigest()[:8]}"
    sources = DocumentSource({name: folder}, received_on=flat_day)
    return House(((brief, (name,)),), sources, out_dir / "data" / own, {brief.id: brief_dir})


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


def loose(folder: Path) -> bool:
    """Return whether the documents of `folder` have no day of their own."""
    return bool(DocumentSource({"": folder}).strays())
