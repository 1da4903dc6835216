"""A brief without an author: the questions that a pile of claims can answer, grouped from comparable claims.

Here belongs grouping by comparability key and titling in plain English. Answering is done by `reconcile`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.briefs import Brief, Question, Vocabulary
from pipeline.briefs.vocabulary import events
from pipeline.reconciliation.evidence import gather
from pipeline.reconciliation.index import group_by_key
from pipeline.reconciliation.keys import Key
from pipeline.records import Claim, CleanedText, Status

_STATUS_WORDS = {
    "observed": "",
    "planned": " (planned)",
    "expected": " (expected)",
    "possible": " (possible)",
    "denied": " (denied)",
    "target": " (target)",
}


def propose(claims: Sequence[Claim], documents: Sequence[CleanedText]) -> Brief:
    """Return a brief with one question for each group of comparable claims, those with most claims first.

    Claims that do not say what is counted or what happened to it make no question. A pile without any
    comparable claim raises ValueError, for a brief asks something.
    """
    vocabulary = Vocabulary()
    empty = Brief(id="proposed", title="Proposed questions", questions=(_PLACEHOLDER,))
    groups = group_by_key(gather(claims, documents, empty, vocabulary))
    shown_beside = {replace(key, status=status) for key in groups for status in _beside(key)}
    titled: dict[str, Key] = {}
    for key, _ in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[1][0].rank)):
        if key.category and key.event in events() and key not in shown_beside:
            titled.setdefault(_title(key, vocabulary), key)
    if not titled:
        raise ValueError("no claim says both what is counted and what happened to it: nothing to ask")
    taken: set[str] = set()
    questions = tuple(_question(title, key, vocabulary, taken) for title, key in titled.items())
    return Brief(id="proposed", title="Proposed questions", questions=questions)


_PLACEHOLDER = Question(id="any", title="Any", category=("people",), event=("killed",))


def _question(title: str, key: Key, vocabulary: Vocabulary, taken: set[str]) -> Question:
    return Question(
        id=_identifier(title, taken),
        title=title,
        category=(key.category[0],) if key.category else ("people",),
        actor=" and ".join(sorted(key.actor)) if key.actor else None,
        event=(key.event,) if key.event else (),
        place=tuple(sorted(path[0] for path in key.place)) if key.place else (),
        status=(key.status,),
        beside=_beside(key),
        temporality=key.temporality,
        additional=key.additional,
        unit=key.unit,
    )


def _beside(key: Key) -> tuple[Status, ...]:
    """Return the statuses to show beside: what is expected beside a plan, possible tolls beside a running
    total."""
    if key.status == "planned":
        return ("expected",)
    return ("possible",) if (key.status, key.temporality) == ("observed", "cumulative") else ()


def _title(key: Key, vocabulary: Vocabulary) -> str:
    """Return a title such as "More North Korean troops deployed to Kursk region (planned)"."""
    event = events()[key.event or ""]
    actors = sorted(key.actor or ())
    adjectives = [vocabulary.adjective(actor) for actor in actors]
    whose = "" if None in adjectives else " and ".join(filter(None, adjectives))
    words = ["more" if key.additional else "", whose, key.category[0] if key.category else "", event.title]
    place = _listed(path[0] for path in key.place or ())
    preposition = "at the" if place.startswith("border of ") else event.preposition
    where = f" {preposition} {place}" if place else ""
    owner = f"{_listed(actors)}: " if actors and not whose else ""
    unit = f", {key.unit}" if key.unit else ""
    title = f"{owner}{' '.join(filter(None, words))}{where}{unit}{_STATUS_WORDS[key.status]}"
    return title[:1].upper() + title[1:]


def _identifier(title: str, taken: set[str]) -> str:
    """Return an id made from a title, unlike those already taken."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:56].strip("-") or "question"
    name, count = words, 1
    while name in taken:
        count += 1
        name = f"{words}-{count}"
    taken.add(name)
    return name


def _listed(names: Iterable[str]) -> str:
    return " and ".join(sorted(names))
