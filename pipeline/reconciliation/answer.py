"""The answer to one question: which readings stand, which are shown apart, and why.

Here belongs settling what several origins say. What a single origin says is put in order in `series`, how two
readings stand to each other is told by `comparing`, the verdict by `verdict`, and the words by `rationale`.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import inf

from pipeline.reconciliation import dating
from pipeline.reconciliation.background import split_background
from pipeline.reconciliation.bounds import Agreeing, Value
from pipeline.reconciliation.comparing import Newer, compatible, distinct, out_of_time
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.growth import rises
from pipeline.reconciliation.joining import Voice, voices
from pipeline.reconciliation.keys import Match, Scope
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.retelling import Split, Told
from pipeline.reconciliation.series import in_order, readings, sums
from pipeline.records import Bound, Interval

Matched = tuple[Evidence, Match]


@dataclass(frozen=True, slots=True)
class Aside:
    """Evidence that does not set the bounds: its relation (see `SetAside`), the rule, what its sentence
    names."""

    item: Evidence
    relation: str
    rule: str
    newer: Evidence | None = None
    origin: str | None = None
    differs: Match | None = None


@dataclass
class Answer:
    """What is known of a question.

    `standing` sets the bounds. `fallen` are readings that a cumulative count cannot have had, `differing`
    unattributed ones disjoint from what known origins state. `retold` says again what a reading says.
    `voices` are by claim id. `documents` are those with claims that answer the question in some way.
    """

    scope: Scope
    standing: list[Reading] = field(default_factory=list)
    superseded: list[Reading] = field(default_factory=list)
    retold: list[Evidence] = field(default_factory=list)
    fallen: list[Reading] = field(default_factory=list)
    differing: list[Reading] = field(default_factory=list)
    parts_only: bool = False
    part_exceeds: bool = False
    not_comparable: bool = False
    asides: list[Aside] = field(default_factory=list)
    voices: dict[str, Voice] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()

    @property
    def known(self) -> list[Reading]:
        """The standing readings of known origins."""
        return [reading for reading in self.standing if reading.voice.known]

    @property
    def counted(self) -> list[Reading]:
        """The readings that count as statements on the question."""
        return [*self.standing, *self.fallen, *self.differing]


def answer(scope: Scope, matched: Sequence[Matched], horizon_days: int) -> Answer:
    """Settle one question from all evidence that fits it in some way."""
    found = Answer(scope)
    found.documents = frozenset(item.claim.document_id for item, match in matched if match.fit != "kin")
    horizon = timedelta(days=horizon_days)
    matches = {item.claim.claim_id: match for item, match in matched}
    same, elements, parts, kin = (
        [item for item, match in matched if match.fit == fit and not (match.beside and fit != "kin")]
        for fit in ("same", "element", "part", "kin")
    )
    beside = [item for item, match in matched if match.beside and match.fit != "kin"]
    same, parts = _without_background(found, same, parts)
    narrower = {item.claim.claim_id for item in (*elements, *parts)}
    found.voices = voices(
        [*same, *elements, *parts, *beside],
        slot=lambda item: item.key if item.claim.claim_id in narrower else None,
    )
    groups = readings(same, found.voices)
    for derived in sums(elements, scope.elements, found.voices):
        groups.setdefault(derived.voice.key, []).append(derived)
    told = Told(groups, found.voices)
    unsummed = _join(found, told.split_parts(elements))
    parts = _join(found, told.split([*unsummed, *parts]))
    beside = _join(found, told.split(beside))
    kin = _join(found, told.split(kin))
    found.parts_only = bool(parts) and not groups
    if found.parts_only:
        _stand_parts(found, parts, matches)
    _stand_newest(found, groups)
    _settle_times(found, horizon)
    _settle_falls(found, beside)
    _settle_unattributed(found)
    if not found.parts_only:
        _settle_parts(found, parts, matches, horizon)
    for reading in found.standing:
        found.asides += [_repeat(item, found.voices[item.claim.claim_id]) for item in reading.repeats]
    found.asides += [aside for item, match in matched if match.fit != "kin" for aside in _copies(item)]
    numbered = [item for item in kin if item.value.bound != "vague"]
    found.asides += [
        Aside(item, "not_merged", "R8", differs=matches[item.claim.claim_id]) for item in numbered
    ]
    found.not_comparable = bool(kin) and not found.standing and not beside
    return found


def _without_background(
    found: Answer, same: list[Evidence], parts: list[Evidence]
) -> tuple[list[Evidence], list[Evidence]]:
    """Set aside what recalls an earlier event and return the rest (rule R3b)."""
    split = split_background([*same, *parts])
    found.asides += [Aside(item, "apart", "R3b") for item in split.recalled]
    present = {item.claim.claim_id for item in split.present}
    return (
        [item for item in same if item.claim.claim_id in present],
        [item for item in parts if item.claim.claim_id in present],
    )


def _join(found: Answer, split: Split) -> list[Evidence]:
    """Set retellings aside as joined and return the rest."""
    for item, voice in split.retold:
        found.voices[item.claim.claim_id] = voice
        found.retold.append(item)
        found.asides.append(_repeat(item, voice))
    return split.rest


def _repeat(item: Evidence, voice: Voice) -> Aside:
    return Aside(item, "joined", voice.joined or "R6r", origin=voice.name)


def _copies(item: Evidence) -> list[Aside]:
    """Set aside what stands in words copied from the document of `item` (rules R11a and R11h)."""
    drifted = {copy.claim.claim_id for copy in item.drifted}
    return [
        Aside(copy, "joined", "R11h" if copy.claim.claim_id in drifted else "R11a", item)
        for copy in item.copies
    ]


def _apart(reading: Reading, rule: str, newer: Reading | None = None, relation: str = "apart") -> list[Aside]:
    lead = newer.lead[0] if newer else None
    return [Aside(item, relation, rule, lead, reading.voice.name) for item in reading.members]


def _stand_newest(found: Answer, groups: Mapping[str, Sequence[Reading]]) -> None:
    """Let the newest reading of each origin stand and set its others aside (rules R6, R6p and R10)."""
    for origin in sorted(groups):
        series = in_order(groups[origin])
        newest = series.in_force[0]
        found.standing += series.in_force
        found.superseded += (*series.superseded, *series.looked_back)
        for reading in series.superseded:
            found.asides += _apart(reading, "R6", newest, "superseded")
        for reading in series.looked_back:
            found.asides += _apart(reading, "R6h", newest, "superseded")
        for reading in series.undated:
            found.asides += _apart(reading, "R10", newest)
        for reading, holder in series.carried:
            found.retold += reading.members
            found.asides += _apart(reading, "R6p", holder, "joined")


def _stand_parts(found: Answer, parts: Iterable[Evidence], matches: Mapping[str, Match]) -> None:
    """Where only parts are stated, let the largest of each origin bound the whole from below (rule R7)."""
    by_part: dict[object, list[Evidence]] = {}
    for item in parts:
        by_part.setdefault(item.key, []).append(item)
    bounds: dict[str, list[Reading]] = {}
    for members in by_part.values():
        for origin, told in readings(members, found.voices).items():
            series = in_order(told)
            # Parts that nobody named states are of one count: the largest bounds it.
            whose = origin if series.in_force[0].voice.known else "?"
            bounds.setdefault(whose, []).extend(series.in_force)
            found.superseded += (*series.superseded, *series.looked_back)
            for reading in (*series.superseded, *series.looked_back):
                found.asides += _apart(reading, "R6", series.in_force[0], "superseded")
            for reading in series.undated:
                found.asides += _apart(reading, "R10", series.in_force[0])
            for reading, holder in series.carried:
                found.asides += _apart(reading, "R6p", holder, "joined")
    for origin in sorted(bounds):
        largest = max(bounds[origin], key=lambda reading: (reading.value.low or 0.0, reading.lead[0].rank))
        for reading in bounds[origin]:
            if reading is largest and reading.value.low is not None:
                kind = found.scope.is_of_people and _is_kind(reading, matches)
                stated = reading.value if kind else None
                found.standing.append(replace(reading, value=_from_below(reading.value), stated=stated))
            else:
                found.asides += [_part(item, matches, "R7") for item in reading.members]


def _is_kind(reading: Reading, matches: Mapping[str, Match]) -> bool:
    """Return whether a reading is a part only in what it counts, as "nine miners" are of people."""
    return [aspect for aspect, _ in matches[reading.lead[0].claim.claim_id].differs] == ["category"]


def _from_below(value: Value) -> Value:
    bound: Bound = value.bound if value.bound in ("more_than", "vague") else "at_least"
    return Value(value.low, None, bound)


def _part(item: Evidence, matches: Mapping[str, Match], rule: str) -> Aside:
    relation = "part" if rule == "R7" else "not_merged"
    return Aside(item, relation, rule, differs=matches[item.claim.claim_id])


def _settle_times(found: Answer, horizon: timedelta) -> None:
    """Keep the readings of the newest time; an undated one never decides which time that is."""
    dated = [reading for reading in found.standing if dating.is_dated(reading.moment)]
    placed = dated or [reading for reading in found.standing if reading.moment is not None]
    if not placed:
        return
    anchor = max(placed, key=lambda reading: (reading.dates_to, dating.last_day(reading.moment)))
    kept, rising = [], rises(placed)
    for reading in found.standing:
        rule = None if reading is anchor else out_of_time(reading, anchor, horizon, rising)
        if rule:
            found.asides += _apart(reading, rule, anchor)
        else:
            kept.append(reading)
    found.standing = kept


def _settle_falls(found: Answer, beside: Sequence[Evidence]) -> None:
    """Put apart what a running total has fallen from (rule R3m), and what is only shown beside (rule R2)."""
    groups = readings(beside, found.voices)
    shown_beside = [reading for origin in sorted(groups) for reading in groups[origin]]
    known, kept = Newer(distinct(found.known)), []
    points = Agreeing(reading.value for reading in found.known if reading.value.point)
    for reading in found.standing:
        if newer := _fallen_to(reading, known, points):
            found.fallen.append(reading)
            found.asides += _apart(reading, "R3m", newer)
        else:
            kept.append(reading)
    for reading in shown_beside:
        if newer := _fallen_to(reading, known, points):
            found.fallen.append(reading)
            found.asides += _apart(reading, "R3m", newer)
        else:
            found.asides += _apart(reading, "R2")
    found.standing = kept


def _fallen_to(older: Reading, known: Newer, points: Agreeing) -> Reading | None:
    """Return the known reading that an unattributed older running total lies above, None if there is none.
    `points` are those that known origins state.

    A known origin that gave a higher count before has superseded it itself, or is in conflict with others; an
    unattributed one that agrees with the point of some origin is an echo of it.
    """
    return None if older.voice.known or points.any(older.value) else known.fall_from(older)


def _settle_unattributed(found: Answer) -> None:
    """Put apart unattributed readings that no known origin agrees with (rule R9): they have no
    independence."""
    known, kept = distinct(found.known), []
    agreeing = Agreeing(reading.value for reading in known)
    for reading in found.standing:
        lone = known and not reading.voice.known
        if lone and not agreeing.any(reading.value) and not any(compatible(reading, one) for one in known):
            found.differing.append(reading)
            found.asides += _apart(reading, "R9")
        else:
            kept.append(reading)
    found.standing = kept


def _settle_parts(
    found: Answer, parts: Iterable[Evidence], matches: Mapping[str, Match], horizon: timedelta
) -> None:
    """Compare parts with the whole that stands: of the same time they bound it, else they are merely
    compatible."""
    days = sorted({dating.last_day(reading.moment) for reading in found.standing})
    ceiling = max((r.value.agreement[1] for r in found.standing if r.value.high is not None), default=inf)
    for item in parts:
        near = bool(days) and dating.is_dated(item.moment) and _within(item.moment, days, horizon)
        if near and item.party.known and item.value.agreement[0] > ceiling:
            found.part_exceeds = True
        found.asides.append(_part(item, matches, "R7" if near else "R8p"))


def _within(moment: Interval | None, days: Sequence[date], horizon: timedelta) -> bool:
    """Return whether a time is within the horizon of any of these days, which are in order."""
    day = dating.last_day(moment)
    after = bisect(days, day)
    return any(abs(day - other) <= horizon for other in days[max(after - 1, 0) : after + 1])
