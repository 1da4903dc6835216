"""The best known value of an answer: which of the stated points is published (rules R12, R12u and R12p).

Here belongs choosing among the readings that stand. The median itself is arithmetic and stands in `bounds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.bounds import best
from pipeline.reconciliation.comparing import is_cumulative
from pipeline.reconciliation.series import Reading


class Point(NamedTuple):
    """A point that a reading states, and the rule by which it does, None where its own words are a point."""

    value: float
    reading: Reading
    rule: str | None


def best_point(found: Answer) -> tuple[float | None, tuple[str, ...]]:
    """Return the best known value of an answer with the rules beyond R12 that chose it.

    Known origins are heard first, by their median. Where none of them states a point, or two of them differ
    on the people of an incident, the value that most reports tell is taken: it is stated, never made. A count
    fallen from a higher one has none.
    """
    if found.fallen:
        return None, ()
    if found.parts_only:
        # Each kind bounds the whole from below, so the largest is the nearest to it.
        return max((r.point for r in found.standing if r.point is not None), default=None), ()
    points = _points(found, found.known) or _points(found, found.standing)
    if not points and found.scope.is_of_people:
        points = _points(found, found.differing)
    if not points:
        return None, ()
    heard = points[0].reading.voice.known
    middle = None
    if heard or len(points) == 1:
        middle = best([(p.value, p.reading.voice.grade, dating.last_day(p.reading.moment)) for p in points])
    rules: tuple[str, ...] = ()
    if middle is None and (not heard or found.scope.is_of_people):
        middle = _most_told(points, alone=heard)
        rules = ("R12u",) if middle is not None else ()
    stated = any(point.value == middle and point.rule is None for point in points)
    return middle, rules if stated or middle is None else (*rules, "R12p")


def _points(found: Answer, readings: Sequence[Reading]) -> list[Point]:
    points = []
    for reading in readings:
        if reading.point is not None:
            points.append(Point(reading.point, reading, None))
        elif found.scope.is_of_people and (told := _told_exactly(found, reading)) is not None:
            points.append(Point(told, reading, "R12p"))
    return points


def _told_exactly(found: Answer, reading: Reading) -> float | None:
    """Return the number that a reading words as a bound and others of its reports give as it is."""
    if reading.value.bound not in ("at_least", "up_to"):
        return None
    retold = [item for item in found.retold if found.voices[item.claim.claim_id].key == reading.voice.key]
    told = [item for item in (*reading.members, *retold) if item.value.bound == "exact"]
    number = reading.value.digits[0]
    return number if any(item.value.point == number for item in told) else None


def _most_told(points: Sequence[Point], alone: bool) -> float | None:
    """Return the value that most reports tell; of several the newest, then that of more titles, then of
    running totals the higher. With `alone` only one that more reports tell than any other."""
    ranked = sorted(points, key=_telling)
    told = [len(_homes(point)) for point in ranked]
    if alone and told[-1] == told[-2]:
        return None
    return ranked[-1].value


def _telling(point: Point) -> tuple[object, ...]:
    titles = sum(item.in_title for item in point.reading.members)
    height = point.value if is_cumulative(point.reading) else 0.0
    return len(_homes(point)), dating.last_day(point.reading.moment), titles, height, point.reading.voice.key


def _homes(point: Point) -> set[str]:
    return {item.home for item in point.reading.members}
