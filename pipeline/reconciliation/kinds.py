"""Kinds of people: what counts of men, passengers or a mother and her sons say of people (rules R7k, R7s).

Here belong sums of kinds that one statement lists, and kinds that stand for a whole nobody counts. Parts of
other kinds, such as of a place, are settled in `answer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.reconciliation.bounds import add
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.joining import Voice
from pipeline.reconciliation.keys import Match
from pipeline.reconciliation.reading import Reading


def is_kind(item: Evidence, matches: Mapping[str, Match]) -> bool:
    """Return whether evidence is a part only in what it counts, as "nine miners" are of people."""
    return [aspect for aspect, _ in matches[item.claim.claim_id].differs] == ["category"]


def exceeding(kinds: Iterable[Evidence], same: Sequence[Evidence]) -> list[Evidence]:
    """Return the kinds of people that are more than any whole: their reports count no whole, so they mean all
    (rule R7k)."""
    counting = {item.claim.document_id for item in same}
    ceiling = max((item.value.high or 0.0 for item in same), default=0.0)
    beyond = [item for item in kinds if item.claim.document_id not in counting]
    return [item for item in beyond if 0.0 < ceiling < (item.value.low or 0.0)]


def lists(evidence: Sequence[Evidence], matches: Mapping[str, Match]) -> list[tuple[Evidence, ...]]:
    """Return what statements list side by side, "a mother and her two children", a kind among them: at least
    two figures of a sentence, each listed right behind the one before, of the same event and origin."""
    found: list[list[Evidence]] = []
    for item in sorted(evidence, key=lambda one: (one.claim.document_id, one.claim.figure.start)):
        if found and _goes_on(found[-1][-1], item):
            found[-1].append(item)
        else:
            found.append([item])
    return [tuple(items) for items in found if len(items) > 1 and any(is_kind(one, matches) for one in items)]


def _goes_on(before: Evidence, item: Evidence) -> bool:
    one, other = before.claim, item.claim
    return (
        "figure.listed" in other.rules
        and (one.document_id, one.sentence, one.event) == (other.document_id, other.sentence, other.event)
        and before.party == item.party
    )


def summed(listed: Iterable[tuple[Evidence, ...]], voices: Mapping[str, Voice]) -> Iterator[Reading]:
    """Yield the derived reading of each list (rule R7s)."""
    for items in listed:
        value = add([item.value for item in items])
        voice = voices[items[0].claim.claim_id]
        if not voice.known:
            voice = replace(voice, key=f"?{value.digits}")
        yield Reading(replace(voice, joined=None), value, items, (), items[0].said)
