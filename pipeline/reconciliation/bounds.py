"""Intervals of stated values: when two agree, and what several make together (rules R4, R5, R7s and R12).

Here belongs arithmetic on stated values alone. Whose values they are and when they hold is decided elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from math import inf

from pipeline.records import Bound

# Rule R5: how far two stated points may differ and still agree. For agreement tests only, never printed.
TOLERANCE: dict[Bound, float] = {"exact": 0.05, "approx": 0.10}
# From the most precise wording to the least.
PRECISION: dict[Bound, int] = {
    "exact": 0,
    "approx": 1,
    "range": 2,
    "at_least": 3,
    "more_than": 3,
    "at_most": 3,
    "up_to": 3,
    "less_than": 3,
    "vague": 4,
}
ONE_SIDED: frozenset[Bound] = frozenset(
    bound for bound, rank in PRECISION.items() if rank > PRECISION["range"]
)


@dataclass(frozen=True, slots=True)
class Value:
    """A stated value: low and high (None = open) with the bound that its wording sets."""

    low: float | None
    high: float | None
    bound: Bound

    @property
    def digits(self) -> tuple[float, float, bool]:
        """What makes two values the same number whatever their modifier: both ends, and whether the word is
        vague."""
        low = self.low if self.low is not None else self.high
        high = self.high if self.high is not None else self.low
        return (low or 0.0, high or 0.0, self.bound == "vague")

    @property
    def point(self) -> float | None:
        """The value as a point, None for bounds, ranges and vague words."""
        return self.low if self.bound in TOLERANCE and self.low == self.high else None

    @property
    def agreement(self) -> tuple[float, float]:
        """The interval within which another value agrees with this one."""
        slack = TOLERANCE.get(self.bound, 0.0)
        low = -inf if self.low is None else self.low - slack * abs(self.low)
        high = inf if self.high is None else self.high + slack * abs(self.high)
        return low, high


def agree(one: Value, other: Value) -> bool:
    """Return whether the agreement intervals of two values overlap."""
    (low, high), (other_low, other_high) = one.agreement, other.agreement
    return low <= other_high and other_low <= high


class Agreeing:
    """Values in an order, to find those that agree with another without comparing it with each."""

    def __init__(self, values: Iterable[Value]) -> None:
        self._values = list(values)
        intervals = sorted(value.agreement for value in self._values)
        self._lows = [low for low, _ in intervals]
        self._highest = list(accumulate((high for _, high in intervals), max))

    def any(self, value: Value) -> bool:
        """Return whether one of the values agrees with this one."""
        low, high = value.agreement
        below = bisect_right(self._lows, high)
        return below > 0 and self._highest[below - 1] >= low

    def first(self, value: Value) -> int | None:
        """Return the place of the first of the values that agrees with this one, None if none does."""
        if not self.any(value):
            return None
        if len(self._values) == 1:
            return 0
        front, back = self._halves
        found = front.first(value)
        return found if found is not None else len(front._values) + (back.first(value) or 0)

    @cached_property
    def _halves(self) -> tuple[Agreeing, Agreeing]:
        middle = len(self._values) // 2
        return Agreeing(self._values[:middle]), Agreeing(self._values[middle:])


def all_agree(values: Iterable[Value]) -> bool:
    """Return whether each two of the values agree."""
    intervals = [value.agreement for value in values]
    return max((low for low, _ in intervals), default=-inf) <= min(
        (high for _, high in intervals), default=inf
    )


def exceeds(older: Value, newer: Value) -> bool:
    """Return whether an older running total is plainly above a newer one. A vague newer word claims no exact
    fall."""
    if newer.bound == "vague":
        return False
    ceiling = newer.low if newer.low is not None else newer.high
    slack = TOLERANCE.get(newer.bound, TOLERANCE["exact"])
    return ceiling is not None and older.agreement[0] > ceiling + slack * abs(ceiling)


def add(parts: Sequence[Value]) -> Value:
    """Return the sum of disjoint parts; an end is open if it is open in any part."""
    low = _sum([part.low for part in parts])
    high = _sum([part.high for part in parts])
    bound: Bound = "range"
    if low is not None and low == high:
        bound = "exact" if all(part.bound == "exact" for part in parts) else "approx"
    elif high is None:
        bound = "at_least"
    elif low is None:
        bound = "up_to"
    return Value(low, high, bound)


def together(values: Sequence[Value]) -> Value:
    """Return the range of reported values: the smallest stated lower and the largest stated upper value.

    The upper end is open if any value leaves it open (rule R12); the bound is that of a lone value.
    """
    lows = [value.low for value in values if value.low is not None]
    highs = [value.high for value in values if value.high is not None]
    low = min(lows) if lows else None
    high = max(highs) if len(highs) == len(values) else None
    bounds = {value.bound for value in values}
    if len(bounds) == 1 and (len({(value.low, value.high) for value in values}) == 1):
        return Value(low, high, bounds.pop())
    if low is not None and low == high:
        return Value(low, high, "approx" if "approx" in bounds else "exact")
    if high is None:
        return Value(low, high, "vague" if bounds == {"vague"} else "at_least")
    return Value(low, high, "up_to" if low is None else "range")


def best(points: Sequence[tuple[float, str, date]]) -> float | None:
    """Return the median of stated points, each given with the grade (A to F) and the day of its origin.

    Of an even count the better graded of the two in the middle, else the newer, else none: never a midpoint.
    """
    if not points:
        return None
    ordered = sorted(point for point, _, _ in points)
    lower, upper = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    if lower == upper:
        return lower
    (grade, day), (other_grade, other_day) = _standing(points, lower), _standing(points, upper)
    if grade != other_grade:
        return lower if grade < other_grade else upper
    if day != other_day:
        return lower if day > other_day else upper
    return None


def _standing(points: Sequence[tuple[float, str, date]], value: float) -> tuple[str, date]:
    """Return the best grade and the newest day among those who state a value."""
    said = [(grade, day) for point, grade, day in points if point == value]
    return min(grade for grade, _ in said), max(day for _, day in said)


def floor2(minima: Sequence[float]) -> float | None:
    """Return the value that at least two state as a minimum, None when fewer than two state any."""
    return sorted(minima)[-2] if len(minima) > 1 else None


def _sum(ends: Sequence[float | None]) -> float | None:
    known = [end for end in ends if end is not None]
    return sum(known) if len(known) == len(ends) else None
