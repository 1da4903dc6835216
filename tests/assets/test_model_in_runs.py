"""A language model that the environment names points at figures; its answers are kept beside the tables."""

from __future__ import annotations

import pytest
from ferry_desk import DAYS, Desk

from resources.model import MODEL, URL
from tests.resources.fake_model import serving

LOG = """Divers at work

7 May 2026

The two ferries of the line had left Port Amarel together.
"""
TWO = {"quote": "The two ferries", "figure": "two", "low": 2, "high": 2}


def proposed(desk: Desk) -> list[str]:
    rows = desk.store.read("extracted_claims", DAYS[0])
    return [row["figure_text"] for row in rows.to_dicts() if "figure.proposed" in row["rules"]]


def test_what_it_points_at_is_a_claim_and_stays_one_when_it_is_gone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("2026-05-07/log.txt", LOG)
    with serving(lambda words: {"figures": [TWO]}) as model:
        monkeypatch.setenv(URL, model.url)
        monkeypatch.setenv(MODEL, "small")
        assert not desk.run(DAYS[0]).failures
        asked = len(model.requests)
    assert proposed(desk) == ["two"]
    assert asked == 2  # one request a document
    desk.store.path("extracted_claims", DAYS[0]).unlink()
    assert not desk.run(DAYS[0]).failures
    assert proposed(desk) == ["two"]


def test_a_model_that_fails_stops_no_edition(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda words: 500) as model:
        monkeypatch.setenv(URL, model.url)
        monkeypatch.setenv(MODEL, "small")
        result = desk.run(DAYS[0])
    assert not result.failures
    assert result.edition_dir is not None
    assert proposed(desk) == []
