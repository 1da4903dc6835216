"""Tokens with offsets: the one place where characters become words, numbers and marks.

Here belong the token pattern and the classes a token can be told from its characters alone. What a run of
tokens means (a quantity, a name, a clause) is decided by the modules that read them. One pass, no
backtracking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.cleaning import NO_WIDTH, without_width
from pipeline.extraction.language.lexicon import lexicon

_CLOSING_POSSESSIVE = ("'s", "’s")
DASHES = frozenset("-–—―−")
QUOTES = frozenset({*'"“”«»', "''", "``"})


class Token(NamedTuple):
    """One token: its characters `text` as a reader sees them and its code points `start` to `end` in the
    document, with the characters without width that stand in it or right behind it. `kind` is "number",
    "word", "code" (letters with digits) or "mark"; `lower` the text in lower case without a possessive
    ending; `is_capitalised` is true for a word or code whose first letter is a capital."""

    text: str
    start: int
    end: int
    kind: str
    lower: str
    is_capitalised: bool

    @property
    def is_word(self) -> bool:
        return self.kind == "word"

    @property
    def is_acronym(self) -> bool:
        """True for a word of several capitals: WHO, U.S."""
        return self.kind == "word" and len(self.text) > 1 and self.text.isupper()

    @property
    def is_possessive(self) -> bool:
        return self.text.lower().endswith(_CLOSING_POSSESSIVE)


@cache
def _pattern() -> re.Pattern[str]:
    """Return the token pattern: codes of currencies stand apart from their digits (EUR50m), and so do "to"
    and "sub" from the hyphen before them (80-to-90). A single letter is a currency only before an amount of
    money (R100m, R12 500). What has no width parts nothing: a blank that a character reference wrote, padded,
    stands between the groups of a number like any other."""
    words = lexicon().numbers["prefixes"]
    codes, letters = "|".join(sorted(words["codes"])), "|".join(sorted(words["letters"]))
    prices = "|".join(rf"(?<=\b{word} )" for word in sorted(words["prices"]))
    money = r"(?=\d[\d.,]*(?:\s?-?(?:m|bn|k|[mb]illion)\b|\s\d{3}\b))"
    none = f"[{NO_WIDTH}]"
    in_number, in_word = (rf"(?:{none}+|{none}*{marks}{none}*)" for marks in ("[.,'’]", "[-'’]"))
    return re.compile(
        rf"(?:(?P<abbreviation>(?:[^\W\d_]\.){{2,}})"
        rf"|(?P<number>\d{{1,3}}(?: {none}+\d{{3}})+(?!\d)"
        rf"|\d+(?:{in_number}\d+)*|(?<![\w.,'’)])\.\d+)"
        r"|(?P<prefix>(?<!\w)(?=[^\W\d_]{1,3}-?\d)"
        rf"(?:(?:{codes})(?=\d)|(?:{letters}){money}|(?:{prices})R(?=\d\d)|(?:to|sub|Sub)(?=-\d)|(?<=\$)[A-Z]{{1,3}}(?=\d)))"
        rf"|(?P<word>[^\W\d_]+(?:{in_word}[^\W\d_]+)*(?:-?\d[^\W_]*)?)"
        rf"|(?P<mark>''|``|[^\w\s{NO_WIDTH}]|_)){none}*"
    )


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of `text[start:end]`, with offsets into `text`."""
    found = []
    for match in _pattern().finditer(text, start, end):
        kind, surface = match.lastgroup or "mark", without_width(match.group())
        if kind == "abbreviation" or kind == "prefix":
            kind = "word"
        elif kind == "word" and not surface.isalpha() and any(char.isdigit() for char in surface):
            kind = "code"
        if kind == "number":
            surface = surface.replace(" ", "")
        if kind in ("number", "mark"):
            found.append(Token(surface, match.start(), match.end(), kind, surface, False))
        else:
            capital = surface[0].isupper()
            found.append(Token(surface, match.start(), match.end(), kind, _lower(surface), capital))
    return found


def _lower(surface: str) -> str:
    low = surface.lower()
    if low.isalpha():
        return low
    low = low.replace("’", "'")
    return (low[:-2] if low.endswith("'s") else low).rstrip(".") or low


def lower_at(tokens: Sequence[Token], at: int) -> str:
    """Return the token at `at` in lower case, "" beyond the ends."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def lowers(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    """Return `tokens[first:last]` in lower case."""
    return tuple([token.lower for token in tokens[first:last]])


def follows_closely(tokens: Sequence[Token], at: int) -> bool:
    """True when no space stands between the token at `at` and the one before it."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end
