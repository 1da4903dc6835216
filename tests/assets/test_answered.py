"""Answers that were given before: taken as they are stored, and only where they would be found again."""

from __future__ import annotations

import shutil
from datetime import date
from typing import Any

import pytest
from ferry_desk import DAYS, FIRST, Desk

import assets.briefs
from pipeline.reconciliation import reconcile
from pipeline.records import Estimate

YESTERDAYS = "ferry/reconciled_estimates"


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days that are answered, in order."""
    days: list[date] = []

    def noting(claims: Any, cleaned: Any, brief: Any, day: date, *more: Any) -> list[Estimate]:
        days.append(day)
        return reconcile(claims, cleaned, brief, day, *more)

    monkeypatch.setattr(assets.briefs, "reconcile", noting)
    return days


def test_yesterday_is_not_answered_again(desk: Desk, answered: list[date]) -> None:
    desk.run(catch_up=True)
    assert answered == [*DAYS]
    published = desk.published()
    desk.store.path("ferry/answered", DAYS[0]).unlink()
    answered.clear()
    desk.run()
    assert answered == [DAYS[1], DAYS[0]]
    assert desk.published() == published


@pytest.mark.parametrize("what", ["documents", "brief", "table"])
def test_yesterday_is_answered_again_where_anything_differs(
    desk: Desk, answered: list[date], what: str
) -> None:
    desk.run(catch_up=True)
    if what == "documents":
        desk.put("2026-05-07/ferry.txt", FIRST.replace("34", "36"))
    elif what == "brief":
        path = desk.brief / "brief.yaml"
        path.write_text(path.read_text().replace("Passengers killed", "Killed"))
    else:
        stored = desk.store.path(YESTERDAYS, DAYS[0])
        shutil.copy(desk.store.path(YESTERDAYS, DAYS[1]), stored)
    answered.clear()
    edition = desk.run().edition_dir
    assert answered == [DAYS[1], DAYS[0]]
    assert edition is not None
    files = {path.name: path.read_bytes() for path in edition.iterdir()}
    shutil.rmtree(desk.out)
    again = desk.run().edition_dir
    assert again is not None
    assert files == {path.name: path.read_bytes() for path in again.iterdir()}
