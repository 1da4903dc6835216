"""Lifted claims (rules R11a and R11h): which claims are those of an earlier document, because their words
were copied from it.

Here belongs leading a claim to its counterpart at home. Which words were copied was found in
`pipeline.dependence`; what a copied claim counts for is decided in `evidence`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.keys import Key
from pipeline.records import Claim, CleanedText, Copy, Interval, Span

_WITHIN = 0.5  # of a sentence, how much must be copied for its claims to be


@dataclass(frozen=True)
class Lifting:
    """What is known of the claims of a pile: their keys by claim id, their texts and when these were
    published by document id."""

    claims: Sequence[Claim]
    keys: Mapping[str, Key]
    texts: Mapping[str, CleanedText]
    published: Mapping[str, Interval]

    def homes(self, copies: Iterable[Copy]) -> dict[str, str]:
        """Return the claim at home of each copied claim, both by their ids."""
        by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            by_document[claim.document_id].append(claim)
        by_copier: dict[str, list[Copy]] = defaultdict(list)
        for copy in copies:
            by_copier[copy.document_id].append(copy)
        found: dict[str, str] = {}
        for document, copied in by_copier.items():
            found |= self._homes(by_document[document], copied, by_document)
        return {claim: _root(home, found) for claim, home in found.items()}

    def _homes(
        self, told: Sequence[Claim], copies: Sequence[Copy], by_document: Mapping[str, Sequence[Claim]]
    ) -> dict[str, str]:
        """Return the claims at home of one document's claims.

        A copied claim states the number of its counterpart. One that gives another number, in a passage whose
        own number is missing from the copy, has changed it, unless it restates the matter.
        """
        repeated = {
            claim.claim_id: home.claim_id
            for claim in told
            if (home := _counterpart(claim, copies, by_document, self._repeats))
        }
        passages = [copy for copy in copies if copy.kind == "passage"]
        told_again = set(repeated.values())
        missing = {
            home_id: [home for home in by_document[home_id] if home.claim_id not in told_again]
            for home_id in {copy.home_id for copy in passages}
        }
        changed = {
            claim.claim_id: home.claim_id
            for claim in told
            if claim.claim_id not in repeated
            and (home := _counterpart(claim, passages, missing, self._on_the_same))
            and not self._restates(claim, home)
        }
        return repeated | changed

    def _repeats(self, one: Claim, home: Claim) -> bool:
        """Return whether two claims give the same number on what may be the same quantity: the words around
        a copied claim may be read otherwise."""
        a, b = self.keys[one.claim_id], self.keys[home.claim_id]
        equal = _value(one).digits == _value(home).digits and (a.unit, a.status) == (b.unit, b.status)
        return equal and (a.event == b.event or a.category == b.category)

    def _on_the_same(self, one: Claim, home: Claim) -> bool:
        a, b = self.keys[one.claim_id], self.keys[home.claim_id]
        return (a.unit, a.status, a.event, a.category) == (b.unit, b.status, b.event, b.category)

    def _restates(self, one: Claim, home: Claim) -> bool:
        """Return whether another number in copied words is a newer statement: by its own date, by the outlet
        that wrote both, or as a running total that has grown since."""
        outlet = self.texts[one.document_id].publisher
        if outlet is not None and outlet == self.texts[home.document_id].publisher:
            return True
        times = ((one.said_on, home.said_on), (one.time, home.time))
        if any(a and b and (a.start, a.end) != (b.start, b.end) for a, b in times):
            return True
        when, before = self.published.get(one.document_id), self.published.get(home.document_id)
        later = dating.is_dated(when) and dating.is_dated(before)
        later = later and dating.first_day(when) > dating.last_day(before)
        grown = _value(one).digits > _value(home).digits
        return later and grown and self.keys[one.claim_id].temporality == "cumulative"


def _counterpart(
    claim: Claim,
    copies: Sequence[Copy],
    by_document: Mapping[str, Sequence[Claim]],
    fits: Callable[[Claim, Claim], bool],
) -> Claim | None:
    """Return the claim at home that fits a claim in copied words, the nearest by its place in them; None if
    there is none. A passage tells the place better than the whole document."""
    copied = [copy for copy in copies if copy.kind == "document" or _lies_in(claim.sentence, copy.span)]
    copied.sort(key=lambda copy: (copy.kind == "document", -_shared(claim.sentence, copy.span)))
    for copy in copied:
        there = (home for home in by_document[copy.home_id] if _shared(home.sentence, copy.home_span) > 0)
        fitting = [home for home in there if fits(claim, home)]
        if fitting:
            place = _place(claim, copy.span)
            return min(
                fitting, key=lambda home: (abs(_place(home, copy.home_span) - place), home.figure.start)
            )
    return None


def _value(claim: Claim) -> Value:
    return Value(claim.low, claim.high, claim.bound)


def _lies_in(sentence: Span, span: Span) -> bool:
    return _shared(sentence, span) >= _WITHIN * (sentence.end - sentence.start)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _place(claim: Claim, span: Span) -> float:
    """Return how far into a span a figure stands, as a share of its length."""
    return (claim.figure.start - span.start) / max(1, span.end - span.start)


def _root(home: str, found: Mapping[str, str]) -> str:
    while home in found:
        home = found[home]
    return home
