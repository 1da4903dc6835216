"""Sides: where the words stand that somebody is said to have said, and when they said them.

Here belongs the reading of the commas, quotation marks and adverbials around "S said". Whether the verb is a
cue at all is decided in `saying.py`; the words themselves are cut out in `contents.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pipeline.extraction.attribution.saying import ends_sentence, is_finite, opens_content
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.language.times import find_times
from pipeline.extraction.language.tokens import DASHES, QUOTES, Token, lower_at

Side = Literal["right", "left", "both", "before", "paragraph"]
_CIRCUMSTANCE = 9  # tokens that say to whom, when and where it was said
_TIME = 4  # tokens in which a time after the verb begins
_CLOSING_MARKS = frozenset(",") | DASHES


def side_of(tokens: Sequence[Token], first: int, after: int) -> Side:
    """Return on which side of "S said" the content stands.

    A quotation or a comma before S has it there, unless the words before the comma only say when or where:
    "In May, S said …". A comma after the verb has the rest of it on the right: "X, S said, and Y".
    """
    if first == 0:
        return "right"
    if all(token.kind == "mark" and token.text != "," for token in tokens[after:]):
        return "left" if tokens[first - 1].text in _CLOSING_MARKS | QUOTES else "right"
    if _closes_quotation(tokens, first):
        return "both" if any(token.text in QUOTES for token in tokens[after:-2]) else "left"
    if tokens[first - 1].text not in _CLOSING_MARKS:
        return "right"
    comma = _comma_after(tokens, after)
    if comma is not None:
        if tokens[comma + 1].lower.endswith("ing"):
            return "left"
        return "right" if _opens_adverbial(tokens) else "both"
    if opens_content(tokens, after):
        return "right"
    if _only_circumstance(tokens, after):
        return "left"
    outside = lower_at(tokens, after) in lexicon().attribution["adverbial"] and not _opens_adverbial(tokens)
    return "both" if outside else "right"


def _opens_adverbial(tokens: Sequence[Token]) -> bool:
    """True when the sentence opens with when, where or how something was said."""
    return tokens[0].lower in lexicon().attribution["adverbial"] or tokens[0].lower.endswith("ing")


def _comma_after(tokens: Sequence[Token], after: int) -> int | None:
    """Return the comma that follows the verb or what says to whom, when or where it was said."""
    for position in range(after, min(len(tokens) - 1, after + _CIRCUMSTANCE)):
        if tokens[position].text == ",":
            return position
        if tokens[position].text in QUOTES or tokens[position].text in ".;:" or is_finite(tokens, position):
            return None
    return None


def _only_circumstance(tokens: Sequence[Token], after: int) -> bool:
    """True when nothing but to whom, when or where it was said stands between the verb and the sentence's
    end."""
    rest = tokens[after:]
    times = find_times(rest[:_TIME])
    if rest[0].lower not in lexicon().attribution["adverbial"] and not (times and times[0].first == 0):
        return (lower_at(tokens, after - 1),) in lexicon().address_verbs
    return len(rest) <= _CIRCUMSTANCE and not any(is_finite(tokens, at) for at in range(after, len(tokens)))


def _closes_quotation(tokens: Sequence[Token], first: int) -> bool:
    """True when a quotation that ends the reported words stands right before the source."""
    before = [token for token in tokens[max(0, first - 2) : first] if token.text != ","]
    return bool(before) and first >= 2 and before[-1].text in QUOTES


def points_back(tokens: Sequence[Token], after: int) -> bool:
    """True for "S reports this": the content stands before."""
    return lower_at(tokens, after) in ("this", "it") and ends_sentence(tokens, after + 1)


def said_text(sentence: Sentence, text: str, at: int, after: int) -> str | None:
    """Return the words for when it was said: the time before the verb in its own clause, or right after
    it."""
    for mention in reversed(sentence.times):
        close = after <= mention.first <= after + 3 and "that" not in sentence.lowers[after : mention.first]
        clear = not any(token.text in QUOTES for token in sentence.tokens[mention.last : at])
        if close or (mention.last <= at and clear):
            return mention.text(sentence.tokens, text)
    return None
