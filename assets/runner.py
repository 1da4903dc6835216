"""Running the jobs of one brief in this process: which runs, on which history, and what came of them.

Here belongs driving Dagster. Which house and which days are run is decided in `run.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import dagster as dg

from assets import checks, dependence
from assets.automation import DOCUMENTS_JOB
from assets.briefs import brief_keys, op_name
from assets.definitions import build_defs
from assets.house import House
from assets.interrupts import stopping_on_interrupt
from pipeline.briefs import Brief
from resources.engine import ComputeEngine

RANGE = ("dagster/asset_partition_range_start", "dagster/asset_partition_range_end")
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class Progress:
    """What is being done, and how many of how many days are done."""

    what: str
    done: int
    total: int


@dataclass(frozen=True)
class Step:
    """One run: days whose documents are received, or merely compared with earlier ones again, and whether the
    edition of the last of them is made."""

    days: list[date]
    receive: bool
    publish: bool
    compare: bool = False

    def __str__(self) -> str:
        ends = dict.fromkeys((str(self.days[0]), str(self.days[-1])))
        if self.publish:
            return f"edition of {self.days[-1]}"
        return f"{'documents' if self.receive else 'copies'} of {' to '.join(ends)}"


def planned(stale: Sequence[date], publish: Sequence[date], compare: Sequence[date] = ()) -> list[Step]:
    """Return the runs that receive the `stale` days, `compare` others with earlier ones again and make the
    editions of days to `publish`, oldest first.

    Days that follow each other and only receive are one run; a day that receives and publishes is one, too.
    """
    steps: list[Step] = []
    for day in sorted({*stale, *publish, *compare}):
        last = steps[-1] if steps else None
        step = Step([day], receive=day in stale, publish=day in publish, compare=day in compare)
        follows = last is not None and day - last.days[-1] == timedelta(days=1) and not step.publish
        if last and follows and step == replace(last, days=[day]):
            last.days.append(day)
        else:
            steps.append(step)
    return steps


class Runner:
    """Takes the steps of one brief, and keeps what a person should be told of them."""

    def __init__(
        self, built: House, brief: Brief, on_progress: Callable[[Progress], None], total: int, day: date
    ) -> None:
        self.built, self.brief, self.on_progress, self.total = built, brief, on_progress, total
        self.done = 0
        self.warnings: dict[str, None] = {}
        self.failures: list[str] = []
        self.published: dict[date, Path] = {}
        engine = ComputeEngine(on_done=self._tell)
        self.defs = build_defs(built, overrides={"engine": engine}, also=[day])

    def take(self, home: dg.DagsterInstance, step: Step) -> bool:
        """Take one step on the history `home`, tell whether it went well; KeyboardInterrupt for Ctrl-C."""
        self._say(str(step))
        first, last = step.days[0].isoformat(), step.days[-1].isoformat()
        job = self.defs.resolve_job_def(op_name(self.brief, "edition") if step.publish else DOCUMENTS_JOB)
        with stopping_on_interrupt():
            result = job.execute_in_process(
                instance=home,
                partition_key=first if first == last else None,
                tags=None if first == last else dict(zip(RANGE, (first, last), strict=True)),
                asset_selection=self._selected(step),
                run_config=QUIET,
                raise_on_error=False,
            )
        self.done += len(step.days)
        self._hear(result)
        edition = self.built.editions.latest(self.brief.id, step.days[-1])
        if result.success and step.publish and edition:
            self.published[step.days[-1]] = edition
        self._say(str(step))
        return bool(result.success)

    def _selected(self, step: Step) -> list[dg.AssetKey] | None:
        if step.receive:
            return None
        again = [dependence.COPIES] if step.compare else []
        return [*again, *(brief_keys(self.brief) if step.publish else [])]

    def _hear(self, result: dg.ExecuteInProcessResult) -> None:
        newest = self.done == self.total
        for event in result.all_events:
            if event.is_step_failure:
                self.failures.append(cause(event))
            elif event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
                found = event.asset_check_evaluation_data
                # What is uncertain in an edition is told of the newest alone.
                told = newest or found.asset_key not in brief_keys(self.brief)
                if told and not found.passed and found.severity == dg.AssetCheckSeverity.WARN:
                    self.warnings |= dict.fromkeys(checks.faults(found.metadata))

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
    lines = error.message.strip().splitlines() if error else []
    return f"{(event.step_key or '').replace('__', '/')}: {lines[-1] if lines else 'failed'}"


@contextmanager
def history(data: Path) -> Iterator[dg.DagsterInstance]:
    """Open the Dagster history under `data`, laid out as dagster.yaml lays out the one of this checkout.

    What steps print is not captured: capturing starts four processes a run, and the assets print nothing.
    """
    logs = {"module": "dagster._core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"}
    folder = data / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    overrides = {"compute_logs": logs, "telemetry": {"enabled": False}}
    with dg.DagsterInstance.local_temp(str(folder), overrides=overrides) as instance:
        yield instance
