"""The third stage: the quantities that a document asserts, and the figures that are no claims, with reasons.

Here belong the two tables alone. What is a claim, and what it says, is decided in `pipeline.extraction`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from assets import checks, cleaning, documents
from assets.tables import Days, listed, stored, table_asset
from pipeline.frames import from_frame, to_frame
from pipeline.records import Claim, CleanedText, Document, Quarantined
from resources.engine import ComputeEngine
from resources.model import Extracted, Proposer, extract_with

KEY = dg.AssetKey("extracted_claims")
QUARANTINE = dg.AssetKey("quarantined_claims")
ROOMS = ("pipeline/extraction", "pipeline/briefs", *cleaning.ROOMS, "assets/claims.py")


def extracted_claims(days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
    """Return the assets of all claims, and of the figures that are none, by the day their documents were
    received."""
    claims = table_asset(KEY, Claim, days, ROOMS, [checks.SPANS, checks.VALUES, checks.WORKED])
    flawed = table_asset(QUARANTINE, Quarantined, days, ROOMS, [checks.SOUND])

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
        backfill_policy=dg.BackfillPolicy.single_run(),
    )
    def extracted_claims(
        raw_documents: Days,
        cleaned_text: Days,
        engine: dg.ResourceParam[ComputeEngine],
        proposer: dg.ResourceParam[Proposer],
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        read: list[tuple[Document, CleanedText]] = []
        claims: list[Claim] = []
        quarantined: list[Quarantined] = []
        failed: list[str] = []
        unanswered: list[str] = []
        frames, set_aside = {}, {}
        for day, frame in raw_documents.items():
            documents_of_day = from_frame(Document, frame)
            pairs = list(zip(documents_of_day, from_frame(CleanedText, cleaned_text[day]), strict=True))
            outcomes = engine.each(extracted, [(*pair, proposer) for pair in pairs], "extract")
            found = [claim for outcome in outcomes if outcome.value for claim in outcome.value.claims]
            for document, outcome in zip(documents_of_day, outcomes, strict=True):
                failed += [f"{document.name}: {outcome.error}"] if outcome.error else []
                if outcome.value and outcome.value.unanswered:
                    unanswered.append(f"{document.name}: {outcome.value.unanswered}")
            frames[day] = to_frame(Claim, found)
            flaws = [row for outcome in outcomes if outcome.value for row in outcome.value.quarantined]
            set_aside[day] = to_frame(Quarantined, flaws)
            read += pairs
            claims += found
            quarantined += flaws
        metadata = shown(claims) | (
            {"without proposals": listed([{"document": line} for line in unanswered[:100]])}
            if unanswered
            else {}
        )
        worked = checks.WORKED.result(failed, len(read))
        yield from stored(
            KEY, Claim, frames, [checks.spans(claims, read), checks.values(claims), worked], metadata
        )
        told = checks.sound(quarantined, len(claims))
        yield from stored(QUARANTINE, Quarantined, set_aside, [told], reasons(quarantined))

    return extracted_claims


def out_of(table: Mapping[str, Any], description: str) -> dg.AssetOut:
    """Return a table of `table_asset` as one of several outputs of an asset."""
    names = ("key", "io_manager_key", "code_version", "owners", "kinds", "metadata")
    shared = {name: table[name] for name in names}
    return dg.AssetOut(**shared, group_name="documents", description=description)


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
