"""Counts of earlier events that a report recalls, and kinds of people where nobody counts the whole."""

from __future__ import annotations

from datetime import date

from reconciliation_piles import ask, body, claim, document, piled

from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Estimate, Interval

NEWS, LATER = document("news", "2025-09-12"), document("later", "2025-09-14")
PEOPLE = {"counted": "people", "actor": None}
KILLED = ask(category="people", actor=None, event=["killed", "died"])


def year(number: int) -> Interval:
    return Interval(start=date(number, 1, 1), end=date(number, 12, 31), precision="year", basis="stated")


def settle(*claims: Claim, documents: tuple[CleanedText, ...] = (NEWS, LATER)) -> Estimate:
    return reconcile(piled(claims, documents), KILLED, date(2025, 12, 1))[0]


def test_an_earlier_event_that_a_report_recalls_is_shown_apart() -> None:
    recalled = claim(NEWS, 31, body("Governor"), at=300, time=year(2016), **PEOPLE)
    found = settle(claim(NEWS, 12, body("Governor"), **PEOPLE), recalled)
    assert (found.low, found.best, found.high) == (12, 12, 12)
    (aside,) = found.set_aside
    assert (aside.claim_id, aside.relation, aside.rule) == (recalled.claim_id, "apart", "R3b")


def test_where_every_count_is_of_the_earlier_event_it_is_what_is_reported() -> None:
    assert settle(claim(NEWS, 31, body("Governor"), time=year(2016), **PEOPLE)).best == 31


def test_a_number_that_the_present_has_too_recalls_nothing() -> None:
    dated = claim(LATER, 12, body("Governor"), time=year(2016), length=120, **PEOPLE)
    assert settle(claim(NEWS, 12, body("Governor"), **PEOPLE), dated).n_reports == 2


def test_a_kind_of_people_stands_for_the_whole_that_nobody_counts() -> None:
    found = settle(claim(NEWS, 7, body("Ministry"), **{**PEOPLE, "counted": "miners"}))
    assert (found.low, found.best, found.high) == (7, 7, None)
    assert "R7k" in found.rules


def test_a_stated_whole_leaves_a_kind_a_part() -> None:
    kind = claim(NEWS, 7, body("Ministry"), at=300, **{**PEOPLE, "counted": "miners"})
    found = settle(claim(NEWS, 9, body("Ministry"), **PEOPLE), kind)
    assert (found.low, found.best, found.high) == (9, 9, 9)
    assert [aside.relation for aside in found.set_aside] == ["part"]


def test_some_of_those_counted_are_a_part() -> None:
    some = claim(NEWS, 3, body("Ministry"), at=300, rules=("figure.part",), **PEOPLE)
    found = settle(claim(NEWS, 9, body("Ministry"), **PEOPLE), some)
    assert (found.best, [aside.relation for aside in found.set_aside]) == (9, ["part"])


def test_animals_are_no_people() -> None:
    herd = claim(NEWS, 40, body("Ministry"), at=300, **{**PEOPLE, "counted": "sheep"})
    assert settle(claim(NEWS, 9, body("Ministry"), **PEOPLE), herd).best == 9
