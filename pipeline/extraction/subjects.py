"""Subjects: the noun phrase that the clause of a figure is about.

Here belongs finding its tokens. Whether it is a source is decided in `attribution.py`, whether it is the actor or the
counted in `context.py` and `counted.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.parties import read_party
from pipeline.extraction.places import country_at
from pipeline.extraction.sentences import Sentence
from pipeline.extraction.tokens import QUOTES, Token

_CLAUSE_MARKS = QUOTES | frozenset(";:–—")
_MAX_WORDS = 9


def clause_subject(tokens: Sequence[Token], before: int) -> tuple[int, int] | None:
    """Return the token range of the subject of the clause that runs up to token `before`, None if none is seen.

    A clause begins at a strong mark, after "that", or at a conjunction with a subject of its own.
    """
    first = _clause_start(tokens, before)
    verb = next((at for at in range(first, before) if _is_finite(tokens, at, first)), None)
    if verb is None or verb == first:
        return None
    start, end = first, verb
    commas = [at for at in range(first, verb) if tokens[at].text == ","]
    if len(commas) == 1 and commas[0] + 1 < verb:
        start = commas[0] + 1  # "In April, revenue fell"
    elif len(commas) > 1 and commas[-1] == verb - 1:
        end = commas[-2]  # "Northway, the operator, said"
    while start < end and tokens[start].lower in lexicon().grammar["articles"] | {"and", "but"}:
        start += 1
    for at in range(start + 1, end):
        if tokens[at].lower in lexicon().attribution["links"]:
            end = at
            break
    return (start, end) if 0 < end - start <= _MAX_WORDS else None


def _clause_start(tokens: Sequence[Token], before: int) -> int:
    for at in range(before - 1, -1, -1):
        token = tokens[at]
        if token.text in _CLAUSE_MARKS or token.lower in (
            "that",
            "which",
            "who",
            "where",
            "because",
            "after",
        ):
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


def main_body(sentences: Sequence[Sentence], text: str) -> str | None:
    """Return the organisation a document is about: the named one that is the subject of two of its first clauses
    or more and of no fewer than any other, None if there is none."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for sentence in sentences:
        subject = clause_subject(sentence.tokens, len(sentence.tokens))
        if subject is None:
            continue
        words = [token for token in sentence.tokens[slice(*subject)] if token.is_word]
        named = [token for token in words if token.is_capitalised]
        if not named or named[0] is not words[-len(named)] or country_at(named, 0) is not None:
            continue
        party = read_party(words, text)
        if party is not None and party.kind == "organisation":
            key = named[0].lower
            counts[key] += 1
            names.setdefault(key, text[named[0].start : named[-1].end])
    best = counts.most_common(1)
    return names[best[0][0]] if best and best[0][1] >= 2 else None
