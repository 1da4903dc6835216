"""Look-alikes: claims that a reader could take for an answer and that are another quantity (rule R8).

Here belongs finding them, without comparing all pairs. What is pooled was settled in `answer`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.briefs.vocabulary import events
from pipeline.reconciliation.answer import Answer, Aside
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.keys import Key, Match, Scope
from pipeline.reconciliation.reading import Reading

# Aspects that, differing alone, leave a claim near enough to be mistaken for an answer.
_NEAR_MISS = frozenset({"event", "place", "status", "temporality", "additional"})


def matches(scope: Scope, by_key: Mapping[Key, Sequence[Evidence]]) -> dict[Key, Match]:
    """Return how each key fits a question: there are far fewer keys than claims."""
    return {key: scope.match(key) for key in by_key}


def look_alikes(
    answer: Answer,
    found: Mapping[Key, Match],
    by_key: Mapping[Key, Sequence[Evidence]],
    headline: Value | None,
    sums: Iterable[Reading],
) -> list[Aside]:
    """Return the claims that differ from what is asked in one aspect or share its number; copies count once.

    `sums` are the derived readings of the other questions.
    """
    distinct: dict[object, Evidence] = {}
    for key, match in found.items():
        if match.fit != "off":
            continue
        near = _differs_once(match, key, answer.scope)
        if not near and (headline is None or not _could_be_meant(match)):
            continue
        for item in by_key[key]:
            if item.value.bound == "vague":
                continue
            if not near and (headline is None or item.value.digits != headline.digits):
                continue
            same = (key, item.value.digits, item.party.name)
            if same not in distinct or item.rank < distinct[same].rank:
                distinct[same] = item
    for reading in sums:
        # A sum has no claim of its own: the parts stand for it.
        if headline and reading.value.digits == headline.digits:
            parts = (item for item in reading.lead if found[item.key].fit == "off")
            distinct |= {item.claim.claim_id: item for item in parts}
    return [Aside(item, "not_merged", "R8", differs=found[item.key]) for item in distinct.values()]


def group_by_key(evidence: Iterable[Evidence]) -> dict[Key, list[Evidence]]:
    """Group evidence by comparability key."""
    groups: dict[Key, list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[item.key].append(item)
    return groups


def _differs_once(match: Match, key: Key, scope: Scope) -> bool:
    aspects = [aspect for aspect, _ in match.differs]
    if len(aspects) != 1 or aspects[0] not in _NEAR_MISS:
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
