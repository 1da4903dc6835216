"""The estimates of every day on which something was received, from what had been received by then.

Here belongs walking through the days. Answering on a day is `reconcile`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.briefs import Brief
from pipeline.pile import Pile
from pipeline.reconciliation.reconcile import reconcile
from pipeline.records import Estimate


def history(pile: Pile, brief: Brief, until: date | None = None) -> Iterator[tuple[date, list[Estimate]]]:
    """Yield each day on which a document was received, oldest first, with the estimates of that day.

    Days after `until` are left out. Each day is answered anew from all that was known by then.
    """
    for day in pile.days:
        if until is None or day <= until:
            yield day, reconcile(pile, brief, day)
