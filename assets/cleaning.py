"""The second stage: a document's own prose, its title, dates and language.

Here belongs the asset alone. What is kept or dropped, and why, is decided in `pipeline.cleaning`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg
import polars as pl

from assets import checks, documents
from assets.stages import CLEANED
from assets.tables import listed, stored, table_asset
from pipeline.cleaning import clean, foreign
from pipeline.frames import from_frame, to_frame
from pipeline.records import CleanedText, Document, TextSpan
from resources.engine import ComputeEngine, Outcome
from resources.store import ParquetStore, Rows

KEY = dg.AssetKey(CLEANED.table)


def cleaned_text(days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    """Return the asset of all cleaned texts by the day their documents were received."""

    @dg.asset(
        **table_asset(KEY, CleanedText, days, CLEANED.version, [checks.DATED]),
        ins={"raw_documents": dg.AssetIn(documents.KEY)},
        group_name="documents",
        description="Each document's **own prose**: spans of the decoded original, kept or dropped with "
        "a reason, and what it says of itself (title, byline, publisher, date of publication and its basis).",
    )
    def cleaned_text(
        context: dg.AssetExecutionContext,
        raw_documents: pl.DataFrame,
        engine: dg.ResourceParam[ComputeEngine],
        store: dg.ResourceParam[ParquetStore],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day, found = context.partition_key, from_frame(Document, raw_documents)
        cleaned = [text(*pair) for pair in zip(found, engine.each(clean, found, "clean"), strict=True)]
        rows = Rows(to_frame(CleanedText, cleaned), store.made_from(documents.KEY.to_user_string(), day))
        yield from stored(KEY, CleanedText, day, rows, [checks.dated(cleaned)], shown(cleaned))

    return cleaned_text


def text(document: Document, outcome: Outcome[CleanedText]) -> CleanedText:
    """Return a document's cleaned text; when cleaning failed, one that keeps nothing and says why."""
    if outcome.value:
        return outcome.value
    error = f"could not be cleaned: {outcome.error}"
    whole = TextSpan(start=0, end=len(document.text), kept=False, kind="chrome", reason=error)
    return CleanedText(
        document_id=document.document_id,
        name=document.name,
        source=document.source,
        received_on=document.received_on,
        title=None,
        byline=None,
        dateline=None,
        publisher=None,
        published_on=None,
        published_basis="none",
        published_precision="none",
        latest_mention=None,
        language=None,
        spans=(whole,) if document.text else (),
        error=error,
    )


def shown(cleaned: Sequence[CleanedText]) -> dict[str, Any]:
    """Return what the UI shows: how much was kept, and why text or whole documents were dropped."""
    dropped = Counter[str]()
    for each in cleaned:
        for span in each.spans:
            if not span.kept:
                dropped[span.reason] += span.end - span.start
    kept = sum(span.end - span.start for each in cleaned for span in each.kept())
    reasons: list[dict[str, Any]] = [
        {"reason": reason, "characters": size} for reason, size in dropped.most_common(50)
    ]
    unread: list[dict[str, Any]] = [
        {"document": each.name, "dropped because": each.error} for each in cleaned if each.error
    ]
    return {
        "characters kept": kept,
        "characters dropped": sum(dropped.values()),
        "dropped text": listed(reasons),
        "dropped documents": listed(unread),
        "documents in another language": sum(1 for each in cleaned if foreign(each)),
        "undated documents": sum(1 for each in cleaned if not each.error and each.published_on is None),
    }
