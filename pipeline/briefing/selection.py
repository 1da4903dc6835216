"""What an edition carries of a pile: the claims and documents that its figures rest on, and counts of others.

Here belongs choosing, so that an edition grows with its questions and with what is new, not with all that was
ever received. What it does not carry stays in the tables and is counted (`Whole`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import NamedTuple

from pipeline.briefing.passages import Cut, cut
from pipeline.briefs import Brief
from pipeline.cleaning import foreign
from pipeline.lineage.ledger import InPassages, LeftOut, Listed, Received, Whole, behind, named_by
from pipeline.reconciliation.corrections import Index
from pipeline.records import Claim, CleanedText, Document, Estimate, Quarantined

MOST_BESIDE = 30  # claims that set no value and are shown, over all questions
MOST_CHARACTERS = 20_000  # of documents that are carried whole; of others that are cited, passages are shown
MOST_LISTED = 60  # documents that no figure cites and that are listed all the same, the newest first
# In which order claims beside a value are dealt out; older statements oftenest: they tell the course of time.
_DEALT = ("superseded", "apart", "not_merged", "joined", "superseded", "part", "superseded")


class Selection(NamedTuple):
    """What an edition carries: estimates that name nothing else, their claims, and the documents these stand
    in with their cleaned texts. Claims and documents are in the order of receipt."""

    estimates: tuple[Estimate, ...]
    previous: tuple[Estimate, ...]
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    cleaned: tuple[CleanedText, ...]
    whole: Whole


def select(
    brief: Brief,
    estimates: Sequence[Estimate],
    previous: Sequence[Estimate],
    claims: Mapping[str, Claim],
    documents: Sequence[Document],
    cleaned: Mapping[str, CleanedText],
    quarantined: Sequence[Quarantined],
) -> Selection:
    """Return what an edition carries. `documents` are all that were received by its day, the oldest first;
    `claims`, by id, `cleaned` texts, by document, and `quarantined` figures are theirs."""
    rank = {document.document_id: place for place, document in enumerate(documents)}
    of_document: dict[str, list[str]] = defaultdict(list)
    for key, claim in claims.items():
        of_document[claim.document_id].append(key)
    before = {estimate.question_id: estimate for estimate in previous}
    hands = {e.question_id: _beside(e, before.get(e.question_id), claims, rank) for e in estimates}
    drawn = set(islice(_in_turn(hands, list(hands)), MOST_BESIDE))
    told = {e.question_id: _fixed(e) | {k for q, k in drawn if q == e.question_id} for e in estimates}
    shown = tuple(_bounded(estimate, told[estimate.question_id]) for estimate in estimates)
    cited = {key for key in _cited(brief, shown, previous, claims) if key in claims}
    places = {claims[key].document_id for key in cited}
    first = {claims[key].document_id for estimate in shown for key in behind(estimate) if key in claims}
    in_full = _room(documents, first, places)
    kept = {key for name in in_full for key in of_document[name]} | cited
    carried = places | in_full
    cuts = [
        cut(
            document,
            cleaned.get(document.document_id),
            (claims[key] for key in of_document[document.document_id] if key in kept),
        )
        if document.document_id not in in_full
        else Cut(document, cleaned.get(document.document_id), ())
        for document in documents
        if document.document_id in carried
    ]
    listed, more = _others([one for one in documents if one.document_id not in carried])
    return Selection(
        estimates=shown,
        previous=tuple(_old(estimate, told.get(estimate.question_id, ())) for estimate in previous),
        claims=tuple(
            sorted(
                (claims[key] for key in kept),
                key=lambda claim: (rank[claim.document_id], claim.figure.start, claim.figure.end),
            )
        ),
        documents=tuple(one.document for one in cuts),
        cleaned=tuple(one.cleaned for one in cuts if one.cleaned),
        whole=Whole(
            days=tuple(_days(documents, cleaned, of_document)),
            listed=tuple(_listed(one, bool(of_document[one.document_id])) for one in listed),
            in_passages=tuple(
                InPassages(document_id=one.document.document_id, passages=one.passages)
                for one in cuts
                if one.document.document_id not in in_full
            ),
            left_out=(
                *_rest(estimates, told),
                *_count("edition", "documents", (one.document_id for one in more)),
                *_flawed(quarantined),
                *(
                    left
                    for name in sorted(places - in_full)
                    for left in _count(name, "claims", (key for key in of_document[name] if key not in kept))
                ),
            ),
        ),
    )


def _fixed(estimate: Estimate) -> set[str]:
    """Return the claims of a question that are always shown: those that state a value or that a ruling
    rejects."""
    rejected = (aside.claim_id for aside in estimate.set_aside if aside.relation == "rejected")
    return {*behind(estimate), *rejected}


def _beside(
    estimate: Estimate, old: Estimate | None, claims: Mapping[str, Claim], rank: Mapping[str, int]
) -> Iterator[str]:
    """Yield the other claims of a question, what tells most first: of each relation in turn those that the
    edition before did not set aside, then those with a number that is printed, then the newest."""
    fixed = _fixed(estimate)
    known = {aside.claim_id for aside in old.set_aside} if old else set()
    printed = {estimate.low, estimate.best, estimate.high} - {None}
    found: dict[str, list[str]] = defaultdict(list)
    for aside in estimate.set_aside:
        if aside.claim_id in claims and aside.claim_id not in fixed:
            found[aside.relation].append(aside.claim_id)

    def telling(key: str) -> tuple[object, ...]:
        claim = claims[key]
        alike = not printed.isdisjoint((claim.low, claim.high))
        return not alike, -rank[claim.document_id], claim.figure.start, key

    hands = {
        relation: _news_first(sorted(keys, key=telling), known, spread=relation == "superseded")
        for relation, keys in found.items()
    }
    return (key for _, key in _in_turn(hands, _DEALT))


def _news_first(keys: Sequence[str], known: Collection[str], *, spread: bool) -> Iterator[str]:
    """Yield claims that the edition before did not set aside, then the others; `spread` over all of their
    time."""
    yield from (key for key in keys if key not in known)
    rest = [key for key in keys if key in known]
    yield from (rest[place] for place in _halved(len(rest))) if spread else rest


def _halved(number: int) -> Iterator[int]:
    """Yield the places of a row: its ends, then the middle between them, then the middles of the halves."""
    yield from {0: None, number - 1: None} if number else ()
    gaps = [(0, number - 1)]
    for low, high in gaps:
        if high - low > 1:
            middle = (low + high) // 2
            yield middle
            gaps += [(low, middle), (middle, high)]


def _in_turn(hands: Mapping[str, Iterator[str]], turns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield one from each hand, with its name, in the order of the `turns`, again until all are empty."""
    empty: set[str] = set()
    while not empty.issuperset(hands):
        for name in turns:
            key = next(hands[name], None) if name in hands else None
            if key is None:
                empty.add(name)
            else:
                yield name, key


