"""The third stage: the quantities that a document asserts, and the figures that are no claims, with reasons.

Here belong the two tables alone. What is a claim, and what it says, is decided in `pipeline.extraction`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
import polars as pl

from assets import checks, cleaning, documents, stages
from assets.stages import CLAIMS, read_from
from assets.tables import listed, stored, table_asset
from pipeline.frames import from_frame, to_frame
from pipeline.records import Claim, CleanedText, Document, Quarantined
from resources.engine import ComputeEngine, Outcome
from resources.model import Extracted, Proposer, extract_with
from resources.store import ParquetStore, Rows

KEY = dg.AssetKey(CLAIMS.table)
QUARANTINE = dg.AssetKey(stages.QUARANTINE.table)


def extracted_claims(days: dg.PartitionsDefinition, reads_with: str) -> dg.AssetsDefinition:
    """Return the assets of all claims, and of the figures that are none, by the day their documents were
    received; `reads_with` names the model that points at figures, if there is one."""
    claims = table_asset(KEY, Claim, days, CLAIMS.version, [checks.SPANS, checks.VALUES, checks.WORKED])
    flawed = table_asset(QUARANTINE, Quarantined, days, stages.QUARANTINE.version, [checks.SOUND])

    @dg.multi_asset(
        name="extracted_claims",
        outs={
            KEY.path[-1]: out_of(
                claims,
                "Every **claim**: one quantity asserted at one place in one document, with who, what, "
                "where, when, its status and the chain of attribution down to its origin.",
            ),
            QUARANTINE.path[-1]: out_of(
                flawed,
                "Every figure that is **no claim**, since its words, its place or its value do not hold, and "
                "text left unread beyond the limits of a document, each with the reason.",
            ),
        },
        ins={"raw_documents": dg.AssetIn(documents.KEY), "cleaned_text": dg.AssetIn(cleaning.KEY)},
        partitions_def=days,
        check_specs=[*claims["check_specs"], *flawed["check_specs"]],
        backfill_policy=dg.BackfillPolicy.multi_run(1),
    )
    def extracted_claims(
        context: dg.AssetExecutionContext,
        raw_documents: pl.DataFrame,
        cleaned_text: pl.DataFrame,
        engine: dg.ResourceParam[ComputeEngine],
        proposer: dg.ResourceParam[Proposer],
        store: dg.ResourceParam[ParquetStore],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        day, received = context.partition_key, from_frame(Document, raw_documents)
        read = list(zip(received, from_frame(CleanedText, cleaned_text), strict=True))
        outcomes = engine.each(extracted, [(*pair, proposer) for pair in read], "extract")
        made_from = read_from(store.made_from(documents.KEY.to_user_string(), day), reads_with)
        found = [outcome.value for outcome in outcomes if outcome.value]
        claims = [claim for one in found for claim in one.claims]
        flaws = [row for one in found for row in one.quarantined]
        told = list(zip(received, outcomes, strict=True))
        failed = [f"{document.name}: {outcome.error}" for document, outcome in told if outcome.error]
        worked = checks.WORKED.result(failed, len(read))
        results = [checks.spans(claims, read), checks.values(claims), worked]
        rows = Rows(to_frame(Claim, claims), made_from)
        yield from stored(KEY, Claim, day, rows, results, shown(claims) | unanswered(told))
        rows = Rows(to_frame(Quarantined, flaws), made_from)
        sound = checks.sound(flaws, len(claims))
        yield from stored(QUARANTINE, Quarantined, day, rows, [sound], reasons(flaws))

    return extracted_claims


def out_of(table: Mapping[str, Any], description: str) -> dg.AssetOut:
    """Return a table of `table_asset` as one of several outputs of an asset."""
    names = ("key", "io_manager_key", "code_version", "owners", "kinds", "metadata")
    shared = {name: table[name] for name in names}
    return dg.AssetOut(**shared, group_name="documents", description=description)


def unanswered(told: Sequence[tuple[Document, Outcome[Extracted]]]) -> dict[str, Any]:
    """Return what the UI shows of the documents that a model was asked about in vain, if there are any."""
    rows = [
        {"document": f"{document.name}: {outcome.value.unanswered}"}
        for document, outcome in told
        if outcome.value and outcome.value.unanswered
    ]
    return {"without proposals": listed(rows[:100])} if rows else {}


def reasons(quarantined: Sequence[Quarantined]) -> dict[str, Any]:
    """Return what the UI shows: how many figures each reason set aside."""
    counted = Counter(one.reason for one in quarantined).most_common()
    return {"by reason": listed([{"reason": name, "figures": count} for name, count in counted])}


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
