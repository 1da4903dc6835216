"""Exclusions: numbers that say when, where in a text, which one or how old, and so count nothing.

Here belong the rules that recognise a date, a clock time, a designator, an ordinal, an age, a score or a
telephone number by the words and marks around it. What is left is a quantity; its value is read in
`quantities.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.amounts import literal, may_start
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.times import is_month
from pipeline.extraction.tokens import DASHES, Token, follows_closely, lower_at

_OLDEST = 120
_MODEL = 4  # tokens from a count to the number in a name: "14 older Leopard 2 tanks"
_CHAIN_MARKS = "-–/:.+"


def excluded(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens to skip when the number at `at` counts nothing, 0 when it may be a quantity."""
    token = tokens[at]
    if token.kind != "number":
        named = token.is_capitalised and lower_at(tokens, at - 1) in lexicon().exclusions["designators"]
        return 1 if named or (token.lower == "one" and not _counts_one(tokens, at)) else 0
    chain = _chain(tokens, at)
    if chain:
        return chain
    tests = (_numbers_a_line, _is_glued, _is_clock, _is_date, _is_year, _is_designated, _is_model, _is_age)
    return 1 if any(test(tokens, at) for test in tests) else 0


def measures_time_or_space(tokens: Sequence[Token], end: int) -> bool:
    """True when the number before `end` measures time, distance or the like and counts nothing."""
    words = lexicon().exclusions
    units = words["durations"] | words["distances"]
    at = end + (lower_at(tokens, end) in words["duration_modifiers"])
    if lower_at(tokens, at) not in units:
        return False
    return not (lower_at(tokens, at + 1) == "of" and lower_at(tokens, at + 2) in words["measured_by_time"])


def points_back(tokens: Sequence[Token], first: int) -> bool:
    """True under a definite word: "the two sides" counts nothing new, "one of the four" does."""
    if lower_at(tokens, first - 1) not in lexicon().exclusions["pointers"]:
        return False
    return lower_at(tokens, first - 2) != "of" or first < 3 or not may_start(tokens[first - 3])


def _chain(tokens: Sequence[Token], at: int) -> int:
    """Return the length of a glued chain of numbers: a date, a clock time, a telephone number, a score."""
    end, marks = at + 1, ""
    while end + 1 < len(tokens) and tokens[end].text in _CHAIN_MARKS and tokens[end + 1].kind == "number":
        if not (follows_closely(tokens, end) and follows_closely(tokens, end + 1)):
            break
        marks += tokens[end].text
        end += 2
    if not marks:
        return 0
    if len(marks) > 1 or marks in ":/":
        return end - at
    ranged = marks in "-–" and "," not in tokens[at].text
    return end - at if ranged and _is_no_range(tokens, at, end) else 0


def _is_no_range(tokens: Sequence[Token], at: int, end: int) -> bool:
    """True for two numbers around a dash that are years ("2012-13") or do not rise (a score)."""
    first, second = literal(tokens[at].text), literal(tokens[end - 1].text)
    if first is None or second is None:
        return False
    if 1900 <= first <= 2099 and (second < 100 or 1900 <= second <= 2099):
        return True
    return first >= second and not _scale_follows(tokens, end)


def _scale_follows(tokens: Sequence[Token], at: int) -> bool:
    words = lexicon().numbers
    return lower_at(tokens, at) in words["scales"] or lower_at(tokens, at) in words["suffixes"]


def _counts_one(tokens: Sequence[Token], at: int) -> bool:
    """ "one" is a number only under a modifier, before a scale, in a share, or before a word for people."""
    numbers, nouns = lexicon().numbers, lexicon().nouns
    if lower_at(tokens, at - 1) in lexicon().exclusions["before_one"]:
        return True
    following = lower_at(tokens, at + 1)
    if following in numbers["scales"] or following in numbers["fractions"] or following in nouns["people"]:
        return True
    return following == "in" and at + 2 < len(tokens) and may_start(tokens[at + 2])


def _numbers_a_line(tokens: Sequence[Token], at: int) -> bool:
    """True for the "3." or "3)" that opens a line."""
    return (
        at == 0
        and tokens[at].text.isdecimal()
        and len(tokens[at].text) <= 2
        and lower_at(tokens, 1) in (".", ")")
    )


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """True for 82nd, 4G, 20-year-old, 3-storey: digits glued to letters that are no scale and no sign."""
    if follows_closely(tokens, at) and at > 1 and tokens[at - 1].text in "-.#№@_:":
        return tokens[at - 1].text != "-" or follows_closely(tokens, at - 1)
    if not follows_closely(tokens, at + 1):
        return False
    following = tokens[at + 1]
    if following.text in DASHES and follows_closely(tokens, at + 2):
        compound = tokens[at + 2]
        endings = lexicon().exclusions["compound_endings"] | lexicon().numbers["scales"].keys()
        return compound.is_word and compound.lower not in endings
    return following.kind in ("word", "code") and following.lower not in lexicon().numbers["suffixes"]


