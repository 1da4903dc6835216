"""The days of the house as Dagster partitions: the days documents were received on, and the days of editions.

Here belongs where the days begin and end.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import dagster as dg

# The Dagster UI plots the newest 120 partitions of an asset and no others. A house that has received nothing
# for so long would show empty plots if its days went on until today, so they end with the newest it knows.
# They do so by an offset: Dagster 1.13 forgets an end date when it lists the newest partitions.
PLOTTED_DAYS = 120


def today() -> date:
    """Return the day it is. A day begins and ends at midnight UTC."""
    return datetime.now(UTC).date()


def days_from(known: Iterable[date]) -> dg.DailyPartitionsDefinition:
    """Return the days from the first of those `known` until today, or the newest for a house at rest."""
    days = sorted(known) or [today()]
    ago = (today() - days[-1]).days
    offset = 1 - ago if ago >= PLOTTED_DAYS else 1  # days after yesterday, the last day that is over
    return dg.DailyPartitionsDefinition(days[0].isoformat(), end_offset=offset)
