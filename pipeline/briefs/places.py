"""Where a phrase leads: from the words for a place to the wider places around it.

Here belongs taking a phrase apart and asking, in this order, the tables, what the brief adds to them, and the
gazetteer. How two places relate is told by `tree`. A name that several places bear is none of them until
another place of the same phrase, or one that the brief names, decides: unknown is never merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pipeline.briefs.tables import table, words
from pipeline.briefs.tree import Entry, Path, Tree, fold

Place = frozenset[Path]

_LONGEST_PHRASE = 24
_LIST = re.compile(r",|\band\b|\bor\b|&")
_INSIDE = re.compile(r",|\bin\b")
_OWNER = re.compile(r"(.+?)['’]s\s+(.+)")
_NAMES = re.compile(r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)*")


class Places(Tree):
    """The places of the tables, of a brief and of the gazetteer. `people` are the words for countries and
    their people; `context` the places that the brief names."""

    def __init__(self, added: Mapping[str, Entry], people: Mapping[str, str], context: Iterable[str]) -> None:
        countries = table("countries")
        listed = {name: Entry(also=tuple(row["also"])) for name, row in countries.items()}
        shared = words("shared")
        capitals = {
            capital: Entry(within=name)
            for name, row in countries.items()
            for capital in row["capital"]
            if fold(capital) not in shared
        }
        below = {name: Entry(**row) for name, row in table("places").items()}
        self._people = people
        self._lands: frozenset[str] = frozenset()
        entries = self._with_borders({**capitals, **listed, **below, **added})
        super().__init__(entries, "disjoint", frozenset(added))
        self._lands = frozenset(path[-1] for word in context for path in self.place(word))

    def place(self, phrase: str) -> Place:
        """Return the places that a phrase names, each as a path to the widest place around it."""
        whole = fold(phrase).removeprefix("the ")
        alone = self._one(whole, phrase)
        if self.charted(alone):
            return frozenset((alone,))
        if inside := self._inside(phrase):
            return frozenset((inside,))
        parts = [part for part in _LIST.split(phrase) if part.strip()]
        paths = [self._one(fold(part).removeprefix("the "), part) for part in parts]
        charted = [self.charted(path) for path in paths]
        if len(paths) > 1 and all(charted):
            return frozenset(paths)
        if len(paths) > 1 and charted[-1] and "," in phrase:
            return frozenset(((whole, *paths[-1]),))
        return frozenset((alone,))

    def beyond(self, name: str) -> Path:
        """Return where the gazetteer puts a city, named alone or as "Tripoli, Lebanon"; empty if it does not
        know, or not which."""
        city, _, land = name.partition(", ")
        return _the_only(self.bearers(city), fold(land) if land else None, self._lands)

    def bearers(self, name: str) -> tuple[Path, ...]:
        """Return the path of everything that a report may mean by a name of the gazetteer."""
        from pipeline.briefs.gazetteer import bearers  # read only for a name that no table lists

        return bearers(name) if name else ()

    def _one(self, whole: str, phrase: str) -> Path:
        if path := self.listed(whole):
            return path
        if border := self._border(whole):
            return self.listed(fold(border)) or (border,)
        if self.bearers(whole):  # whatever else the words in it mean; of several places it is none
            return self.find(whole) or (whole,)
        parts = whole.split()[:_LONGEST_PHRASE]
        core = " ".join(_strip(parts, words("area")))
        if path := self.listed(core) or self._land(core):
            return path
        if core in fold(" ".join(_NAMES.findall(phrase))) and (path := self.find(core)):
            return path
        inner = self._named_in(parts, phrase)
        if inner is None:
            return (whole,)
        beside = words("near") & set(parts[: _start_of(inner[0], parts)])
        return (whole, *(inner[1:] if beside else inner))

    def _inside(self, phrase: str) -> Path | None:
        """Return the place of "Tripoli, Lebanon", "Tripoli in northern Lebanon" or "Lebanon's Tripoli": the
        one of that name which lies in the other place."""
        owner = _OWNER.fullmatch(phrase.strip())
        first, *rest = [owner[2], owner[1]] if owner else _INSIDE.split(phrase)
        if not rest or len(_LIST.split(phrase)) > len(phrase.split(",")):
            return None
        outer = self._one(fold(rest[-1]).removeprefix("the "), rest[-1])
        around = next((step for step in outer if step in self.entries or self.beyond(step)), None)
        if around is None:
            return None
        name = " ".join(_strip(fold(first).split(), words("area")))
        known = self.find(name)
        if known and around in known[1:]:
            return known
        if path := _the_only(self.bearers(name), fold(around), frozenset()):
            return self._charted_from(path)
        return None

    def _named_in(self, parts: list[str], phrase: str) -> Path | None:
        """Return the longest listed place among the words, the last of equals; else the last name that the
        gazetteer knows."""
        for size in range(min(len(parts), self.longest), 0, -1):
            for start in range(len(parts) - size, -1, -1):
                inner = " ".join(parts[start : start + size]).removesuffix("'s")
                if inner in words("area"):
                    continue
                if path := self.listed(inner) or self._land(inner):
                    return path
        names = _NAMES.findall(phrase)
        return next((path for name in reversed(names) if (path := self.find(fold(name)))), None)

    def _land(self, phrase: str) -> Path | None:
        name = self._people.get(phrase.removesuffix("'s"))
        return (name,) if name else None

    def _with_borders(self, entries: dict[str, Entry]) -> dict[str, Entry]:
        """Let every listed wording of a border be found by the countries that it parts."""
        for name, entry in entries.items():
            borders = tuple(filter(None, map(self._border, (name, *entry.also))))
            if borders:
                entries[name] = entry.model_copy(update={"also": (*entry.also, *borders)})
        return entries

    def _border(self, phrase: str) -> str | None:
        parts = fold(phrase).split()[:_LONGEST_PHRASE]
        if not words("border") & set(parts):
            return None
        lands = countries_in([piece for word in parts for piece in word.split("-")], self._people)
        return "border of " + " and ".join(sorted(lands)) if lands else None


def countries_in(parts: Sequence[str], names: Mapping[str, str]) -> set[str]:
    """Return the countries that the words name, by a table from folded names to countries."""
    found: set[str] = set()
    start = 0
    while start < len(parts):
        for size in (4, 3, 2, 1):
            name = names.get(" ".join(parts[start : start + size]).removesuffix("'s"))
            if name and start + size <= len(parts):
                found.add(name)
                start += size
                break
        else:
            start += 1
    return found


@lru_cache(maxsize=1 << 14)
def _the_only(bearers: tuple[Path, ...], inside: str | None, lands: frozenset[str]) -> Path:
    """Return the one bearer of a name that lies inside the place named, or in the lands of the brief; its own
    name says which it is where there are several."""
    found = bearers
    if inside is not None:
        found = tuple(path for path in bearers if inside in map(_plain_state, path[1:]))
    elif len(bearers) > 1:
        found = tuple(path for path in bearers if path[-1] in lands)
    if len(found) != 1:
        return ()
    path = found[0]
    return path if len(bearers) == 1 else (f"{path[0]}, {path[-1] if len(path) < 3 else path[1]}", *path[1:])


def _plain_state(name: str) -> str:
    return fold(name).removesuffix(" state")


def _start_of(name: str, parts: list[str]) -> int:
    first = fold(name).split()[0]
    return parts.index(first) if first in parts else len(parts)


def _strip(parts: list[str], drop: frozenset[str]) -> list[str]:
    start, end = 0, len(parts)
    while start < end and parts[start] in drop:
        start += 1
    while end > start and parts[end - 1] in drop:
        end -= 1
    return parts[start:end]
