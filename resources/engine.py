"""The compute engine: one function over many documents, in this process or in several.

Here belongs how work is spread. It asks for no more than `concurrent.futures.Executor`, so that a cluster's
executor can take the place of local processes. A document that makes its function fail is an outcome with an
error, never the end of the run.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Outcome(Generic[Value]):
    """What became of one item: its `value`, or the one-line `error` that its function ended with."""

    value: Value | None
    error: str | None = None


def processes(workers: int) -> Executor:
    """Return local processes: as many as `workers`, or as there are cores."""
    # spawn: a forked copy of a process that has threads (Dagster, Polars) may hang.
    return ProcessPoolExecutor(
        workers or os.cpu_count() or 1, mp_context=multiprocessing.get_context("spawn")
    )


@dataclass(frozen=True)
class ComputeEngine:
    """Spreads work over documents: `serial`, `processes`, or `auto` (processes for many documents).

    Starting a process costs about as long as the work on `few` documents. `start` gives an executor of so
    many workers, by default local processes. `on_done` is told the name of the work, and how many of how many
    documents are done.
    """

    kind: Literal["auto", "serial", "processes"] = "auto"
    workers: int = 0
    few: int = 200
    chunk: int = 20
    start: Callable[[int], Executor] = processes
    on_done: Callable[[str, int, int], None] | None = None

    def each(
        self, function: Callable[[Item], Value], items: Sequence[Item], work: str
    ) -> list[Outcome[Value]]:
        """Return what `function`, which must be picklable, makes of every item, in the order of `items`."""
        chunks = [items[start : start + self.chunk] for start in range(0, len(items), self.chunk)]
        found: list[Outcome[Value]] = []
        for outcomes in self._chunk_by_chunk(function, chunks, self._is_parallel(len(items))):
            found += outcomes
            if self.on_done:
                self.on_done(work, len(found), len(items))
        return found

    def _chunk_by_chunk(
        self, function: Callable[[Item], Value], chunks: list[Sequence[Item]], parallel: bool
    ) -> Iterator[list[Outcome[Value]]]:
        done = 0
        while parallel and done < len(chunks):
            with self.start(self.workers) as executor:
                futures = [executor.submit(attempt_all, function, chunk) for chunk in chunks[done:]]
                try:
                    for future in futures:
                        yield future.result()
                        done += 1
                except BrokenExecutor:
                    pass  # a document ended its process: one of this chunk, or of one worked on beside it
            if done < len(chunks):
                yield [self._alone(function, item) for item in chunks[done]]
                done += 1
        for chunk in chunks[done:]:
            yield attempt_all(function, chunk)

    def _alone(self, function: Callable[[Item], Value], item: Item) -> Outcome[Value]:
        """Try one item in a process of its own, so that only the one that ends its process is lost."""
        with self.start(1) as executor:
            try:
                return executor.submit(attempt, function, item).result()
            except BrokenExecutor:
                return Outcome(None, "ended the process that worked on it (out of memory?)")

    def _is_parallel(self, documents: int) -> bool:
        if self.kind == "serial" or (self.kind == "auto" and documents <= self.few):
            return False
        try:  # a program without a main guard cannot start processes; then the work stays in this one
            with self.start(1) as executor:
                return executor.submit(bool, 1).result()
        except BrokenExecutor:
            return False


def attempt(function: Callable[[Item], Value], item: Item) -> Outcome[Value]:
    """Return what `function` makes of `item`, or why it failed, in one line."""
    try:
        return Outcome(function(item))
    except Exception as problem:
        return Outcome(None, f"{type(problem).__name__}: {problem}".splitlines()[0])


def attempt_all(function: Callable[[Item], Value], items: Sequence[Item]) -> list[Outcome[Value]]:
    """Return the outcome of every item of a chunk."""
    return [attempt(function, item) for item in items]
