"""Modifiers: the words beside a number that make it a bound, an approximation or an addition.

Here belongs the walk over them, left and right of the number; the words are `words/bounds.toml`. They are
part of the figure, and the bound comes from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from pipeline.extraction.lexicon import Phrases, lexicon, longest, phrase
from pipeline.extraction.tokens import Token, lower_at, lowers
from pipeline.records import Bound

_MAX_WORDS = 5


class Modifiers(NamedTuple):
    """What stands on one side of a number: the figure reaches to token `at`."""

    at: int
    bound: Bound | None
    additional: bool


@cache
def _table(side: Literal["before", "after"]) -> Phrases[Bound | None]:
    """Return the phrases of one side with their bound; an addition has none."""
    words = lexicon().bounds
    table: Phrases[Bound | None] = Phrases({phrase(text): None for text in words["additional"][side]})
    for bound, texts in words[side].items():
        table.update({phrase(text): bound for text in texts})
    return table


def before(tokens: Sequence[Token], at: int, floor: int, is_range: bool) -> Modifiers:
    """Walk left from the number at `at`, not past `floor`. The modifier next to the number decides its
    bound."""
    table = _table("before")
    first, bound, additional = at, None, False
    while first > floor:
        size = _ending(tokens, first, floor, table)
        if size == 0 and is_range and tokens[first - 1].lower in lexicon().bounds["ranges"]["opening"]:
            return Modifiers(first - 1, bound, additional)
        if size == 0 or (size == 1 and first - 1 > floor and _belongs_to_verb(tokens, first - 1)):
            break
        found = table[lowers(tokens, first - size, first)]
        additional = additional or found is None
        bound = found if bound in (None, "exact") and found is not None else bound
        first -= size
    return Modifiers(first, bound, additional)


def after(tokens: Sequence[Token], end: int) -> Modifiers:
    """Walk right from the number that ends before `end`: "or more", "-odd", "additional"."""
    table = _table("after")
    bound, additional = None, False
    while end < len(tokens):
        skip = 1 if tokens[end].text == "-" and lower_at(tokens, end + 1) == "odd" else 0
        words = lowers(tokens, end + skip, end + skip + _MAX_WORDS)
        size = longest(table, words, 0)
        found = table[words[:size]] if size else None
        if found is not None and bound is None:
            bound = found
        elif size and found is None and not additional and words[size : size + 1] != ("than",):
            additional = True
        else:
            break
        end += skip + size
    return Modifiers(end, bound, additional)


def _ending(tokens: Sequence[Token], end: int, floor: int, table: Phrases[Bound | None]) -> int:
    """Return how many tokens of the longest phrase of `table` end right before `tokens[end]`."""
    for size in range(min(_MAX_WORDS, end - floor), 0, -1):
        if lowers(tokens, end - size, end) in table:
            return size
    return 0


def _belongs_to_verb(tokens: Sequence[Token], at: int) -> bool:
    """True for the "about" of "talking about thousands" and the "over" of "hand over 300"."""
    return tokens[at - 1].lower in lexicon().bounds["verbal"].get(tokens[at].lower, ())
