"""Dates in the words of a document: full ones, and months or days without a year.

Here belongs reading dates, with the words of `calendar.toml`. Which of them is the day of publication is
decided in `masthead`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pipeline.records import Precision

_CLOCK = r"[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?"
_ISO = rf"(?P<iso_y>(?:19|20)\d\d)[-/.](?P<iso_m>\d\d)[-/.](?P<iso_d>\d\d)(?:{_CLOCK})?"
_NUMERIC = r"(?P<num_a>\d{1,2})(?P<sep>[./])(?P<num_b>\d{1,2})(?P=sep)(?P<num_y>(?:19|20)\d\d)"
_DIGIT = re.compile(r"\d")
_DAY = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_MOST_MENTIONS = 2_000  # of a document that are looked at: far more than a report has, and no second of work
_CLAUSE = re.compile(r"[.;:!?]\s|,? (?:that|which|who|while|when|but|where|although)\b")


class Dated(NamedTuple):
    """A date at `start` to `end` of a text, with how exact it is; its first day if it is a month or a
    year."""

    start: int
    end: int
    value: date
    precision: Precision


class Calendar(NamedTuple):
    """The names of `calendar.toml`, ready to match."""

    months: dict[str, int]
    full: re.Pattern[str]
    partial: re.Pattern[str]
    beside: frozenset[str]
    published: re.Pattern[str]
    weekdays: re.Pattern[str]
    future_before: re.Pattern[str]
    future_in_clause: re.Pattern[str]
    past_before: re.Pattern[str]
    other_year: re.Pattern[str]


def full_dates(text: str) -> Iterator[Dated]:
    """Yield the dates with a year in a text, in order: any common way of writing them.

    A date of numbers alone whose day and month cannot be told apart keeps the precision of a year.
    """
    if not _DIGIT.search(text):
        return
    for match in calendar().full.finditer(text):
        found = _value(match)
        if found:
            yield Dated(match.start(), match.end(), *found)


def beside_dates(text: str) -> list[str]:
    """Return the words of a line that are no part of a date, a time or the words usual beside them."""
    rest = calendar().full.sub(" ", text)
    rest = re.sub(r"\d{1,2}[:.]\d\d(?::\d\d)?", " ", rest)
    words = re.findall(r"[^\W_]+", rest)
    return [word for word in words if word.casefold() not in calendar().beside]


def latest_mention(texts: list[str]) -> str | None:
    """Return the latest date without a year that the prose speaks of as past, as "--MM" or "--MM-DD".

    The months that a report mentions lie within a year before it, so the widest stretch of months without a
    mention, going round the year, is the one after the latest: of November, December and January the latest
    is January. Of two stretches of equal length the one that does not pass the turn of the year holds.
    """
    days: dict[int, int] = {}
    matches = ((text, match) for text in texts for match in calendar().partial.finditer(text))
    for text, match in islice(matches, _MOST_MENTIONS):
        for month, day in _past_mention(text, match):
            days[month] = max(days.get(month, 0), day)
    if not days:
        return None
    months = sorted(days)
    following = [*months[1:], months[0] + 12]
    gaps = [after - month for month, after in zip(months, following, strict=True)]
    latest = max(range(len(months)), key=lambda index: (gaps[index], index))
    month = months[latest]
    return f"--{month:02}-{days[month]:02}" if days[month] else f"--{month:02}"


def _past_mention(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield (month, day or 0) of a date without a year, unless it is in the future by the words around it."""
    names = calendar()
    lead = text[max(0, match.start() - 24) : match.start()].casefold()
    day = int(match["day_a"] or match["day_b"] or 0)
    if day > 31 or names.other_year.match(text, match.end()) or names.future_before.search(lead):
        return
    if not day and not names.past_before.search(lead):
        return
    if not names.future_in_clause.search(_clause(text, match.start(), match.end())):
        yield names.months[match["name"].casefold()], day


def _clause(text: str, start: int, end: int) -> str:
    """Return the clause around a place, at most a few hundred characters, in lower case."""
    before, after = text[max(0, start - 200) : start], text[end : end + 200]
    breaks = [match.end() for match in _CLAUSE.finditer(before)]
    stop = _CLAUSE.search(after)
    return (before[breaks[-1] if breaks else 0 :] + " " + after[: stop.start() if stop else None]).casefold()


def _value(match: re.Match[str]) -> tuple[date, Precision] | None:
    group = match.groupdict()
    try:
        if group["iso_y"]:
            return date(int(group["iso_y"]), int(group["iso_m"]), int(group["iso_d"])), "day"
        if group["num_y"]:
            return _numeric(int(group["num_y"]), int(group["num_a"]), int(group["num_b"]), group["sep"])
        month = calendar().months[(group["name"] or group["name_only"]).casefold()]
        if group["name_only"]:
            return date(int(group["year_only"]), month, 1), "month"
        return date(int(group["year"]), month, int(group["day_a"] or group["day_b"])), "day"
    except ValueError:
        return None


def _numeric(year: int, first: int, second: int, separator: str) -> tuple[date, Precision]:
    if separator == "." or first > 12 or first == second:
        return date(year, second, first), "day"
    if second > 12:
        return date(year, first, second), "day"
    return date(year, 1, 1), "year"


@cache
def calendar() -> Calendar:
    """Return the names of `calendar.toml`."""
    table = tomllib.loads(Path(__file__).with_name("calendar.toml").read_text(encoding="utf-8"))
    months = {name: int(number) for number, names in table["months"].items() for name in names}
    words = table["words"]
    month = _any(list(months))
    full = (
        rf"(?<!\d)(?:{_ISO}|{_NUMERIC}"
        rf"|(?:(?P<day_a>\d{{1,2}}){_DAY}(?: of)?[ -])?(?P<name>{month})\.?"
        rf"(?(day_a)|[ -](?P<day_b>\d{{1,2}}){_DAY}),?[ -](?P<year>{_YEAR})"
        rf"|(?P<name_only>{month})\.?,? (?P<year_only>{_YEAR}))(?!\d)"
    )
    partial = (
        rf"(?<![\w])(?:(?P<day_a>\d{{1,2}}){_DAY}(?: of)? )?(?P<name>{_capital(months)})\b\.?"
        rf"(?:(?(day_a)(?!)|) (?P<day_b>\d{{1,2}})(?![:%,]?\d){_DAY})?+(?!,? ?(?:{_YEAR})\b)"
    )
    return Calendar(
        months=months,
        full=re.compile(full, re.IGNORECASE),
        partial=re.compile(partial),
        beside=frozenset(words["beside"]),
        published=re.compile(rf"(?<!\w)(?:{_any(words['published'])})(?!\w)", re.IGNORECASE),
        weekdays=re.compile(rf"\b(?:{_any(words['weekdays'])})\b[,\s(]*$", re.IGNORECASE),
        future_before=re.compile(rf"\b(?:{_any(words['future_before'])})[ -]$"),
        future_in_clause=re.compile(rf"\b(?:{_any(words['future_in_clause'])})\b"),
        past_before=re.compile(rf"\b(?:{_any(words['past_before'])})[ -]$"),
        other_year=re.compile(rf" (?:{_any(words['other_year'])})\b"),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _capital(months: dict[str, int]) -> str:
    """Return a pattern of the month names with a capital: "may" and "march" are ordinary words."""
    return _any([name.capitalize() for name in months if name.isascii()])
