"""Speakers: the noun phrase left of a verb of saying, read as a source.

Here belongs the walk left from the verb: over its adverbs, an apposition, a relative clause, to the subject
that it shares with another verb. The walk right from a cue is in `phrases.py`, what kind of party a phrase
names in `parties.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extraction.attribution.parties import Party, read_party, read_source
from pipeline.extraction.attribution.phrases import BREAKS, Subject, is_title, subject_ending
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.language.tokens import Token

_APPOSITION = 25  # tokens
_OWNER = 4  # tokens
_POSSESSIVE = re.compile(r"['’]s?$")
_ANTECEDENT = 8  # tokens


def subject_before(sentence: Sentence, text: str, at: int) -> Subject | None:
    """Return the source left of the verb at `at`, None where its subject is no source."""
    tokens = sentence.tokens
    end = verb_start(tokens, at)
    if end == 0:
        return None
    pronoun = tokens[end - 1].lower in lexicon().attribution["pronouns"] and not tokens[end - 1].is_acronym
    if pronoun:
        party = read_party(tokens[end - 1 : end], text)
        return Subject(party, end - 1, end) if party is not None else None
    if tokens[end - 1].lower in lexicon().grammar["relatives"] and not tokens[end - 1].is_acronym:
        return _antecedent(tokens, text, end - 1)
    if tokens[end - 1].text == ",":
        return _with_apposition(sentence, text, end - 1)
    if tokens[end - 1].lower in ("and", "but"):
        return _first_subject(sentence, text, end - 1)
    return subject_ending(tokens, text, end, ())


def _antecedent(tokens: Sequence[Token], text: str, relative: int) -> Subject | None:
    """Read the noun phrase before "who" or "which": from its article, else its capitalised name."""
    last = relative
    while last > 0 and tokens[last - 1].text == ",":
        last -= 1
    first = last
    while first > max(0, last - _ANTECEDENT) and tokens[first - 1].is_word:
        first -= 1
        if tokens[first].lower in lexicon().grammar["determiners"]:
            break
    while first < last and tokens[first].lower in lexicon().attribution["links"] | {"by"}:
        first += 1
    party = read_source(tokens[first:last], text) if first < last else None
    return Subject(party, first, relative + 1) if party is not None else None


def owner_before(tokens: Sequence[Token], text: str, at: int) -> Subject | None:
    """Return who owns the noun at `at`: "S's claim", "his claim"."""
    for position in range(at - 1, max(-1, at - _OWNER), -1):
        token = tokens[position]
        if token.lower in lexicon().attribution["owning_pronouns"]:
            return subject_ending(tokens, text, position + 1, ())
        if token.is_possessive or token.text in "'’":
            owner = subject_ending(tokens, text, position + 1, ())
            return None if owner is None else owner._replace(party=_unowned(owner.party))
        if not token.is_word:
            return None
    return None


def _unowned(party: Party) -> Party:
    """Return an owner by its own name: "the group's" is the group."""
    return replace(party, name=_POSSESSIVE.sub("", party.name))


def _with_apposition(sentence: Sentence, text: str, closing: int) -> Subject | None:
    """Read "Name, title, said" and "description, Name, said": the comma at `closing` ends words set beside
    the source. The phrase furthest left that still names a party is the source."""
    tokens = sentence.tokens
    best: Subject | None = None
    for comma in _commas_before(tokens, closing):
        apposition = tokens[comma + 1 : closing]
        found = subject_ending(tokens, text, comma, apposition)
        if found is None or found.first == comma:
            break
        if found.party.kind == "unknown" and not apposition[0].lower.endswith("ed"):
            break  # "In earlier reports, S said"; but "the study, published in May, found"
        if _first_verb(sentence, found.first, comma):
            break  # a clause and no name
        best = found._replace(last=closing)
        if found.party.kind != "person" and not any(
            t.is_capitalised for t in tokens[found.first + 1 : comma]
        ):
            inner = next((k for k in range(comma + 1, closing) if tokens[k].text == ","), closing)
            named = read_party(tokens[comma + 1 : inner], text, tokens[found.first : comma])
            if (
                named is not None
                and apposition[0].is_capitalised
                and named.kind in ("person", "organisation")
            ):
                best = Subject(named, found.first, closing, found.through)
        if found.first == 0 or tokens[found.first - 1].text != ",":
            break
    return best or _named_first(tokens, text, closing) or subject_ending(tokens, text, closing, ())


def _named_first(tokens: Sequence[Token], text: str, closing: int) -> Subject | None:
    """Read "Name, 59, of Place, who saw it, said": the person that the sentence begins with."""
    comma = next((at for at in range(1, min(closing, _ANTECEDENT)) if tokens[at].text == ","), None)
    party = read_party(tokens[:comma], text) if comma is not None else None
    if party is None or party.kind != "person":
        return None
    return Subject(party, 0, closing)


def _commas_before(tokens: Sequence[Token], closing: int) -> list[int]:
    """Return the commas before the one at `closing`, nearest first, up to a stronger mark."""
    found = []
    for position in range(closing - 1, max(-1, closing - _APPOSITION), -1):
        if tokens[position].text in BREAKS:
            break
        if tokens[position].text == "," and position + 1 < closing:
            found.append(position)
    return found


def sentence_subject(sentence: Sentence, text: str, before: int) -> Subject | None:
    """Return the source that the sentence begins with, up to its first verb before token `before`."""
    return _subject_of(sentence, text, 0, before)


def _first_subject(sentence: Sentence, text: str, conjunction: int) -> Subject | None:
    """Return the subject that a verb after `conjunction` shares with the first verb of its clause."""
    tokens = sentence.tokens
    first = conjunction
    while first > 0 and tokens[first - 1].text not in BREAKS and tokens[first - 1].text != ",":
        first -= 1
    return _subject_of(sentence, text, first, conjunction) or _subject_of(sentence, text, 0, conjunction)


def _subject_of(sentence: Sentence, text: str, first: int, last: int) -> Subject | None:
    """Return the source that stands before the first verb of `tokens[first:last]`, without what is set beside
    it."""
    tokens = sentence.tokens
    verb = _first_verb(sentence, first, last)
    if not verb:
        return None
    comma = next((at for at in range(first, verb) if tokens[at].text == ","), verb)
    if comma == first:
        return None
    apposition = tokens[comma + 1 : verb] if is_title(tokens, comma + 1) else ()
    return subject_ending(tokens, text, comma, apposition)


def _first_verb(sentence: Sentence, first: int, last: int) -> int:
    """Return the first verb of `tokens[first:last]` that something stands before, 0 without one."""
    if first + 1 >= last:
        return 0
    tags = sentence.tags
    for at in range(first + 1, last):
        token = sentence.tokens[at]
        ing = token.lower.endswith("ing")
        if tags[at] in ("VERB", "AUX") and not token.is_capitalised and not ing and tags[at - 1] != "DET":
            return at
    return 0


def verb_start(tokens: Sequence[Token], at: int) -> int:
    """Return where the verb at `at` begins with its adverbs and auxiliaries."""
    helpers = lexicon().attribution["adverbs"] | lexicon().grammar["auxiliaries"]
    while at > 0 and (tokens[at - 1].lower.removesuffix("n't") in helpers or _is_adverb(tokens[at - 1])):
        at -= 1
    return at


def _is_adverb(token: Token) -> bool:
    return token.is_word and token.text.islower() and token.lower.endswith("ly") and len(token.text) > 4
