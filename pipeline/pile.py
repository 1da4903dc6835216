"""The pile: what is known up to a day, the one value from which every question is answered.

Here belongs putting it together and cutting it to an earlier day. Reading it from a store, or from files that
a person names, is for the floors above; answering from it for `pipeline.reconciliation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pipeline.dependence import find_copies
from pipeline.records import Claim, CleanedText, Copy, Document, Quarantined

R = TypeVar("R", Document, CleanedText)


@dataclass(frozen=True)
class Pile:
    """Everything received up to a day, by day, source and name: documents, their cleaned texts, their claims,
    which of their words are copies of others', and which figures of theirs are no claims. A document that was
    received again is the document of its first day."""

    documents: Sequence[Document]
    cleaned: Sequence[CleanedText]
    claims: Sequence[Claim]
    copies: Sequence[Copy]
    quarantined: Sequence[Quarantined] = ()

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        cleaned: Iterable[CleanedText],
        claims: Iterable[Claim],
        quarantined: Iterable[Quarantined] = (),
    ) -> Pile:
        """Put documents, cleaned texts and claims together, in any order, and find their copies.

        They come to the same pile as if each day's had been added to those of the days before.
        """
        first = _first(documents)
        texts = _first(cleaned)
        told = {claim.claim_id: claim for claim in claims}
        rank = {one.document_id: index for index, one in enumerate(texts)}
        ordered = sorted(
            (claim for claim in told.values() if claim.document_id in rank),
            key=lambda claim: (rank[claim.document_id], claim.figure.start, claim.figure.end),
        )
        return cls(first, texts, ordered, find_copies(first, texts), list(dict.fromkeys(quarantined)))

    def until(self, day: date) -> Pile:
        """Return what of this was known at the end of `day`."""
        if all(known <= day for known in self.days):
            return self
        documents = [document for document in self.documents if document.received_on <= day]
        cleaned = [text for text in self.cleaned if text.received_on <= day]
        ids = {text.document_id for text in cleaned}
        return Pile(
            documents=documents,
            cleaned=cleaned,
            claims=[claim for claim in self.claims if claim.document_id in ids],
            copies=[copy for copy in self.copies if {copy.document_id, copy.home_id} <= ids],
            quarantined=[one for one in self.quarantined if one.document_id in ids],
        )

    @property
    def days(self) -> list[date]:
        """The days on which something was received, oldest first."""
        return sorted(
            {text.received_on for text in self.cleaned} | {one.received_on for one in self.documents}
        )

    def day_before(self, day: date) -> date | None:
        """Return the last day before `day` on which something was received: the day of the edition before."""
        return max((known for known in self.days if known < day), default=None)


def _first(records: Iterable[R]) -> list[R]:
    """Return records in the order of receipt, of each document the first."""
    by_receipt = sorted(records, key=lambda one: (one.received_on, one.source, one.name), reverse=True)
    first = {one.document_id: one for one in by_receipt}
    return sorted(first.values(), key=lambda one: (one.received_on, one.source, one.name))
