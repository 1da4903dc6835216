"""Beside the third stage: what documents copy from one another.

Here belong the assets alone. What is a copy, and of what, is decided in `pipeline.dependence`. A document's
sketch is made once; the documents of a day are then compared with those of that day and of all days before,
so that a new day costs its own documents and a look through the sketches of the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import dagster as dg
import polars as pl

from assets import cleaning, documents
from assets.tables import Days, listed, stored, table_asset
from pipeline.dependence import copies_among, sketch
from pipeline.frames import from_frame, schema, to_frame
from pipeline.records import CleanedText, Copy, Document, Sketch
from resources.io_manager import NotMaterialised
from resources.store import ParquetStore, StoreError

SKETCHES = dg.AssetKey("document_sketches")
COPIES = dg.AssetKey("document_copies")
# The versions of the libraries that sketches are made by are pinned in pyproject.toml.
ROOMS = ("pipeline/dependence", *cleaning.ROOMS, "assets/dependence.py")
SHOWN = 100


def document_sketches(days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    """Return the asset of all sketches by the day their documents were received."""

    @dg.asset(
        **table_asset(SKETCHES, Sketch, days, ROOMS, []),
        ins={"raw_documents": dg.AssetIn(documents.KEY), "cleaned_text": dg.AssetIn(cleaning.KEY)},
        group_name="documents",
        backfill_policy=dg.BackfillPolicy.single_run(),
        description="The few numbers of every document by which its **copies** are found, made once.",
    )
    def document_sketches(
        raw_documents: Days, cleaned_text: Days
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        frames = {
            day: sketch(from_frame(Document, frame), from_frame(CleanedText, cleaned_text[day]))
            for day, frame in raw_documents.items()
        }
        yield from stored(SKETCHES, Sketch, frames, [], {})

    return document_sketches


def document_copies(days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    """Return the asset of all copies by the day the later of the two documents was received."""

    @dg.asset(
        **table_asset(COPIES, Copy, days, ROOMS, []),
        ins={
            "raw_documents": dg.AssetIn(documents.KEY),
            "cleaned_text": dg.AssetIn(cleaning.KEY),
            "document_sketches": dg.AssetIn(SKETCHES),
        },
        group_name="documents",
        backfill_policy=dg.BackfillPolicy.single_run(),
        description="Near-duplicate documents and lifted passages, each with the earliest document that "
        "carries the words: the documents of a day against those of that day and all days before. When an "
        "earlier day is received again, the days after it are compared again.",
    )
    def document_copies(
        raw_documents: Days,
        cleaned_text: Days,
        document_sketches: Days,
        store: dg.ResourceParam[ParquetStore],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        shelf = Shelf(store, raw_documents, cleaned_text)
        earlier = sketches_before(min(document_sketches), store)
        frames, found = {}, []
        for day, new in sorted(document_sketches.items()):
            of_day = [
                copy
                for (source,), mine in new.partition_by("source", as_dict=True).items()
                for copy in copies_among(mine, earlier.filter(pl.col("source") == source), shelf.texts)
            ]
            frames[day] = to_frame(Copy, of_day)
            found += of_day
            earlier = pl.concat([earlier, new])
        yield from stored(COPIES, Copy, frames, [], shown(found, shelf.names))

    return document_copies


class Shelf:
    """The texts of documents, from the days of a run or from the store, and the names of those taken."""

    def __init__(self, store: ParquetStore, raw_documents: Days, cleaned_text: Days) -> None:
        self._store = store
        self._documents = pl.concat(raw_documents.values())
        self._cleaned = pl.concat(cleaned_text.values())
        self._last = date.fromisoformat(max(raw_documents))
        self.names: dict[str, str] = {}

    def texts(self, ids: Sequence[str]) -> list[tuple[Document, CleanedText]]:
        """Return the documents with these ids, with their cleaned texts."""
        here = set(self._documents["document_id"])
        wanted = pl.col("document_id").is_in(list(ids))
        raw, cleaned = self._documents.filter(wanted), self._cleaned.filter(wanted)
        if not here.issuperset(ids):
            try:
                raw = pl.concat([raw, self._stored(documents.KEY, wanted)])
                cleaned = pl.concat([cleaned, self._stored(cleaning.KEY, wanted)])
            except StoreError as problem:
                raise NotMaterialised(str(problem)) from problem
        by_id = {text.document_id: text for text in from_frame(CleanedText, cleaned)}
        found = {one.document_id: one for one in from_frame(Document, raw)}
        self.names |= {key: one.name for key, one in found.items()}
        return [(one, by_id[key]) for key, one in found.items()]

    def _stored(self, key: dg.AssetKey, wanted: pl.Expr) -> pl.DataFrame:
        return self._store.read_up_to(key.to_user_string(), self._last, wanted, once="document_id")


def sketches_before(day: str, store: ParquetStore) -> pl.DataFrame:
    """Return the sketches of all days before one, those of every source once a document."""
    table, last = SKETCHES.to_user_string(), date.fromisoformat(day) - timedelta(days=1)
    if not any(known <= last for known in store.days(table)):
        return pl.DataFrame(schema=schema(Sketch))
    try:
        return store.read_up_to(table, last, pl.lit(True), once=["source", "document_id"])
    except StoreError as problem:
        raise NotMaterialised(str(problem)) from problem


def shown(copies: Sequence[Copy], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what the UI shows: how much was copied, and the first copies with where they come from."""
    rows: list[dict[str, Any]] = [
        {
            "document": names.get(copy.document_id, copy.document_id),
            "at": f"{copy.span.start}–{copy.span.end}",
            "kind": copy.kind,
            "copied from": names.get(copy.home_id, copy.home_id),
            "there at": f"{copy.home_span.start}–{copy.home_span.end}",
            "similarity": copy.similarity,
        }
        for copy in copies[:SHOWN]
    ]
    whole = {copy.document_id for copy in copies if copy.kind == "document"}
    lifted = [copy for copy in copies if copy.kind == "passage" and copy.document_id not in whole]
    return {
        "near-duplicate documents": len(whole),
        "passages lifted into other documents": len(lifted),
        "copies": listed(rows),
    }
