from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lineage import day_text, shown


@given(st.text(alphabet=st.characters(codec=None, categories=None)))
def test_what_is_shown_keeps_offsets_and_can_be_encoded(text) -> None:
    assert len(shown(text)) == len(text)
    shown(text).encode("utf-8")
    assert not {char for char in shown(text) if ord(char) < 32} - {"\t", "\n"}
    assert not set(shown(text)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x7f")


def test_line_ends_of_every_kind_break_lines() -> None:
    assert shown("a\r\nb\rc\nd") == "a \nb\nc\nd"


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2025-09-07", "7 Sep 2025"), ("2025-09", "Sep 2025"), ("2025", "2025"), ("0999", "0999")],
)
def test_a_date_is_written_to_its_precision(iso, text) -> None:
    assert day_text(iso) == text


@given(st.dates())
def test_every_date_names_its_parts(day: date) -> None:
    assert day_text(day.isoformat()).split()[0] == str(day.day)


@pytest.mark.parametrize("iso", ["", "600", "2025-13", "2025-02-30", "20250907", " 2025", "2025-9-7", "yyyy"])
def test_what_is_no_date_is_refused(iso) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|year|isoformat"):
        day_text(iso)