def _is_model(tokens: Sequence[Token], at: int) -> bool:
    """True for the number in the name of what another number counts: "14 Leopard 2 tanks"."""
    name, stops = tokens[at - 1], lexicon().nouns["stops"]
    if not name.is_capitalised or name.is_possessive or not tokens[at].text.isdecimal():
        return False
    first = at - 1
    while first > max(0, at - _MODEL) and tokens[first].is_word and tokens[first].lower not in stops:
        first -= 1
    if first == at - 1 or not may_start(tokens[first]):
        return False
    following = lower_at(tokens, at + 1)
    return following.isalpha() and following not in stops and not _scale_follows(tokens, at + 1)


def _is_clock(tokens: Sequence[Token], at: int) -> bool:
    """True for "9 a.m." and for "12.30" where a word for a time of day or "at" says so."""
    value = literal(tokens[at].text)
    words = lexicon().exclusions
    if value is None or value >= 25:
        return False
    if lower_at(tokens, at + 1).rstrip(".") in words["clock"]:
        return True
    hour, _, minutes = tokens[at].text.partition(".")
    shaped = len(hour) <= 2 and len(minutes) == 2 and minutes < "60"
    return shaped and lower_at(tokens, at - 1) in words["clock_before"] and not _counted_follows(tokens, at)


def _is_date(tokens: Sequence[Token], at: int) -> bool:
    """True for a day beside its month, and for digits that are no number at all (lists, versions)."""
    value = literal(tokens[at].text)
    if value is None or "," in tokens[at].text:
        return value is None
    if value > 31:
        return False
    before = at - 2 if lower_at(tokens, at - 1) == "." else at - 1
    if lower_at(tokens, at + 1) == "of":
        return is_month(tokens, at + 2)
    return is_month(tokens, before) or (is_month(tokens, at + 1) and value >= 1)


def _is_year(tokens: Sequence[Token], at: int) -> bool:
    """True for 1900 to 2099 in plain digits, unless what it counts follows."""
    text = tokens[at].text
    if not (len(text) == 4 and text.isdecimal() and "1900" <= text <= "2099"):
        return False
    previous = lower_at(tokens, at - 1)
    if _scale_follows(tokens, at + 1) or previous in lexicon().numbers["currencies"]:
        return False
    if is_month(tokens, at - 1) or previous == "," or previous in lexicon().exclusions["year_before"]:
        return True
    return not _counted_follows(tokens, at)


def _counted_follows(tokens: Sequence[Token], at: int) -> bool:
    """True when the word after `at` can be what a number counts: a plural, a collective noun, a
    nationality."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return False
    low, nouns = tokens[at + 1].lower, lexicon().nouns
    if low in nouns["stops"]:
        return False
    known = low in nouns["plurals"] or low in nouns["people"]
    return known or low.endswith("s") or tokens[at + 1].is_capitalised


def _is_designated(tokens: Sequence[Token], at: int) -> bool:
    """True after a word that numbers things (Article 5, No. 3) or a name (Channel 4, S&P 500)."""
    if at == 0 or "," in tokens[at].text or _scale_follows(tokens, at + 1):
        return False
    previous, words = tokens[at - 1], lexicon().exclusions
    if previous.text in "#№":
        return True
    if previous.text == "." and lower_at(tokens, at - 2) in words["abbreviated_designators"]:
        return True
    if previous.lower in words["designators"]:
        return lower_at(tokens, at - 2) not in words["verbal_before"]
    if not previous.is_capitalised or at == 1 or previous.lower in lexicon().nouns["stops"]:
        return False
    headline = all(token.is_capitalised for token in tokens[: at - 1] if token.is_word)
    plain = at + 1 < len(tokens) and (tokens[at + 1].is_word or tokens[at + 1].text == "%")
    return not headline and not plain


def _is_age(tokens: Sequence[Token], at: int) -> bool:
    """True for "aged 45", "the age of 45", "45 years old" and "Name, 45, …"."""
    value = literal(tokens[at].text)
    if value is None or value > _OLDEST:
        return False
    ages = lexicon().exclusions["ages"]
    if lower_at(tokens, at - (2 if lower_at(tokens, at - 1) == "of" else 1)) in ages:
        return True
    if lower_at(tokens, at + 1).startswith(("year-old", "years-old")):
        return True
    apposed = at > 1 and tokens[at - 1].text == "," and tokens[at - 2].is_capitalised
    return apposed and lower_at(tokens, at + 1) in (",", ".", ")")
