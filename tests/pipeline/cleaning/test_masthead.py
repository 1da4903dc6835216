"""Datelines, prefixes, bylines and publishers by general grammar."""

import pytest

from pipeline.cleaning import masthead


@pytest.mark.parametrize(
    ("text", "dateline", "outlet"),
    [
        ("LISBON (Example) - Forty people", "LISBON (Example)", "Example"),
        ("LISBON, March 10 (Example) — Forty people", "LISBON, March 10 (Example)", "Example"),
        ("Lisbon, Mar. 3 (Example) -- Forty people", "Lisbon, Mar. 3 (Example)", "Example"),
        ("PORTO, Portugal — “Forty people", "PORTO, Portugal", None),
        ("LISBON, 4 March 2025 /Wire/ -- Forty", "LISBON, 4 March 2025 /Wire/", "Wire"),
        ("HARBOUR - Example) Forty people", "HARBOUR - Example", "Example"),
    ],
)
def test_datelines(text, dateline, outlet):
    found = masthead.dateline(text)
    assert (found.dateline, found.outlet) == (dateline, outlet)
    assert text[found.end :].lstrip("“").startswith("Forty")


@pytest.mark.parametrize(
    "text",
    [
        "Portugal - which has denied it - said",
        "Forty people (and a dog) - all of them - left",
        "The minister: “No.”",
        "",
    ],
)
def test_what_is_no_dateline(text):
    assert masthead.dateline(text) is None


@pytest.mark.parametrize(
    "text", [" date 2025-03-04 Forty people", "2025-03-04: Forty people", "[2025-03-04] Forty people"]
)
def test_collectors_put_a_date_before_a_text(text):
    found = masthead.date_prefix(text)
    assert text[found.end :] == "Forty people"
    assert found.date.value.isoformat() == "2025-03-04"


def test_a_date_alone_is_no_prefix():
    assert masthead.date_prefix("2025-03-04") is None
    assert masthead.date_prefix("Forty on 2025-03-04") is None


@pytest.mark.parametrize(
    ("title", "rest", "outlet"),
    [
        ("Forty hurt in Porto | The Harbour", "Forty hurt in Porto", "The Harbour"),
        ("Forty hurt in Porto | Portugal | The Harbour", "Forty hurt in Porto", "The Harbour"),
        ("Forty hurt in Porto - Harbour News", "Forty hurt in Porto", "Harbour News"),
    ],
)
def test_publishers_behind_titles(title, rest, outlet):
    found = masthead.title_outlet(title)
    assert (title[: found.end], found.outlet) == (rest, outlet)


def test_a_speaker_behind_a_title_is_no_publisher():
    assert masthead.title_outlet("Forty hurt in Porto - mayor") is None
    assert masthead.title_outlet("Forty hurt in Porto - GNR") is None


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour reports this, citing the mayor.",
        "As The Harbour previously reported, forty were hurt.",
        "He said this to a correspondent of The Harbour on Monday.",
    ],
)
def test_publishers_name_themselves(text):
    assert masthead.self_named(["Forty people were hurt.", text]) == "The Harbour"


def test_other_outlets_are_not_taken_for_the_publisher():
    assert masthead.self_named(["The Harbour reports forty hurt.", "It was reported by The Quay."]) is None


def test_credits_are_names_and_little_else():
    assert masthead.is_credits("(Reporting by Ana Reis in Porto; editing by Rui Melo)")
    assert masthead.is_credits("Additional reporting by Ana Reis and Rui Melo")
    assert not masthead.is_credits("Reporting by state media suggests that forty were hurt.")
    assert masthead.byline("By Ana Reis, The Harbour") == "Ana Reis, The Harbour"
    assert masthead.byline("By Monday forty had left.") is None
