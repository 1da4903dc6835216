"""What runs by itself: the daily schedule, the sensor, and the days that partitions have."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.observe import observe
from ferry_desk import BRIEF, DAYS, FIRST, Desk, laid_out

from assets.automation import LOOK_EVERY
from assets.days import DAYS as PARTITIONS
from assets.days import register
from assets.definitions import build_defs
from assets.house import House, house
from assets.observed import observed_inputs
from assets.runner import QUIET

NOTHING = "every edition is true to what came in, and every day with documents has one"
Tick = Callable[[date], tuple[list[str], str | None]]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """A history on the disk: a schedule is handed no other."""
    (tmp_path / "history").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "history")) as instance:
        yield instance


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return laid_out(tmp_path / "desk")


@pytest.fixture
def built(desk: Desk) -> House:
    return house(desk.root)


@pytest.fixture
def loaded(built: House) -> dg.Definitions:
    """The code location as it was loaded once; it is never loaded again."""
    return build_defs(built)


@pytest.fixture
def tick(loaded: dg.Definitions, history: dg.DagsterInstance) -> Tick:
    """Fire the schedule on a day and do what it asks for: the days in order, and why there are none."""

    def fire(on: date) -> tuple[list[str], str | None]:
        data = evaluated(loaded, history, on)
        for request in data.run_requests or ():
            run(loaded, history, request)
        return [str(request.partition_key) for request in data.run_requests or ()], data.skip_message

    return fire


def evaluated(loaded: dg.Definitions, history: dg.DagsterInstance, on: date, brief: str = "ferry"):  # type: ignore[no-untyped-def]
    repository = loaded.get_repository_def()
    with dg.build_schedule_context(
        instance=history,
        scheduled_execution_time=datetime(on.year, on.month, on.day, 5, 30, tzinfo=UTC),
        repository_def=repository,
    ) as context:
        return repository.get_schedule_def(f"{brief}_daily").evaluate_tick(context)


def run(loaded: dg.Definitions, history: dg.DagsterInstance, request: dg.RunRequest) -> None:
    result = loaded.resolve_job_def("ferry_edition").execute_in_process(
        instance=history,
        partition_key=request.partition_key,
        asset_selection=list(request.asset_selection or ()),
        run_config=QUIET,
    )
    assert result.success


def look(loaded: dg.Definitions, history: dg.DagsterInstance) -> str | None:
    repository = loaded.get_repository_def()
    context = dg.build_sensor_context(instance=history, repository_def=repository)
    return repository.get_sensor_def("look_around").evaluate_tick(context).skip_message


def test_the_schedule_makes_every_finished_day_and_nothing_twice(built: House, tick: Tick) -> None:
    assert tick(date(2026, 5, 10)) == (["2026-05-07", "2026-05-09"], None)
    assert built.editions.days("ferry") == list(DAYS)
    assert tick(date(2026, 5, 11)) == ([], NOTHING)


def test_a_day_is_finished_when_it_is_over(tick: Tick) -> None:
    assert tick(DAYS[1])[0] == ["2026-05-07"]


def test_the_queue_takes_the_oldest_day_first(loaded: dg.Definitions, history: dg.DagsterInstance) -> None:
    requests = evaluated(loaded, history, date(2026, 5, 10)).run_requests
    first, second = (int(request.tags["dagster/priority"]) for request in requests)
    assert first > second


def test_no_reload_is_needed_for_three_years_with_long_gaps(
    desk: Desk, built: House, tick: Tick, history: dg.DagsterInstance
) -> None:
    tick(date(2026, 5, 10))
    day = DAYS[-1]
    for gap in (1, 200, 200, 700):
        day += timedelta(days=gap)
        desk.put(f"{day}/more.txt", FIRST.replace("34", str(40 + gap)))
        assert tick(day + timedelta(days=1)) == ([str(day)], None)
        assert tick(day + timedelta(days=2)) == ([], NOTHING)
    days = list(map(str, built.editions.days("ferry")))
    assert len(days) == 6
    newest = PARTITIONS.get_partition_keys(dynamic_partitions_store=history)[-120:]
    assert newest == days  # what the UI plots: all editions, none of the quiet days
    assert history.get_materialized_partitions(dg.AssetKey(["ferry", "figures", "killed"])) == set(days)


def test_a_second_delivery_and_a_late_document_are_read(desk: Desk, built: House, tick: Tick) -> None:
    tick(date(2026, 5, 10))
    desk.put("2026-05-09/afternoon.txt", FIRST.replace("34", "44"))
    assert tick(date(2026, 5, 10)) == (["2026-05-09"], None)
    desk.put("2026-05-07/late.txt", FIRST.replace("34", "35"))
    assert tick(date(2026, 5, 11)) == (["2026-05-07", "2026-05-09"], None)
    desk.put("2026-05-08/late.txt", FIRST.replace("34", "36"))
    assert tick(date(2026, 5, 12)) == (["2026-05-08", "2026-05-09"], None)
    assert list(built.editions.manifests("ferry")) == [
        *("2026-05-07", "2026-05-07-r2", "2026-05-08"),
        *("2026-05-09", "2026-05-09-r2", "2026-05-09-r3", "2026-05-09-r4"),
    ]


def test_a_brief_that_was_edited_is_asked_as_it_stands_and_one_that_cannot_be_used_says_where(
    desk: Desk, tick: Tick, history: dg.DagsterInstance
) -> None:
    tick(date(2026, 5, 10))
    brief = desk.brief / "brief.yaml"
    brief.write_text(BRIEF.replace("Passengers killed", "Killed"))
    assert tick(date(2026, 5, 10))[0] == ["2026-05-07", "2026-05-09"]
    brief.write_text(BRIEF.replace("title:", "titel:", 1))
    with pytest.raises(dg.DagsterError) as caught:
        tick(date(2026, 5, 10))
    assert "line 1, column 1" in str(caught.value.__cause__ or caught.value)


def test_one_broken_brief_of_several_costs_that_brief_alone(desk: Desk, history: dg.DagsterInstance) -> None:
    for name in ("harbour", "storm", "storm.bak"):
        shutil.copytree(desk.brief, desk.root / "briefs" / name)
    (desk.root / "briefs" / "harbour" / "brief.yaml").write_text(
        BRIEF.replace("event: killed", "event: kild")
    )
    (desk.root / "briefs" / "storm" / "brief.yaml").write_bytes(b"title: \xff\xfe")
    built = house(desk.root)
    assert list(built.broken) == ["harbour", "storm", "storm.bak"]
    assert "brief.yaml, line 7, column" in built.broken["harbour"]
    assert "not UTF-8" in built.broken["storm"]
    loaded = build_defs(built)
    for request in evaluated(loaded, history, date(2026, 5, 10)).run_requests:
        run(loaded, history, request)
    assert built.editions.days("ferry") == list(DAYS)
    for name in ("harbour", "storm", "storm_bak"):
        with pytest.raises(dg.DagsterError) as caught:
            evaluated(loaded, history, date(2026, 5, 10), name)
        assert "line" in str(caught.value.__cause__ or caught.value)
        result = loaded.resolve_job_def(f"{name}_edition").execute_in_process(
            instance=history, run_config=QUIET, raise_on_error=False
        )
        assert not result.success


def test_the_sensor_registers_days_and_tells_what_changed(
    desk: Desk, loaded: dg.Definitions, history: dg.DagsterInstance
) -> None:
    assert look(loaded, history) == "4 changes noticed"
    assert history.get_dynamic_partitions("days") == ["2026-05-07", "2026-05-09"]
    assert look(loaded, history) == "nothing changed"
    desk.put("2026-05-07/late.txt", FIRST)  # the bytes of a document of that day: no edition changes
    assert look(loaded, history) == "1 changes noticed"
    desk.put("2026-05-07/late.txt", FIRST + "\n")
    assert look(loaded, history) == "3 changes noticed"
    (desk.brief / "brief.yaml").write_text(BRIEF.replace("Passengers killed", "Killed"))
    assert look(loaded, history) == "2 changes noticed"
    (desk.brief / "brief.yaml").write_text(BRIEF.replace("title:", "titel:", 1))
    assert look(loaded, history) == "nothing changed"
    assert LOOK_EVERY <= 60


def test_the_inputs_of_a_brief_that_broke_are_observed_as_none(desk: Desk, built: House) -> None:
    observed = observed_inputs(built, built.briefs[0][0], "ferry_brief")
    with dg.DagsterInstance.ephemeral() as history:
        register(history, DAYS)
        assert observe([observed], partition_key="2026-05-07", instance=history).success
        (desk.brief / "brief.yaml").write_text(BRIEF.replace("title:", "titel:", 1))
        assert observe([observed], partition_key="2026-05-07", instance=history).success


def test_days_are_listed_in_their_order_whenever_they_came_in(history: dg.DagsterInstance) -> None:
    for days in ((3, 5), (1,), (4, 9), (9,), (2,)):
        register(history, [date(2026, 5, day) for day in days])
    assert history.get_dynamic_partitions("days") == [f"2026-05-0{day}" for day in (1, 2, 3, 4, 5, 9)]
