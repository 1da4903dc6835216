"""Composing an edition: estimates and their records in, the content of a briefing out.

Here belongs the assembly of sections. What each section says is decided in the module named after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from pipeline.briefing.changes import change
from pipeline.briefing.details import details, homes
from pipeline.briefing.edition import Edition, FigureRef, Line, Method
from pipeline.briefing.figures import figures
from pipeline.briefing.lines import noun
from pipeline.briefing.rulings import rulings
from pipeline.briefing.sources import period, sources
from pipeline.briefing.summary import gaps, judgements, look_alikes, rows
from pipeline.briefs import Brief
from pipeline.lineage import Ledger
from pipeline.lineage.figures import edition_count
from pipeline.reconciliation import rules
from pipeline.reconciliation.corrections import read_by_rulings
from pipeline.records import Claim, CleanedText, Document, Estimate


def compose(
    brief: Brief,
    estimates: Sequence[Estimate],
    claims: Sequence[Claim],
    documents: Sequence[Document],
    cleaned: Sequence[CleanedText],
    as_of: date,
    *,
    previous: Sequence[Estimate] | None = None,
) -> Edition:
    """Return the content of a brief's edition of the day `as_of`.

    Records received after that day are left out. `previous` are the estimates of the edition before; with
    them the briefing says what changed. The order in which records are given makes no difference.
    """
    received = sorted(
        {document.document_id: document for document in documents if document.received_on <= as_of}.values(),
        key=lambda document: (document.received_on, document.name, document.document_id),
    )
    rank = {document.document_id: index for index, document in enumerate(received)}
    told = sorted(
        {claim.claim_id: claim for claim in claims if claim.document_id in rank}.values(),
        key=lambda claim: (rank[claim.document_id], claim.figure.start, claim.figure.end),
    )
    brief = brief.on(as_of)
    answers = {estimate.question_id: estimate for estimate in estimates}
    ordered = tuple(answers[question.id] for question in brief.questions if question.id in answers)
    corrected = read_by_rulings(ordered, brief.rulings, {claim.claim_id: claim for claim in told})
    earlier = tuple(sorted(previous or (), key=lambda estimate: estimate.question_id))
    ledger = Ledger(
        brief=brief,
        as_of=as_of,
        next_issue=brief.next_issue(as_of),
        software_version=_software_version(),
        estimates=ordered,
        previous=earlier,
        claims=tuple(told),
        documents=tuple(received),
        cleaned=tuple(
            sorted((c for c in cleaned if c.document_id in rank), key=lambda c: rank[c.document_id])
        ),
        figures=figures(ordered, earlier, told, received, len(brief.questions), corrected),
    )
    return composed(ledger)


def composed(ledger: Ledger) -> Edition:
    """Return the content of the edition that a ledger proves: all of it follows from the ledger's records."""
    compared = ledger.estimates if ledger.previous else ()
    changes = tuple(filter(None, (change(ledger, estimate) for estimate in compared)))
    table = rows(ledger, changes)
    return Edition(
        **{name: getattr(ledger, name) for name in Ledger.model_fields},
        period=period(ledger),
        counts=_counts(ledger),
        judgements=judgements(ledger),
        rows=table,
        changes=changes,
        look_alikes=look_alikes(ledger),
        gaps=gaps(ledger),
        rulings=rulings(ledger),
        details=details(ledger, table),
        sources=sources(ledger, frozenset(homes(ledger))),
        method=Method(
            software=ledger.software_version,
            rules=tuple(sorted({estimate.rules_version for estimate in ledger.estimates})),
            fired=_fired(ledger.estimates),
            extractors=tuple(sorted({claim.extractor_version for claim in ledger.claims})),
        ),
    )


def _counts(ledger: Ledger) -> tuple[Line, ...]:
    counted = {
        role: edition_count(ledger, "edition", role)
        for role in ("questions", "documents", "claims", "unreadable")
    }
    return tuple(
        (FigureRef(figure_id=f"edition.{role}"), f" {noun(role, count)}")
        for role, count in counted.items()
        if count
    )


def _fired(estimates: Sequence[Estimate]) -> tuple[str, ...]:
    fired = {rule for estimate in estimates for rule in estimate.rules}
    return tuple(rule for rule in rules() if rule in fired)


def _software_version() -> str:
    try:
        return version("briefline")
    except PackageNotFoundError:
        return "uninstalled"
