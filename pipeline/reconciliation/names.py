"""The names of parties: how one name is told from another, and which wordings are the same name (rule R11).

Here belong functions over names alone. For whom a party speaks is found in `parties`.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.briefs.tree import fold
from pipeline.records import Link

_WORDS = tomllib.loads((Path(__file__).parent / "parties.toml").read_text(encoding="utf-8"))
SMALL_WORDS = frozenset(_WORDS["small"])
NAMELESS = frozenset(_WORDS["nameless"])
KINDS = frozenset(_WORDS["kinds"])
_GOVERNMENT = frozenset(_WORDS["government"])
_MEDIA = frozenset(word for phrase in (*_WORDS["media"], "state") for word in phrase.split())
_GENERIC = KINDS | {f"{kind}s" for kind in KINDS} | SMALL_WORDS | NAMELESS
_STATE_MEDIA = re.compile(rf"(.*?)\s*\bstate(?:[ -](?:run|owned))?\b.*\b(?:{'|'.join(_WORDS['media'])})\b")


def plain(name: str) -> str:
    """Return a name as it is compared: folded, without its article and a possessive ending."""
    return fold(name).removeprefix("the ").removesuffix("'s")


def state_media(name: str) -> str | None:
    """Return the words for the state in a name such as "Syrian state TV", empty where it names none; None for
    a name that is not of the media of a state."""
    found = _STATE_MEDIA.match(plain(name))
    return found[1] if found else None


def governs(name: str) -> bool:
    """Return whether a name is of a body of a government, such as a ministry or an army."""
    return not _GOVERNMENT.isdisjoint(plain(name).split())


def is_generic(name: str) -> bool:
    """Return whether kinds of bodies alone tell a party ("monitors and state media"): that names nobody."""
    words = set(plain(name).split())
    generic = words <= _GENERIC or ("and" in words and words <= _GENERIC | _MEDIA)
    return generic and not words <= SMALL_WORDS


def without_owner(key: str) -> str:
    """Drop whose body it is: "south korea's national intelligence service" is the national intelligence
    service."""
    return key.partition("'s ")[2] or key


def display(name: str, key: str) -> str:
    """Return a name as it is printed: without its article, or its key where nothing else is left."""
    words = name.split()
    return " ".join(words[1:]) if words and words[0].lower() == "the" else name.strip() or key


def most_said(links: Iterable[Link], full_name: Callable[[str], str]) -> dict[str, str]:
    """Return for whom each person speaks, by the most frequent word of the documents (ties by alphabet)."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for link in links:
        if link.organisation:
            said[full_name(link.party)][link.organisation] += 1
    return {person: min(bodies, key=lambda body: (-bodies[body], body)) for person, bodies in said.items()}


def untitled(people: Iterable[str]) -> dict[str, str]:
    """Return the name without its title of each person whom the pile names both ways: "director anna berg" is
    "anna berg"."""
    named = set(people)
    tails = {person: " ".join(person.split()[-2:]) for person in named if len(person.split()) > 2}
    return {person: tail for person, tail in tails.items() if tail in named}


def full_names(people: Iterable[str]) -> dict[str, str]:
    """Return the full name of each surname that only one person of the pile has."""
    full: dict[str, set[str]] = defaultdict(set)
    for person in people:
        words = person.split()
        if len(words) > 1:
            full[words[-1]].add(person)
    return {surname: next(iter(names)) for surname, names in full.items() if len(names) == 1}


def acronyms(links: Iterable[Link]) -> dict[str, str]:
    """Return the full name behind each acronym of the pile, and each full name under its own plain form."""
    names = {without_owner(plain(link.party)): link.party for link in links if link.kind == "organisation"}
    spelled: dict[str, str] = {}
    for key, name in sorted(names.items()):
        initials = "".join(word[0] for word in key.split() if word not in SMALL_WORDS)
        if len(initials) > 1 and initials in names:
            spelled[key] = spelled[initials] = display(name, key)
    return spelled
