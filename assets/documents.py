"""The first stage: what was received on a day becomes documents.

Here belongs the asset alone. Finding entries is for `resources/sources.py`, decoding them for
`pipeline.cleaning`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import dagster as dg

from assets import checks
from assets.observed import source_key
from assets.stages import DOCUMENTS
from assets.tables import listed, stored, table_asset
from pipeline.cleaning import read
from pipeline.frames import to_frame
from pipeline.inputs import day_digest
from pipeline.records import Document
from resources.engine import ComputeEngine, Outcome
from resources.sources import DocumentSource, Received
from resources.store import Rows

KEY = dg.AssetKey(DOCUMENTS.table)


def raw_documents(days: dg.PartitionsDefinition, named: Sequence[str]) -> dg.AssetsDefinition:
    """Return the asset of all documents of the sources `named` by the day they were received."""

    @dg.asset(
        **table_asset(KEY, Document, days, DOCUMENTS.version, [checks.READABLE]),
        deps=[source_key(name) for name in named],
        group_name="documents",
        description="Every **document** as it was received: content-addressed by the SHA-256 of its bytes, "
        "decoded, with the day we got it. What could not be read keeps a row that says why.",
    )
    def raw_documents(
        context: dg.AssetExecutionContext,
        sources: dg.ResourceParam[DocumentSource],
        engine: dg.ResourceParam[ComputeEngine],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day = context.partition_key
        received = list(sources.received(date.fromisoformat(day)))
        made_from = day_digest(entry.retrieval for entry in received)
        documents = [row(*pair) for pair in zip(received, engine.each(decode, received, "read"), strict=True)]
        rows = Rows(to_frame(Document, documents), made_from)
        results = [checks.readable(documents, sources.strays())]
        yield from stored(KEY, Document, day, rows, results, shown(documents))

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
        document_id=entry.document_id,
        name=entry.name,
        source=entry.source,
        received_on=entry.received_on,
        size_bytes=entry.size_bytes,
        encoding=None,
        text="",
        error=error,
    )


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
