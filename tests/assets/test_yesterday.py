"""Answers that were given before: taken as they are stored, and only where they would be found again."""

from __future__ import annotations

import shutil
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
    desk.store.path(YESTERDAYS, DAYS[0]).unlink()
    shutil.rmtree(desk.editions.folder("ferry") / "2026-05-09")
    shutil.rmtree(desk.out / "ferry" / "2026-05-09")
    answered.clear()
    desk.run()
    assert answered == [DAYS[1], DAYS[0]]
    assert desk.published() == published


def test_yesterday_is_answered_again_where_its_stored_answers_follow_from_something_else(
    desk: Desk, answered: list[date]
) -> None:
    desk.run(DAYS[0])
    desk.run(DAYS[1])
    path = desk.store.path(YESTERDAYS, DAYS[0])
    rows = Rows(desk.store.read(YESTERDAYS, DAYS[0]), "another pile")
    write_frame(path, rows, "v")
    (desk.brief / "documents" / "2026-05-09" / "scan.txt").unlink()
    answered.clear()
    desk.run()
    assert answered == [DAYS[1], DAYS[0]]
