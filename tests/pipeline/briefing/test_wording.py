from __future__ import annotations

import flood
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.briefing import wording
from pipeline.lineage.numbers import read_back


@pytest.mark.parametrize(
    ("low", "high", "bound", "unit", "text"),
    [
        (11000, 11000, "approx", None, "about 11,000"),
        (11000, 11000, "exact", None, "11,000"),
        (600, None, "at_least", None, "at least 600"),
        (2000, None, "more_than", None, "over 2,000"),
        (2000, None, "exact", None, "at least 2,000"),
        (None, 40000, "up_to", None, "up to 40,000"),
        (None, 500, "at_most", None, "at most 500"),
        (None, 500, "less_than", None, "under 500"),
        (1000, 3000, "range", None, "1,000–3,000"),
        (2000, None, "vague", None, "thousands (2,000 or more)"),
        (24, None, "vague", None, "dozens (24 or more)"),
        (33.33, 33.33, "exact", "%", "33.33%"),
        (40, 60, "range", "%", "40–60%"),
        (40_000_000, 40_000_000, "approx", "$", "about $40 million"),
        (1_250_000, 2_000_000, "range", "€", "€1.25 million–2 million"),
        (1_234_567, 1_234_567, "exact", None, "1,234,567"),
        (12, 12, "exact", "tonnes", "12\N{NO-BREAK SPACE}tonnes"),
        (None, None, None, None, None),
    ],
)
def test_a_value_is_written_as_its_bound_says(low, high, bound, unit, text) -> None:
    assert wording.value(low, high, bound, unit) == text


def test_the_best_is_about_where_those_who_state_it_say_so() -> None:
    evacuated = next(e for e in flood.ESTIMATES if e.question_id == "evacuated")
    assert wording.headline(evacuated.model_copy(update={"bound": "more_than"})) == "about 4,000"
    assert wording.headline(evacuated.model_copy(update={"best": 3900.0})) == "3,900"
    assert (
        wording.headline(evacuated.model_copy(update={"statements": (), "bound": "approx"})) == "about 4,000"
    )


amounts = st.integers(min_value=0, max_value=10**13) | st.decimals(0, 10**6, places=2).map(float)


@given(amounts, st.sampled_from([None, "%", "$", "tonnes"]), st.sampled_from(["exact", "approx"]))
def test_a_point_reads_back_as_it_was(amount, unit, bound) -> None:
    said = read_back(wording.value(amount, amount, bound, unit))
    assert (said.low, said.high, said.bound, said.unit) == (amount, amount, bound, unit)


@given(amounts, st.sampled_from(["at_least", "more_than", "vague"]), st.sampled_from([None, "$"]))
def test_a_lower_end_reads_back_as_it_was(amount, bound, unit) -> None:
    assert read_back(wording.value(amount, None, bound, unit)) == (amount, None, bound, unit)


@given(amounts, st.sampled_from(["at_most", "up_to", "less_than"]))
def test_an_upper_end_reads_back_as_it_was(amount, bound) -> None:
    assert read_back(wording.value(None, amount, bound)) == (None, amount, bound, None)


@given(st.lists(amounts, min_size=2, max_size=2, unique=True).map(sorted), st.sampled_from([None, "%", "$"]))
def test_a_range_reads_back_as_it_was(ends, unit) -> None:
    assert read_back(wording.value(*ends, "range", unit)) == (*ends, "range", unit)
