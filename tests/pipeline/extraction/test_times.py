"""Words for when, and the days they stand for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction import resolve

REFERENCE = date(2024, 5, 15)  # a Wednesday
CASES = [
    ("on 3 March 2024", date(2024, 3, 3), date(2024, 3, 3), "day", "stated"),
    ("on March 3", date(2024, 3, 3), date(2024, 3, 3), "day", "resolved"),
    ("on 20 June", date(2023, 6, 20), date(2023, 6, 20), "day", "resolved"),
    ("by 20 June", None, date(2024, 6, 20), "day", "resolved"),
    ("since January", date(2024, 1, 1), None, "month", "resolved"),
    ("in 2022", date(2022, 1, 1), date(2022, 12, 31), "year", "stated"),
    ("in early February 2023", date(2023, 2, 1), date(2023, 2, 28), "month", "stated"),
    ("on Monday", date(2024, 5, 13), date(2024, 5, 13), "day", "resolved"),
    ("on Wednesday", date(2024, 5, 15), date(2024, 5, 15), "day", "resolved"),
    ("yesterday", date(2024, 5, 14), date(2024, 5, 14), "day", "resolved"),
    ("overnight", date(2024, 5, 14), date(2024, 5, 15), "day", "resolved"),
    ("from November to January", date(2023, 11, 1), date(2024, 1, 31), "month", "resolved"),
    ("three days ago", date(2024, 5, 12), date(2024, 5, 12), "day", "resolved"),
    ("two weeks ago", date(2024, 4, 28), date(2024, 5, 4), "day", "resolved"),
    ("last Wednesday", date(2024, 5, 8), date(2024, 5, 8), "day", "resolved"),
    ("next Sunday", date(2024, 5, 19), date(2024, 5, 19), "day", "resolved"),
    ("tomorrow", date(2024, 5, 16), date(2024, 5, 16), "day", "resolved"),
    ("last night", date(2024, 5, 14), date(2024, 5, 14), "day", "resolved"),
    ("last week", date(2024, 5, 6), date(2024, 5, 12), "day", "resolved"),
    ("next month", date(2024, 6, 1), date(2024, 6, 30), "month", "resolved"),
    ("next year", date(2025, 1, 1), date(2025, 12, 31), "year", "resolved"),
    ("last December", date(2023, 12, 1), date(2023, 12, 31), "month", "resolved"),
    ("last May", date(2023, 5, 1), date(2023, 5, 31), "month", "resolved"),
    ("next January", date(2025, 1, 1), date(2025, 1, 31), "month", "resolved"),
    ("in mid-March", date(2024, 3, 1), date(2024, 3, 31), "month", "resolved"),
    ("in the past 24 hours", date(2024, 5, 14), date(2024, 5, 15), "day", "resolved"),
    ("over the last two weeks", date(2024, 5, 1), date(2024, 5, 15), "month", "resolved"),
    ("over the next two weeks", date(2024, 5, 15), date(2024, 5, 29), "month", "resolved"),
    ("in the first quarter of 2023", date(2023, 1, 1), date(2023, 3, 31), "month", "stated"),
    ("in the second half of 2023", date(2023, 7, 1), date(2023, 12, 31), "month", "stated"),
    ("between 2010 and 2015", date(2010, 1, 1), date(2015, 12, 31), "year", "stated"),
    ("in the 1990s", date(1990, 1, 1), date(1999, 12, 31), "year", "stated"),
    ("2024-03-05", date(2024, 3, 5), date(2024, 3, 5), "day", "stated"),
]


@pytest.mark.parametrize(("words", "start", "end", "precision", "basis"), CASES)
def test_resolve(words: str, start: date | None, end: date | None, precision: str, basis: str) -> None:
    found = resolve(words, REFERENCE)
    assert found is not None
    assert (found.start, found.end, found.precision, found.basis) == (start, end, precision, basis)


@pytest.mark.parametrize("words", ["on 0 May 2025", "on 00 May", "May 0, 2025", "2025-05-00"])
def test_a_day_that_no_month_has_is_no_day(words: str) -> None:
    found = resolve(words, REFERENCE)
    assert found is None or found.precision != "day"


@pytest.mark.parametrize("words", ["on Monday", "in March", "yesterday", "soon", ""])
def test_what_needs_a_reference_stays_open_without_one(words: str) -> None:
    assert resolve(words, None) is None


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2050, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d"]),
)
def test_a_full_date_resolves_to_itself(day: date, form: str) -> None:
    found = resolve(day.strftime(form), None)
    assert found is not None
    assert found.start == found.end == day


@given(st.text(max_size=60))
def test_no_words_break_it(words: str) -> None:
    resolve(words, REFERENCE)
