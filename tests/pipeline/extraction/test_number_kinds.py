"""Kinds of numbers in words and signs: each in sentences that differ from one another."""

from __future__ import annotations

import pytest

from pipeline.extraction import parse_figure, quantity_spans


def read(text: str) -> list[tuple[str, float | None, float | None]]:
    return [(span.text, span.value_low, span.value_high) for span in quantity_spans(text)]


def values(text: str) -> list[float | None]:
    return [low for _, low, high in read(text) if low == high]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Some 4.1 million tonnes were shipped.", 4_100_000),
        ("It cost 8.7bn crowns in all.", 8_700_000_000),
        ("The dam holds four point one million litres.", 4_100_000),
        ("Between 1.1 and 2.3 million lambs were born.", 1_100_000),
    ],
)
def test_scaled_decimals_are_what_is_written(text: str, value: float) -> None:
    assert read(text)[0][1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a million and a half", 1_500_000),
        ("two billion and a half", 2_500_000_000),
        ("a dozen and a half", 18),
        ("two and a half million", 2_500_000),
        ("three and one-half", 3.5),
        ("six and three quarters", 6.75),
        ("one and a third", 1 + 1 / 3),
        ("a quarter of a million", 250_000),
        ("quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("two-thirds of a thousand", 2000 / 3),
        ("hundred and forty", 140),
        ("thousand and one", 1001),
        ("minus two million three hundred thousand", -2_300_000),
        ("minus 7", -7),
        ("-4.5%", -4.5),
        ("−1,300", -1300),
        ("three dollars and forty cents", 3.4),
        ("5 euros and 25 cents", 5.25),
        ("3 204,5", 3204.5),
    ],
)
def test_a_figure_by_itself(text: str, value: float) -> None:
    assert parse_figure(text) == (pytest.approx(value), pytest.approx(value), "exact")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A quarter of a million hens were culled.", [250_000]),
        ("Half a million sheep, a million cows and two thirds of the goats died.", [500_000, 1_000_000]),
        ("Hundred and sixty miners came up; hundred dollars a head was paid.", [160, 100]),
        ("He gave every hundred dollars he had.", []),
        ("It was the three hundredth sitting and the two-thousandth bill.", []),
        ("The gauge stood at 3, then at -12.5C, and profit fell by 4 %.", [3, -12.5, 4]),
        ("Crews: -3 lorries, -2 boats.", [3, 2]),
        ("The team scored 3 -2 goals.", [3, 2]),
        ("In week 14 clinics saw 90 cases, by week 15 of 2025 some 40.", [90, 40]),
        ("This week 14 clinics closed.", [14]),
        ("Norden Steel (4821.T) cut 300 jobs.", [300]),
        ("A 6.4 magnitude quake after a 5.1-magnitude shock broke 70 windows.", [70]),
        ("Updated Mar 172021 ORLAN At noon 60 tents stood.", [60]),
    ],
)
def test_what_a_sentence_counts(text: str, found: list[float]) -> None:
    got = [low for _, low, _ in read(text) if (low is not None and low >= 1) or (low or 0) < 0]
    assert got == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The toll is greater than 30 and smaller than 50.", [(30, None), (None, 50)]),
        ("Losses of below 12 or above 17 barges were told.", [(None, 12), (17, None)]),
        ("A share higher than 41.5% refused.", [(41.5, None)]),
        ("Yields were no lower than 9 and not higher than 11 sacks.", [(9, None), (None, 11)]),
        ("Ten to 13 lambs and nine to 20 ewes.", [(10, 13), (9, 20)]),
        ("12 or more goats", [(12, None)]),
    ],
)
def test_bounds_and_ranges(text: str, found: list[tuple[float | None, float | None]]) -> None:
    assert [(low, high) for _, low, high in read(text)] == found
