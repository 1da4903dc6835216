"""The words of briefs and claims, and how they relate: what is counted, where, whose, and what happened.

Here belong the editable tables beside this file and the look-ups over them. What a relation means for an
estimate is decided in `pipeline.reconciliation`. A word is looked up as a path from itself to its widest
container, such as ("Yelabuga", "Tatarstan", "Russia"); a phrase not listed becomes a path of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from pipeline.briefs.places import Place, Places, countries_in
from pipeline.briefs.tables import countries, table
from pipeline.briefs.tables import words as words_of
from pipeline.briefs.tree import Entry, Path, Relation, Tree, fold

_LONGEST_PHRASE = 24


class Wording(BaseModel):
    """How an event is worded of one kind of thing: see the head of `events.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    ahead: str | None = None
    maybe: str | None = None


class Event(Wording):
    """One row of the table of events; `of` words it for what is counted otherwise, by category."""

    ahead: str
    temporality: Literal["stock", "flow", "cumulative"]
    preposition: str = "in"
    alike: tuple[str, ...] = ()
    fulfilled_by: tuple[str, ...] = ()
    victims: bool = False
    of: Mapping[str, Wording] = {}


class Vocabulary:
    """The tables together, with what a brief adds to them. `context` are the places that the brief names:
    they decide which is meant where several places bear one name."""

    def __init__(
        self,
        places: Mapping[str, Entry] | None = None,
        categories: Mapping[str, Entry] | None = None,
        context: Iterable[str] = (),
    ) -> None:
        self.actors: dict[str, str] = {}
        for name, row in countries().items():
            for word in (name, *row["also"], *row["demonyms"], *row["capital"]):
                self.actors[fold(word)] = name
        self.people = {
            fold(word): name
            for name, row in countries().items()
            for word in (name, *row["also"], *row["demonyms"])
        }
        self.places = Places(places or {}, self.people, context)
        self.categories = Tree({**_entries("categories"), **(categories or {})}, "unknown")
        self.events = events()
        self._seen: dict[tuple[str, str, str], Any] = {}
        self._related: dict[tuple[Place, Place], Relation] = {}

    def actor(self, phrase: str) -> frozenset[str]:
        """Return the countries a phrase names, an organ of a state standing for it; else the phrase."""
        key = ("actor", phrase, "")
        if key not in self._seen:
            words = _words(phrase)
            self._seen[key] = frozenset(countries_in(words, self.actors)) or frozenset((" ".join(words),))
        found: frozenset[str] = self._seen[key]
        return found

    def adjective(self, actor: str) -> str | None:
        """Return the word for the people of a country ("North Korean"), None for what is no country."""
        row = countries().get(actor)
        return row["demonyms"][0] if row and row["demonyms"] else None

    def place(self, phrase: str) -> Place:
        """Return the places that a phrase names, each as a path to the widest place around it."""
        key = ("place", phrase, "")
        if key not in self._seen:
            self._seen[key] = self.places.place(phrase)
        found: Place = self._seen[key]
        return found

    def category(self, counted: str | None, head: str | None = None) -> Path | None:
        """Return what a noun phrase counts, as a path to the widest category; None when there is no noun."""
        key = ("category", counted or "", head or "")
        if key not in self._seen:
            self._seen[key] = self._category(counted or head or "", head or "")
        found: Path | None = self._seen[key]
        return found

    def is_open(self, category: Path) -> bool:
        """Return whether a category names what happened rather than who."""
        entry = self.categories.entries.get(category[0])
        return entry is not None and entry.open

    def relate_places(self, one: Place, other: Place) -> Relation:
        """Return what the places `one` are to the places `other`, taken together."""
        if one == other:
            return "same"
        if (one, other) not in self._related:
            self._related[one, other] = self._relate_places(one, other)
        return self._related[one, other]

    def _relate_places(self, one: Place, other: Place) -> Relation:
        if _all_within(self.places, one, other):
            return "part"
        if _all_within(self.places, other, one):
            return "whole"
        relations = {self.places.relate(left, right) for left in one for right in other}
        if relations & {"same", "part", "whole", "overlaps"}:
            return "overlaps"
        return "unknown" if "unknown" in relations else "disjoint"

    def _category(self, counted: str, head: str) -> Path | None:
        noun = self._without_people(_words(counted))
        if not noun:
            return self.categories.path("people") if fold(counted) else None
        if path := self.categories.find(" ".join(noun)):
            return path
        noun = _until(self._without_people(_words(counted.partition(",")[0])), words_of("phrase_end")) or noun
        neutral = words_of("neutral")
        for start in range(len(noun)):
            if path := self.categories.find(" ".join(noun[start:])):
                extra = [word for word in noun[:start] if word not in neutral]
                return (" ".join((*extra, path[0])), *path) if extra else path
        own = fold(head) or noun[-1]
        if not (path := self.categories.find(own)):
            return (own,)
        # A head that is not in the phrase was understood from the context: it alone says what is counted.
        return (" ".join(noun), *path) if own in noun else path

    def _without_people(self, words: list[str]) -> list[str]:
        """Drop the words for whose people they are: those belong to the actor, not to the category."""
        kept: list[str] = []
        start = 0
        while start < len(words):
            for size in (3, 2, 1):
                if " ".join(words[start : start + size]).removesuffix("'s") in self.people:
                    start += size
                    break
            else:
                kept.append(words[start])
                start += 1
        return kept


def _all_within(tree: Tree, inner: Place, outer: Place) -> bool:
    return all(any(tree.relate(one, other) in ("same", "part") for other in outer) for one in inner)


def _words(phrase: str) -> list[str]:
    return fold(phrase).removeprefix("the ").split()[:_LONGEST_PHRASE]


def _until(words: list[str], ends: frozenset[str]) -> list[str]:
    return words[: next((index for index, word in enumerate(words) if word in ends), len(words))]


def _entries(name: str) -> dict[str, Entry]:
    return {word: Entry(**row) for word, row in table(name).items()}


@lru_cache
def events() -> Mapping[str, Event]:
    """Return the events a question or a claim may name, with what the table says of each."""
    return {name: Event(**row) for name, row in table("events").items()}


@lru_cache
def well_known_bodies() -> Mapping[str, tuple[str, ...]]:
    """Return the bodies that every brief knows, with their other names."""
    return {name: tuple(aliases) for name, aliases in table("organisations").items()}
