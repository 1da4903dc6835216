"""Look-alikes: claims that a reader could take for an answer and that are another quantity (rule R8).

Here belongs finding them, without comparing all pairs. What is pooled was settled in `answer`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from pipeline.briefs.vocabulary import events
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.asides import Aside
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.index import KeyIndex
from pipeline.reconciliation.keys import NEAR_MISS, Key, Match, Scope
from pipeline.reconciliation.reading import Reading


def look_alikes(
    answer: Answer, index: KeyIndex, headline: Value | None, sums: Iterable[Reading]
) -> list[Aside]:
    """Return the claims that differ from what is asked in one aspect or share its number; copies count once.

    Where the brief asks the same of others or elsewhere, only those count that something ties to this
    question, be it a document that answers it. `sums` are the derived readings of the other questions.
    """
    match = cache(answer.scope.match)
    distinct: dict[object, Evidence] = {}
    for item in _candidates(answer, index, headline, match):
        if item.value.bound != "vague":
            same = (item.key, item.value.digits, item.party.name)
            if same not in distinct or item.rank < distinct[same].rank:
                distinct[same] = item
    for reading in sums:
        # A sum has no claim of its own: the parts stand for it.
        if headline and reading.value.digits == headline.digits:
            parts = (item for item in reading.lead if match(item.key).fit == "off")
            distinct |= {item.claim.claim_id: item for item in parts}
    return [Aside(item, "not_merged", "R8", differs=match(item.key)) for item in distinct.values()]


def _candidates(
    answer: Answer, index: KeyIndex, headline: Value | None, match: Callable[[Key], Match]
) -> Iterator[Evidence]:
    """Yield the claims that do not fit but come near, and those of the number that could be meant."""
    scope = answer.scope
    narrowed = index.narrow(scope)
    for key in index.of(narrowed.near & narrowed.tied):
        if scope.ties(key) and _is_near(match(key), key, scope):
            yield from index.by_key[key]
    if headline is not None:
        for key, items in index.with_value(narrowed.meant & narrowed.tied, headline):
            if scope.ties(key) and _could_be_meant(match(key)):
                yield from items
    for item in index.in_documents(answer.documents, narrowed.near | narrowed.meant):
        same_number = headline is not None and item.value.digits == headline.digits
        if _is_near(match(item.key), item.key, scope) or (same_number and _could_be_meant(match(item.key))):
            yield item


def _is_near(match: Match, key: Key, scope: Scope) -> bool:
    """Return whether a key that does not fit differs in one aspect alone."""
    aspects = [aspect for aspect, _ in match.differs]
    if match.fit != "off" or len(aspects) != 1 or aspects[0] not in NEAR_MISS:
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
    """Return whether a key that does not fit could be taken for what is asked, the number being the same."""
    relations = dict(match.differs)
    if match.fit != "off" or "disjoint" in (relations.get("category"), relations.get("unit")):
        return False
    return relations.get("actor") != "disjoint" or relations.get("place") != "disjoint"
