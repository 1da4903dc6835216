"""Extraction: from cleaned text to claims.

`extraction` is the room's door and `extract` its claims alone; `quantity_spans` and `attributions` are its
two halves for any text. Grammar and word lists are data in `words/`; each field of a claim is read by the
module named after it, `claims.py` puts them together, and `soundness.py` says which claims hold.
"""

from pipeline.extraction.attribution.contents import AttributionSpans, attributions
from pipeline.extraction.claims import EXTRACTOR_VERSION, Extraction, extract, extraction
from pipeline.extraction.language.times import resolve
from pipeline.extraction.quantities.proposals import Proposal
from pipeline.extraction.quantities.quantities import parse_figure
from pipeline.extraction.quantities.spans import QuantitySpan, quantity_spans
from pipeline.extraction.soundness import flaw_of

__all__ = [
    "EXTRACTOR_VERSION",
    "AttributionSpans",
    "Extraction",
    "Proposal",
    "QuantitySpan",
    "attributions",
    "extract",
    "extraction",
    "flaw_of",
    "parse_figure",
    "quantity_spans",
    "resolve",
]
