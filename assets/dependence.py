"""Beside the third stage: what documents copy from one another.

Here belong the assets alone. What is a copy, and of what, is decided in `pipeline.dependence`. A document's
sketch is made once; the documents of a day are then compared with those of that day and of all days before,
so that a new day costs its own documents and a look through the sketches of the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import dagster as dg
import polars as pl

from assets import cleaning, documents, stages
from assets.tables import listed, stored, table_asset
from pipeline.dependence import copies_among, sketch
from pipeline.frames import from_frame, schema, to_frame
from pipeline.inputs import chained
from pipeline.records import CleanedText, Copy, Document, Sketch
from resources.io_manager import NotMaterialised
from resources.sources import DocumentSource
from resources.store import ParquetStore, Rows, StoreError

SKETCHES = dg.AssetKey(stages.SKETCHES.table)
COPIES = dg.AssetKey(stages.COPIES.table)
SHOWN = 100


def document_sketches(days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    """Return the asset of all sketches by the day their documents were received."""

    @dg.asset(
        **table_asset(SKETCHES, Sketch, days, stages.SKETCHES.version, []),
        ins={"raw_documents": dg.AssetIn(documents.KEY), "cleaned_text": dg.AssetIn(cleaning.KEY)},
        group_name="documents",
        description="The few numbers of every document by which its **copies** are found, made once.",
    )
    def document_sketches(
        context: dg.AssetExecutionContext,
        raw_documents: pl.DataFrame,
        cleaned_text: pl.DataFrame,
        store: dg.ResourceParam[ParquetStore],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day = context.partition_key
        made = sketch(from_frame(Document, raw_documents), from_frame(CleanedText, cleaned_text))
        rows = Rows(made, store.made_from(documents.KEY.to_user_string(), day))
        yield from stored(SKETCHES, Sketch, day, rows, [], {})

    return document_sketches


def document_copies(days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    """Return the asset of all copies by the day the later of the two documents was received."""

    @dg.asset(
        **table_asset(COPIES, Copy, days, stages.COPIES.version, []),
        ins={
            "raw_documents": dg.AssetIn(documents.KEY),
            "cleaned_text": dg.AssetIn(cleaning.KEY),
            "document_sketches": dg.AssetIn(SKETCHES),
        },
        group_name="documents",
        description="Near-duplicate documents and lifted passages, each with the earliest document that "
        "carries the words: the documents of a day against those of that day and all days before. When an "
        "earlier day is received again, the days after it are compared again.",
    )
    def document_copies(
        context: dg.AssetExecutionContext,
        raw_documents: pl.DataFrame,
        cleaned_text: pl.DataFrame,
        document_sketches: pl.DataFrame,
        store: dg.ResourceParam[ParquetStore],
        sources: dg.ResourceParam[DocumentSource],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day = date.fromisoformat(context.partition_key)
        before = [known for known in sources.days() if known < day]
        shelf = Shelf(store, before, raw_documents, cleaned_text)
        try:
            earlier = sketches_of(before, store)
            digests = [(known, store.made_from(SKETCHES.to_user_string(), known)) for known in (*before, day)]
        except StoreError as problem:
            raise NotMaterialised(str(problem)) from problem
        found = [
            copy.model_copy(update={"source": source})
            for (source,), mine in document_sketches.partition_by("source", as_dict=True).items()
            for copy in copies_among(mine, earlier.filter(pl.col("source") == source), shelf.texts)
        ]
        rows = Rows(to_frame(Copy, found), chained(digests))
        yield from stored(COPIES, Copy, context.partition_key, rows, [], shown(found, shelf.names))

    return document_copies


class Shelf:
    """The texts of documents, from the day of a run or from the store, and the names of those taken."""

    def __init__(
        self, store: ParquetStore, before: Sequence[date], raw: pl.DataFrame, cleaned: pl.DataFrame
    ) -> None:
        self._store, self._before, self._documents, self._cleaned = store, before, raw, cleaned
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
        return self._store.read_days(key.to_user_string(), self._before, wanted, once="document_id")


def sketches_of(days: Sequence[date], store: ParquetStore) -> pl.DataFrame:
    """Return the sketches of days, those of every source once a document."""
    if not days:
        return pl.DataFrame(schema=schema(Sketch))
    table = SKETCHES.to_user_string()
    return store.read_days(table, days, pl.lit(True), once=["source", "document_id"])


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
