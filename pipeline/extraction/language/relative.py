"""Relative times: what is told from the day of publication, and the days it stands for.

Here belong "yesterday", "last Friday", "two weeks ago", "next month", "the past 24 hours". Dates that name a
month or a year are read in `times.py`.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token, lower_at
from pipeline.records import Precision

Days = tuple[date, date, Precision]
_SEVERAL = 3  # "recent days"
_FURTHEST = 36_500  # days from the reference: further away nothing is told in days


@dataclass(frozen=True)
class Relative:
    """What is told from the reference day: `weekday` (0 is Monday) or the `unit` of the calendar (day, week,
    month, year), `turn` of them before it (0 this one, -1 the next); or from `back[0]` to `back[1]` days
    before it."""

    weekday: int | None = None
    unit: str | None = None
    turn: int = 0
    back: tuple[int, int] | None = None


def relative_at(tokens: Sequence[Token], at: int) -> tuple[Relative | None, int]:
    """Read a time told from the reference day at `at`; return it with the token where it ends."""
    words, low, following = lexicon().times, lower_at(tokens, at), lower_at(tokens, at + 1)
    for name, turn in (("today", 0), ("yesterday", 1), ("tomorrow", -1)):
        if low in words[name]:
            return Relative(unit="day", turn=turn), at + 1
    if low in words["overnight"]:
        return Relative(back=(1, 0)), at + 1
    if low in words["weekdays"]:
        return Relative(weekday=words["weekdays"].index(low)), at + 1
    turn = words["turns"].get(low)
    if turn is not None and following in words["weekdays"]:
        return Relative(weekday=words["weekdays"].index(following), turn=turn), at + 2
    if (low, following) in (
        ("last", "night"),
        ("this", "morning"),
        ("this", "afternoon"),
        ("this", "evening"),
    ):
        return Relative(unit="day", turn=int(low == "last")), at + 2
    if turn is not None and following in ("day", "week", "month", "year"):
        return Relative(unit=following, turn=turn), at + 2
    return _span(tokens, at)


def _span(tokens: Sequence[Token], at: int) -> tuple[Relative | None, int]:
    """Read "two weeks ago", "the past 24 hours", "recent days"."""
    words = lexicon().times
    spanning = lower_at(tokens, at) in words["spans"]
    count_at = at + spanning
    count = _count(tokens, count_at)
    unit_at = count_at + (count is not None)
    days = words["units"].get(lower_at(tokens, unit_at).rstrip("s"))
    if days is None or not (spanning or count is not None):
        return None, at
    if count is None:
        count = _SEVERAL if lower_at(tokens, unit_at).endswith("s") else 1
    reach = max(1, min(_FURTHEST, days * count) if days else count // 24)
    if spanning:
        ahead = lower_at(tokens, at) in words["ahead"]
        return Relative(back=(0, -reach) if ahead else (reach, 0)), unit_at + 1
    if lower_at(tokens, unit_at + 1) == "ago":
        return Relative(back=(reach + days // 2, reach - days // 2)), unit_at + 2
    return None, at


def _count(tokens: Sequence[Token], at: int) -> int | None:
    low, numbers = lower_at(tokens, at), lexicon().numbers["units"]
    if low.isdecimal() and len(low) <= 3:
        return int(low)
    return 1 if low in ("a", "an") else numbers.get(low)


def days_of(point: Relative, reference: date) -> Days:
    """Return the first and last day of a relative time, with its precision."""
    if point.weekday is not None:
        back = (reference.weekday() - point.weekday) % 7
        if point.turn:
            back = back or 7 if point.turn > 0 else back - 7
        return _within(reference, back, back)
    if point.back is not None:
        return _within(reference, *point.back)
    if point.unit in ("month", "year"):
        return _calendar(point.unit == "year", point.turn, reference)
    if point.unit == "week":
        monday = reference.weekday() + 7 * point.turn
        return _within(reference, monday, monday - 6 if point.turn else 0)
    return _within(reference, point.turn, point.turn)


def _within(reference: date, furthest: int, nearest: int) -> Days:
    span = furthest - nearest
    precision: Precision = "day" if span <= 7 else "month" if span <= 31 else "year"
    return reference - timedelta(days=furthest), reference - timedelta(days=nearest), precision


def _calendar(whole_year: bool, turn: int, reference: date) -> Days:
    """Return the days of "this year" or "last month": up to the reference, or a whole one before or after."""
    if whole_year:
        year = reference.year - turn
        return date(year, 1, 1), date(year, 12, 31) if turn else reference, "year"
    months = 12 * reference.year + reference.month - 1 - turn
    year, month = months // 12, months % 12 + 1
    last = date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, 1), last if turn else reference, "month"
