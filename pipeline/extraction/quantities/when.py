"""When: numbers that say when, and so are no quantity.

Here belong clock times, days beside their month and years, told by the words and marks around them. What time
expressions mean is read in `times.py`. Every function asks about the digits at `tokens[at]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.times import is_month
from pipeline.extraction.language.tokens import DASHES, Token, lower_at
from pipeline.extraction.quantities.amounts import literal, scale_follows
from pipeline.extraction.quantities.measures import measure_at

_DAY_AND_YEAR = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:19|20)\d\d")
_DAYS = 4  # days in a list before or after their month
LINKS = frozenset({"and", "or", "to", "&", ",", *DASHES})


def is_clock(tokens: Sequence[Token], at: int) -> bool:
    """True for "9 a.m." and "1500 GMT", and for "12.30" where a word for a time of day or "at" says so."""
    value = literal(tokens[at].text)
    words = lexicon().exclusions
    if value is None or (value >= 25 and len(tokens[at].text) not in (3, 4)):
        return False
    if lower_at(tokens, at + 1).rstrip(".") in words["clock"]:
        return True
    if len(tokens[at].text) == 4 and lower_at(tokens, at + 1) in words["military_hours"]:
        return tokens[at].text < "2400" and lower_at(tokens, at - 1) in words["clock_before"]
    hour, _, minutes = tokens[at].text.partition(".")
    shaped = len(hour) <= 2 and len(minutes) == 2 and minutes < "60"
    return shaped and lower_at(tokens, at - 1) in words["clock_before"] and not _is_measured(tokens, at + 1)


def is_date(tokens: Sequence[Token], at: int) -> bool:
    """True for a day beside its month ("10 and 12 May"), and for digits that are no number at all (lists,
    versions)."""
    value = literal(tokens[at].text)
    if value is None or "," in tokens[at].text:
        return value is None
    before = at - 2 if lower_at(tokens, at - 1) == "." else at - 1
    if _DAY_AND_YEAR.fullmatch(tokens[at].text):
        return is_month(tokens, before)  # "Nov 122019", a line end lost
    if value > 31 or "." in tokens[at].text:
        short = len(tokens[at].text) == 2 and before > 0 and tokens[before - 1].kind == "number"
        return short and is_month(tokens, before)  # "20 Jul. 99"
    if lower_at(tokens, at + 1) == "of":
        return is_month(tokens, at + 2)
    if is_month(tokens, before) or (is_month(tokens, at + 1) and value >= 1):
        return True
    return _joins_a_day(tokens, at, -1) or _joins_a_day(tokens, at, 1)


def _joins_a_day(tokens: Sequence[Token], at: int, step: int) -> bool:
    """True for the 18 of "June 15 and 18" (`step` -1) and the 10 of "10, 11 and 12 May" (`step` 1)."""
    for _ in range(_DAYS):
        link, day, month = at + step, at + 2 * step, at + 3 * step
        if not (0 <= month < len(tokens) and tokens[link].text in LINKS and tokens[day].text.isdecimal()):
            return False
        if tokens[day].kind != "number" or int(tokens[day].text[:3]) > 31 or counted_follows(tokens, at):
            return False
        if is_month(tokens, month):
            return True
        at = day
    return False


def is_year(tokens: Sequence[Token], at: int) -> bool:
    """True for 1900 to 2099 in plain digits, unless what it counts follows, and for a number with its era."""
    text, words = tokens[at].text, lexicon().exclusions
    if text.isdecimal() and _has_era(tokens, at):
        return True
    previous = lower_at(tokens, at - 1)
    if not (len(text) == 4 and text.isdecimal() and "1000" <= text <= "2099"):
        return False
    if text < "1900" and previous not in words["old_year_before"]:
        return previous == "," and is_month(tokens, at - 3)
    if scale_follows(tokens, at + 1) or previous in lexicon().numbers["currencies"] or len(tokens) == 1:
        return False
    if is_month(tokens, at - 1) or previous == "," or previous in words["year_before"]:
        return not _is_range_of_counts(tokens, at)
    if at > 0 and tokens[at - 1].is_possessive:
        return True
    known = lower_at(tokens, at + 1) in lexicon().nouns["plurals"] | lexicon().nouns["people"]
    modified = previous in lexicon().numbers["words"]["before_half"] and counted_follows(tokens, at)
    return not (known or modified or _is_unit(tokens, at + 1) or _is_range_of_counts(tokens, at))


def _has_era(tokens: Sequence[Token], at: int) -> bool:
    eras = lexicon().exclusions["eras"]
    if lower_at(tokens, at - 1) in eras or lower_at(tokens, at + 1) in eras:
        return True
    linked = lower_at(tokens, at - 1) in LINKS and at > 2 and tokens[at - 2].kind == "number"
    return linked and lower_at(tokens, at - 3) in eras


def _is_range_of_counts(tokens: Sequence[Token], at: int) -> bool:
    """True when the other end of a range is no year: "2,000 to 2500", "1990 - 2600 words"."""
    for link, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if lower_at(tokens, link) in LINKS - {",", "and", "or"} and 0 <= other < len(tokens):
            value = literal(tokens[other].text) if tokens[other].kind == "number" else None
            if value is not None and value >= 100 and not 1900 <= value <= 2099:
                return True
    return False


def _is_measured(tokens: Sequence[Token], at: int) -> bool:
    """True when a unit or a counted noun stands at `at`, after a number."""
    return counted_follows(tokens, at - 1) or _is_unit(tokens, at)


def _is_unit(tokens: Sequence[Token], at: int) -> bool:
    """True when a unit of measure, a scale, a percent sign or a currency stands at `at`."""
    words = lexicon().numbers
    if measure_at(tokens, at) is not None or scale_follows(tokens, at):
        return True
    return lower_at(tokens, at) in words["words"]["percent"] or lower_at(tokens, at) in words["currencies"]


def counted_follows(tokens: Sequence[Token], at: int) -> bool:
    """True when the word after `at` can be what a number counts: a plural, a collective noun, a
    nationality."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return False
    low, nouns = tokens[at + 1].lower, lexicon().nouns
    if low in nouns["stops"]:
        return False
    known = low in nouns["plurals"] or low in nouns["people"]
    return known or low.endswith("s") or tokens[at + 1].is_capitalised
