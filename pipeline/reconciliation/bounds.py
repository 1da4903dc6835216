"""Intervals of stated values: when two agree, and what several make together (rules R4, R5, R7s and R12).

Here belongs arithmetic on stated values alone. Whose values they are and when they hold is decided elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from math import inf
from typing import NamedTuple

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
        return next(self.places(value), None)

    def places(self, value: Value) -> Iterator[int]:
        """Yield the places of the values that agree with this one, in order."""
        if not self.any(value):
            return
        if len(self._values) == 1:
            yield 0
            return
        front, back = self._halves
        yield from front.places(value)
        yield from (len(front._values) + place for place in back.places(value))

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


# How many of the aspects of a point may settle an open conflict: not how directly and precisely it is worded.
_SETTLING = 4


class Point(NamedTuple):
    """A stated point with what decides between two: the grade (A to F) of its origin, the day on which it was
    stated, how many other origins agree with it, the length of the chain to it, its wording, and how many
    unattributed numbers lie nearer to it than to its rival."""

    value: float
    grade: str = "F"
    day: date = date.min
    support: int = 0
    links: int = 0
    bound: Bound = "exact"
    nearer: int = 0

    @property
    def standing(self) -> tuple[object, ...]:
        """An order in which the point that counts more comes first (rules R12 and R12t)."""
        day = -self.day.toordinal()
        return (self.grade, day, -self.support, -self.nearer, self.links, PRECISION[self.bound])


def best(points: Sequence[Point], unnamed: Sequence[float] = ()) -> float | None:
    """Return the median of stated points, each of an origin; always a stated one, never a midpoint.

    Of an even count the two in the middle are told apart by grade, day, support, the `unnamed` numbers that
    lie nearer (values nobody stands behind, which decide nothing else), directness and precision, in this
    order; where none of them decides, the lower counts. A lone pair that disagrees is in open conflict, which
    only the first four may settle: else None.
    """
    inner = _middle(points, unnamed)
    if len(inner) < 2:
        return inner[0].value if inner else None
    ahead, behind = sorted(inner, key=lambda point: point.standing)
    settled = ahead.standing[:_SETTLING] != behind.standing[:_SETTLING]
    if settled or len(points) > 2 or agree(_exactly(ahead), _exactly(behind)):
        return ahead.value
    return None


def tipped(points: Sequence[Point]) -> bool:
    """Return whether grade and day leave two points in the middle, so that rule R12t decides."""
    return len({point.standing[:2] for point in _middle(points, ())}) == 1 < len(_middle(points, ()))


def middle(values: Iterable[float]) -> list[float]:
    """Return the one or two values in the middle, the lower first."""
    ordered = sorted(values)
    return sorted({*ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]})


def _middle(points: Sequence[Point], unnamed: Sequence[float]) -> list[Point]:
    """Return the one or two points in the middle, the lower first."""
    pair = middle(point.value for point in points)
    return [
        _foremost(points, value, sum(abs(one - value) < abs(one - rival) for one in unnamed))
        for value, rival in zip(pair, reversed(pair), strict=True)
    ]


def _foremost(points: Sequence[Point], value: float, nearer: int) -> Point:
    """Return a value with the best of what those who state it bring, each aspect for itself."""
    said = [point for point in points if point.value == value]
    return Point(
        value,
        min(point.grade for point in said),
        max(point.day for point in said),
        max(point.support for point in said),
        min(point.links for point in said),
        min((point.bound for point in said), key=lambda bound: PRECISION[bound]),
        nearer,
    )


def _exactly(point: Point) -> Value:
    return Value(point.value, point.value, point.bound)


def floor2(minima: Sequence[float]) -> float | None:
    """Return the value that at least two state as a minimum, None when fewer than two state any."""
    return sorted(minima)[-2] if len(minima) > 1 else None


def _sum(ends: Sequence[float | None]) -> float | None:
    known = [end for end in ends if end is not None]
    return sum(known) if len(known) == len(ends) else None
