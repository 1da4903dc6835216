"""From the text of a brief.yaml to a `Brief`, and from that of the rulings.yaml beside it to its rulings.

Here belong the words that the two files may use. How they are read and their mistakes worded is done in
`strict`; what they may say is laid down in `model` and `rulings`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from pipeline.briefs.model import Brief
from pipeline.briefs.rulings import Rulings
from pipeline.briefs.strict import Problem, Reader, hint
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
    reader.refuse(list(_misspelt(reader, brief)))
    return brief


def with_rulings(brief: Brief, text: str) -> Brief:
    """Return a brief with the rulings that the text of the rulings.yaml beside it holds.

    Raises BriefError with one line for each mistake. What a ruling names need not be there: what it leads to
    is told by `pipeline.reconciliation`.
    """
    reader = Reader(text, RULINGS_FILE, "the key 'rulings:' with a list under it")
    found = reader.read(Rulings)
    vocabulary = Vocabulary(brief.places, brief.categories)
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
    vocabulary = Vocabulary(brief.places, brief.categories)
    for index, question in enumerate(brief.questions):
        at = ("questions", index)
        for field in ("place", "category", "actor"):
            yield from _misspelt_words(reader, vocabulary, at, field, getattr(question, field))
    for table, tree in (("places", vocabulary.places), ("categories", vocabulary.categories)):
        added: dict[str, Entry] = getattr(brief, table)
        for name, entry in added.items():
            if entry.within and fold(entry.within) not in tree.names:
                nearest = hint(fold(entry.within), list(tree.names))
                yield reader.at((table, name, "within"), f"{entry.within!r} is not a listed word{nearest}")


def _misspelt_words(
    reader: Reader, vocabulary: Vocabulary, at: tuple[str | int, ...], field: str, words: Any
) -> Iterator[Problem]:
    """Yield the words of a field that all but equal a listed one."""
    tables = {"place": ("places", vocabulary.places), "category": ("categories", vocabulary.categories)}
    for position, word in enumerate((words,) if isinstance(words, str) else words or ()):
        if field in tables:
            table, tree = tables[field]
            near, otherwise = _near_miss(word, tree), f" If not, list it under {table!r}"
        else:
            near, otherwise = _nearest(word, vocabulary.actors), ""
        if near:
            message = f"unknown {field} {word!r}; did you mean {near!r}?{otherwise}"
            yield reader.at((*at, field, position), message)


def _near_miss(word: str, tree: Tree) -> str | None:
    return None if tree.find(fold(word)) else _nearest(word, tree.names)


def _nearest(word: str, names: dict[str, str]) -> str | None:
    if fold(word) in names:
        return None
    near = difflib.get_close_matches(fold(word), names, n=1, cutoff=_TYPO_LIKENESS)
    return names[near[0]] if near else None
