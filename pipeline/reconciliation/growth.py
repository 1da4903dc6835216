"""Whether the counts at hand grow with time (rule R3g), summed over all pairs without looking at each.

Here belongs that one sum. What growth means for two readings is told in `comparing`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import log

from pipeline.reconciliation import dating
from pipeline.reconciliation.reading import Reading

_DECIMALS = 9  # to which sums of logarithms are compared, whatever the order in which they were added


def rises(readings: Sequence[Reading]) -> bool:
    """Return whether counts that disagree grow on the whole: what they rise by with time is more than twice
    what they fall by, as ratios. A late report lags a little; where counts fall about as far as they rise,
    the origins differ and time does not explain it.

    Each reading is compared with those that were over before it was first stated.
    """
    over = sorted(readings, key=lambda reading: dating.last_day(reading.moment))
    below = _Sums(reading.value.agreement[1] for reading in readings)
    above = _Sums(-reading.value.agreement[0] for reading in readings)
    rising = falling = 0.0
    told = 0
    for newer in sorted(readings, key=lambda reading: reading.since):
        while told < len(over) and dating.last_day(over[told].moment) < newer.since:
            low, high = over[told].value.agreement
            below.add(high, _size(over[told]))
            above.add(-low, _size(over[told]))
            told += 1
        low, high = newer.value.agreement
        count, total = below.under(low)
        rising += count * _size(newer) - total
        count, total = above.under(-high)
        falling += total - count * _size(newer)
    return round(rising - 2 * falling, _DECIMALS) > 0


def _size(reading: Reading) -> float:
    return log(max(reading.value.digits[0], 1.0))


class _Sums:
    """Numbers at places, to ask how many lie below a place and what they add up to (a Fenwick tree)."""

    def __init__(self, places: Iterable[float]) -> None:
        self._places = sorted({*places})
        self._counts = [0] * (len(self._places) + 1)
        self._totals = [0.0] * (len(self._places) + 1)

    def add(self, place: float, number: float) -> None:
        """Add a number at one of the places."""
        node = bisect_left(self._places, place) + 1
        while node < len(self._counts):
            self._counts[node] += 1
            self._totals[node] += number
            node += node & -node

    def under(self, place: float) -> tuple[int, float]:
        """Return the count and the sum of the numbers added below a place."""
        node, count, total = bisect_left(self._places, place), 0, 0.0
        while node:
            count += self._counts[node]
            total += self._totals[node]
            node &= node - 1
        return count, total
