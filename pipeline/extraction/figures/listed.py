"""Listed: whose a figure is in a list that gives each item a name of its own.

Here belongs the name right beside the figure inside its item: "900 cuts at X; 40 at Y", "X with 14 %,
Y - 6 %". Figures that go on a list without a name are read in `actors.py`.
"""

from __future__ import annotations

from pipeline.cleaning import seen
from pipeline.extraction.attribution.phrases import phrase_after
from pipeline.extraction.figures.bodies import is_body
from pipeline.extraction.figures.context import Figure
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token, lower_at

_MARKS = frozenset("-–—:")
_NAME = 6  # words of a name


def listed_actor(figure: Figure) -> str | None:
    """Return the name of the list item that a figure stands in, None where the item has none or there is no
    list."""
    several = len(figure.reading.quantities) > 1
    return (_after(figure) or _before(figure)) if several else None


def _before(figure: Figure) -> str | None:
    """Return the name before a later figure that no verb parts from it: "the Dawn Party – 40"."""
    tokens, words, last = figure.tokens, lexicon().actors, figure.quantity.first
    if figure.position == 0:
        return None
    while last > 0 and (tokens[last - 1].text in _MARKS or tokens[last - 1].lower in words["besides"]):
        last -= 1
    first = last
    while first > max(0, last - _NAME) and _is_of_name(tokens[first - 1]):
        first -= 1
    separate = lower_at(tokens, first - 1) in words["items"]
    return _named(figure, first, last) if separate and first < last else None


def _after(figure: Figure) -> str | None:
    """Return the name after the figure of a job or the like: "40 at Brask Motors"."""
    tokens, link = figure.tokens, figure.end
    head = figure.noun.head or (figure.before.head if figure.before is not None else None)
    owned = head in lexicon().actors["belongings"]
    if not owned or lower_at(tokens, link) != "at" or link + 1 == len(tokens):
        return None
    party, _ = phrase_after(tokens, figure.reading.text, link + 1)
    named = party is not None and tokens[link + 1].is_capitalised and is_body(party.name, frozenset())
    return party.name if named and party is not None else None


def _is_of_name(token: Token) -> bool:
    body = lexicon().attribution["organisations"] | lexicon().actors["agents"]
    return token.is_word and (token.is_capitalised or token.lower in body or "-" in token.text)


def _named(figure: Figure, first: int, last: int) -> str | None:
    """Return the country or the body that the tokens name."""
    nation = next((name for at, name in figure.reading.countries if first == at), None)
    if nation is not None and last - first == 1:
        return nation
    name = seen(figure.reading.text[figure.tokens[first].start : figure.tokens[last - 1].end])
    return name if is_body(name, frozenset()) else None
