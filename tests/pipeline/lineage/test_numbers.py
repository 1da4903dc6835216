from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lineage.numbers import numbers_in, read_back


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least 600", ["600"]),
        ("1,000 to 3.5", ["1", "000", "3", "5"]),
        ("Two thousand and one", ["Two", "thousand", "one"]),
        ("one-sided", ["one"]),
        ("twenty-five", ["twenty", "five"]),
        ("someone, often, none, tent, stone, bone, ninepins, the first", []),
        ("Ⅻ and 三", ["Ⅻ", "三"]),
    ],
)
def test_numbers_stand_out_of_text(text, found) -> None:
    assert numbers_in(text) == found


@given(st.integers(min_value=0), st.text(alphabet=st.characters(categories=["L", "P", "Z"]), max_size=20))
def test_no_digit_hides(number, around) -> None:
    assert str(number) in numbers_in(f"{around} {number} {around}")


@pytest.mark.parametrize("text", ["", "no value", "about", "1 2 3", "many (a or more)"])
def test_what_is_no_worded_value_is_refused(text) -> None:
    with pytest.raises(ValueError, match="not a worded value"):
        read_back(text)
