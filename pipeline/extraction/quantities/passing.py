"""Passing: quantities that a claim leaves out.

Here belong lengths of time and distances, ages, compounds ("a six-storey house"), small numbers that point
back to what is known, and the "one" that singles out. What is no quantity at all is told in `exclusions.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token, follows_closely, lower_at
from pipeline.extraction.quantities.amounts import may_start
from pipeline.extraction.quantities.exclusions import may_follow_one
from pipeline.extraction.quantities.expressions import Expression
from pipeline.extraction.quantities.measures import measure_at, units
from pipeline.extraction.quantities.numerals import past_hyphen
from pipeline.extraction.quantities.when import LINKS

_AGES = 10  # tokens from an age back to the word for it
_SMALL = 12  # number words up to here may point back ("the two sides")


def is_passing(tokens: Sequence[Token], found: Expression) -> bool:
    """True when a claim leaves the quantity out."""
    if lower_at(tokens, found.last) in lexicon().exclusions["hours"]:
        return True  # "about six a.m."
    if _singles_out(tokens, found) or _is_compound(tokens, found) or _is_age(tokens, found):
        return True
    if found.unit is not None or found.amount.share:
        return False
    if _measures_time_or_space(tokens, found.last):
        return True
    small = found.ends[1] <= _SMALL and not found.amount.digits and found.upper is None
    return small and found.limit in (None, "exact") and _points_back(tokens, found.first)


def _singles_out(tokens: Sequence[Token], found: Expression) -> bool:
    """True for "one", unless it stands under a modifier, in a share, or before a word for people."""
    if tokens[found.at].lower != "one" or found.amount.end != found.at + 1:
        return False
    if lower_at(tokens, found.at - 1) in lexicon().exclusions["before_one"] or found.upper is not None:
        return False
    return not (may_follow_one(tokens, found.at + 1) or _counts_a_thing(tokens, found.at))


def _counts_a_thing(tokens: Sequence[Token], at: int) -> bool:
    """True for the "one" of "one accident and three injuries", "one border guard": what is counted follows,
    and no determiner makes it known or any."""
    words = lexicon()
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return False
    low, previous = tokens[at + 1].lower, lower_at(tokens, at - 1)
    if low in words.nouns["stops"] or low in words.exclusions["loose_ones"] or low.endswith("s"):
        return False
    if previous in words.exclusions["pointers"] or previous in words.exclusions["one_after"]:
        return False
    return measure_at(tokens, at + 1) is None


def _is_compound(tokens: Sequence[Token], found: Expression) -> bool:
    """True for the numbers of "a six-storey house" and "5-hour", not for "a 600-strong force"."""
    at = found.last
    if found.unit is not None or not (lower_at(tokens, at) == "-" and follows_closely(tokens, at)):
        if found.amount.digits and follows_closely(tokens, at) and tokens[at].is_word:
            return lower_at(tokens, at) not in lexicon().numbers["suffixes"] and found.unit is None
        return False
    low = lower_at(tokens, past_hyphen(tokens, at))
    counting = lexicon().exclusions["counting_compounds"]
    return low not in counting and low not in lexicon().numbers["words"]["compound_endings"]


def _is_age(tokens: Sequence[Token], found: Expression) -> bool:
    """True for "the age of 45", "over the age of 21", "the ages of 25 and 30" and "45 years old"."""
    ages = lexicon().exclusions["ages"]
    for at in range(found.at - 1, max(-1, found.at - 1 - _AGES), -1):
        low = tokens[at].lower
        if low in ages and (low != "age" or at >= found.first - 2):
            return True
        listed = at >= found.first - 2 or low in LINKS or low in ("of", "from", "between", ":")
        if not (listed or may_start(tokens[at])):
            break
    measure = measure_at(tokens, past_hyphen(tokens, found.last))
    return measure is not None and measure.dimension == "age"


def _measures_time_or_space(tokens: Sequence[Token], end: int) -> bool:
    """True when the number before `end` measures time, distance or the like and counts nothing."""
    words = lexicon().exclusions
    measure = measure_at(tokens, end + (lower_at(tokens, end) in words["duration_modifiers"]))
    if measure is None or measure.dimension not in units()["settings"]["no_count"]:
        return False
    of = lower_at(tokens, measure.end) == "of"
    return not (of and lower_at(tokens, measure.end + 1) in words["measured_by_time"])


def _counts_kin(tokens: Sequence[Token], first: int) -> bool:
    """True for "her two children", "their three young sons": those are told for the first time."""
    return not lexicon().exclusions["kin"].isdisjoint(token.lower for token in tokens[first + 1 : first + 3])


def _points_back(tokens: Sequence[Token], first: int) -> bool:
    """True under a definite word: "the two sides" counts nothing new, "one of the four" does."""
    exclusions = lexicon().exclusions
    if lower_at(tokens, first - 1) not in exclusions["pointers"]:
        return False
    if lower_at(tokens, first - 1) in exclusions["possessives"] and _counts_kin(tokens, first):
        return False
    return lower_at(tokens, first - 2) != "of" or first < 3 or not may_start(tokens[first - 3])
