"""What is narrowed down loses nothing: every short cut against looking at all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation_piles import (
    AS_OF,
    DOCUMENTS,
    NIS,
    SAMPLE,
    body,
    claim,
    document,
    nobody,
    piled,
    worked_pile,
)
from sweeps import few

from pipeline.briefs import Brief, Question, Vocabulary
from pipeline.briefs.tree import Entry
from pipeline.briefs.vocabulary import events
from pipeline.reconciliation import dating, reconcile
from pipeline.reconciliation.answer import Answer, answer
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.evidence import Evidence, gather
from pipeline.reconciliation.index import KeyIndex
from pipeline.reconciliation.keys import Key, Match, Scope
from pipeline.reconciliation.links import question_links
from pipeline.reconciliation.lookalikes import look_alikes
from pipeline.reconciliation.scopes import scopes_of
from pipeline.records import Claim, CleanedText, Link, QuestionLink

PLACES = {
    "Velmar": Entry(),
    "Ostrand": Entry(within="Velmar", overlaps=("Lower Ostrand",)),
    "Quay": Entry(within="Ostrand"),
    "Lower Ostrand": Entry(within="Sarno"),
    "Sarno": Entry(),
}
WHERE = [
    None,
    "Velmar",
    "Ostrand",
    "Quay",
    "Sarno",
    "Lower Ostrand",
    "Ostrand and Sarno",
    "Harbour of Quay",
    "Ulm",
]
WHOSE = [None, "Velmar guard", "Sarno and France", "France", "Ukraine"]
WHAT = [
    "soldiers",
    "troops",
    "construction troops",
    "military engineers",
    "people",
    "deaths",
    "gadgets",
    "vehicles",
]
EVENTS = ["killed", "deployed", "arrived", "stationed", "recruited", "wounded"]
TIMES = ["stock", "flow", "cumulative"]
STATUSES = ["observed", "planned", "possible", "target"]
LINKS: list[tuple[Link, ...]] = [(NIS,), (body("Weir Office"),), (nobody("reports"),), ()]
FAST = few(60)

Pile = tuple[list[CleanedText], list[Claim]]


@st.composite
def piles(draw: st.DrawFn) -> Pile:
    """Documents whose claims differ in every aspect of the key."""
    texts, claims = [], []
    for number in range(draw(st.integers(1, 4))):
        text = document(f"doc{number}", draw(st.sampled_from([None, "2025-04-02", "2025-08-20"])))
        texts.append(text.model_copy(update={"dateline": draw(st.sampled_from([None, "QUAY, Velmar"]))}))
        for place in range(draw(st.integers(1, 6))):
            value = draw(st.sampled_from([40, 600, 1000]))
            claims.append(
                claim(
                    text,
                    value,
                    *draw(st.sampled_from(LINKS)),
                    bound=draw(st.sampled_from(["exact", "approx", "vague"])),
                    at=200 * place,
                    length=100 + 10 * number + place,
                    counted=draw(st.sampled_from(WHAT)),
                    actor=draw(st.sampled_from(WHOSE)),
                    event=draw(st.sampled_from([None, *EVENTS])),
                    place=draw(st.sampled_from(WHERE)),
                    status=draw(st.sampled_from(STATUSES)),
                    temporality=draw(st.sampled_from(TIMES)),
                    additional=draw(st.booleans()),
                    unit=draw(st.sampled_from([None, None, "%"])),
                )
            )
    return texts, claims


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """Briefs whose questions ask the same of several places, of several parties or of anybody."""
    questions = tuple(
        Question(
            id=f"q{number}",
            title="Q",
            category=draw(
                st.sampled_from(
                    [("troops",), ("people",), ("gadgets",), ("construction troops", "military engineers")]
                )
            ),
            actor=draw(st.sampled_from(WHOSE)),
            event=draw(
                st.sampled_from([("killed",), ("deployed",), ("arrived", "deployed"), ("stationed",)])
            ),
            place=draw(
                st.sampled_from([(), ("Velmar",), ("Ostrand",), ("Sarno",), ("Ostrand", "Sarno"), ("Ulm",)])
            ),
            status=draw(st.sampled_from([("observed",), ("planned",), ("planned", "target")])),
            beside=draw(st.sampled_from([(), ("possible",)])),
            temporality=draw(st.sampled_from([None, *TIMES])),
            additional=draw(st.sampled_from([None, True, False])),
            unit=draw(st.sampled_from([None, None, "%"])),
        )
        for number in range(draw(st.integers(1, 5)))
    )
    return Brief(id="b", title="B", places=PLACES, questions=questions)


def ruled(item: Evidence, brief: Brief, draw: Random) -> Evidence:
    """Return evidence that, now and then, is merged into a question or split from it."""
    if draw.random() < 0.9:
        return item
    question = frozenset([draw.choice(brief.questions).id])
    return replace(item, key=replace(item.key, **{draw.choice(["merged", "split"]): question}))


def all_scopes(brief: Brief, words: Vocabulary) -> list[Scope]:
    """Return the scopes of a brief, each made with all other questions in view."""
    found = []
    for question in brief.questions:
        same = [
            other
            for other in brief.questions
            if other.status == question.status
            and set(other.event) & set(question.event)
            and set(other.category) & set(question.category)
        ]
        lone = all(other.actor == question.actor for other in same)
        found.append(Scope(question, words, brief.questions, brief.questions, lone=lone))
    return found


def all_matched(scope: Scope, evidence: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
    """Yield the id of each claim that fits a question, with how."""
    fitting = [(item, scope.match(item.key)) for item in evidence]
    documents = {item.claim.document_id for item, match in fitting if match.fit not in ("off", "kin")}
    for item, match in fitting:
        tied = scope.ties(item.key) or item.claim.document_id in documents
        if match.fit not in ("off", "kin") or (match.fit == "kin" and tied):
            yield item.claim.claim_id, match.fit


def carries_out(act: str | None, plan: str | None) -> bool:
    """Return whether one event is what becomes of another, as arriving is of being sent."""
    return plan in events() and act in events()[plan].fulfilled_by


def is_near(match: Match, key: Key, scope: Scope) -> bool:
    """Return whether one aspect alone tells a key from what is asked, and one that may be read amiss."""
    aspects = [aspect for aspect, _ in match.differs]
    if match.fit != "off" or aspects not in (
        [["event"], ["place"], ["status"], ["temporality"], ["additional"]]
    ):
        return False
    steps = (carries_out(key.event, asked) or carries_out(asked, key.event) for asked in scope.question.event)
    return aspects != ["event"] or any(steps)


def could_be_meant(match: Match) -> bool:
    """Return whether the same number could be meant: of the same things, and not of others elsewhere."""
    ruled_out = {aspect for aspect, relation in match.differs if relation == "disjoint"}
    return match.fit == "off" and not ruled_out & {"category", "unit"} and not {"actor", "place"} <= ruled_out


def all_alike(found: Answer, evidence: Sequence[Evidence], headline: Value | None) -> set[str]:
    """Return the ids of the claims that look alike: of those that only their claim tells apart the first."""
    scope, distinct = found.scope, {}
    for item in evidence:
        match = scope.match(item.key)
        same_number = headline is not None and item.value.digits == headline.digits
        alike = is_near(match, item.key, scope) or (same_number and could_be_meant(match))
        tied = scope.ties(item.key) or item.claim.document_id in found.documents
        same = (item.key, item.value.digits, item.party.name)
        if (
            alike
            and tied
            and item.value.bound != "vague"
            and (same not in distinct or item.rank < distinct[same].rank)
        ):
            distinct[same] = item
    return {item.claim.claim_id for item in distinct.values()}


def fulfils(done: Answer, plan: Answer) -> bool:
    """Return whether what is observed may carry out a plan: of the same things, around the same place, by the
    same, and not all over before the first word of the plan."""
    act, aim = done.scope, plan.scope
    words, place = act.vocabulary, (act.place, aim.place)
    kinds = {words.categories.relate(a, b) for a in act.categories for b in aim.categories}
    if (
        act.question.status != ("observed",)
        or not {"planned", "target"} & {*aim.question.status}
        or not any(carries_out(a, b) for a in act.question.event for b in aim.question.event)
        or not kinds & {"same", "part", "whole", "overlaps"}
        or (all(place) and words.relate_places(*place) not in ("same", "part"))
        or (act.actor is not None and aim.actor is not None and not act.actor & aim.actor)
    ):
        return False
    ended = [r.window.end for r in done.standing if r.window and r.window.end]
    made = [dating.first_day(r.said) for r in (*plan.standing, *plan.superseded) if r.said]
    return not ended or not made or max(ended) >= min(made)


def is_part(inner: Scope, outer: Scope) -> bool:
    """Return whether a question asks the same of a place inside another's."""
    mine, theirs, words = inner.question, outer.question, inner.vocabulary
    return (
        (mine.status, mine.temporality, mine.unit) == (theirs.status, theirs.temporality, theirs.unit)
        and inner.actor == outer.actor
        and bool({*mine.event} & {*theirs.event})
        and bool(inner.place and outer.place)
        and words.relate_places(inner.place, outer.place) == "part"
        and any(
            words.categories.relate(a, b) in ("same", "part")
            for a in inner.categories
            for b in outer.categories
        )
    )


