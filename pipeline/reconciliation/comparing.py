"""How two readings of a question stand to each other: of which time, growing, falling, compatible (rules R3
and R10).

Here belong pure comparisons. What follows from them for an estimate is settled in `answer`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import inf

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import Point, Value, agree, exceeds, middle
from pipeline.reconciliation.reading import Reading


def out_of_time(reading: Reading, anchor: Reading, horizon: timedelta, rising: bool) -> str | None:
    """Return the rule by which a reading is not of the time of the newest, the anchor; None if it is.

    An undated running total may be of that time, though it is never the newest itself. `rising` says that the
    counts at hand grow on the whole (see `growth`).
    """
    if reading.moment is None:
        return None if is_cumulative(reading) else "R10"
    if _later_by_inference(reading, anchor, horizon):
        return "R10"
    if not dating.same_time(reading.window, anchor.window) and not is_running(reading):
        return "R3"
    if _is_past(reading, anchor, horizon):
        return "R3"
    age = dating.last_day(anchor.moment) - dating.last_day(reading.moment)
    # Time explains why an older count differs, but not a running total that was higher before.
    if age > horizon and not (is_cumulative(reading) and exceeds(reading.value, anchor.value)):
        return "R10h"
    grown = rising and not agree(reading.value, anchor.value) and _has_grown(reading, anchor)
    return "R3g" if grown else None


def points(stated: Sequence[tuple[float, Reading]]) -> list[Point]:
    """Return stated points, each of a reading, with what tells two of them apart. Whom others support matters
    for those in the middle alone, and is told of them alone."""
    inner = middle(point for point, _ in stated)
    readings = [reading for _, reading in stated]
    values = {reading.value for point, reading in stated if point in inner}
    support = {value: _support(value, readings) for value in values}
    return [
        Point(
            point,
            reading.voice.grade,
            reading.stated_on,
            support.get(reading.value, 0),
            min(len(item.claim.chain) for item in reading.lead),
            reading.value.bound,
        )
        for point, reading in stated
    ]


def _support(value: Value, readings: Iterable[Reading]) -> int:
    """Return how many origins agree with a value besides the one that states it."""
    return len({reading.voice.key for reading in readings if agree(reading.value, value)}) - 1


def _is_past(reading: Reading, anchor: Reading, horizon: timedelta) -> bool:
    """Return whether a reading is of a window that was over long before the newest was said: what an accident
    of another year cost is no older state of this total."""
    window = reading.window
    if window is None or window.start is None or window.end is None or window.basis == "inferred":
        return False
    start = anchor.window.start if anchor.window and anchor.window.start else dating.first_day(anchor.said)
    return start - window.end > horizon and dating.first_day(reading.said) - window.end > horizon


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
        when = (reading.moment, reading.window, reading.since, _since(reading))
        found.setdefault((reading.value, when, key.temporality, key.status), reading)
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
    return dating.last_day(older.moment) < _since(newer) and exceeds(older.value, newer.value)


def _since(newer: Reading) -> date:
    """Return the day since which a reading may be what another has fallen to: one whose own text dates it is
    no echo."""
    told = any(item.own_date for item in newer.members)
    return dating.first_day(newer.moment) if told else newer.since


class Newer:
    """Readings of which one can ask whether an older one may have fallen to any, without comparing all."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.readings = list(readings)
        ends = sorted((_since(reading), _least(reading.value)) for reading in self.readings)
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
    """Return whether a reading was over before another was first stated: an echo makes a number no newer."""
    return dating.last_day(older.moment) < newer.since


def _least(value: Value) -> float:
    ends = [end for end in (value.low, value.high) if end is not None]
    return min(ends, default=inf)


def _later_by_inference(reading: Reading, anchor: Reading, horizon: timedelta) -> bool:
    if not dating.is_dated(anchor.moment) or dating.is_dated(reading.moment):
        return False
    return dating.first_day(reading.moment) - dating.last_day(anchor.moment) > horizon
