"""Every rule that fires can be told in words, and a claim can be told field by field."""

from __future__ import annotations

import pytest

from benchmarks.scoring import claims_of, datasets
from pipeline.extraction.explaining import field_of, meaning, reasons
from pipeline.records import Claim

FIELDS = ["value", "counted", "event", "status", "actor", "place", "time", "origin"]


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return [claim for data in datasets().values() for claim in claims_of(data)]


def test_every_rule_that_fires_has_a_meaning_and_a_field(claims: list[Claim]) -> None:
    fired = {rule for claim in claims for rule in claim.rules}
    assert not {rule for rule in fired if not meaning(rule)}
    assert {field_of(rule) for rule in fired} <= set(FIELDS)


def test_a_claim_is_told_field_by_field(claims: list[Claim]) -> None:
    for claim in claims[:200]:
        told = {reason.field: reason for reason in reasons(claim)}
        assert list(told) == FIELDS
        assert told["status"].value == claim.status
        assert told["place"].value == (claim.place or "-")
        assert told["origin"].value.startswith(claim.chain[-1].party)
        assert all(told[field].words for field in ("value", "event", "status", "actor", "place", "origin"))
