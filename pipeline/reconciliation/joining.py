"""Whose number it is, once the question is known: joining unattributed numbers to attributed ones (rule R11).

Here belongs dependence between the claims of one question. The root of a single claim's chain is found in
`parties`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.nearby import Nearby


@dataclass(frozen=True, slots=True)
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
    same slot are joined, and none to an origin that an analyst has ruled out (rule A6).
    """
    twins, texts, bodies = (defaultdict[object, Nearby](Nearby) for _ in range(3))
    beside: dict[object, Nearby] = defaultdict(Nearby)
    for item in evidence:
        if item.party.known:
            number = slot(item), item.value.digits
            twins[number].add(item)
            beside[slot(item), item.home].add(item)
            if not item.in_title:
                texts[number].add(item)
                if item.party.body:
                    bodies[*number, item.home].add(item)
    labels = _labels(item for item in evidence if not item.party.known)
    found: dict[str, Voice] = {}
    for item in evidence:
        number = slot(item), item.value.digits
        if item.party.known:
            twin, rule = _relayed(item, texts.get(number), bodies.get((*number, item.home)))
        else:
            same, others = twins.get(number), beside.get((slot(item), item.home))
            twin, rule = same.nearest(item, but=item.not_of) if same else None, "R11d"
            if twin is None and others:
                twin = others.more_precise(item, but=item.not_of)
        if twin:
            found[item.claim.claim_id] = Voice(twin.party.name, twin.party.name, True, twin.party.grade, rule)
        elif item.party.known:
            found[item.claim.claim_id] = Voice(item.party.name, item.party.name, True, item.party.grade)
        else:
            digits = item.value.digits
            found[item.claim.claim_id] = Voice(f"?{digits}", labels[digits], False, "F")
    return found


def _relayed(item: Evidence, texts: Nearby | None, bodies: Nearby | None) -> tuple[Evidence | None, str]:
    """Return the claim whose origin an attributed claim merely relays, with the rule; None if it speaks for
    itself. `texts` state its number outside of titles, `bodies` also in the same document.

    Who is named in a title alone is not the origin of a number that a text attributes to another (rule R11f);
    who is no body relays the body that gives the same number in the same document (rule R11r).
    """
    passed_over = {item.party.name, *item.not_of}
    if item.in_title and texts and (twin := texts.nearest(item, but=passed_over)):
        return twin, "R11f"
    if bodies and not item.party.body:
        return bodies.nearest(item, but=passed_over), "R11r"
    return None, ""


def _labels(unattributed: Iterable[Evidence]) -> dict[object, str]:
    """Return how each unattributed value is named: by the fullest words of a text, else as the outlet's
    own."""
    found: dict[object, list[tuple[bool, int, str]]] = defaultdict(list)
    for item in unattributed:
        name = item.party.name
        found[item.value.digits].append((name == "publisher", -len(name.split()), name))
    return {digits: min(names)[-1] for digits, names in found.items()}
