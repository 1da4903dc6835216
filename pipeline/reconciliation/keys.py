"""The comparability key of a claim, and how it relates to what a question asks (rules R2, R3, R7 and R8).

Here belongs deciding whether two quantities are the same, one a part of the other, or different. Words are
looked up in `pipeline.briefs.vocabulary`; what becomes of a claim is decided by the modules that call this
one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from pipeline.briefs import Question, Vocabulary
from pipeline.briefs.tree import Path, Relation, fold
from pipeline.briefs.vocabulary import Place
from pipeline.records import Claim, Status, Temporality

Fit = Literal["same", "part", "element", "kin", "off"]
# Aspects that, differing alone, leave a claim near enough to be mistaken for an answer.
NEAR_MISS = frozenset({"event", "place", "status", "temporality", "additional"})


@dataclass(frozen=True, slots=True)
class Key:
    """What a claim counts, normalised; None where the text does not say. Keys that are equal pool.

    `from_dateline` marks a place that is merely where the report was written: it rules nothing out. `merged`
    and `split` are the questions that an analyst ruled a claim to belong to, or not to (rules A3 and A4).
    """

    category: Path | None
    actor: frozenset[str] | None
    event: str | None
    place: Place | None
    from_dateline: bool
    status: Status
    temporality: Temporality
    additional: bool
    unit: str | None
    merged: frozenset[str] = frozenset()
    split: frozenset[str] = frozenset()


class Match(NamedTuple):
    """How a key fits a question. `fit` is same; part (narrower); element (a listed part of a sum that is
    asked); kin (nothing rules it out, nothing makes it the same); off (another quantity). `differs` names the
    aspects that are not the same. `beside` is true for a status that the question wants shown beside the
    estimate."""

    fit: Fit
    differs: tuple[tuple[str, Relation], ...]
    beside: bool = False


def key_of(claim: Claim, vocabulary: Vocabulary, dateline: str | None = None) -> Key:
    """Return the comparability key of a claim in a document with that dateline."""
    written_in = fold(dateline or "").split()
    return Key(
        category=_category(claim, vocabulary),
        actor=vocabulary.actor(claim.actor) if claim.actor else None,
        event=claim.event,
        place=vocabulary.place(claim.place) if claim.place else None,
        from_dateline=bool(claim.place) and set(fold(claim.place or "").split()) <= set(written_in),
        status=claim.status,
        temporality=claim.temporality,
        additional=claim.additional,
        unit=claim.unit,
    )


def _category(claim: Claim, vocabulary: Vocabulary) -> Path | None:
    """Return what a claim counts; a word of no table for those who suffer an event counts people, and "three
    of them" a part of whatever it is."""
    path = vocabulary.category(claim.counted, claim.counted_head)
    if path is not None and "figure.part" in claim.rules:
        path = ("some of them", *path)
    event = vocabulary.events.get(claim.event or "")
    listed = path is None or path[-1] in vocabulary.categories.entries
    return path if path is None or listed or not (event and event.victims) else (*path, "people")


