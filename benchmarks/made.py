"""Documents and claims made directly, without text, for simulations and for properties at scale.

Here belongs the making of single records. Which worlds they form is decided by `syndication` and `corpora`.
"""

from __future__ import annotations

import hashlib
from datetime import date

from pipeline.records import Bound, Claim, CleanedText, Link, Span, claim_id

RECEIVED = date(2025, 5, 30)


def made_document(
    name: str,
    published: date | None = None,
    *,
    mention: str | None = None,
    received: date = RECEIVED,
    publisher: str | None = None,
) -> CleanedText:
    """Return a cleaned text without spans."""
    return CleanedText(
        document_id=hashlib.sha256(name.encode()).hexdigest(),
        name=name,
        source="made",
        received_on=received,
        title=None,
        byline=None,
        dateline=None,
        publisher=publisher,
        published_on=published,
        published_basis="stated" if published else "none",
        published_precision="day" if published else "none",
        latest_mention=mention,
        language="en",
        spans=(),
    )


def made_claim(
    text: CleanedText,
    value: tuple[float | None, float | None],
    *links: Link,
    bound: Bound = "exact",
    at: int = 0,
    within: int = 10,
    length: int = 90,
    counted: str = "people",
    **fields: object,
) -> Claim:
    """Return a claim of a document; `at` is where its sentence starts and `within` where in it the figure
    stands."""
    figure = Span(start=at + within, end=at + within + 5)
    values: dict[str, object] = {
        "claim_id": claim_id(text.document_id, figure),
        "document_id": text.document_id,
        "document_name": text.name,
        "figure": figure,
        "figure_text": f"{bound} {value[0]} {value[1]}",
        "sentence": Span(start=at, end=at + length),
        "low": value[0],
        "high": value[1],
        "bound": bound,
        "unit": None,
        "counted": counted,
        "counted_head": counted.split()[-1],
        "actor": None,
        "event": None,
        "status": "observed",
        "additional": False,
        "temporality": "stock",
        "place": None,
        "time_text": None,
        "time": None,
        "said_text": None,
        "said_on": None,
        "chain": (Link(party=text.publisher or "publisher", kind="publisher"), *links),
        "origin": links[-1].party if links else "publisher",
        "implied_origin": None,
        "extractor_version": "made",
        "rules": (),
    }
    return Claim.model_validate({**values, **fields})
