"""Methods of truth discovery to compare with, each over rows of object, source and value.

Here belong the methods of the literature in their plainest form: mean, median, vote, CRH, TruthFinder. Ours
is `pipeline.reconciliation.weights`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import NamedTuple

Truths = dict[str, float]


class Row(NamedTuple):
    """What a source states of an object."""

    object: str
    source: str
    value: float


Method = Callable[[Sequence[Row]], Truths]


def mean_of(rows: Sequence[Row]) -> Truths:
    """Return the mean of each object."""
    return {key: fmean(row.value for row in stated) for key, stated in _by_object(rows).items()}


def median_of(rows: Sequence[Row]) -> Truths:
    """Return the median of each object."""
    return {key: median(row.value for row in stated) for key, stated in _by_object(rows).items()}


def vote(rows: Sequence[Row]) -> Truths:
    """Return the most stated value of each object, the first of equals."""
    return {
        key: Counter(row.value for row in stated).most_common(1)[0][0]
        for key, stated in _by_object(rows).items()
    }


def crh(rows: Sequence[Row]) -> Truths:
    """Return the truths of CRH with weighted medians (Li et al., SIGMOD 2014): the loss of a source is its
    mean distance in standard deviations of each object, its weight minus the logarithm of its share."""
    objects = _by_object(rows)
    spread = {key: _deviation([row.value for row in stated]) for key, stated in objects.items()}
    weights: Mapping[str, float] = dict.fromkeys((row.source for row in rows), 1.0)
    truths: Truths = {}
    for _ in range(20):
        truths = {
            key: _weighted_median([(row.value, weights[row.source]) for row in stated])
            for key, stated in objects.items()
        }
        losses: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            losses[row.source].append(abs(row.value - truths[row.object]) / spread[row.object])
        loss = {source: max(fmean(found), 1e-9) for source, found in losses.items()}
        total = sum(loss.values())
        weights = {source: max(-math.log(one / total), 1e-9) for source, one in loss.items()}
    return truths


def truth_finder(rows: Sequence[Row], influence: float = 0.2) -> Truths:
    """Return the truths of TruthFinder (Yin, Han and Yu, KDD 2007): values gain trust from their sources and
    from near values, sources from their values. Nearness is the ratio of two values."""
    objects = _by_object(rows)
    trust: Mapping[str, float] = dict.fromkeys((row.source for row in rows), 1.0)
    confidence: dict[str, dict[float, float]] = {}
    for _ in range(5):
        for key, stated in objects.items():
            votes: dict[float, float] = defaultdict(float)
            for row in stated:
                votes[row.value] += trust[row.source]
            confidence[key] = {
                value: own
                + influence * sum(votes[near] * _ratio(value, near) for near in votes if near != value)
                for value, own in votes.items()
            }
        held: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            held[row.source].append(1 - math.exp(-confidence[row.object][row.value]))
        trust = {source: 0.999 * fmean(found) for source, found in held.items()}
    return {key: max(found, key=lambda value: found[value]) for key, found in confidence.items()}


def _by_object(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.object].append(row)
    return found


def _deviation(values: Sequence[float]) -> float:
    middle = fmean(values)
    return math.sqrt(fmean((value - middle) ** 2 for value in values)) or 1.0


def _weighted_median(pairs: Iterable[tuple[float, float]]) -> float:
    ordered = sorted(pairs)
    half, reached = sum(weight for _, weight in ordered) / 2, 0.0
    for value, weight in ordered:
        reached += weight
        if reached >= half - 1e-12:
            return value
    return ordered[-1][0]


def _ratio(one: float, other: float) -> float:
    high = max(one, other)
    return max(min(one, other), 0.0) / high if high > 0 else 0.0
