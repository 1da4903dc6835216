"""The words of a brief and its rulings: all but listed ones, names of several things, contradictions.

Here belongs comparing what a brief says with the tables and with itself. Where it stands in the file is found
in `parsing`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.briefs.model import Brief
from pipeline.briefs.nearest import Nearest
from pipeline.briefs.places import Places
from pipeline.briefs.tree import Entry, Tree, fold
from pipeline.briefs.vocabulary import Vocabulary

# Nearer than this to a listed word, a word that is not listed is taken for a typing error.
_TYPO_LIKENESS = 0.86
_MOST_NESTED = 30

# The path of a value in the file, and what is wrong with it.
Path = tuple[int | str, ...]
Fault = tuple[Path, str]


class _Listed:
    """The words that a brief may use, those it adds among them, and the nearest of them to another."""

    def __init__(self, brief: Brief) -> None:
        vocabulary = Vocabulary(brief.places, brief.categories, brief.named_places)
        self.places, self.categories = vocabulary.places, vocabulary.categories
        self.actors = vocabulary.actors
        self._searches: dict[int, Nearest] = {}

    def near_miss(self, word: str, tree: Tree) -> str | None:
        """Return the listed word that one not found in a table is nearest to."""
        return None if tree.find(fold(word)) else self.nearest(word, tree.names)

    def nearest(self, word: str, names: dict[str, str]) -> str | None:
        """Return what the nearest of the `names` to a word names, None if it is listed or none is near."""
        if fold(word) in names:
            return None
        if id(names) not in self._searches:
            self._searches[id(names)] = Nearest(names, _TYPO_LIKENESS)
        near = self._searches[id(names)].of(fold(word))
        return names[near] if near is not None else None


def wrong_words(brief: Brief) -> Iterator[Fault]:
    """Yield the words that cannot be meant as they stand."""
    if deep := [*_too_deep("places", brief.places), *_too_deep("categories", brief.categories)]:
        yield from deep
        return
    vocabulary = _Listed(brief)
    yield from _of_questions(brief, vocabulary)
    yield from _of_table("places", brief.places, vocabulary.places, vocabulary)
    yield from _of_table("categories", brief.categories, vocabulary.categories, vocabulary)
    yield from _named_twice(brief)


def wrong_rulings(brief: Brief) -> Iterator[Fault]:
    """Yield the words of the corrections of a brief's rulings that cannot be meant as they stand."""
    vocabulary = _Listed(brief)
    for index, ruling in enumerate(brief.rulings):
        if ruling.correct:
            path = ("rulings", index, "correct")
            if ruling.correct.place:
                yield from _of_place((*path, "place"), ruling.correct.place, vocabulary)
            if ruling.correct.actor:
                yield from _of_actor((*path, "actor"), ruling.correct.actor, vocabulary)


def _of_questions(brief: Brief, vocabulary: _Listed) -> Iterator[Fault]:
    for index, question in enumerate(brief.questions):
        path = ("questions", index)
        for position, word in enumerate(question.place):
            yield from _of_place((*path, "place", position), word, vocabulary)
        for position, word in enumerate(question.category):
            if near := vocabulary.near_miss(word, vocabulary.categories):
                said = f"unknown category {word!r}; did you mean {near!r}? If not, list it under 'categories'"
                yield (*path, "category", position), said
        if question.actor:
            yield from _of_actor((*path, "actor"), question.actor, vocabulary)


def _of_place(path: Path, word: str, vocabulary: _Listed) -> Iterator[Fault]:
    if several := _bearers(word, vocabulary.places):
        yield path, f"{word!r} is a name of several places: write {several}"
    elif near := vocabulary.near_miss(word, vocabulary.places):
        yield path, f"unknown place {word!r}; did you mean {near!r}? If not, list it under 'places'"


def _of_actor(path: Path, word: str, vocabulary: _Listed) -> Iterator[Fault]:
    if near := vocabulary.nearest(word, vocabulary.actors):
        yield path, f"unknown actor {word!r}; did you mean {near!r}?"


def _too_deep(table: str, added: dict[str, Entry]) -> Iterator[Fault]:
    """Yield the words of a table from which it goes up through too many others."""
    above = {fold(name): fold(entry.within) for name, entry in added.items() if entry.within}
    for name in added:
        steps = {fold(name)}
        word = above.get(fold(name))
        while word is not None and word not in steps and len(steps) <= _MOST_NESTED:
            steps.add(word)
            word = above.get(word)
        if len(steps) > _MOST_NESTED:
            said = f"{name!r} lies within more than {_MOST_NESTED} others, one in the other: leave some out"
            yield (table, name, "within"), said


def _of_table(table: str, added: dict[str, Entry], tree: Tree, vocabulary: _Listed) -> Iterator[Fault]:
    for name, entry in added.items():
        for field in ("within", "overlaps", "apart"):
            named = getattr(entry, field)
            for position, word in enumerate((named,) if isinstance(named, str) else named or ()):
                if not tree.find(fold(word)):
                    near = vocabulary.nearest(word, tree.names)
                    what = f"; did you mean {near!r}?" if near else f": list it under {table!r}, too"
                    yield (table, name, field, position), f"{word!r} is not a listed word{what}"
        if _comes_back(name, tree):
            yield (table, name, "within"), f"{name!r} cannot lie within itself"


def _comes_back(name: str, tree: Tree) -> bool:
    """Return whether going from a word to what it lies in leads back to it."""
    last = tree.entries.get(tree.path(name)[-1])
    return bool(last and last.within and tree.names.get(fold(last.within)) in tree.path(name))


def _named_twice(brief: Brief) -> Iterator[Fault]:
    """Yield the names that two organisations share: each must be told apart from the others."""
    holders: dict[str, int] = {}
    for index, body in enumerate(brief.organisations):
        for field, names in (("name", (body.name,)), ("aliases", body.aliases), ("people", body.people)):
            for position, name in enumerate(names):
                holder = holders.setdefault(fold(name), index)
                if fold(name) and holder != index:
                    other = brief.organisations[holder].name
                    said = f"{name!r} already belongs to {other!r}: list it once"
                    yield ("organisations", index, field, position), said


def _bearers(word: str, places: Places) -> str:
    """Return the ways to write a name that several places bear, none if it is clear which is meant."""
    if "," in word or places.find(fold(word)):
        return ""
    paths = places.bearers(fold(word))
    return " or ".join(f"{path[0] + ', ' + path[1]!r}" for path in paths[:3]) if len(paths) > 1 else ""
