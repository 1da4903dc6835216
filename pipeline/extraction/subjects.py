"""Subjects: the noun phrase that the clause of a figure is about.

Here belongs finding its tokens. Whether it is a source is decided in `attribution.py`, whether it is the
actor or the counted in `context.py` and `counted.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.sentences import Sentence
from pipeline.extraction.tokens import QUOTES, Token, lower_at
from pipeline.extraction.toponyms import country_at

_CLAUSE_MARKS = QUOTES | frozenset(";:–—")
_MAX_WORDS = 9


def clause_subject(tokens: Sequence[Token], before: int) -> tuple[int, int] | None:
    """Return the token range of the subject of the clause that runs up to token `before`, None if none is
    seen.

    A clause begins at a strong mark, after "that", or at a conjunction with a subject of its own.
    """
    first, outer = _clause_start(tokens, before), None
    while True:
        last = min(before + 1, len(tokens))
        verb = next((at for at in range(first, last) if _is_finite(tokens, at, first)), None)
        if verb is None or verb == first:
            return outer
        found = _noun_phrase(tokens, first, verb)
        if outer is not None and (found is None or _is_pronoun(tokens, found)):
            return outer  # "the company said it will cut …"
        if (tokens[verb].lower,) not in lexicon().report_verbs:
            return found
        inner = any(_is_finite(tokens, at, verb + 1) for at in range(verb + 1, before))
        if not inner:
            return found if _takes_quantity(tokens[verb].lower) else None
        first, outer = verb + 1, found


def _noun_phrase(tokens: Sequence[Token], first: int, verb: int) -> tuple[int, int] | None:
    """Return the head part of the noun phrase before `verb`, without an opening adverbial or an
    apposition."""
    start, end = first, verb
    commas = [at for at in range(first, verb) if tokens[at].text == ","]
    if len(commas) == 1 and commas[0] + 1 < verb:
        start = commas[0] + 1  # "In April, revenue fell"
    elif len(commas) > 1 and commas[-1] == verb - 1:
        end = commas[-2]  # "Northway, the operator, said"
    while start < end and tokens[start].lower in lexicon().grammar["articles"] | {"and", "but"}:
        start += 1
    links = lexicon().attribution["links"]
    end = next((at for at in range(start + 1, end) if tokens[at].lower in links), end)
    while end > start and tokens[end - 1].lower in lexicon().attribution["adverbs"]:
        end -= 1
    return (start, end) if 0 < end - start <= _MAX_WORDS else None


def _is_pronoun(tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    return span[1] - span[0] == 1 and tokens[span[0]].lower in lexicon().attribution["pronouns"]


def _takes_quantity(verb: str) -> bool:
    """True for a report verb whose object is a number: "the ministry recorded 40 cases"."""
    return lexicon().report_verbs[(verb,)][0] in lexicon().attribution["weak"]


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


def main_body(sentences: Sequence[Sentence]) -> str | None:
    """Return the body a document is about: the name that its title opens with and its lead repeats, unless it
    is a country or speaks there itself; None if there is none."""
    title = next((sentence for sentence in sentences if sentence.kind == "title"), None)
    if title is None or not title.tokens or country_at(title.tokens, 0) is not None:
        return None
    end = 0
    while end < len(title.tokens) and (title.tokens[end].is_capitalised or title.tokens[end].text == "&"):
        end += 1
    name = title.tokens[:end]
    following = title.tokens[end].text if end < len(title.tokens) else ""
    if (
        not name
        or end == len(title.tokens)
        or following == ":"
        or (following.lower(),) in lexicon().report_verbs
    ):
        return None
    words = [token.text for token in name]
    common = [token.lower for token in name]
    if any(
        [token.text for token in sentence.tokens[at : at + end]] == common
        for sentence in sentences
        for at in range(len(sentence.tokens))
    ):
        return None  # a common noun that the title capitalises
    repeated = any(
        [token.text for token in sentence.tokens[at : at + end]] == words
        for sentence in sentences
        if sentence is not title
        for at in range(1, len(sentence.tokens))
    ) or any(
        [token.text for token in sentence.tokens[:end]] == words and name[0].is_acronym
        for sentence in sentences
        if sentence is not title
    )
    return title.text[: name[-1].end - title.start] if repeated else None


def nation_of(sentences: Sequence[Sentence]) -> str | None:
    """Return the nation whose people a document speaks of most ("Chilean miners")."""
    people = lexicon().nouns["people"] | lexicon().nouns["plurals"]
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for at, token in enumerate(sentence.tokens):
            if not token.is_capitalised:
                continue
            country = country_at(sentence.tokens, at)
            if country is not None and lower_at(sentence.tokens, at + country[1]) in people:
                counts[country[0]] += 1
    most = counts.most_common(1)
    return most[0][0] if most else None
