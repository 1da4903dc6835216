"""The compute engine: every document has an outcome, whatever becomes of its neighbours."""

from __future__ import annotations

import os
from concurrent.futures import Executor

import pytest

from resources.engine import ComputeEngine, Outcome, SerialExecutor


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


def test_the_serial_executor_is_an_executor() -> None:
    with SerialExecutor() as executor:
        assert isinstance(executor, Executor)
        assert list(executor.map(double, [1, 2])) == [2, 4]
        failed = executor.submit(double, 5)
        assert isinstance(failed.exception(), ValueError)
