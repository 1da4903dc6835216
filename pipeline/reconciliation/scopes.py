"""The questions of a brief as scopes, each found by what it asks: no two are compared in vain.

Here belongs narrowing down which questions can concern one another. How a key fits a scope is told in `keys`,
which links follow from scopes in `links`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from pipeline.briefs import Brief, Question, Vocabulary
from pipeline.briefs.tree import Path
from pipeline.reconciliation.keys import Scope


def scopes_of(brief: Brief, vocabulary: Vocabulary) -> list[Scope]:
    """Return the scope of each question of a brief, in its order."""
    alike: dict[Hashable, list[Question]] = defaultdict(list)
    actors: dict[Hashable, set[str | None]] = defaultdict(set)
    counting: dict[Hashable, dict[tuple[str, ...], Question]] = defaultdict(dict)
    for question in brief.questions:
        for subject in _subjects(question):
            alike[question.actor, subject].append(question)
            actors[subject].add(question.actor)
        for path in _counted(question, vocabulary):
            for course in _courses(question):
                # Whatever else they ask, of questions that count the same one tells as much as all.
                counting[course, path[0]].setdefault(question.category, question)

    def of_the_same(question: Question) -> Iterator[Question]:
        return (other for subject in _subjects(question) for other in alike[question.actor, subject])

    def broader(question: Question) -> Iterator[Question]:
        words = {word for path in _counted(question, vocabulary) for word in path}
        return (
            other
            for course in _courses(question)
            for word in words
            for other in counting.get((course, word), {}).values()
        )

    return [
        Scope(
            question,
            vocabulary,
            of_the_same(question),
            broader(question),
            lone=all(len(actors[subject]) == 1 for subject in _subjects(question)),
        )
        for question in brief.questions
    ]


class ByScope:
    """Scopes by event and place: finds those that ask of an event at a place or around it."""

    def __init__(self, scopes: Sequence[Scope]) -> None:
        self._found: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for number, scope in enumerate(scopes):
            heads: set[str | None] = {path[0] for path in scope.place}
            heads = heads or {None}
            for event in scope.question.event:
                for head in heads:
                    self._found[event, head].append(number)
                self._found[event, ""].append(number)

    def around(self, scope: Scope, events: Iterable[str]) -> Iterator[int]:
        """Yield, in order, the numbers of the scopes of some of these events that ask of a place that holds a
        part of this scope's, or of no place; those of any place if this scope asks of none."""
        around: set[str | None] = {None, *(word for path in scope.place for word in path)}
        heads = around if scope.place else {""}
        yield from sorted(
            {n for event in events for head in heads for n in self._found.get((event, head), ())}
        )


def _subjects(question: Question) -> Iterator[Hashable]:
    """Yield what questions have in common that ask the same, be it of others or elsewhere."""
    for event in question.event:
        for category in question.category:
            yield question.status, event, category


def _courses(question: Question) -> Iterator[Hashable]:
    """Yield what questions have in common that ask what befell the same, whatever they count."""
    return ((question.actor, question.status, event) for event in question.event)


def _counted(question: Question, vocabulary: Vocabulary) -> Iterator[Path]:
    return (path for word in question.category if (path := vocabulary.category(word)))