def _bounded(estimate: Estimate, told: Collection[str]) -> Estimate:
    """Return an estimate that names the claims told, and no others."""

    def only(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in told)

    series = (one.model_copy(update={"claim_ids": only(one.claim_ids)}) for one in estimate.series)
    return estimate.model_copy(
        update={
            "statements": tuple(
                one.model_copy(update={"superseded_ids": only(one.superseded_ids)})
                for one in estimate.statements
            ),
            "set_aside": tuple(aside for aside in estimate.set_aside if aside.claim_id in told),
            "series": tuple(one for one in series if one.claim_ids),
            "rulings": tuple(
                one.model_copy(update={"claim_ids": only(one.claim_ids) or one.claim_ids[:1]})
                for one in estimate.rulings
            ),
        }
    )


def _old(estimate: Estimate, kept: Collection[str]) -> Estimate:
    """Return an estimate of the edition before with what can be told of it: its values and what carried
    them."""
    return estimate.model_copy(
        update={
            "statements": tuple(one.model_copy(update={"superseded_ids": ()}) for one in estimate.statements),
            "set_aside": tuple(aside for aside in estimate.set_aside if aside.claim_id in kept),
            "series": (),
            "rationale": (),
            "outlook": (),
        }
    )


def _cited(
    brief: Brief, estimates: Iterable[Estimate], previous: Iterable[Estimate], claims: Mapping[str, Claim]
) -> Iterator[str]:
    """Yield the claims that estimates, their sentences and rulings name."""
    yield from named_by(estimates, previous)
    references = [one for ruling in brief.rulings for one in ruling.references]
    if references:
        index = Index(references, claims.values())
        yield from (key for one in references for key in index.named(one))


