"""Times: the words for when, and the days they stand for.

Here belong finding time expressions in a sentence and resolving them against a reference day (the publication
date). Without a reference, or where the words are too vague, an expression keeps its words alone.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from pipeline.cleaning import seen
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.relative import Relative, days_of, relative_at
from pipeline.extraction.language.tokens import Token, follows_closely, lower_at, tokenize
from pipeline.records import Interval, Precision

_YEAR = re.compile(r"(?:19|20)\d\d")
Sense = Literal["at", "since", "until"]


@dataclass(frozen=True)
class TimeMention:
    """A time expression over `tokens[first:last]`."""

    first: int
    last: int

    def text(self, tokens: Sequence[Token], text: str) -> str:
        return seen(text[tokens[self.first].start : tokens[self.last - 1].end])


@dataclass(frozen=True)
class _Point:
    """What one date-like run says: any of year, month and day with the `months` and `years` it goes on for
    and the `turn` to the one before (1) or after (-1); or a time `relative` to the reference."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    months: int = 1
    years: int = 1
    turn: int = 0
    relative: Relative | None = None


def find_times(tokens: Sequence[Token]) -> list[TimeMention]:
    """Return the time expressions of a sentence, left to right, each with its preposition."""
    found: list[TimeMention] = []
    at = 0
    openers = _openers()
    while at < len(tokens):
        start, low = at, tokens[at].lower
        if low not in openers and tokens[at].kind != "number":
            at += 1
            continue
        if low in lexicon().times["starters"]:
            at += 1
        point, end = _point(tokens, at)
        if point is None:
            at = start + 1
            continue
        end = _second_end(tokens, end)
        found.append(TimeMention(start, end))
        at = end
    return found


def resolve(
    words: str, reference: date | None, basis: Literal["resolved", "inferred"] = "resolved"
) -> Interval | None:
    """Return the days that `words` stand for, seen from `reference`; None where that cannot be told.

    A month or day without a year is the latest one not after the reference ("by" and "until": the next one).
    """
    tokens = tokenize(words, 0, len(words))
    if not tokens:
        return None
    words_for = lexicon().times
    first_word = tokens[0].lower
    sense: Sense = (
        "since" if first_word in words_for["since"] else "until" if first_word in words_for["until"] else "at"
    )
    skip = 1 if tokens[0].lower in lexicon().times["starters"] else 0
    point, end = _point(tokens, skip)
    if point is None:
        return None
    first = _days(point, reference, forward=sense == "until")
    if first is None:
        return None
    low, high, precision = first
    if end < len(tokens) and tokens[end].lower in lexicon().times["links"]:
        second, _ = _point(tokens, end + 1)
        other = _days(second, reference, forward=False) if second else None
        if other:
            low, high = _ordered(low, high, other)
    start, stop = (low, None) if sense == "since" else (None, high) if sense == "until" else (low, high)
    stated = point.year is not None
    return Interval(start=start, end=stop, precision=precision, basis="stated" if stated else basis)


def _ordered(low: date, high: date, other: tuple[date, date, Precision]) -> tuple[date, date]:
    """Return both ends of "from November to January": the first end moves back when it falls after the
    second."""
    if low > other[1]:
        low = low.replace(year=low.year - 1)
    return low, max(other[1], low) if other[1] >= low else high


def _second_end(tokens: Sequence[Token], end: int) -> int:
    """Return where "March to May" ends when a second date follows."""
    if end + 1 < len(tokens) and tokens[end].lower in lexicon().times["links"]:
        point, further = _point(tokens, end + 1)
        if point is not None and (point.month is not None or _is_year(tokens, end - 1)):
            return further
    return end


def _is_year(tokens: Sequence[Token], at: int) -> bool:
    return _YEAR.fullmatch(lower_at(tokens, at)) is not None


def _point(tokens: Sequence[Token], at: int) -> tuple[_Point | None, int]:
    """Read one date-like run at `at`; return it with the token where it ends."""
    low = lower_at(tokens, at)
    if low in lexicon().times["parts"]:
        for step in (1, 2, 3):
            if _month(tokens, at + step) and all(
                lower_at(tokens, at + k) in lexicon().times["fill"] for k in range(step)
            ):
                return _point(tokens, at + step)
        if low != "the" or lower_at(tokens, at + 1) == "the":
            return None, at
        return _point(tokens, at + 1)
    month = _month(tokens, at)
    if month:
        return _after_month(tokens, at, month)
    if low.isdecimal() and 1 <= int(low) <= 31 and len(low) <= 2:
        step = 2 if lower_at(tokens, at + 1) in ("of", *lexicon().times["ordinals"]) else 1
        month = _month(tokens, at + step)
        if month:
            year, end = _year_after(tokens, at + step + 1)
            return _Point(year, month, int(low)), end
    low_next = lower_at(tokens, at + 1)
    if low in lexicon().times["ordinal_words"] and low_next in lexicon().times["parts_of_year"]:
        return _part_of_year(tokens, at)
    if _YEAR.fullmatch(low):
        if low_next == "s" and follows_closely(tokens, at + 1):
            return _Point(int(low), years=10), at + 2
        iso = [lower_at(tokens, at + step) for step in range(5)]
        if iso[1] == "-" == iso[3] and iso[2].isdecimal() and iso[4].isdecimal():
            return _Point(int(low), min(12, max(1, int(iso[2]))), int(iso[4])), at + 5
        return _Point(int(low)), at + 1
    turn = lexicon().times["turns"].get(low)
    if turn and _month(tokens, at + 1):
        return _Point(month=_month(tokens, at + 1), turn=turn), at + 2
    relative, end = relative_at(tokens, at)
    return (_Point(relative=relative) if relative is not None else None), end


