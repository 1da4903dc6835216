"""What an origin is only printed with again: roundings of its number, and numbers that it has outgrown (rule
R6r).

Here belongs telling news of an origin from its echoes. The order of what is left is made in `series`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import PRECISION, TOLERANCE, agree, exceeds
from pipeline.reconciliation.reading import Reading


def told_again(
    pool: Sequence[Reading],
) -> tuple[list[Reading], list[tuple[Reading, Reading]], list[Reading]]:
    """Return the readings that are news of their origin, roundings with what they round, and stale ones.

    Neither a later rounding ("over 600" for 613) nor a later echo of a running total that has grown since is
    a new statement, unless a text says when it was made (rule R6r).
    """
    carried = [
        (reading, min(rounded, key=lambda one: (PRECISION[one.value.bound], one.since, one.lead[0].rank)))
        for reading in pool
        if (rounded := [one for one in pool if _rounds(reading, one)])
    ]
    left = [reading for reading in pool if not any(reading is one for one, _ in carried)]
    stale = [reading for reading in left if any(_outgrown(reading, one) for one in left)]
    return [reading for reading in left if not any(reading is one for one in stale)], carried, stale


def _rounds(reading: Reading, other: Reading) -> bool:
    """Return whether a reading is a later, less precise wording of the number of another."""
    if other.value.point is None or reading.value.bound in ("exact", "range", "vague"):
        return False
    return (
        PRECISION[other.value.bound] < PRECISION[reading.value.bound]
        and abs(reading.value.digits[0] - other.value.point) <= TOLERANCE["approx"] * abs(other.value.point)
        and agree(reading.value, other.value)
        and dating.same_time(reading.window, other.window)
        and other.since < reading.since == reading.stated_on
    )


def _outgrown(reading: Reading, other: Reading) -> bool:
    """Return whether a running total is an echo: lower than one that its origin stated after it first did."""
    return (
        reading.lead[0].key.temporality == "cumulative"
        and reading.stated_on < other.since
        and reading.value.bound != "vague"
        and exceeds(other.value, reading.value)
    )
