"""Amounts: what number a run of tokens writes, in digits or words.

Here belongs the grammar of a bare number: digits with grouping, number words, scales, fractions of a whole,
vague plurals, percent signs and currencies. Modifiers, ranges and what is no quantity at all stand in
`quantities.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.tokens import Token, lower_at

_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_MAX_DIGITS = 18


@dataclass(frozen=True)
class Amount:
    """A number that ends before token `end`. `vague` amounts give the lower bound of an open interval; `unit`
    is "%", "pp", a currency code or None; `scaled` tells that a scale word was part of it; `digits` that it
    began in digits."""

    value: float
    end: int
    vague: bool = False
    unit: str | None = None
    scaled: bool = False
    digits: bool = False
    rule: str = "amount.digits"


def read_amount(tokens: Sequence[Token], at: int) -> Amount | None:
    """Return the amount that starts at `tokens[at]`, with its unit sign, or None."""
    currency = _currency_before(tokens, at)
    start = at + (2 if currency and tokens[at].is_word else 1) if currency else at
    if start >= len(tokens):
        return None
    amount = _digits(tokens, start) if tokens[start].kind == "number" else _words(tokens, start)
    if amount is None:
        return None
    if currency:
        return replace(amount, unit=currency)
    return _with_unit(tokens, amount)


def may_start(token: Token) -> bool:
    """True for a token that an amount can start with: the cheap test that spares most of a text."""
    words = lexicon().numbers
    if token.kind == "number" or token.text in words["currencies"]:
        return True
    if not token.is_word:
        return False
    low = token.lower
    if low in words["units"] or low in words["vague"] or low in words["words"]["starters"]:
        return True
    head, hyphen, _ = low.partition("-")
    return bool(hyphen) and (head in words["units"] or head == "half")


def _currency_before(tokens: Sequence[Token], at: int) -> str | None:
    """Return the currency of "$", "US$" and the like when a number stands right after it."""
    signs = lexicon().numbers["currencies"]
    token = tokens[at]
    if token.kind == "mark":
        return signs.get(token.text)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and following.text in signs and following.start == token.end and token.text.isupper():
        return "USD" if token.text == "US" else token.text + following.text
    return None


def _digits(tokens: Sequence[Token], at: int) -> Amount | None:
    value = literal(tokens[at].text)
    if value is None:
        return None
    end = at + 1
    while end < len(tokens) and _continues_grouping(tokens, at, end):
        value = value * 1000 + float(tokens[end].text)
        end += 1
    return _scaled(tokens, Amount(value, end, digits=True))


def _continues_grouping(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for the further parts of "10 000": three digits, one space after a group of at most three."""
    token = tokens[end]
    return (
        token.kind == "number"
        and len(token.text) == 3
        and token.start == tokens[end - 1].end + 1
        and token.text.isdecimal()
        and tokens[at].text.isdecimal()
        and len(tokens[at].text) <= 3
    )


