"""What a brief knows on a day: the records of all days up to it, from the store.

Here belongs reading the shared tables for one brief. A document that was received again is the document of
its first day, so that copies change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from assets import claims, cleaning, dependence, documents
from pipeline.frames import from_frame
from pipeline.records import Claim, CleanedText, Copy, Document
from resources.io_manager import NotMaterialised
from resources.sources import DocumentSource
from resources.store import ParquetStore, StoreError

SHOWN = 5  # days named in full when many are missing
TABLES = tuple(
    key.to_user_string()
    for key in (documents.KEY, cleaning.KEY, claims.KEY, dependence.COPIES, dependence.SKETCHES)
)


@dataclass(frozen=True)
class Known:
    """The records of a brief's sources, received up to a day; by day, source and name of the document."""

    documents: list[Document]
    cleaned: list[CleanedText]
    claims: list[Claim]
    copies: list[Copy]

    def until(self, day: date) -> Known:
        """Return what of this was known on an earlier day."""
        cleaned = [text for text in self.cleaned if text.received_on <= day]
        ids = {text.document_id for text in cleaned}
        return Known(
            documents=[document for document in self.documents if document.received_on <= day],
            cleaned=cleaned,
            claims=[claim for claim in self.claims if claim.document_id in ids],
            copies=[copy for copy in self.copies if {copy.document_id, copy.home_id} <= ids],
        )

    def day_before(self, day: date) -> date | None:
        """Return the last day before `day` on which something was received: the day of the edition before."""
        return max(
            (document.received_on for document in self.documents if document.received_on < day), default=None
        )


def known_on(day: date, named: Sequence[str], store: ParquetStore, sources: DocumentSource) -> Known:
    """Read what was known on `day` from the sources `named`.

    Raises NotMaterialised, naming the days, when documents received by then have not been through all stages:
    an estimate would silently lack their claims.
    """
    received = {known for name in named for known in sources.days(name) if known <= day}
    stored = set.intersection(*(set(store.days(table)) for table in TABLES))
    if missing := sorted(received - stored):
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        raise NotMaterialised(
            f"documents of {', '.join(map(str, missing[:SHOWN]))}{more} are not in the store: "
            f"materialise {', '.join(TABLES)} for these days"
        )
    written = tuple(
        (table, known, store.written(table, known))
        for table in TABLES
        for known in store.days(table)
        if known <= day
    )
    return _read(day, tuple(named), store, written)


@lru_cache(maxsize=1)
def _read(day: date, named: tuple[str, ...], store: ParquetStore, written: object) -> Known:
    """Read the tables as they were `written`. The assets of a brief ask for the same pile one after the
    other, and reading a year of it takes half as long as answering from it."""
    mine = pl.col("source").is_in(list(named))
    try:
        found = store.read_up_to(TABLES[0], day, mine, once="document_id")
        cleaned = store.read_up_to(TABLES[1], day, mine, once="document_id")
        theirs = pl.col("document_id").is_in(found["document_id"].implode())
        asserted = store.read_up_to(TABLES[2], day, theirs, once="claim_id")
        copied = store.read_up_to(TABLES[3], day, theirs, once=["document_id", "span", "home_id", "kind"])
    except StoreError as problem:
        raise NotMaterialised(str(problem)) from problem
    return Known(
        documents=from_frame(Document, found),
        cleaned=from_frame(CleanedText, cleaned),
        claims=from_frame(Claim, asserted),
        copies=from_frame(Copy, copied),
    )
