"""Dates: full ones in any common form, and the latest that prose without years speaks of as past."""

from datetime import date

import pytest

from pipeline.cleaning import dates
from pipeline.cleaning.dates import full_dates, latest_mention


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-04",
        "2025-03-04T09:30:00Z",
        "2025/03/04",
        "4 March 2025",
        "4th of March 2025",
        "March 4, 2025",
        "Mar. 4 2025",
        "04.03.2025",
        "4 березня 2025",
        "4 mars 2025",
        "Updated:4 March 2025Print",
    ],
)
def test_full_dates(text):
    assert [(found.value, found.precision) for found in full_dates(text)] == [(date(2025, 3, 4), "day")]


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("March 2025", date(2025, 3, 1), "month"),
        ("25/03/2025", date(2025, 3, 25), "day"),
        ("03/25/2025", date(2025, 3, 25), "day"),
        ("03/04/2025", date(2025, 1, 1), "year"),
    ],
)
def test_dates_say_no_more_than_they_know(text, value, precision):
    assert [(found.value, found.precision) for found in full_dates(text)] == [(value, precision)]


@pytest.mark.parametrize("text", ["31 February 2025", "12 2025", "at 12:30", "in 2025", "the 82nd March", ""])
def test_what_is_no_full_date(text):
    assert list(full_dates(text)) == []


@pytest.mark.parametrize(
    ("texts", "latest"),
    [
        (["In October, the panel counted forty."], "--10"),
        (["The bridge was hit on March 10, officials said."], "--03-10"),
        (["They have arrived since September.", "In October the panel met."], "--10"),
        (["Lorries moved from January to February.", "Prior to this, on March 10, they stopped."], "--03-10"),
        (["It began in November.", "It went on through December and January."], "--01"),
        (["It met on 3 March and on 12 March."], "--03-12"),
        (["It met in mid-January."], "--01"),
        (["It met in January.", "It met in July."], "--07"),
    ],
)
def test_the_latest_past_mention(texts, latest):
    assert latest_mention(texts) == latest


@pytest.mark.parametrize(
    "text",
    [
        "They will arrive in December.",
        "They are to leave by December.",
        "The talks are planned for next May.",
        "It may march on.",
        "It met in March 2024.",
        "It met on March 10, 2024.",
        "It met in May last year.",
        "Prices rose by 4 percent.",
    ],
)
def test_what_is_future_or_has_a_year_is_no_mention(text):
    assert latest_mention([text]) is None


def test_of_very_many_mentions_the_first_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    clause = dates._clause

    def counting(text: str, start: int, end: int) -> str:
        looked_at.append(text[start:end])
        return clause(text, start, end)

    monkeypatch.setattr(dates, "_clause", counting)
    assert latest_mention(["The pier burned on 5 March. " * 3000, "It was sold on 9 May."]) == "--03-05"
    assert len(looked_at) == dates._MOST_MENTIONS
