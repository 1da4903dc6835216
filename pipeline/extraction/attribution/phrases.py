"""Source phrases: where the noun phrase that names a source begins and ends.

Here belong the walk right from a cue ("according to …") and left from where a source ends, with the words set
beside the name. Which noun phrase is the subject of a verb is found in `speakers.py`, what kind of party it
is in `parties.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extraction.attribution.parties import Party, read_party, read_source
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.times import find_times
from pipeline.extraction.language.tokens import QUOTES, Token, lower_at

BREAKS = QUOTES | frozenset(";:()–—")
_JOINED = 4  # tokens before "and"
_BRACKET = 8  # tokens
_DESCRIPTION = 4  # tokens up to a name


class Subject(NamedTuple):
    """The source left of a verb, over tokens `first` to `last`; `through` is a relay named inside it."""

    party: Party
    first: int
    last: int
    through: Party | None = None


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
    elif lower_at(tokens, last) == "," and is_title(tokens, first) and not tokens[last - 1].is_capitalised:
        end = last + 1
        while end < len(tokens) and tokens[end].is_capitalised:
            end += 1
        named = read_party(tokens[last + 1 : end], text, tokens[first:last])  # "said its head, Anna Smith"
        if named is not None and named.kind == "person":
            return named, end
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


def subject_ending(
    tokens: Sequence[Token], text: str, end: int, apposition: Sequence[Token]
) -> Subject | None:
    """Read the noun phrase that ends at `end` as a source; a bracketed acronym and a time are left out."""
    last = end
    if tokens[end - 1].text == ")":
        opened = next((k for k in range(end - 2, max(0, end - _BRACKET), -1) if tokens[k].text == "("), end)
        end = opened
    first = _subject_start(tokens, end)
    while first + 1 < end and tokens[first].lower in lexicon().attribution["openers"]:
        first += 1
    words, through = _without_relay(tokens[first:end], text)
    for mention in reversed(find_times(words)):
        if mention.last == len(words):
            words = words[: mention.first]
            while len(words) > 1 and words[-1].lower in lexicon().attribution["adverbs"]:
                words = words[:-1]
        elif mention.first == 0:
            first, words = first + mention.last, words[mention.last :]
    party = read_source(words, text, apposition)
    return Subject(party, first, last, through) if party is not None else None


def _without_relay(words: Sequence[Token], text: str) -> tuple[Sequence[Token], Party | None]:
    """Split "estimates published by R" into the source proper and the relay R; the source of "a report by S"
    is S."""
    findings = lexicon().attribution["documents"] | lexicon().attribution["unknown"]
    for at in range(1, len(words) - 1):
        if words[at].lower == "by" and words[at - 1].lower in lexicon().attribution["relayed"]:
            times = find_times(words[at + 1 :])
            until = at + 1 + times[0].first if times else len(words)
            relay = [token for token in words[at + 1 : until] if token.is_capitalised][:4]
            return words[: at - 1], read_party(relay, text)
        if words[at].lower == "by" and words[at - 1].lower in findings:
            return words[at + 1 :], None
    return words, None


def _subject_start(tokens: Sequence[Token], end: int) -> int:
    """Return where the noun phrase that ends at `end` begins: after a boundary, a conjunction or another
    verb."""
    first = end
    while first > 0 and not _stops_subject(tokens, first, end):
        first -= 1
    return first


def _stops_subject(tokens: Sequence[Token], first: int, end: int) -> bool:
    """True when the token before `first` is no part of the noun phrase over `tokens[first:end]`."""
    token, attribution = tokens[first - 1], lexicon().attribution
    if token.text in BREAKS or token.text == ",":
        return True
    if token.lower in attribution["subject_stops"] and not token.is_acronym:
        return True
    if 0 < first < end and tokens[first].lower in lexicon().grammar["articles"]:
        return token.lower not in attribution["links"] and token.lower not in ("by", "and", "on")
    if token.lower in ("and", "or"):
        names = first < len(tokens) and tokens[first].is_capitalised
        return not (
            _joins_nouns(tokens, first - 1) or (names and tokens[first - 2].is_capitalised and first > 1)
        )
    verb = lexicon().report_verbs.get((token.lower,)) if token.is_word and not token.is_capitalised else None
    noun = names_nobody(tokens, first - 1) or (first == end and verb is not None and verb[1] == "third")
    if verb is None or verb[1] == "base" or noun:
        return False
    return not (token.lower.endswith("ed") and first < end and tokens[first].lower == "by")


def _joins_nouns(tokens: Sequence[Token], conjunction: int) -> bool:
    """True for "police and hospital officials": nothing but a noun or two stands before it in the clause."""
    first = conjunction
    while first > max(0, conjunction - _JOINED) and tokens[first - 1].is_word:
        first -= 1
    opens = first == 0 or tokens[first - 1].text in BREAKS or tokens[first - 1].text == ","
    words = {token.lower for token in tokens[first:conjunction]}
    grammar, attribution = lexicon().grammar, lexicon().attribution
    verbal = (
        grammar["auxiliaries"] | attribution["links"] | attribution["pronouns"] | attribution["subject_stops"]
    )
    verbs = any((low,) in lexicon().report_verbs or (low,) in lexicon().event_verbs for low in words)
    return opens and 0 < conjunction - first < _JOINED and words.isdisjoint(verbal) and not verbs
