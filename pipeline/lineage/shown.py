"""What a reader sees of text and dates that come from outside: hostile characters made visible, dates
written out.

Only what must be the same in the page and in the checker belongs here; how a value is worded does not.
"""

from __future__ import annotations

from datetime import date

from pipeline.records import Interval

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KEPT_CONTROLS = "\t\n"
_REPLACED = (
    *(chr(point) for point in range(0x80, 0xA0)),
    *(chr(point) for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),  # they reorder what is read
    *(chr(point) for point in range(0xD800, 0xE000)),  # cannot be encoded
)
_SHOWN = (
    {point: chr(0x2400 + point) for point in range(0x20) if chr(point) not in _KEPT_CONTROLS}
    | {0x7F: "\N{SYMBOL FOR DELETE}"}
    | {ord(char): "\N{REPLACEMENT CHARACTER}" for char in _REPLACED}
)


def shown(text: str) -> str:
    """Return `text` as a page shows it, character for character, so that offsets stay true.

    Control characters become their visible symbols, and marks that reorder the line the replacement
    character. A carriage return becomes a space before a line feed and a line feed elsewhere, as an HTML
    reader would make of it.
    """
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_SHOWN)


def day_text(iso: str) -> str:
    """Return how a date is written: `2025-09-07` as "7 Sep 2025", `2025-09` as "Sep 2025", `2025` as "2025".

    Raises ValueError for anything that is not an ISO date of one of these precisions.
    """
    if iso != iso.strip() or len(iso) not in (4, 7, 10):
        raise ValueError(f"not a date: {iso!r}")
    day = date.fromisoformat(iso + "-01-01"[len(iso) - 4 :] if len(iso) < 10 else iso)
    parts = (str(day.day), _MONTHS[day.month - 1], f"{day.year:04d}")
    return " ".join(parts[{4: 2, 7: 1, 10: 0}[len(iso)] :])


def cut(day: date, precision: str) -> str:
    """Return a date as ISO text, cut to its precision (day, month or year)."""
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]


def ends(interval: Interval) -> tuple[str | None, str | None]:
    """Return both ends of an interval as ISO text of its precision; equal ends mean a single day, month
    or year."""
    start, end = (cut(day, interval.precision) if day else None for day in (interval.start, interval.end))
    return start, end
