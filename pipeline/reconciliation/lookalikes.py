"""Look-alikes: claims that a reader could take for an answer and that are another quantity (rule R8).

Here belongs finding them, without comparing all pairs. What is pooled was settled in `answer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.briefs.vocabulary import events
from pipeline.reconciliation.answer import Answer, Aside
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.index import KeyIndex
from pipeline.reconciliation.keys import NEAR_MISS, Key, Match, Scope
from pipeline.reconciliation.series import Reading


def look_alikes(
    answer: Answer, index: KeyIndex, headline: Value | None, sums: Iterable[Reading]
) -> list[Aside]:
    """Return the claims that differ from what is asked in one aspect or share its number; copies count once.

    `sums` are the derived readings of the other questions.
    """
    scope = answer.scope
    distinct: dict[object, Evidence] = {}
    for key, items in _candidates(scope, index, headline):
        for item in items:
            if item.value.bound == "vague":
                continue
            same = (key, item.value.digits, item.party.name)
            if same not in distinct or item.rank < distinct[same].rank:
                distinct[same] = item
    for reading in sums:
        # A sum has no claim of its own: the parts stand for it.
        if headline and reading.value.digits == headline.digits:
            parts = (item for item in reading.lead if scope.match(item.key).fit == "off")
            distinct |= {item.claim.claim_id: item for item in parts}
    return [Aside(item, "not_merged", "R8", differs=scope.match(item.key)) for item in distinct.values()]


def _candidates(
    scope: Scope, index: KeyIndex, headline: Value | None
) -> Iterator[tuple[Key, Sequence[Evidence]]]:
    """Yield the keys that do not fit but come near, and those that could be meant with their claims of the
    number."""
    narrowed = index.narrow(scope)
    near: set[Key] = set()
    for key in index.of(narrowed.near):
        match = scope.match(key)
        if match.fit == "off" and _differs_once(match, key, scope):
            near.add(key)
            yield key, index.by_key[key]
    if headline is None:
        return
    for key, items in index.with_value(narrowed.meant, headline):
        if key not in near:
            match = scope.match(key)
            if match.fit == "off" and _could_be_meant(match):
                yield key, items


def _differs_once(match: Match, key: Key, scope: Scope) -> bool:
    aspects = [aspect for aspect, _ in match.differs]
    if len(aspects) != 1 or aspects[0] not in NEAR_MISS:
        return False
    return aspects != ["event"] or any(_akin(key.event, asked) for asked in scope.question.event)


def _akin(event: str | None, asked: str) -> bool:
    """Return whether an event is a step of the same course: soldiers killed are not mistaken for soldiers
    wounded."""
    known = events()
    return (
        event is not None
        and event in known
        and (event in known[asked].fulfilled_by or asked in known[event].fulfilled_by)
    )


def _could_be_meant(match: Match) -> bool:
    relations = dict(match.differs)
    if relations.get("category") == "disjoint" or relations.get("unit") == "disjoint":
        return False
    return relations.get("actor") != "disjoint" or relations.get("place") != "disjoint"