class Scope:
    """What a question asks, in normalised words. `widest` says that no other question of the brief asks the
    same of a place around it or elsewhere: a claim that names no place is then read as meant for this one.
    `lone` says that none asks the same of others either: whatever may be meant is then meant for this one.
    `broadest` says that none asks the same of what holds what is counted: "12 deaths" are not those of the
    children where another question asks about people."""

    def __init__(
        self,
        question: Question,
        vocabulary: Vocabulary,
        others: Iterable[Question] = (),
        broader: Iterable[Question] = (),
        *,
        lone: bool = True,
    ) -> None:
        """Read a question in view of the questions of the brief: `others` may ask the same elsewhere, the
        `broader` ones of something that holds what is counted."""
        self.question = question
        self.vocabulary = vocabulary
        paths = (vocabulary.category(word) for word in question.category)
        self.categories: tuple[Path, ...] = tuple(path for path in paths if path)
        self.actor = vocabulary.actor(question.actor) if question.actor else None
        self.place: Place = frozenset(path for word in question.place for path in vocabulary.place(word))
        self.widest = not any(self._rivalled_by(other) for other in others)
        self.lone = lone and self.widest
        self.broadest = not any(self._broadened_by(other) for other in broader)

    @cached_property
    def additions(self) -> tuple[bool, ...]:
        """Which of additions (true) and totals (false) are asked. An addition is not a total: "another 500"
        says nothing of a stock or of a running count."""
        if self.question.additional is not None:
            return (self.question.additional,)
        return (False,) if self.question.temporality in ("stock", "cumulative") else (False, True)

    @cached_property
    def elements(self) -> tuple[Path, ...]:
        """The categories whose sum is asked: those of a question that lists categories excluding each
        other."""
        tree, paths = self.vocabulary.categories, self.categories
        apart = all(tree.relate(a, b) == "disjoint" for i, a in enumerate(paths) for b in paths[i + 1 :])
        return paths if len(paths) > 1 and apart else ()

    @property
    def is_of_people(self) -> bool:
        """Whether people of any kind are asked about."""
        return ("people",) in self.categories

    def ties(self, key: Key) -> bool:
        """Return whether something ties a key to this question rather than to one that asks the same of
        others or elsewhere: whose they are, a place that holds or overlaps both, or a ruling. What fits it is
        tied to it."""
        if self.lone or self.question.id in key.merged | key.split:
            return True
        if self.actor is None and self._place(key) == "same":
            return True
        if self.actor and key.actor and key.actor & self.actor:
            return True
        around = {word for path in key.place or () for word in path}
        overlapping = self.vocabulary.places.overlapping
        return any(path[-1] in around or overlapping(path) & around for path in self.place)

    def match(self, key: Key) -> Match:
        """Return how a claim's key fits this question."""
        question = self.question
        if question.id in key.split:
            return Match("off", (("ruling", "disjoint"),))
        if question.id in key.merged:
            return Match("same", ())
        beside = key.status in question.beside
        relations: list[tuple[str, Relation]] = [
            ("category", self._category(key.category)),
            ("actor", self._actor(key.actor)),
            ("event", _among(key.event, question.event)),
            ("place", self._place(key)),
            ("status", "same" if beside or key.status in question.status else "disjoint"),
            ("temporality", _among(key.temporality, (question.temporality,) if question.temporality else ())),
            ("additional", "same" if key.additional in self.additions else "disjoint"),
            ("unit", "same" if key.unit == question.unit else "disjoint"),
        ]
        differs = tuple((aspect, relation) for aspect, relation in relations if relation != "same")
        found = {relation for _, relation in differs}
        fit: Fit = "same"
        if "disjoint" in found:
            fit = "off"
        elif found & {"unknown", "whole", "overlaps"}:
            fit = "kin"
        elif found == {"part"}:
            element = key.category in self.elements and [aspect for aspect, _ in differs] == ["category"]
            fit = "element" if element else "part"
        return Match(fit, differs, beside)

    def _category(self, path: Path | None) -> Relation:
        if path is None:
            return "unknown"
        if self.vocabulary.is_open(path):
            if not any(path[-1] in asked for asked in self.categories):
                return "disjoint"
            return "same" if self.broadest else "unknown"
        relations = [self.vocabulary.categories.relate(path, asked) for asked in self.categories]
        if "same" in relations:
            return "part" if self.elements else "same"
        return next((r for r in ("part", "overlaps", "whole", "unknown") if r in relations), "disjoint")

    def _actor(self, actor: frozenset[str] | None) -> Relation:
        if self.actor is None or actor == self.actor:
            return "same"
        if actor is None:
            return "unknown"
        if actor & self.actor:
            return "part" if actor < self.actor else "whole" if actor > self.actor else "overlaps"
        return "disjoint"

    def _place(self, key: Key) -> Relation:
        if not self.place or (key.place and key.place <= self.place):
            return "same"
        relation = self.vocabulary.relate_places(key.place, self.place) if key.place else "unknown"
        if key.place is None or (key.from_dateline and relation != "part"):
            return "same" if self.widest else "unknown"
        return relation

    def _broadened_by(self, other: Question) -> bool:
        mine, tree = self.question, self.vocabulary.categories
        if other.id == mine.id or (other.actor, other.status) != (mine.actor, mine.status):
            return False
        if not set(other.event) & set(mine.event) or set(other.category) & set(mine.category):
            return False
        paths = [path for word in other.category if (path := self.vocabulary.category(word))]
        return any(tree.relate(asked, path) == "part" for asked in self.categories for path in paths)

    def _rivalled_by(self, other: Question) -> bool:
        mine = self.question
        if other.id == mine.id or not self.place or (other.actor, other.status) != (mine.actor, mine.status):
            return False
        if not set(other.event) & set(mine.event) or not set(other.category) & set(mine.category):
            return False
        theirs = frozenset(path for word in other.place for path in self.vocabulary.place(word))
        return not theirs or self.vocabulary.relate_places(theirs, self.place) not in ("same", "part")


def _among(word: str | None, asked: tuple[str, ...]) -> Relation:
    if not asked or word in asked:
        return "same"
    return "unknown" if word is None else "disjoint"