def all_links(answers: Sequence[Answer]) -> dict[str, tuple[QuestionLink, ...]]:
    """Return the links of all questions, from every pair of them."""
    links: dict[str, list[QuestionLink]] = {}
    for one in answers:
        for other in answers:
            mine, theirs = one.scope.question.id, other.scope.question.id
            if mine == theirs:
                continue
            if fulfils(one, other):
                links.setdefault(mine, []).append(QuestionLink(relation="fulfils", question_id=theirs))
                links.setdefault(theirs, []).append(QuestionLink(relation="plan_of", question_id=mine))
            if is_part(one.scope, other.scope):
                links.setdefault(mine, []).append(QuestionLink(relation="part_of", question_id=theirs))
                links.setdefault(theirs, []).append(QuestionLink(relation="has_part", question_id=mine))
    return {key: tuple(found) for key, found in links.items()}


@FAST
@given(
    brief=briefs(),
    pile=piles(),
    headline=st.sampled_from([None, Value(600, 600, "exact"), Value(40, 40, "approx")]),
    draw=st.randoms(use_true_random=False),
)
def test_a_question_meets_all_that_matters_to_it(
    brief: Brief, pile: Pile, headline: Value | None, draw: Random
) -> None:
    texts, claims = pile
    words = Vocabulary(brief.places, brief.categories, brief.named_places)
    evidence = [ruled(item, brief, draw) for item in gather(piled(claims, texts), brief, words)]
    index = KeyIndex(evidence, words)
    answers = []
    for scope in scopes_of(brief, words):
        matched = index.matched(scope)
        assert {(item.claim.claim_id, match.fit) for item, match in matched} == set(
            all_matched(scope, evidence)
        )
        found = answer(scope, matched, brief.horizon_days)
        answers.append(found)
        alike = {aside.item.claim.claim_id for aside in look_alikes(found, index, headline, [])}
        assert alike == all_alike(found, evidence, headline)
    assert question_links(answers) == all_links(answers)


