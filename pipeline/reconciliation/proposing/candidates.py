"""The questions that a pile of claims could answer, each asked as a person would: once.

Here belongs deciding what makes one question: which events, categories, places and actors belong together.
Which of the questions are worth asking is decided in `ranking`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.briefs import Question, Vocabulary
from pipeline.briefs.tables import words
from pipeline.briefs.titles import listed_words, title_of
from pipeline.briefs.tree import Path
from pipeline.briefs.vocabulary import Place, events
from pipeline.reconciliation.bounds import Value, agree
from pipeline.reconciliation.evidence import Evidence
from pipeline.records import Status

Statuses = Mapping[tuple[tuple[str, ...], str], Counter[Status]]

_PLANS: tuple[Status, ...] = ("planned", "target")
# An actor is asked for when this share of the reports that could differ names it.
_MOST = 0.6
_ENOUGH = 50  # values of each of two categories that are compared


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
    """Return the questions, without ids of their own, those with most reports of a topic first."""
    topics: dict[Topic, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.key.category and item.key.category[0] not in words("neutral") and item.key.event in events():
            topics[_topic(item)].append(item)
    statuses, scene = _statuses(topics, vocabulary), _scene(evidence, vocabulary)
    found: dict[str, Question] = {}
    for topic, items in topics.items():
        for question in _of_topic(topic, items, statuses, scene, vocabulary):
            found.setdefault(question.title, question)
    return list(found.values())


def category_name(item: Evidence, vocabulary: Vocabulary) -> str:
    """Return the category under which a claim is asked about: a listed one, or its own word."""
    path = item.key.category or ("people",)
    listed = next((word for word in path if word in vocabulary.categories.entries), path[0])
    return path[-1] if _is_open(item, vocabulary) else listed


def _is_open(item: Evidence, vocabulary: Vocabulary) -> bool:
    """Return whether the noun tells what happened rather than who: "deaths" does not say how they died."""
    entries = vocabulary.categories.entries
    listed = next((word for word in item.key.category or () if word in entries), None)
    return listed is not None and entries[listed].open


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
) -> Iterator[Question]:
    for categories, counted in _by_category(items, vocabulary):
        used: Counter[Status] = Counter()
        for name in categories:
            used += statuses[topic.events, name]
        if topic.status == "denied" or (_host(topic, used) and len({item.home for item in counted}) < 2):
            continue  # shown beside the question of its host
        for actor, theirs in _by_actor(counted, vocabulary):
            for place in _places(theirs, scene, vocabulary):
                yield _question(topic, categories, actor, place, theirs, used, vocabulary)


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
    happened = Counter(item.key.event or "" for item in items if not _is_open(item, vocabulary))
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


def _by_category(items: Sequence[Evidence], vocabulary: Vocabulary) -> list[tuple[list[str], list[Evidence]]]:
    """Return the categories that a person would ask about together, with their evidence: passengers and
    people killed are the same where the numbers say so, children killed are not."""
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for item in items:
        groups[category_name(item, vocabulary)].append(item)
    ordered = sorted(groups, key=lambda name: (-len({x.home for x in groups[name]}), _first(groups[name])))
    found: list[tuple[list[str], list[Evidence]]] = []
    for name in ordered:
        for names, members in found:
            if _are_one(names[0], name, members, groups[name], vocabulary):
                names.append(name)
                members.extend(groups[name])
                break
        else:
            found.append(([name], list(groups[name])))
    return found


def _are_one(
    one: str, other: str, mine: Sequence[Evidence], theirs: Sequence[Evidence], vocabulary: Vocabulary
) -> bool:
    """Return whether two categories count the same heads: because the word for one says no more than what
    happened, because one says nothing of whom it counts and the numbers are the same, or because a statement
    lists them as the parts of a sum."""
    tree = vocabulary.categories
    paths = tree.path(one), tree.path(other)
    event = mine[0].key.event or ""
    if listed_words(event, one) or listed_words(event, other):
        return paths[0][-1] == paths[1][-1]
    if tree.relate(*paths) == "disjoint" and paths[0][-1] == paths[1][-1]:
        return bool({_breath(item) for item in mine} & {_breath(item) for item in theirs})
    if tree.relate(*paths) not in ("part", "whole") or not {one, other} & words("anybody"):
        return False
    here, there = _told(mine), _told(theirs)
    apart = not all(_agreeing(here[who], there[who]) for who in here.keys() & there.keys())
    return not apart and _agreeing(set().union(*here.values()), set().union(*there.values()))


def _breath(item: Evidence) -> tuple[object, ...]:
    """Return what makes two numbers one statement: the same origin in the same sentence."""
    return (item.claim.document_id, item.claim.sentence, item.party.name)


def _told(items: Iterable[Evidence]) -> Mapping[tuple[str, str], set[Value]]:
    """Return the values by document and origin."""
    found: dict[tuple[str, str], set[Value]] = defaultdict(set)
    for item in items:
        if item.value.bound != "vague":
            found[item.claim.document_id, item.party.name].add(item.value)
    return found


def _agreeing(some: set[Value], others: set[Value]) -> bool:
    """Return whether a value agrees with one of the others, of the first ones where there are very many."""
    first = [sorted(values, key=lambda value: value.digits)[:_ENOUGH] for values in (some, others)]
    return any(agree(one, other) for one in first[0] for other in first[1])


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


def _first(items: Iterable[Evidence]) -> tuple[object, ...]:
    return min(item.rank for item in items)
