"""Toponyms: names that are known to be places, wherever they stand in a sentence.

Here belong the look-ups in the tables of countries and of the regions of the world, and in the gazetteer.
Names that only their grammar marks as places ("in Torvan") are found in `places.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.briefs.gazetteer import containment
from pipeline.extraction.language.lexicon import lexicon, longest
from pipeline.extraction.language.times import is_month
from pipeline.extraction.language.tokens import Token, lowers

_LONGEST_CITY = 4  # words
_CAPITALS = 4  # letters from which a word in capitals may be a dateline


def country_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Return the country whose name, capital or people's name stands at `at`, with the number of words."""
    words = lexicon()
    if at >= len(tokens) or not tokens[at].is_capitalised:
        return None
    first = tokens[at].lower
    if first not in words.countries.reach and first not in words.demonyms.reach:
        return None
    low = lowers(tokens, at, at + 5)
    for table in (words.countries, words.demonyms):
        size = longest(table, low, 0)
        if size and all(
            token.is_capitalised or token.lower in ("of", "the", "and") for token in tokens[at : at + size]
        ):
            return table[low[:size]], size
    return None


def known_at(tokens: Sequence[Token], at: int) -> int:
    """Return how many words of a known place stand at `at`: a country, a region of the world or a city whose
    name is no part of a longer one ("Victoria Brisk"); 0 if none."""
    if not tokens[at].is_capitalised or tokens[at].lower in lexicon().grammar["articles"]:
        return 0
    before = tokens[at - 1] if at > 0 else None
    if before is not None and before.is_capitalised and before.lower not in lexicon().grammar["articles"]:
        return 0
    low = lowers(tokens, at, at + _LONGEST_CITY)
    size = max(longest(lexicon().countries, low, 0), longest(lexicon().regions, low, 0))
    if size:
        return size
    end = at
    while end < len(tokens) and end - at <= _LONGEST_CITY and tokens[end].is_capitalised:
        end += 1
    if end - at > 1 and tokens[at].lower in lexicon().places["features"]:
        return end - at  # "Mount Torvan"
    return end - at if not _is_common(tokens, at, end) and _is_listed(tokens, at, end) else 0


def dateline_end(tokens: Sequence[Token]) -> int:
    """Return where a dateline ends that runs into the first words of a report ("BEIRUT Bombs killed …"), 0
    where there is none."""
    end = 0
    while end < min(len(tokens), _LONGEST_CITY) and tokens[end].text.isupper() and tokens[end].is_word:
        end += 1
    if not end or end >= len(tokens) or len(tokens[0].text) < _CAPITALS:
        return 0
    return end if tokens[end].is_capitalised and _is_listed(tokens, 0, end) else 0


def _is_common(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True for a single word that is more often something else than a city: "UN", "March", "Union", "To"."""
    word = tokens[first]
    other = lexicon().attribution["organisations"] | lexicon().places["prepositions"]
    return last - first == 1 and (word.is_acronym or word.lower in other or is_month(tokens, first))


def _is_listed(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True when exactly these tokens are the name of a country, a state or a city."""
    if not 0 < last - first <= _LONGEST_CITY:
        return False
    return bool(containment(" ".join(lowers(tokens, first, last))))
