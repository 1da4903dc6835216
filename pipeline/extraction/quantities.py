"""Quantities: amounts with their modifiers and ranges.

Here belong ranges, the interval that a bound makes of an amount, and the walk over a sentence. What only
looks like a quantity is told by `exclusions.py`; what is counted by `counted.py`. `parse_figure` reads a
figure text alone and gives the same values: nothing outside the figure decides its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.amounts import Amount, may_start, read_amount
from pipeline.extraction.exclusions import excluded, measures_time_or_space, points_back
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.modifiers import after, before
from pipeline.extraction.tokens import DASHES, Token, lowers, tokenize
from pipeline.records import Bound

_SMALL = 12  # number words up to here may point back ("the two sides")
_SIMILAR = 100  # the ends of "from … to …" differ by this factor at most
_ALTERNATIVES = 3  # the ends of "30 or 40" by this one


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
    """Return the quantities of one sentence, left to right."""
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        if not may_start(tokens[at]):
            at += 1
            continue
        skip = excluded(tokens, at)
        if skip:
            at += skip
            continue
        quantity = _quantity(tokens, at, found[-1].last if found else 0)
        if quantity is None:
            at += 1
            continue
        if _counts(tokens, quantity):
            found.append(quantity)
        at = quantity.last
    return found


def quantity_at(tokens: Sequence[Token], first: int, last: int) -> Quantity | None:
    """Return the quantity that fills `tokens[first:last]` exactly, None where the grammar reads another figure
    there or none."""
    for at in range(first, last):
        if may_start(tokens[at]):
            quantity = None if excluded(tokens, at) else _quantity(tokens, at, first)
            return quantity if quantity and (quantity.first, quantity.last) == (first, last) else None
    return None


def parse_figure(figure_text: str) -> tuple[float | None, float | None, Bound] | None:
    """Return low, high and bound of a figure text by itself, None if it holds no quantity."""
    tokens = tokenize(figure_text, 0, len(figure_text))
    for at in range(len(tokens)):
        if may_start(tokens[at]):
            quantity = _quantity(tokens, at, 0)
            if quantity is not None:
                return quantity.low, quantity.high, quantity.bound
    return None


def _counts(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """True unless the number measures time or space, or is a small one in words that only points back."""
    if quantity.unit is None and measures_time_or_space(tokens, quantity.last):
        return False
    small = quantity.high is not None and quantity.high <= _SMALL and not quantity.digits
    bare = quantity.bound == "exact" and quantity.unit is None
    return not (small and bare and points_back(tokens, quantity.first))


def _quantity(tokens: Sequence[Token], at: int, floor: int) -> Quantity | None:
    """Read the quantity whose number starts at `at`; its modifiers stand right of token `floor`."""
    amount = read_amount(tokens, at)
    if amount is None:
        return None
    upper, end = _range(tokens, at, amount)
    left = before(tokens, at, floor, is_range=upper is not None)
    right = after(tokens, end)
    additional = left.additional or right.additional
    stated = left.bound or right.bound
    if upper is not None:
        low, high = _range_values(amount, upper)
        bound: Bound = "range"
        interval: tuple[float | None, float | None] = (low, high)
        if low > high:
            return None
    else:
        *interval, bound = _interval(amount, stated)  # type: ignore[assignment]
    rules = [amount.rule]
    rules += [f"bound.{stated}"] if stated else []
    rules += ["additional"] if additional else []
    rules += ["range"] if upper is not None else []
    unit = amount.unit or (upper.unit if upper else None)
    return Quantity(left.at, right.at, *interval, bound, unit, additional, amount.digits, tuple(rules))


def _interval(amount: Amount, bound: Bound | None) -> tuple[float | None, float | None, Bound]:
    """Return low, high and bound of an amount under a modifier."""
    if amount.vague:
        return amount.value, None, "vague"
    if bound in ("at_least", "more_than"):
        return amount.value, None, bound
    if bound in ("up_to", "at_most", "less_than"):
        return None, amount.value, bound
    return amount.value, amount.value, bound or "exact"


def _range(tokens: Sequence[Token], at: int, amount: Amount) -> tuple[Amount | None, int]:
    """Return the upper amount of a range that starts with `amount`, and where the figure ends."""
    end = amount.end
    if end + 1 >= len(tokens) or amount.vague:
        return None, end
    link = tokens[end].lower
    between = "between" in lowers(tokens, max(0, at - 3), at)
    dash = tokens[end].text in DASHES and _is_even(tokens, end)
    if not (link in ("to", "or") or (link == "and" and between) or dash):
        return None, end
    upper = read_amount(tokens, end + 1)
    if upper is None or upper.vague:
        return None, end
    low, high = _range_values(amount, upper)
    if low >= high or (link in ("to", "or") and amount.digits != upper.digits):
        return None, end
    if low and ((link == "to" and high / low > _SIMILAR) or (link == "or" and high / low > _ALTERNATIVES)):
        return None, end
    return upper, upper.end


def _range_values(lower: Amount, upper: Amount) -> tuple[float, float]:
    """Return both ends; "3 to 4 million" takes its scale from the upper end."""
    if upper.scaled and not lower.scaled and lower.value < 1000:
        for scale in _scales():
            if upper.value >= scale and lower.value * scale <= upper.value:
                return lower.value * scale, upper.value
    return lower.value, upper.value


@cache
def _scales() -> tuple[float, ...]:
    """The scales, largest first."""
    return tuple(sorted(set(lexicon().numbers["scales"].values()), reverse=True))


def _is_even(tokens: Sequence[Token], at: int) -> bool:
    """True when a dash stands evenly between two numbers ("50-100", "50 – 100")."""
    left = tokens[at].start - tokens[at - 1].end
    right = tokens[at + 1].start - tokens[at].end
    return left == right and left <= 1
