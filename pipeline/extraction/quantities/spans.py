"""Quantity spans: every quantity of a text, as a filter by itself.

Here belongs the general reading of the expressions that `quantities.py` reads for claims: counts and money,
and measures, durations and ages, too. A span knows nothing of documents, speakers or claims.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tagging import tag_tokens
from pipeline.extraction.language.tokens import Token, lower_at, tokenize
from pipeline.extraction.quantities.amounts import may_start
from pipeline.extraction.quantities.compounds import split_compounds
from pipeline.extraction.quantities.counted import counted_phrase, measure_word
from pipeline.extraction.quantities.expressions import Expression, expression_at, expressions
from pipeline.extraction.quantities.measures import measure_at, rate_at, units
from pipeline.extraction.quantities.modifiers import Limit, trend
from pipeline.extraction.quantities.numerals import past_hyphen
from pipeline.extraction.quantities.quantities import Quantity, as_quantity
from pipeline.extraction.quantities.sharing import lenders
from pipeline.records import Record

Modifier = Literal["=", "~", "<", ">", "up", "down"]
_MODIFIERS: dict[Limit | None, Modifier] = {
    "approx": "~",
    "at_least": ">",
    "more_than": ">",
    "just_over": ">",
    "up_to": "<",
    "at_most": "<",
    "less_than": "<",
    "just_under": "<",
}
_ALONE = 12  # tokens of a text that may be nothing but a number
_CHANGE = 8  # tokens between the ends of "from $36 a share last week to $34"


class QuantitySpan(Record):
    """A quantity over the code points `start` to `end` of a text: an interval of absolute numbers (both ends
    equal for a plain number, None for an open one), its `unit` of measure and the `noun` that it counts.

    A vague plural is one order of magnitude wide ("thousands": 1,000 to 10,000), a share is a part of 1, and
    percent stay percent.
    """

    start: int
    end: int
    text: str
    value_low: float | None
    value_high: float | None
    modifier: Modifier
    unit: str | None
    noun: str | None


@dataclass(frozen=True)
class _Reading:
    """An expression over `tokens[first:last]` with its interval and unit, which ends before `after`."""

    first: int
    last: int
    low: float
    high: float
    limit: Limit | None
    unit: str | None
    after: int
    expression: Expression


def quantity_spans(text: str) -> list[QuantitySpan]:
    """Return the quantities of a sentence or a short text, left to right; they do not overlap."""
    if not _may_hold().search(text):
        return []
    tokens, _ = split_compounds(tokenize(text, 0, len(text)))
    found = [one for read in _expressions(tokens) for one in _readings(tokens, read)]
    if not found:
        return []
    found = _conversions(tokens, _changes(tokens, found))
    quantities = [_quantity(tokens, one) for one in found]
    tags = tag_tokens(tokens)
    limits = [*(one.first for one in found[1:]), len(tokens)]
    counted = [
        counted_phrase(tokens, tags, quantity, limit)
        for quantity, limit in zip(quantities, limits, strict=True)
    ]
    spans = []
    for at, lender in enumerate(lenders(tokens, quantities, counted)):
        unit = quantities[lender].unit
        if unit is None and not found[at].expression.amount.share:
            unit = measure_word(tokens, quantities[at], counted[lender])
        spans.append(_span(text, tokens, found[at], unit, counted[lender].text(tokens, text)))
    return spans


@cache
def _may_hold() -> re.Pattern[str]:
    """Return a pattern for what no quantity can do without: a digit or a number word."""
    words = lexicon().numbers
    names = sorted({*words["units"], *words["scales"], *words["vague"], *words["fractions"]})
    return re.compile(rf"\d|[{''.join(words['vulgar'])}]|\b(?:{'|'.join(names)})\b", re.IGNORECASE)


def _expressions(tokens: Sequence[Token]) -> list[Expression]:
    """Return the expressions; a text that is nothing but a number is one, whatever else it could be."""
    found = list(expressions(tokens))
    if found or len(tokens) > _ALONE:
        return found
    alone = (expression_at(tokens, at, 0) for at in range(len(tokens)) if may_start(tokens[at]))
    return [one for one in alone if one and (one.first, one.last) == (0, len(tokens))][:1]


def _readings(tokens: Sequence[Token], found: Expression) -> list[_Reading]:
    """Return the readings of an expression: one, or two for alternatives ("7- or 8-inch")."""
    low, high = found.ends
    if found.amount.vague:
        low, high = low / 2, low * 5
    unit, after = _unit(tokens, found)
    whole = _Reading(found.first, found.last, low, high, found.limit, unit, after, found)
    if found.amount.rule != "amount.bare" and _is_in_the_course_of(tokens, whole):
        whole = replace(whole, first=found.at, limit=None)
    if found.upper is None or found.upper.link != "or" or low != found.amount.value:
        return [whole]
    end = found.amount.end
    return [
        replace(whole, last=end, after=end, high=low),
        replace(whole, first=found.upper.at, low=high, limit=None),
    ]


def _is_in_the_course_of(tokens: Sequence[Token], one: _Reading) -> bool:
    """True for the "over" of "$84 billion over 10 years", which sets no bound."""
    found = one.expression
    if (
        found.first != found.at - 1
        or tokens[found.first].lower != "over"
        or one.unit not in units()["duration"]
    ):
        return False
    return lower_at(tokens, found.first - 1) not in lexicon().bounds["lasting"]["over"]


def _unit(tokens: Sequence[Token], found: Expression) -> tuple[str | None, int]:
    """Return the unit with its rate, and where it ends."""
    if found.unit is not None:
        name, rate = units()["currencies"].get(found.unit, found.unit), rate_at(tokens, found.last)
        return (name, found.last) if rate is None else (f"{name} per {rate[0]}", rate[1])
    measure = measure_at(tokens, past_hyphen(tokens, found.last))
    return (None, found.last) if measure is None else (measure.unit, measure.end)


def _changes(tokens: Sequence[Token], found: Sequence[_Reading]) -> list[_Reading]:
    """Join the ends of a change and of a range that a unit stands in: "from 20 mpg in 2008 to 29 mpg"."""
    joined: list[_Reading] = []
    for one in found:
        start = joined[-1] if joined else None
        if start is not None and _is_change(tokens, start, one):
            opened = start.first - (lower_at(tokens, start.first - 1) == "from")
            end = one.after if one.unit else one.last
            joined[-1] = replace(
                start, first=opened, last=end, after=end, high=one.high, unit=start.unit or one.unit
            )
        else:
            joined.append(one)
    return joined


def _is_change(tokens: Sequence[Token], start: _Reading, end: _Reading) -> bool:
    if lower_at(tokens, end.first - 1) != "to" or start.low != start.high or end.low != end.high:
        return False
    near = end.first - 1 == start.after
    if lower_at(tokens, start.first - 1) == "from":
        alike = start.unit == end.unit or (near and None in (start.unit, end.unit))
        return near if start.unit is None else alike and end.first - start.after <= _CHANGE
    if start.unit == "percentage" and end.low <= start.low:
        return False  # the result of a vote
    return near and start.unit is not None and start.unit == end.unit


def _conversions(tokens: Sequence[Token], found: Sequence[_Reading]) -> list[_Reading]:
    """Give a measure in brackets the limit of the one that it converts: "over 100 km (60 miles)"."""
    read: list[_Reading] = []
    for one in found:
        source = read[-1] if read else None
        converts = source is not None and source.after == one.first - 1 and source.unit and one.unit
        if source is not None and converts and lower_at(tokens, one.first - 1) in ("(", "/"):
            one = replace(one, limit=one.limit or source.limit)
        read.append(one)
    return read


def _quantity(tokens: Sequence[Token], one: _Reading) -> Quantity:
    """Return the reading as the noun phrase after it is asked for: it ends after its unit."""
    last = one.after if one.unit else past_hyphen(tokens, one.last)
    return replace(
        as_quantity(one.expression), first=one.first, last=last, low=one.low, high=one.high, unit=one.unit
    )


def _span(
    text: str, tokens: Sequence[Token], one: _Reading, unit: str | None, noun: str | None
) -> QuantitySpan:
    modifier = _MODIFIERS.get(one.limit) or trend(tokens, one.first) or "="
    point = one.low == one.high
    start, end = tokens[one.first].start, tokens[one.last - 1].end
    return QuantitySpan(
        start=start,
        end=end,
        text=text[start:end],
        value_low=None if point and modifier == "<" else one.low,
        value_high=None if point and modifier == ">" else one.high,
        modifier=modifier,
        unit=unit,
        noun=noun,
    )
