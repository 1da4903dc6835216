"""What is published of an answer: the range of reported values and the best of them (rules R3m, R5 and R12).

Here belongs the choice of values alone. What stands was settled in `answer`, which point is best in `points`.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.bounds import Value, together
from pipeline.reconciliation.points import best_point
from pipeline.records import Bound


class Published(NamedTuple):
    """The range of reported values (None where nothing stands), the best of them, and the rules beyond R12
    that chose it."""

    value: Value | None
    best: float | None
    chosen_by: tuple[str, ...]


def published(found: Answer) -> Published:
    """Return what is published of an answer. A count fallen from a higher one has no ceiling, and the best
    value lies within the range."""
    middle, chosen_by = best_point(found)
    if not found.standing:
        return Published(None, middle, chosen_by)
    value = together([reading.value for reading in found.bounding])
    if found.fallen:
        bound: Bound = "at_least" if value.bound in ("exact", "approx", "range") else value.bound
        return Published(Value(value.low, None, bound), None, ())
    if middle is not None and (value.low is None or middle < value.low):
        value = together([value, Value(middle, middle, "exact")])
    return Published(value, middle, chosen_by)