def _room(documents: Sequence[Document], first: Collection[str], cited: Collection[str]) -> frozenset[str]:
    """Return the documents that are carried whole, while there is room: those behind a value, then others
    that are cited, then the newest that are not."""
    room, others, found = MOST_CHARACTERS, MOST_LISTED, set()
    newest = documents[::-1]
    groups = (
        (one for one in newest if one.document_id in first),
        (one for one in newest if one.document_id in cited and one.document_id not in first),
        (one for one in newest if one.document_id not in cited),
    )
    for document in chain(*groups):
        if len(document.text) <= room:
            others -= document.document_id not in cited
            if others < 0:
                break
            room -= len(document.text)
            found.add(document.document_id)
        elif document.document_id not in cited:
            break
    return frozenset(found)


def _others(documents: Sequence[Document]) -> tuple[list[Document], list[Document]]:
    """Return the documents that are listed by name, and those that are counted alone: the newest day first,
    of a day first what could not be read."""
    ordered = sorted(documents, key=lambda one: (-one.received_on.toordinal(), one.error is None, one.name))
    return ordered[:MOST_LISTED], ordered[MOST_LISTED:]


def _listed(document: Document, claims: bool) -> Listed:
    return Listed(
        document_id=document.document_id,
        name=document.name,
        source=document.source,
        received_on=document.received_on,
        claims=claims,
        error=document.error,
    )


def _days(
    documents: Sequence[Document], cleaned: Mapping[str, CleanedText], claims: Mapping[str, Sequence[str]]
) -> Iterator[Received]:
    for day, group in groupby(documents, key=lambda document: document.received_on):
        found = list(group)
        texts = [cleaned[one.document_id] for one in found if one.document_id in cleaned]
        dated = [text.published_on for text in texts if text.published_on]
        undated = (text for text in texts if text.published_on is None and text.error is None)
        yield Received(
            day=day,
            documents=len(found),
            unreadable=sum(one.error is not None for one in found),
            foreign=sum(foreign(text) is not None for text in texts),
            undated=sum(bool(claims.get(text.document_id)) for text in undated),
            claims=sum(len(claims.get(one.document_id, ())) for one in found),
            published_from=min(dated, default=None),
            published_until=max(dated, default=None),
            sha256=_digest(one.document_id for one in found),
        )


def _rest(estimates: Iterable[Estimate], told: Mapping[str, Collection[str]]) -> Iterator[LeftOut]:
    """Yield how many claims are set aside from a question and not shown, by relation."""
    for estimate in estimates:
        rest: dict[str, list[str]] = defaultdict(list)
        for aside in estimate.set_aside:
            if aside.claim_id not in told[estimate.question_id]:
                rest[aside.relation].append(aside.claim_id)
        for relation in sorted(rest):
            yield from _count(estimate.question_id, relation, rest[relation])


def _flawed(quarantined: Sequence[Quarantined]) -> Iterator[LeftOut]:
    """Yield how many figures are no claims, by the reason."""
    places: dict[str, set[str]] = defaultdict(set)
    for one in quarantined:
        places[one.reason].add(f"{one.document_id}:{one.figure.start}:{one.figure.end}")
    for reason in sorted(places):
        yield from _count("edition", reason, places[reason])


def _count(subject: str, what: str, keys: Iterable[str]) -> Iterator[LeftOut]:
    found = list(keys)
    if found:
        yield LeftOut(subject=subject, what=what, count=len(found), sha256=_digest(found))


def _digest(keys: Iterable[str]) -> str:
    """Return the SHA-256 of ids in their order by value, a line each."""
    return hashlib.sha256("".join(f"{key}\n" for key in sorted(keys)).encode()).hexdigest()
