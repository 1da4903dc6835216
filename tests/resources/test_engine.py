"""The compute engine: every document has an outcome, whatever becomes of its neighbours."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from resources.engine import ComputeEngine, Outcome


def double(number: int) -> int:
    """Fail for every fifth number."""
    if number % 5 == 0:
        raise ValueError(f"no fives, please: {number}\nsecond line")
    return number * 2


def die(number: int) -> int:
    """End the process for one number."""
    if number == 3:
        os._exit(9)
    return number


@pytest.mark.parametrize("kind", ["serial", "processes"])
def test_outcomes_are_in_order_and_a_failure_stays_with_its_document(kind: str) -> None:
    outcomes = ComputeEngine(kind=kind, workers=2, chunk=4).each(double, range(1, 12), "double")  # type: ignore[arg-type]
    assert [outcome.value for outcome in outcomes] == [2, 4, 6, 8, None, 12, 14, 16, 18, None, 22]
    assert outcomes[4] == Outcome(None, "ValueError: no fives, please: 5")


def test_a_document_that_ends_its_process_is_the_only_one_lost() -> None:
    outcomes = ComputeEngine(kind="processes", workers=2, chunk=3).each(die, range(8), "die")
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, None, 4, 5, 6, 7]
    assert "ended the process" in str(outcomes[3].error)


def test_few_documents_stay_in_this_process_and_many_do_not() -> None:
    few = ComputeEngine(few=5).each(pid_of, range(5), "pid")
    many = ComputeEngine(few=5, workers=1).each(pid_of, range(6), "pid")
    assert {outcome.value for outcome in few} == {os.getpid()}
    assert os.getpid() not in {outcome.value for outcome in many}


def pid_of(_: int) -> int:
    """Tell which process works on it."""
    return os.getpid()


def test_progress_counts_documents() -> None:
    told: list[tuple[str, int, int]] = []
    engine = ComputeEngine(kind="serial", chunk=2, on_done=lambda *what: told.append(what))
    engine.each(double, range(1, 6), "double")
    assert told == [("double", 2, 5), ("double", 4, 5), ("double", 5, 5)]


def test_nothing_to_do_is_nothing_done() -> None:
    assert ComputeEngine().each(double, [], "double") == []


def test_many_deaths_lose_no_neighbour() -> None:
    outcomes = ComputeEngine(kind="processes", workers=2, chunk=2).each(die_often, range(7), "die")
    assert [outcome.value for outcome in outcomes] == [None if n % 5 == 0 else n for n in range(7)]


def die_often(number: int) -> int:
    """End the process for every fifth number."""
    if number % 5 == 0:
        os._exit(9)
    return number


def test_any_executor_can_do_the_work() -> None:
    started: list[int] = []

    def threads(workers: int) -> Executor:
        started.append(workers)
        return ThreadPoolExecutor(workers)

    outcomes = ComputeEngine(kind="processes", workers=3, start=threads).each(double, range(1, 4), "double")
    assert [outcome.value for outcome in outcomes] == [2, 4, 6]
    assert started == [1, 3]


UNGUARDED = """
from resources.engine import ComputeEngine
print([outcome.value for outcome in ComputeEngine(kind="processes", workers=1).each(abs, [-1, -2], "abs")])
"""


def test_a_program_that_cannot_start_processes_does_the_work_itself(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(UNGUARDED)
    house = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": house},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "[1, 2]\n"