def _part_of_year(tokens: Sequence[Token], at: int) -> tuple[_Point | None, int]:
    """Read "first quarter of 2024", "second half"."""
    words = lexicon().times
    months = words["parts_of_year"][lower_at(tokens, at + 1)]
    first = 1 + months * words["ordinal_words"].index(lower_at(tokens, at))
    year, end = _year_after(tokens, at + 2)
    return (_Point(year, first, months=months), end) if first <= 12 else (None, at)


def _after_month(tokens: Sequence[Token], at: int, month: int) -> tuple[_Point, int]:
    end = at + 1
    if lower_at(tokens, end) == "." and len(tokens[at].text) <= 4 and lower_at(tokens, end + 1).isdecimal():
        end += 1
    low = lower_at(tokens, end)
    if low.isdecimal() and len(low) <= 2 and 1 <= int(low) <= 31:
        end += 1
        if lower_at(tokens, end) in lexicon().times["ordinals"]:
            end += 1
        year, end = _year_after(tokens, end)
        return _Point(year, month, int(low)), end
    year, end = _year_after(tokens, end)
    return _Point(year, month), end


def _year_after(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    step = 1 if lower_at(tokens, at) in (",", "of") else 0
    low = lower_at(tokens, at + step)
    return (int(low), at + step + 1) if _YEAR.fullmatch(low) else (None, at)


def is_month(tokens: Sequence[Token], at: int) -> bool:
    """True when a month stands at `at`."""
    return _month(tokens, at) is not None


def _month(tokens: Sequence[Token], at: int) -> int | None:
    """Return the number of the month that stands at `at`, None if none does."""
    if not (0 <= at < len(tokens)):
        return None
    words, token = lexicon().times, tokens[at]
    part, _, name = token.text.rpartition("-")  # "mid-January"
    low = name.lower()
    if low not in _months() or not name[0].isupper() or (part and part.lower() not in words["parts"]):
        return None
    return None if lower_at(tokens, at + 1) in words["not_months"].get(low, ()) else _months()[low]


@cache
def _openers() -> frozenset[str]:
    """The words that a time expression can start with, besides digits."""
    words = lexicon().times
    lists = (
        "starters",
        "parts",
        "weekdays",
        "today",
        "yesterday",
        "overnight",
        "tomorrow",
        "spans",
        "turns",
        "ordinal_words",
    )
    listed = frozenset(word for name in lists for word in words[name])
    return listed | _months().keys() | lexicon().numbers["units"].keys() | {"a", "an"}


@cache
def _months() -> dict[str, int]:
    """The months and their short forms with their numbers."""
    words = lexicon().times
    names = {name: number for number, name in enumerate(words["months"], 1)}
    starts = {name[:3]: number for name, number in names.items()}
    return names | {short: starts[short[:3]] for short in words["month_abbreviations"]}


def _days(point: _Point, reference: date | None, forward: bool) -> tuple[date, date, Precision] | None:
    """Return the first and last day of a point, with its precision."""
    if point.relative is not None:
        return days_of(point.relative, reference) if reference else None
    year = point.year
    if year is None:
        if reference is None or point.month is None:
            return None
        year = _nearest_year(point, reference, forward or point.turn < 0)
        if point.turn > 0 and (year, point.month) == (reference.year, reference.month):
            year -= 1
    if point.month is None:
        return date(year, 1, 1), date(year + point.years - 1, 12, 31), "year"
    length = calendar.monthrange(year, point.month)[1]
    if point.day is None:
        last = point.month + point.months - 1
        return date(year, point.month, 1), date(year, last, calendar.monthrange(year, last)[1]), "month"
    if point.day < 1:
        return None
    day = date(year, point.month, min(point.day, length))
    return day, day, "day"


def _nearest_year(point: _Point, reference: date, forward: bool) -> int:
    """Return the year of a month or day without one: the latest not after the reference, or the next if
    `forward`."""
    mark = (point.month or 1, point.day or 1)
    passed = mark <= (reference.month, reference.day)
    if forward:
        return reference.year + (mark < (reference.month, reference.day))
    return reference.year if passed else reference.year - 1
