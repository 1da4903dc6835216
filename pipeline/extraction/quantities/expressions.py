"""Expressions: amounts with their modifiers and ranges, as the words say them.

Here belongs the one grammar of quantities, and the walk over a sentence. What an expression is worth for a
claim is told in `quantities.py`, and for any text in `spans.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import DASHES, Token, follows_closely, lower_at, lowers
from pipeline.extraction.quantities.amounts import may_start, read_amount
from pipeline.extraction.quantities.exclusions import excluded
from pipeline.extraction.quantities.modifiers import Limit, after, before, inside
from pipeline.extraction.quantities.numerals import Amount, past_hyphen, times

Link = Literal["to", "and", "or", "-"]
_SIMILAR = 100  # the ends of "from … to …" differ by this factor at most
_ALTERNATIVES = 3  # the ends of "30 or 40" by this one


class Upper(NamedTuple):
    """The upper end of a range: its amount, where that starts, and the link before it."""

    amount: Amount
    at: int
    link: Link


@dataclass(frozen=True)
class Expression:
    """A quantity over `tokens[first:last]`: its number starts at `at`, `upper` is the other end of a range,
    `limit` what a modifier says of it, `additional` that it comes on top."""

    first: int
    at: int
    last: int
    amount: Amount
    upper: Upper | None
    limit: Limit | None
    additional: bool

    @property
    def unit(self) -> str | None:
        """The unit sign of either end."""
        return self.amount.unit or (self.upper.amount.unit if self.upper else None)

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends of the value; "3 to 4 million" takes its scale from the upper one."""
        if self.upper is None:
            return self.amount.value, self.amount.value
        return _range_values(self.amount, self.upper.amount)


def expressions(tokens: Sequence[Token]) -> Iterator[Expression]:
    """Yield the quantities of one sentence, left to right. `tokens` have their compounds split."""
    at = floor = 0
    while at < len(tokens):
        if not may_start(tokens[at]):
            at += 1
            continue
        skip = excluded(tokens, at)
        found = None if skip else expression_at(tokens, at, floor)
        if found is None:
            at += skip or 1
            continue
        yield found
        at = floor = found.last


def expression_at(tokens: Sequence[Token], at: int, floor: int) -> Expression | None:
    """Return the quantity whose number starts at `at`; its modifiers stand right of token `floor`."""
    amount = read_amount(tokens, at)
    if amount is None:
        return None
    upper = _upper(tokens, at, amount)
    left = before(tokens, at, floor, is_range=upper is not None)
    if upper is not None and upper.link == "and" and lower_at(tokens, left.at) != "between":
        upper = None  # "between the gates 4 and 9": the word is no part of the figure
        left = before(tokens, at, floor, is_range=False)
    end = upper.amount.end if upper else amount.end
    right = after(tokens, end)
    limit = left.limit or right.limit
    if amount.rule == "amount.bare" and left.limit is None:
        return None
    return Expression(left.at, at, right.at, amount, upper, limit, left.additional or right.additional)


def _upper(tokens: Sequence[Token], at: int, amount: Amount) -> Upper | None:
    """Return the upper end of a range that starts with `amount`."""
    link, start = _link(tokens, at, amount.end)
    if link is None or amount.vague:
        return None
    if lower_at(tokens, at - 1) in lexicon().bounds["ranges"]["opening"]:
        start += inside(tokens, start)
    upper = read_amount(tokens, start) if start < len(tokens) else None
    if upper is None or upper.vague or upper.share != amount.share:
        return None
    return Upper(upper, start, link) if _are_ends(amount, upper, link) else None


def _link(tokens: Sequence[Token], at: int, end: int) -> tuple[Link | None, int]:
    """Return what may link the amount that starts at `at` to the upper end of a range, and where that begins:
    a dash, or a word that hyphens may stand around ("5-to-7", "7- or 8-inch")."""
    dash = lower_at(tokens, end) in DASHES
    word = end + dash
    low = lower_at(tokens, word)
    start = past_hyphen(tokens, word + 1)
    if dash and low not in ("to", "or", "and"):
        return ("-", end + 1) if _is_even(tokens, end) else (None, end)
    if dash and not follows_closely(tokens, end):
        return None, end
    if low == "to":
        return ("to", start) if lower_at(tokens, at - 1) != "by" else (None, end)
    if low == "and":
        return ("and", start) if "between" in lowers(tokens, max(0, at - 3), at) else (None, end)
    return ("or", start) if low == "or" else (None, end)


def _are_ends(lower: Amount, upper: Amount, link: Link) -> bool:
    """True for two amounts that can be the ends of one range: they rise, not too steeply, in like units."""
    if lower.unit and lower.unit != upper.unit and (upper.unit or lower.unit in ("%", "pp")):
        return False
    low, high = _range_values(lower, upper)
    if low >= high or (link == "or" and lower.digits != upper.digits):
        return False
    if link == "to" and lower.digits != upper.digits and not (low <= 10 <= high):
        return False
    steep = {"to": _SIMILAR, "or": _ALTERNATIVES}.get(link)
    return not (steep and low and high / low > steep)


def _range_values(lower: Amount, upper: Amount) -> tuple[float, float]:
    """Return both ends; "3 to 4 million" takes its scale from the upper end."""
    if upper.scaled and not lower.scaled and 0 < lower.value < 1000:
        for scale in _scales():
            if upper.value >= scale and times(lower.value, scale) <= upper.value:
                return times(lower.value, scale), upper.value
    return lower.value, upper.value


@cache
def _scales() -> tuple[float, ...]:
    """The scales, largest first."""
    return tuple(sorted(set(lexicon().numbers["scales"].values()), reverse=True))


def _is_even(tokens: Sequence[Token], at: int) -> bool:
    """True when a dash stands evenly between two numbers ("50-100", "50 – 100")."""
    if at + 1 >= len(tokens):
        return False
    left = tokens[at].start - tokens[at - 1].end
    right = tokens[at + 1].start - tokens[at].end
    return left == right and left <= 1
