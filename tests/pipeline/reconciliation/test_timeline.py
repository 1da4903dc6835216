"""The series of a question, and the answers of every past day."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, nobody, piled
from test_properties import BRIEFS, FAST, Pile, answers, piles

from pipeline.briefs import Brief
from pipeline.reconciliation import dating, history, reconcile

APRIL = document("april", "2025-04-30", received=date(2025, 5, 1))
SEPTEMBER = document("september", "2025-09-02", received=date(2025, 9, 3))
SAME_DAY = document("same day", "2025-09-02", received=date(2025, 9, 3))
UNDATED = document("undated", received=date(2025, 9, 3))
TOTAL = ask(temporality="cumulative")
CLAIMS = [
    claim(APRIL, 600, NIS, bound="approx"),
    claim(SEPTEMBER, 2000, NIS, bound="approx"),
    claim(SEPTEMBER, (2000, None), NIS, bound="more_than", at=100),
    claim(SAME_DAY, 5000, nobody("reports"), at=200),
    claim(UNDATED, 900, NIS),
]
DOCUMENTS = [APRIL, SEPTEMBER, SAME_DAY, UNDATED]


def test_every_statement_stands_in_the_order_in_which_it_was_made() -> None:
    (found,) = reconcile(piled(CLAIMS, DOCUMENTS), TOTAL, AS_OF)
    assert [(told.low, told.state, told.rule) for told in found.series] == [
        (600, "superseded", "R6"),
        (2000, "in_force", None),
        (5000, "apart", "R9"),
        (900, "undated", "R10"),
    ]
    assert found.series[1].claim_ids == (CLAIMS[1].claim_id, CLAIMS[2].claim_id)


@BRIEFS
@FAST
@given(pile=piles())
def test_a_series_holds_what_stands_and_each_claim_once(brief: Brief, pile: Pile) -> None:
    for found in answers(pile, brief):
        told = [key for statement in found.series for key in statement.claim_ids]
        assert len(told) == len(set(told))
        standing = {key for s in found.series if s.state == "in_force" for key in s.claim_ids}
        assert set(found.claim_ids) <= standing
        days = [dating.last_day(s.said_on) for s in found.series if s.said_on and s.said_on.end]
        assert days == sorted(days)


def test_history_answers_each_day_from_what_had_been_received() -> None:
    days = list(history(piled(CLAIMS, DOCUMENTS), TOTAL))
    assert [(day, found.best) for day, (found,) in days] == [
        (date(2025, 5, 1), 600),
        (date(2025, 9, 3), 2000),
    ]
    assert [(day, es) for day, es in history(piled(CLAIMS, DOCUMENTS), TOTAL, date(2025, 8, 1))] == days[:1]


def test_history_is_what_reconcile_says_of_the_day() -> None:
    claims = [*CLAIMS, claim(SEPTEMBER, 3400, body("HUR"), at=300)]
    for day, found in history(piled(claims, DOCUMENTS), TOTAL):
        assert found == reconcile(piled(claims, DOCUMENTS), TOTAL, day)
