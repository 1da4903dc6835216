"""Beside: the words that tell the status of a figure without a verb between.

Here belong what stands right before and after its noun, denials of what was reported, and conditions. What a
verb above the figure tells is read in `status.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.events.cues import cues, nouns, phrases
from pipeline.extraction.language.lexicon import lexicon, longest
from pipeline.extraction.language.tokens import Token, lower_at, lowers
from pipeline.records import Status

_NEAR = 4
_DENIED = 40  # words between a denial and what it denies


def before_noun(tokens: Sequence[Token], figure: tuple[int, int], end: int) -> Status | None:
    """Return what the words around the number in its noun phrase, which ends at `end`, tell: "a planned 40",
    "40 planned sites", "a 40-bed proposal"."""
    if _is_attributive(tokens, figure[0] - 1):
        return cues("before")[(tokens[figure[0] - 1].lower,)]
    inside = next((at for at in range(figure[1], end) if tokens[at].lower == "of"), end - 1)
    for at in range(figure[1], inside):
        found = cues("before").get((tokens[at].lower,))
        if found is not None and found != "possible":
            return found
    whole = inside < end - 1 or end == figure[1]  # "half of the pledge"
    return None if whole or tokens[end - 1].lower.endswith("s") else noun_at(tokens, end - 1)


def _is_attributive(tokens: Sequence[Token], at: int) -> bool:
    """True for a participle that stands before a noun: "the promised 40", not "they promised 40"."""
    grammar = lexicon().grammar
    known = (lower_at(tokens, at),) in cues("before")
    return known and lower_at(tokens, at - 1) in grammar["determiners"] | grammar["definite"]


def after_noun(tokens: Sequence[Token], end: int) -> Status | None:
    """Return what the words tell that stand at `end`, where a noun phrase ends: "40 sites at risk"."""
    words = lowers(tokens, end, end + _NEAR)
    size = longest(cues("predicates"), words, 0)
    if not size or longest(phrases("neutral"), words, 0):
        return None
    return cues("predicates")[words[:size]]


def noun_at(tokens: Sequence[Token], at: int) -> Status | None:
    """Return what the noun at `at` tells, None within a phrase such as "in need"."""
    found = nouns().get((lower_at(tokens, at),))
    if found is None or longest(phrases("fixed"), lowers(tokens, at - 1, at + 1), 0) == 2:
        return None
    return "denied" if "no" in lowers(tokens, max(0, at - 2), at) else found


def is_denied(tokens: Sequence[Token], figure_first: int) -> bool:
    """True when the figure stands in what a denial denies: right after it, or after "that" or "reports"; or
    in reports that are said to be false."""
    words = lexicon().status["denial"]
    opened = parted = False
    for at in range(figure_first - 1, max(-1, figure_first - _DENIED), -1):
        low = tokens[at].lower
        if tokens[at].text in ";:" or low in words["ends"]:
            return False
        if longest(phrases("denial"), lowers(tokens, at, at + 2), 0):
            return opened or not parted
        if opened and longest(phrases("denial", "opened"), lowers(tokens, at, at + 2), 0):
            return True
        parted = parted or tokens[at].text == ","
        opened = opened or low in words["openers"]
        if low in words["told"] and _is_false(tokens, figure_first):
            return True
    return False


def _is_false(tokens: Sequence[Token], first: int) -> bool:
    """True when the sentence says after `first` that something "is false"."""
    low = lowers(tokens, first, first + _DENIED)
    false = {words: None for words, status in cues("predicates").items() if status == "denied"}
    return any(
        low[at] in lexicon().grammar["be"]
        and any(low[at + skip : at + skip + size] in false for skip in (1, 2) for size in (1, 2))
        for at in range(len(low))
    )


def is_conditional(tokens: Sequence[Token]) -> bool:
    """True when the sentence holds a condition."""
    low = lowers(tokens, 0, len(tokens))
    neutral, conditional = phrases("neutral"), phrases("conditional")
    return any(
        longest(conditional, low, at) > 0
        and not longest(neutral, low, at)
        and not longest(neutral, low, max(0, at - 1))
        for at in range(len(low))
    )
