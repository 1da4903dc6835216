"""Counts of a part of what is asked: what they tell of the whole (rules R7, R7k and R8p).

Here belongs what parts bound where no whole is stated, and how they stand to one that is. What is a part is
told in `keys`.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import inf

from pipeline.reconciliation import dating
from pipeline.reconciliation.asides import Aside, apart, part
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.joining import Voice
from pipeline.reconciliation.keys import Match
from pipeline.reconciliation.kinds import is_kind
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.series import in_order, readings
from pipeline.records import Bound, Interval


@dataclass
class Bounds:
    """What parts tell where no whole is stated: the readings that bound it, all of them, older ones, and what
    is set aside."""

    standing: list[Reading] = field(default_factory=list)
    told: list[Reading] = field(default_factory=list)
    superseded: list[Reading] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


def bounding(
    parts: Iterable[Evidence],
    voices: Mapping[str, Voice],
    matches: Mapping[str, Match],
    of_people: bool,
    sums: Iterable[Reading] = (),
) -> Bounds:
    """Let the largest part of each origin bound the whole from below (rule R7). Where the whole is
    `of_people`, a kind of them also states its point (rule R7k), and so do `sums` of kinds."""
    told = Bounds()
    bounds = _in_force(told, parts, voices)
    for derived in sums:
        bounds[derived.voice.key if derived.voice.known else "?"].append(derived)
    for origin in sorted(bounds):
        largest = max(bounds[origin], key=lambda reading: (reading.value.low or 0.0, reading.lead[0].rank))
        for reading in bounds[origin]:
            if reading is largest and reading.value.low is not None:
                stated = reading.value if of_people and is_kind(reading.lead[0], matches) else None
                told.standing.append(replace(reading, value=_from_below(reading.value), stated=stated))
            else:
                told.asides += [part(item, matches, "R7") for item in reading.members]
    return told


def _in_force(
    told: Bounds, parts: Iterable[Evidence], voices: Mapping[str, Voice]
) -> dict[str, list[Reading]]:
    """Return what each origin last said of each part, by origin, and set its older readings aside."""
    by_part: dict[object, list[Evidence]] = defaultdict(list)
    for item in parts:
        by_part[item.key].append(item)
    bounds: dict[str, list[Reading]] = defaultdict(list)
    for members in by_part.values():
        for origin, found in readings(members, voices).items():
            series = in_order(found)
            newest = series.in_force[0]
            told.told += found
            # Parts that nobody named states are of one count: the largest bounds it.
            bounds[origin if newest.voice.known else "?"] += series.in_force
            told.superseded += (*series.superseded, *series.looked_back)
            for reading in (*series.superseded, *series.looked_back):
                told.asides += apart(reading, "R6", newest, "superseded")
            for reading in series.undated:
                told.asides += apart(reading, "R10", newest)
            for reading, holder in series.carried:
                told.asides += apart(reading, "R6p", holder, "joined")
    return bounds


def _from_below(value: Value) -> Value:
    bound: Bound = value.bound if value.bound in ("more_than", "vague") else "at_least"
    return Value(value.low, None, bound)


def beside_whole(
    standing: Sequence[Reading], parts: Iterable[Evidence], matches: Mapping[str, Match], horizon: timedelta
) -> tuple[list[Aside], bool]:
    """Compare parts with the whole that stands: of the same time they bound it, else they are merely
    compatible. Return them set aside, and whether a known part exceeds the whole."""
    days = sorted({dating.last_day(reading.moment) for reading in standing})
    ceiling = max((r.value.agreement[1] for r in standing if r.value.high is not None), default=inf)
    asides, exceeds = [], False
    for item in parts:
        near = bool(days) and dating.is_dated(item.moment) and _within(item.moment, days, horizon)
        if near and item.party.known and item.value.agreement[0] > ceiling:
            exceeds = True
        asides.append(part(item, matches, "R7" if near else "R8p"))
    return asides, exceeds


def _within(moment: Interval | None, days: Sequence[date], horizon: timedelta) -> bool:
    """Return whether a time is within the horizon of any of these days, which are in order."""
    day = dating.last_day(moment)
    after = bisect(days, day)
    return any(abs(day - other) <= horizon for other in days[max(after - 1, 0) : after + 1])
