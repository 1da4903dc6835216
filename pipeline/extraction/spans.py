"""Quantity spans: every quantity of a text, as a filter by itself.

Here belongs the general reading of what `quantities.py` reads for claims: counts and money, but measures,
durations and ages, too. A span knows nothing of documents, speakers or claims.
"""

from __future__ import annotations

from typing import Literal

from pipeline.extraction.counted import counted_phrase, measure_word
from pipeline.extraction.quantities import Quantity, find_quantities
from pipeline.extraction.sharing import lenders
from pipeline.extraction.tagging import tag_tokens
from pipeline.extraction.tokens import tokenize
from pipeline.records import Bound, Record

Modifier = Literal["=", "~", "<", ">", "up", "down"]
_MODIFIERS: dict[Bound, Modifier] = {
    "approx": "~",
    "at_least": ">",
    "more_than": ">",
    "up_to": "<",
    "at_most": "<",
    "less_than": "<",
}


class QuantitySpan(Record):
    """A quantity over the code points `start` to `end` of a text: an interval of absolute numbers (both ends
    equal for a plain number, None for an open one), its `unit` of measure and the `noun` that it counts."""

    start: int
    end: int
    text: str
    value_low: float | None
    value_high: float | None
    modifier: Modifier
    unit: str | None
    noun: str | None


def quantity_spans(text: str) -> list[QuantitySpan]:
    """Return the quantities of a sentence or a short text, left to right; they do not overlap."""
    tokens = tokenize(text, 0, len(text))
    quantities = find_quantities(tokens)
    if not quantities:
        return []
    tags = tag_tokens(tokens)
    limits = [*(quantity.first for quantity in quantities[1:]), len(tokens)]
    counted = [
        counted_phrase(tokens, tags, quantity, limit)
        for quantity, limit in zip(quantities, limits, strict=True)
    ]
    spans = []
    for quantity, lender in zip(quantities, lenders(tokens, quantities, counted), strict=True):
        start, end = tokens[quantity.first].start, tokens[quantity.last - 1].end
        low, high = _interval(quantity)
        spans.append(
            QuantitySpan(
                start=start,
                end=end,
                text=text[start:end],
                value_low=low,
                value_high=high,
                modifier=_MODIFIERS.get(quantity.bound, "="),
                unit=quantities[lender].unit or measure_word(tokens, quantity, counted[lender]),
                noun=counted[lender].text(tokens, text),
            )
        )
    return spans


def _interval(quantity: Quantity) -> tuple[float | None, float | None]:
    """Return the interval; a vague plural is one order of magnitude wide: "thousands" is 1,000 to 10,000."""
    if quantity.bound == "vague" and quantity.low is not None:
        return quantity.low / 2, quantity.low * 5
    return quantity.low, quantity.high
