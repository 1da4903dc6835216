"""Finding, among many pieces of evidence, the one that another is nearest to, without looking at each.

Here belongs the search alone: of the same document first, then said nearest in time, then by rank. Whose
number joins whose is decided in `joining`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import PRECISION, Agreeing
from pipeline.reconciliation.evidence import Evidence


class Nearby:
    """Pieces of evidence, to find the nearest to another."""

    def __init__(self) -> None:
        self._evidence: list[Evidence] = []

    def add(self, item: Evidence) -> None:
        """Add a piece of evidence, before the first is looked for."""
        self._evidence.append(item)

    def nearest(self, item: Evidence, but: Collection[str] = ()) -> Evidence | None:
        """Return the nearest piece of evidence, of the same document if there is one; None if there is none.
        Parties of the names `but` are passed over."""
        same = self._by_home.get(item.home)
        return (same.find(item, but) if same else None) or self._all.find(item, but)

    def more_precise(self, item: Evidence, but: Collection[str] = ()) -> Evidence | None:
        """Return the nearest that says the same as `item` more precisely; None if there is none. Parties of
        the names `but` are passed over."""
        return self._all.more_precise(item, but)

    @cached_property
    def _all(self) -> _Days:
        return _Days(self._evidence)

    @cached_property
    def _by_home(self) -> dict[str, _Days]:
        groups: dict[str, list[Evidence]] = defaultdict(list)
        for item in self._evidence:
            groups[item.home].append(item)
        return {home: _Days(members) for home, members in groups.items()}


class _Days:
    """Evidence by the day on which it was said: of each day the first of each party, and by precision all."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._firsts: dict[int, dict[str, Evidence]] = defaultdict(dict)
        self._by_precision: dict[int, dict[int, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        for item in sorted(evidence, key=lambda item: item.rank):
            day = dating.last_day(item.said).toordinal()
            self._firsts[day].setdefault(item.party.name, item)
            self._by_precision[day][PRECISION[item.claim.bound]].append(item)
        self._days = sorted(self._firsts)
        self._values: dict[tuple[int, int], Agreeing] = {}

    def find(self, item: Evidence, but: Collection[str]) -> Evidence | None:
        """Return the evidence said nearest to `item`, by rank where two days are as near."""

        def of_day(day: int) -> Evidence | None:
            return next((one for name, one in self._firsts[day].items() if name not in but), None)

        return self._nearest(item, of_day)

    def more_precise(self, item: Evidence, but: Collection[str]) -> Evidence | None:
        """Return the evidence said nearest to `item` that agrees with it and is more precise."""

        def of_day(day: int) -> Evidence | None:
            finer = (grade for grade in self._by_precision[day] if grade < PRECISION[item.claim.bound])
            found = (self._agreeing(day, grade, item, but) for grade in finer)
            return min((one for one in found if one), key=lambda one: one.rank, default=None)

        return self._nearest(item, of_day)

    def _agreeing(self, day: int, grade: int, item: Evidence, but: Collection[str]) -> Evidence | None:
        ranked = self._by_precision[day][grade]
        if (day, grade) not in self._values:
            self._values[day, grade] = Agreeing(one.value for one in ranked)
        places = self._values[day, grade].places(item.value)
        return next((ranked[place] for place in places if ranked[place].party.name not in but), None)

    def _nearest(self, item: Evidence, of_day: Callable[[int], Evidence | None]) -> Evidence | None:
        found: list[tuple[int, Evidence]] = []
        for distance, day in self._outwards(dating.last_day(item.said).toordinal()):
            if found and distance > found[0][0]:
                break
            if one := of_day(day):
                found.append((distance, one))
        return min((one for _, one in found), key=lambda one: one.rank, default=None)

    def _outwards(self, day: int) -> Iterator[tuple[int, int]]:
        """Yield the days with evidence from the nearest on, each after its distance."""
        after = bisect_left(self._days, day)
        before = after - 1
        while before >= 0 or after < len(self._days):
            back = day - self._days[before] if before >= 0 else None
            ahead = self._days[after] - day if after < len(self._days) else None
            if ahead is None or (back is not None and back <= ahead):
                yield back or 0, self._days[before]
                before -= 1
            else:
                yield ahead, self._days[after]
                after += 1
