"""What was counted in scoring, and how sure the shares made of it are.

Here belong tallies, the measures made of them, and their bootstrap intervals (Efron 1979: the items are drawn
again with replacement). What is counted is decided by the module of each data set.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

Tally = Counter[str]  # by what was counted: "hits", "found", "gold", and "right.x" of "judged.x"
Measure = Callable[[Tally], float]
_ROUNDS = 1000


def percent(part: float, whole: float) -> float:
    """Return `part` of `whole` in percent, 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def precision(tally: Tally) -> float:
    """Return the share of what was found that is right."""
    return percent(tally["hits"], tally["found"])


def recall(tally: Tally) -> float:
    """Return the share of the gold that was found."""
    return percent(tally["hits"], tally["gold"])


def f1(tally: Tally) -> float:
    """Return the harmonic mean of precision and recall."""
    return percent(2 * tally["hits"], tally["found"] + tally["gold"])


def share(name: str) -> Measure:
    """Return the measure of how much of what was judged under `name` is right."""
    return lambda tally: percent(tally[f"right.{name}"], tally[f"judged.{name}"])


def total(tallies: Sequence[Tally]) -> Tally:
    """Return the sum of tallies."""
    summed: Tally = Counter()
    for tally in tallies:
        summed.update(tally)
    return summed


def interval(tallies: Sequence[Tally], measure: Measure) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a measure over items (documents or sentences), each a tally."""
    draw = random.Random(0)
    values = sorted(measure(total(draw.choices(tallies, k=len(tallies)))) for _ in range(_ROUNDS))
    return values[round(0.025 * _ROUNDS)], values[round(0.975 * _ROUNDS) - 1]
