"""Amounts: what number a run of tokens writes, with its sign of percent or currency.

Here belong digits with grouping, scale suffixes, fractions in digits, minus signs, percent signs and
currencies. Number words stand in `numerals.py`, modifiers and ranges in `expressions.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.extraction.language.lexicon import Phrases, lexicon, longest, phrase
from pipeline.extraction.language.tokens import Token, follows_closely, lower_at, lowers
from pipeline.extraction.quantities.measures import measure_at
from pipeline.extraction.quantities.numerals import (
    Amount,
    number_words,
    part_of_whole,
    past_hyphen,
    read_words,
    scaled,
    times,
)

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_OTHER_GROUPS = re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")
_PLAIN = re.compile(r"\d*\.?\d+")
_GROUP = re.compile(r"\d{3}(?:,\d{1,2})?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_MAX_DIGITS = 18
_DOUBTFUL = 1000  # "12 won" is no money
_MINUS = frozenset("-−–")


def read_amount(tokens: Sequence[Token], at: int) -> Amount | None:
    """Return the amount that starts at `tokens[at]`, with its unit sign, or None."""
    currency, start = currency_before(tokens, at)
    negative = _is_minus(tokens, start, currency is not None)
    start += negative
    if start >= len(tokens):
        return None
    number = tokens[start].kind == "number"
    amount = _digits(tokens, start, currency) if number else read_words(tokens, start)
    if amount is None or (currency and amount.share):
        return None
    if negative:
        amount = replace(amount, value=-amount.value)
    whole = replace(amount, unit=currency) if currency else _with_unit(tokens, amount)
    if negative and tokens[start - 1].text in _MINUS and not _is_measured(tokens, whole):
        return None
    return _with_cents(tokens, whole)


def _is_measured(tokens: Sequence[Token], amount: Amount) -> bool:
    """True for an amount with a unit, and where nothing follows it: a dash before another number may be one
    of a list."""
    return amount.unit is not None or amount.end == len(tokens) or measure_at(tokens, amount.end) is not None


def _with_cents(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Take in the hundredths of "two dollars and fifty cents"."""
    if amount.unit in (None, "%", "pp") or lower_at(tokens, amount.end) != "and":
        return amount
    at = amount.end + 1
    if at >= len(tokens):
        return amount
    parts = _digits(tokens, at, None) if tokens[at].kind == "number" else read_words(tokens, at)
    if parts is None or parts.share or not 0 < parts.value < 100:
        return amount
    if lower_at(tokens, parts.end) not in lexicon().numbers["words"]["cents"]:
        return amount
    return replace(amount, value=amount.value + times(parts.value, 0.01), end=parts.end + 1)


@cache
def starters() -> frozenset[str]:
    """Return the tokens in lower case that an amount can start with, digits apart."""
    words = lexicon().numbers
    signs = {sign for sign in words["currencies"] if " " not in sign}
    letters = {letter.lower() for letter in words["currency_letters"]}
    return frozenset({*number_words(), *words["words"]["starters"], *signs, *letters, *words["dollars"]})


def may_start(token: Token) -> bool:
    """True for a token that an amount can start with: the cheap test that spares most of a text."""
    return token.kind == "number" or token.lower in starters()


