"""What runs by itself: the daily schedule, and the days that partitions have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import dagster as dg
import pytest
from dagster._core.definitions.partitions.context import PartitionLoadingContext
from dagster._core.definitions.temporal_context import TemporalContext
from ferry_desk import DAYS, FIRST, Desk

import assets.days
from assets.automation import days_due
from assets.days import PLOTTED_DAYS, days_from
from assets.definitions import build_defs
from assets.house import House, house
from assets.runner import Runner, planned

FILES = {"briefing.html": b"", "manifest.json": b"{}"}


@pytest.fixture
def built(desk: Desk) -> House:
    return house(desk.root)


Tick = Callable[..., tuple[list[str], str | None]]


@pytest.fixture
def tick(built: House, monkeypatch: pytest.MonkeyPatch) -> Tick:
    """Fire the schedule on a day: the days it asks for, and why it asks for none."""

    def fire(on: date, loaded: dg.RepositoryDefinition | None = None) -> tuple[list[str], str | None]:
        monkeypatch.setattr(assets.days, "today", lambda: on)
        repository = loaded or build_defs(built).get_repository_def()
        with dg.build_schedule_context(
            scheduled_execution_time=datetime(on.year, on.month, on.day, 5, 30, tzinfo=UTC),
            repository_def=repository,
            resources={"sources": built.sources, "editions": built.editions},
        ) as context:
            data = repository.get_schedule_def("ferry_daily").evaluate_tick(context)
        return [str(request.partition_key) for request in data.run_requests or ()], data.skip_message

    return fire


def test_the_schedule_asks_for_every_finished_day_without_an_edition(built: House, tick: Tick) -> None:
    assert tick(date(2026, 5, 10))[0] == ["2026-05-07", "2026-05-09"]
    built.editions.publish("ferry", DAYS[0], FILES)
    assert tick(date(2026, 5, 10))[0] == ["2026-05-09"]
    assert tick(date(2026, 12, 24))[0] == ["2026-05-09"]


def test_a_day_is_finished_when_it_is_over(tick: Tick) -> None:
    assert tick(DAYS[1])[0] == ["2026-05-07"]


def test_nothing_due_is_said(built: House, tick: Tick) -> None:
    for day in DAYS:
        built.editions.publish("ferry", day, FILES)
    assert tick(date(2026, 5, 12)) == ([], "every day on which documents were received has its edition")


def test_a_day_that_the_code_location_does_not_know_yet_is_said(
    desk: Desk, built: House, tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets.days, "today", lambda: date(2026, 5, 12))
    loaded = build_defs(built).get_repository_def()
    desk.put("2026-05-02/earlier.txt", FIRST)
    asked, why = tick(date(2026, 5, 12), loaded)
    assert (asked, why) == ([], "reload the code location: it was loaded before 2026-05-02 was known")


def test_the_job_of_the_schedule_makes_the_day_from_its_documents_on(
    built: House, history: dg.DagsterInstance
) -> None:
    brief = built.briefs[0][0]
    runner = Runner(built, brief, lambda _: None, total=1, day=DAYS[0])
    (step,) = planned([DAYS[0]], [DAYS[0]])
    assert runner.take(history, step)
    assert built.editions.days("ferry") == [DAYS[0]]
    assert days_due(brief, ("ferry",), built.sources, built.editions) == [DAYS[1]]


def test_an_edition_is_refused_while_earlier_documents_are_not_in_the_store(
    built: House, history: dg.DagsterInstance
) -> None:
    runner = Runner(built, built.briefs[0][0], lambda _: None, total=1, day=DAYS[1])
    (step,) = planned([DAYS[1]], [DAYS[1]])
    assert not runner.take(history, step)
    assert runner.failures == [
        "documents of 2026-05-07 are not in the store: materialise raw_documents, cleaned_text,"
        " extracted_claims, document_copies, quarantined_claims, document_sketches for these days"
    ]


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("known", "first", "last"),
    [
        ([], TODAY, TODAY),
        ([date(2026, 11, 2)], date(2026, 11, 2), TODAY),
        ([TODAY - timedelta(days=PLOTTED_DAYS - 1)], date(2026, 7, 26), TODAY),
        ([date(2025, 11, 5), date(2025, 8, 14)], date(2025, 8, 14), date(2025, 11, 5)),
    ],
)
def test_days_go_on_until_today_unless_the_house_is_at_rest(
    monkeypatch: pytest.MonkeyPatch, known: list[date], first: date, last: date
) -> None:
    monkeypatch.setattr(assets.days, "today", lambda: TODAY)
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    keys = days_from(known).get_partition_keys(current_time=noon)
    assert (keys[0], keys[-1]) == (first.isoformat(), last.isoformat())


def test_the_newest_days_that_the_ui_plots_are_those_with_editions() -> None:
    """Pins what `assets/days.py` relies on: listing from the newest back keeps to an offset into the past."""
    now = TemporalContext(effective_dt=datetime.now(UTC), last_event_id=None)
    context = PartitionLoadingContext(temporal_context=now, dynamic_partitions_store=None)
    days = days_from([date(2025, 8, 14), date(2025, 11, 5)])
    newest = days.get_paginated_partition_keys(context, PLOTTED_DAYS, ascending=False).results
    assert newest[0] == "2025-11-05"
    assert newest[-1] == "2025-08-14"
