"""A table of nested words, such as places within places, and how two of its words relate.

Here belongs the look-up in one table. Phrases are taken apart in `vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

Relation = Literal["same", "part", "whole", "overlaps", "disjoint", "unknown"]
Path = tuple[str, ...]


def as_list(value: Any) -> Any:
    """Let one word stand for a list of it; pydantic validator."""
    return (value,) if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], BeforeValidator(as_list, json_schema_input_type=str | tuple[str, ...])]

_TOKEN = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*\.?")


class Entry(BaseModel):
    """One row of the places or categories: other words for it, what holds, overlaps or excludes it. An `open`
    category names what happened rather than who: "2,000 deaths" counts whoever is asked about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    also: Listed = ()
    within: str | None = None
    overlaps: Listed = ()
    open: bool = False
    apart: Listed = ()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return `text` as it is looked up: lower case, straight apostrophes, words parted by one space."""
    return " ".join(_TOKEN.findall(text.replace("’", "'").casefold()))


class Tree:
    """A table of nested words: finds the path of a word and says how two paths relate."""

    def __init__(
        self, entries: Mapping[str, Entry], siblings: Relation, added: frozenset[str] = frozenset()
    ) -> None:
        """Build the tree; `siblings` is how two listed words relate when nothing else is said of them. Of
        words that a brief has `added`, only what it states is known."""
        self.siblings = siblings
        self.added = added
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

    def beyond(self, name: str) -> Path:
        """Return the path of a word that the table does not list; empty when there is none."""
        return ()

    def charted(self, path: Path) -> bool:
        """Return whether it is known where a path begins."""
        if path[0] in self.entries:
            return True
        return len(path) > 1 and self._charted_from(self.beyond(path[0])) == path

    def listed(self, phrase: str) -> Path | None:
        """Return the path of a phrase that the table lists, else None; singular and plural are the same."""
        for form in (phrase, phrase + "s", phrase.removesuffix("s")):
            if form in self.names:
                return self.path(self.names[form])
        return None

    def find(self, phrase: str) -> Path | None:
        """Return the path of a phrase that is listed here or beyond, else None."""
        return self.listed(phrase) or self._charted_from(self.beyond(phrase)) or None

    def path(self, name: str) -> Path:
        """Return the path from a listed name to its widest container."""
        path: dict[str, None] = {}  # in order
        step: str | None = name
        while step is not None and step not in path:
            entry = self.entries.get(step)
            if entry is None:
                return (*path, *(self._charted_from(self.beyond(step)) or (step,)))
            path[step] = None
            step = self.names.get(fold(entry.within), entry.within) if entry.within else None
        return tuple(path)

    def _charted_from(self, path: Path) -> Path:
        """Let a path from beyond go on from its first listed step."""
        listed = next((at for at, step in enumerate(path) if step in self.entries), None)
        return path if listed is None else (*path[:listed], *self.path(path[listed]))

    def loose(self, path: Path) -> bool:
        """Return whether a path may turn out to relate to words that share nothing with it."""
        return not self.charted(path) or path[-1] in self.added

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
        if not self.charted(one) or not self.charted(other) or self.added & {one[-1], other[-1]}:
            return "unknown"
        if one[-1] != other[-1]:
            return "disjoint"
        return self.siblings if self._own(one) and self._own(other) else self._around(one, other)

    def _own(self, path: Path) -> bool:
        return path[0] in self.entries and path[0] not in self.added

    def _around(self, one: Path, other: Path) -> Relation:
        """Return "disjoint" where what lies around two words excludes each other, else "unknown": it is not
        stated which other words the two themselves lie in."""
        wider = (one if self._own(one) else one[1:], other if self._own(other) else other[1:])
        apart = all(wider) and self.relate(*wider) == "disjoint"
        return "disjoint" if apart else "unknown"
