"""Subjects: the noun phrase that the clause of a figure is about.

Here belongs finding its tokens. Whether it is a source is decided in `attribution.py`, whether it is the
actor or the counted in `context.py` and `counted.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import QUOTES, Token

_CLAUSE_MARKS = QUOTES | frozenset(";:–—")
_MAX_WORDS = 9
_OBJECTS = frozenset({"DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM"})


class Clause(NamedTuple):
    """The subject of a clause over `tokens[first:last]`, and its finite verb at token `verb`."""

    first: int
    last: int
    verb: int


def clause_subject(tokens: Sequence[Token], before: int) -> tuple[int, int] | None:
    """Return the token range of the subject of the clause that runs up to token `before`, None if none is
    seen."""
    clause = clause_before(tokens, before)
    return (clause.first, clause.last) if clause is not None else None


def first_clause(tokens: Sequence[Token], tags: Sequence[str]) -> Clause | None:
    """Return the subject and the verb of the first clause of a sentence, None if none is seen."""
    verb = next((at for at in range(1, len(tokens)) if _is_finite(tokens, at, 0, tags)), None)
    return _noun_phrase(tokens, 0, verb) if verb is not None else None


def clause_before(tokens: Sequence[Token], before: int, tags: Sequence[str] = ()) -> Clause | None:
    """Return the subject and the verb of the clause that runs up to token `before`, None if none is seen;
    `tags` are the parts of speech of the tokens, by which verbs beyond the listed ones are known.

    A clause begins at a strong mark, after "that", or at a conjunction with a subject of its own.
    """
    first, outer = clause_start(tokens, before), None
    while True:
        last = min(before + 1, len(tokens))
        verb = next((at for at in range(first, last) if _is_finite(tokens, at, first, tags)), None)
        if verb is None:
            return outer
        reports = (tokens[verb].lower,) in lexicon().report_verbs
        if verb == first and not reports:
            return outer
        found = _noun_phrase(tokens, first, verb)
        if outer is not None and (found is None or _is_pronoun(tokens, found)) and verb > first:
            return outer._replace(verb=verb)  # "the company said it will cut …"
        if not reports:
            return found
        inner = any(_is_finite(tokens, at, verb + 1, tags) for at in range(verb + 1, before))
        if not inner:
            return found if _takes_quantity(tokens[verb].lower) else None
        first, outer = verb + 1, found


def _noun_phrase(tokens: Sequence[Token], first: int, verb: int) -> Clause | None:
    """Return the head part of the noun phrase before `verb`, without an opening adverbial or an
    apposition."""
    start, end = first, verb
    commas = [at for at in range(first, verb) if tokens[at].text == ","]
    if len(commas) == 1 and commas[0] + 1 < verb:
        start = commas[0] + 1  # "In April, revenue fell"
    elif len(commas) > 1 and commas[-1] == verb - 1:
        end = commas[-2]  # "Northway, the operator, said"
    while start < end and _opens_phrase(tokens[start]):
        start += 1
    end = next((at for at in range(start + 1, end) if _ends_phrase(tokens[at])), end)
    while end > start and tokens[end - 1].lower in lexicon().attribution["adverbs"]:
        end -= 1
    return Clause(start, end, verb) if 0 < end - start <= _MAX_WORDS else None


def _opens_phrase(token: Token) -> bool:
    """True for a word before a noun phrase that is no part of it: "the", "but", "Tuesday"."""
    small = token.lower in lexicon().nouns["stops"] and not token.is_acronym
    return small and token.lower not in lexicon().attribution["pronouns"]


def _ends_phrase(token: Token) -> bool:
    """True for a word at which the head part of a noun phrase ends: "the army | of X", "X | on Friday"."""
    low = token.lower
    if low in lexicon().attribution["links"] or token.text == "(":
        return True
    small = low in lexicon().nouns["stops"] and not token.is_acronym
    return small and low not in lexicon().grammar["list_links"] and low not in lexicon().grammar["articles"]


def _is_pronoun(tokens: Sequence[Token], subject: Clause) -> bool:
    one = subject.last - subject.first == 1
    return one and tokens[subject.first].lower in lexicon().attribution["pronouns"]


def _takes_quantity(verb: str) -> bool:
    """True for a report verb whose object is a number: "the ministry recorded 40 cases"."""
    return lexicon().report_verbs[(verb,)][0] in lexicon().attribution["weak"]


def clause_start(tokens: Sequence[Token], before: int) -> int:
    """Return where the clause begins that runs up to token `before`."""
    for at in range(before - 1, -1, -1):
        token = tokens[at]
        if token.text in _CLAUSE_MARKS or token.lower in lexicon().grammar["clause_starts"]:
            return at + 1
    return 0


def _is_finite(tokens: Sequence[Token], at: int, first: int, tags: Sequence[str] = ()) -> bool:
    """True for an auxiliary or a finite form of a known verb in lower case, or a verb with its object."""
    token, words = tokens[at], lexicon()
    if not token.is_word or token.is_capitalised:
        return False
    low = token.lower
    if low in words.grammar["finite"] or low in words.grammar["changing"]:
        return True
    if at > first and tokens[at - 1].lower in words.grammar["determiners"]:
        return False
    forms = {form for _, form in words.event_verbs.get((low,), ())}
    for table in (words.report_verbs, words.intent_verbs):
        if (low,) in table:
            forms.add(table[(low,)][1])
    return bool(forms & {"past", "third"}) or (bool(tags) and at > first and _has_object(tokens, at, tags))


def _has_object(tokens: Sequence[Token], at: int, tags: Sequence[str]) -> bool:
    """True for a verb right after a noun and before its object: "the council | approved | flights"."""
    if tags[at] != "VERB" or tokens[at].lower.endswith("ing") or at + 1 >= len(tokens):
        return False
    return tags[at - 1] in ("NOUN", "PROPN", "PRON", "ADV") and tags[at + 1] in _OBJECTS
