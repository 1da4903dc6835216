"""Whose heads are counted: which categories a person would ask about together.

Here belongs comparing categories by what is told of them in one pile: passengers killed and people killed are
the same people where the numbers say so, children killed are a part of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.briefs import Vocabulary
from pipeline.briefs.tables import words
from pipeline.briefs.titles import listed_words
from pipeline.reconciliation.bounds import Value, agree
from pipeline.reconciliation.evidence import Evidence

_ENOUGH = 50  # values of each of two categories that are compared


def by_category(items: Sequence[Evidence], vocabulary: Vocabulary) -> list[tuple[list[str], list[Evidence]]]:
    """Return the categories that a person would ask about together, with their evidence, those of most
    documents first."""
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for item in items:
        groups[category_name(item, vocabulary)].append(item)
    ordered = sorted(
        groups, key=lambda name: (-len({x.home for x in groups[name]}), min(x.rank for x in groups[name]))
    )
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


def category_name(item: Evidence, vocabulary: Vocabulary) -> str:
    """Return the category under which a claim is asked about: a listed one, or its own word."""
    path = item.key.category or ("people",)
    listed = next((word for word in path if word in vocabulary.categories.entries), path[0])
    return path[-1] if is_open(item, vocabulary) else listed


def is_open(item: Evidence, vocabulary: Vocabulary) -> bool:
    """Return whether the noun tells what happened rather than who: "deaths" does not say how they died."""
    entries = vocabulary.categories.entries
    listed = next((word for word in item.key.category or () if word in entries), None)
    return listed is not None and entries[listed].open
