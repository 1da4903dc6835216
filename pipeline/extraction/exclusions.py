"""Exclusions: numbers that say when, where in a text or which one, and so are no quantity.

Here belong the rules that recognise a date, a clock time, a designator, an ordinal, a score, an address or a
telephone number by the words and marks around it. What is left is a quantity; which of those count nothing
for a claim is told in `passing.py`, and designators in `designators.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.amounts import literal, may_start, scale_follows
from pipeline.extraction.designators import is_designated, is_model
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.measures import measure_at
from pipeline.extraction.times import is_month
from pipeline.extraction.tokens import DASHES, Token, follows_closely, lower_at

_OLDEST = 120
_TENS = 20
_STEEP = 1000  # times: no range is wider without a scale word
_CHAIN_MARKS = "-–/:.+"
_LINKS = frozenset({"and", "or", "to", "&", ",", *DASHES})


def excluded(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens to skip when the number at `at` is no quantity, 0 when it may be one."""
    token = tokens[at]
    if token.kind != "number":
        return int(_is_name(tokens, at) or (token.lower == "one" and _is_pronoun(tokens, at)))
    chain = _chain(tokens, at)
    if chain:
        return chain
    tests = (
        _numbers_a_line,
        _is_glued,
        _is_clock,
        _is_date,
        _is_year,
        _is_address,
        _is_area_code,
        is_designated,
        is_model,
        _is_age,
    )
    return 1 if any(test(tokens, at) for test in tests) else 0


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


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """True for "BBC One" and "phase two", where a number word tells which one."""
    words, previous = lexicon().exclusions, lower_at(tokens, at - 1)
    if tokens[at].lower not in lexicon().numbers["units"]:
        return False
    if lower_at(tokens, at + 1) == "-" and lower_at(tokens, at + 2) in words["ordinals"]:
        return lexicon().numbers["units"][tokens[at].lower] >= _TENS
    if tokens[at].is_capitalised and at > 0 and tokens[at - 1].is_capitalised:
        return previous in words["designators"] or previous in words["named_designators"]
    return previous in words["ordered"] and not counted_follows(tokens, at)


def _is_pronoun(tokens: Sequence[Token], at: int) -> bool:
    """True for the "one" of "no one", "the one", "one another", "one can"; "one of them" is a number."""
    words, following = lexicon().exclusions, lower_at(tokens, at + 1)
    if lower_at(tokens, at - 1) in words["before_one"] or len(tokens) == 1:
        return False
    if tokens[at].is_possessive or following in words["after_pronoun"]:
        return not may_follow_one(tokens, at + 1)
    if lower_at(tokens, at - 1) in words["one_after"] and not may_follow_one(tokens, at + 1):
        return True
    compound = following == "-" and lower_at(tokens, at + 2).split("-")[0] in words["one_compounds"]
    return compound or following in words["one_before"]


def may_follow_one(tokens: Sequence[Token], at: int) -> bool:
    """True when "one" before `at` is a number by what follows: a scale, a share, a word for people."""
    numbers, following = lexicon().numbers, lower_at(tokens, at)
    if following in numbers["scales"] or following in numbers["fractions"]:
        return True
    if following in lexicon().nouns["people"]:
        return True
    return following == "in" and at + 1 < len(tokens) and may_start(tokens[at + 1])


def _chain(tokens: Sequence[Token], at: int) -> int:
    """Return the length of a glued chain of numbers: a date, a clock time, a telephone number, a score."""
    ratio = _ratio(tokens, at)
    if ratio:
        return ratio
    end, marks = at + 1, ""
    while end + 1 < len(tokens) and tokens[end].text in _CHAIN_MARKS and tokens[end + 1].kind == "number":
        if not (follows_closely(tokens, end) and follows_closely(tokens, end + 1)):
            break
        marks += tokens[end].text
        end += 2
    if not marks or (marks == "/" and _is_fraction(tokens, at, end)):
        return 0
    if len(marks) > 1 or marks in ":/":
        return end - at
    ranged = marks in "-–" and "," not in tokens[at].text
    return end - at if ranged and _is_no_range(tokens, at, end) else 0


