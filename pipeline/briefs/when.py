"""Days as a person writes them in a rulings.yaml: a day, a month, a year, or from one to another.

Here belongs reading such words. Dates in documents are read in extraction.
"""

from __future__ import annotations

import calendar
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from pipeline.records import Interval, Precision

OPEN = ".."
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}


def interval(text: str) -> Interval:
    """Return the days that a date or two with a stroke between them name: 2025, 2025-09, 2025-09-07,
    2025-09-01/2025-09-07; an open end is written "..".

    Raises ValueError for anything else.
    """
    ends = text.split("/")
    if len(ends) > 2 or set(ends) <= {OPEN}:
        raise ValueError(
            f"a date such as 2025-09-07, or two as 2025-09-01/2025-09-07, is meant; got {text!r}"
        )
    start, end = (
        None if one == OPEN else _day(one, last) for one, last in ((ends[0], False), (ends[-1], True))
    )
    if start and end and start > end:
        raise ValueError(f"{text!r} ends before it begins")
    coarsest = min(len(one) for one in ends if one != OPEN)
    return Interval(start=start, end=end, precision=_PRECISIONS[coarsest], basis="stated")


def _day(text: str, last: bool) -> date:
    """Return the first or the last day of a day, month or year."""
    if len(text) not in _PRECISIONS:
        raise ValueError(f"a date such as 2025, 2025-09 or 2025-09-07 is meant; got {text!r}")
    try:
        first = date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        raise ValueError(f"no such date: {text!r}") from None
    if not last or len(text) == 10:
        return first
    month = 12 if len(text) == 4 else first.month
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def _as_iso(value: Any) -> Any:
    """YAML reads 2025-09-07 as a date, and 2025 as a number."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _a_date(text: str) -> str:
    interval(text)
    return text


When = Annotated[str, AfterValidator(_a_date), BeforeValidator(_as_iso, json_schema_input_type=str | int)]
