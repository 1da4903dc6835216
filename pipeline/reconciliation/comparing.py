"""How two readings of a question stand to each other: of which time, growing, falling, compatible (rules R3
and R10).

Here belong pure comparisons. What follows from them for an estimate is settled in `answer`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import timedelta
from itertools import accumulate
from math import inf

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import Value, agree, exceeds
from pipeline.reconciliation.series import Reading


def out_of_time(reading: Reading, anchor: Reading, horizon: timedelta) -> str | None:
    """Return the rule by which a reading is not of the time of the newest, the anchor; None if it is."""
    if reading.moment is None or _later_by_inference(reading, anchor, horizon):
        return "R10"
    if not dating.same_time(reading.window, anchor.window) and not is_running(reading):
        return "R3"
    age = dating.last_day(anchor.moment) - dating.last_day(reading.moment)
    # Time explains why an older count differs, but not a running total that was higher before.
    if age > horizon and not (is_cumulative(reading) and exceeds(reading.value, anchor.value)):
        return "R10h"
    return "R3g" if not agree(reading.value, anchor.value) and _has_grown(reading, anchor) else None


def is_cumulative(reading: Reading) -> bool:
    """Return whether a reading is of a count that cannot fall."""
    return reading.lead[0].key.temporality == "cumulative"


def is_running(reading: Reading) -> bool:
    """Return whether a reading is a running total: cumulative, or what was observed so far in no window of
    its own."""
    key = reading.lead[0].key
    windowless = reading.window is None or reading.window.start is None
    return is_cumulative(reading) or (key.temporality == "flow" and key.status == "observed" and windowless)


def distinct(readings: Iterable[Reading]) -> list[Reading]:
    """Return the first of the readings that compare alike: of the same value and times, whoever states it."""
    found: dict[object, Reading] = {}
    for reading in readings:
        key = reading.lead[0].key
        alike = (reading.value, reading.moment, reading.window, key.temporality, key.status)
        found.setdefault(alike, reading)
    return list(found.values())


def falls(older: Reading, newer: Reading) -> bool:
    """Return whether a running total falls from one reading to the other.

    Known origins that differ are in conflict instead. Dates are compared only where both are stated or both
    were inferred from the same pile.
    """
    if not is_cumulative(older):
        return False
    if older.voice.known and newer.voice.known and older.voice.key != newer.voice.key:
        return False
    if older.moment is None or newer.moment is None:
        return False
    if dating.is_dated(older.moment) != dating.is_dated(newer.moment):
        return False
    return _before(older, newer) and exceeds(older.value, newer.value)


class Newer:
    """Readings of which one can ask whether an older one may have fallen to any, without comparing all."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.readings = list(readings)
        ends = sorted((dating.first_day(r.moment), _least(r.value)) for r in self.readings)
        self._days = [day for day, _ in ends]
        self._least = list(accumulate((least for _, least in reversed(ends)), min))[::-1]

    def fall_from(self, older: Reading) -> Reading | None:
        """Return the first of the readings to which a running total falls from an older one."""
        after = bisect_right(self._days, dating.last_day(older.moment))
        if after == len(self._days) or older.value.agreement[0] <= self._least[after]:
            return None
        return next((reading for reading in self.readings if falls(older, reading)), None)


def compatible(one: Reading, other: Reading) -> bool:
    """Return whether two readings agree; of running totals an older lower one agrees with a newer higher
    one."""
    if agree(one.value, other.value):
        return True
    older, newer = sorted((one, other), key=lambda reading: dating.last_day(reading.moment))
    return _has_grown(older, newer)


def _has_grown(older: Reading, newer: Reading) -> bool:
    below = older.value.agreement[0] <= newer.value.agreement[1]
    return is_running(older) and is_running(newer) and _before(older, newer) and below


def _before(older: Reading, newer: Reading) -> bool:
    return dating.last_day(older.moment) < dating.first_day(newer.moment)


def _least(value: Value) -> float:
    ends = [end for end in (value.low, value.high) if end is not None]
    return min(ends, default=inf)


def _later_by_inference(reading: Reading, anchor: Reading, horizon: timedelta) -> bool:
    if not dating.is_dated(anchor.moment) or dating.is_dated(reading.moment):
        return False
    return dating.first_day(reading.moment) - dating.last_day(anchor.moment) > horizon
