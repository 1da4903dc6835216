"""What a brief knows on a day: the pile of all days up to it, from the store.

Here belongs reading the shared tables for one brief. A document that was received again is the document of
its first day, so that copies change nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from assets.stages import CLAIMS, CLEANED, COPIES, DOCUMENTS, QUARANTINE, STAGES
from pipeline.frames import from_frame
from pipeline.pile import Pile
from pipeline.records import Claim, CleanedText, Copy, Document, Quarantined, Retrieval
from resources.io_manager import NotMaterialised
from resources.sources import DocumentSource
from resources.store import ParquetStore, StoreError

SHOWN = 5  # days named in full when many are missing
TABLES = tuple(stage.table for stage in STAGES)


def pile_on(day: date, named: Sequence[str], store: ParquetStore, sources: DocumentSource) -> Pile:
    """Read what was known on `day` from the sources `named`.

    Raises NotMaterialised, naming the days, when documents received by then have not been through all stages:
    an estimate would silently lack their claims.
    """
    days = sorted({known for name in named for known in sources.days(name) if known <= day})
    stored = set.intersection(*(set(store.days(table)) for table in TABLES))
    if missing := [known for known in days if known not in stored]:
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        raise NotMaterialised(
            f"documents of {', '.join(map(str, missing[:SHOWN]))}{more} are not in the store: "
            f"materialise {', '.join(TABLES)} for these days"
        )
    if not days:
        return Pile((), (), (), ())
    written = tuple(store.noted(table, known) for table in TABLES for known in days)
    return _read(day, tuple(named), tuple(days), store, written)


@lru_cache(maxsize=1)
def _read(
    day: date, named: tuple[str, ...], days: tuple[date, ...], store: ParquetStore, written: object
) -> Pile:
    """Read the tables as they were `written`. The assets of a brief ask for the same pile one after the
    other, and reading a year of it takes half as long as answering from it."""
    mine = pl.col("source").is_in(list(named))
    try:
        found = store.read_days(DOCUMENTS.table, days, mine, once="document_id")
        cleaned = store.read_days(CLEANED.table, days, mine, once="document_id")
        theirs = pl.col("document_id").is_in(found["document_id"].implode())
        asserted = store.read_days(CLAIMS.table, days, theirs, once=["claim_id", "document_name"])
        same = ["document_id", "span", "home_id", "kind"]
        copied = store.read_days(COPIES.table, days, theirs & mine, once=same)
        flawed = store.read_days(
            QUARANTINE.table, days, theirs, once=["document_id", "document_name", "figure", "reason"]
        )
    except StoreError as problem:
        raise NotMaterialised(str(problem)) from problem
    # Another source may hold the same bytes under another name, and its claims are of that name.
    told = found.select("document_id", document_name="name")
    return Pile(
        documents=from_frame(Document, found),
        cleaned=from_frame(CleanedText, cleaned),
        claims=from_frame(Claim, _of(told, asserted)),
        copies=from_frame(Copy, copied),
        quarantined=from_frame(Quarantined, _of(told, flawed)),
    )


def _of(told: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of documents that were received under these names."""
    return rows.join(told, on=told.columns, how="semi", maintain_order="left")


def retrievals(pile: Pile) -> list[Retrieval]:
    """Return which documents a pile was put together from, by day, source and name."""
    return sorted(Retrieval(one.received_on, one.source, one.name, one.document_id) for one in pile.documents)
