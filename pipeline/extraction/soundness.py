"""Whether a claim is sound: its place, its words, and the value that they give by themselves.

Here belongs what must hold of every claim, whoever made it. It is asked where claims are made, and again
wherever stored ones are relied on.
"""

from __future__ import annotations

from math import isfinite

from pipeline.cleaning import seen
from pipeline.extraction.quantities.quantities import parse_figure
from pipeline.records import Claim, Flaw, claim_id


def flaw_of(claim: Claim, text: str) -> Flaw | None:
    """Return what is wrong with a claim, None if it is sound.

    `text` is what its document is read as (`pipeline.cleaning.reading_text`).
    """
    evidence = [link.evidence for link in (*claim.chain, claim.implied_origin) if link and link.evidence]
    if any(not 0 <= span.start < span.end <= len(text) for span in (claim.figure, claim.sentence, *evidence)):
        return "outside_document"
    if claim.claim_id != claim_id(claim.document_id, claim.figure):
        return "other_identity"
    if seen(claim.figure.of(text)) != claim.figure_text:
        return "other_words"
    if not all(end is None or isfinite(end) for end in (claim.low, claim.high)):
        return "not_finite"
    if parse_figure(claim.figure_text) != (claim.low, claim.high, claim.bound):
        return "other_value"
    return None