def currency_before(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Return the currency whose sign or code stands at `at` before a number ("$", "US$", "$US", "Rs."), and
    the place after it; None and `at` where there is none."""
    words, token = lexicon().numbers, tokens[at]
    if token.kind == "number" or token.lower not in starters():
        return None, at
    if token.text in words["currencies"] and token.kind == "mark":
        after = lower_at(tokens, at + 1)
        if after in words["dollars"] and token.text == "$" and follows_closely(tokens, at + 2):
            return words["dollars"][after], at + 2
        return words["currencies"][token.text], at + 1
    if not token.is_capitalised:
        return None, at
    if lower_at(tokens, at + 1) == "$" and token.lower in words["dollars"] and token.text.isupper():
        apart = len(token.text) == 1 and token.text != "C" and not follows_closely(tokens, at + 1)
        return (None, at) if apart else (words["dollars"][token.lower], at + 2)
    if token.text in words["currency_letters"] and _is_number(tokens, at + 1):
        glued = follows_closely(tokens, at + 1)
        return (words["currency_letters"][token.text], at + 1) if glued else (None, at)
    dot = lower_at(tokens, at + 1) == "." and token.lower == "rs"
    code = words["currencies"].get(token.lower)
    known = code and (token.text.isupper() or token.lower in ("rs", "tk", "php", "ksh", "sh", "rp"))
    return (code, at + 1 + dot) if known and _is_number(tokens, at + 1 + dot) else (None, at)


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "number"


def _is_minus(tokens: Sequence[Token], at: int, money: bool) -> bool:
    """True for the minus of "$-5bn", "−5", "-3.2%" and "minus three million"."""
    if at >= len(tokens):
        return False
    if tokens[at].lower == "minus":
        spelled = lower_at(tokens, at + 1) in number_words() - {"half", "quarter"}
        return (spelled or _is_number(tokens, at + 1)) and lower_at(tokens, at - 2) != "plus"
    if tokens[at].text not in _MINUS or not _is_number(tokens, at + 1) or not follows_closely(tokens, at + 1):
        return False
    if money:
        return follows_closely(tokens, at)
    apart = at == 0 or (not follows_closely(tokens, at) and tokens[at - 1].kind != "number")
    return apart and tokens[at].text != "–"


def _digits(tokens: Sequence[Token], at: int, currency: str | None) -> Amount | None:
    value = literal(tokens[at].text)
    if value is None:
        return None
    end = at + 1
    while end < len(tokens) and _continues_grouping(tokens, at, end):
        value = value * 1000 + (literal(tokens[end].text) or 0.0)
        end += 1
    parts = _fraction(tokens, at)
    if parts is not None:
        return Amount(parts[0], parts[1], digits=True)
    value, end = _with_fraction(tokens, value, end)
    amount = _suffixed(tokens, Amount(value, end, digits=True), currency)
    if currency is None and not amount.scaled:
        return part_of_whole(tokens, at, end, value) or amount
    return amount


def _continues_grouping(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for the further parts of "10 000" and "1 943,5": three digits, one space after a group of at most
    three."""
    token = tokens[end]
    return (
        token.kind == "number"
        and token.start == tokens[end - 1].end + 1
        and _GROUP.fullmatch(token.text) is not None
        and tokens[end - 1].text.isdecimal()
        and tokens[at].text.isdecimal()
        and len(tokens[at].text) <= 3
    )


def literal(text: str) -> float | None:
    """Return the value of a number in digits ("1,000", "1.5", "10,5", "1'000"), None for a list or a version
    number."""
    if len(text) > _MAX_DIGITS + 6:
        return None
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", ""))
    if _PLAIN.fullmatch(text):
        return float(text)
    if _OTHER_GROUPS.fullmatch(text):
        mark = "." if "'" not in text and "’" not in text else ","
        return float(text.replace(mark, "").replace("'", "").replace("’", "").replace(",", "."))
    return float(text.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(text) else None


def scale_follows(tokens: Sequence[Token], at: int) -> bool:
    """True when a scale word or suffix stands at `at`: the number before it names nothing."""
    words = lexicon().numbers
    return lower_at(tokens, at) in words["scales"] or lower_at(tokens, at) in words["suffixes"]


def _fraction(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Return value and end of "1/2" and "3⁄16", None for anything else."""
    if not (lower_at(tokens, at + 1) in ("/", "⁄") and _is_number(tokens, at + 2)):
        return None
    above, below = tokens[at].text, tokens[at + 2].text
    glued = follows_closely(tokens, at + 1) and follows_closely(tokens, at + 2)
    if not glued or below not in lexicon().numbers["words"]["denominators"] or not above.isdecimal():
        return None
    return (int(above) / int(below), at + 3) if int(above) < int(below) else None


def _with_fraction(tokens: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    """Add the fraction of "2½" and "3 1/2" to a whole number."""
    vulgar = lexicon().numbers["vulgar"].get(tokens[end].text) if end < len(tokens) else None
    if vulgar is not None:
        return value + vulgar, end + 1
    parts = _fraction(tokens, end) if end < len(tokens) and tokens[end].kind == "number" else None
    if parts is not None:
        return value + parts[0], parts[1]
    return value, end


def _suffixed(tokens: Sequence[Token], amount: Amount, currency: str | None) -> Amount:
    """Multiply by the scale words and suffixes that follow: "1.2 million", "50k", "3bn", "$5 M"."""
    words, end = lexicon().numbers, amount.end
    if end >= len(tokens):
        return amount
    low, glued = tokens[end].lower, follows_closely(tokens, end)
    single = tokens[end].text.isupper() and (currency is not None or _is_lower_word(tokens, end + 1))
    size = words["suffixes"].get(low) if glued or len(low) > 1 or single else None
    if currency is not None and size is None:
        size = words["money_suffixes"].get(low)
    if low == "b" and tokens[end].text == "b" and currency is None:
        size = None
    if size is None or (low == "m" and currency is None and _is_length(tokens, end + 1)):
        return scaled(tokens, amount)
    return replace(amount, value=times(amount.value, size), end=end + 1, scaled=True)


def _is_lower_word(tokens: Sequence[Token], at: int) -> bool:
    """True for a word in small letters, and for the end of the text."""
    return at >= len(tokens) or (tokens[at].is_word and tokens[at].text.islower())


def _is_length(tokens: Sequence[Token], at: int) -> bool:
    """True when the "m" before `at` is that of metres: "37m (121ft)", "100m hurdles", "12m-long"."""
    at += lower_at(tokens, at) in ("-", "(")
    at += lower_at(tokens, at) == "-"
    if _is_number(tokens, at):
        return lower_at(tokens, at + 1) in ("ft", "feet", "yards", "yd", "yds", "in", "miles")
    return lower_at(tokens, at) in lexicon().exclusions["after_metres"]


def _with_unit(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Take in a percent sign or a currency word that follows."""
    if amount.share or amount.end >= len(tokens):
        return amount
    at = past_hyphen(tokens, amount.end)
    size = longest(_signs(), lowers(tokens, at, at + 3), 0)
    if not size:
        return amount
    unit = _signs()[lowers(tokens, at, at + size)]
    if tokens[at].text in lexicon().numbers["currency_letters"] or _is_other_word(tokens, at, size, amount):
        return amount
    return replace(amount, end=at + size, unit=unit)


def _is_other_word(tokens: Sequence[Token], at: int, size: int, amount: Amount) -> bool:
    """True where what may name a currency does not: "12 won", "20 pounds of rice", "5 SH"."""
    low = tokens[at].lower
    if low in lexicon().numbers["doubtful"]["names"]:
        return not amount.scaled and amount.value < _DOUBTFUL
    if low in ("rs", "rm", "tk", "qr", "rp"):
        return not tokens[at].text[0].isupper()
    return low == "pounds" and lower_at(tokens, at + size) == "of"


@cache
def _signs() -> Phrases[str]:
    """Return the signs and words that follow a number with the unit that each is."""
    words = lexicon().numbers
    before = {sign for sign in words["currencies"] if not sign[0].isalpha()} - {"€", "₽", "₴", "₸"}
    table = {phrase(name): code for name, code in words["currencies"].items() if name not in before}
    table |= {phrase(name): "%" for name in words["words"]["percent"]}
    return Phrases(table | {phrase(name): "pp" for name in words["words"]["points"]})
