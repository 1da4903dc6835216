"""Source phrases: where the noun phrase that names a source begins and ends.

Here belong the walk right from a cue ("according to …") and left from a verb ("… said"), with the words set
beside the name. Which cues there are is decided in `attribution.py`, what kind of party a phrase names in
`parties.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.parties import Party, read_party
from pipeline.extraction.times import find_times
from pipeline.extraction.tokens import QUOTES, Token, lower_at

BREAKS = QUOTES | frozenset(";:()–—")
_APPOSITION = 25  # tokens


class Subject(NamedTuple):
    """The source left of a verb: it begins at token `first`; `through` is a relay named inside it."""

    party: Party
    first: int
    through: Party | None


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
    return read_party(tokens[first:last], text, apposition), max(last, first + 1)


def _ends_source(tokens: Sequence[Token], at: int, first: int) -> bool:
    token, attribution = tokens[at], lexicon().attribution
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
    verb = (low,) in lexicon().report_verbs and low not in attribution["unknown"]
    return verb and token.is_word and not token.is_capitalised


def is_title(tokens: Sequence[Token], at: int) -> bool:
    """True when a title begins at `at`: "deputy chief of …", "the ministry's spokesman"."""
    return any(token.lower in lexicon().attribution["titles"] for token in tokens[at : at + 5])


def subject_before(tokens: Sequence[Token], text: str, at: int) -> Subject | None:
    """Return the source left of the verb at `at`, None where its subject is no source."""
    end = _verb_start(tokens, at)
    if end == 0:
        return None
    if tokens[end - 1].text == ",":
        return _with_apposition(tokens, text, end - 1)
    if tokens[end - 1].lower in ("and", "but"):
        end = _first_subject_end(tokens, end - 1)
    return _plain_subject(tokens, text, end, ()) if end else None


def _verb_start(tokens: Sequence[Token], at: int) -> int:
    """Return where the verb at `at` begins with its adverbs and auxiliaries."""
    while at > 0 and tokens[at - 1].lower in lexicon().attribution["adverbs"]:
        at -= 1
    return at


def _with_apposition(tokens: Sequence[Token], text: str, closing: int) -> Subject | None:
    """Read "Name, title, said" and "description, Name, said": the comma at `closing` ends words set beside
    the source. The phrase furthest left that still names a party is the source."""
    best: Subject | None = None
    for comma in _commas_before(tokens, closing):
        apposition = tokens[comma + 1 : closing]
        found = _plain_subject(tokens, text, comma, apposition)
        if found is None or found.party.kind == "unknown" or found.first == comma:
            break
        best = found
        if found.party.kind != "person" and not any(
            t.is_capitalised for t in tokens[found.first + 1 : comma]
        ):
            named = read_party(tokens[comma + 1 : closing], text, tokens[found.first : comma])
            if (
                named is not None
                and apposition[0].is_capitalised
                and named.kind in ("person", "organisation")
            ):
                best = Subject(named, found.first, found.through)
        if found.first == 0 or tokens[found.first - 1].text != ",":
            break
    return best or _plain_subject(tokens, text, closing, ())


def _commas_before(tokens: Sequence[Token], closing: int) -> list[int]:
    """Return the commas before the one at `closing`, nearest first, up to a stronger mark."""
    found = []
    for position in range(closing - 1, max(-1, closing - _APPOSITION), -1):
        if tokens[position].text in BREAKS:
            break
        if tokens[position].text == "," and position + 1 < closing:
            found.append(position)
    return found


def _first_subject_end(tokens: Sequence[Token], conjunction: int) -> int:
    """Return where the subject ends that a verb after `conjunction` shares with the first verb of its
    clause."""
    first = conjunction
    while first > 0 and tokens[first - 1].text not in BREAKS and tokens[first - 1].text != ",":
        first -= 1
    for position in range(first + 1, conjunction):
        low = tokens[position].lower
        if low in lexicon().grammar["auxiliaries"] and low != "to":
            return position
        if tokens[position].is_word and not tokens[position].is_capitalised:
            forms = lexicon().report_verbs.get((low,)) or lexicon().intent_verbs.get((low,))
            if forms or (low,) in lexicon().event_verbs:
                return position
    return 0


def _plain_subject(
    tokens: Sequence[Token], text: str, end: int, apposition: Sequence[Token]
) -> Subject | None:
    """Read the noun phrase that ends at `end` as a source; a bracketed acronym and a time are left out."""
    if end > 3 and tokens[end - 1].text == ")" and tokens[end - 3].text == "(":
        end -= 3
    first = _subject_start(tokens, end)
    words, through = _without_relay(tokens[first:end], text)
    for mention in reversed(find_times(words)):
        if mention.last == len(words):
            words = words[: mention.first]
        elif mention.first == 0:
            first, words = first + mention.last, words[mention.last :]
    party = read_party(words, text, apposition)
    return Subject(party, first, through) if party is not None else None


def _without_relay(words: Sequence[Token], text: str) -> tuple[Sequence[Token], Party | None]:
    """Split "estimates published by R" into the source proper and the relay R."""
    for at in range(1, len(words)):
        if words[at].lower == "by" and words[at - 1].lower in lexicon().attribution["relayed"]:
            times = find_times(words[at + 1 :])
            until = at + 1 + times[0].first if times else len(words)
            relay = [token for token in words[at + 1 : until] if token.is_capitalised][:4]
            return words[: at - 1], read_party(relay, text)
    return words, None


def _subject_start(tokens: Sequence[Token], end: int) -> int:
    """Return where the noun phrase that ends at `end` begins: after a boundary, a conjunction or another
    verb."""
    first = end
    while first > 0 and not _stops_subject(tokens, first, end):
        first -= 1
    return first


def names_nobody(tokens: Sequence[Token], at: int) -> bool:
    """True for the noun of "press reports", which is a source and no verb."""
    attribution = lexicon().attribution
    before = lower_at(tokens, at - 1) in attribution["unknown_modifiers"]
    return before and tokens[at].lower in attribution["unknown"]


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
        return not (names and first > 1 and tokens[first - 2].is_capitalised)
    verb = lexicon().report_verbs.get((token.lower,)) if token.is_word and not token.is_capitalised else None
    noun = names_nobody(tokens, first - 1) or (first == end and token.lower in attribution["unknown"])
    if verb is None or verb[1] == "base" or noun:
        return False
    return not (token.lower.endswith("ed") and first < end and tokens[first].lower == "by")
