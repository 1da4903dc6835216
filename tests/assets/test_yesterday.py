"""Answers that were given before: taken as they are stored, and only where they would be found again."""

from __future__ import annotations

from datetime import date

import pytest
from ferry_desk import DAYS, Desk

import assets.briefs
from pipeline.briefs import Brief
from pipeline.pile import Pile
from pipeline.reconciliation import reconcile
from pipeline.records import Estimate
from resources.store import Rows, write_frame

YESTERDAYS = "ferry/reconciled_estimates"


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days that are answered, in order."""
    days: list[date] = []

    def noting(pile: Pile, brief: Brief, day: date) -> list[Estimate]:
        days.append(day)
        return reconcile(pile, brief, day)

    monkeypatch.setattr(assets.briefs, "reconcile", noting)
    return days


def test_yesterday_is_not_answered_again(desk: Desk, answered: list[date]) -> None:
    desk.run(catch_up=True)
    assert answered == [*DAYS]
    published = desk.published()
    desk.put("2026-05-09/note.txt", "A note\n\n9 May 2026\n\nNothing is known of the cause.\n")
    answered.clear()
    desk.run()
    assert answered == [DAYS[1]]
    assert published.items() < desk.published().items()


def test_yesterday_is_answered_where_it_has_no_edition_or_its_stored_answers_follow_from_something_else(
    desk: Desk, answered: list[date]
) -> None:
    desk.run()
    assert answered == [DAYS[1], DAYS[0]]
    path = desk.store.path(YESTERDAYS, DAYS[0])
    write_frame(path, Rows(desk.store.read(YESTERDAYS, DAYS[1]), "another pile"), "v")
    desk.put("2026-05-09/note.txt", "A note\n\n9 May 2026\n\nNothing is known of the cause.\n")
    answered.clear()
    desk.run()
    assert answered == [DAYS[1], DAYS[0]]


def test_answers_that_were_lost_are_found_again_and_change_nothing(desk: Desk, answered: list[date]) -> None:
    desk.run(catch_up=True)
    published, tables = desk.published(), desk.tables()
    desk.store.path(YESTERDAYS, DAYS[0]).unlink()
    answered.clear()
    desk.run()
    assert answered == [DAYS[0]]
    assert (desk.published(), desk.tables()) == (published, tables)
