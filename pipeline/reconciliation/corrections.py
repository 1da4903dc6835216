"""A claim as a ruling corrects it, and which claim a ruling means.

Here belongs what a single ruling says of a single claim. What becomes of an estimate is decided in `rulings`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from pipeline.briefs import Correction, Reference, Ruling
from pipeline.briefs.when import interval
from pipeline.cleaning import seen
from pipeline.records import Bound, Claim, Estimate, Link

VALUE_FIELDS = ("low", "high", "bound", "unit")
_BELOW: tuple[Bound, ...] = ("at_least", "more_than", "vague")
_ABOVE: tuple[Bound, ...] = ("up_to", "at_most", "less_than")
_POINT: tuple[Bound, ...] = ("exact", "approx")
_SHORTEST_HASH = 6  # characters by which a document may be named

Lost = Literal["no_claim", "ambiguous"]


def corrected(claim: Claim, correction: Correction, fields: Iterable[str]) -> Claim:
    """Return a claim with these fields as a ruling corrects them. What a field implies follows it: the bound
    its ends, an origin the chain."""
    changed: dict[str, Any] = {}
    for name in fields:
        value = correction.field(name)
        changed[name] = interval(value) if name in ("time", "said_on") and value else value
    if "time" in changed:
        changed["time_text"] = None
    if "said_on" in changed:
        changed["said_text"] = None
    if "counted" in changed:
        changed["counted_head"] = None
    if "origin" in changed:
        changed |= _of_origin(claim, correction.origin)
    if {"low", "high", "bound"} & set(changed):
        changed |= _ends(claim, changed)
    return claim.model_copy(update=changed)


def _of_origin(claim: Claim, origin: str | None) -> dict[str, Any]:
    """Return the fields of a claim that really is of that origin, or of nobody named."""
    relays = list(claim.chain[:-1])
    if claim.chain and claim.chain[-1].kind == "publisher":
        relays = list(claim.chain)
    last = Link(party=origin, kind="organisation") if origin else Link(party="unknown", kind="unknown")
    return {"origin": last.party, "chain": (*relays, last), "implied_origin": None}


def _ends(claim: Claim, changed: dict[str, Any]) -> dict[str, Any]:
    """Return low, high and bound so that they fit: a bound without ends moves them, ends without a bound set
    it."""
    low, high = changed.get("low", claim.low), changed.get("high", claim.high)
    bound: Bound = changed.get("bound", claim.bound)
    if not {"low", "high"} & set(changed):
        one = low if low is not None else high
        if bound in _BELOW:
            low, high = one, None
        elif bound in _ABOVE:
            low, high = None, high if high is not None else low
        elif bound in _POINT and (low is None or high is None):
            low = high = one
    elif "bound" not in changed and not sound(low, high, bound):
        if low is None or high is None:
            bound = "at_least" if high is None else "up_to"
        else:
            bound = "exact" if low == high else "range"
    return {"low": low, "high": high, "bound": bound}


def sound(low: float | None, high: float | None, bound: Bound) -> bool:
    """Return whether a bound fits its ends."""
    if low is None or high is None:
        return bound in (_BELOW if low is not None else _ABOVE if high is not None else ())
    return low == high and bound in _POINT if low >= high else bound == "range"


def read_by_rulings(
    estimates: Iterable[Estimate], rulings: Iterable[Ruling], claims: Mapping[str, Claim]
) -> dict[str, Claim]:
    """Return the claims that rulings correct, as the estimates read them, by id."""
    by_id = {ruling.id: ruling for ruling in rulings}
    found: dict[str, Claim] = {}
    done: set[tuple[str, str]] = set()
    for estimate in estimates:
        for ruled in estimate.rulings:
            correction = by_id[ruled.ruling_id].correct if ruled.ruling_id in by_id else None
            for key in ruled.claim_ids if correction else ():
                if key in claims and (key, ruled.ruling_id) not in done:
                    done.add((key, ruled.ruling_id))
                    found[key] = corrected(found.get(key, claims[key]), correction, ruled.fields)  # type: ignore[arg-type]
    return found


class Index:
    """The claims that references may name, looked up by id or by document and figure text."""

    def __init__(self, references: Sequence[Reference], claims: Iterable[Claim]) -> None:
        wanted = {seen(reference.figure) for reference in references if reference.figure}
        ids = {reference.claim for reference in references}
        self._by_figure: dict[str, list[Claim]] = defaultdict(list)
        self._by_id: set[str] = set()
        for claim in claims:
            if claim.claim_id in ids:
                self._by_id.add(claim.claim_id)
            if wanted and (figure := seen(claim.figure_text)) in wanted:
                self._by_figure[figure].append(claim)

    def named(self, reference: Reference) -> list[str]:
        """Return the ids of all claims that a reference fits."""
        if reference.claim:
            return [reference.claim] if reference.claim in self._by_id else []
        return [
            c.claim_id for c in self._by_figure.get(seen(reference.figure or ""), ()) if _is_of(c, reference)
        ]

    def find(self, reference: Reference) -> tuple[str | None, Lost | None]:
        """Return the id of the claim that a reference names, or why there is none. It is never guessed."""
        if reference.claim:
            return (reference.claim, None) if reference.claim in self._by_id else (None, "no_claim")
        named = [c for c in self._by_figure.get(seen(reference.figure or ""), ()) if _is_of(c, reference)]
        if len({claim.document_id for claim in named}) > 1:
            return None, "ambiguous"
        found = sorted({claim.claim_id: claim for claim in named}.values(), key=lambda c: c.figure.start)
        return _chosen(found, reference.nth)


def _is_of(claim: Claim, reference: Reference) -> bool:
    document = reference.document or ""
    by_hash = len(document) >= _SHORTEST_HASH and claim.document_id.startswith(document)
    return claim.document_name == document or by_hash


def _chosen(found: Sequence[Claim], nth: int | None) -> tuple[str | None, Lost | None]:
    if nth is None and len(found) > 1:
        return None, "ambiguous"
    position = (nth or 1) - 1
    return (found[position].claim_id, None) if position < len(found) else (None, "no_claim")
