"""Exclusions: numbers that say when, where in a text or which one, and so are no quantity.

Here belong the rules that recognise an ordinal, a score, an address, an age in passing or a telephone number
by the words and marks around it, and the order in which all exclusions are asked: times are told in
`when.py`, names in `designators.py`. What is left is a quantity; which of those a claim leaves out stands in
`passing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import DASHES, Token, follows_closely, lower_at
from pipeline.extraction.quantities.amounts import literal, may_start, scale_follows
from pipeline.extraction.quantities.designators import is_code, is_designated, is_model
from pipeline.extraction.quantities.measures import measure_at
from pipeline.extraction.quantities.when import LINKS, counted_follows, is_clock, is_date, is_year

_OLDEST = 120
_ENDS = frozenset({",", ".", ")", ";", "and"})  # after an age in passing
_TENS = 20
_STEEP = 1000  # times: no range is wider without a scale word
_CHAIN_MARKS = "-–/:.+"


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
        is_clock,
        is_date,
        is_year,
        _is_address,
        _is_area_code,
        is_code,
        _is_magnitude,
        is_designated,
        is_model,
        _is_age,
    )
    return 1 if any(test(tokens, at) for test in tests) else 0


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


def _is_magnitude(tokens: Sequence[Token], at: int) -> bool:
    """True for the strength of "a 6.9 magnitude earthquake" and "a 5.1-magnitude quake"."""
    after = at + 1 + (lower_at(tokens, at + 1) == "-")
    return lower_at(tokens, after) == "magnitude"


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


def _is_person(token: Token) -> bool:
    """True for a noun for one person: "gunman", "driver"."""
    low = token.lower
    return low.endswith(("man", "woman")) or low in lexicon().exclusions["persons"]


def _is_age(tokens: Sequence[Token], at: int) -> bool:
    """True for "aged 45", "ages 18 to 34", "Name, 45, …", "a man, 45, …", "both 18, …" and "Name, then 19":
    an age in passing."""
    value = literal(tokens[at].text)
    if value is None or value > _OLDEST:
        return False
    ages = lexicon().exclusions["ages"]
    if lower_at(tokens, at - 1) in ages:
        return True
    if lower_at(tokens, at - 1) in LINKS and lower_at(tokens, at - 3) in ages:
        return True
    if at < 2 or not tokens[at].text.isdecimal():
        return False
    if lower_at(tokens, at - 1) in lexicon().exclusions["before_age"] and lower_at(tokens, at + 1) in _ENDS:
        return True
    if not (tokens[at - 2].is_capitalised or _is_person(tokens[at - 2])):
        return False
    bracketed = tokens[at - 1].text == "(" and at > 2 and tokens[at - 3].is_capitalised
    closing = (")",) if bracketed else (",", ".", ")")
    return (bracketed or tokens[at - 1].text == ",") and lower_at(tokens, at + 1) in closing
