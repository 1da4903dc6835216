"""Compounds: words in which hyphens tie number words to each other and to a noun.

Here belongs the cut of "six-cylinder" and "half-a-million" into tokens that the grammar of numbers can read.
Everybody else reads the sentence with its compounds whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token
from pipeline.extraction.quantities.numerals import number_words

_MOST = 16  # parts of one compound, so that work stays linear


def split_compounds(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[int]]:
    """Return the tokens with the number words of a compound apart ("six-cylinder" is six, hyphen, cylinder),
    and the index that each had."""
    if not any("-" in token.lower and token.is_word for token in tokens):
        return tokens, range(len(tokens))
    parts: list[Token] = []
    origins: list[int] = []
    for at, token in enumerate(tokens):
        pieces = _pieces(token) if token.is_word and "-" in token.lower else [token]
        parts += pieces
        origins += [at] * len(pieces)
    return parts, origins


def _pieces(token: Token) -> list[Token]:
    """Cut a compound at its hyphens as long as what stands before them is a number word."""
    pieces: list[Token] = []
    start, rest = token.start, token.text
    inside = _inside() if token.lower.partition("-")[0] in number_words() else frozenset[str]()
    while "-" in rest and len(pieces) < _MOST:
        head, _, rest = rest.partition("-")
        if not head or head.lower() not in inside:
            rest = f"{head}-{rest}"
            break
        end = start + len(head)
        pieces.append(Token(head, start, end, "word", head.lower(), head[0].isupper()))
        pieces.append(Token("-", end, end + 1, "mark", "-", False))
        start = end + 1
    if not pieces:
        return [token]
    low = token.lower[start - token.start :]
    return [*pieces, Token(rest, start, token.end, "word", low or rest.lower(), rest[0].isupper())]


@cache
def _inside() -> frozenset[str]:
    """Return the words that can stand inside a number in words."""
    return (
        number_words() | lexicon().numbers["fractions"].keys() | {"a", "and", "in", "to", "or", "of", "out"}
    )
