"""Designators: numbers that are part of a name or tell which one of a row.

Here belong "Article 5", "Game 2", "Channel 4", "S&P 500" and "14 Leopard 2 tanks"; the words are in
`words/exclusions.toml`. Every function asks about the digits at `tokens[at]`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token, follows_closely, lower_at
from pipeline.extraction.quantities.amounts import may_start, scale_follows

_HEADLINE = 8  # tokens after a name that tell whether the sentence is a headline
_BEFORE = 40  # tokens before it that are looked at, so that work stays linear
_LONG = 4  # letters of the words that have a capital in a headline
_MODEL = 4  # tokens from a count to the number in a name: "14 older Leopard 2 tanks"


def is_code(tokens: Sequence[Token], at: int) -> bool:
    """True for the stock code of "(4821.T)" and "(0388.HK)": digits, a full stop, an exchange."""
    bracketed = lower_at(tokens, at - 1) == "(" and lower_at(tokens, at + 3) == ")"
    glued = follows_closely(tokens, at + 1) and follows_closely(tokens, at + 2)
    return bracketed and glued and tokens[at + 1].text == "." and tokens[at + 2].text.isupper()


def is_designated(tokens: Sequence[Token], at: int) -> bool:
    """True after a word that numbers things (Article 5, No. 3) or a name (Channel 4, S&P 500)."""
    if at == 0 or "," in tokens[at].text or scale_follows(tokens, at + 1):
        return False
    previous, words = tokens[at - 1], lexicon().exclusions
    if previous.text in "#№" or tokens[at].text in words["telephones"]:
        return True
    if previous.text == "." and lower_at(tokens, at - 2) in words["abbreviated_designators"]:
        return True
    if previous.lower == "week":
        return lower_at(tokens, at - 2) in words["before_week"]
    if previous.lower in words["designators"]:
        return lower_at(tokens, at - 2) not in words["verbal_before"]
    if previous.lower in words["before_model"]:
        return _names_a_model(tokens, at)
    if not previous.is_capitalised:
        return False
    if previous.lower in words["named_designators"] and not _is_plural(tokens, at + 1):
        return True
    if previous.text == "P" and lower_at(tokens, at - 2) in ("s", "&"):
        return True
    if at == 1 or previous.lower in lexicon().nouns["stops"] or _is_headline(tokens, at - 1):
        return False
    if (previous.lower,) in lexicon().countries or (previous.lower,) in lexicon().demonyms:
        return False  # "Chile sent 400 and Peru 180"
    plain = at + 1 < len(tokens) and (tokens[at + 1].is_word or tokens[at + 1].text in "%$€£")
    return not plain or _is_named(tokens, at)


def is_model(tokens: Sequence[Token], at: int) -> bool:
    """True for the number in the name of what another number counts: "14 Leopard 2 tanks"."""
    name, stops = tokens[at - 1], lexicon().nouns["stops"]
    if at == 0 or not name.is_capitalised or name.is_possessive or not tokens[at].text.isdecimal():
        return False
    first = at - 1
    while first > max(0, at - _MODEL) and tokens[first].is_word and tokens[first].lower not in stops:
        first -= 1
    if first == at - 1 or not may_start(tokens[first]):
        return False
    following = lower_at(tokens, at + 1)
    return following.isalpha() and following not in stops and not scale_follows(tokens, at + 1)


def _names_a_model(tokens: Sequence[Token], at: int) -> bool:
    """True for "the new 500 Zephyr jets": bare digits between an adjective and a name in the singular."""
    text, following = tokens[at].text, at + 1
    if not text.isdecimal() or not 2 <= len(text) <= 4 or following >= len(tokens):
        return False
    if follows_closely(tokens, following):
        return False
    name = tokens[following]
    people = (name.lower,) in lexicon().demonyms or (name.lower,) in lexicon().countries
    return name.is_capitalised and not people and not _is_plural(tokens, following)


def _is_named(tokens: Sequence[Token], at: int) -> bool:
    """True when what follows the number after a name is no count: a small word ("Engine 51 and"), or one
    thing alone ("the Zephyr 13 studio that")."""
    words = lexicon()
    following = lower_at(tokens, at + 1)
    if "." in tokens[at].text or tokens[at].text == "1":
        return False
    if following in words.exclusions["after_name"]:
        return True
    for ahead in range(at + 1, min(at + _MODEL, len(tokens))):
        low = tokens[ahead].lower
        if not tokens[ahead].is_word or low in words.nouns["stops"]:
            return ahead > at + 1
        if not low.isalpha() or not tokens[ahead].text.islower() or _is_plural(tokens, ahead):
            return False
        if low in words.nouns["adjectives"] or low in words.nouns["people"] or low.endswith(("ed", "ing")):
            return False
    return False


def _is_plural(tokens: Sequence[Token], at: int) -> bool:
    low, nouns = lower_at(tokens, at), lexicon().nouns
    return low in nouns["plurals"] or (
        low.endswith("s") and not low.endswith("ss") and low not in nouns["stops"]
    )


def _is_headline(tokens: Sequence[Token], end: int) -> bool:
    """True when every word before `end` has a capital, and the longer ones after it, too."""
    if not all(token.is_capitalised for token in tokens[max(0, end - _BEFORE) : end] if token.is_word):
        return False
    after = tokens[end : end + _HEADLINE]
    return not any(token.is_word and len(token.text) > _LONG and token.text.islower() for token in after)
