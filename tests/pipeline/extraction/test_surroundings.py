"""What a figure takes from the words around it: the whole it is part of, its noun, its date, its nation."""

from collections.abc import Callable
from datetime import date

import pytest

from pipeline.extraction import resolve
from pipeline.records import Claim

Extract = Callable[[str], list[Claim]]


def test_the_noun_after_number_of_is_what_is_counted(claims: Extract) -> None:
    found = claims(
        "The port has 12 cranes. The number of Chilean sailors based in Oruna has risen to about 900."
    )
    assert found[-1].counted == "Chilean sailors"


def test_the_event_of_a_part_is_not_that_of_the_whole(claims: Extract) -> None:
    part, whole = claims("About 300 of the 900 Chilean sailors who were expected have arrived in Oruna.")
    assert (part.event, part.status) == ("arrived", "observed")
    assert whole.event != "arrived"


def test_a_carried_speaker_does_not_carry_the_date(claims: Extract) -> None:
    found = claims(
        "In April, the ministry said that 60 workers had been killed. In September 200 had been killed."
    )
    assert found[0].said_text == "In April"
    assert found[-1].origin == "ministry"
    assert found[-1].said_text is None


def test_press_reports_are_a_source_that_names_nobody(claims: Extract) -> None:
    (found,) = claims("Press reports in Oruna put the crowd at between 1,000 and 3,000 sailors.")
    assert (found.chain[-1].kind, found.origin) == ("unknown", "Press reports in Oruna")


def test_a_body_that_keeps_its_estimate_asserts_it(claims: Extract) -> None:
    (found,) = claims("The Harbour Agency kept its estimate of the dead at around 200.")
    assert found.origin == "Harbour Agency"


def test_a_border_is_named_with_both_sides(claims: Extract) -> None:
    (found,) = claims("More than 500 soldiers are posted near Chile's border with Peru.")
    assert (found.place, found.event) == ("Chile's border with Peru", "stationed")


def test_who_comes_from_a_country_is_of_it_and_not_in_it(claims: Extract) -> None:
    (found,) = claims("As many as 700 workers from Peru could be hired by Chilean mines.")
    assert (found.actor, found.place) == ("Peru", "Chile")


def test_a_document_speaks_of_a_nation(claims: Extract) -> None:
    found = claims("Chilean workers are trained in Oruna.\n\nLast winter 400 soldiers were brought there.")
    assert found[-1].actor == "Chile"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("this year", date(2025, 1, 1), date(2025, 10, 5)),
        ("last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("this month", date(2025, 10, 1), date(2025, 10, 5)),
        ("last month", date(2025, 9, 1), date(2025, 9, 30)),
    ],
)
def test_years_and_months_turn_with_the_calendar(words: str, first: date, last: date) -> None:
    found = resolve(words, date(2025, 10, 5))
    assert found is not None
    assert (found.start, found.end) == (first, last)
