"""From a pile of claims to a brief: the one place where the steps of proposing follow one another.

Here belong the order of steps, and of what was found only that which concerns the questions asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.briefs import Brief, Question, Vocabulary
from pipeline.briefs.tree import Entry, fold
from pipeline.extraction.language.lexicon import lexicon
from pipeline.pile import Pile
from pipeline.reconciliation import dating
from pipeline.reconciliation.evidence import Evidence, gather
from pipeline.reconciliation.proposing.bodies import bodies
from pipeline.reconciliation.proposing.candidates import candidates
from pipeline.reconciliation.proposing.naming import Names
from pipeline.reconciliation.proposing.ranking import Ranked, rank
from pipeline.reconciliation.proposing.remarks import Remarks, remarks
from pipeline.reconciliation.reconcile import reconcile

MOST = 20
# Of the questions that a pile could answer, at least so many are answered to find those worth asking.
_WEIGHED = 100
# Days after which counts are of different times: the first of these that half the span fits in.
_HORIZONS = (3, 7, 14, 30, 60)
_ANY = Question(id="any", title="Any", category=("people",), event=("killed",))


@dataclass(frozen=True)
class Proposal:
    """A proposed brief, and what to tell its reader of each of its parts."""

    brief: Brief
    remarks: Remarks


def propose(pile: Pile, most: int = MOST) -> Brief:
    """Return a brief with at most so many questions, those most reported and most disputed first.

    Claims that do not say what is counted or what happened to it make no question. A pile without any
    comparable claim raises ValueError, for a brief asks something.
    """
    return proposal(pile, most).brief


def proposal(pile: Pile, most: int = MOST, title: str | None = None) -> Proposal:
    """Return the brief that `propose` returns, with what to tell its reader; under that title if given."""
    draft = Brief(id="proposed", title="Proposed questions", questions=(_ANY,))
    vocabulary = Vocabulary()
    read = gather(pile, draft, vocabulary)
    names, registry = Names(read, pile.cleaned, vocabulary), bodies(read)
    draft = draft.model_copy(
        update={
            "organisations": tuple(body.organisation() for body in registry),
            "places": names.entries(),
            "horizon_days": _horizon(read),
        }
    )
    vocabulary = Vocabulary(draft.places, context=draft.named_places)
    evidence = gather(pile, draft, vocabulary)
    possible = candidates(evidence, vocabulary)[: max(_WEIGHED, 2 * most)]
    if not possible:
        raise ValueError("no claim says both what is counted and what happened to it: nothing to ask")
    weighed = draft.model_copy(
        update={"questions": _with_ids(possible), "categories": _lacking(possible, vocabulary)}
    )
    estimates = reconcile(pile, weighed, pile.days[-1])
    ranked = rank(weighed, estimates, evidence, vocabulary.categories, most)
    brief = _trimmed(weighed, ranked, evidence, vocabulary, title)
    return Proposal(brief, remarks(brief, ranked, registry, names, evidence))


def identifier(title: str, taken: set[str]) -> str:
    """Return an id made from a title, unlike those already taken, and take it."""
    stem = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:56].strip("-") or "question"
    name, count = stem, 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}"
    taken.add(name)
    return name


def _with_ids(questions: Sequence[Question]) -> tuple[Question, ...]:
    taken: set[str] = set()
    return tuple(
        question.model_copy(update={"id": identifier(question.title, taken)}) for question in questions
    )


def _horizon(evidence: Sequence[Evidence]) -> int:
    days = [dating.last_day(item.said) for item in evidence if dating.is_dated(item.said)]
    span = (max(days) - min(days)).days if days else _HORIZONS[-1]
    return next((horizon for horizon in _HORIZONS if 2 * horizon >= span), _HORIZONS[-1])


def _lacking(questions: Sequence[Question], vocabulary: Vocabulary) -> dict[str, Entry]:
    """Return the categories that are asked about and that the general table lacks."""
    people = lexicon().nouns["people"]
    asked = dict.fromkeys(word for question in questions for word in question.category)
    return {
        word: Entry(within="people" if fold(word).split()[-1] in people else None)
        for word in asked
        if fold(word) and not vocabulary.categories.listed(fold(word))
    }


def _trimmed(
    weighed: Brief,
    ranked: Sequence[Ranked],
    evidence: Sequence[Evidence],
    vocabulary: Vocabulary,
    title: str | None,
) -> Brief:
    """Return the brief with the questions that are worth asking, and of its tables what concerns them."""
    told = {claim for one in ranked for claim in one.claim_ids}
    relevant = [item for item in evidence if item.claim.claim_id in told]
    questions = tuple(one.question for one in ranked)
    heard = {item.party.name for item in relevant}
    named = {step for item in relevant for path in item.key.place or () for step in path}
    named |= {place for question in questions for place in question.place}
    counted = {word for question in questions for word in question.category}
    title = title or _title(relevant, questions, vocabulary)
    return weighed.model_copy(
        update={
            "id": identifier(title, set()),
            "title": title,
            "questions": questions,
            "organisations": tuple(body for body in weighed.organisations if body.name in heard),
            "places": _of(weighed.places, named),
            "categories": _of(weighed.categories, counted),
        }
    )


def _of(entries: Mapping[str, Entry], names: set[str]) -> dict[str, Entry]:
    return {name: entry for name, entry in entries.items() if name in names}


def _title(evidence: Sequence[Evidence], questions: Sequence[Question], vocabulary: Vocabulary) -> str:
    """Return a title by whose a third of the counts are, by the place of half of them, else by the first
    question."""
    countries = set(vocabulary.people.values())
    somewhere = {word for question in questions for place in question.place for word in fold(place).split()}
    named = (item for item in evidence if item.claim.actor and not set(item.key.actor or ()) & countries)
    bodies = Counter(
        item.claim.actor for item in named if not set(fold(item.claim.actor or "").split()) <= somewhere
    )
    places = Counter(path[0] for item in evidence for path in item.key.place or ())
    for names, share in ((bodies, 3), (places, 2)):
        name, count = max(names.items(), key=lambda pair: (pair[1], pair[0] or ""), default=("", 0))
        if name and share * count >= len(evidence):
            return f"Reports on {name}"
    return f"{questions[0].title}, and more" if len(questions) > 1 else questions[0].title
