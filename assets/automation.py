"""When assets are made by themselves: jobs, a daily schedule for every brief, and the sensor that looks
around.

Here belongs what runs when. A day's edition is made once the day is over, so that nothing received on it is
missed; what came in later makes it again.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import dagster as dg

from assets import claims, cleaning, dependence, documents
from assets.briefs import brief_keys, op_name
from assets.days import register, today
from assets.due import Standing, work
from assets.house import House, told
from assets.observed import report, versions_now
from pipeline.briefs import Brief, BriefError

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

DAILY = "0 6 * * *"  # for a brief that names no schedule
LOOK_EVERY = 60  # seconds between two looks at sources, briefs and rulings
STAGES = (
    documents.KEY,
    cleaning.KEY,
    claims.KEY,
    claims.QUARANTINE,
    dependence.SKETCHES,
    dependence.COPIES,
)
DOCUMENTS_JOB = "documents"


def documents_job() -> "UnresolvedAssetJobDefinition":
    """Return the job that takes the documents of a day through the shared stages."""
    return dg.define_asset_job(
        DOCUMENTS_JOB,
        dg.AssetSelection.assets(*STAGES),
        description="Documents, cleaned text, claims and copies of the day they were received on.",
    )


def edition_job(brief: Brief) -> "UnresolvedAssetJobDefinition":
    """Return the job that makes a brief's edition of a day, from the day's documents on."""
    return dg.define_asset_job(
        op_name(brief, "edition"),
        dg.AssetSelection.assets(*STAGES, *brief_keys(brief)),
        description=f"The documents of a day, then the edition of {brief.title} of that day.",
    )


def daily_schedule(
    built: House, brief: Brief, named: Sequence[str], job: "UnresolvedAssetJobDefinition"
) -> dg.ScheduleDefinition:
    """Return the schedule that makes every edition that is due, oldest first; it need not be switched on."""

    @dg.schedule(
        name=op_name(brief, "daily"),
        job=job,
        cron_schedule=brief.schedule or DAILY,
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"Makes the edition of {brief.title} of every finished day with documents, and makes "
        "those again that are no longer true to what came in, to the brief or to the rulings; oldest first.",
    )
    def daily(context: dg.ScheduleEvaluationContext) -> Iterator[dg.RunRequest | dg.SkipReason]:
        tick = context.scheduled_execution_time
        now = _as_it_is(built, brief)
        finished = tick.date() - timedelta(days=1)
        standing = Standing.seen(built, max(finished, today()))
        due = work(standing.up_to(finished), now, named, catch_up=True, make=False)
        if not due.days:
            yield dg.SkipReason("every edition is true to what came in, and every day with documents has one")
            return
        register(context.instance, {*built.known_days(), *due.days})
        report(context.instance, versions_now(standing.up_to(today())))
        keys = {key for key in brief_keys(brief) if key in brief_keys(now)}
        for place, day in enumerate(due.days):
            yield dg.RunRequest(
                # A key of its own for each tick: what failed yesterday is tried again today.
                run_key=f"{day} at {tick.date()}",
                partition_key=str(day),
                asset_selection=[*STAGES, *(sorted(keys) if day in due.publish else ())],
                tags={"dagster/priority": str(len(due.days) - place)},  # the queue takes the oldest first
            )

    return daily


def broken_schedule(name: str, problem: str) -> dg.ScheduleDefinition:
    """Return a schedule in the place of that of a brief that cannot be used: it fails and says why."""
    job = dg.define_asset_job(
        f"{name}_edition".replace("-", "_"), dg.AssetSelection.assets(dg.AssetKey([name, "briefing"]))
    )

    @dg.schedule(
        name=f"{name}_daily".replace("-", "_"),
        job=job,
        cron_schedule=DAILY,
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=problem,
    )
    def daily() -> dg.SkipReason:
        raise dg.Failure(problem, allow_retries=False)

    return daily


def look_around(built: House) -> dg.SensorDefinition:
    """Return the sensor that tells Dagster which days there are and what has changed, and runs nothing."""

    @dg.sensor(
        name="look_around",
        minimum_interval_seconds=LOOK_EVERY,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Notices new days, late, changed and removed documents, and edited briefs and rulings, "
        "so that editions which are out of date are shown so. The schedules make them.",
    )
    def look(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        register(context.instance, built.known_days())
        told = report(context.instance, versions_now(Standing.seen(built, today())))
        return dg.SkipReason(f"{told} changes noticed" if told else "nothing changed")

    return look


def _as_it_is(built: House, brief: Brief) -> Brief:
    """Return a brief as its files say now; a failure that says where, if they cannot be used."""
    try:
        return built.now(brief)
    except BriefError as problem:
        raise dg.Failure(told(problem), allow_retries=False) from None
