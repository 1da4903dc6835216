"""Composing an edition: estimates and their records in, the content of a briefing out.

Here belongs the assembly of sections. What each section says is decided in the module named after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import get_args

from pipeline.briefing.changes import change
from pipeline.briefing.details import details, homes
from pipeline.briefing.edition import Edition, FigureRef, Line, Method
from pipeline.briefing.figures import figures
from pipeline.briefing.lines import noun
from pipeline.briefing.rulings import rulings
from pipeline.briefing.selection import select
from pipeline.briefing.sources import period, sources
from pipeline.briefing.summary import gaps, judgements, look_alikes, rows
from pipeline.briefs import Brief
from pipeline.lineage import Ledger
from pipeline.lineage.figures import MORE, edition_count
from pipeline.pile import Pile
from pipeline.reconciliation import rules
from pipeline.reconciliation.corrections import read_by_rulings
from pipeline.records import Estimate, Flaw


def compose(
    brief: Brief,
    estimates: Sequence[Estimate],
    pile: Pile,
    as_of: date,
    *,
    previous: Sequence[Estimate] | None = None,
) -> Edition:
    """Return the content of a brief's edition of the day `as_of`.

    What was received after that day is left out, and of what came before the edition carries what its figures
    rest on (see `selection`). `previous` are the estimates of the edition before; with
    them the briefing says what changed. The order in which records are given makes no difference.
    """
    pile = pile.until(as_of)
    received = sorted(
        {document.document_id: document for document in pile.documents}.values(),
        key=lambda document: (document.received_on, document.name, document.document_id),
    )
    here = {document.document_id for document in received}
    told = {claim.claim_id: claim for claim in pile.claims if claim.document_id in here}
    texts = {text.document_id: text for text in pile.cleaned if text.document_id in here}
    flawed = [one for one in pile.quarantined if one.document_id in here]
    brief = brief.on(as_of)
    answers = {estimate.question_id: estimate for estimate in estimates}
    ordered = tuple(answers[question.id] for question in brief.questions if question.id in answers)
    earlier = tuple(sorted(previous or (), key=lambda estimate: estimate.question_id))
    kept = select(brief, ordered, earlier, told, received, texts, flawed)
    by_id = {claim.claim_id: claim for claim in kept.claims}
    corrected = read_by_rulings(kept.estimates, brief.rulings, by_id)
    ledger = Ledger(
        brief=brief,
        as_of=as_of,
        next_issue=brief.next_issue(as_of),
        software_version=_software_version(),
        estimates=kept.estimates,
        previous=kept.previous,
        claims=kept.claims,
        documents=kept.documents,
        cleaned=kept.cleaned,
        figures=figures(kept, len(brief.questions), corrected),
        whole=kept.whole,
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
        set_aside=_set_aside(ledger),
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


def _set_aside(ledger: Ledger) -> tuple[Line, ...]:
    """Return how many figures of the documents are no claims, one line a reason."""
    counted = {reason: ledger.left_out.get(("edition", reason), 0) for reason in get_args(Flaw)}
    return tuple(
        (FigureRef(figure_id=f"edition.{MORE}{reason}"), f" {noun(reason, count)}")
        for reason, count in counted.items()
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
