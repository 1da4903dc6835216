"""Subjects: the noun phrase that the clause of a figure is about.

Here belongs finding its tokens. Whether it is a source is decided in `attribution.py`, whether it is the
actor or the counted in `context.py` and `counted.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.tokens import QUOTES, Token

_CLAUSE_MARKS = QUOTES | frozenset(";:–—")
_MAX_WORDS = 9


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


def clause_before(tokens: Sequence[Token], before: int) -> Clause | None:
    """Return the subject and the verb of the clause that runs up to token `before`, None if none is seen.

    A clause begins at a strong mark, after "that", or at a conjunction with a subject of its own.
    """
    first, outer = _clause_start(tokens, before), None
    while True:
        last = min(before + 1, len(tokens))
        verb = next((at for at in range(first, last) if _is_finite(tokens, at, first)), None)
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
        inner = any(_is_finite(tokens, at, verb + 1) for at in range(verb + 1, before))
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
    while (
        start < end
        and tokens[start].lower in lexicon().grammar["articles"] | lexicon().grammar["conjunctions"]
    ):
        start += 1
    links = lexicon().attribution["links"]
    end = next((at for at in range(start + 1, end) if tokens[at].lower in links), end)
    while end > start and tokens[end - 1].lower in lexicon().attribution["adverbs"]:
        end -= 1
    return Clause(start, end, verb) if 0 < end - start <= _MAX_WORDS else None


def _is_pronoun(tokens: Sequence[Token], subject: Clause) -> bool:
    one = subject.last - subject.first == 1
    return one and tokens[subject.first].lower in lexicon().attribution["pronouns"]


def _takes_quantity(verb: str) -> bool:
    """True for a report verb whose object is a number: "the ministry recorded 40 cases"."""
    return lexicon().report_verbs[(verb,)][0] in lexicon().attribution["weak"]


def _clause_start(tokens: Sequence[Token], before: int) -> int:
    for at in range(before - 1, -1, -1):
        token = tokens[at]
        if token.text in _CLAUSE_MARKS or token.lower in lexicon().grammar["clause_starts"]:
            return at + 1
    return 0


def _is_finite(tokens: Sequence[Token], at: int, first: int) -> bool:
    """True for an auxiliary or a finite form of a known verb in lower case."""
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
    return bool(forms & {"past", "third"})
