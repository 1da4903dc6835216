"""When documents were published, when statements were made and when they hold (rule R10).

Here belongs inferring the year of an undated document from the dated ones around it, and resolving partial
dates ("since September") against it. Dates that the words themselves give are resolved in extraction.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Container, Iterable
from datetime import date, timedelta
from statistics import median

from pipeline.records import Claim, CleanedText, Interval

_MENTION = re.compile(r"--(\d\d)(?:-(\d\d))?$")
_NAMES = "|".join(
    name for month in range(1, 13) for name in (calendar.month_name[month], calendar.month_abbr[month])
)
_MONTH = re.compile(rf"\b({_NAMES}|Sept)\b\.?(?:\s+(\d{{1,2}})\b(?!\s*,?\s*\d{{4}}))?", re.IGNORECASE)
_OPEN_START = re.compile(r"\bsince\b|\bfrom\b(?!.*\bto\b)", re.IGNORECASE)
_OPEN_END = re.compile(r"\b(?:by|until|till|before|up to)\b", re.IGNORECASE)


def publication_dates(documents: Iterable[CleanedText], beside: Container[str] = ()) -> dict[str, Interval]:
    """Return when each document was published, by document id; documents that cannot be dated are left out.

    A document without a date but with a latest mention ("--03-10": the tenth of March is past) is placed in
    the year that brings it nearest to the median of the distinct stated dates, never after the day it was
    received; the dates of those `beside`, copies of others, do not weigh. A bare past month means publication
    in the following month at the earliest.
    """
    documents = list(documents)
    dated = {
        text.document_id: _spread(
            text.published_on, text.published_precision, text.published_basis == "inferred"
        )
        for text in documents
        if text.published_on is not None
    }
    stated = {
        interval.start.toordinal()
        for key, interval in dated.items()
        if key not in beside and interval.start and interval.basis == "stated"
    }
    middle = date.fromordinal(round(median(stated))) if stated else None
    for text in documents:
        if (
            text.document_id in dated
            or not text.latest_mention
            or not (past := _MENTION.match(text.latest_mention))
        ):
            continue
        near = middle or text.received_on
        if inferred := _nearest_year(int(past[1]), int(past[2] or 0), near, text.received_on):
            dated[text.document_id] = inferred
    return dated


def said(claim: Claim, published: Interval | None) -> Interval | None:
    """Return when the origin said it: as the text tells, else when the document was published; None if
    undated."""
    if claim.said_on and (claim.said_on.start or claim.said_on.end):
        return claim.said_on
    return resolve(claim.said_text, published) or published


def holds(claim: Claim, published: Interval | None) -> Interval | None:
    """Return the time that the claim itself names, None when it names none that can be placed."""
    if claim.time and (claim.time.start or claim.time.end):
        return claim.time
    return resolve(claim.time_text, published)


def resolve(text: str | None, published: Interval | None) -> Interval | None:
    """Place months named without a year ("from January to February") in the latest past seen from a
    publication date."""
    if not text or published is None or published.end is None:
        return None
    months = [(_month_number(found[1]), int(found[2] or 0)) for found in _MONTH.finditer(text[:200])]
    if not months:
        return None
    last = _latest(*months[-1], before=published.end)
    first = _latest(*months[0], before=last) if len(months) > 1 else last
    if first is None or last is None:
        return None
    start, end = _bounds(first, months[0][1]), _bounds(last, months[-1][1])
    precision = "day" if months[-1][1] else "month"
    return Interval(
        start=None if _OPEN_END.search(text) and len(months) == 1 else start[0],
        end=None if _OPEN_START.search(text) and len(months) == 1 else min(end[1], published.end),
        precision=precision,
        basis="inferred" if published.basis == "inferred" else "resolved",
    )


def is_dated(interval: Interval | None) -> bool:
    """Return whether a date is stated or resolved from stated ones, so that it may be the latest."""
    return interval is not None and interval.basis != "inferred"


def last_day(interval: Interval | None) -> date:
    """Return the last day of an interval for comparison: its end, else its start, else the beginning of
    time."""
    return (interval and (interval.end or interval.start)) or date.min


def first_day(interval: Interval | None) -> date:
    """Return the first day of an interval for comparison: its start, else its end, else the beginning of
    time."""
    return (interval and (interval.start or interval.end)) or date.min


def days(interval: Interval | None) -> tuple[date, date]:
    """Return the first and the last day of an interval, however they are known, for comparison."""
    return first_day(interval), last_day(interval)


def same_time(one: Interval | None, other: Interval | None) -> bool:
    """Return whether two windows can be the same: unknown ones can, others when they overlap."""
    if one is None or other is None:
        return True
    return (one.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (
        one.end or date.max
    )


def _nearest_year(month: int, day: int, near: date, latest: date) -> Interval | None:
    candidates = []
    for year in range(near.year - 1, near.year + 2):
        if not 1 <= month <= 12:
            return None
        if day:
            if day > calendar.monthrange(year, month)[1]:
                continue
            start = date(year, month, day)
            end = _bounds(start, 0)[1]
        else:
            start = date(year + month // 12, month % 12 + 1, 1)
            end = _bounds(start, 0)[1]
        if start <= latest:
            candidates.append((abs(start - near), start, min(end, latest)))
    if not candidates:
        return None
    _, start, end = min(candidates)
    return Interval(start=start, end=end, precision="month", basis="inferred")


def _spread(day: date, precision: str, inferred: bool) -> Interval:
    start, end = day, day
    if precision == "month":
        start, end = _bounds(day, 0)
    elif precision == "year":
        start, end = date(day.year, 1, 1), date(day.year, 12, 31)
    basis = "inferred" if inferred else "stated"
    return Interval(start=start, end=end, precision=precision, basis=basis)


def _month_number(name: str) -> int:
    return [month.lower() for month in calendar.month_abbr].index(name[:3].lower())


def _latest(month: int, day: int, before: date | None) -> date | None:
    """Return the latest date of that month and day that is not after `before`."""
    if before is None:
        return None
    for year in (before.year, before.year - 1):
        try:
            candidate = date(year, month, day or 1)
        except ValueError:
            continue
        if candidate <= before:
            return candidate
    return None


def _bounds(day: date, exact_day: int) -> tuple[date, date]:
    """Return the first and last day that a date stands for: itself, or its whole month."""
    if exact_day:
        return day, day
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day.replace(day=1), following - timedelta(days=1)