def _ratio(tokens: Sequence[Token], at: int) -> int:
    """Return the length of a ratio such as "2-to-1", which does not rise as a range does."""
    if lower_at(tokens, at + 2) != "to" or not (at + 4 < len(tokens) and tokens[at + 4].kind == "number"):
        return 0
    if not all(follows_closely(tokens, at + step) for step in (1, 2, 3, 4)):
        return 0
    first, second = literal(tokens[at].text), literal(tokens[at + 4].text)
    return 5 if first is not None and second is not None and first >= second else 0


def _is_fraction(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for "1/16 of a pint" and "3/8 inch", and for "1/2" alone."""
    if tokens[end - 1].text not in lexicon().numbers["words"]["denominators"]:
        return False
    alone = at == 0 and end == len(tokens)
    after = end + (lower_at(tokens, end) == "-")
    return alone or lower_at(tokens, end) == "of" or measure_at(tokens, after) is not None


def _is_no_range(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for two numbers around a dash that are years ("2012-13") or do not rise (a score)."""
    first, second = literal(tokens[at].text), literal(tokens[end - 1].text)
    if first is None or second is None:
        return False
    if 1900 <= first <= 2099 and (second < 100 or 1900 <= second <= 2099):
        return lower_at(tokens, at - 1) not in lexicon().numbers["currencies"]
    telephone = (first and second / first > _STEEP) or lower_at(tokens, at - 1) == ")"
    return bool(first >= second or telephone) and not scale_follows(tokens, end)


def _numbers_a_line(tokens: Sequence[Token], at: int) -> bool:
    """True for the "3." or "3)" that opens a line."""
    return (
        at == 0
        and tokens[at].text.isdecimal()
        and len(tokens[at].text) <= 2
        and lower_at(tokens, 1) in (".", ")")
    )


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """True for BTR-80, 82nd and 1980s: digits glued to letters that are no scale, unit or currency."""
    if at > 1 and follows_closely(tokens, at) and tokens[at - 1].text in "-.#№@_:/":
        sub = tokens[at - 1].text == "-" and lower_at(tokens, at - 2) in ("sub", "to")
        money = lower_at(tokens, at - 2) in lexicon().numbers["currencies"]
        return not (sub or money) and (tokens[at - 1].text != "-" or follows_closely(tokens, at - 1))
    if lower_at(tokens, at + 1) in ("'", "’") and lower_at(tokens, at + 2) == "s":
        return True
    letter = tokens[at + 2].text if at + 2 < len(tokens) and lower_at(tokens, at + 1) == "-" else ""
    if len(letter) == 1 and letter.isupper() and follows_closely(tokens, at + 2):
        return True  # "a 10-K report"
    if not follows_closely(tokens, at + 1) or tokens[at + 1].kind not in ("word", "code"):
        return False
    low = tokens[at + 1].lower
    if low in lexicon().numbers["vulgar"] or low in lexicon().numbers["suffixes"]:
        return False
    if low in lexicon().numbers["currencies"]:
        return False
    decade = low == "s" and tokens[at].text.endswith("0")
    return decade or low in lexicon().exclusions["clock"] or measure_at(tokens, at + 1) is None


def _is_clock(tokens: Sequence[Token], at: int) -> bool:
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


def _is_measured(tokens: Sequence[Token], at: int) -> bool:
    """True when a unit or a counted noun stands at `at`, after a number."""
    return counted_follows(tokens, at - 1) or _is_unit(tokens, at)


def _is_unit(tokens: Sequence[Token], at: int) -> bool:
    """True when a unit of measure, a scale, a percent sign or a currency stands at `at`."""
    words = lexicon().numbers
    if measure_at(tokens, at) is not None or scale_follows(tokens, at):
        return True
    return lower_at(tokens, at) in words["words"]["percent"] or lower_at(tokens, at) in words["currencies"]


def _is_date(tokens: Sequence[Token], at: int) -> bool:
    """True for a day beside its month ("10 and 12 May"), and for digits that are no number at all (lists,
    versions)."""
    value = literal(tokens[at].text)
    if value is None or "," in tokens[at].text:
        return value is None
    before = at - 2 if lower_at(tokens, at - 1) == "." else at - 1
    if value > 31 or "." in tokens[at].text:
        short = len(tokens[at].text) == 2 and before > 0 and tokens[before - 1].kind == "number"
        return short and is_month(tokens, before)  # "20 Jul. 99"
    if lower_at(tokens, at + 1) == "of":
        return is_month(tokens, at + 2)
    if is_month(tokens, before) or (is_month(tokens, at + 1) and value >= 1):
        return True
    return _joins_a_day(tokens, at, -1) or _joins_a_day(tokens, at, 1)


def _joins_a_day(tokens: Sequence[Token], at: int, step: int) -> bool:
    """True for the 18 of "June 15 and 18" (`step` -1) and the 10 of "10 and 12 May" (`step` 1)."""
    link, day, month = at + step, at + 2 * step, at + 3 * step
    if not (0 <= month < len(tokens) and tokens[link].text in _LINKS and tokens[day].text.isdecimal()):
        return False
    day_of_month = tokens[day].kind == "number" and int(tokens[day].text[:3]) <= 31
    return day_of_month and is_month(tokens, month) and not counted_follows(tokens, at)


def _is_year(tokens: Sequence[Token], at: int) -> bool:
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
    linked = lower_at(tokens, at - 1) in _LINKS and at > 2 and tokens[at - 2].kind == "number"
    return linked and lower_at(tokens, at - 3) in eras


def _is_range_of_counts(tokens: Sequence[Token], at: int) -> bool:
    """True when the other end of a range is no year: "2,000 to 2500", "1990 - 2600 words"."""
    for link, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if lower_at(tokens, link) in _LINKS - {",", "and", "or"} and 0 <= other < len(tokens):
            value = literal(tokens[other].text) if tokens[other].kind == "number" else None
            if value is not None and value >= 100 and not 1900 <= value <= 2099:
                return True
    return False


def _is_address(tokens: Sequence[Token], at: int) -> bool:
    """True for the number of a house: capitalised words and a word for a street follow."""
    streets = lexicon().exclusions["streets"]
    ranged = lower_at(tokens, at + 1) in DASHES and lower_at(tokens, at + 2).isdecimal()
    for ahead in range(at + 1 + 2 * ranged, min(at + 7, len(tokens))):
        if not tokens[ahead].is_capitalised:
            return False
        if tokens[ahead].lower in streets:
            return ahead > at + 1 or tokens[ahead].lower == "zip"
    return False


def _is_area_code(tokens: Sequence[Token], at: int) -> bool:
    """True for the number in brackets before a telephone number."""
    bracketed = lower_at(tokens, at - 1) == "(" and lower_at(tokens, at + 1) == ")"
    return bracketed and at + 2 < len(tokens) and tokens[at + 2].kind == "number"


def _is_age(tokens: Sequence[Token], at: int) -> bool:
    """True for "aged 45", "aged 18 to 34" and "Name, 45, …": an age in passing."""
    value = literal(tokens[at].text)
    if value is None or value > _OLDEST:
        return False
    ages = lexicon().exclusions["ages"]
    if lower_at(tokens, at - 1) in ages:
        return True
    if lower_at(tokens, at - 1) in _LINKS and lower_at(tokens, at - 3) in ages:
        return True
    if at < 2 or not tokens[at - 2].is_capitalised or not tokens[at].text.isdecimal():
        return False
    bracketed = tokens[at - 1].text == "(" and at > 2 and tokens[at - 3].is_capitalised
    closing = (")",) if bracketed else (",", ".", ")")
    return (bracketed or tokens[at - 1].text == ",") and lower_at(tokens, at + 1) in closing
