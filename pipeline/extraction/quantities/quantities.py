"""Quantities: what a claim takes from the expressions of a sentence.

Here belong the claims' conventions: the bound, the interval that it makes, shares in percent, and which
quantities a claim leaves out. The grammar stands in `expressions.py`. `parse_figure` reads a figure text
alone and gives the same values: nothing outside the figure decides its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.language.tokens import Token, lower_at, tokenize
from pipeline.extraction.quantities.amounts import may_start
from pipeline.extraction.quantities.compounds import split_compounds
from pipeline.extraction.quantities.exclusions import excluded
from pipeline.extraction.quantities.expressions import Expression, expression_at, expressions
from pipeline.extraction.quantities.modifiers import Limit, trend
from pipeline.extraction.quantities.passing import is_passing
from pipeline.records import Bound

_BOUNDS: dict[Limit, Bound] = {
    "exact": "exact",
    "approx": "approx",
    "at_least": "at_least",
    "more_than": "more_than",
    "just_over": "approx",
    "just_under": "approx",
    "up_to": "up_to",
    "at_most": "at_most",
    "less_than": "less_than",
}
_SIDES = {"at_least": "low", "more_than": "low", "up_to": "high", "at_most": "high", "less_than": "high"}


@dataclass(frozen=True)
class Quantity:
    """A quantity over `tokens[first:last]` (the figure). `digits` tells that it is written in digits,
    `additional` that it comes on top of something."""

    first: int
    last: int
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None
    additional: bool
    digits: bool
    rules: tuple[str, ...]


def find_quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """Return the quantities of one sentence that a claim can take, left to right."""
    parts, origins = split_compounds(tokens)
    found: list[Quantity] = []
    for expression in expressions(parts):
        if not is_passing(parts, expression):
            found += [_whole(as_quantity(part), origins) for part in _parts(parts, expression)]
    return found


def quantity_at(tokens: Sequence[Token], first: int, last: int) -> Quantity | None:
    """Return the quantity that fills `tokens[first:last]` exactly, None where the grammar reads another
    figure there or none."""
    parts, origins = split_compounds(tokens)
    for at in range(len(parts)):
        if first <= origins[at] < last and may_start(parts[at]):
            floor = next(left for left in range(at + 1) if origins[left] >= first)
            expression = None if excluded(parts, at) else expression_at(parts, at, floor)
            quantity = _whole(as_quantity(expression), origins) if expression else None
            return quantity if quantity and (quantity.first, quantity.last) == (first, last) else None
    return None


def parse_figure(figure_text: str) -> tuple[float | None, float | None, Bound] | None:
    """Return low, high and bound of a figure text by itself, None if it holds no quantity. A bare article is
    one, as in "a man and two women", and a bare "half" is that of a whole."""
    if figure_text.lower() in ("a", "an"):
        return 1.0, 1.0, "exact"
    for text in (figure_text, f"{figure_text} of"):
        quantity = _first_of(split_compounds(tokenize(text, 0, len(text)))[0])
        if quantity is not None:
            return quantity.low, quantity.high, quantity.bound
    return None


def _first_of(parts: Sequence[Token]) -> Quantity | None:
    """Return the first quantity of the tokens, None where there is none."""
    for at in range(len(parts)):
        if may_start(parts[at]):
            expression = expression_at(parts, at, 0)
            if expression is not None:
                return as_quantity(expression)
    return None


def as_quantity(expression: Expression) -> Quantity:
    """Return an expression as a claim reads it."""
    amount, limit = expression.amount, expression.limit
    low, high = expression.ends
    if amount.share:
        low, high = round(100 * low, 2), round(100 * high, 2)
    stated = None if limit is None else _BOUNDS[limit]
    rules = [amount.rule]
    rules += [f"bound.{stated}"] if stated else []
    rules += ["additional"] if expression.additional else []
    rules += ["range"] if expression.upper else []
    bound: Bound = "range" if expression.upper else "vague" if amount.vague else stated or "exact"
    side = "low" if bound == "vague" else _SIDES.get(bound)
    return Quantity(
        expression.first,
        expression.last,
        None if side == "high" else low,
        None if side == "low" else high,
        bound,
        "%" if amount.share else expression.unit,
        expression.additional,
        amount.digits,
        tuple(rules),
    )


def _parts(tokens: Sequence[Token], expression: Expression) -> list[Expression]:
    """Return the expression, in two where its verb says that a number went from one value to the other."""
    upper = expression.upper
    if upper is None or upper.link != "to" or lower_at(tokens, expression.at - 1) != "from":
        return [expression]
    if trend(tokens, expression.first) is None:
        return [expression]
    start = replace(expression, first=expression.at, last=expression.amount.end, upper=None)
    end = replace(start, first=upper.at, at=upper.at, last=expression.last, amount=upper.amount)
    return [start, end] if expression.ends[0] == expression.amount.value else [expression]


def _whole(quantity: Quantity, origins: Sequence[int]) -> Quantity:
    """Return a quantity of split tokens as one of the tokens they come from."""
    return replace(quantity, first=origins[quantity.first], last=origins[quantity.last - 1] + 1)
