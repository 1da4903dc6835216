"""What is counted: the noun phrase after a quantity, and its head.

Here belongs the reach of that noun phrase. Where the noun is left out ("over 1,000 have arrived") the phrase
is empty, and `claims.py` takes the antecedent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.quantities import Quantity
from pipeline.extraction.tokens import Token, lower_at

_MAX_WORDS = 9
_QUOTES = frozenset("\"“”‘’'")


@dataclass(frozen=True)
class Counted:
    """The counted noun phrase over `tokens[first:last]`; `head` is its head noun in lower case, None if
    elided."""

    first: int
    last: int
    head: str | None

    def text(self, tokens: Sequence[Token], text: str) -> str | None:
        """Return the phrase as it stands in the document, None if elided."""
        return text[tokens[self.first].start : tokens[self.last - 1].end] if self.head else None


def counted_phrase(tokens: Sequence[Token], quantity: Quantity, limit: int) -> Counted:
    """Return the noun phrase that `quantity` counts; `limit` is the token where the next quantity begins."""
    at = quantity.last
    if lower_at(tokens, at) == "-" and lower_at(tokens, at + 1) == "strong":
        at += 2
    while at < limit and tokens[at].text in _QUOTES:
        at += 1
    if lower_at(tokens, at) in ("of", "in") and (quantity.unit or lower_at(tokens, at) == "of"):
        at += 1
        while lower_at(tokens, at) in lexicon().grammar["whole"]:
            at += 1
    last = reach(tokens, at, limit)
    if last == at:
        return Counted(at, at, None)
    head = tokens[last - 1].lower
    nouns = lexicon().nouns
    if lower_at(tokens, last) == "of" and head in nouns["containers"] | nouns["measures"]:
        inner = last + 1 + (lower_at(tokens, last + 1) in lexicon().grammar["whole"])
        further = reach(tokens, inner, limit)
        if further > inner:
            return Counted(at, further, tokens[further - 1].lower if head in nouns["measures"] else head)
    return Counted(at, last, head)


def reach(tokens: Sequence[Token], at: int, limit: int) -> int:
    """Return the token where the noun phrase that starts at `at` ends."""
    end = at
    while end < min(limit, at + _MAX_WORDS):
        token = tokens[end]
        if token.kind == "mark" and not _joins(tokens, end):
            break
        if token.kind == "number" or token.lower in lexicon().nouns["stops"]:
            break
        if end > at and _is_plural(tokens[end - 1]) and not _is_collective(token):
            break
        if _is_verb(tokens, end, at):
            break
        end += 1
    while end > at and tokens[end - 1].kind == "mark":
        end -= 1
    return end


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """True for a mark inside a name or compound: "R&D", "non-combat"."""
    if tokens[at].text not in "-&/" or at + 1 >= len(tokens) or at == 0:
        return False
    return tokens[at].start == tokens[at - 1].end and tokens[at + 1].start == tokens[at].end


def _is_plural(token: Token) -> bool:
    """True for a word that can close a counted phrase: a plural or collective noun (names of peoples do
    not)."""
    low = token.lower
    nouns = lexicon().nouns
    if token.is_possessive or (low,) in lexicon().countries:
        return False
    if low in nouns["plurals"]:
        return True
    return low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is", "ous"))


def _is_collective(token: Token) -> bool:
    return token.lower in lexicon().nouns["plurals"] or token.lower in lexicon().nouns["people"]


def _is_verb(tokens: Sequence[Token], at: int, first: int) -> bool:
    """True for a word that begins the predicate: a known verb form, or -ed / -ing with no noun after it."""
    words = lexicon()
    low = tokens[at].lower
    if low in words.nouns["adjectives"] and _noun_follows(tokens, at):
        return False
    forms = {form for _, form in words.event_verbs.get((low,), ())}
    report = words.report_verbs.get((low,))
    if report and report[1] in ("past", "participle", "ing"):
        return not _noun_follows(tokens, at) or at > first
    if forms & {"past", "participle", "ing"}:
        return not (_noun_follows(tokens, at) and at == first)
    if low.endswith(("ed", "ing")) and len(low) > 4:
        return not _noun_follows(tokens, at)
    return False


def _noun_follows(tokens: Sequence[Token], at: int) -> bool:
    """True when the next word can be a noun of the same phrase."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return False
    low = tokens[at + 1].lower
    return low not in lexicon().nouns["stops"] and (low,) not in lexicon().event_verbs
