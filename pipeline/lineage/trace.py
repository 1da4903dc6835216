"""The trace of an edition's figures as plain data: figure → estimate → claims → span → document and chain.

Here belongs the shape of `lineage.json`. Telling it in a terminal belongs to `explain.py`.
Spans follow the W3C Web Annotation selectors (https://www.w3.org/TR/annotation-model/#selectors).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.lineage.ledger import Ledger
from pipeline.lineage.shown import cut, ends
from pipeline.reconciliation.effects import as_data
from pipeline.records import Claim, CleanedText, Document, Estimate, Figure, Interval, Ruled, Span

CONTEXT_CHARS = 32  # length of a text quote selector's prefix and suffix


def trace(ledger: Ledger) -> dict[str, Any]:
    """Return the lineage of every figure of an edition, as data that JSON can hold.

    `figures` names the question or claim of each figure and the claims that carry it; `estimates` (by
    question), `claims` and `documents` hold each record once, a claim as extracted, `rulings` what
    analysts ruled by then, and `left_out` what the edition does not carry. Offsets are code points into the
    decoded document.
    """
    cited = {claim for figure in ledger.figures for claim in figure.claim_ids}
    claims = [claim for claim in ledger.claims if claim.claim_id in cited]
    ruled: dict[str, list[Ruled]] = {}
    for one in dict.fromkeys(one for estimate in ledger.estimates for one in estimate.rulings):
        for key in one.claim_ids:
            ruled.setdefault(key, []).append(one)
    documents = {claim.document_id for claim in claims}
    return {
        "brief": ledger.brief.id,
        "as_of": ledger.as_of.isoformat(),
        "offsets": "code points of the decoded document, end excluded",
        "figures": figures_data(ledger.figures),
        "estimates": {
            estimate.question_id: _estimate(estimate, ledger.question_by_id[estimate.question_id].title)
            for estimate in ledger.estimates
        },
        "claims": {
            claim.claim_id: {
                **_claim(claim, ledger.document_by_id[claim.document_id].text),
                "rulings": [_ruled(one) for one in ruled.get(claim.claim_id, ())],
            }
            for claim in sorted(claims, key=lambda claim: claim.claim_id)
        },
        "documents": {
            document.document_id: _document(document, ledger.cleaned_by_id.get(document.document_id))
            for document in sorted(ledger.documents, key=lambda document: document.document_id)
            if document.document_id in documents
        },
        "rulings": {effect.ruling.id: as_data(effect) for effect in ledger.effects},
        "left_out": _left_out(ledger),
    }


def figures_data(figures: Iterable[Figure]) -> dict[str, dict[str, Any]]:
    """Return figures as data by their ids, in the order of these."""
    return {
        figure.figure_id: {
            "text": figure.text,
            "kind": figure.kind,
            "role": figure.role,
            "subject": figure.subject_id,
            "claims": list(figure.claim_ids),
            "rulings": list(figure.rulings),
        }
        for figure in sorted(figures, key=lambda figure: figure.figure_id)
    }


def read_figures(data: Mapping[str, Mapping[str, Any]]) -> tuple[Figure, ...]:
    """Return the figures that `figures_data` made data of, in the order of their ids. Raises ValueError,
    LookupError or TypeError for other data."""
    return tuple(
        Figure(
            figure_id=key,
            kind=one["kind"],
            subject_id=one["subject"],
            role=one["role"],
            text=one["text"],
            claim_ids=tuple(one["claims"]),
            rulings=tuple(one["rulings"]),
        )
        for key, one in sorted(data.items())
    )


def _left_out(ledger: Ledger) -> dict[str, dict[str, Any]]:
    """Return what the edition does not carry: by question, document or edition, and by kind, how many."""
    found: dict[str, dict[str, Any]] = {}
    for one in ledger.whole.left_out:
        found.setdefault(one.subject, {})[one.what] = {"count": one.count, "sha256": one.sha256}
    return found


def _estimate(estimate: Estimate, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "low": estimate.low,
        "best": estimate.best,
        "high": estimate.high,
        "floor2": estimate.floor2,
        "bound": estimate.bound,
        "unit": estimate.unit,
        "derived": estimate.derived,
        "holds_on": _interval(estimate.holds_on),
        "verdict": estimate.verdict,
        "confidence": estimate.confidence,
        "origins": estimate.n_origins,
        "unknown": estimate.n_unknown,
        "reports": estimate.n_reports,
        "claims": list(estimate.claim_ids),
        "parts": list(estimate.part_ids),
        "set_aside": [
            {"claim": aside.claim_id, "relation": aside.relation, "rule": aside.rule, "reason": aside.reason}
            for aside in estimate.set_aside
        ],
        "rules": list(estimate.rules),
        "rules_version": estimate.rules_version,
        "rationale": list(estimate.rationale),
        "rulings": [_ruled(one) for one in estimate.rulings],
    }


def _ruled(ruled: Ruled) -> dict[str, Any]:
    return {
        "ruling": ruled.ruling_id,
        "rule": ruled.rule,
        "claims": list(ruled.claim_ids),
        "fields": list(ruled.fields),
        "reason": ruled.reason,
    }


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    return {
        "figure_text": claim.figure_text,
        "low": claim.low,
        "high": claim.high,
        "bound": claim.bound,
        "unit": claim.unit,
        "counted": claim.counted,
        "actor": claim.actor,
        "event": claim.event,
        "status": claim.status,
        "place": claim.place,
        "time_text": claim.time_text,
        "time": _interval(claim.time),
        "said_on": _interval(claim.said_on),
        "document": claim.document_id,
        "sentence": _target(claim.sentence, text),
        "figure": _target(claim.figure, text),
        "origin": claim.origin,
        "chain": [
            {
                "party": link.party,
                "kind": link.kind,
                "organisation": link.organisation,
                "withheld": link.withheld,
                "evidence": _target(link.evidence, text) if link.evidence else None,
            }
            for link in claim.chain
        ],
        "extractor_version": claim.extractor_version,
        "rules": list(claim.rules),
    }


def _document(document: Document, cleaned: CleanedText | None) -> dict[str, Any]:
    published = cleaned.published_on if cleaned else None
    return {
        "sha256": document.document_id,
        "name": document.name,
        "source": document.source,
        "publisher": cleaned.publisher if cleaned else None,
        "title": cleaned.title if cleaned else None,
        "published_on": cut(published, cleaned.published_precision) if cleaned and published else None,
        "published_basis": cleaned.published_basis if cleaned else "none",
        "received_on": document.received_on.isoformat(),
        "size_bytes": document.size_bytes,
        "encoding": document.encoding,
    }


def _target(span: Span, text: str) -> dict[str, Any]:
    """Return where words stand in the document of their claim."""
    return {
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - CONTEXT_CHARS) : span.start],
                "suffix": text[span.end : span.end + CONTEXT_CHARS],
            },
        ],
    }


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    start, end = ends(interval)
    return {"start": start, "end": end, "basis": interval.basis}
