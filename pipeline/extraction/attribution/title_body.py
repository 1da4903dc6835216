"""The body that a report is about by its title: who "it" and "the company" are before anybody has spoken.

Here belongs the comparison of the title with the lead alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cleaning import seen
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.language.times import is_month
from pipeline.extraction.places.toponyms import country_at


def main_body(sentences: Sequence[Sentence]) -> str | None:
    """Return the body a document is about: the name that its title opens with and its lead repeats, unless it
    is a country or speaks there itself; None if there is none."""
    title = next((sentence for sentence in sentences if sentence.kind == "title"), None)
    if (
        title is None
        or not title.tokens
        or country_at(title.tokens, 0) is not None
        or is_month(title.tokens, 0)
    ):
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
    return seen(title.text[: name[-1].end - title.start]) if repeated else None
