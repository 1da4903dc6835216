"""Extraction: from cleaned text to claims.

`extract` is the room's door; `quantity_spans` and `attributions` are its two halves for any text. Grammar and
word lists are data in `words/`; each field of a claim is read by the module named after it, and `claims.py`
puts them together.
"""

from pipeline.extraction.attribution.contents import AttributionSpans, attributions
from pipeline.extraction.claims import EXTRACTOR_VERSION, extract
from pipeline.extraction.language.times import resolve
from pipeline.extraction.quantities.proposals import Proposal
from pipeline.extraction.quantities.quantities import parse_figure
from pipeline.extraction.quantities.spans import QuantitySpan, quantity_spans

__all__ = [
    "EXTRACTOR_VERSION",
    "AttributionSpans",
    "Proposal",
    "QuantitySpan",
    "attributions",
    "extract",
    "parse_figure",
    "quantity_spans",
    "resolve",
]
