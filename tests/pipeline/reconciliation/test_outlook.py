"""What would change an estimate: each prospect is tried on the pile itself and must come true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, nobody, piled
from test_properties import BRIEFS, FAST, Pile, answers, piles

from pipeline import marks
from pipeline.briefs import Brief, Vocabulary
from pipeline.lineage.numbers import numbers_in
from pipeline.reconciliation import dating, reconcile
from pipeline.reconciliation.evidence import gather
from pipeline.reconciliation.rules import prospects, rules
from pipeline.records import Claim, Estimate, Interval, Prospect

IMAGINED = document("imagined")
NAMED = body("Another Origin")


def changed(estimate: Estimate, pile: Pile, brief: Brief, *claims: Claim, without: str = "") -> Estimate:
    """Return the estimate again with these claims as well, or in place of those with their ids, or without
    all that an origin states."""
    ids = {told.claim_id for told in claims}
    if without:
        vocabulary = Vocabulary(brief.places, brief.categories)
        origins = {e.claim.claim_id: e.party for e in gather(piled(pile[1], pile[0]), brief, vocabulary)}
        ids |= {key for key, party in origins.items() if party.name == without}
    left = [told for told in pile[1] if told.claim_id not in ids]
    (found,) = reconcile(piled([*left, *claims], [*pile[0], IMAGINED]), brief, AS_OF)
    return found


def marked(prospect: Prospect, pile: Pile) -> Claim | None:
    """Return the claim that a prospect names."""
    keys = [piece.value for piece in marks.pieces(prospect.sentence) if piece.kind == "claim"]
    return next((told for told in pile[1] if keys and told.claim_id == keys[0]), None)


def stating(like: Claim, low: float | None, high: float | None, **more: object) -> Claim:
    """Return a claim like another, in a document of its own."""
    bound = "exact" if low is not None and low == high else like.bound
    fields = {"claim_id": "cimagined", "document_id": IMAGINED.document_id, "document_name": IMAGINED.name}
    return like.model_copy(update={**fields, "low": low, "high": high, "bound": bound, **more})


def day_after(estimate: Estimate) -> Interval:
    """Return the day after everything that stands."""
    intervals = [i for s in estimate.series if s.state == "in_force" for i in (s.said_on, s.holds_on)]
    day = max(map(dating.last_day, intervals)) + timedelta(days=1)
    return Interval(start=day, end=day, precision="day", basis="stated")


def comes_true(prospect: Prospect, estimate: Estimate, pile: Pile, brief: Brief) -> bool:
    told = marked(prospect, pile)
    standing = [s for s in estimate.series if s.state == "in_force"]
    origin = next((s.origin for s in standing if told and told.claim_id in s.claim_ids), "")
    by_name = body(origin)
    later = day_after(estimate)
    windowed = told is not None and told.temporality == "flow"
    anew = {"said_on": later, "chain": (*(told.chain[:1] if told else ()), by_name)} | (
        {} if windowed else {"time": None, "time_text": None}
    )
    again = lambda *claims, **how: changed(estimate, pile, brief, *claims, **how)  # noqa: E731
    match prospect.change:
        case "second_origin" | "point":
            outcomes = []
            for like in (s for s in standing if s.state == "in_force"):
                model = next(c for c in pile[1] if c.claim_id == like.claim_ids[0])
                for point in {end for s in standing for end in (s.low, s.high) if end is not None}:
                    chain = (*model.chain[:1], NAMED)
                    outcomes.append(again(stating(model, point, point, chain=chain, said_on=like.said_on)))
            if prospect.change == "point":
                return any(found.best is not None for found in outcomes)
            return any(found.verdict == "corroborated" for found in outcomes)
        case "name":
            assert told
            found = again(told.model_copy(update={"chain": (*told.chain[:1], NAMED)}))
            return f"would be {found.verdict.replace('_', ' ')}." in prospect.sentence
        case "ceiling" | "floor":
            assert told
            value = told.low if told.low is not None else told.high
            found = again(stating(told, value, value, **anew))
            return (found.high if prospect.change == "ceiling" else found.low) is not None
        case "settle":
            assert told
            named = next(
                s for s in standing if prospect.sentence.startswith(f"The conflict would end if {s.origin}")
            )
            mine = next(c for c in pile[1] if c.claim_id == named.claim_ids[0])
            chain = (*mine.chain[:1], body(named.origin))
            found = again(stating(mine, told.low, told.high, **{**anew, "chain": chain, "bound": told.bound}))
            return found.verdict != "conflicting"
        case "date":
            assert told
            found = again(told.model_copy(update={"said_on": later}))
            return told.claim_id in found.claim_ids
        case "newer":
            assert told
            low, high = (None if end is None else end * 2 + 1 for end in (told.low, told.high))
            found = again(stating(told, low, high, **anew))
            return told.claim_id not in found.claim_ids
    raise AssertionError(prospect.change)


@BRIEFS
@FAST
@given(pile=piles())
def test_every_prospect_comes_true(brief: Brief, pile: Pile) -> None:
    for estimate in answers(pile, brief):
        for prospect in estimate.outlook:
            assert comes_true(prospect, estimate, pile, brief), prospect


@BRIEFS
@FAST
@given(pile=piles())
def test_prospects_name_rules_and_print_no_number(brief: Brief, pile: Pile) -> None:
    for estimate in answers(pile, brief):
        for prospect in estimate.outlook:
            assert prospect.rule in rules()
            text = [piece.value for piece in marks.pieces(prospect.sentence) if piece.kind == "text"]
            assert not numbers_in(" ".join(text))


DOC = document("doc", "2025-09-01")
OTHER = document("other", "2025-09-02")
UNDATED = document("undated")


@pytest.mark.parametrize(
    ("claims", "change"),
    [
        ([claim(DOC, 2000, NIS)], "second_origin"),
        ([claim(DOC, (600, None), NIS, bound="at_least")], "point"),
        ([claim(DOC, (600, None), NIS, bound="at_least")], "ceiling"),
        ([claim(DOC, (None, 600), NIS, bound="up_to")], "floor"),
        ([claim(DOC, 2000, nobody("reports"))], "name"),
        ([claim(DOC, 3400, NIS), claim(OTHER, 2000, body("HUR"))], "settle"),
        (
            [
                claim(DOC, (600, None), NIS, bound="at_least"),
                claim(OTHER, (None, 900), body("HUR"), bound="up_to"),
            ],
            "ceiling",
        ),
        ([claim(DOC, 2000, NIS), claim(UNDATED, 900, NIS)], "date"),
        ([claim(DOC, 2000, NIS)], "newer"),
    ],
)
def test_each_kind_of_change_is_told(claims: list[Claim], change: str) -> None:
    pile, brief = ([DOC, OTHER, UNDATED], claims), ask(temporality="cumulative")
    (estimate,) = answers(pile, brief)
    told = [prospect for prospect in estimate.outlook if prospect.change == change]
    assert told
    assert all(comes_true(prospect, estimate, pile, brief) for prospect in told)


def test_where_nothing_stands_there_is_no_outlook() -> None:
    (estimate,) = reconcile(piled([], [DOC]), ask(), AS_OF)
    assert estimate.outlook == ()


def test_every_kind_of_change_has_a_sentence_by_a_rule() -> None:
    assert all(row.rule in rules() and not numbers_in(row.sentence) for row in prospects().values())
