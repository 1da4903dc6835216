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
from resources.receipts import Receipt
from resources.sources import DocumentSource
from resources.store import ParquetStore, StoreError

SHOWN = 5  # days named in full when many are missing
TABLES = tuple(stage.table for stage in STAGES)


def pile_on(day: date, named: Sequence[str], store: ParquetStore, sources: DocumentSource) -> Pile:
    """Read what was known on `day` from the sources `named`.

    Raises NotMaterialised, naming the days, when documents received by then have not been through all stages
    of today's code: an estimate would silently lack their claims.
    """
    days = sorted({known for name in named for known in sources.days(name) if known <= day})
    stored = set.intersection(*(set(store.days(table)) for table in TABLES))
    if missing := [known for known in days if known not in stored]:
        raise NotMaterialised(
            f"documents of {_named(missing)} are not in the store: "
            f"materialise {', '.join(TABLES)} for these days"
        )
    if not days:
        return Pile((), (), (), ())
    written = {known: tuple(store.noted(table, known) for table in TABLES) for known in days}
    if mixed := [known for known in days if not _of_one_make(written[known])]:
        raise NotMaterialised(
            f"the tables of {_named(mixed)} were made by other code, or not all from the same documents: "
            f"materialise {', '.join(TABLES)} for these days"
        )
    return _read(day, tuple(named), tuple(days), store, tuple(written.values()))


def _named(days: Sequence[date]) -> str:
    more = f" and {len(days) - SHOWN} more" if len(days) > SHOWN else ""
    return f"{', '.join(map(str, days[:SHOWN]))}{more}"


def _of_one_make(written: Sequence[Receipt | None]) -> bool:
    """Return whether the tables of a day were made by the code of today from the same documents. One without
    a receipt is damaged, which reading it tells."""
    found = dict(zip(STAGES, written, strict=True))
    made_from = {
        receipt.made_from.partition(" ")[0] for s, receipt in found.items() if receipt and s != COPIES
    }
    return len(made_from) <= 1 and all(r is None or r.code_version == s.version for s, r in found.items())


@lru_cache(maxsize=1)
def _read(
    day: date, named: tuple[str, ...], days: tuple[date, ...], store: ParquetStore, written: object
) -> Pile:
    """Read the tables as they were `written`, whatever became of the files since.

    The assets of a brief ask for the same pile one after the other, and reading a year of it takes half as
    long as answering from it.
    """
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
