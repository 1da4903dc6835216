"""The best known value of an answer: which of the stated points is published (R12, R12m, R12u and R12p).

Here belongs choosing among the readings that stand. The median itself is arithmetic and stands in `bounds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.bounds import best, tipped
from pipeline.reconciliation.comparing import is_cumulative, points
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.reading import Reading


class Told(NamedTuple):
    """A point that a reading states, and the rule by which it does, None where its own words are a point."""

    value: float
    reading: Reading
    rule: str | None


def best_point(found: Answer) -> tuple[float | None, tuple[str, ...]]:
    """Return the best known value of an answer with the rules beyond R12 that chose it.

    Known origins are heard first, by their median; of people, a value that more reports tell than theirs goes
    before it. Where none of them states a point, the value that most reports tell is taken: it is stated,
    never made. A count fallen from a higher one has none.
    """
    if found.fallen:
        return None, ()
    if found.parts_only:
        # Each kind bounds the whole from below, so the largest is the nearest to it.
        return max((r.point for r in found.standing if r.point is not None), default=None), ()
    told = _told(found, found.known) or _told(found, found.standing)
    if not told and found.scope.is_of_people:
        told = _told(found, found.differing)
    if not told:
        return None, ()
    middle, rules = _most_told_beside(found, told) or _median(found, told)
    stated = any(one.value == middle and one.rule is None for one in told)
    return middle, rules if stated or middle is None else (*rules, "R12p")


def _median(found: Answer, told: Sequence[Told]) -> tuple[float | None, tuple[str, ...]]:
    """Return the median of points, or the one that most reports tell, with the rule that chose it."""
    heard = told[0].reading.voice.known
    if heard or len(told) == 1 or not found.scope.is_of_people:
        stated = points([(one.value, one.reading) for one in told])
        middle = best(stated, sorted(_unnamed(found)))
        if middle is not None:
            return middle, ("R12t",) if tipped(stated) else ()
    return (None, ()) if heard else (_most_told(told), ("R12u",))


def _most_told_beside(found: Answer, told: Sequence[Told]) -> tuple[float, tuple[str, ...]] | None:
    """Return the unattributed value that more reports tell than any that known origins state, with its rule;
    None where there is none.

    Outlets that name nobody have counted themselves, or heard it from those who do: one attributed number
    that is told once is the likelier slip.
    """
    if not found.scope.is_of_people or not told[0].reading.voice.known:
        return None
    unnamed = [one for one in _told(found, found.counted) if not one.reading.voice.known]
    most = max(unnamed, key=_telling, default=None)
    if most is None or len(_homes(most)) <= max(len(_reports(found, one)) for one in told):
        return None
    return most.value, ("R12m",)


def _unnamed(found: Answer) -> set[float]:
    """Return the points that nobody named states."""
    return {r.value.point for r in found.counted if not r.voice.known and r.value.point is not None}


def _told(found: Answer, readings: Sequence[Reading]) -> list[Told]:
    told = []
    for reading in readings:
        if reading.point is not None:
            told.append(Told(reading.point, reading, None))
        elif found.scope.is_of_people and (number := _told_exactly(found, reading)) is not None:
            told.append(Told(number, reading, "R12p"))
    return told


def _told_exactly(found: Answer, reading: Reading) -> float | None:
    """Return the number that a reading words as a bound and others of its reports give as it is."""
    if reading.value.bound not in ("at_least", "up_to"):
        return None
    told = [item for item in _members(found, reading) if item.value.bound == "exact"]
    number = reading.value.digits[0]
    return number if any(item.value.point == number for item in told) else None


def _most_told(told: Sequence[Told]) -> float:
    """Return the value that most reports tell; of several the newest, then that of more titles, then of
    running totals the higher."""
    return max(told, key=_telling).value


def _telling(point: Told) -> tuple[object, ...]:
    titles = sum(item.in_title for item in point.reading.members)
    height = point.value if is_cumulative(point.reading) else 0.0
    return len(_homes(point)), dating.last_day(point.reading.moment), titles, height, point.reading.voice.key


def _reports(found: Answer, point: Told) -> set[str]:
    """Return the reports that tell what an origin does, in whatever words."""
    return {item.home for item in _members(found, point.reading)}


def _members(found: Answer, reading: Reading) -> list[Evidence]:
    """Return the evidence of a reading, with what says again what its origin does."""
    retold = (i for i in found.retold if found.voices[i.claim.claim_id].key == reading.voice.key)
    return [*reading.members, *retold]


def _homes(point: Told) -> set[str]:
    return {item.home for item in point.reading.members}
