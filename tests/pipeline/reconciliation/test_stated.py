"""Low, best and high are values of an estimate's own claims, and an estimate with another is put right."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import pytest
from reconciliation_piles import AS_OF, NIS, ask, body, claim, document, nobody, piled

from pipeline.reconciliation import reconcile
from pipeline.reconciliation.published import published
from pipeline.reconciliation.stated import FLAG, RULE, unstated, with_stated_values
from pipeline.records import Claim, Estimate

JUNE, JULY = document("june", "2025-06-20"), document("july", "2025-07-10")
CROWD = ask(category="people", event="protested", actor=None, temporality="stock")
MARCH: dict[str, Any] = {"event": "protested", "temporality": "stock", "counted": "people", "actor": None}
UNION = body("Dockers' Union")
SUM = ask(event="deployed", category=["construction troops", "military engineers"], temporality="flow")


def settle(brief: Any, *claims: Claim) -> Estimate:
    (found,) = reconcile(piled(claims, [JUNE, JULY]), brief, AS_OF)
    return found


def by_id(claims: Sequence[Claim]) -> dict[str, Claim]:
    return {one.claim_id: one for one in claims}


def test_what_bounds_a_range_of_people_is_a_claim_of_the_estimate() -> None:
    named = claim(JUNE, 3000, UNION, **MARCH)
    rumour = claim(JUNE, 1000, nobody("bystanders"), at=200, **MARCH)
    again = claim(JUNE, 1000, nobody("bystanders"), at=400, **MARCH)
    found = settle(CROWD, named, rumour, again)
    assert (found.low, found.best, found.high, found.verdict) == (1000, 3000, 3000, "conflicting")
    assert set(found.claim_ids) == {named.claim_id, rumour.claim_id}
    assert {aside.claim_id: aside.relation for aside in found.set_aside} == {again.claim_id: "joined"}
    assert (found.n_origins, found.n_unknown) == (1, 1)
    assert "R9" in found.rules
    assert "unattributed_differs" in found.flags
    told = {key: told.state for told in found.series for key in told.claim_ids}
    assert set(told.values()) == {"in_force"}
    assert unstated(found, by_id([named, rumour, again])) == {}


def test_sums_of_several_origins_each_state_their_own() -> None:
    def parts(origin: Any, builders: int, engineers: int, at: int) -> list[Claim]:
        kind = {"event": "deployed", "temporality": "flow"}
        return [
            claim(JUNE, builders, origin, at=at, counted="construction troops", **kind),
            claim(JUNE, engineers, origin, at=at, within=40, counted="military engineers", **kind),
        ]

    claims = [*parts(NIS, 5000, 1000, 0), *parts(UNION, 5100, 1050, 200)]
    found = settle(SUM, *claims)
    assert (found.low, found.high, len(found.part_ids)) == (6000, 6150, 4)
    assert unstated(found, by_id(claims)) == {}
    assert FLAG not in found.flags


def test_a_value_that_no_claim_states_is_taken_out_and_told() -> None:
    claims = [claim(JUNE, 3000, UNION, **MARCH), claim(JULY, 2900, body("Port Police"), **MARCH)]
    sound = settle(CROWD, *claims)
    assert with_stated_values(sound, by_id(claims)) is sound
    spoilt = sound.model_copy(update={"low": 12.0, "best": 2950.0})
    assert unstated(spoilt, by_id(claims)) == {"low": 12.0, "best": 2950.0}
    found = with_stated_values(spoilt, by_id(claims))
    assert (found.low, found.best, found.high) == (2900, None, 3000)
    assert unstated(found, by_id(claims)) == {}
    assert found.flags[-1] == FLAG
    assert found.rules[-1] == RULE
    assert "taken out" in found.rationale[-1]


def test_without_claims_of_its_own_an_estimate_holds_no_value() -> None:
    sound = settle(CROWD, claim(JUNE, 3000, UNION, **MARCH))
    found = with_stated_values(sound.model_copy(update={"claim_ids": ()}), {})
    assert (found.low, found.best, found.high, found.bound) == (None, None, None, None)


def test_every_estimate_is_checked_where_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrongly(found: Any) -> Any:
        right = published(found)
        return right._replace(best=7.0)

    monkeypatch.setattr(sys.modules[reconcile.__module__], "published", wrongly)
    found = settle(CROWD, claim(JUNE, 3000, UNION, **MARCH))
    assert (found.low, found.best, found.high, found.flags[-1]) == (3000, None, 3000, FLAG)


@pytest.mark.parametrize("role", ["low", "best", "high", "floor2"])
def test_a_value_of_any_role_must_be_stated(role: str) -> None:
    told = claim(JUNE, 3000, UNION, **MARCH)
    found = settle(CROWD, told)
    forged = found.model_copy(update={role: 77.0})
    assert unstated(found, by_id([told])) == {}
    assert unstated(forged, by_id([told])) == {role: 77.0}
