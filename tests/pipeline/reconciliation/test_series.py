"""What one origin says on one day: which of its wordings stand, and which only say the same less exactly."""

from __future__ import annotations

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, person, piled

from pipeline.briefs import Organisation
from pipeline.reconciliation import reconcile
from pipeline.records import Estimate

DAY = document("day", "2025-04-02")
STOCK = {"event": "stationed", "temporality": "stock"}
STATIONED = ask(**STOCK)


def settle(*claims: object) -> Estimate:
    return reconcile(piled(list(claims), [DAY]), STATIONED, AS_OF)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tight", "loose", "bound"),
    [((700, None), (500, None), "at_least"), ((None, 700), (None, 900), "up_to")],
)
def test_a_looser_bound_of_the_same_day_is_carried_by_the_tighter(
    tight: tuple[float, float], loose: tuple[float, float], bound: str
) -> None:
    more = claim(DAY, tight, NIS, bound=bound, **STOCK)  # type: ignore[arg-type]
    less = claim(DAY, loose, NIS, bound=bound, at=100, **STOCK)  # type: ignore[arg-type]
    found = settle(less, more)
    assert (found.claim_ids, found.low, found.high) == ((more.claim_id,), *tight)
    assert [(aside.claim_id, aside.rule) for aside in found.set_aside] == [(less.claim_id, "R6p")]


def test_bounds_on_both_sides_of_one_day_stand_together() -> None:
    found = settle(
        claim(DAY, (500, None), NIS, bound="at_least", **STOCK),
        claim(DAY, (None, 900), NIS, bound="up_to", at=100, **STOCK),
    )
    assert (found.low, found.high, found.set_aside) == (500, None, ())
    assert len(found.claim_ids) == 2


SUMMED = ask(
    event="deployed",
    category=["construction troops", "military engineers"],
    temporality="flow",
    place="Russia",
)


@pytest.mark.parametrize(
    ("places", "total"), [(("Russia", "Russia"), 7000), (("Russia", "Kursk region"), None)]
)
def test_parts_are_added_only_where_they_are_of_one_place(
    places: tuple[str, str], total: float | None
) -> None:
    flow = {"event": "deployed", "temporality": "flow"}
    claims = [
        claim(DAY, 5000, NIS, counted="construction troops", place=places[0], **flow),
        claim(DAY, 2000, NIS, counted="military engineers", place=places[1], within=50, **flow),
    ]
    assert reconcile(piled(claims, [DAY]), SUMMED, AS_OF)[0].best == total


def test_for_whom_a_person_speaks_is_known_from_another_report() -> None:
    later = document("later", "2025-04-09")
    first = claim(DAY, 700, person("Ana Kos", "Harbour Office"), **STOCK)
    second = claim(later, 900, person("Ana Kos"), **STOCK)
    (found,) = reconcile(piled([first, second], [DAY, later]), STATIONED, AS_OF)
    assert [statement.origin for statement in found.statements] == ["Harbour Office"]
    assert (found.best, found.verdict) == (900, "single_origin")


def test_an_organisation_that_bears_the_name_of_a_spokesman_is_not_his() -> None:
    office = Organisation(name="Harbour Office", people=("Kos",))
    brief = STATIONED.model_copy(update={"organisations": (office,)})
    told = [claim(DAY, 700, body("Kos Foundation"), **STOCK)]
    (found,) = reconcile(piled(told, [DAY]), brief, AS_OF)
    assert [statement.origin for statement in found.statements] == ["Kos Foundation"]
