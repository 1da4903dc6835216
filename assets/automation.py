"""When assets are made by themselves: jobs, and a daily schedule for every brief.

Here belongs what runs when. A day's edition is made once the day is over, so that nothing received on it is
missed.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import dagster as dg

from assets import claims, cleaning, dependence, documents
from assets.briefs import brief_keys, op_name
from pipeline.briefs import Brief
from resources.editions import EditionStore
from resources.sources import DocumentSource

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

DAILY = "0 6 * * *"  # for a brief that names no schedule
STAGES = dg.AssetSelection.assets(
    documents.KEY, cleaning.KEY, claims.KEY, claims.QUARANTINE, dependence.SKETCHES, dependence.COPIES
)
DOCUMENTS_JOB = "documents"


def documents_job() -> "UnresolvedAssetJobDefinition":
    """Return the job that takes the documents of a day, or of a range of days, through the shared stages."""
    return dg.define_asset_job(
        DOCUMENTS_JOB,
        STAGES,
        description="Documents, cleaned text, claims and copies of the days they were received on.",
    )


def edition_job(brief: Brief) -> "UnresolvedAssetJobDefinition":
    """Return the job that makes a brief's edition of a day, from the day's documents on."""
    return dg.define_asset_job(
        op_name(brief, "edition"),
        STAGES | dg.AssetSelection.assets(*brief_keys(brief)),
        description=f"The documents of a day, then the edition of {brief.title} of that day.",
    )


def daily_schedule(
    brief: Brief,
    named: Sequence[str],
    days: dg.PartitionsDefinition,
    job: "UnresolvedAssetJobDefinition",
) -> dg.ScheduleDefinition:
    """Return the schedule that makes every edition that is due, oldest first; it need not be switched on."""

    @dg.schedule(
        name=op_name(brief, "daily"),
        job=job,
        cron_schedule=brief.schedule or DAILY,
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description=f"Makes the edition of {brief.title} of every finished day with documents, oldest first.",
    )
    def daily(
        context: dg.ScheduleEvaluationContext,
        sources: dg.ResourceParam[DocumentSource],
        editions: dg.ResourceParam[EditionStore],
    ) -> Iterator[dg.RunRequest | dg.SkipReason]:
        tick = context.scheduled_execution_time
        due = [day.isoformat() for day in days_due(brief, named, sources, editions) if day < tick.date()]
        known = set(days.get_partition_keys(current_time=tick))
        if not due:
            yield dg.SkipReason("every day on which documents were received has its edition")
        elif unknown := [day for day in due if day not in known]:
            yield dg.SkipReason(f"reload the code location: it was loaded before {unknown[0]} was known")
        else:
            # A key of its own for each tick: what failed yesterday is tried again today.
            yield from (dg.RunRequest(partition_key=day, run_key=f"{day} at {tick.date()}") for day in due)

    return daily


def days_due(
    brief: Brief, named: Sequence[str], sources: DocumentSource, editions: EditionStore
) -> list[date]:
    """Return the days on which a brief's sources received something but have no edition, oldest first."""
    received = {day for name in named for day in sources.days(name)}
    return sorted(received - set(editions.days(brief.id)))
