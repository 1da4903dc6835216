"""Links between the questions of a brief: what may carry out a plan."""

from __future__ import annotations

from datetime import date

import pytest
from reconciliation_piles import AS_OF, NIS, body, claim, document, piled

from pipeline.briefs import Brief, Question
from pipeline.reconciliation import reconcile
from pipeline.records import Interval

MADE, TOLD = document("made", "2025-06-01"), document("told", "2025-06-20")
SCOPE = {"category": ("troops",), "actor": "North Korea", "place": ("Russia",)}
BRIEF = Brief(
    id="b",
    title="B",
    questions=(
        Question(id="plan", title="P", event=("deployed",), status=("planned",), **SCOPE),  # type: ignore[arg-type]
        Question(id="done", title="D", event=("arrived",), **SCOPE),  # type: ignore[arg-type]
    ),
)


def window(end: date) -> Interval:
    return Interval(start=date(2025, 5, 1), end=end, precision="day", basis="stated")


@pytest.mark.parametrize(
    ("ends", "linked"),
    [
        ((date(2025, 5, 20), date(2025, 6, 10)), True),
        ((date(2025, 6, 1), date(2025, 6, 1)), True),
        ((date(2025, 5, 20), date(2025, 5, 31)), False),
    ],
    ids=["one of two goes on", "to the very day", "all over the day before"],
)
def test_a_plan_is_carried_out_by_what_is_not_all_over_when_it_is_made(
    ends: tuple[date, date], linked: bool
) -> None:
    flow = {"temporality": "flow", "place": "Russia"}
    plan, done = reconcile(
        piled(
            [
                claim(MADE, 6000, NIS, event="deployed", status="planned", **flow),
                claim(TOLD, 900, NIS, event="arrived", time=window(ends[0]), **flow),
                claim(TOLD, 910, body("HUR"), at=200, event="arrived", time=window(ends[1]), **flow),
            ],
            [MADE, TOLD],
        ),
        BRIEF,
        AS_OF,
    )
    assert done.n_origins == 2
    assert [link.relation for link in plan.links] == ["plan_of"] * linked
    assert [link.relation for link in done.links] == ["fulfils"] * linked
