"""A figure or text that is set aside has its row, is told, and stops nothing."""

from __future__ import annotations

import pytest
from ferry_desk import DAYS, FIRST, Desk

import pipeline.extraction.claims
from pipeline.extraction import parse_figure

FLAWED = FIRST.replace("At least 34 passengers", "At least 66 passengers")


def refusing(text: str) -> object:
    """Read a figure text by itself, but one that this grammar cannot read alone."""
    return None if text == "At least 66" else parse_figure(text)


def test_a_flawed_figure_costs_a_row_and_the_edition_counts_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("2026-05-07/flawed.txt", FLAWED)
    monkeypatch.setattr("pipeline.extraction.soundness.parse_figure", refusing)
    result = desk.run()
    assert result.failures == []
    assert result.edition_dir
    (row,) = desk.store.read("quarantined_claims", DAYS[0]).to_dicts()
    assert (row["document_name"], row["figure_text"], row["reason"]) == (
        "flawed.txt",
        "At least 66",
        "other_value",
    )
    assert "At least 66" not in desk.store.read("extracted_claims", DAYS[0])["figure_text"].to_list()
    assert desk.store.read("quarantined_claims", DAYS[1]).height == 0
    assert any("flawed.txt: other_value 'At least 66'" in line for line in result.warnings)
    page = (result.edition_dir / "briefing.html").read_text("utf-8")
    assert 'data-figure="edition.more_other_value">1</a> whose words by themselves' in page


def test_text_beyond_the_limit_of_a_document_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.extraction.claims, "MAX_CHARACTERS", 60)
    result = desk.run()
    assert result.failures == []
    reasons = desk.store.read("quarantined_claims", DAYS[0])["reason"].to_list()
    assert reasons == ["too_much_text"]
