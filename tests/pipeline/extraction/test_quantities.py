"""What is a quantity, with which bound, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction import parse_figure, quantity_spans
from pipeline.extraction.language.tokens import tokenize
from pipeline.extraction.quantities.quantities import find_quantities
from pipeline.records import Bound


def figures(text: str) -> list[str]:
    tokens = tokenize(text, 0, len(text))
    return [text[tokens[q.first].start : tokens[q.last - 1].end] for q in find_quantities(tokens)]


BOUNDS: list[tuple[str, float | None, float | None, Bound]] = [
    ("about 300", 300, 300, "approx"),
    ("around 300", 300, 300, "approx"),
    ("some 300", 300, 300, "approx"),
    ("nearly 300", 300, 300, "approx"),
    ("an estimated 300", 300, 300, "approx"),
    ("300 or so", 300, 300, "approx"),
    ("300-odd", 300, 300, "approx"),
    ("just over 300", 300, 300, "approx"),
    ("at least 300", 300, None, "at_least"),
    ("no fewer than 300", 300, None, "at_least"),
    ("300 or more", 300, None, "at_least"),
    ("upwards of 300", 300, None, "at_least"),
    ("more than 300", 300, None, "more_than"),
    ("over 300", 300, None, "more_than"),
    ("well over 300", 300, None, "more_than"),
    ("in excess of 300", 300, None, "more_than"),
    ("topped 300", 300, None, "more_than"),
    ("exceeded 300", 300, None, "more_than"),
    ("up to 300", None, 300, "up_to"),
    ("as many as 300", None, 300, "up_to"),
    ("as high as 300", None, 300, "up_to"),
    ("no more than 300", None, 300, "at_most"),
    ("fewer than 300", None, 300, "less_than"),
    ("less than 300", None, 300, "less_than"),
    ("under 300", None, 300, "less_than"),
    ("exactly 300", 300, 300, "exact"),
    ("just 300", 300, 300, "exact"),
    ("a total of 300", 300, 300, "exact"),
    ("between 1,000 and 3,000", 1000, 3000, "range"),
    ("from 50 to 100", 50, 100, "range"),
    ("50-100", 50, 100, "range"),
    ("50 – 100", 50, 100, "range"),
    ("3 to 4 million", 3_000_000, 4_000_000, "range"),
    ("$350 million to $400 million", 350_000_000, 400_000_000, "range"),
    ("£120m-£150m", 120_000_000, 150_000_000, "range"),
    ("six to seven", 6, 7, "range"),
    ("30 or 40", 30, 40, "range"),
]


@pytest.mark.parametrize(("text", "low", "high", "bound"), BOUNDS)
def test_modifiers_and_ranges_set_the_bound(
    text: str, low: float | None, high: float | None, bound: Bound
) -> None:
    assert parse_figure(text) == (low, high, bound)
    assert figures(f"They counted {text} lorries there.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "on 12 March",
        "on March 12, 2024",
        "in 2019",
        "since the 2016 vote",
        "during 2012-13",
        "on 12/03/2024",
        "on 2024-03-12",
        "at 9 a.m.",
        "at 12.30",
        "at 14:45",
        "11:30 a.m.",
        "a boy aged 12",
        "a girl under the age of 5",
        "Anna Brisk, 45, said so",
        "a 7-year-old girl",
        "the 82nd brigade",
        "the 3rd of them",
        "a BTR-80 carrier",
        "the KN-23 type",
        "Article 5",
        "No. 14 on the list",
        "Resolution 2397",
        "Flight 370",
        "they won 3-1",
        "a 2-2 draw",
        "call 555-0142-77",
        "version 1.2.3",
        "for 40 days",
        "10 kilometres away",
        "a magnitude 6.1 earthquake",
        "two consecutive years",
        "the two sides",
        "one of them",
        "the one who left",
        "#12",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert figures(f"It was {text}.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3. Losses stand at 40.", ["40"]),
        ("They hand over 300 houses and sign over 20 more.", ["300", "20 more"]),
        ("We are talking about thousands of men.", ["thousands"]),
        ("The group is said to number 500.", ["500"]),
        ("One of the four bridges fell.", ["four"]),
        ("The deal covers 26 weeks of pay.", ["26"]),
        ("The storm left 2019 people homeless.", ["2019"]),
        ("More than half either left or hid.", ["More than half"]),
        ("Half an hour later 5 came.", ["5"]),
        ("At least one person died and another 12 fell ill.", ["At least one", "another 12"]),
        ("The losses rose from 2 to 3,000.", ["2", "3,000"]),
        ("a 600-strong force", ["600"]),
        ("an eight-member team in a six-storey house", ["eight-member"]),
        ("They found one leak and three cracks.", ["one", "three"]),
        ("It was one reason, on the one hand, and one of them knew.", []),
        ("Prices rose from 240 to 273.", ["240", "273"]),
        ("More than hundred ewes of 1.5-million were lost.", ["More than hundred", "1.5-million"]),
        ("5,000 builders and 1,000 engineers", ["5,000", "1,000"]),
        ("6,000 more men", ["6,000 more"]),
        ("6,000 more than last year", ["6,000"]),
    ],
)
def test_the_figure_ends_where_its_words_end(text: str, found: list[str]) -> None:
    assert figures(text) == found


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$5", "USD"),
        ("US$5", "USD"),
        ("5 euros", "EUR"),
        ("£5m", "GBP"),
        ("5 per cent", "%"),
        ("5 men", None),
    ],
)
def test_units_are_signs_and_words(text: str, unit: str | None) -> None:
    tokens = tokenize(text, 0, len(text))
    assert find_quantities(tokens)[0].unit == unit


@pytest.mark.parametrize(
    "text", ["another 30", "a further 30", "30 more", "an additional 30", "30 additional"]
)
def test_additions_are_marked(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    assert find_quantities(tokens)[0].additional


TEXTS = st.lists(
    st.sampled_from(
        [text for text, *_ in BOUNDS]
        + ["killed", "men", ",", "and", "of the", "“", "in", "May", "a", "-", "no"]
    ),
    max_size=12,
).map(" ".join)


@given(TEXTS)
def test_a_figure_read_alone_has_the_value_it_has_in_its_sentence(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    for quantity in find_quantities(tokens):
        figure = text[tokens[quantity.first].start : tokens[quantity.last - 1].end]
        assert parse_figure(figure) == (quantity.low, quantity.high, quantity.bound)


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    parse_figure(text)
    for quantity in find_quantities(tokenize(text, 0, len(text))):
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


def test_between_opens_a_range_only_as_part_of_the_figure() -> None:
    text = "Between 300 and 400 women waited in the halls; the road was shut between the wells 14 and 19."
    found = [span.text for span in quantity_spans(text)]
    assert found[0] == "Between 300 and 400"
    assert not any("14 and 19" in one for one in found)
