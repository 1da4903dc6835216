"""Running the jobs of one brief in this process: which runs, on which history, and what came of them.

Here belongs driving Dagster. Which house and which days are run is decided in `run.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dagster as dg
from filelock import FileLock

from assets import checks, dependence
from assets.automation import DOCUMENTS_JOB
from assets.briefs import brief_keys, op_name
from assets.days import register
from assets.definitions import build_defs
from assets.due import Standing, Work
from assets.interrupts import stopping_on_interrupt
from assets.observed import report, versions_now
from pipeline.briefs import Brief
from resources.engine import ComputeEngine

QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class Progress:
    """What is being done, and how many of how many days are done."""

    what: str
    done: int
    total: int


class Runner:
    """Does the work on one brief, a run a day, and keeps what a person should be told of it."""

    def __init__(
        self, standing: Standing, brief: Brief, work: Work, on_progress: Callable[[Progress], None]
    ) -> None:
        self.standing, self.built = standing, standing.built
        self.brief, self.work, self.on_progress = brief, work, on_progress
        self.done = 0
        self.warnings: dict[str, None] = {}
        self.failures: list[str] = []
        engine = ComputeEngine(on_done=self._tell)
        self.defs = build_defs(self.built, overrides={"engine": engine})

    def prepare(self, home: dg.DagsterInstance) -> None:
        """Tell the history `home` of the days, and of what the editions would be made of."""
        register(home, {*self.built.known_days(), *self.work.days})
        report(home, versions_now(self.standing, also=self.work.publish))

    def take(self, home: dg.DagsterInstance, day: date) -> bool:
        """Do what is to be done for a day on the history `home`, tell whether it went well; KeyboardInterrupt
        for Ctrl-C."""
        publishes = day in self.work.publish
        self._say(self._step(day))
        job = self.defs.resolve_job_def(op_name(self.brief, "edition") if publishes else DOCUMENTS_JOB)
        with stopping_on_interrupt():
            result = job.execute_in_process(
                instance=home,
                partition_key=day.isoformat(),
                asset_selection=self._selected(day),
                run_config=QUIET,
                raise_on_error=False,
            )
        self.done += 1
        self._hear(result)
        self._say(self._step(day))
        return bool(result.success)

    def _step(self, day: date) -> str:
        if day in self.work.publish:
            return f"edition of {day}"
        return f"{'documents' if day in self.work.receive else 'copies'} of {day}"

    def _selected(self, day: date) -> list[dg.AssetKey] | None:
        if day in self.work.receive:
            return None
        again = [dependence.COPIES] if day in self.work.compare else []
        return [*again, *(brief_keys(self.brief) if day in self.work.publish else [])]

    def _hear(self, result: dg.ExecuteInProcessResult) -> None:
        newest = self.done == len(self.work.days)
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
        self.on_progress(Progress(what, self.done, len(self.work.days)))

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
    with ExitStack() as held:
        with FileLock(data / ".opening.lock"):  # of two processes that begin at once, one makes the tables
            instance = held.enter_context(dg.DagsterInstance.local_temp(str(folder), overrides=overrides))
            instance.get_runs_count()
        yield instance
