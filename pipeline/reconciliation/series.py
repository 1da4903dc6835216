"""What one origin says on one question over time: readings, repeats and supersession (rules R6, R7s, R10 and
R11g).

Here belongs everything within one origin. Comparing origins with one another is done in `answer`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby
from math import inf

from pipeline.briefs.tree import Path
from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import ONE_SIDED, PRECISION, Agreeing, Value, add, agree
from pipeline.reconciliation.echoes import told_again
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.joining import Voice
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.stale import stale_repeats
from pipeline.records import Bound


@dataclass(frozen=True, slots=True)
class Series:
    """The readings of one origin: those in force, those superseded, and those without a stated date beside
    dated ones; `looked_back` are values of the newest day that are mentioned as history. `carried` pairs a
    less precise reading with the one in force that says the same."""

    in_force: tuple[Reading, ...]
    superseded: tuple[Reading, ...] = ()
    looked_back: tuple[Reading, ...] = ()
    undated: tuple[Reading, ...] = ()
    carried: tuple[tuple[Reading, Reading], ...] = ()


def readings(evidence: Iterable[Evidence], voices: Mapping[str, Voice]) -> dict[str, list[Reading]]:
    """Group evidence on the same quantity into readings, by origin: equal numbers of one origin are one
    reading."""
    groups: dict[tuple[str, object], list[Evidence]] = defaultdict(list)
    for item in evidence:
        window = (item.holds.start, item.holds.end) if _closed_flow(item) and item.holds else None
        groups[voices[item.claim.claim_id].key, (item.value.digits, window)].append(item)
    told: dict[str, list[list[Evidence]]] = defaultdict(list)
    for (origin, _), members in groups.items():
        told[origin].append(members)
    return {
        origin: [_reading(members, voices, late) for members in statements]
        for origin, statements in told.items()
        for late in (stale_repeats(statements),)
    }


def _reading(told: Sequence[Evidence], voices: Mapping[str, Voice], late: Mapping[str, Evidence]) -> Reading:
    stale = tuple((item, late[item.claim.claim_id]) for item in told if item.claim.claim_id in late)
    members = [item for item in told if item.claim.claim_id not in late]
    own = [item for item in members if voices[item.claim.claim_id].joined is None] or list(members)
    shortest = min(len(item.claim.chain) for item in own)
    nearest = [item for item in own if len(item.claim.chain) == shortest]
    lead = min(nearest, key=lambda item: item.rank)
    dated = next((group for group in (_dated(nearest), _dated(own), _dated(members)) if group), nearest)
    last = max(dated, key=lambda item: (dating.last_day(item.said), dating.first_day(item.said)))
    repeats = sorted((item for item in members if item is not lead), key=lambda item: item.rank)
    voice = replace(voices[lead.claim.claim_id], joined=None)
    drift = len({item.claim.bound for item in members}) > 1 or any(item.drifted for item in members)
    return Reading(voice, lead.value, (lead,), tuple(repeats), last.said, drift, stale=stale)


def sums(
    evidence: Sequence[Evidence], elements: Sequence[Path], voices: Mapping[str, Voice]
) -> Iterator[Reading]:
    """Yield a derived reading for each statement that gives all parts of the sum that is asked (rule R7s).

    A statement is what an origin said at a time as one document has it; its parts name no two windows or
    places.
    """
    statements: dict[tuple[str, object, object], list[Evidence]] = defaultdict(list)
    for item in evidence:
        statements[voices[item.claim.claim_id].key, item.claim.document_id, dating.days(item.said)].append(
            item
        )
    nearest: dict[object, Evidence] = {}
    for item in evidence:
        twins = (voices[item.claim.claim_id].key, item.key.category, item.value.digits)
        nearest[twins] = min(nearest.get(twins, item), item, key=lambda one: one.rank)
    derived: dict[tuple[str, object], list[tuple[Evidence, ...]]] = defaultdict(list)
    for (origin, *_), members in statements.items():
        parts = {
            item.key.category: item for item in sorted(members, key=lambda item: item.rank, reverse=True)
        }
        if set(parts) == set(elements) and _of_one_scope(parts.values()):
            digits = [parts[element].value.digits for element in elements]
            lead = tuple(nearest[origin, *key] for key in zip(elements, digits, strict=True))
            derived[origin, tuple(digits)].append(
                (*lead, *(item for item in parts.values() if item not in lead))
            )
    for (origin, _), found in derived.items():
        lead = found[0][: len(elements)]
        leads = {item.claim.claim_id for item in lead}
        told = {item.claim.claim_id: item for statement in found for item in statement}
        repeats = tuple(item for key, item in told.items() if key not in leads)
        last = max((item.said for item in lead), key=dating.last_day)
        voice = replace(voices[lead[0].claim.claim_id], key=origin, joined=None)
        yield Reading(voice, add([item.value for item in lead]), lead, repeats, last)


def _of_one_scope(parts: Iterable[Evidence]) -> bool:
    windows = {(item.holds.start, item.holds.end) for item in parts if item.holds}
    places = {item.key.place for item in parts if item.key.place}
    return len(windows) < 2 and len(places) < 2


def in_order(found: Sequence[Reading]) -> Series:
    """Return the readings of one origin with the newest in force.

    Readings with a stated date outrank inferred dates, and those outrank none: an undated reading is never
    the latest. Of readings of the same day the most precise is in force, with those that it contradicts; what
    it agrees with is carried by it. A vague word does not supersede a number that it fits.
    """
    best = max(_datedness(reading) for reading in found)
    pool, rounded, stale = told_again([reading for reading in found if _datedness(reading) == best])
    undated = tuple(reading for reading in found if _datedness(reading) < best)
    newest = max(dating.last_day(reading.said) for reading in pool)
    older = [reading for reading in pool if dating.last_day(reading.said) < newest]
    current = sorted(
        (reading for reading in pool if dating.last_day(reading.said) == newest),
        key=lambda reading: (PRECISION[reading.value.bound], _looseness(reading.value)),
    )
    looked_back = _looked_back(current)
    past = set(map(id, looked_back))
    current = [reading for reading in current if id(reading) not in past]
    if current[0].value.bound == "vague":
        firm = [
            reading
            for reading in older
            if reading.value.bound != "vague" and agree(reading.value, current[0].value)
        ]
        if firm:
            latest = max(firm, key=lambda reading: dating.last_day(reading.said))
            older.remove(latest)
            current.insert(0, latest)
    in_force, held = _carried(current)
    return Series(tuple(in_force), (*older, *stale), tuple(looked_back), undated, (*rounded, *held))


def _carried(current: Iterable[Reading]) -> tuple[list[Reading], list[tuple[Reading, Reading]]]:
    """Return, of readings in the order of their precision, those that are in force and the others, each with
    the first that carries it."""
    in_force: list[Reading] = []
    carried: list[tuple[Reading, Reading]] = []
    for _, alike in groupby(current, key=lambda reading: PRECISION[reading.value.bound]):
        finer = list(in_force)
        fitting = Agreeing(one.value for one in finer)
        one_sided: list[Reading] = []
        for reading in alike:
            holders = chain(finer if fitting.any(reading.value) else (), one_sided)
            holder = next((one for one in holders if _carries(one, reading)), None)
            if holder is not None:
                carried.append((reading, holder))
                continue
            in_force.append(reading)
            if reading.value.bound in ONE_SIDED:
                one_sided.append(reading)
    return in_force, carried


def _looked_back(current: Sequence[Reading]) -> list[Reading]:
    """Return which of several values of a day are mentioned as history: those said before where another is
    new, and of running totals the lower, for a total cannot fall."""
    firm = [(reading.first_said, reading) for reading in current if reading.value.bound != "vague"]
    newest = max((said for said, _ in firm), default=date.min)
    fresh = [reading for said, reading in firm if said == newest]
    alike = Agreeing(reading.value for reading in fresh)
    past = [reading for said, reading in firm if said < newest and not alike.any(reading.value)]
    totals = [reading for reading in fresh if reading.lead[0].key.temporality == "cumulative"]
    highest = max(totals, key=lambda reading: reading.value.digits, default=None)
    points: dict[Bound, float] = {}
    for reading in totals:
        if reading.value.point is not None:
            points[reading.value.bound] = max(reading.value.point, points.get(reading.value.bound, -inf))
    return past + [
        reading
        for reading in totals
        if (highest and not agree(reading.value, highest.value))
        or (reading.value.point is not None and reading.value.point < points[reading.value.bound])
    ]


def _carries(holder: Reading, reading: Reading) -> bool:
    """Return whether a reading says no more than one in force: it fits it and is less precise, or a looser
    bound."""
    if not (agree(holder.value, reading.value) and dating.same_time(holder.window, reading.window)):
        return False
    finer = PRECISION[reading.value.bound] - PRECISION[holder.value.bound]
    one_sided = (holder.value.low is None) == (reading.value.low is None) and reading.value.bound in ONE_SIDED
    return finer > 0 or (finer == 0 and one_sided)


def _looseness(value: Value) -> float:
    """Return how little a bound says: of lower bounds the higher says more, of upper bounds the lower."""
    return -value.low if value.low is not None else value.high or 0.0


def _closed_flow(item: Evidence) -> bool:
    return item.key.temporality == "flow" and bool(item.holds and item.holds.start and item.holds.end)


def _dated(evidence: Iterable[Evidence]) -> list[Evidence]:
    return [item for item in evidence if dating.is_dated(item.said)]


def _datedness(reading: Reading) -> int:
    """Return how well a reading is dated: by words, by inference, not at all."""
    return 2 if dating.is_dated(reading.said) else 1 if reading.said else 0
