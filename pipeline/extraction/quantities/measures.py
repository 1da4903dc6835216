"""Measures: the unit of measure that stands after a number.

Here belong units in words and symbols, with their SI prefixes, and rates ("per day", "a head"); the lists are
`words/units.toml`. Percent signs and currencies are part of an amount and stand in `amounts.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from pipeline.extraction.language.lexicon import Phrase, Phrases, longest, read_toml
from pipeline.extraction.language.tokens import Token, follows_closely, lower_at

_LONGEST = 4  # words of a unit
_TABLES = frozenset({"prefixes", "si", "settings", "currencies"})  # of units.toml, that are no dimension


class Measure(NamedTuple):
    """A unit that ends before token `end`; `dimension` is a table of `units.toml`."""

    unit: str
    dimension: str
    end: int


@cache
def units() -> dict[str, Any]:
    """Return `words/units.toml`."""
    return read_toml("units")


@cache
def _table() -> Phrases[tuple[str, str]]:
    """Return name and dimension of each unit by its form: symbols as they are, words in lower case."""
    table: dict[Phrase, tuple[str, str]] = dict(_prefixed())
    for dimension, entries in units().items():
        if dimension not in _TABLES:
            for name, forms in entries.items():
                table |= {tuple(form.split()): (name, dimension) for form in forms}
    return Phrases(table)


def _prefixed() -> Iterator[tuple[Phrase, tuple[str, str]]]:
    """Yield the units of the SI with and without prefix: "km", "kilometre", "kilometers"; symbols in any case
    first, so that the right case (mW, MW) has the last word."""
    entries = [
        (f"{prefix}{unit}", dimension, f"{sign}{symbol}", [f"{prefix}{spelling}" for spelling in spellings])
        for unit, (dimension, symbol, *spellings) in units()["si"].items()
        for prefix, sign in {"": "", **units()["prefixes"]}.items()
    ]
    for name, dimension, symbol, _ in entries:
        if len(symbol) > 1:
            yield (symbol.capitalize(),), (name, dimension)
            yield (symbol.upper(),), (name, dimension)
    for name, dimension, symbol, spellings in entries:
        yield (symbol,), (name, dimension)
        for spelling in spellings:
            first, *rest = spelling.split()
            yield (first, *rest), (name, dimension)
            yield (f"{first}s", *rest), (name, dimension)


def measure_at(tokens: Sequence[Token], at: int) -> Measure | None:
    """Return the unit, with its rate, that starts at `tokens[at]`, right after a number or its hyphen."""
    simple = _simple(tokens, at)
    if simple is None:
        return None
    rate = rate_at(tokens, simple.end)
    return simple if rate is None else simple._replace(unit=f"{simple.unit} per {rate[0]}", end=rate[1])


def rate_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Return what "per share", "a day" and "/kg" at `at` count by, with the place after it."""
    low = lower_at(tokens, at)
    if low not in ("per", "a", "an", "/", "each"):
        return None
    by = _simple(tokens, at + 1)
    if by is not None and (low in ("per", "/") or by.dimension == "duration"):
        return by.unit, by.end
    word = lower_at(tokens, at + 1)
    if low in ("per", "/") and word in units()["settings"]["per"]:
        return word, at + 2
    return None


def _simple(tokens: Sequence[Token], at: int) -> Measure | None:
    """Return the unit alone that starts at `at`."""
    if at >= len(tokens):
        return None
    table = _table()
    forms = (_texts(tokens, at), _lowers(tokens, at))
    size, words = max(((longest(table, words, 0), words) for words in forms), key=lambda found: found[0])
    if size == 0 or (size == 1 and _is_other_word(tokens, at)):
        return None
    name, dimension = table[words[:size]]
    return Measure(name, dimension, at + size)


def _is_other_word(tokens: Sequence[Token], at: int) -> bool:
    """True for a symbol that stands for something else when it stands apart from the number."""
    text, settings = tokens[at].text, units()["settings"]
    if follows_closely(tokens, at):
        return False
    return text in settings["glued"] or (len(text) == 1 and text not in settings["apart"])


def _texts(tokens: Sequence[Token], at: int) -> Phrase:
    return tuple(token.text for token in tokens[at : at + _LONGEST])


def _lowers(tokens: Sequence[Token], at: int) -> Phrase:
    return tuple(token.lower for token in tokens[at : at + _LONGEST])
