"""Sharing: which quantity of a sentence has the noun that a bare number beside it leaves out.

Here belongs sharing inside one sentence by position and size alone: "600 or 700 miners", "40 homes by sale
and 20 by tender". What a claim's figure takes from events and earlier sentences is read by `elision.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.extraction.language.tokens import DASHES, Token
from pipeline.extraction.quantities.counted import Counted, after_whole

_LIKE = 100  # times: numbers that differ by more do not count the same thing
_LINKS = DASHES | {",", "and", "or", "to"}


class Numbered(Protocol):
    """A number over `tokens[first:last]` with its interval and its unit."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def unit(self) -> str | None: ...


def lenders(tokens: Sequence[Token], quantities: Sequence[Numbered], counted: Sequence[Counted]) -> list[int]:
    """Return for each quantity the position of the one whose unit and noun it has: its own where it has
    either, that of the next in a list or of the whole it is a part of, else the nearest of like size before
    it."""
    found: list[int] = []
    for position in range(len(quantities) - 1, -1, -1):
        if _is_bare(quantities[position], counted[position]) and _leans_on_next(tokens, quantities, position):
            found.append(found[-1])
        else:
            found.append(position)
    found.reverse()
    for position, lender in enumerate(found):
        if lender == position and _is_bare(quantities[position], counted[position]):
            found[position] = _before(quantities, counted, found, position)
    return found


def _is_bare(quantity: Numbered, counted: Counted) -> bool:
    return quantity.unit is None and counted.head is None


def _leans_on_next(tokens: Sequence[Token], quantities: Sequence[Numbered], position: int) -> bool:
    """True in "7- or 8-inch", "600 and 700 miners", "2 million of the 6 million shekels"."""
    if position + 1 == len(quantities):
        return False
    first, last = quantities[position].last, quantities[position + 1].first
    if tokens[first].lower == "of":
        return after_whole(tokens, first + 1) == last
    return first < last <= first + 3 and all(tokens[at].lower in _LINKS for at in range(first, last))


def _before(
    quantities: Sequence[Numbered], counted: Sequence[Counted], found: Sequence[int], position: int
) -> int:
    """Return the lender of the nearest quantity of like size before the bare one at `position`."""
    size = _size(quantities[position])
    for other in range(position - 1, max(-1, position - 4), -1):
        lender = found[other]
        like = size <= _LIKE * _size(quantities[other]) and _size(quantities[other]) <= _LIKE * size
        if like and not _is_bare(quantities[lender], counted[lender]):
            return lender
    return position


def _size(quantity: Numbered) -> float:
    return abs(quantity.high if quantity.high is not None else quantity.low or 0.0)
