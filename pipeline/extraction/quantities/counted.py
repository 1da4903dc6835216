"""What is counted: the noun phrase after a quantity, and its head.

Here belongs the reach of that noun phrase: function words end it by the list `stops`, the tagger tells the
open classes apart. Where the noun is left out ("over 1,000 have arrived") the phrase is empty, and
`elision.py` says what stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.cleaning import seen
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token, follows_closely, lower_at
from pipeline.extraction.quantities.quantities import Quantity

_MAX_WORDS = 9
_QUOTES = frozenset("\"“”‘’'")
_NOUNS = frozenset({"NOUN", "PROPN"})
_OPENING = frozenset({"ADJ", "ADP", "DET", "PRON", "SCONJ"})  # may stand before a noun in -ing
_ENDING = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "SCONJ"})  # tags no word inside the phrase has


@dataclass(frozen=True)
class Counted:
    """The counted noun phrase over `tokens[first:last]`; `head` is its head noun in lower case, None if
    elided."""

    first: int
    last: int
    head: str | None

    def text(self, tokens: Sequence[Token], text: str) -> str | None:
        """Return the phrase as it stands in the document, None if elided."""
        return seen(text[tokens[self.first].start : tokens[self.last - 1].end]) if self.head else None


def counted_phrase(tokens: Sequence[Token], tags: Sequence[str], quantity: Quantity, limit: int) -> Counted:
    """Return the noun phrase that `quantity` counts; `tags` are the parts of speech of `tokens`, `limit` is
    the token where the next quantity begins."""
    at = quantity.last
    if lower_at(tokens, at) == "-" and lower_at(tokens, at + 1) == "strong":
        at += 2
    while at < limit and tokens[at].text in _QUOTES:
        at += 1
    inside = quantity.unit is not None and lower_at(tokens, at) == "in"  # "$15 million in aid", not "in May"
    if inside or lower_at(tokens, at) == "of":
        at = after_whole(tokens, at + 1)
    elif "amount.share" in quantity.rules:
        at = after_whole(tokens, at)
    at += lower_at(tokens, at) in ("fewer", "more", "less")  # "3,000 fewer cases than in May"
    last = reach(tokens, tags, at, limit)
    if last == at or tokens[last - 1].is_possessive or _is_repeated(tokens, at, last):
        return Counted(at, at, None)
    head = tokens[last - 1].lower
    timed = any(token.lower in lexicon().exclusions["durations"] for token in tokens[at:last])
    if inside and (tags[last - 1] == "PROPN" or timed):
        return Counted(at, at, None)
    if lower_at(tokens, last) == "than" and head.endswith("er"):  # "40 cheaper than in May"
        return Counted(at, at, None)
    nouns = lexicon().nouns
    if lower_at(tokens, last) == "of" and head in nouns["containers"] | nouns["measures"]:
        inner = after_whole(tokens, last + 1)
        further = reach(tokens, tags, inner, limit)
        if further > inner:
            return Counted(at, further, tokens[further - 1].lower if head in nouns["measures"] else head)
    return Counted(at, last, head)


def measure_word(tokens: Sequence[Token], quantity: Quantity, counted: Counted) -> str | None:
    """Return the word that a number other than one measures where the noun after it is a singular, or a
    hyphen ties the word to it: "page" in "a 12 page report", "cylinder" in "six-cylinder engines"."""
    if counted.last - counted.first < 2 or 1 in (quantity.low, quantity.high):
        return None
    first, head = tokens[counted.first], tokens[counted.last - 1]
    if not first.is_word or first.is_possessive or (first.is_capitalised and len(first.text) > 2):
        return None
    tied = tokens[counted.first - 1].text == "-"
    return first.text if tied or not (_is_plural(first) or _is_plural(head)) else None


def _is_repeated(tokens: Sequence[Token], at: int, last: int) -> bool:
    """True for "year on year", "week over week": they say since when, not what."""
    return lower_at(tokens, last) in ("on", "over", "by") and lower_at(tokens, last + 1) == tokens[at].lower


def reach(tokens: Sequence[Token], tags: Sequence[str], at: int, limit: int) -> int:
    """Return the token where the noun phrase that starts at `at` ends, `at` where there is none."""
    end = last = at  # the phrase may go on at `end`; its last noun so far ends at `last`
    stop = min(limit, at + _MAX_WORDS)
    joined = False
    while end < stop:
        closed = last == end > at and _is_plural(tokens[end - 1])
        if tokens[end].kind == "mark" and _joins(tokens, end):
            end += 1
        elif (
            not joined and (tokens[end].text == "-" or not closed) and _joins_modifiers(tokens, tags, end, at)
        ):
            end, joined = end + 1, tokens[end].kind == "word"
        elif end > at and not closed and _numbers_a_name(tokens, tags, end):
            end += 1
        elif tokens[end].kind in ("mark", "number") or is_closed_class(tokens, tags, end):
            break
        elif _is_noun(tokens, tags, end, last > at):
            if closed and not _goes_on(tokens, end):
                break
            end = last = end + 1
        elif closed or not _is_modifier(tokens, tags, end, last == end > at):
            break
        else:
            end += 1
    return last if last > at else _nominal_end(tokens, tags, at, stop)


def is_closed_class(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """True for a function word, or another that no noun phrase goes on with; "US" is none, "us" is one."""
    return tokens[at].lower in lexicon().nouns["stops"] and not (
        tokens[at].is_acronym and tags[at] == "PROPN"
    )


def _nominal_end(tokens: Sequence[Token], tags: Sequence[str], at: int, stop: int) -> int:
    """Return where an adjective that stands for a noun ends: "12 of the detained", "number of displaced"."""
    if at >= stop or tags[at] not in ("ADJ", "VERB") or is_closed_class(tokens, tags, at):
        return at
    left = at - (at > 0 and tokens[at - 1].lower in lexicon().grammar["whole"])
    participle = tokens[at].lower.endswith(("ed", "ing"))
    return at + (lower_at(tokens, left - 1) == "of" and (tags[at] == "ADJ" or participle))


def _numbers_a_name(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """True for the number inside a name that goes on: "Leopard 2 tanks"."""
    return tokens[at].kind == "number" and at + 1 < len(tags) and tags[at + 1] in _NOUNS


def after_whole(tokens: Sequence[Token], at: int) -> int:
    """Return where the noun phrase begins after "of the", "of all our", "of a"."""
    while lower_at(tokens, at) in lexicon().grammar["whole"]:
        at += 1
    return at + (lower_at(tokens, at) in lexicon().grammar["articles"])


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """True for a mark inside a name or compound: "R&D", "non-combat"."""
    return tokens[at].text in "-&/" and follows_closely(tokens, at) and follows_closely(tokens, at + 1)


def _joins_modifiers(tokens: Sequence[Token], tags: Sequence[str], at: int, first: int) -> bool:
    """True for the "and" between two words that go with one noun: "18 northern and central counties"; the
    hyphen of "low- and middle-income" belongs to it."""
    if tokens[at].text == "-" and follows_closely(tokens, at) and lower_at(tokens, at + 1) in ("and", "or"):
        return at > first
    hyphen = tokens[at - 1].text == "-"
    left = at - 1 - hyphen
    if tokens[at].lower not in ("and", "or") or left < first:
        return False
    if not hyphen and tags[left] not in ("ADJ", "PROPN") and (tags[left] != "VERB" or left == first):
        return False
    for follower in range(at + 1, min(at + 4, len(tokens))):
        if tags[follower] in _NOUNS and _is_plural(tokens[follower]):
            return follower > at + 1
        if tags[follower] not in ("ADJ", "PROPN", "NOUN", "VERB"):
            return False
    return False


def _is_noun(tokens: Sequence[Token], tags: Sequence[str], at: int, after_noun: bool) -> bool:
    """True for a noun, and for what the tagger takes for something else where only a noun can stand: a plural
    after a number, a word in -ly after "of"."""
    token, left = tokens[at], tags[at - 1]
    if tags[at] in _NOUNS:
        return (
            left in _OPENING
            or token.is_capitalised
            or after_noun
            or not token.lower.endswith("ing")
            or _noun_follows(tokens, tags, at)
        )
    if tags[at] == "ADV":
        return left in ("ADP", "ADJ") and not after_noun and not _noun_follows(tokens, tags, at)
    if tags[at] not in ("VERB", "ADJ", "X") or not _is_plural(token):
        return False
    return not after_noun or _is_collective(token) or token.lower.endswith("ers")


def _is_modifier(tokens: Sequence[Token], tags: Sequence[str], at: int, after_noun: bool) -> bool:
    """True for a word that can stand before the noun it goes with: an adjective, an adverb before one, a
    participle."""
    if tags[at] in _ENDING or at + 1 >= len(tokens):
        return False
    if tags[at] == "ADV":
        return tags[at + 1] in ("ADJ", "VERB", "ADV") and not after_noun
    low = tokens[at].lower
    if tags[at] != "VERB" or "-" in low:
        return True
    opened = tags[at - 1] in _OPENING  # "dozens of training camps", but "20 holding signs"
    endings = ("ing",) if after_noun else ("ed", "en", "ing") if opened else ("ed", "en")
    if low not in lexicon().nouns["adjectives"] and not low.endswith(endings):
        return False
    return _noun_follows(tokens, tags, at)


def _noun_follows(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """True when the next word is a noun or an adjective of the same phrase."""
    if at + 1 >= len(tokens) or is_closed_class(tokens, tags, at + 1):
        return False
    return tags[at + 1] in ("NOUN", "PROPN", "ADJ") or (tags[at + 1] == "VERB" and "-" in tokens[at + 1].text)


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


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """True for a noun after one that could close the phrase: "sales staff", "news hosts" (a verb would have
    no -s after a plural), "plain-clothes guards"."""
    return _is_collective(tokens[at]) or _is_plural(tokens[at]) or "-" in tokens[at - 1].lower


def _is_collective(token: Token) -> bool:
    return token.lower in lexicon().nouns["plurals"] or token.lower in lexicon().nouns["people"]
