"""Every rule that fires can be told in words, and a claim can be told field by field."""

from __future__ import annotations

from benchmarks.scoring import claims_of, datasets
from pipeline.extraction.explaining import field_of, meaning, reasons

CLAIMS = [claim for data in datasets().values() for claim in claims_of(data)]
FIELDS = ["value", "counted", "event", "status", "actor", "place", "time", "origin"]


def test_every_rule_that_fires_has_a_meaning_and_a_field() -> None:
    fired = {rule for claim in CLAIMS for rule in claim.rules}
    assert not {rule for rule in fired if not meaning(rule)}
    assert {field_of(rule) for rule in fired} <= set(FIELDS)


def test_a_claim_is_told_field_by_field() -> None:
    for claim in CLAIMS[:200]:
        told = {reason.field: reason for reason in reasons(claim)}
        assert list(told) == FIELDS
        assert told["status"].value == claim.status
        assert told["place"].value == (claim.place or "-")
        assert told["origin"].value.startswith(claim.chain[-1].party)
        assert all(told[field].words for field in ("value", "event", "status", "actor", "place", "origin"))
