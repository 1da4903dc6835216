"""Whose number it is, once the question is known: joining unattributed numbers to attributed ones (rule R11).

Here belongs dependence between the claims of one question. The root of a single claim's chain is found in
`parties`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reconciliation.bounds import PRECISION, agree
from pipeline.reconciliation.evidence import Evidence


@dataclass(frozen=True)
class Voice:
    """The origin that a piece of evidence counts for. `key` tells origins apart; an unknown one is its value.
    `joined` is the rule by which another origin's number was joined to this one, None if it is the origin's
    own."""

    key: str
    name: str
    known: bool
    grade: str
    joined: str | None = None


def voices(evidence: Sequence[Evidence]) -> dict[str, Voice]:
    """Return the voice of each piece of evidence, by claim id. All of it must be on the same quantity or a
    part of it."""
    attributed = [item for item in evidence if item.party.known]
    bodies = [item for item in attributed if item.party.body]
    by_digits = _index(attributed, lambda item: (item.key.category, item.value.digits))
    bodies_by_digits = _index(
        bodies, lambda item: (item.claim.document_id, item.key.category, item.value.digits)
    )
    by_document = _index(attributed, lambda item: (item.claim.document_id, item.key.category))
    found: dict[str, Voice] = {}
    for item in attributed:
        twins = bodies_by_digits.get((item.claim.document_id, item.key.category, item.value.digits), ())
        if not item.party.body and twins:
            found[item.claim.claim_id] = _joined(_nearest(item, twins), "R11r")
        else:
            found[item.claim.claim_id] = _own(item)
    unattributed = [item for item in evidence if not item.party.known]
    labels = _labels(unattributed)
    for item in unattributed:
        twins = by_digits.get((item.key.category, item.value.digits), ()) or _more_precise(item, by_document)
        if twins:
            found[item.claim.claim_id] = _joined(found[_nearest(item, twins).claim.claim_id], "R11d")
        else:
            found[item.claim.claim_id] = Voice(f"?{item.value.digits}", labels[item.value.digits], False, "F")
    return found


def _own(item: Evidence) -> Voice:
    return Voice(item.party.name, item.party.name, True, item.party.grade)


def _joined(twin: Evidence | Voice, rule: str) -> Voice:
    voice = twin if isinstance(twin, Voice) else _own(twin)
    return Voice(voice.key, voice.name, True, voice.grade, rule)


def _nearest(item: Evidence, twins: Iterable[Evidence]) -> Evidence:
    """Return the twin of the same document if there is one, else the first in the order of evidence."""
    return min(twins, key=lambda twin: (twin.claim.document_id != item.claim.document_id, twin.rank))


def _more_precise(item: Evidence, by_document: Mapping[object, Sequence[Evidence]]) -> list[Evidence]:
    """Return the attributed claims of the same document that say the same more precisely."""
    return [
        other
        for other in by_document.get((item.claim.document_id, item.key.category), ())
        if PRECISION[other.claim.bound] < PRECISION[item.claim.bound] and agree(other.value, item.value)
    ]


def _labels(unattributed: Iterable[Evidence]) -> dict[object, str]:
    """Return how each unattributed value is named: by the fullest words of a text, else as the outlet's
    own."""
    found: dict[object, list[tuple[bool, int, tuple[object, ...], str]]] = defaultdict(list)
    for item in unattributed:
        name = item.party.name
        found[item.value.digits].append((name == "publisher", -len(name.split()), item.rank, name))
    return {digits: min(names)[-1] for digits, names in found.items()}


def _index(evidence: Iterable[Evidence], key: object) -> dict[object, list[Evidence]]:
    index: dict[object, list[Evidence]] = defaultdict(list)
    for item in evidence:
        index[key(item)].append(item)  # type: ignore[operator]
    return index
