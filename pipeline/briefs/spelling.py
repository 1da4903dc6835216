"""The words of a brief and its rulings: all but listed ones, names of several things, contradictions.

Here belongs comparing what a brief says with the tables and with itself. Where it stands in the file is found
in `parsing`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pipeline.briefs.model import Brief
from pipeline.briefs.places import Places
from pipeline.briefs.tree import Entry, Tree, fold
from pipeline.briefs.vocabulary import Vocabulary

# Nearer than this to a listed word, a word that is not listed is taken for a typing error.
_TYPO_LIKENESS = 0.86

# The path of a value in the file, and what is wrong with it.
Path = tuple[int | str, ...]
Fault = tuple[Path, str]


def wrong_words(brief: Brief) -> Iterator[Fault]:
    """Yield the words that cannot be meant as they stand."""
    vocabulary = Vocabulary(brief.places, brief.categories, brief.named_places)
    yield from _of_questions(brief, vocabulary)
    yield from _of_table("places", brief.places, vocabulary.places)
    yield from _of_table("categories", brief.categories, vocabulary.categories)
    yield from _named_twice(brief)


def wrong_rulings(brief: Brief) -> Iterator[Fault]:
    """Yield the words of the corrections of a brief's rulings that cannot be meant as they stand."""
    vocabulary = Vocabulary(brief.places, brief.categories, brief.named_places)
    for index, ruling in enumerate(brief.rulings):
        if ruling.correct:
            path = ("rulings", index, "correct")
            if ruling.correct.place:
                yield from _of_place((*path, "place"), ruling.correct.place, vocabulary)
            if ruling.correct.actor:
                yield from _of_actor((*path, "actor"), ruling.correct.actor, vocabulary)


def _of_questions(brief: Brief, vocabulary: Vocabulary) -> Iterator[Fault]:
    for index, question in enumerate(brief.questions):
        path = ("questions", index)
        for position, word in enumerate(question.place):
            yield from _of_place((*path, "place", position), word, vocabulary)
        for position, word in enumerate(question.category):
            if near := _near_miss(word, vocabulary.categories):
                said = f"unknown category {word!r}; did you mean {near!r}? If not, list it under 'categories'"
                yield (*path, "category", position), said
        if question.actor:
            yield from _of_actor((*path, "actor"), question.actor, vocabulary)


def _of_place(path: Path, word: str, vocabulary: Vocabulary) -> Iterator[Fault]:
    if several := _bearers(word, vocabulary.places):
        yield path, f"{word!r} is a name of several places: write {several}"
    elif near := _near_miss(word, vocabulary.places):
        yield path, f"unknown place {word!r}; did you mean {near!r}? If not, list it under 'places'"


def _of_actor(path: Path, word: str, vocabulary: Vocabulary) -> Iterator[Fault]:
    if near := _nearest(word, vocabulary.actors):
        yield path, f"unknown actor {word!r}; did you mean {near!r}?"


def _of_table(table: str, added: dict[str, Entry], tree: Tree) -> Iterator[Fault]:
    for name, entry in added.items():
        for field in ("within", "overlaps", "apart"):
            named = getattr(entry, field)
            for position, word in enumerate((named,) if isinstance(named, str) else named or ()):
                if not tree.find(fold(word)):
                    near = _nearest(word, tree.names)
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


def _near_miss(word: str, tree: Tree) -> str | None:
    return None if tree.find(fold(word)) else _nearest(word, tree.names)


def _nearest(word: str, names: dict[str, str]) -> str | None:
    if fold(word) in names:
        return None
    near = difflib.get_close_matches(fold(word), names, n=1, cutoff=_TYPO_LIKENESS)
    return names[near[0]] if near else None
