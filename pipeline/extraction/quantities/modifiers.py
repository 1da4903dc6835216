"""Modifiers: the words beside a number that make it a bound, an approximation or an addition.

Here belongs the walk over them, left and right of the number; the words are `words/bounds.toml`. They are
part of the figure, and the bound comes from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from pipeline.extraction.language.lexicon import Phrases, lexicon, longest, phrase
from pipeline.extraction.language.tokens import Token, follows_closely, lower_at, lowers

Limit = Literal[
    "exact", "approx", "at_least", "more_than", "just_over", "just_under", "up_to", "at_most", "less_than"
]
_MAX_WORDS = 5


class Modifiers(NamedTuple):
    """What stands on one side of a number: the figure reaches to token `at`."""

    at: int
    limit: Limit | None
    additional: bool


@cache
def _table(side: Literal["before", "after"]) -> Phrases[Limit | None]:
    """Return the phrases of one side with their limit; an addition has none."""
    words = lexicon().bounds
    table: Phrases[Limit | None] = Phrases({phrase(text): None for text in words["additional"][side]})
    for limit, texts in words[side].items():
        table.update({phrase(text): limit for text in texts})
    return table


@cache
def _last_words() -> frozenset[str]:
    """Return the words that a phrase before a number can end with."""
    return frozenset(words[-1] for words in _table("before"))


def before(tokens: Sequence[Token], at: int, floor: int, is_range: bool) -> Modifiers:
    """Walk left from the number at `at`, not past `floor`. The modifier next to the number decides its
    limit."""
    table = _table("before")
    first, limit, additional = at, None, False
    while first > floor:
        size = _ending(tokens, first, floor, table)
        if size == 0 and is_range and tokens[first - 1].lower in lexicon().bounds["ranges"]["opening"]:
            return Modifiers(first - 1, limit, additional)
        if size == 0 or (first - size > floor and _belongs_to_verb(tokens, first - size, first)):
            break
        found = table[lowers(tokens, first - size, first)]
        if additional and size == 1 and tokens[first - 1].lower in ("over", "within"):
            break  # "over the next four years"
        additional = additional or found is None
        limit = found if limit in (None, "exact") and found is not None else limit
        first -= size
    return Modifiers(first, limit, additional)


def inside(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens modify the upper end of a range at `at`: "from 50 to as many as 100"."""
    words = lowers(tokens, at, at + _MAX_WORDS)
    size = longest(_table("before"), words, 0)
    return size if size and _table("before")[words[:size]] is not None else 0


def after(tokens: Sequence[Token], end: int) -> Modifiers:
    """Walk right from the number that ends before `end`: "or more", "-odd", "additional"."""
    table = _table("after")
    limit, additional = None, False
    while end < len(tokens):
        low = tokens[end].lower
        skip = int(low == "-" and lower_at(tokens, end + 1) in ("odd", "plus"))
        if (not skip and low not in table.reach) or (low == "+" and not follows_closely(tokens, end)):
            break
        words = lowers(tokens, end + skip, end + skip + _MAX_WORDS)
        size = longest(table, words, 0)
        found = table[words[:size]] if size else None
        if words[:1] in (("or",), ("and",)) and _is_number(tokens, end + skip + size):
            break  # "below 20 or above 30"
        if found is not None and limit is None:
            limit = found
        elif size and found is None and not additional and words[size : size + 1] != ("than",):
            additional = True
        else:
            break
        end += skip + size
    return Modifiers(end, limit, additional)


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (
        tokens[at].kind == "number" or tokens[at].lower in lexicon().numbers["units"]
    )


def trend(tokens: Sequence[Token], first: int) -> Literal["up", "down"] | None:
    """Return which way the verb before the figure at `first` says that a number went: "fell 3 %", "cut its
    rates by 3 %"."""
    trends, by = lexicon().bounds["trends"], False
    for at in range(first - 1, max(-1, first - 1 - _MAX_WORDS), -1):
        low = tokens[at].lower
        if low in trends["up"]:
            return "up"
        if low in trends["down"]:
            return "down"
        if low not in trends["between"] and not by:
            return None
        if tokens[at].kind == "mark":
            return None
        by = by or low == "by"
    return None


def _ending(tokens: Sequence[Token], end: int, floor: int, table: Phrases[Limit | None]) -> int:
    """Return how many tokens of the longest phrase of `table` end right before `tokens[end]`."""
    if tokens[end - 1].lower not in _last_words():
        return 0
    for size in range(min(_MAX_WORDS, end - floor), 0, -1):
        if lowers(tokens, end - size, end) in table:
            return size
    return 0


def _belongs_to_verb(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for the "about" of "talking about thousands", the "over" of "hand over 300" and the "up to" of
    "has gone up to 13"."""
    return tokens[at - 1].lower in lexicon().bounds["verbal"].get(" ".join(lowers(tokens, at, end)), ())
