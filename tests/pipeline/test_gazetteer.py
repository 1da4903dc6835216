"""The gazetteer: which city lies in which state and country."""

import subprocess
import sys

import pytest

from pipeline.briefs.gazetteer import containment

PATHS = [
    ("Kano", ("Kano", "Nigeria")),
    ("Houston", ("Houston", "Texas", "United States")),
    ("Texas", ("Texas", "United States")),
    ("the Netherlands", ("Netherlands",)),
    ("DR Congo", ("Congo",)),
    ("Bombay", ("Mumbai", "India")),
    ("Bogota", ("Bogotá", "Colombia")),
    ("Sana’a", ("Sanaa", "Yemen")),
    ("Torvan", ()),
    ("", ()),
]


@pytest.mark.parametrize(("name", "path"), PATHS)
def test_a_place_leads_to_its_country(name: str, path: tuple[str, ...]) -> None:
    assert containment(name) == path


def test_of_cities_with_one_name_the_largest_is_meant() -> None:
    assert containment("Birmingham")[-1] == "United Kingdom"


def test_nothing_is_read_before_it_is_asked_for() -> None:
    code = "import pipeline.briefs.gazetteer as g; assert not g._cities.cache_info().currsize"
    subprocess.run([sys.executable, "-c", code], check=True)