@FAST
@given(brief=briefs())
def test_the_rivals_of_a_question_are_found_among_all(brief: Brief) -> None:
    words = Vocabulary(brief.places, brief.categories, brief.named_places)
    found = [(scope.widest, scope.broadest, scope.lone) for scope in scopes_of(brief, words)]
    assert found == [(scope.widest, scope.broadest, scope.lone) for scope in all_scopes(brief, words)]


def test_the_sample_is_answered_from_keys_found_by_index() -> None:
    words = Vocabulary(SAMPLE.places, SAMPLE.categories, SAMPLE.named_places)
    evidence = gather(piled(worked_pile(), DOCUMENTS), SAMPLE, words)
    index = KeyIndex(evidence, words)
    for scope in scopes_of(SAMPLE, words):
        assert {(i.claim.claim_id, m.fit) for i, m in index.matched(scope)} == set(
            all_matched(scope, evidence)
        )


LANDS = [f"Land {letter}" for letter in "abcdefgh"]


def of_lands(*lands: str) -> Brief:
    """Return a brief that asks the same of several lands."""
    questions = tuple(
        Question(id=land[-1], title=land, category=("people",), event=("killed",), place=(land,))
        for land in lands
    )
    return Brief(id="b", title="B", places={land: Entry() for land in LANDS}, questions=questions)


@pytest.mark.parametrize(("lands", "pooled"), [(LANDS[:1], True), (LANDS, False)])
def test_a_claim_that_names_no_place_is_pooled_only_where_one_is_asked(
    lands: list[str], pooled: bool
) -> None:
    text = document("wire", "2025-05-05")
    told = claim(text, 12, NIS, counted="people", actor=None)
    (first, *rest) = reconcile(piled([told], [text]), of_lands(*lands), AS_OF)
    assert (told.claim_id in first.claim_ids) == pooled
    assert [found.verdict for found in rest] == ["no_evidence"] * len(rest)


def test_what_may_be_meant_is_told_where_its_document_answers_the_question() -> None:
    text = document("wire", "2025-05-05")
    here = claim(text, 12, NIS, counted="people", actor=None, place=LANDS[0])
    nowhere = claim(text, 30, NIS, counted="people", actor=None, at=300)
    elsewhere = claim(text, 44, NIS, counted="people", actor=None, at=600, place="Ulm")
    first, second, *_ = reconcile(piled([here, nowhere, elsewhere], [text]), of_lands(*LANDS), AS_OF)
    aside = {entry.claim_id: entry.relation for entry in first.set_aside}
    assert aside == {nowhere.claim_id: "not_merged", elsewhere.claim_id: "not_merged"}
    assert second.set_aside == ()


@pytest.mark.parametrize("place", [(), ("Velmar",)])
def test_what_fits_a_question_counts_also_where_another_asks_it_of_a_party(place: tuple[str, ...]) -> None:
    asked = {"title": "Q", "category": ("people",), "event": ("killed",), "place": place}
    of_all, of_one = Question(id="all", **asked), Question(id="one", actor="France", **asked)  # type: ignore[arg-type]
    brief = Brief(id="b", title="B", places=PLACES, questions=(of_all, of_one))
    text = document("wire", "2025-05-05")
    told = claim(text, 12, NIS, counted="people", actor=None)
    first, second = reconcile(piled([told], [text]), brief, AS_OF)
    assert first.claim_ids == (told.claim_id,)
    assert second.claim_ids == ()
