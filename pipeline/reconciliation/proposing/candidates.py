"""The questions that a pile of claims could answer, each asked as a person would: once.

Here belongs deciding what makes one question: which events, places and actors belong together;
which categories do is decided in `heads`, which questions are worth asking in `ranking`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.briefs import Question, Vocabulary
from pipeline.briefs.tables import words
from pipeline.briefs.titles import title_of
from pipeline.briefs.tree import Path
from pipeline.briefs.vocabulary import Place, events
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.proposing.heads import by_category, category_name, is_open
from pipeline.records import Status

Statuses = Mapping[tuple[tuple[str, ...], str], Counter[Status]]

_PLANS: tuple[Status, ...] = ("planned", "target")
# An actor is asked for when this share of the reports that could differ names it.
_MOST = 0.6


@dataclass(frozen=True)
class Topic:
    """What belongs to one family of questions: events asked in one breath, with one status and unit."""

    events: tuple[str, ...]
    plan: bool
    status: Status
    temporality: str
    additional: bool
    unit: str | None


def candidates(evidence: Sequence[Evidence], vocabulary: Vocabulary) -> list[Question]:
    """Return the questions, without ids of their own, those on which most documents report first."""
    topics: dict[Topic, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.key.category and item.key.category[0] not in words("neutral") and item.key.event in events():
            topics[_topic(item)].append(item)
    statuses, scene = _statuses(topics, vocabulary), _scene(evidence, vocabulary)
    reported: dict[str, int] = {}
    found: dict[str, Question] = {}
    for topic, items in sorted(topics.items(), key=_most_reported):
        for question, documents in _of_topic(topic, items, statuses, scene, vocabulary):
            if found.setdefault(question.title, question) is question:
                reported[question.title] = documents
    return sorted(found.values(), key=lambda question: -reported[question.title])


def _most_reported(topic: tuple[Topic, Sequence[Evidence]]) -> tuple[object, ...]:
    return (-len({item.home for item in topic[1]}), min(item.rank for item in topic[1]))


def _topic(item: Evidence) -> Topic:
    key = item.key
    together = {key.event or "", *events()[key.event or ""].alike}
    plan = key.status in _PLANS
    return Topic(
        events=tuple(event for event in events() if event in together),
        plan=plan,
        status="planned" if plan else key.status,
        temporality=key.temporality,
        additional=key.additional,
        unit=key.unit,
    )


def _statuses(topics: Mapping[Topic, Sequence[Evidence]], vocabulary: Vocabulary) -> Statuses:
    """Return how often the claims on each family of events and each category have each status."""
    found: dict[tuple[tuple[str, ...], str], Counter[Status]] = defaultdict(Counter)
    for topic, items in topics.items():
        for item in items:
            found[topic.events, category_name(item, vocabulary)][item.claim.status] += 1
    return found


def _of_topic(
    topic: Topic,
    items: Sequence[Evidence],
    statuses: Statuses,
    scene: Place | None,
    vocabulary: Vocabulary,
) -> Iterator[tuple[Question, int]]:
    """Yield the questions of a topic, each with the number of documents that report on its place."""
    for categories, counted in by_category(items, vocabulary):
        used: Counter[Status] = Counter()
        for name in categories:
            used += statuses[topic.events, name]
        if topic.status == "denied" or (_host(topic, used) and len({item.home for item in counted}) < 2):
            continue  # shown beside the question of its host
        for actor, theirs in _by_actor(counted, vocabulary):
            for place in _places(theirs, scene, vocabulary):
                there = {item.home for item in theirs if item.key.place in (None, place)}
                yield _question(topic, categories, actor, place, theirs, used, vocabulary), len(there)


def _host(topic: Topic, used: Counter[Status]) -> bool:
    """Return whether another question of the family shows these claims beside its own."""
    ahead = bool(used["planned"] or used["target"])
    return (topic.status == "possible" and (ahead or bool(used["observed"]))) or (
        topic.status == "expected" and ahead
    )


def _beside(topic: Topic, used: Counter[Status]) -> tuple[Status, ...]:
    if topic.plan:
        return ("expected", *(status for status in _SIDE if used[status]))
    if topic.status != "observed":
        return ()
    always = ("possible",) if topic.temporality == "cumulative" else ()
    return tuple(status for status in _SIDE if status in always or used[status])


_SIDE: tuple[Status, ...] = ("possible", "denied")


def _question(
    topic: Topic,
    categories: Sequence[str],
    actor: str | None,
    place: Place | None,
    items: Sequence[Evidence],
    used: Counter[Status],
    vocabulary: Vocabulary,
) -> Question:
    happened = Counter(item.key.event or "" for item in items if not is_open(item, vocabulary))
    told = sorted(topic.events, key=lambda event: (-happened[event], topic.events.index(event)))
    plans = tuple(status for status in _PLANS if used[status])
    question = Question(
        id="any",
        title="Any",
        category=tuple(categories),
        actor=actor,
        event=tuple(told),
        place=tuple(sorted(path[0] for path in place)) if place else (),
        status=plans if topic.plan else (topic.status,),
        beside=_beside(topic, used),
        temporality=topic.temporality,
        additional=topic.additional or None,
        unit=topic.unit,
    )
    return question.model_copy(update={"title": title_of(question, vocabulary)})


def _by_actor(
    items: Sequence[Evidence], vocabulary: Vocabulary
) -> list[tuple[str | None, Sequence[Evidence]]]:
    """Return the countries whose people the claims are on, where that tells quantities apart: more than one,
    or one that is not simply where it happened. Else the actor is left open."""
    countries = set(vocabulary.people.values())
    named: dict[str, list[Evidence]] = defaultdict(list)
    for item in items:
        (actor, *more) = item.key.actor or ("",)
        if not more and actor in countries and not _at_home(actor, item):
            named[actor].append(item)
    nations = sorted(named, key=lambda actor: (-len(named[actor]), actor))
    often = [actor for actor in nations if len({item.home for item in named[actor]}) > 1]
    if len(often) > 1:
        return [(actor, named[actor]) for actor in often]
    if nations and len(named[nations[0]]) >= _MOST * len(items):
        return [(nations[0], named[nations[0]])]
    return [(None, items)]


def _at_home(actor: str, item: Evidence) -> bool:
    return any(actor in path for path in item.key.place or ())


def _scene(evidence: Sequence[Evidence], vocabulary: Vocabulary) -> Place | None:
    """Return the place that most claims of the pile are on, if more than half of them are."""
    placed = Counter(item.key.place for item in evidence if item.key.place)
    place, count = max(placed.items(), key=lambda pair: (pair[1], sorted(pair[0])), default=(None, 0))
    asked = place and all(_can_be_asked(path, vocabulary) for path in place)
    return place if asked and 2 * count > len(evidence) else None


def _places(items: Sequence[Evidence], scene: Place | None, vocabulary: Vocabulary) -> list[Place | None]:
    """Return the places to ask about, the most reported first: not one around a place that is reported more,
    nor one inside it that a lone document names. Where the claims name none but where they were written, the
    scene of the pile is meant."""
    homes: dict[Place, set[str]] = defaultdict(set)
    for item in items:
        place = item.key.place
        if place and not item.key.from_dateline and all(_can_be_asked(path, vocabulary) for path in place):
            homes[place].add(item.home)
    found: list[Place] = []
    for place in sorted(homes, key=lambda place: (-len(homes[place]), sorted(place))):
        relations = {vocabulary.relate_places(place, other) for other in found}
        if "whole" not in relations and not ("part" in relations and len(homes[place]) < 2):
            found.append(place)
    return [*found] or [scene]


def _can_be_asked(path: Path, vocabulary: Vocabulary) -> bool:
    return vocabulary.places.charted(path) or path[0].startswith("border of ")
