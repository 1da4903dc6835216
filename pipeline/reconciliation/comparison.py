"""How a handful of claims stand to each other, as an analyst who has them side by side would say it.

Here belongs comparing claims that somebody names, without a question: are they one quantity, of one origin,
of one time (rules R2, R3, R6, R7s, R8, R9 and R11)? Answering the questions of a brief is done in `answer`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import Literal

from pipeline.briefs import Brief, Question, Vocabulary
from pipeline.briefs.tree import fold
from pipeline.briefs.vocabulary import events
from pipeline.pile import Pile
from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import ONE_SIDED, Value, agree
from pipeline.reconciliation.evidence import Evidence, gather
from pipeline.reconciliation.joining import Voice, voices
from pipeline.reconciliation.keys import Key
from pipeline.reconciliation.names import governs
from pipeline.records import Claim, Interval, Status

Standing = Literal["same_origin", "independent_agreement", "superseded", "conflict", "not_comparable"]

# Places that extraction concludes from other sentences: they rule nothing out.
_SURMISED = frozenset(("place.before", "place.home", "place.land", "place.people", "place.source"))
# What is ahead is one kind of quantity, however sure it is; what happened another (rule R2).
_AHEAD: frozenset[Status] = frozenset(("planned", "target", "expected", "possible"))
# Events of things that tell two counts apart as what befalls people does, and those of being somewhere.
_MATERIAL = frozenset(("launched", "destroyed", "laid_off"))
_PRESENCE = frozenset(("stationed", "deployed", "arrived", "training", "employed", "recruited"))
# A night belongs to two days, and a report may name either.
_SLACK = timedelta(days=1)
# Rule R5: how far a bound may lie below the number that it words ("more than 140" of 145).
_NEAR = 1.10


# The registry of nobody: a comparison needs no question.
_QUESTION = Question(id="any", title="Any", category=("people",), event=("killed",))
_ANY = Brief(id="any", title="Any", questions=(_QUESTION,))


@dataclass(frozen=True)
class Comparison:
    """What a comparison found: how the claims stand and the rule that says so. `differs` names the aspects of
    the key in which claims that are not comparable differ, `newest` is the evidence that supersedes the
    others."""

    standing: Standing
    rule: str
    differs: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    newest: Evidence | None = None


def compare(chosen: Sequence[Claim], pile: Pile, brief: Brief | None = None) -> Comparison:
    """Return how the `chosen` claims stand to each other, by all that a pile says of origins and dates.

    The registry and the tables of a brief apply if one is given. What is copied stands as its home does.
    Raises ValueError for fewer than two claims of readable documents.
    """
    vocabulary = Vocabulary(brief.places, brief.categories) if brief else Vocabulary()
    asked = {claim.claim_id for claim in chosen}
    evidence = gather(pile, brief or _ANY, vocabulary)
    told = (one for item in evidence for one in (item, *item.copies))
    return stand([item for item in told if item.claim.claim_id in asked], vocabulary)


def stand(evidence: Sequence[Evidence], vocabulary: Vocabulary) -> Comparison:
    """Return how claims stand to each other.

    A total and its parts in one document are one statement (R7s). Claims that differ in what they count are
    not comparable, whatever their digits (R2, R3, R8). Of one origin, differing numbers are an older and a
    newer statement (R6), others a repetition (R6r). Several origins agree (R1), speak of different times
    (R10h) or are in conflict (R9). Raises ValueError for fewer than two claims.
    """
    if len(evidence) < 2:
        raise ValueError("a comparison takes two claims or more")
    if _is_sum(evidence):
        return Comparison("same_origin", "R7s", origins=_origins(evidence))
    differs = _differences(evidence, vocabulary)
    if differs:
        return Comparison("not_comparable", "R8", differs)
    speaking = _heard(evidence, vocabulary)
    known = {voice.key for voice in speaking.values() if voice.known}
    apart = [pair for pair in combinations(evidence, 2) if not _one_statement(*pair, speaking)]
    names = _origins(evidence, speaking)
    if len(known) < 2:
        if not apart:
            return Comparison("same_origin", "R6r", origins=names)
        return Comparison("superseded", "R6", origins=names, newest=_newest(evidence))
    across = [pair for pair in apart if not agree(pair[0].value, pair[1].value)]
    if not across:
        return Comparison("independent_agreement", "R1", origins=names)
    if all(_of_different_times(*pair) for pair in across):
        return Comparison("superseded", "R10h", origins=names, newest=_newest(evidence))
    return Comparison("conflict", "R9", origins=names)


def _differences(evidence: Sequence[Evidence], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the aspects in which any two of the claims count different things."""
    found: dict[str, None] = {}
    for one, other in combinations(evidence, 2):
        found |= dict.fromkeys(_differ(one, other, vocabulary))
    return tuple(found)


def _differ(one: Evidence, other: Evidence, vocabulary: Vocabulary) -> list[str]:
    mine, theirs = one.key, other.key
    alike = _one_number(one.value, other.value)
    differs: list[str] = []
    if mine.unit != theirs.unit:
        differs.append("unit")
    if mine.category and theirs.category:
        relation = vocabulary.categories.relate(mine.category, theirs.category)
        if relation == "disjoint" or (relation == "unknown" and not alike):
            differs.append("category")
    if mine.event and theirs.event and _apart(mine.event, theirs.event, alike):
        differs.append("event")
    if (mine.status in _AHEAD) != (theirs.status in _AHEAD) and not (
        alike and "denied" in (mine.status, theirs.status)
    ):
        differs.append("status")
    if _is_placed(one) and _is_placed(other) and _elsewhere(mine, theirs, vocabulary):
        differs.append("place")
    if mine.additional != theirs.additional and not alike:
        differs.append("additional")
    if not _within_reach(one.holds, other.holds) and "stock" not in (mine.temporality, theirs.temporality):
        differs.append("temporality")
    return differs


