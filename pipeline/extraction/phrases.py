"""Source phrases: where the noun phrase that names a source begins and ends.

Here belong the walk right from a cue ("according to …") and left from a verb ("… said"), with the words set
beside the name. Which cues there are is decided in `attribution.py`, what kind of party a phrase names in
`parties.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.parties import Party, read_source
from pipeline.extraction.tokens import QUOTES, Token, lower_at

BREAKS = QUOTES | frozenset(";:()–—")
_DESCRIPTION = 4  # tokens up to a name


def phrase_after(tokens: Sequence[Token], text: str, first: int) -> tuple[Party | None, int]:
    """Read the source after a cue: up to a comma, a bracket, a quotation mark or a relative clause; then its
    title. Return it with the token where it ends."""
    last = first
    while last < len(tokens) and not _ends_source(tokens, last, first):
        last += 1
    apposition: Sequence[Token] = ()
    if lower_at(tokens, last) == "," and is_title(tokens, last + 1):
        end = last + 1
        while end < len(tokens) and tokens[end].text not in ",.;" and tokens[end].text not in QUOTES:
            end += 1
        apposition = tokens[last + 1 : end]
    return read_source(tokens[first:last], text, apposition), max(last, first + 1)


def _ends_source(tokens: Sequence[Token], at: int, first: int) -> bool:
    token, attribution = tokens[at], lexicon().attribution
    if token.text == "." and at > first and tokens[at - 1].lower in lexicon().abbreviations:
        return False  # "Mrs. Smith"
    if token.text in BREAKS or token.text in ",.!?":
        return True
    if at == first:
        return False
    low = token.lower
    if low in attribution["phrase_stops"] and not token.is_acronym:
        following = at + 1 < len(tokens) and tokens[at + 1].is_capitalised
        return not (low == "and" and following and tokens[at - 1].is_capitalised)
    if low == "to" or (low == "in" and lower_at(tokens, at + 1) != "the"):
        return True
    if tokens[at - 1].lower in lexicon().grammar["determiners"]:
        return False
    verb = (low,) in lexicon().report_verbs and low not in attribution["unknown"]
    return verb and token.is_word and not token.is_capitalised


def is_title(tokens: Sequence[Token], at: int) -> bool:
    """True when a title begins at `at`: "deputy chief of …", "the ministry's spokesman"."""
    return any(token.lower in lexicon().attribution["titles"] for token in tokens[at : at + 5])


def names_nobody(tokens: Sequence[Token], at: int) -> bool:
    """True for the noun of "press reports", which is a source and no verb."""
    attribution = lexicon().attribution
    before = lower_at(tokens, at - 1) in attribution["unknown_modifiers"]
    return before and tokens[at].lower in attribution["unknown"]


def is_described(tokens: Sequence[Token], at: int) -> bool:
    """True when a few small words and a name begin at `at`: "village elder Anna Smith"."""
    for token in tokens[at : at + _DESCRIPTION]:
        if not token.is_word or token.lower in lexicon().grammar["finite"]:
            return False
        if token.is_capitalised:
            return True
    return False