def literal(text: str) -> float | None:
    """Return the value of a number in digits ("1,000", "1.5", "10,5"), None for a list or a version
    number."""
    if len(text) > _MAX_DIGITS + 6:
        return None
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", ""))
    if _PLAIN.fullmatch(text):
        return float(text)
    return float(text.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(text) else None


def _scaled(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Multiply by the scale words and suffixes that follow: "1.2 million", "50k", "3bn"."""
    words = lexicon().numbers
    end = amount.end
    if end >= len(tokens):
        return amount
    token = tokens[end]
    glued = token.start == tokens[end - 1].end
    if token.lower in words["suffixes"] and (glued or len(token.lower) > 1):
        return replace(amount, value=amount.value * words["suffixes"][token.lower], end=end + 1, scaled=True)
    hyphen = 1 if token.text == "-" and end + 1 < len(tokens) else 0
    while end + hyphen < len(tokens) and tokens[end + hyphen].lower in words["scales"]:
        scale = words["scales"][tokens[end + hyphen].lower]
        end += hyphen + 1
        amount = replace(amount, value=amount.value * scale, end=end, scaled=True)
        hyphen = 0
    return amount


def _words(tokens: Sequence[Token], at: int) -> Amount | None:
    """Read an amount that starts with a word."""
    for reading in (_share, _half_scale, _vague, _article_scale, _spelled):
        amount = reading(tokens, at)
        if amount is not None:
            return amount
    return None


def _share(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "a third of", "two-thirds", "one in five", "half of", "half the": a share of a whole, in percent."""
    words = lexicon().numbers
    parts = lower_at(tokens, at).split("-")
    first = lower_at(tokens, at)
    if len(parts) == 2 and parts[0] in words["units"] and parts[1] in words["fractions"]:
        return _percent(words["units"][parts[0]] * words["fractions"][parts[1]], at + 1)
    if first == "half" and _is_whole_or_left_out(tokens, at):
        return _percent(50, at + 1)
    count = 1 if first in ("a", "one") else words["units"].get(first)
    if count is None:
        return None
    if lower_at(tokens, at + 1) in words["fractions"] and lower_at(tokens, at + 2) in (
        "of",
        "the",
        "",
        '"',
        "”",
    ):
        return _percent(count * words["fractions"][lower_at(tokens, at + 1)], at + 2)
    if lower_at(tokens, at + 1) == "in" and at + 2 < len(tokens) and first != "a":
        whole = literal(tokens[at + 2].text) or words["units"].get(lower_at(tokens, at + 2))
        if whole and 1 < whole <= 1000 and whole > count:
            return _percent(100 * count / whole, at + 3)
    return None


def _is_whole_or_left_out(tokens: Sequence[Token], at: int) -> bool:
    """True for the "half" of a whole: the whole follows, or stands before it ("about half arrived")."""
    following = lower_at(tokens, at + 1)
    if following in lexicon().grammar["whole"] or following == "of" or (at == 0 and not following):
        return True
    modified = lower_at(tokens, at - 1) in lexicon().numbers["words"]["before_half"]
    return modified and following not in lexicon().grammar["articles"] and following not in ("-", "hour")


def _percent(value: float, end: int) -> Amount:
    return Amount(round(value, 2), end, unit="%", rule="amount.share")


def _half_scale(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "half a million", "a half million", "half-million"."""
    scales = lexicon().numbers["scales"]
    first, second, third = (lower_at(tokens, at + step) for step in range(3))
    if first == "half" and second in ("a", "an") and third in scales:
        return Amount(scales[third] / 2, at + 3, scaled=True, rule="amount.half")
    if first == "a" and second == "half" and third in scales:
        return Amount(scales[third] / 2, at + 3, scaled=True, rule="amount.half")
    if first.startswith("half-") and first[5:] in scales:
        return Amount(scales[first[5:]] / 2, at + 1, scaled=True, rule="amount.half")
    return None


def _vague(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "thousands", "tens of thousands", "several hundred", "a few thousand": a lower bound by table."""
    words = lexicon().numbers
    first = lower_at(tokens, at)
    if first in words["vague"]:
        value, end = words["vague"][first], at + 1
        inner = lower_at(tokens, end + 1)
        if lower_at(tokens, end) == "of" and inner in words["vague"] and words["vague"][inner] > value:
            value, end = value * words["vague"][inner] // 2, end + 2
        return None if first == "tens" and end == at + 1 else Amount(value, end, True, rule="amount.vague")
    skip = 1 if first == "a" else 0
    if lower_at(tokens, at + skip) in words["words"]["few"]:
        end, value = at + skip + 1, 2
        while lower_at(tokens, end) in words["scales"]:
            value, end = value * words["scales"][lower_at(tokens, end)], end + 1
        of_vague = lower_at(tokens, end) in words["vague"]
        if of_vague:
            value, end = words["vague"][lower_at(tokens, end)], end + 1
        return Amount(value, end, True, scaled=True, rule="amount.vague") if value > 2 else None
    return None


def _article_scale(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "a thousand", "a dozen", "a couple of hundred", "a hundred thousand"."""
    words = lexicon().numbers
    if lower_at(tokens, at) not in words["words"]["articles"]:
        return None
    value, end = 1.0, at + 1
    if lower_at(tokens, end) in words["words"]["couple"]:
        value, end = 2.0, end + (2 if lower_at(tokens, end + 1) == "of" else 1)
    if lower_at(tokens, end) not in words["scales"]:
        return None
    return replace(_scaled(tokens, Amount(value, end)), rule="amount.article")


def _spelled(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "six", "twenty-five", "two hundred and fifty thousand": number words, read left to right."""
    words = lexicon().numbers
    units, scales = words["units"], words["scales"]
    total, group, end, scaled = 0.0, None, at, False
    while end < len(tokens) and end - at < 12:
        low = tokens[end].lower
        parts = low.split("-")
        if all(part in units for part in parts) and (group is None or group % 10 == 0):
            group = (group or 0) + sum(units[part] for part in parts)
        elif low in scales and group is not None:
            group, scaled = group * scales[low], True
            if scales[low] >= 1000:
                total, group = total + group, 0
        elif not (low == "and" and scaled and lower_at(tokens, end + 1).split("-")[0] in units):
            break
        end += 1
    if group is None:
        return None
    return Amount(total + group, end, scaled=scaled, rule="amount.words")


def _with_unit(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Take in a percent sign or a currency word that follows."""
    words = lexicon().numbers
    if amount.unit or amount.end >= len(tokens):
        return amount
    one, two = (
        lower_at(tokens, amount.end),
        f"{lower_at(tokens, amount.end)} {lower_at(tokens, amount.end + 1)}",
    )
    if two in words["words"]["points"]:
        return replace(amount, end=amount.end + 2, unit="pp")
    for surface, size in ((two, 2), (one, 1)):
        if surface in words["words"]["percent"]:
            return replace(amount, end=amount.end + size, unit="%")
    if one in words["currencies"] and one not in ("$", "€", "£"):
        return replace(amount, end=amount.end + 1, unit=words["currencies"][one])
    return amount
