"""What is published of an answer: the range of reported values and the best of them (rules R3m, R5 and R12).

Here belongs the choice of values alone. What stands was settled in `answer`.
"""

from __future__ import annotations

from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.bounds import Value, best, together


def published(found: Answer) -> tuple[Value | None, float | None]:
    """Return the range of reported values and the best of them. A count fallen from a higher one has no
    ceiling."""
    if not found.standing:
        return None, None
    value = together([reading.value for reading in found.standing])
    if found.fallen:
        return Value(
            value.low, None, "at_least" if value.bound in ("exact", "approx", "range") else value.bound
        ), None
    voices = found.known or found.standing
    points = [
        (reading.value.point, reading.voice.grade, dating.last_day(reading.moment))
        for reading in voices
        if reading.value.point is not None
    ]
    return value, best(points)
