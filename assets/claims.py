"""The third stage: the quantities that a document asserts.

Here belongs the asset alone. What is a claim, and what it says, is decided in `pipeline.extraction`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg
import polars as pl

from assets import checks, cleaning, documents
from assets.stages import CLAIMS, read_from
from assets.tables import listed, stored, table_asset
from pipeline.frames import from_frame, to_frame
from pipeline.records import Claim, CleanedText, Document
from resources.engine import ComputeEngine
from resources.model import Extracted, Proposer, extract_with
from resources.store import ParquetStore, Rows

KEY = dg.AssetKey(CLAIMS.table)


def extracted_claims(days: dg.PartitionsDefinition, reads_with: str) -> dg.AssetsDefinition:
    """Return the asset of all claims by the day their documents were received; `reads_with` names the model
    that points at figures, if there is one."""

    @dg.asset(
        **table_asset(KEY, Claim, days, CLAIMS.version, [checks.SPANS, checks.VALUES, checks.WORKED]),
        ins={"raw_documents": dg.AssetIn(documents.KEY), "cleaned_text": dg.AssetIn(cleaning.KEY)},
        group_name="documents",
        description="Every **claim**: one quantity asserted at one place in one document, with who, what, "
        "where, when, its status and the chain of attribution down to its origin.",
    )
    def extracted_claims(
        context: dg.AssetExecutionContext,
        raw_documents: pl.DataFrame,
        cleaned_text: pl.DataFrame,
        engine: dg.ResourceParam[ComputeEngine],
        proposer: dg.ResourceParam[Proposer],
        store: dg.ResourceParam[ParquetStore],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day, read = context.partition_key, from_frame(Document, raw_documents)
        pairs = zip(read, from_frame(CleanedText, cleaned_text), strict=True)
        outcomes = engine.each(extracted, [(*pair, proposer) for pair in pairs], "extract")
        claims = [claim for outcome in outcomes if outcome.value for claim in outcome.value.claims]
        told = list(zip(read, outcomes, strict=True))
        failed = [f"{document.name}: {outcome.error}" for document, outcome in told if outcome.error]
        unanswered = [
            {"document": f"{document.name}: {outcome.value.unanswered}"}
            for document, outcome in told
            if outcome.value and outcome.value.unanswered
        ]
        metadata = shown(claims) | ({"without proposals": listed(unanswered[:100])} if unanswered else {})
        results = [
            checks.spans(claims, read),
            checks.values(claims),
            checks.WORKED.result(failed, len(read)),
        ]
        made_from = read_from(store.made_from(documents.KEY.to_user_string(), day), reads_with)
        yield from stored(KEY, Claim, day, Rows(to_frame(Claim, claims), made_from), results, metadata)

    return extracted_claims


def extracted(task: tuple[Document, CleanedText, Proposer]) -> Extracted:
    """Extract the claims of one document."""
    return extract_with(*task)


def shown(claims: Sequence[Claim]) -> dict[str, Any]:
    """Return what the UI shows: the first claims, and how many each document and origin has."""
    rows = [
        {
            "figure": claim.figure_text,
            "counted": claim.counted,
            "event": claim.event,
            "status": claim.status,
            "place": claim.place,
            "origin": claim.origin,
            "document": claim.document_name,
            "at": f"{claim.figure.start}–{claim.figure.end}",
        }
        for claim in claims[:100]
    ]
    by_document = Counter(claim.document_name for claim in claims)
    by_origin = Counter(claim.origin for claim in claims)
    return {
        "claims": listed(rows),
        "claims by document": listed(
            [{"document": name, "claims": count} for name, count in by_document.most_common(50)]
        ),
        "claims by origin": listed(
            [{"origin": name, "claims": count} for name, count in by_origin.most_common(50)]
        ),
    }
