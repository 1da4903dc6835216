"""A table of nested words, such as places within places, and how two of its words relate.

Here belongs the look-up in one table. Phrases are taken apart in `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

Relation = Literal["same", "part", "whole", "overlaps", "disjoint", "unknown"]
Path = tuple[str, ...]

_TOKEN = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*\.?")


class Entry(BaseModel):
    """One row of the places or categories: other words for it, what holds, overlaps or excludes it. An `open`
    category names what happened rather than who: "2,000 deaths" counts whoever is asked about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    also: tuple[str, ...] = ()
    within: str | None = None
    overlaps: tuple[str, ...] = ()
    open: bool = False
    apart: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return `text` as it is looked up: lower case, straight apostrophes, words parted by one space."""
    return " ".join(_TOKEN.findall(text.replace("’", "'").casefold()))


class Tree:
    """A table of nested words: finds the path of a word and says how two paths relate."""

    def __init__(self, entries: Mapping[str, Entry], siblings: Relation) -> None:
        """Build the tree; `siblings` is how two listed words relate when nothing else is said of them."""
        self.siblings = siblings
        self.entries = dict(entries)
        self.names: dict[str, str] = {}
        for name, entry in entries.items():
            for word in (name, *entry.also):
                self.names[fold(word)] = name
        self.longest = max((len(word.split()) for word in self.names), default=1)
        self._overlaps = self._pairs("overlaps")
        self._apart = self._pairs("apart")
        self._partners: dict[str, set[str]] = {}
        for pair in self._overlaps:
            for word in pair:
                self._partners.setdefault(word, set()).update(pair - {word})

    def _pairs(self, field: str) -> frozenset[frozenset[str]]:
        return frozenset(
            frozenset((name, self.names.get(fold(other), other)))
            for name, entry in self.entries.items()
            for other in getattr(entry, field)
        )

    def find(self, phrase: str) -> Path | None:
        """Return the path of a phrase that the table lists, else None; singular and plural are the same."""
        for form in (phrase, phrase + "s", phrase.removesuffix("s")):
            if form in self.names:
                return self.path(self.names[form])
        return None

    def path(self, name: str) -> Path:
        """Return the path from a listed name to its widest container."""
        path: list[str] = []
        step: str | None = name
        while step is not None and step not in path:
            path.append(step)
            entry = self.entries.get(step)
            step = self.names.get(fold(entry.within), entry.within) if entry and entry.within else None
        return tuple(path)

    def loose(self, path: Path) -> bool:
        """Return whether a path may turn out to relate to words that share nothing with it."""
        return path[0] not in self.entries

    def overlapping(self, path: Path) -> frozenset[str]:
        """Return the words that the table says to overlap with some word of a path."""
        return frozenset(other for word in path for other in self._partners.get(word, ()))

    def relate(self, one: Path, other: Path) -> Relation:
        """Return what `one` is to `other`: the same, a part, the whole, overlapping, disjoint or unknown."""
        if one == other:
            return "same"
        if other[0] in one:
            return "part"
        if one[0] in other:
            return "whole"
        pairs = {frozenset((left, right)) for left in one for right in other if left != right}
        if pairs & self._apart:
            return "disjoint"
        if pairs & self._overlaps:
            return "overlaps"
        if one[0] not in self.entries or other[0] not in self.entries:
            return "unknown"
        return "disjoint" if one[-1] != other[-1] else self.siblings
