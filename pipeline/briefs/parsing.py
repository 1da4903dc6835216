"""From the text of a brief.yaml to a `Brief`, and from that of the rulings.yaml beside it to its rulings.

Here belong the words that the two files may use. How they are read and their mistakes worded is done in
`strict`; what they may say is laid down in `model` and `rulings`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from pipeline.briefs.model import Brief
from pipeline.briefs.places import Places
from pipeline.briefs.rulings import Rulings
from pipeline.briefs.strict import Problem, Reader
from pipeline.briefs.tree import Entry, Tree, fold
from pipeline.briefs.vocabulary import Vocabulary

RULINGS_FILE = "rulings.yaml"
# Keys that a brief.yaml does not set, and who does.
_RESERVED = {
    "id": "leave this key out: a brief is named by its folder",
    "rulings": f"leave this key out: rulings stand in a {RULINGS_FILE} beside this file",
}
# Nearer than this to a listed word, a word that is not listed is taken for a typing error.
_TYPO_LIKENESS = 0.86


def parse_brief(text: str, brief_id: str) -> Brief:
    """Return the brief that the text of a brief.yaml describes; `brief_id` is the name of its folder.

    Raises BriefError with one line for each mistake.
    """
    reader = Reader(text, "brief.yaml", "keys such as 'title:' and 'questions:'")
    taken = [key for key in _RESERVED if key in reader.values]
    reader.refuse([reader.at((key,), _RESERVED[key], key=True) for key in taken])
    brief = reader.read(Brief, tuple(_RESERVED), id=brief_id)
    reader.refuse([*_misspelt(reader, brief), *_named_twice(reader, brief)])
    return brief


def with_rulings(brief: Brief, text: str) -> Brief:
    """Return a brief with the rulings that the text of the rulings.yaml beside it holds.

    Raises BriefError with one line for each mistake. What a ruling names need not be there: what it leads to
    is told by `pipeline.reconciliation`.
    """
    reader = Reader(text, RULINGS_FILE, "the key 'rulings:' with a list under it")
    found = reader.read(Rulings)
    vocabulary = Vocabulary(brief.places, brief.categories, brief.named_places)
    problems: list[Problem] = []
    for index, ruling in enumerate(found.rulings):
        if ruling.correct:
            at = ("rulings", index, "correct")
            problems += _misspelt_words(reader, vocabulary, at, "place", ruling.correct.place)
            problems += _misspelt_words(reader, vocabulary, at, "actor", ruling.correct.actor)
    reader.refuse(problems)
    return brief.model_copy(update={"rulings": found.rulings})


def _misspelt(reader: Reader, brief: Brief) -> Iterator[Problem]:
    """Yield the words of questions and tables that are not listed but all but equal a listed one."""
    vocabulary = Vocabulary(brief.places, brief.categories, brief.named_places)
    for index, question in enumerate(brief.questions):
        at = ("questions", index)
        for field in ("place", "category", "actor"):
            yield from _misspelt_words(reader, vocabulary, at, field, getattr(question, field))
    for table, tree in (("places", vocabulary.places), ("categories", vocabulary.categories)):
        added: dict[str, Entry] = getattr(brief, table)
        for name, entry in added.items():
            yield from _unlisted(reader, tree, table, name, entry)


def _unlisted(reader: Reader, tree: Tree, table: str, name: str, entry: Entry) -> Iterator[Problem]:
    """Yield the words of an entry of a table that the table does not list, and an entry that holds itself."""
    for field in ("within", "overlaps", "apart"):
        named = getattr(entry, field)
        for position, word in enumerate((named,) if isinstance(named, str) else named or ()):
            if not tree.find(fold(word)):
                near = _nearest(word, tree.names)
                what = f"; did you mean {near!r}?" if near else f": list it under {table!r}, too"
                yield reader.at((table, name, field, position), f"{word!r} is not a listed word{what}")
    if name in tree.path(name)[1:] or _comes_back(name, tree):
        yield reader.at((table, name, "within"), f"{name!r} cannot lie within itself")


def _misspelt_words(
    reader: Reader, vocabulary: Vocabulary, at: tuple[str | int, ...], field: str, words: Any
) -> Iterator[Problem]:
    """Yield the words of a field that all but equal a listed one, and places that may be several."""
    tables = {"place": ("places", vocabulary.places), "category": ("categories", vocabulary.categories)}
    for position, word in enumerate((words,) if isinstance(words, str) else words or ()):
        if field == "place" and (several := _bearers(word, vocabulary.places)):
            message = f"{word!r} is a name of several places: write {several}"
            yield reader.at((*at, field, position), message)
            continue
        if field in tables:
            table, tree = tables[field]
            near, otherwise = _near_miss(word, tree), f" If not, list it under {table!r}"
        else:
            near, otherwise = _nearest(word, vocabulary.actors), ""
        if near:
            message = f"unknown {field} {word!r}; did you mean {near!r}?{otherwise}"
            yield reader.at((*at, field, position), message)


def _comes_back(name: str, tree: Tree) -> bool:
    """Return whether going from a word to what it lies in leads back to it."""
    last = tree.entries.get(tree.path(name)[-1])
    return bool(last and last.within and tree.names.get(fold(last.within)) in tree.path(name))


def _named_twice(reader: Reader, brief: Brief) -> Iterator[Problem]:
    """Yield the names that two organisations share: each must be told apart from the others."""
    holders: dict[str, int] = {}
    for index, body in enumerate(brief.organisations):
        for field, names in (("name", (body.name,)), ("aliases", body.aliases), ("people", body.people)):
            for position, name in enumerate(names):
                holder = holders.setdefault(fold(name), index)
                if fold(name) and holder != index:
                    other = brief.organisations[holder].name
                    at = ("organisations", index, field, position)
                    yield reader.at(at, f"{name!r} already belongs to {other!r}: list it once")


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
