"""Evidence: each claim with its key, its origin and its dates, ready to be compared.

Here belongs what can be known of a claim from the whole pile before any question is asked, including which
passages were lifted from one document into another (rule R11a). Nothing is pooled here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.briefs import Brief, Vocabulary
from pipeline.briefs.tree import fold
from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import PRECISION, Value
from pipeline.reconciliation.keys import Key, key_of
from pipeline.reconciliation.parties import Parties, Party
from pipeline.records import Claim, CleanedText, Interval

# Shorter sentences are too likely to be written twice independently to count as lifted.
_SHORTEST_PASSAGE = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with what the pile says of it: its key, the party behind it, when it was said and when it
    holds. `home` is the document that the passage was lifted from, its own unless it was lifted. A title
    drops words, so its wording counts after that of the text."""

    claim: Claim
    key: Key
    party: Party
    said: Interval | None
    holds: Interval | None
    home: str
    in_title: bool = False

    @property
    def value(self) -> Value:
        """The stated value."""
        return Value(self.claim.low, self.claim.high, self.claim.bound)

    @property
    def moment(self) -> Interval | None:
        """The time of the value itself: the end of a closed window, else when it was said."""
        return self.holds if self.holds and self.holds.end else self.said

    @property
    def rank(self) -> tuple[object, ...]:
        """An order that depends on nothing but the evidence: nearest to the origin, most precise,
        earliest."""
        claim = self.claim
        return (
            len(claim.chain),
            self.in_title,
            PRECISION[claim.bound],
            dating.last_day(self.said),
            claim.bound,
            self.party.name,
            claim.document_name,
            claim.figure.start,
            claim.claim_id,
        )


def gather(
    claims: Sequence[Claim], documents: Sequence[CleanedText], brief: Brief, vocabulary: Vocabulary
) -> list[Evidence]:
    """Return the evidence of all claims of readable documents, each claim once, in an order of its own."""
    documents = _once(documents)
    published = dating.publication_dates(documents)
    known = {text.document_id for text in documents if text.error is None}
    named = sorted(claims, key=lambda claim: claim.document_name, reverse=True)
    distinct = {claim.claim_id: claim for claim in named if claim.document_id in known}
    ordered = sorted(distinct.values(), key=lambda c: (c.document_id, c.figure.start, c.figure.end))
    parties = Parties(ordered, documents, brief, vocabulary)
    datelines = {text.document_id: text.dateline for text in documents}
    titles = {
        text.document_id: [
            (span.start, span.end) for span in text.spans if span.kept and span.kind == "title"
        ]
        for text in documents
    }
    evidence = [
        Evidence(
            claim=claim,
            key=key_of(claim, vocabulary, datelines[claim.document_id]),
            party=parties.origin(claim),
            said=dating.said(claim, published.get(claim.document_id)),
            holds=dating.holds(claim, published.get(claim.document_id)),
            home=claim.document_id,
            in_title=any(a <= claim.figure.start < b for a, b in titles[claim.document_id]),
        )
        for claim in ordered
    ]
    return _trace_lifted(evidence, published)


def _once(documents: Sequence[CleanedText]) -> list[CleanedText]:
    """Return each document once: of several retrievals of the same bytes the first."""
    later_first = sorted(documents, key=lambda text: (text.received_on, text.name), reverse=True)
    return list({text.document_id: text for text in later_first}.values())


def _trace_lifted(evidence: Sequence[Evidence], published: Mapping[str, Interval]) -> list[Evidence]:
    """Give passages that several documents carry word for word the home and the date of the earliest.

    A short sentence may be written twice; it counts as lifted where its document lifts a longer one from the
    same.
    """
    ordered = sorted(evidence, key=lambda item: _publication_order(item, published))
    first: dict[object, Evidence] = {}
    lender: dict[str, str] = {}
    for item in ordered:
        if _sentence_length(item.claim) >= _SHORTEST_PASSAGE:
            source = first.setdefault(_passage(item.claim), item)
            lender.setdefault(item.home, source.home)
    for item in ordered:
        if _sentence_length(item.claim) < _SHORTEST_PASSAGE:
            first.setdefault((lender.get(item.home, item.home), _passage(item.claim)), item)
    traced = [_lift(item, _source(item, first, lender)) for item in evidence]
    return sorted(
        traced, key=lambda item: (item.claim.document_id, item.claim.figure.start, item.claim.figure.end)
    )


def _source(item: Evidence, first: Mapping[object, Evidence], lender: Mapping[str, str]) -> Evidence:
    passage = _passage(item.claim)
    if _sentence_length(item.claim) >= _SHORTEST_PASSAGE:
        return first[passage]
    return first[lender.get(item.home, item.home), passage]


def _lift(item: Evidence, source: Evidence) -> Evidence:
    if item.home == source.home:
        return item
    own_date = item.claim.said_on or item.claim.said_text
    return replace(item, home=source.home, said=item.said if own_date else source.said)


def _publication_order(item: Evidence, published: Mapping[str, Interval]) -> tuple[object, ...]:
    when = published.get(item.claim.document_id)
    return (not dating.is_dated(when), when is None, dating.first_day(when), item.claim.document_id)


def _passage(claim: Claim) -> tuple[object, ...]:
    """Return the fingerprint of the sentence around a figure: equal for passages copied word for word."""
    return (
        fold(claim.figure_text),
        claim.figure.start - claim.sentence.start,
        _sentence_length(claim),
        fold(claim.counted or ""),
        claim.event,
    )


def _sentence_length(claim: Claim) -> int:
    return claim.sentence.end - claim.sentence.start
