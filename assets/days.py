"""The days of the house as Dagster partitions: the days documents were received on, and those of editions.

Here belongs which days there are. They are registered with Dagster's history as they come, so that a new day
needs no reload of the code location, and the UI, which plots the newest 120 partitions, shows days with
something on them alone, however long a house has been quiet.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import dagster as dg

DAYS = dg.DynamicPartitionsDefinition(name="days")


def today() -> date:
    """Return the day it is. A day begins and ends at midnight UTC."""
    return datetime.now(UTC).date()


def register(instance: dg.DagsterInstance, days: Iterable[date]) -> None:
    """Let the history know of days, so that they can be run and are listed in their order.

    Dagster lists partitions in the order in which they were added: before a day that comes late, those after
    it are taken away and added again. What is recorded of them stays.
    """
    name = str(DAYS.name)
    known = instance.get_dynamic_partitions(name)
    missing = sorted({day.isoformat() for day in days} - set(known))
    if not missing:
        return
    after = [day for day in known if day > missing[0]]
    for day in after:
        instance.delete_dynamic_partition(name, day)
    instance.add_dynamic_partitions(name, sorted({*missing, *after}))
