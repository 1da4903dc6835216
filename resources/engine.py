"""The compute engine: one function over many documents, in this process or in several.

Here belongs how work is spread, behind the interface of `concurrent.futures.Executor`, so that a cluster's
executor can take the same place. What the work is stands in `pipeline`. A document that makes its function
fail is an outcome with an error, never the end of the run.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Outcome(Generic[Value]):
    """What became of one item: its `value`, or the one-line `error` that its function ended with."""

    value: Value | None
    error: str | None = None


class SerialExecutor(Executor):
    """The executor that does the work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run `fn` now; its result or exception is in the future that is returned."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:
            future.set_exception(problem)
        return future


@dataclass(frozen=True)
class ComputeEngine:
    """Spreads work over documents: `serial`, local `processes`, or `auto` (processes once there are many
    documents).

    Starting a process costs about as long as the work on `few` documents. `on_done` is told the name of the
    work and how many of how many documents are done.
    """

    kind: Literal["auto", "serial", "processes"] = "auto"
    workers: int = 0
    few: int = 200
    chunk: int = 20
    on_done: Callable[[str, int, int], None] | None = None

    def each(
        self, function: Callable[[Item], Value], items: Sequence[Item], work: str
    ) -> list[Outcome[Value]]:
        """Return what `function` makes of every item, in the order of `items`. `function` must be
        picklable.
        """
        parallel = self.kind == "processes" or (self.kind == "auto" and len(items) > self.few)
        chunks = [items[start : start + self.chunk] for start in range(0, len(items), self.chunk)]
        outcomes = self._run(function, chunks, work, len(items), parallel)
        return [outcome for chunk in outcomes for outcome in chunk]

    def _run(
        self,
        function: Callable[[Item], Value],
        chunks: list[Sequence[Item]],
        work: str,
        total: int,
        parallel: bool,
    ) -> list[list[Outcome[Value]]]:
        done = 0
        outcomes: list[list[Outcome[Value]]] = []
        with self._executor(parallel) as executor:
            futures: Sequence[Future[list[Outcome[Value]]]]
            futures = [executor.submit(attempt_all, function, chunk) for chunk in chunks] if parallel else []
            for number, chunk in enumerate(chunks):
                future = futures[number] if parallel else executor.submit(attempt_all, function, chunk)
                try:
                    outcomes.append(future.result())
                except BrokenExecutor:  # one of these documents ended a worker process, but which?
                    outcomes.append([self._alone(function, item) for item in chunk])
                done += len(chunk)
                if self.on_done:
                    self.on_done(work, done, total)
        return outcomes

    def _alone(self, function: Callable[[Item], Value], item: Item) -> Outcome[Value]:
        """Try one item in a process of its own, so that only the one that ends its process is lost."""
        with self._executor(parallel=True, workers=1) as executor:
            try:
                return executor.submit(attempt, function, item).result()
            except BrokenExecutor:
                return Outcome(None, "ended the process that worked on it (out of memory?)")

    def _executor(self, parallel: bool, workers: int = 0) -> Executor:
        if not parallel:
            return SerialExecutor()
        # spawn: a forked copy of a process that has threads (Dagster, Polars) may hang.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers or self.workers or os.cpu_count() or 1, mp_context=context)


def attempt(function: Callable[[Item], Value], item: Item) -> Outcome[Value]:
    """Return what `function` makes of `item`, or why it failed, in one line."""
    try:
        return Outcome(function(item))
    except Exception as problem:
        return Outcome(None, f"{type(problem).__name__}: {problem}".splitlines()[0])


def attempt_all(function: Callable[[Item], Value], items: Sequence[Item]) -> list[Outcome[Value]]:
    """Return the outcome of every item of a chunk."""
    return [attempt(function, item) for item in items]
