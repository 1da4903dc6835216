"""The keys of a pile, found by what a question asks: a question meets only those that can matter to it.

Here belongs narrowing down, never deciding: what is returned holds every key that `Scope.match` finds fitting
or nearly so, and some that it does not. Keys are few next to claims, and a set of keys is one integer with a
bit a key, so that narrowing costs little more than reading the question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_

from pipeline.briefs import Vocabulary
from pipeline.briefs.tree import Path, Tree
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.keys import NEAR_MISS, Key, Match, Scope

_REMEMBERED = 1024  # sets of keys kept at hand, of a bit a key each


@dataclass(frozen=True)
class Narrowed:
    """The keys that can matter to a question, as sets of numbers: those that may fit, those that may differ
    in one aspect alone, those that may be taken for an answer by their number, those that something ties to
    it."""

    fitting: int
    near: int
    meant: int
    tied: int


class KeyIndex:
    """The evidence of a pile by key; a key's number is its place in the order in which keys first appear."""

    def __init__(self, evidence: Iterable[Evidence], vocabulary: Vocabulary) -> None:
        self.by_key = group_by_key(evidence)
        self.keys = list(self.by_key)
        self._by_digits: dict[object, dict[int, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        self._by_document: dict[str, list[tuple[int, Evidence]]] = defaultdict(list)
        self._having: dict[Hashable, list[int]] = defaultdict(list)
        for number, (key, members) in enumerate(self.by_key.items()):
            for trait in _traits(key, vocabulary):
                self._having[trait].append(number)
            for item in members:
                self._by_digits[item.value.digits][number].append(item)
                self._by_document[item.claim.document_id].append((number, item))
        self._every = (1 << len(self.keys)) - 1
        self._set_of = lru_cache(_REMEMBERED)(self._posted)

    def narrow(self, scope: Scope) -> Narrowed:
        """Return the keys that can matter to a question."""
        aspects = self._by_aspect(scope)
        possible = {aspect: same | open_ for aspect, (same, open_) in aspects.items()}
        near = (
            self._all(same for other, (same, _) in aspects.items() if other != aspect) for aspect in NEAR_MISS
        )
        meant = possible["category"] & possible["unit"] & (possible["actor"] | possible["place"])
        return Narrowed(
            fitting=self._all(possible.values()) | self._with([("merged", scope.question.id)]),
            near=reduce(or_, near),
            meant=meant | self._with([("split", scope.question.id)]),
            tied=self._tied(scope),
        )

    def matched(self, scope: Scope) -> list[tuple[Evidence, Match]]:
        """Return the evidence that fits a question in some way, in an order of its own.

        What merely may be meant counts where something ties it to the question, be it a document that answers
        it.
        """
        narrowed = self.narrow(scope)
        found: dict[str, tuple[Evidence, Match]] = {}
        for key in self.of(narrowed.fitting & narrowed.tied):
            match = scope.match(key)
            if match.fit != "off" and scope.ties(key):
                found |= {item.claim.claim_id: (item, match) for item in self.by_key[key]}
        documents = {item.claim.document_id for item, match in found.values() if match.fit != "kin"}
        for item in self.in_documents(documents, narrowed.fitting):
            match = scope.match(item.key)
            if match.fit != "off":
                found[item.claim.claim_id] = item, match
        return sorted(found.values(), key=lambda pair: _place_of(pair[0]))

    def of(self, numbers: int) -> Iterator[Key]:
        """Yield the keys of a set."""
        return (self.keys[number] for number in _members(numbers))

    def with_value(self, numbers: int, value: Value) -> Iterator[tuple[Key, list[Evidence]]]:
        """Yield the keys of a set that have claims of the same number, with these."""
        for number, members in self._by_digits.get(value.digits, {}).items():
            if numbers >> number & 1:
                yield self.keys[number], members

    def in_documents(self, documents: Iterable[str], numbers: int) -> Iterator[Evidence]:
        """Yield the evidence of these documents whose keys are in a set."""
        members = numbers.to_bytes(len(self.keys) // 8 + 1, "little")
        for document in sorted(documents):
            for number, item in self._by_document.get(document, ()):
                if members[number >> 3] >> (number & 7) & 1:
                    yield item

    def _by_aspect(self, scope: Scope) -> Mapping[str, tuple[int, int]]:
        """Return by aspect the keys that may be the same as what is asked, and those that it leaves open."""
        question = scope.question
        return {
            "category": self._categories(scope),
            "actor": self._actors(scope.actor),
            "event": self._plain("event", question.event, (None,)),
            "place": self._places(scope),
            "status": self._plain("status", {*question.status, *question.beside}),
            "temporality": self._plain("temporality", question.temporality and (question.temporality,)),
            "additional": self._plain("additional", scope.additions),
            "unit": self._plain("unit", (question.unit,)),
        }

    def _plain(
        self, aspect: str, asked: Collection[object] | None, open_: Collection[object] = ()
    ) -> tuple[int, int]:
        if not asked:
            return self._every, 0
        return self._with((aspect, word) for word in asked), self._with((aspect, word) for word in open_)

    def _actors(self, asked: frozenset[str] | None) -> tuple[int, int]:
        return self._plain("actor", asked, (None,))

    def _categories(self, scope: Scope) -> tuple[int, int]:
        words = {word for path in scope.categories for word in path}
        same = {("category", path) for path in scope.categories} | {("open category", word) for word in words}
        near = self._around("category", scope.categories, scope.vocabulary.categories)
        return self._with(same), near | self._with([("category", None)])

    def _places(self, scope: Scope) -> tuple[int, int]:
        if not scope.place:
            return self._every, 0
        anywhere = self._with([("place", None)])
        same = self._with(("place", path) for path in scope.place)
        near = self._around("place", scope.place, scope.vocabulary.places)
        return (same | anywhere if scope.widest else same), near | anywhere

    def _tied(self, scope: Scope) -> int:
        if scope.lone or not (scope.actor or scope.place):
            return self._every
        overlapping = scope.vocabulary.places.overlapping
        words = {word for path in scope.place for word in (path[-1], *overlapping(path))}
        traits: set[Hashable] = {("actor", actor) for actor in scope.actor or ()}
        traits |= {("place within", word) for word in words}
        traits |= {("merged", scope.question.id), ("split", scope.question.id)}
        if scope.actor is None and scope.widest:
            traits.add(("place", None))
        return self._with(traits)

    def _around(self, aspect: str, asked: Iterable[Path], tree: Tree) -> int:
        """Return the keys with a path that the tree does not hold to be disjoint from those asked."""
        return reduce(or_, (self._not_apart(aspect, path, tree) for path in asked), 0)

    def _not_apart(self, aspect: str, path: Path, tree: Tree) -> int:
        if tree.loose(path):
            return self._every
        traits = {(f"{aspect} within", path[0]), (f"{aspect} within", path[-1]), (f"loose {aspect}", True)}
        traits |= {(f"{aspect} at", word) for word in path}
        traits |= {(f"{aspect} within", word) for word in tree.overlapping(path)}
        return self._with(traits)

    def _all(self, sets: Iterable[int]) -> int:
        """Return the keys that are in all of these sets."""
        return reduce(and_, sets, self._every)

    def _with(self, traits: Iterable[Hashable]) -> int:
        """Return the keys that have any of these traits."""
        return reduce(or_, map(self._set_of, traits), 0)

    def _posted(self, trait: Hashable) -> int:
        posted = bytearray(len(self.keys) // 8 + 1)
        for number in self._having.get(trait, ()):
            posted[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(posted, "little")


def group_by_key(evidence: Iterable[Evidence]) -> dict[Key, list[Evidence]]:
    """Group evidence by comparability key."""
    groups: dict[Key, list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[item.key].append(item)
    return groups


def _traits(key: Key, vocabulary: Vocabulary) -> Iterator[Hashable]:
    """Yield what a key can be found by."""
    for aspect in ("event", "status", "temporality", "additional", "unit"):
        yield aspect, getattr(key, aspect)
    for actor in key.actor or (None,):
        yield "actor", actor
    for ruling in ("merged", "split"):
        yield from ((ruling, question) for question in getattr(key, ruling))
    if not key.place or key.from_dateline:
        yield "place", None
    for path in key.place or ():
        yield from _path_traits("place", path, vocabulary.places)
    if key.category is None:
        yield "category", None
        return
    yield from _path_traits("category", key.category, vocabulary.categories)
    if vocabulary.is_open(key.category):
        yield "open category", key.category[-1]


def _path_traits(aspect: str, path: Path, tree: Tree) -> Iterator[Hashable]:
    yield aspect, path
    yield f"{aspect} at", path[0]
    for word in path:
        yield f"{aspect} within", word
    if tree.loose(path):
        yield f"loose {aspect}", True


def _place_of(item: Evidence) -> tuple[str, int, str]:
    return item.claim.document_id, item.claim.figure.start, item.claim.claim_id


def _members(numbers: int) -> Iterator[int]:
    """Yield the members of a set of numbers that is held as bits, in order."""
    bits = bin(numbers)[:1:-1]
    found = bits.find("1")
    while found >= 0:
        yield found
        found = bits.find("1", found + 1)
