"""Numerals: amounts written in words.

Here belong number words with their scales, fractions and shares, and vague plurals. Digits, signs and
currencies stand in `amounts.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token, follows_closely, lower_at

_LONGEST = 16  # tokens of a number in words


@dataclass(frozen=True)
class Amount:
    """A number that ends before token `end`. A `vague` amount is a lower end by table, twice the `scale` that
    its word names; a `share` is a part of a whole, which is 1. `unit` is "%", "pp", a currency code or None;
    `scaled` tells that a scale word was part of it, `digits` that it began in digits."""

    value: float
    end: int
    vague: bool = False
    share: bool = False
    unit: str | None = None
    scaled: bool = False
    digits: bool = False
    rule: str = "amount.digits"


@cache
def number_words() -> frozenset[str]:
    """Return the words that a number in words can start with."""
    words = lexicon().numbers
    return frozenset(
        {
            *words["units"],
            *words["scales"],
            *words["vague"],
            *words["vulgar"],
            *words["words"]["bare_fractions"],
            "several",
        }
    )


def read_words(tokens: Sequence[Token], at: int) -> Amount | None:
    """Return the amount in words that starts at `tokens[at]`, None where there is none."""
    for reading in (_half_scale, _part_of_scale, _share, _vague, _article_scale, _spelled, _bare_scale):
        amount = reading(tokens, at)
        if amount is not None:
            return amount
    return None


def scaled(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Multiply by the scale words that follow: "1.2 million", "4 hundred million", "100-million"."""
    scales = lexicon().numbers["scales"]
    at = past_hyphen(tokens, amount.end)
    while lower_at(tokens, at) in scales:
        value = times(amount.value, scales[tokens[at].lower])
        amount = replace(amount, value=value, end=at + 1, scaled=True)
        at += 1
    return amount


def times(value: float, scale: float) -> float:
    """Return the product of two numbers as they are written: 4.1 million is 4,100,000 exactly."""
    return float(Decimal(repr(value)) * Decimal(repr(scale)))


def past_hyphen(tokens: Sequence[Token], at: int) -> int:
    """Return the place after a hyphen at `at` that is glued on both sides, `at` if there is none."""
    glued = lower_at(tokens, at) == "-" and follows_closely(tokens, at) and follows_closely(tokens, at + 1)
    return at + glued


