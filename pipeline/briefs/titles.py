"""Titles of questions in plain English: "More North Korean troops to be deployed to Russia".

Here belongs wording alone, from the fields of a question and the table of events. Which questions are asked
is decided by who makes them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.briefs.model import Question
from pipeline.briefs.tables import words as table_words
from pipeline.briefs.vocabulary import Event, Vocabulary, Wording, events

_AHEAD = {"planned": "", "target": "", "expected": "expected "}
# Places that one is at, and words that stand before a place by themselves.
_AT = ("border", "frontier", "front", "plant", "base", "camp", "airport", "port", "station", "factory")
_STANDING = ("near ", "off ", "around ", "outside ", "along ")


def title_of(question: Question, vocabulary: Vocabulary) -> str:
    """Return the title of a question by its scope, with the first of its events and categories; categories
    whose sum is asked are all named."""
    event = events()[question.event[0]]
    thing = _thing(question, vocabulary)
    title = _happening(thing, _owned(thing, question, vocabulary), event, question.status[0])
    if question.place:
        title += (
            f" {_preposition(question.place[0], event)}{_listed([_with_article(x) for x in question.place])}"
        )
    if question.unit:
        title += f", in {question.unit}"
    return title[:1].upper() + title[1:]


def listed_words(event: str, category: str) -> bool:
    """Return whether a category tells by itself what happened: displaced people are displaced."""
    wording = events()[event].of.get(category)
    return wording is not None and not wording.title


def _thing(question: Question, vocabulary: Vocabulary) -> str:
    if question.unit and len(question.unit) == 3 and question.unit.isupper():
        return "money"
    tree, words = vocabulary.categories, question.category
    paths = [tree.path(word) for word in words]
    apart = all(tree.relate(a, b) == "disjoint" for i, a in enumerate(paths) for b in paths[i + 1 :])
    return _listed(words) if apart else words[0]


def _owned(thing: str, question: Question, vocabulary: Vocabulary) -> str:
    """Return the counted noun with whose it is: "more North Korean troops", "troops of the Black Column"."""
    more = "more " if question.additional else ""
    if question.actor is None:
        return more + thing
    adjectives = [vocabulary.adjective(actor) for actor in sorted(vocabulary.actor(question.actor))]
    if None in adjectives:
        return f"{more}{thing} of {question.actor}"
    return f"{more}{' and '.join(filter(None, adjectives))} {thing}"


def _happening(thing: str, things: str, event: Event, status: str) -> str:
    wording = event.of.get(thing, event)
    if status == "observed":
        return _filled(wording.title, things)
    if status in _AHEAD:
        if not wording.title:
            return f"{things} {status}"
        return f"{things} {_AHEAD[status]}to {wording.ahead or event.ahead}"
    if status == "possible":
        return _filled(_possibly(wording), things)
    return f"{_filled(wording.title, things)} ({status})"


def _possibly(wording: Wording) -> str:
    return wording.maybe or f"possibly {wording.title}" if wording.title else "possible $things"


def _filled(words: str, things: str) -> str:
    if "$things" in words:
        return words.replace("$things", things)
    return f"{things} {words}".strip()


def _preposition(where: str, event: Event) -> str:
    if where.lower().startswith(_STANDING):
        return ""
    kind = _plain(where).partition(" of ")[0].partition(" in ")[0].split()[-1:]
    return "at " if event.preposition == "in" and kind and kind[0] in _AT else f"{event.preposition} "


def _with_article(place: str) -> str:
    """Return the name of a place as it stands in a sentence: "the Kursk region", "Kano"."""
    plain = _plain(place)
    ends = plain.partition(" of ")[0].split()[-1:]
    bare = bool(ends) and ends[0] in table_words("article") and "'s " not in plain
    return f"the {place}" if bare and not plain.startswith("the ") else place


def _plain(name: str) -> str:
    return name.lower().replace("’", "'")


def _listed(names: Sequence[str]) -> str:
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
