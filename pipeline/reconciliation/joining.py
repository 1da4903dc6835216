"""Whose number it is, once the question is known: joining unattributed numbers to attributed ones (rule R11).

Here belongs dependence between the claims of one question. The root of a single claim's chain is found in
`parties`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.reconciliation import dating
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


def voices(evidence: Sequence[Evidence], slot: Callable[[Evidence], object]) -> dict[str, Voice]:
    """Return the voice of each piece of evidence, by claim id.

    `slot` tells the quantities apart that the evidence is on, such as the parts of a sum: only numbers of the
    same slot are joined.
    """
    attributed = [item for item in evidence if item.party.known]
    by_digits = _index(attributed, lambda item: (slot(item), item.value.digits))
    by_document = _index(attributed, lambda item: (slot(item), item.home))
    labels = _labels(item for item in evidence if not item.party.known)
    found: dict[str, Voice] = {}
    for item in evidence:
        twins = _allowed(item, by_digits.get((slot(item), item.value.digits), ()))
        if item.party.known:
            twin, rule = _relayed(item, twins)
        else:
            beside = _allowed(item, by_document.get((slot(item), item.home), ()))
            closer = twins or _more_precise(item, beside)
            twin, rule = (_nearest(item, closer) if closer else None), "R11d"
        if twin:
            found[item.claim.claim_id] = Voice(twin.party.name, twin.party.name, True, twin.party.grade, rule)
        elif item.party.known:
            found[item.claim.claim_id] = Voice(item.party.name, item.party.name, True, item.party.grade)
        else:
            digits = item.value.digits
            found[item.claim.claim_id] = Voice(f"?{digits}", labels[digits], False, "F")
    return found


def _allowed(item: Evidence, twins: Iterable[Evidence]) -> list[Evidence]:
    """Return the twins whose origin an analyst has not ruled out (rule A6)."""
    return [twin for twin in twins if twin.party.name not in item.not_of]


def _relayed(item: Evidence, twins: Iterable[Evidence]) -> tuple[Evidence | None, str]:
    """Return the claim whose origin an attributed claim merely relays, with the rule; None if it speaks for
    itself.

    Who is named in a title alone is not the origin of a number that a text attributes to another (rule R11f);
    who is no body relays the body that gives the same number in the same document (rule R11r).
    """
    others = [twin for twin in twins if twin.party.name != item.party.name and not twin.in_title]
    if item.in_title and others:
        return _nearest(item, others), "R11f"
    bodies = [twin for twin in others if twin.party.body and twin.home == item.home]
    return (_nearest(item, bodies), "R11r") if bodies and not item.party.body else (None, "")


def _nearest(item: Evidence, twins: Iterable[Evidence]) -> Evidence:
    """Return the twin of the same document if there is one, else the one said nearest in time."""
    return min(
        twins,
        key=lambda twin: (
            twin.home != item.home,
            abs(dating.last_day(twin.said) - dating.last_day(item.said)),
            twin.rank,
        ),
    )


def _more_precise(item: Evidence, attributed: Iterable[Evidence]) -> list[Evidence]:
    """Return the attributed claims of the same document that say the same more precisely."""
    return [
        other
        for other in attributed
        if PRECISION[other.claim.bound] < PRECISION[item.claim.bound] and agree(other.value, item.value)
    ]


def _labels(unattributed: Iterable[Evidence]) -> dict[object, str]:
    """Return how each unattributed value is named: by the fullest words of a text, else as the outlet's
    own."""
    found: dict[object, list[tuple[bool, int, str]]] = defaultdict(list)
    for item in unattributed:
        name = item.party.name
        found[item.value.digits].append((name == "publisher", -len(name.split()), name))
    return {digits: min(names)[-1] for digits, names in found.items()}


def _index(evidence: Iterable[Evidence], key: Callable[[Evidence], object]) -> dict[object, list[Evidence]]:
    index: dict[object, list[Evidence]] = defaultdict(list)
    for item in evidence:
        index[key(item)].append(item)
    return index
