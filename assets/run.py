"""Making editions from a program: what the command line calls, through Dagster, in this process.

Here belongs which days are run, and what a person is told of it. A brief of this house with its own documents
runs on the house's tables and history (`data/`), where the Dagster UI shows the runs. Documents or a brief
from elsewhere run on tables and history of their own under `<out>/data/`, one folder for each place they come
from, so that foreign documents never mix into a brief's store. The files of an edition are copied to
`<out>/<brief>/<day>/` in both cases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg

from assets import claims, cleaning, documents
from assets.automation import DOCUMENTS_JOB, days_due
from assets.briefs import brief_keys, op_name
from assets.definitions import build_defs
from assets.house import House, brief_folders, read_brief
from assets.versions import HOUSE, code_version
from pipeline.briefs import Brief
from resources.editions import EditionStore, read_files
from resources.engine import ComputeEngine
from resources.sources import DocumentSource

RANGE = ("dagster/asset_partition_range_start", "dagster/asset_partition_range_end")
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


class RunError(Exception):
    """Something that a person can mend; the message is one line and says what to do."""


@dataclass(frozen=True)
class Progress:
    """What is being done, and how many of how many days and editions are done."""

    what: str
    done: int
    total: int


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
    today = datetime.now(UTC).date()
    if as_of and as_of > today:
        raise RunError(f"{as_of} lies in the future: choose {today} or a day before")
    brief = read_brief(brief_dir)
    built = house_of(brief, brief_dir, documents_dir, as_of, today, out_dir)
    named = built.briefs[0][1]
    received = received_days(built, named, as_of or today)
    day = as_of or received[-1]
    due = (
        [known for known in days_due(brief, named, built.sources, built.editions) if known < day]
        if catch_up
        else []
    )
    stale = [known for known in built.sources.days() if known <= day and not is_fresh(built, known)]
    steps = planned(stale, [*due, day])
    runner = Runner(built, brief, on_progress, total=len({*stale, *due, day}), since=min(received[0], day))
    with instance(built.data) as home:
        done = all(runner.take(home, step) for step in steps)
    copies = [
        EditionStore(out_dir).publish(brief.id, known, read_files(path))
        for known, path in runner.published.items()
    ]
    return RunResult(
        as_of=day,
        edition_dir=copies[-1] if done else None,
        figures=json.loads((copies[-1] / "figures.json").read_bytes())["questions"] if done else [],
        editions=copies,
        warnings=[*strays(built), *runner.warnings],
        failures=runner.failures,
    )


def house_of(
    brief: Brief, brief_dir: Path, documents_dir: Path | None, as_of: date | None, today: date, out_dir: Path
) -> House:
    """Return the house that a brief and its documents run in: this one, or one of their own under
    `out_dir`.
    """
    if documents_dir is None and brief_dir.resolve().parent == HOUSE / "briefs":
        roots = {folder.name: folder / "documents" for folder in brief_folders(HOUSE)}
        return House(((brief, (brief.id,)),), DocumentSource(roots, received_on=today), HOUSE / "data")
    folder = documents_dir or brief_dir / "documents"
    if not folder.exists():
        raise RunError(f"{folder} does not exist: name a folder or a file with documents")
    name = folder.resolve().stem if documents_dir else brief.id
    # A flat folder is received on the day of the edition: each such day has tables of its own.
    place = f"{folder.resolve()}\0{brief_dir.resolve()}\0{as_of or today if loose(folder) else ''}"
    own = f"{name}-{hashlib.sha256(place.encode(errors='surrogateescape')).hexdigest()[:8]}"
    sources = DocumentSource({name: folder}, received_on=as_of or today)
    return House(((brief, (name,)),), sources, out_dir / "data" / own)


def received_days(built: House, named: Sequence[str], until: date) -> list[date]:
    """Return the days up to `until` on which the brief's sources received something; RunError when there are
    none.
    """
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
    """Return whether the store holds exactly the documents now received on `day`, made by the code of
    today.
    """
    rooms = {documents.KEY: documents.ROOMS, cleaning.KEY: cleaning.ROOMS, claims.KEY: claims.ROOMS}
    for key, places in rooms.items():
        if built.store.code_version(key.to_user_string(), day) != code_version(*places):
            return False
    kept = built.store.read(documents.KEY.to_user_string(), day).select("source", "name", "document_id")
    listed = {(entry.source, entry.name, documents.address(entry)) for entry in built.sources.received(day)}
    return set(kept.iter_rows()) == listed


@dataclass(frozen=True)
class Step:
    """One run: days whose documents are received, and whether the edition of the last of them is made."""

    days: list[date]
    receive: bool
    publish: bool


def planned(stale: Sequence[date], publish: Sequence[date]) -> list[Step]:
    """Return the runs that receive the `stale` days and make the editions of the days to `publish`, oldest
    first.

    Days that follow each other and only receive are one run; a day that receives and publishes is one, too.
    """
    steps: list[Step] = []
    for day in sorted({*stale, *publish}):
        last = steps[-1] if steps else None
        if day in publish:
            steps.append(Step([day], receive=day in stale, publish=True))
        elif last and not last.publish and day - last.days[-1] == timedelta(days=1):
            last.days.append(day)
        else:
            steps.append(Step([day], receive=True, publish=False))
    return steps


class Runner:
    """Runs the jobs of one brief in this process, keeping what happened for the person who started it."""

    def __init__(
        self, built: House, brief: Brief, on_progress: Callable[[Progress], None], total: int, since: date
    ) -> None:
        self.built, self.brief, self.on_progress, self.total = built, brief, on_progress, total
        self.done = 0
        self.warnings: list[str] = []
        self.failures: list[str] = []
        self.published: dict[date, Path] = {}
        self.defs = build_defs(
            overrides={"engine": ComputeEngine(on_done=self._tell)}, built=built, since=since
        )

    def take(self, home: dg.DagsterInstance, step: Step) -> bool:
        """Take one step and return whether it went well."""
        ends = [step.days[0].isoformat(), step.days[-1].isoformat()]
        self._say(
            f"edition of {ends[-1]}" if step.publish else f"documents of {' to '.join(dict.fromkeys(ends))}"
        )
        job = self.defs.resolve_job_def(op_name(self.brief, "edition") if step.publish else DOCUMENTS_JOB)
        result = job.execute_in_process(
            instance=home,
            tags=dict(zip(RANGE, ends, strict=True)) if len(step.days) > 1 else None,
            partition_key=ends[0] if len(step.days) == 1 else None,
            asset_selection=None if step.receive else brief_keys(self.brief),
            run_config=QUIET,
            raise_on_error=False,
        )
        self.done += len(step.days)
        well = self._heard(result)
        if well and step.publish:
            day = step.days[-1]
            edition = self.built.editions.latest(self.brief.id, day)
            self.published |= {day: edition} if edition else {}
        self._say(
            f"edition of {ends[-1]}" if step.publish else f"documents of {' to '.join(dict.fromkeys(ends))}"
        )
        return well

    def _heard(self, result: dg.ExecuteInProcessResult) -> bool:
        for event in result.all_events:
            if event.is_step_failure:
                self.failures.append(cause(event))
            elif event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
                found = event.asset_check_evaluation_data
                if not found.passed and found.severity == dg.AssetCheckSeverity.WARN:
                    self.warnings.append(f"{found.asset_key.to_user_string()}: {found.description}")
        return bool(result.success)

    def _say(self, what: str) -> None:
        self.on_progress(Progress(what, self.done, self.total))

    def _tell(self, work: str, done: int, total: int) -> None:
        self._say(f"{work} {done} of {total} documents")


def cause(event: dg.DagsterEvent) -> str:
    """Return why a step failed, in one line that names its asset."""
    data = event.step_failure_data
    if data.user_failure_data and data.user_failure_data.description:
        return str(data.user_failure_data.description)
    error = data.error
    while error and error.cause:
        error = error.cause
    asset = (event.step_key or "").replace("__", "/")
    return (
        f"{asset}: {error.message.strip().splitlines()[-1] if error and error.message.strip() else 'failed'}"
    )


def strays(built: House) -> list[str]:
    """Say which files no run can place on a day."""
    return [
        f"{path} lies outside a folder named by day (YYYY-MM-DD) and was left out"
        for path in built.sources.strays()
    ]


def loose(folder: Path) -> bool:
    """Return whether the documents of `folder` have no day of their own."""
    return bool(DocumentSource({"": folder}).strays())


@contextmanager
def instance(data: Path) -> Iterator[dg.DagsterInstance]:
    """Open the Dagster history under `data`, laid out as dagster.yaml lays out the house's own.

    What steps print is not captured: capturing starts two processes a run, and the assets print nothing.
    """
    overrides = {
        "compute_logs": {
            "module": "dagster._core.storage.noop_compute_log_manager",
            "class": "NoOpComputeLogManager",
        },
        "telemetry": {"enabled": False},
    }
    history = data / "dagster"
    history.mkdir(parents=True, exist_ok=True)
    with dg.DagsterInstance.local_temp(str(history), overrides=overrides) as opened:
        yield opened
