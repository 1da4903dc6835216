"""The words of briefs and claims, and how they relate: what is counted, where, whose, and what happened.

Here belong the editable tables beside this file and the look-ups over them. What a relation means for an
estimate is decided in `pipeline.reconciliation`. A word is looked up as a path from itself to its widest
container, such as ("Yelabuga", "Tatarstan", "Russia"); a phrase not listed becomes a path of its own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path as File
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from pipeline.briefs.tree import Entry, Path, Relation, Tree, fold

Place = frozenset[Path]

_LONGEST_PHRASE = 24


class Event(BaseModel):
    """One row of the table of events."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    temporality: Literal["stock", "flow", "cumulative"]
    preposition: str = "in"
    fulfilled_by: tuple[str, ...] = ()


class Vocabulary:
    """The tables together, with what a brief adds to them."""

    def __init__(
        self, places: Mapping[str, Entry] | None = None, categories: Mapping[str, Entry] | None = None
    ) -> None:
        countries = _table("countries")
        listed = {name: Entry(also=tuple(row["also"])) for name, row in countries.items()}
        capitals = {
            capital: Entry(within=name) for name, row in countries.items() for capital in row["capital"]
        }
        below = {name: Entry(**row) for name, row in _table("places").items()}
        self.actors: dict[str, str] = {}
        for name, row in countries.items():
            for word in (name, *row["also"], *row["demonyms"], *row["capital"]):
                self.actors[fold(word)] = name
        self.people = {
            fold(word): name
            for name, row in countries.items()
            for word in (name, *row["also"], *row["demonyms"])
        }
        self.places = Tree(self._with_borders({**capitals, **listed, **below, **(places or {})}), "disjoint")
        self.categories = Tree({**_entries("categories"), **(categories or {})}, "unknown")
        self.events = events()
        self._seen: dict[tuple[str, str, str], Any] = {}

    def _with_borders(self, entries: dict[str, Entry]) -> dict[str, Entry]:
        """Let every listed wording of a border be found by the countries that it parts."""
        for name, entry in entries.items():
            borders = tuple(filter(None, map(self._border, (name, *entry.also))))
            if borders:
                entries[name] = entry.model_copy(update={"also": (*entry.also, *borders)})
        return entries

    def actor(self, phrase: str) -> frozenset[str]:
        """Return the countries a phrase names, an organ of a state standing for it; else the phrase."""
        key = ("actor", phrase, "")
        if key not in self._seen:
            words = _words(phrase)
            countries = frozenset(self._countries(words, self.actors))
            self._seen[key] = countries or frozenset((" ".join(words),))
        found: frozenset[str] = self._seen[key]
        return found

    def adjective(self, actor: str) -> str | None:
        """Return the word for the people of a country ("North Korean"), None for what is no country."""
        row = _table("countries").get(actor)
        return row["demonyms"][0] if row and row["demonyms"] else None

    def place(self, phrase: str) -> Place:
        """Return the places that a phrase names, each as a path to the widest place around it."""
        key = ("place", phrase, "")
        if key not in self._seen:
            self._seen[key] = self._place(phrase)
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
        if _all_within(self.places, one, other):
            return "part"
        if _all_within(self.places, other, one):
            return "whole"
        relations = {self.places.relate(left, right) for left in one for right in other}
        if relations & {"same", "part", "whole", "overlaps"}:
            return "overlaps"
        return "unknown" if "unknown" in relations else "disjoint"

    def _place(self, phrase: str) -> Place:
        whole = fold(phrase).removeprefix("the ")
        if (path := self._one_place(whole)) and path[0] in self.places.entries:
            return frozenset((path,))
        parts = [part for part in re.split(r",|\band\b|\bor\b|&", phrase) if part.strip()]
        paths = [self._one_place(fold(part).removeprefix("the ")) for part in parts]
        listed = [path[0] in self.places.entries for path in paths]
        if len(paths) > 1 and all(listed):
            return frozenset(paths)
        if len(paths) > 1 and listed[-1] and "," in phrase:
            return frozenset(((whole, *paths[-1]),))
        return frozenset((self._one_place(whole),))

    def _one_place(self, phrase: str) -> Path:
        if path := self.places.find(phrase):
            return path
        if border := self._border(phrase):
            return self.places.find(fold(border)) or (border,)
        words = phrase.split()[:_LONGEST_PHRASE]
        core = " ".join(_strip(words, _small("area")))
        if path := self.places.find(core) or self._land(core):
            return path
        inner = self._inner_place(words)
        if inner is None:
            return (phrase,)
        return (phrase, *(inner[1:] if words[0] in _small("near") else inner))

    def _inner_place(self, words: list[str]) -> Path | None:
        """Return the longest listed place among the words, the last of equals."""
        for size in range(min(len(words), self.places.longest), 0, -1):
            for start in range(len(words) - size, -1, -1):
                phrase = " ".join(words[start : start + size]).removesuffix("'s")
                if path := (self.places.find(phrase) or self._land(phrase)):
                    return path
        return None

    def _land(self, phrase: str) -> Path | None:
        name = self.people.get(phrase.removesuffix("'s"))
        return (name,) if name else None

    def _border(self, phrase: str) -> str | None:
        words = fold(phrase).split()[:_LONGEST_PHRASE]
        if not _small("border") & set(words):
            return None
        countries = self._countries([part for word in words for part in word.split("-")], self.people)
        return "border of " + " and ".join(sorted(countries)) if countries else None

    def _countries(self, words: list[str], names: Mapping[str, str]) -> set[str]:
        found: set[str] = set()
        start = 0
        while start < len(words):
            for size in (4, 3, 2, 1):
                name = names.get(" ".join(words[start : start + size]).removesuffix("'s"))
                if name and start + size <= len(words):
                    found.add(name)
                    start += size
                    break
            else:
                start += 1
        return found

    def _category(self, counted: str, head: str) -> Path | None:
        noun = self._without_people(_words(counted))
        if not noun:
            return self.categories.path("people") if fold(counted) else None
        if path := self.categories.find(" ".join(noun)):
            return path
        noun = _until(self._without_people(_words(counted.partition(",")[0])), _small("phrase_end")) or noun
        neutral = _small("neutral")
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


def _strip(words: list[str], drop: frozenset[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end and words[start] in drop:
        start += 1
    while end > start and words[end - 1] in drop:
        end -= 1
    return words[start:end]


def _until(words: list[str], ends: frozenset[str]) -> list[str]:
    return words[: next((index for index, word in enumerate(words) if word in ends), len(words))]


def _entries(table: str) -> dict[str, Entry]:
    return {name: Entry(**row) for name, row in _table(table).items()}


@lru_cache
def _small(kind: str) -> frozenset[str]:
    return frozenset(_table("phrases")[kind])


@lru_cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((File(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


def countries() -> Mapping[str, Mapping[str, list[str]]]:
    """Return every country with its people (`demonyms`), its names (`also`) and its `capital`."""
    return _table("countries")


@lru_cache
def events() -> Mapping[str, Event]:
    """Return the events a question or a claim may name, with what the table says of each."""
    return {name: Event(**row) for name, row in _table("events").items()}


@lru_cache
def well_known_bodies() -> Mapping[str, tuple[str, ...]]:
    """Return the bodies that every brief knows, with their other names."""
    return {name: tuple(aliases) for name, aliases in _table("organisations").items()}