def _is_placed(item: Evidence) -> bool:
    """Return whether the words of a claim themselves say where."""
    return bool(item.key.place) and not item.key.from_dateline and _SURMISED.isdisjoint(item.claim.rules)


def _elsewhere(one: Key, other: Key, vocabulary: Vocabulary) -> bool:
    return vocabulary.relate_places(one.place or frozenset(), other.place or frozenset()) == "disjoint"


def _apart(one: str, other: str, alike: bool) -> bool:
    """Return whether two events count different people or things.

    What befell people, or was destroyed, tells two counts apart. Being somewhere is told of all kinds of
    people, so it does only where the numbers differ; any other event is too often read amiss to rule
    anything out.
    """
    known = events()
    if one == other or {one, other} <= {"killed", "died"} or not {one, other} <= known.keys():
        return False
    if other in known[one].fulfilled_by or one in known[other].fulfilled_by:
        return False
    fates = {event for event in (one, other) if known[event].victims or event in _MATERIAL}
    return len(fates) == 2 or (bool(fates) and not alike and not _PRESENCE.isdisjoint((one, other)))


def _within_reach(one: Interval | None, other: Interval | None) -> bool:
    """Return whether two windows can be of the same event; only windows of a few stated days rule it out."""
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return True
    if "day" not in (one.precision, other.precision):
        return dating.same_time(one, other)
    return dating.first_day(one) - _SLACK <= dating.last_day(other) and dating.first_day(
        other
    ) - _SLACK <= dating.last_day(one)


def _is_sum(evidence: Sequence[Evidence]) -> bool:
    """Return whether one document gives a total and the parts that add up to it; all else rounds these."""
    if len({item.key.unit for item in evidence}) > 1:
        return False
    documents: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        documents[item.claim.document_id].append(item)
    for members in documents.values():
        lows = sorted({item.value.low or 0.0 for item in members}, reverse=True)
        others = [item for item in evidence if item not in members]
        if len(lows) > 2 and lows[0] == sum(lows[1:]):
            return all(any(_one_number(item.value, told.value) for told in members) for item in others)
    return False


def _one_statement(one: Evidence, other: Evidence, speaking: dict[str, Voice]) -> bool:
    """Return whether two claims can be one statement: of one origin as far as is known, of one number."""
    mine, theirs = speaking[one.claim.claim_id], speaking[other.claim.claim_id]
    if mine.known and theirs.known and mine.key != theirs.key:
        return False
    return _one_number(one.value, other.value)


def _one_number(one: Value, other: Value) -> bool:
    """Return whether two wordings fit one number: equal points, a point and its rounding, fitting ranges."""
    if one.point is not None and other.point is not None and one.bound == other.bound == "exact":
        return one.point == other.point
    if not agree(one, other):
        return False
    for bound, number in ((one, other), (other, one)):
        if bound.bound in ONE_SIDED and bound.low is not None and number.low is not None:
            return _words_of(bound.low, number.low)
    return True


def _words_of(bound: float, number: float) -> bool:
    """Return whether "more than `bound`" can word `number`: near it, or the number cut to its own digits."""
    low, high = sorted((bound, number))
    if low <= 0 or high <= low * _NEAR:
        return True
    worded = Decimal(repr(low)).normalize()
    step = Decimal(1).scaleb(int(worded.as_tuple().exponent))
    return Decimal(repr(high)) // step * step == worded


def _of_different_times(one: Evidence, other: Evidence) -> bool:
    """Return whether two claims on a quantity that changes were said, or hold, on different days."""
    if one.moment is None or other.moment is None:
        return False
    return not dating.same_time(one.moment, other.moment)


def _heard(evidence: Sequence[Evidence], vocabulary: Vocabulary) -> dict[str, Voice]:
    """Return the voice of each claim; a country and a body of its government are one voice (rule R11c)."""
    speaking = voices(evidence, slot=lambda _: None)
    governed: dict[str, Voice] = {}
    for item in evidence:
        country = vocabulary.actors.get(fold(item.party.name)) if item.party.known else None
        bodies = [other for other in evidence if country and _governs(other, country, vocabulary)]
        if bodies:
            body = min(bodies, key=lambda other: other.rank)
            governed[item.party.name] = speaking[body.claim.claim_id]
    return {claim: governed.get(voice.key, voice) for claim, voice in speaking.items()}


def _governs(item: Evidence, country: str, vocabulary: Vocabulary) -> bool:
    """Return whether a claim comes from a body of a country's government: one that names no other country
    and counts people or things of this one."""
    if not governs(item.party.name):
        return False
    named = {vocabulary.actors[word] for word in fold(item.party.name).split() if word in vocabulary.actors}
    lands = {path[-1] for path in item.key.place or ()} | (item.key.actor or frozenset())
    return named <= {country} and country in named | lands


def _newest(evidence: Sequence[Evidence]) -> Evidence:
    return max(evidence, key=lambda item: (dating.last_day(item.moment), item.value.digits))


def _origins(evidence: Sequence[Evidence], speaking: dict[str, Voice] | None = None) -> tuple[str, ...]:
    speaking = speaking or voices(evidence, slot=lambda _: None)
    return tuple(sorted({voice.name for voice in speaking.values() if voice.known}))
