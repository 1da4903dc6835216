"""What an origin is only printed with again: roundings of its number, and numbers that it has outgrown (rule
R6r).

Here belongs telling news of an origin from its echoes, without comparing all pairs. The order of what is left
is made in `series`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from math import inf, nextafter

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import PRECISION, TOLERANCE, Agreeing, Value, agree, exceeds
from pipeline.reconciliation.reading import Reading
from pipeline.records import Bound

_ROUNDED: frozenset[Bound] = frozenset(PRECISION) - {"exact", "range", "vague"}


def told_again(
    pool: Sequence[Reading],
) -> tuple[list[Reading], list[tuple[Reading, Reading]], list[Reading]]:
    """Return the readings that are news of their origin, roundings with what they round, and stale ones.

    Neither a later rounding ("over 600" for 613) nor a later echo of a running total that has grown since is
    a new statement, unless a text says when it was made (rule R6r).
    """
    numbers = _Numbers(pool)
    carried: list[tuple[Reading, Reading]] = []
    left: list[Reading] = []
    for reading in pool:
        rounded = numbers.rounded_by(reading)
        if rounded is None:
            left.append(reading)
        else:
            carried.append((reading, rounded))
    totals = _Totals(left)
    news: list[Reading] = []
    stale: list[Reading] = []
    for reading in left:
        (stale if totals.outgrew(reading) else news).append(reading)
    return news, carried, stale


class _Numbers:
    """Readings that state a point, by precision in the order in which they were stated."""

    def __init__(self, pool: Iterable[Reading]) -> None:
        graded: dict[Bound, list[Reading]] = defaultdict(list)
        for reading in pool:
            if reading.value.point is not None:
                graded[reading.value.bound].append(reading)
        self._graded = [
            (bound, sorted(graded[bound], key=lambda one: (one.since, one.lead[0].rank)))
            for bound in sorted(graded, key=lambda bound: PRECISION[bound])
        ]
        self._points = {
            bound: Agreeing(Value(one.value.point, one.value.point, "range") for one in stated)
            for bound, stated in self._graded
        }

    def rounded_by(self, reading: Reading) -> Reading | None:
        """Return the number of which a reading is a rounding: of several the most precise, then the first."""
        if reading.value.bound not in _ROUNDED or reading.since != reading.stated_on:
            return None
        for bound, stated in self._graded:
            if PRECISION[bound] >= PRECISION[reading.value.bound]:
                break
            for place in self._points[bound].places(_near(reading.value, bound)):
                if stated[place].since >= reading.since:
                    break
                if _rounds(reading, stated[place]):
                    return stated[place]
        return None


class _Totals:
    """Readings in the order in which they were stated, with the highest of those stated later."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        stated = sorted(((one.since, one.value) for one in readings), key=lambda pair: pair[0])
        self._days: list[date] = [day for day, _ in stated]
        highest = accumulate((value for _, value in reversed(stated)), _higher)
        self._highest = list(highest)[::-1]

    def outgrew(self, reading: Reading) -> bool:
        """Return whether a running total is an echo: lower than one that its origin stated after it first
        did."""
        if reading.lead[0].key.temporality != "cumulative" or reading.value.bound == "vague":
            return False
        later = bisect_right(self._days, reading.stated_on)
        return later < len(self._days) and exceeds(self._highest[later], reading.value)


def _higher(one: Value, other: Value) -> Value:
    return max(one, other, key=lambda value: value.agreement[0])


def _near(value: Value, bound: Bound) -> Value:
    """Return where the points of that bound lie that a value can round: those near to its number and agreeing
    with it, and no more than a hair around them."""
    number, (least, most) = value.digits[0], value.agreement
    ends = (number / (1 - TOLERANCE["approx"]), number / (1 + TOLERANCE["approx"]))
    low, high = min(ends), max(ends)
    if number > 0:
        low, high = max(low, least / (1 + TOLERANCE[bound])), min(high, most / (1 - TOLERANCE[bound]))
    return Value(_below(low), -_below(-high), "range")


def _below(number: float) -> float:
    return nextafter(number - 1e-9 * abs(number), -inf)


def _rounds(reading: Reading, other: Reading) -> bool:
    """Return whether a reading is a later, less precise wording of the number of another."""
    if other.value.point is None or reading.value.bound not in _ROUNDED:
        return False
    return (
        PRECISION[other.value.bound] < PRECISION[reading.value.bound]
        and abs(reading.value.digits[0] - other.value.point) <= TOLERANCE["approx"] * abs(other.value.point)
        and agree(reading.value, other.value)
        and dating.same_time(reading.window, other.window)
        and other.since < reading.since == reading.stated_on
    )
