"""The estimates of every day on which something was received, from what had been received by then.

Here belongs walking through the days. Answering on a day is `reconcile`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.briefs import Brief
from pipeline.reconciliation.reconcile import reconcile
from pipeline.records import Claim, CleanedText, Estimate


def history(
    claims: Sequence[Claim], documents: Sequence[CleanedText], brief: Brief, until: date | None = None
) -> Iterator[tuple[date, list[Estimate]]]:
    """Yield each day on which a document was received, oldest first, with the estimates of that day.

    Days after `until` are left out. Each day is answered anew from all claims up to it.
    """
    for day in sorted({text.received_on for text in documents}):
        if until is None or day <= until:
            yield day, reconcile(claims, documents, brief, day)
