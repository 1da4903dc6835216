"""The five-field cron lines of a schedule: are they well formed, and on which day do they fire next.

Here belongs the calendar alone; the schedule itself runs in Dagster, which reads the same line.
"""

from __future__ import annotations

from datetime import date, timedelta

_FIELDS = (
    ("minute", 0, 59),
    ("hour", 0, 23),
    ("day of the month", 1, 31),
    ("month", 1, 12),
    ("day of the week", 0, 7),
)
_YEARS_AHEAD = 9


def validate(line: str) -> None:
    """Raise ValueError, saying which field is wrong, unless `line` is a cron line of five numeric fields."""
    _parse(line)


def next_day(line: str, after: date) -> date | None:
    """Return the first day after `after` on which the line fires; None if it never does within nine years."""
    _, _, days, months, weekdays = _parse(line)
    fields = line.split()
    for offset in range(1, _YEARS_AHEAD * 366):
        day = after + timedelta(days=offset)
        by_day, by_weekday = day.day in days, day.isoweekday() % 7 in weekdays
        # Where cron restricts both the day and the weekday, either is enough.
        fits = (by_day or by_weekday) if "*" not in (fields[2], fields[4]) else (by_day and by_weekday)
        if day.month in months and fits:
            return day
    return None


def _parse(line: str) -> list[set[int]]:
    fields = line.split()
    if len(fields) != len(_FIELDS):
        raise ValueError(
            f"a schedule has five fields, such as '0 6 * * *' for every day at six; got {line!r}"
        )
    parsed = [_field(text, *field) for text, field in zip(fields, _FIELDS, strict=True)]
    if 7 in parsed[4]:
        parsed[4].add(0)
    return parsed


def _field(text: str, name: str, lowest: int, highest: int) -> set[int]:
    values: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        try:
            start = lowest if span == "*" else int(first)
            end = highest if span == "*" else int(last or (highest if step else first))
            numbers = range(start, end + 1, int(step or 1))
        except ValueError:
            raise ValueError(f"{name}: a number, a range, a step or * is meant; got {part!r}") from None
        if not lowest <= start <= end <= highest:
            raise ValueError(f"{name}: a number from {lowest} to {highest} is meant; got {part!r}")
        values.update(numbers)
    return values
