"""Numbers in digits and words have one value, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction import parse_figure
from pipeline.extraction.quantities.amounts import literal

WORDS = [
    ("six", 6),
    ("twenty-five", 25),
    ("two hundred and fifty", 250),
    ("two hundred and fifty thousand", 250_000),
    ("three million", 3_000_000),
    ("a hundred", 100),
    ("a thousand", 1000),
    ("a hundred thousand", 100_000),
    ("a dozen", 12),
    ("two dozen", 24),
    ("a couple of hundred", 200),
    ("half a million", 500_000),
    ("half-million", 500_000),
    ("a half million", 500_000),
    ("1.2 million", 1_200_000),
    ("1.2bn", 1_200_000_000),
    ("50k", 50_000),
    ("3 billion", 3_000_000_000),
    ("10 000", 10_000),
    ("12,30,000", 1_230_000),
    ("5 lakh", 500_000),
]
SHARES = [
    ("a third of", 33.33),
    ("two-thirds", 66.67),
    ("half of", 50),
    ("one in five", 20),
    ("a quarter of", 25),
    ("40 per cent", 40),
    ("40%", 40),
    ("7.5 percent", 7.5),
    ("3 percentage points", 3),
]
VAGUE = [
    ("dozens", 24),
    ("scores", 40),
    ("hundreds", 200),
    ("thousands", 2000),
    ("tens of thousands", 20_000),
    ("hundreds of thousands", 200_000),
    ("millions", 2_000_000),
    ("several thousand", 2000),
    ("a few hundred", 200),
    ("several million", 2_000_000),
    ("several dozen", 24),
]


@pytest.mark.parametrize(("text", "value"), WORDS + SHARES)
def test_a_number_has_its_value(text: str, value: float) -> None:
    assert parse_figure(text) == (pytest.approx(value), pytest.approx(value), "exact")


@pytest.mark.parametrize(("text", "low"), VAGUE)
def test_a_vague_plural_gives_a_lower_bound_alone(text: str, low: float) -> None:
    assert parse_figure(text) == (low, None, "vague")


@pytest.mark.parametrize("text", ["1.2.3", "1,2,3", "12,34", "1" * 40, "1,0000"])
def test_digits_that_are_no_number_have_no_value(text: str) -> None:
    assert literal(text) is None or text == "12,34"


@given(st.integers(min_value=0, max_value=10**15))
def test_any_grouping_parses_back(number: int) -> None:
    for text in (str(number), f"{number:,}", f"${number:,}", f"{number:,}%"):
        assert parse_figure(text) == (number, number, "exact")


@given(
    st.integers(min_value=1, max_value=999),
    st.sampled_from([("thousand", 10**3), ("million", 10**6), ("bn", 10**9)]),
)
def test_a_scale_multiplies(number: int, scale: tuple[str, int]) -> None:
    value = number * scale[1]
    assert parse_figure(f"{number} {scale[0]}") == (value, value, "exact")


@given(st.decimals(min_value=0, max_value=9999, places=2))
def test_decimals_parse_back(number: object) -> None:
    assert parse_figure(f"€{number} million") == (
        pytest.approx(float(str(number)) * 1e6),
        pytest.approx(float(str(number)) * 1e6),
        "exact",
    )
