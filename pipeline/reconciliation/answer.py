"""The answer to one question: which readings stand, which are shown apart, and why.

Here belongs settling what several origins say. What a single origin says is put in order in `series`, what
parts tell in `parts`, how two readings stand to each other in `comparing`, the verdict in `verdict`, and the
words in `rationale`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pipeline.reconciliation import dating
from pipeline.reconciliation.accounts import highest, split_accounts
from pipeline.reconciliation.asides import Aside, apart, copied, repeated
from pipeline.reconciliation.background import split_background
from pipeline.reconciliation.bounds import Agreeing
from pipeline.reconciliation.comparing import Newer, compatible, distinct, out_of_time
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.growth import rises
from pipeline.reconciliation.joining import Voice, voices
from pipeline.reconciliation.keys import Match, Scope
from pipeline.reconciliation.kinds import exceeding, is_kind, lists, summed
from pipeline.reconciliation.parts import beside_whole, bounding
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.retelling import Split, Told
from pipeline.reconciliation.series import in_order, readings, sums

Matched = tuple[Evidence, Match]


@dataclass
class Answer:
    """What is known of a question.

    `standing` is what holds, `bounding` what sets the bounds. `fallen` are readings that a cumulative count
    cannot have had, `differing` unattributed ones disjoint from what known origins state. `retold` says again
    what a reading says. `told` is every reading, whatever became of it. `matched` is all evidence, `voices`
    are by claim id. `documents` are those with claims that answer the question in some way.
    """

    scope: Scope
    matched: Sequence[Matched] = ()
    standing: list[Reading] = field(default_factory=list)
    superseded: list[Reading] = field(default_factory=list)
    told: list[Reading] = field(default_factory=list)
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
    def bounding(self) -> list[Reading]:
        """The readings whose values make the range that is published: of people, also the unattributed ones
        that differ."""
        return [*self.standing, *(self.differing if self.scope.is_of_people else ())]

    @property
    def counted(self) -> list[Reading]:
        """The readings that count as statements on the question."""
        return [*self.standing, *self.fallen, *self.differing]


def answer(scope: Scope, matched: Sequence[Matched], horizon_days: int) -> Answer:
    """Settle one question from all evidence that fits it in some way."""
    found = Answer(scope, matched)
    found.documents = frozenset(item.claim.document_id for item, match in matched if match.fit != "kin")
    horizon = timedelta(days=horizon_days)
    matches = {item.claim.claim_id: match for item, match in matched}
    same, elements, parts, kin = (
        [item for item, match in matched if match.fit == fit and not (match.beside and fit != "kin")]
        for fit in ("same", "element", "part", "kin")
    )
    beside = [item for item, match in matched if match.beside and match.fit != "kin"]
    same, parts = _without_background(found, same, parts)
    listed = lists([*same, *parts], matches) if scope.is_of_people else []
    same, beside_kinds = _without_listed(same, listed)
    same = _totals(found, same)
    if scope.is_of_people:
        kinds = [item for item in parts if is_kind(item, matches)]
        totals = _totals(found, kinds)
        whole = exceeding(totals, same)
        same = [*same, *whole]
        gone = {id(item) for item in whole} | ({id(item) for item in kinds} - {id(item) for item in totals})
        parts = [item for item in parts if id(item) not in gone]
        parts += beside_kinds
    narrower = {item.claim.claim_id for item in (*elements, *parts)}
    found.voices = voices(
        [*same, *elements, *parts, *beside, *(item for items in listed for item in items)],
        slot=lambda item: item.key if item.claim.claim_id in narrower else None,
    )
    groups = readings(same, found.voices)
    for derived in sums(elements, scope.elements, found.voices):
        groups.setdefault(derived.voice.key, []).append(derived)
    kind_sums = list(summed(listed, found.voices))
    for derived in kind_sums:
        if any(item in beside_kinds for item in derived.lead):
            groups.setdefault(derived.voice.key, []).append(derived)
    told = Told(groups, found.voices)
    unsummed = _join(found, told.split_parts(elements))
    parts = _join(found, told.split([*unsummed, *parts]))
    beside = _join(found, told.split(beside))
    kin = _join(found, told.split(kin))
    found.parts_only = bool(parts) and not groups
    if found.parts_only:
        bounds = bounding(parts, found.voices, matches, scope.is_of_people, kind_sums)
        found.standing += bounds.standing
        found.superseded += bounds.superseded
        found.asides += bounds.asides
        found.told += bounds.told
    _stand_newest(found, groups)
    _settle_times(found, horizon)
    _settle_falls(found, beside)
    _settle_unattributed(found)
    if not found.parts_only:
        asides, found.part_exceeds = beside_whole(found.standing, parts, matches, horizon)
        found.asides += asides
    for reading in found.bounding:
        found.asides += [repeated(item, found.voices[item.claim.claim_id]) for item in reading.repeats]
    found.asides += [aside for item, match in matched if match.fit != "kin" for aside in copied(item)]
    _settle_stale(found)
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


def _without_listed(
    same: Sequence[Evidence], listed: Sequence[Sequence[Evidence]]
) -> tuple[list[Evidence], list[Evidence]]:
    """Split wholes from those that a list adds to a kind: the two others of "a doctor and two others"."""
    added = {item.claim.claim_id for items in listed for item in items}
    return (
        [item for item in same if item.claim.claim_id not in added],
        [item for item in same if item.claim.claim_id in added],
    )


def _totals(found: Answer, evidence: list[Evidence]) -> list[Evidence]:
    """Set aside what reports tell in passing and return their totals (rule R7d)."""
    split = split_accounts(evidence)
    tops = highest(split.totals)
    for item in split.passing:
        below = item.claim.document_id in tops and item.value.digits < tops[item.claim.document_id]
        found.asides.append(Aside(item, "part" if below else "apart", "R7d"))
    return split.totals


def _join(found: Answer, split: Split) -> list[Evidence]:
    """Set retellings aside as joined and return the rest."""
    for item, voice in split.retold:
        found.voices[item.claim.claim_id] = voice
        found.retold.append(item)
        found.asides.append(repeated(item, voice))
    return split.rest


def _stand_newest(found: Answer, groups: Mapping[str, Sequence[Reading]]) -> None:
    """Let the newest reading of each origin stand and set its others aside (rules R6, R6p and R10)."""
    for origin in sorted(groups):
        series = in_order(groups[origin])
        found.told += groups[origin]
        newest = series.in_force[0]
        found.standing += series.in_force
        found.superseded += (*series.superseded, *series.looked_back)
        for reading in series.superseded:
            found.asides += apart(reading, "R6", newest, "superseded")
        for reading in series.looked_back:
            found.asides += apart(reading, "R6h", newest, "superseded")
        for reading in series.undated:
            found.asides += apart(reading, "R10", newest)
        for reading, holder in series.carried:
            found.retold += reading.members
            found.asides += apart(reading, "R6p", holder, "joined")


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
            found.asides += apart(reading, rule, anchor)
        else:
            kept.append(reading)
    found.standing = kept


def _settle_falls(found: Answer, beside: Sequence[Evidence]) -> None:
    """Put apart what a running total has fallen from (rule R3m), and what is only shown beside (rule R2)."""
    groups = readings(beside, found.voices)
    shown_beside = [reading for origin in sorted(groups) for reading in groups[origin]]
    found.told += shown_beside
    known, kept = Newer(distinct(found.known)), []
    points = Agreeing(reading.value for reading in found.known if reading.value.point)
    for reading in found.standing:
        if newer := _fallen_to(reading, known, points):
            found.fallen.append(reading)
            found.asides += apart(reading, "R3m", newer)
        else:
            kept.append(reading)
    for reading in shown_beside:
        if newer := _fallen_to(reading, known, points):
            found.fallen.append(reading)
            found.asides += apart(reading, "R3m", newer)
        else:
            found.asides += apart(reading, "R2")
    found.standing = kept


def _settle_stale(found: Answer) -> None:
    """Set repetitions of older statements aside (rule R6s): reports they are, but no news."""
    for reading in found.told:
        for item, newer in reading.stale:
            found.retold.append(item)
            found.asides.append(Aside(item, "superseded", "R6s", newer, reading.voice.name))


def _fallen_to(older: Reading, known: Newer, points: Agreeing) -> Reading | None:
    """Return the known reading that an unattributed older running total lies above, None if there is none.
    `points` are those that known origins state.

    A known origin that gave a higher count before has superseded it itself, or is in conflict with others; an
    unattributed one that agrees with the point of some origin is an echo of it.
    """
    return None if older.voice.known or points.any(older.value) else known.fall_from(older)


def _settle_unattributed(found: Answer) -> None:
    """Put apart unattributed readings that no known origin agrees with (rule R9): they have no
    independence. Of people they bound the range all the same, so there they are no asides."""
    known, kept = distinct(found.known), []
    agreeing = Agreeing(reading.value for reading in known)
    for reading in found.standing:
        lone = known and not reading.voice.known
        if lone and not agreeing.any(reading.value) and not any(compatible(reading, one) for one in known):
            found.differing.append(reading)
            found.asides += [] if found.scope.is_of_people else apart(reading, "R9")
        else:
            kept.append(reading)
    found.standing = kept
