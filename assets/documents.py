"""The first stage: what was received on a day becomes documents.

Here belongs the asset alone. Finding entries is for `resources/sources.py`, decoding them for
`pipeline.cleaning`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import dagster as dg

from assets import checks
from assets.tables import listed, stored, table_asset
from pipeline.cleaning import read
from pipeline.frames import to_frame
from pipeline.records import Document, document_id
from resources.engine import ComputeEngine, Outcome
from resources.sources import DocumentSource, Received

KEY = dg.AssetKey("raw_documents")
ROOMS = ("pipeline/cleaning", "resources/sources.py", "assets/documents.py")


def raw_documents(days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    """Return the asset of all documents by the day they were received."""

    @dg.asset(
        **table_asset(KEY, Document, days, ROOMS, [checks.READABLE]),
        group_name="documents",
        backfill_policy=dg.BackfillPolicy.single_run(),
        description="Every **document** as it was received: content-addressed by the SHA-256 of its bytes, "
        "decoded, with the day we got it. What could not be read keeps a row that says why.",
    )
    def raw_documents(
        context: dg.AssetExecutionContext,
        sources: dg.ResourceParam[DocumentSource],
        engine: dg.ResourceParam[ComputeEngine],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        by_day = {}
        for day in context.partition_keys:
            received = list(sources.received(date.fromisoformat(day)))
            by_day[day] = [
                row(*pair) for pair in zip(received, engine.each(decode, received, "read"), strict=True)
            ]
        documents = [document for day in by_day.values() for document in day]
        frames = {day: to_frame(Document, found) for day, found in by_day.items()}
        yield from stored(
            KEY, Document, frames, [checks.readable(documents, sources.strays())], shown(documents)
        )

    return raw_documents


def decode(entry: Received) -> Document:
    """Decode one received entry; an entry that could not be read keeps its reason."""
    if entry.error:
        return unreadable(entry, entry.error)
    return read(entry.content, name=entry.name, source=entry.source, received_on=entry.received_on)


def row(entry: Received, outcome: Outcome[Document]) -> Document:
    """Return the document that decoding an entry led to, or the row that says why it led to none."""
    return outcome.value or unreadable(entry, f"could not be decoded: {outcome.error}")


def unreadable(entry: Received, error: str) -> Document:
    """Return the row of an entry that could not be read."""
    return Document(
        document_id=address(entry),
        name=entry.name,
        source=entry.source,
        received_on=entry.received_on,
        size_bytes=entry.size_bytes,
        encoding=None,
        text="",
        error=error,
    )


def address(entry: Received) -> str:
    """Return the id of an entry's document; without its bytes, it is addressed by its source and name."""
    return document_id(f"{entry.source}/{entry.name}".encode() if entry.error else entry.content)


def shown(documents: list[Document]) -> dict[str, Any]:
    """Return what the UI shows of the day's documents: each one, and why an unreadable one was dropped."""
    rows = [
        {
            "document": d.name,
            "source": d.source,
            "bytes": d.size_bytes,
            "encoding": d.encoding,
            "dropped because": d.error,
        }
        for d in documents[:100]
    ]
    return {"documents": listed(rows), "unreadable documents": sum(1 for d in documents if d.error)}