def _share(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "a third of", "two-thirds", "one in five", "half of", "half the": a part of a whole."""
    words = lexicon().numbers
    first = tokens[at].lower
    if first == "half":
        return _part(1, 2, at + 1) if _is_whole_or_left_out(tokens, at) else None
    count = 1 if first == "a" else words["units"].get(first)
    if not count:
        return None
    part = past_hyphen(tokens, at + 1)
    size = words["fractions"].get(lower_at(tokens, part))
    if size is not None:
        right = _is_part(tokens, at, part) and not (count > 1 and _is_ordinal(tokens, part))
        return _part(count, size, part + 1) if right else None
    return None if first == "a" else part_of_whole(tokens, at, at + 1, count)


def _is_part(tokens: Sequence[Token], at: int, part: int) -> bool:
    """True unless "a third", "a fifth" is an ordinal or "three quarters" are those of a year."""
    words = lexicon().numbers["words"]
    if tokens[at].lower in ("a", "one") and not follows_closely(tokens, part):
        return lower_at(tokens, part + 1) in words["after_part"]
    return lower_at(tokens, at - 1) not in words["which_part"] and lower_at(tokens, part) != "seconds"


def part_of_whole(tokens: Sequence[Token], at: int, end: int, count: float) -> Amount | None:
    """Return the share that "in five" and "out of every ten" make of a `count` that stands before `end`."""
    words = lexicon().numbers
    link = past_hyphen(tokens, end)
    if lower_at(tokens, link) == "in":
        whole_at = past_hyphen(tokens, link + 1)
    elif lower_at(tokens, link) == "out" and lower_at(tokens, link + 1) == "of":
        whole_at = link + 2
    else:
        return None
    whole_at += lower_at(tokens, whole_at) == "every"
    low = lower_at(tokens, whole_at)
    whole: float = words["units"].get(low) or (float(low.replace(",", "")) if _is_plain(low) else 0)
    if whole not in words["words"]["wholes"] or not 0 < count < whole or count != int(count):
        return None
    following = lower_at(tokens, whole_at + 1)
    if following in lexicon().exclusions["durations"] or following in words["scales"] or following == "%":
        return None
    return _part(int(count), int(whole), whole_at + 1)


def _is_plain(text: str) -> bool:
    return len(text) < 8 and text.replace(",", "").isdecimal()


def _is_whole_or_left_out(tokens: Sequence[Token], at: int) -> bool:
    """True for the "half" of a whole: the whole follows, or stands before it ("about half arrived")."""
    words = lexicon().numbers["words"]
    previous, following = lower_at(tokens, at - 1), lower_at(tokens, at + 1)
    if previous in words["which_part"] or previous == "-":
        return False
    if following in lexicon().grammar["whole"] or following == "of" or (at == 0 and not following):
        return True
    modified = previous in words["before_half"]
    return modified and following not in lexicon().grammar["articles"] and following not in ("-", "hour")


def _part(count: int, size: int, end: int) -> Amount:
    return Amount(float(Fraction(count, size)), end, share=True, rule="amount.share")


def _half_scale(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "half a million", "a half million", "half-million", "half-a-dozen"."""
    if tokens[at].lower in ("a", "half"):
        half = at + (tokens[at].lower == "a")
        scale = past_hyphen(tokens, half + 1)
        scale = past_hyphen(tokens, scale + 1) if lower_at(tokens, scale) in ("a", "an") else scale
        if lower_at(tokens, half) == "half" and lower_at(tokens, scale) in lexicon().numbers["scales"]:
            return replace(scaled(tokens, Amount(0.5, scale)), rule="amount.half")
    return None


def _part_of_scale(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "a quarter of a million", "three quarters of a million", "quarter of a million"."""
    words = lexicon().numbers
    first = tokens[at].lower
    if first in words["words"]["bare_fractions"]:
        count, part = 1, at
    else:
        count = 1 if first == "a" else words["units"].get(first)
        part = past_hyphen(tokens, at + 1)
    size = words["fractions"].get(lower_at(tokens, part))
    if not count or size is None or not _is_of_a_scale(tokens, part + 1):
        return None
    if lower_at(tokens, at - 1) in words["words"]["which_part"]:
        return None
    return replace(scaled(tokens, Amount(float(Fraction(count, size)), part + 3)), rule="amount.part")


def _is_of_a_scale(tokens: Sequence[Token], at: int) -> bool:
    """True for "of a million"."""
    one = lower_at(tokens, at + 1) in ("a", "one")
    return lower_at(tokens, at) == "of" and one and lower_at(tokens, at + 2) in lexicon().numbers["scales"]


def _is_ordinal(tokens: Sequence[Token], at: int) -> bool:
    """True for the "hundredth" of "two hundredth", which tells which one of a row."""
    return lower_at(tokens, at) in lexicon().numbers["words"]["scale_ordinals"]


def _vague(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "thousands", "tens of thousands", "several hundred", "a few thousand": a lower bound by table."""
    words = lexicon().numbers
    first = tokens[at].lower
    if first in words["vague"]:
        value, end = words["vague"][first], at + 1
        link = past_hyphen(tokens, end)
        inner = lower_at(tokens, past_hyphen(tokens, link + 1))
        if lower_at(tokens, link) == "of" and inner in words["vague"] and words["vague"][inner] > value:
            value, end = value * words["vague"][inner] // 2, past_hyphen(tokens, link + 1) + 1
        return None if first == "tens" and end == at + 1 else Amount(value, end, True, rule="amount.vague")
    few = at + (first == "a")
    if lower_at(tokens, few) not in words["words"]["few"]:
        return None
    end, value = few + 1, 2
    while lower_at(tokens, past_hyphen(tokens, end)) in words["scales"]:
        end = past_hyphen(tokens, end)
        value, end = value * words["scales"][tokens[end].lower], end + 1
    if value == 2 and lower_at(tokens, end) in words["vague"]:
        value, end = words["vague"][tokens[end].lower], end + 1
    return Amount(value, end, True, scaled=True, rule="amount.vague") if value > 2 else None


def _article_scale(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "a thousand", "a dozen", "a couple of hundred", "a hundred and twenty thousand"."""
    words = lexicon().numbers
    start = at + (tokens[at].lower in words["words"]["articles"])
    couple = lower_at(tokens, start) in words["words"]["couple"]
    if couple:
        start += 2 if lower_at(tokens, start + 1) == "of" else 1
        amount = scaled(tokens, Amount(2, start)) if lower_at(tokens, start) in words["scales"] else None
    elif start == at or lower_at(tokens, start) not in words["scales"]:
        return None
    else:
        amount = _counted_up(tokens, start, 1)
    return replace(amount, rule="amount.article") if amount else None


def _spelled(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "six", "twenty-five", "two hundred and fifty thousand", "one and a half million"."""
    vulgar = lexicon().numbers["vulgar"].get(tokens[at].text)
    if vulgar is not None:
        return replace(scaled(tokens, Amount(vulgar, at + 1)), rule="amount.words")
    return _counted_up(tokens, at, None)


def _bare_scale(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "more than hundred", "nearly million", "hundred and fifty", "hundred dollars": the one is left out."""
    words = lexicon().numbers
    if tokens[at].lower not in words["scales"]:
        return None
    previous, following = lower_at(tokens, at - 1), lower_at(tokens, at + 1)
    counted_on = following == "and" and _unit_after(tokens, at + 1) < words["scales"][tokens[at].lower]
    if previous not in words["words"]["not_one"]:
        if counted_on and tokens[at].lower in ("hundred", "thousand"):
            return _counted_up(tokens, at, 1)
        if following in words["currencies"] and following.isalpha():
            return replace(scaled(tokens, Amount(1, at)), rule="amount.words")
    if previous not in words["words"]["before_half"]:
        return None
    return replace(scaled(tokens, Amount(1, at)), rule="amount.bare")


def _counted_up(tokens: Sequence[Token], at: int, group: float | None) -> Amount | None:
    """Read number words from left to right: `group` is what has been counted below the next thousand."""
    words = lexicon().numbers
    units, scales = words["units"], words["scales"]
    total, room, end, has_scale = 0.0, 100 if group is None else 0, at, False
    here, size = at, 1.0
    while here < min(len(tokens), at + _LONGEST):
        low = tokens[here].lower
        if low in units and units[low] < room:
            group, size = (group or 0) + units[low], 1.0
            room = 10 if units[low] >= 20 else 0
        elif low in scales and group:
            group, size, has_scale = times(group, scales[low]), scales[low], True
            room = min(scales[low], 100) if scales[low] != 12 else 0
            if scales[low] >= 1000:
                total, group, room = total + group, 0, 100
        elif low == "and" and group is not None and (part := _part_after(tokens, here)):
            group, here, room = group + times(part[0], size), part[1], 0
        elif low == "point" and group is not None and lower_at(tokens, here + 1) in units:
            group, here, room = *_decimals(tokens, here, group), 0
        elif low != "and" or not has_scale or _unit_after(tokens, here) >= room:
            break
        end = here + 1
        here = past_hyphen(tokens, end)
    if group is None or end == at or _is_ordinal(tokens, here):
        return None
    return Amount(total + group, end, scaled=has_scale, rule="amount.words")


def _unit_after(tokens: Sequence[Token], at: int) -> float:
    """Return the number word after the "and" at `at`, more than any where there is none or it counts the
    parts of something: "a million and two thirds of the funds"."""
    words, place = lexicon().numbers, past_hyphen(tokens, at + 1)
    parts = lower_at(tokens, past_hyphen(tokens, place + 1)) in words["fractions"]
    return 100.0 if parts else float(words["units"].get(lower_at(tokens, place), 100))


def _part_after(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Return the value of the fraction in "and a half", "and one-half" and "and three quarters" at `at`, and
    the place of its last word; None where there is none, or it is of something: "and a third of them"."""
    words, count_at = lexicon().numbers, past_hyphen(tokens, at + 1)
    count = 1 if lower_at(tokens, count_at) == "a" else words["units"].get(lower_at(tokens, count_at))
    part = past_hyphen(tokens, count_at + 1)
    size = words["fractions"].get(lower_at(tokens, part))
    if not count or size is None or count >= size:
        return None
    if (size > 2 and lower_at(tokens, part + 1) == "of") or _is_of_a_scale(tokens, part + 1):
        return None
    return float(Fraction(count, size)), part


def _decimals(tokens: Sequence[Token], at: int, whole: float) -> tuple[float, int]:
    """Return the number with the digits named after "point", and the place of the last of them."""
    units, place = lexicon().numbers["units"], 0.1
    while units.get(lower_at(tokens, at + 1), 10) < 10:
        whole, place, at = whole + units[tokens[at + 1].lower] * place, place / 10, at + 1
    return round(whole, 9), at
