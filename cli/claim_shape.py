"""A claim as plain data: what a line of `briefline claims` holds.

Only pure functions from a claim to data belong here; printing it does not.
"""

from __future__ import annotations

from typing import Any

from pipeline.records import Claim, Document, Interval, Link


def claim_line(claim: Claim, document: Document) -> dict[str, Any]:
    """Return a claim as flat data. Offsets are code points into the decoded document, the end excluded."""
    text = document.text
    return {
        "doc": claim.document_name,
        "figure": claim.figure_text,
        "figure_start": claim.figure.start,
        "figure_end": claim.figure.end,
        "low": number(claim.low),
        "high": number(claim.high),
        "bound": claim.bound,
        "unit": claim.unit,
        "counted": claim.counted,
        "counted_head": claim.counted_head,
        "actor": claim.actor,
        "event": claim.event,
        "status": claim.status,
        "additional": claim.additional,
        "temporality": claim.temporality,
        "place": claim.place,
        "time": claim.time_text,
        "time_start": _day(claim.time, "start"),
        "time_end": _day(claim.time, "end"),
        "said": claim.said_text,
        "said_start": _day(claim.said_on, "start"),
        "said_end": _day(claim.said_on, "end"),
        "origin": claim.origin,
        "implied_origin": claim.implied_origin.party if claim.implied_origin else None,
        "via": [link.party for link in claim.chain[1:-1]],
        "chain": [_link(link, text) for link in claim.chain],
        "quote": claim.sentence.of(text),
        "quote_start": claim.sentence.start,
        "quote_end": claim.sentence.end,
        "claim_id": claim.claim_id,
        "document_id": claim.document_id,
        "extractor_version": claim.extractor_version,
        "rules": list(claim.rules),
    }


def _link(link: Link, text: str) -> dict[str, Any]:
    return {
        "party": link.party,
        "kind": link.kind,
        "organisation": link.organisation,
        "evidence": link.evidence.of(text) if link.evidence else None,
        "withheld": link.withheld,
    }


def _day(interval: Interval | None, end: str) -> str | None:
    day = getattr(interval, end) if interval else None
    return day.isoformat() if day else None


def number(value: float | None) -> float | int | None:
    """Return a whole number without its decimal point, as the documents write it."""
    return int(value) if value is not None and value.is_integer() else value
