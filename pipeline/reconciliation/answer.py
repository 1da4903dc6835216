"""The answer to one question: which readings stand, which are shown apart, and why (rules R2, R3, R7, R9 and
R10).

Here belongs comparing origins. What a single origin says is settled in `series`, the verdict in `verdict`,
and the words in `rationale`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import Value, agree, exceeds
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.joining import Voice, voices
from pipeline.reconciliation.keys import Match, Scope
from pipeline.reconciliation.series import Reading, Series, in_order, readings, sums
from pipeline.records import Bound

Matched = tuple[Evidence, Match]


@dataclass(frozen=True)
class Aside:
    """Evidence that does not set the bounds: its relation (see `SetAside`), the rule, and what its sentence
    names."""

    item: Evidence
    relation: str
    rule: str
    newer: Evidence | None = None
    origin: str | None = None
    differs: Match | None = None


@dataclass
class Answer:
    """What is known of a question. `standing` sets the bounds; `fallen` are readings that a cumulative count
    cannot have had; `differing` unattributed readings disjoint from what known origins state. `voices` are by
    claim id."""

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
    result = Answer(scope)
    fits = {fit: [item for item, match in matched if match.fit == fit and not match.beside] for fit in _FITS}
    beside = [
        (item, match) for item, match in matched if match.beside and match.fit in ("same", "part", "element")
    ]
    kin = [(item, match) for item, match in matched if match.fit == "kin"]
    near = [*fits["same"], *fits["element"], *fits["part"], *(item for item, _ in beside)]
    narrower = {item.claim.claim_id for item in (*fits["element"], *fits["part"])}
    result.voices = voices(near, lambda item: item.key if item.claim.claim_id in narrower else None)
    groups = readings(fits["same"], result.voices)
    for derived in sums(fits["element"], scope.elements, result.voices):
        groups.setdefault(derived.voice.key, []).append(derived)
    parts = _retell(result, groups, [*_unsummed(result, groups, fits["element"]), *fits["part"]], matched)
    beside = [pair for pair in beside if pair[0] in _retell(result, groups, [pair[0]], matched)]
    kin = [pair for pair in kin if pair[0] in _retell(result, groups, [pair[0]], matched)]
    if not groups and parts:
        result.parts_only = True
        _settle_bounding_parts(result, parts, matched)
        parts = []
    _settle_origins(result, groups)
    _settle_times(result, horizon_days)
    _settle_falls(result, beside)
    _settle_unattributed(result)
    _settle_parts(result, parts, matched, horizon_days)
    for reading in result.standing:
        result.asides += [_repeat(item, result.voices[item.claim.claim_id]) for item in reading.repeats]
    result.not_comparable = bool(kin) and not result.standing and not beside
    numbered = [(item, match) for item, match in kin if item.value.bound != "vague"]
    result.asides += [Aside(item, "not_merged", "R8", differs=match) for item, match in numbered]
    return result


_FITS = ("same", "element", "part")


def _unsummed(
    result: Answer, groups: dict[str, list[Reading]], elements: Iterable[Evidence]
) -> list[Evidence]:
    """Return the elements that are in no sum; what repeats a part of its origin's sum is joined to it (rule
    R6r)."""
    left = []
    for item in elements:
        voice = result.voices[item.claim.claim_id]
        sums_of_origin = [reading for reading in groups.get(voice.key, ()) if reading.derived]
        parts = [part for reading in sums_of_origin for part in reading.lead]
        if item in parts or any(item in reading.repeats for reading in sums_of_origin):
            continue
        twins = [
            p for p in parts if (p.key.category, p.value.digits) == (item.key.category, item.value.digits)
        ]
        if twins:
            result.retold.append(item)
            result.asides.append(_repeat(item, voice))
        else:
            left.append(item)
    return left


def _repeat(item: Evidence, voice: Voice) -> Aside:
    return Aside(item, "joined", voice.joined or "R6r", origin=voice.name)


def _retell(
    result: Answer, groups: dict[str, list[Reading]], evidence: Sequence[Evidence], matched: Sequence[Matched]
) -> list[Evidence]:
    """Join evidence that retells a reading of its own origin in narrower or other words; return the rest.

    The same origin, the same number and nothing that rules the same quantity out make a retelling; a vague
    word in the same document that fits the number is one too.
    """
    left = []
    for item in evidence:
        voice = result.voices.get(item.claim.claim_id)
        key = voice.key if voice else item.party.name
        told = [reading for reading in groups.get(key, ()) if _tells_again(item, reading)]
        if told:
            own = voice or Voice(item.party.name, item.party.name, item.party.known, item.party.grade)
            result.voices[item.claim.claim_id] = own
            result.retold.append(item)
            result.asides.append(_repeat(item, own))
        else:
            left.append(item)
    return left


def _tells_again(item: Evidence, reading: Reading) -> bool:
    if item.value.bound != "vague":
        return item.value.digits == reading.value.digits
    same_document = any(member.claim.document_id == item.claim.document_id for member in reading.members)
    return same_document and agree(item.value, reading.value)


def _settle_origins(result: Answer, groups: dict[str, list[Reading]]) -> None:
    """Put the newest reading of each origin in force and the others aside."""
    for key in sorted(groups):
        series: Series = in_order(groups[key])
        newest = series.in_force[0]
        result.standing += series.in_force
        result.superseded += series.superseded
        for reading in series.superseded:
            result.asides += _apart(reading, "R6", newest, "superseded")
        for reading in series.undated:
            result.asides += _apart(reading, "R10", newest)
        for reading, holder in series.carried:
            result.retold += reading.members
            result.asides += _apart(reading, "R6p", holder, "joined")


def _settle_bounding_parts(result: Answer, parts: Sequence[Evidence], matched: Sequence[Matched]) -> None:
    """Where only parts are stated, let the largest of each origin bound the whole from below (rule R7)."""
    matches = {item.claim.claim_id: match for item, match in matched}
    by_part: dict[object, list[Evidence]] = {}
    for item in parts:
        by_part.setdefault(item.key, []).append(item)
    bounds: dict[str, list[Reading]] = {}
    for members in by_part.values():
        for origin, found in readings(members, result.voices).items():
            series = in_order([reading for reading in found if reading.value.low is not None] or found)
            bounds.setdefault(origin, []).extend(series.in_force)
            result.superseded += series.superseded
            for reading in series.superseded:
                result.asides += _apart(reading, "R6", series.in_force[0], "superseded")
    for origin in sorted(bounds):
        largest = max(bounds[origin], key=lambda reading: (reading.value.low or 0.0, reading.lead[0].rank))
        for reading in bounds[origin]:
            if reading is largest and reading.value.low is not None:
                stated = reading.value.bound
                bound: Bound = stated if stated in ("more_than", "vague") else "at_least"
                result.standing.append(replace(reading, value=Value(reading.value.low, None, bound)))
            else:
                result.asides += [
                    Aside(item, "part", "R7", differs=matches[item.claim.claim_id])
                    for item in reading.members
                ]


def _settle_times(result: Answer, horizon_days: int) -> None:
    """Keep the readings of the newest time; an undated one never decides which time that is."""
    dated = [reading for reading in result.standing if dating.is_dated(reading.moment)]
    placed = dated or [reading for reading in result.standing if reading.moment is not None]
    if not placed:
        return
    anchor = max(placed, key=lambda reading: dating.last_day(reading.moment))
    newest, horizon = dating.last_day(anchor.moment), timedelta(days=horizon_days)
    for reading in list(result.standing):
        if reading is anchor:
            continue
        rule = None
        if reading.moment is None or (dated and reading not in dated and _later(reading, anchor, horizon)):
            rule = "R10"
        elif not dating.same_time(reading.window, anchor.window) and not _grows(result.scope, reading):
            rule = "R3"
        elif newest - dating.last_day(reading.moment) > horizon and not _stays_true(
            result.scope, reading, anchor
        ):
            rule = "R10h"
        elif _outgrown(result.scope, reading, anchor):
            rule = "R3g"
        if rule:
            result.standing.remove(reading)
            result.asides += _apart(reading, rule, anchor)


def _outgrown(scope: Scope, older: Reading, newer: Reading) -> bool:
    """Return whether an older running total is below a newer one and no longer agrees with it."""
    return not agree(older.value, newer.value) and compatible(scope, older, newer)


def _later(reading: Reading, anchor: Reading, horizon: timedelta) -> bool:
    return dating.first_day(reading.moment) - dating.last_day(anchor.moment) > horizon


def _grows(scope: Scope, reading: Reading) -> bool:
    """Return whether a reading is a running total: cumulative, or observed so far without a window of its
    own."""
    key = reading.lead[0].key
    windowless = reading.window is None or reading.window.start is None
    return key.temporality == "cumulative" or (
        key.temporality == "flow" and key.status == "observed" and windowless
    )


def _stays_true(scope: Scope, older: Reading, newer: Reading) -> bool:
    """Return whether time does not explain a difference: an older running total above a newer one."""
    return scope.question.temporality == "cumulative" and exceeds(older.value, newer.value)


def _settle_falls(result: Answer, beside: Sequence[Matched]) -> None:
    """Put apart what a cumulative count has fallen from (rule R3m), and what is only shown beside (rule
    R2)."""
    others = readings([item for item, _ in beside], result.voices)
    shown_beside = [reading for key in sorted(others) for reading in others[key]]
    fallen: list[tuple[Reading, Reading]] = []
    if result.scope.question.temporality == "cumulative":
        # A known origin that gave a higher count before has superseded it itself, or is in conflict with
        # others.
        for older in (reading for reading in [*result.standing, *shown_beside] if not reading.voice.known):
            newer = next((reading for reading in result.known if falls(older, reading)), None)
            if newer:
                fallen.append((older, newer))
    for older, newer in fallen:
        if older in result.standing:
            result.standing.remove(older)
        result.fallen.append(older)
        result.asides += _apart(older, "R3m", newer)
    for reading in shown_beside:
        if reading not in result.fallen:
            result.asides += _apart(reading, "R2")


def falls(older: Reading, newer: Reading) -> bool:
    """Return whether a running total falls from one reading to the other. Known origins that differ are in
    conflict instead; dates are compared only where both are stated or both were inferred from the same
    pile."""
    if older.voice.known and newer.voice.known and older.voice.key != newer.voice.key:
        return False
    if older.moment is None or newer.moment is None:
        return False
    if dating.is_dated(older.moment) != dating.is_dated(newer.moment):
        return False
    before = dating.last_day(older.moment) < dating.first_day(newer.moment)
    return before and exceeds(older.value, newer.value)


def _settle_unattributed(result: Answer) -> None:
    """Put apart unattributed readings that no known origin agrees with (rule R9): they have no
    independence."""
    known = result.known
    for reading in list(result.standing):
        if (
            known
            and not reading.voice.known
            and not any(compatible(result.scope, reading, one) for one in known)
        ):
            result.standing.remove(reading)
            result.differing.append(reading)
            result.asides += _apart(reading, "R9")


def compatible(scope: Scope, one: Reading, other: Reading) -> bool:
    """Return whether two readings agree; of running totals an older lower one agrees with a newer higher
    one."""
    if agree(one.value, other.value):
        return True
    older, newer = sorted((one, other), key=lambda reading: dating.last_day(reading.moment))
    grew = dating.last_day(older.moment) < dating.first_day(newer.moment)
    return (
        grew
        and _grows(scope, older)
        and _grows(scope, newer)
        and older.value.agreement[0] <= newer.value.agreement[1]
    )


def _settle_parts(
    result: Answer, parts: Sequence[Evidence], matched: Sequence[Matched], horizon_days: int
) -> None:
    """Compare parts with the whole that stands: of the same time they bound it, else they are merely
    compatible."""
    matches = {item.claim.claim_id: match for item, match in matched}
    moments = [reading.moment for reading in result.standing]
    for item in parts:
        match = matches[item.claim.claim_id]
        near = dating.is_dated(item.moment) and any(_within(item, moment, horizon_days) for moment in moments)
        wholes = [reading.value for reading in result.standing if reading.value.high is not None]
        if (
            near
            and item.party.known
            and wholes
            and all(item.value.agreement[0] > w.agreement[1] for w in wholes)
        ):
            result.part_exceeds = True
        relation, rule = ("part", "R7") if near else ("not_merged", "R8p")
        result.asides.append(Aside(item, relation, rule, differs=match))


def _within(item: Evidence, moment: object, horizon_days: int) -> bool:
    gap = abs(dating.last_day(item.moment) - dating.last_day(moment))  # type: ignore[arg-type]
    return gap <= timedelta(days=horizon_days)


def _apart(reading: Reading, rule: str, newer: Reading | None = None, relation: str = "apart") -> list[Aside]:
    lead = newer.lead[0] if newer else None
    return [Aside(item, relation, rule, lead, reading.voice.name) for item in reading.members]
