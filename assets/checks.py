"""The asset checks: what must hold before a table or an edition counts, and what a reader should know.

Here belongs what is checked and how it is reported. A check that is `blocking` stops its asset before
anything is stored or published, so that what was there before stays; the others warn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import polars as pl

from pipeline.cleaning import reading_text, seen
from pipeline.extraction import parse_figure
from pipeline.lineage import Fault
from pipeline.reconciliation.effects import Effect, warnings
from pipeline.records import Claim, CleanedText, Document, Estimate, Quarantined

SHOWN = 50  # faults listed in full in the UI


@dataclass(frozen=True)
class Check:
    """One check: its name, what must hold in words, and whether it stops its asset."""

    name: str
    holds: str
    blocking: bool

    def spec(self, asset: dg.AssetKey, days: dg.PartitionsDefinition) -> dg.AssetCheckSpec:
        """Declare the check on each day of an asset."""
        return dg.AssetCheckSpec(
            self.name, asset=asset, description=self.holds, blocking=self.blocking, partitions_def=days
        )

    def result(self, faults: Sequence[str], looked_at: int) -> dg.AssetCheckResult:
        """Report what was found wrong among so many things `looked_at`."""
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        records = [dg.TableRecord({"fault": fault}) for fault in faults[:SHOWN]]
        listed = {"list": dg.MetadataValue.table(records)} if records else {}
        return dg.AssetCheckResult(
            check_name=self.name,
            passed=not faults,
            severity=dg.AssetCheckSeverity.ERROR if self.blocking else dg.AssetCheckSeverity.WARN,
            description=f"{faults[0]}{more}" if faults else self.holds,
            metadata={"looked at": looked_at, "faults": len(faults), **listed},
        )


COLUMNS = Check(
    "columns_as_declared", "The table has exactly the columns and types of its declared schema.", True
)
READABLE = Check("documents_readable", "Every entry that was received could be read as a document.", False)
DATED = Check("documents_dated", "Every document says or implies when it was published.", False)
SPANS = Check("figure_text_equals_span", "Every claim's figure text is what a reader sees at its span.", True)
VALUES = Check(
    "figure_text_gives_its_values",
    "Every claim's figure text, read again by itself, gives its values.",
    False,
)
SOUND = Check("figures_all_claims", "No figure was set aside for a flaw, and no text left unread.", False)
WORKED = Check("documents_worked_through", "Claims could be sought in every document that was read.", False)
ORIGINS = Check("origins_known", "Every number behind an estimate is attributed to a known origin.", False)
RULINGS = Check(
    "rulings_match", "Every ruling in force matches what it names and makes a difference to an answer.", False
)
BOUND = Check(
    "every_number_bound", "Every number on the page is bound to a figure that leads to a document.", True
)
QUOTES = Check(
    "every_quote_equals_its_span", "Every quotation is exactly the characters of its document.", True
)


def columns(frame: pl.DataFrame, schema: pl.Schema) -> dg.AssetCheckResult:
    """Check a frame against the declared schema."""
    faults = [
        f"column {name} is {frame.schema.get(name, 'missing')}, declared {schema.get(name, 'nowhere')}"
        for name in dict.fromkeys([*schema, *frame.schema])
        if frame.schema.get(name) != schema.get(name)
    ]
    return COLUMNS.result(faults, len(frame.schema))


def readable(documents: Sequence[Document], strays: Sequence[Path]) -> dg.AssetCheckResult:
    """List the entries that could not be read, with the reason, and those that no day can be given to."""
    faults = [f"{document.name}: {document.error}" for document in documents if document.error]
    faults += [f"{path.name}: lies outside a folder named by day, such as 2025-09-07" for path in strays]
    return READABLE.result(faults, len(documents) + len(strays))


def dated(cleaned: Sequence[CleanedText]) -> dg.AssetCheckResult:
    """List the documents whose day of publication nothing tells."""
    read = [text for text in cleaned if not text.error]
    return DATED.result([f"{text.name}: undated" for text in read if text.published_on is None], len(read))


def spans(claims: Sequence[Claim], read: Iterable[tuple[Document, CleanedText]]) -> dg.AssetCheckResult:
    """Check that a reader of each claim's document sees its figure text at its span."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.document_id].append(claim)
    faults = [
        f"{claim.document_name}: {claim.figure_text!r} is not at {claim.figure.start}–{claim.figure.end}"
        for document, cleaned in read
        if document.document_id in told
        for text in (reading_text(document, cleaned),)
        for claim in told.pop(document.document_id)
        if seen(claim.figure.of(text)) != claim.figure_text
    ]
    faults += [f"{claim.document_name}: no such document" for lost in told.values() for claim in lost]
    return SPANS.result(faults, len(claims))


def sound(quarantined: Sequence[Quarantined], claims: int) -> dg.AssetCheckResult:
    """List what was set aside instead of becoming a claim, by document, with the reason and the words."""
    faults = [f"{one.document_name}: {one.reason} {one.figure_text!r}" for one in quarantined]
    return SOUND.result(faults, claims + len(quarantined))


def values(claims: Sequence[Claim]) -> dg.AssetCheckResult:
    """Read each claim's figure text again and compare low, high and bound."""
    faults = [
        f"{claim.document_name}: {claim.figure_text!r} does not give {claim.low}, {claim.high}, {claim.bound}"
        for claim in claims
        if parse_figure(claim.figure_text) != (claim.low, claim.high, claim.bound)
    ]
    return VALUES.result(faults, len(claims))


def origins(estimates: Sequence[Estimate]) -> dg.AssetCheckResult:
    """List the estimates that rest on unattributed numbers."""
    faults = [f"{e.question_id}: a number without a known origin" for e in estimates if e.n_unknown]
    return ORIGINS.result(faults, len(estimates))


def ruled(told: Sequence[Effect]) -> dg.AssetCheckResult:
    """List the rulings that bear on nothing, and what rulings name in vain."""
    return RULINGS.result(warnings(told), len(told))


def page(faults: Sequence[Fault], figures: int) -> list[dg.AssetCheckResult]:
    """Report what the checker of the finished page found: false quotations apart from all other faults."""
    false_quotes = [fault for fault in faults if fault.kind == "quote"]
    others = [fault for fault in faults if fault.kind != "quote"]
    return [
        QUOTES.result(list(map(str, false_quotes)), figures),
        BOUND.result(list(map(str, others)), figures),
    ]


def faults(metadata: Mapping[str, dg.MetadataValue]) -> list[str]:
    """Return the faults that a result lists in its metadata."""
    listed = metadata.get("list")
    if not isinstance(listed, dg.TableMetadataValue):
        return []
    return [str(record.data["fault"]) for record in listed.records]


def settled(what: str, results: Sequence[dg.AssetCheckResult]) -> Iterator[dg.AssetCheckResult]:
    """Report all results, then stop with one clear line if a blocking check did not hold."""
    yield from results
    for result in results:
        if not result.passed and result.severity == dg.AssetCheckSeverity.ERROR:
            raise dg.Failure(f"{what}: {result.description}", allow_retries=False)
