"""What holds for any pile of claims: copies, order, supersession, removal and the range of stated values."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconciliation_piles import (
    AS_OF,
    DOCUMENTS,
    NIS,
    SAMPLE,
    ask,
    body,
    claim,
    copying,
    document,
    nobody,
    person,
    piled,
    worked_pile,
)
from sweeps import few

from pipeline.briefs import Brief
from pipeline.reconciliation import reconcile
from pipeline.reconciliation.stated import FLAG, unstated
from pipeline.records import Claim, CleanedText, Copy, Estimate, Link, claim_id

Pile = tuple[list[CleanedText], list[Claim]]

LINKS: list[tuple[Link, ...]] = [
    (NIS,),
    (body("HUR"),),
    (person("Vadym Skibitsky"),),
    (body("Wire"), body("Halden Institute")),
    (nobody("news reports"),),
    (nobody("earlier assessments"),),
    (),
]
BOUNDS = ["exact", "approx", "at_least", "more_than", "up_to", "range", "vague"]
DAYS = [None, *(str(date(2025, 3, 1) + timedelta(days=20 * step)) for step in range(12))]
PLACES = ["Russia", "Kursk region", "Ukraine", None]
KILLED = ask(place=["Russia", "Ukraine"], beside=["possible"], temporality="cumulative")
STATIONED = ask(event="stationed", place="Russia", temporality="stock")
PARTS = ["construction troops", "military engineers"]
SUMMED = ask(event="deployed", category=PARTS, place="Russia", temporality="flow")
PEOPLE = ask(category="people", event="killed", temporality="cumulative")
SHAPES = {
    "killed": {"event": "killed", "temporality": "cumulative"},
    "stationed": {"event": "stationed", "temporality": "stock"},
    "deployed": {"event": "deployed", "temporality": "flow"},
}


def value_of(bound: str, number: int) -> tuple[float | None, float | None]:
    if bound in ("at_least", "more_than", "vague"):
        return number, None
    if bound == "up_to":
        return None, number
    return (number, number * 2) if bound == "range" else (number, number)


@st.composite
def piles(draw: st.DrawFn) -> Pile:
    """Documents, some undated, with claims on several questions by known, unknown and relayed origins."""
    documents: list[CleanedText] = []
    claims: list[Claim] = []
    for index in range(draw(st.integers(1, 5))):
        text = document(
            f"doc{index}", draw(st.sampled_from(DAYS)), mention=draw(st.sampled_from([None, "--05"]))
        )
        documents.append(text)
        for place in range(draw(st.integers(1, 4))):
            bound = draw(st.sampled_from(BOUNDS))
            number = draw(st.sampled_from([600, 1000, 2000, 2100, 5000]))
            shape = SHAPES[draw(st.sampled_from(sorted(SHAPES)))]
            claims.append(
                claim(
                    text,
                    value_of(bound, number),
                    *draw(st.sampled_from(LINKS)),
                    bound=bound,  # type: ignore[arg-type]
                    at=place * 200,
                    counted=draw(st.sampled_from(["soldiers", "construction troops", "military engineers"])),
                    place=draw(st.sampled_from(PLACES)),
                    status=draw(st.sampled_from(["observed", "observed", "possible"])),
                    **shape,
                )
            )
    return documents, claims


def copied(pile: Pile, times: int) -> tuple[Pile, list[Copy]]:
    """Return a pile with every document copied under other names, each copy with its own ids, and what was
    copied."""
    documents, claims = list(pile[0]), list(pile[1])
    copies = []
    for number in range(times):
        for text in pile[0]:
            name = f"copy{number}-{text.name}"
            copy = text.model_copy(
                update={"name": name, "document_id": hashlib.sha256(name.encode()).hexdigest()}
            )
            documents.append(copy)
            copies += [copying(copy, text), copying(copy, text, kind="passage")]
            claims += [
                told.model_copy(
                    update={
                        "document_id": copy.document_id,
                        "document_name": name,
                        "claim_id": claim_id(copy.document_id, told.figure),
                    }
                )
                for told in pile[1]
                if told.document_id == text.document_id
            ]
    return (documents, claims), copies


def answers(pile: Pile, brief: Brief, copies: Sequence[Copy] = ()) -> list[Estimate]:
    return reconcile(piled(pile[1], pile[0], copies), brief, AS_OF)


def essence(estimate: Estimate) -> tuple[object, ...]:
    return (
        *(estimate.low, estimate.best, estimate.high, estimate.floor2, estimate.bound, estimate.derived),
        *(estimate.n_origins, estimate.n_unknown, estimate.n_reports, estimate.verdict, estimate.confidence),
        *(estimate.flags, estimate.holds_on),
    )


BRIEFS = pytest.mark.parametrize("brief", [KILLED, STATIONED, SUMMED], ids=["killed", "stationed", "summed"])
FAST = few(20)


@BRIEFS
@FAST
@given(pile=piles())
def test_copies_of_documents_change_nothing(brief: Brief, pile: Pile) -> None:
    more, copies = copied(pile, 3)
    once, often = answers(pile, brief)[0], answers(more, brief, copies)[0]
    assert essence(often) == essence(once)


def test_twenty_copies_of_a_real_pile_change_nothing() -> None:
    pile = (DOCUMENTS, worked_pile())
    more, copies = copied(pile, 20)
    assert list(map(essence, answers(more, SAMPLE, copies))) == list(map(essence, answers(pile, SAMPLE)))


@BRIEFS
@FAST
@given(pile=piles(), seed=st.integers())
def test_order_changes_nothing(brief: Brief, pile: Pile, seed: int) -> None:
    documents, claims = list(pile[0]), list(pile[1])
    random.Random(seed).shuffle(documents)
    random.Random(seed + 1).shuffle(claims)
    assert answers((documents, [*claims, *claims]), brief) == answers(pile, brief)


@BRIEFS
@FAST
@given(pile=piles())
def test_no_estimate_leaves_what_its_claims_state(brief: Brief, pile: Pile) -> None:
    for found in answers(pile, brief):
        by_id = {told.claim_id: told for told in pile[1]}
        held = [by_id[key] for key in found.claim_ids]
        if found.derived:
            continue
        lows = {told.low for told in held} | {None}
        assert found.low in lows
        assert found.best in {told.low for told in held if told.bound in ("exact", "approx")} | {None}
        assert found.high in {told.high for told in held} | {None}
        if found.best is not None:
            assert found.low is None or found.low <= found.best
            assert found.high is None or found.best <= found.high


@pytest.mark.parametrize("brief", [KILLED, SUMMED, PEOPLE], ids=["killed", "summed", "people"])
@FAST
@given(pile=piles())
def test_every_value_is_one_of_the_estimates_own_claims(brief: Brief, pile: Pile) -> None:
    by_id = {told.claim_id: told for told in pile[1]}
    for found in answers(pile, brief):
        assert unstated(found, by_id) == {}
        assert FLAG not in found.flags
        asides = {aside.claim_id for aside in found.set_aside}
        assert asides.isdisjoint({*found.claim_ids, *found.part_ids})


@BRIEFS
@FAST
@given(pile=piles(), number=st.integers(0, 19))
def test_removing_a_claim_removes_its_bound(brief: Brief, pile: Pile, number: int) -> None:
    removed = pile[1][number % len(pile[1])]
    left = [told for told in pile[1] if told is not removed]
    for found in answers((pile[0], left), brief):
        assert removed.claim_id not in found.claim_ids
        assert all(removed.claim_id != aside.claim_id for aside in found.set_aside)
        if not found.derived:
            assert found.low in {told.low for told in left} | {None}
            assert found.high in {told.high for told in left} | {None}


@BRIEFS
@FAST
@given(pile=piles(), origin=st.sampled_from(["National Intelligence Service", "HUR"]))
def test_a_newer_statement_of_an_origin_replaces_its_older_ones(
    brief: Brief, pile: Pile, origin: str
) -> None:
    newest = document("newest", "2025-11-28")
    question = brief.questions[0]
    shape = next(shape for name, shape in SHAPES.items() if name == question.event[0])
    claims = [
        claim(newest, 777, body(origin), counted=word, at=100 * index, place="Russia", **shape)
        for index, word in enumerate(question.category)
    ]
    if question.category == ("construction troops", "military engineers"):
        claims = [told.model_copy(update={"sentence": claims[0].sentence}) for told in claims]
    found = answers(([*pile[0], newest], [*pile[1], *claims]), brief)[0]
    name = "NIS" if origin.startswith("National") else "HUR"
    mine = [statement for statement in found.statements if statement.origin == name]
    assert [statement.low for statement in mine] == [777.0 * len(claims)]
    assert set(mine[0].claim_ids) == {told.claim_id for told in claims}


@BRIEFS
@FAST
@given(pile=piles())
def test_what_is_not_received_yet_changes_nothing(brief: Brief, pile: Pile) -> None:
    late = document("late", "2025-11-28", received=AS_OF + timedelta(days=1))
    claims = [*pile[1], claim(late, 9999, NIS, place="Russia")]
    assert answers(([*pile[0], late], claims), brief) == answers(pile, brief)


@BRIEFS
@FAST
@given(pile=piles())
def test_every_claim_has_at_most_one_place_in_an_estimate(brief: Brief, pile: Pile) -> None:
    for found in answers(pile, brief):
        aside = [entry.claim_id for entry in found.set_aside]
        assert len(aside) == len(set(aside))
        assert not set(aside) & set(found.claim_ids)
        assert found.n_origins <= len({statement.origin for statement in found.statements if statement.known})
        assert (found.verdict in ("no_evidence", "not_comparable")) == (not found.statements)
