"""Stale repetition: told apart from statements made anew, and never in force."""

from __future__ import annotations

from datetime import date

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, copying, document, nobody, person, piled

from pipeline.briefs import Organisation
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Estimate, Interval

JANUARY = document("january", "2025-01-20")
APRIL = document("april", "2025-04-30")
NOVEMBER = document("november", "2025-11-05")
OWN = document("own", "2025-11-06", publisher="NIS")
OLD, NEW = claim(JANUARY, 600, NIS), claim(APRIL, 2000, NIS, bound="approx")
TOTAL, STOCK = ask(temporality="cumulative"), ask(event="stationed", temporality="stock")


def answer(*claims: Claim, documents: tuple[CleanedText, ...] = (NOVEMBER,), brief=TOTAL) -> Estimate:
    (found,) = reconcile(piled(claims, [JANUARY, APRIL, OWN, *documents]), brief, AS_OF)
    return found


def states(found: Estimate) -> list[tuple[float | None, str, str | None]]:
    return [(told.low, told.state, told.rule) for told in found.series]


@pytest.mark.parametrize(
    "late",
    [
        claim(NOVEMBER, 600, NIS, length=95),
        claim(NOVEMBER, 600, person("Lee Seong-Kweun", "National Intelligence Service"), length=95),
        claim(NOVEMBER, 600, nobody("reports"), length=95),
    ],
    ids=["attributed", "through a person", "joined to it"],
)
def test_an_older_statement_told_again_is_stale(late: Claim) -> None:
    found = answer(OLD, NEW, late)
    assert (found.best, found.verdict, found.n_origins) == (2000, "single_origin", 1)
    assert states(found) == [(600, "superseded", "R6"), (2000, "in_force", None), (600, "stale", "R6s")]
    (entry,) = [entry for entry in found.set_aside if entry.claim_id == late.claim_id]
    assert (entry.relation, entry.rule, entry.newer) == ("superseded", "R6s", NEW.claim_id)
    assert "already superseded by" in entry.reason
    assert found.n_reports == 3


def test_of_a_stock_too_the_newer_statement_stays_in_force() -> None:
    stock = {"event": "stationed", "temporality": "stock"}
    found = answer(
        claim(JANUARY, 10_000, NIS, **stock),
        claim(APRIL, 12_000, NIS, **stock),
        claim(NOVEMBER, 10_000, NIS, length=95, **stock),
        brief=STOCK,
    )
    assert found.best == 12_000
    assert [state for _, state, _ in states(found)] == ["superseded", "in_force", "stale"]


def test_words_that_date_it_anew_make_it_a_new_statement() -> None:
    day = Interval(start=date(2025, 11, 3), end=date(2025, 11, 3), precision="day", basis="resolved")
    found = answer(OLD, NEW, claim(NOVEMBER, 600, NIS, length=95, said_text="on Monday", said_on=day))
    assert found.low == 600
    assert "stale" not in {state for _, state, _ in states(found)}


def test_a_document_of_the_origin_s_own_makes_it_a_new_statement() -> None:
    service = Organisation(name="NIS", aliases=("National Intelligence Service",))
    brief = TOTAL.model_copy(update={"organisations": (service,)})
    found = answer(OLD, NEW, claim(OWN, 600, length=95), brief=brief)
    assert {told.origin for told in found.series} == {"NIS"}
    assert "stale" not in {state for _, state, _ in states(found)}


def test_a_value_that_holds_at_a_newer_time_is_a_new_statement() -> None:
    day = Interval(start=None, end=date(2025, 11, 1), precision="day", basis="stated")
    found = answer(OLD, NEW, claim(NOVEMBER, 600, NIS, length=95, time_text="as of 1 November", time=day))
    assert "stale" not in {state for _, state, _ in states(found)}


def test_who_tells_the_newer_value_as_well_looks_back() -> None:
    newer = claim(NOVEMBER, 2000, NIS, bound="approx", length=97)
    found = answer(OLD, NEW, newer, claim(NOVEMBER, 600, NIS, length=95, at=200))
    assert found.best == 2000
    assert {"R6h", "R7d"} & set(found.rules)
    assert "R6s" not in found.rules


def test_a_lifted_passage_with_the_newer_value_excuses_nothing() -> None:
    lifted = claim(NOVEMBER, 2000, NIS, bound="approx")  # word for word as in April
    again = claim(NOVEMBER, 600, NIS, length=95, at=200)
    copies = [copying(NOVEMBER, APRIL, 0, 100)]
    (found,) = reconcile(piled([OLD, NEW, lifted, again], [JANUARY, APRIL, NOVEMBER], copies), TOTAL, AS_OF)
    assert found.best == 2000
    assert "R6s" in found.rules


def test_what_another_origin_said_since_makes_nothing_stale() -> None:
    found = answer(OLD, claim(APRIL, 2000, body("HUR")), claim(NOVEMBER, 600, NIS, length=95))
    assert "R6s" not in found.rules


def test_a_compatible_wording_in_between_makes_nothing_stale() -> None:
    found = answer(
        OLD, claim(APRIL, (500, None), NIS, bound="more_than"), claim(NOVEMBER, 600, NIS, length=95)
    )
    assert found.low == 600
    assert "R6s" not in found.rules
