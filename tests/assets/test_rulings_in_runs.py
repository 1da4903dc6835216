"""Rulings through Dagster: in the edition and the check, told when they match nothing, gone when deleted."""

from __future__ import annotations

import json

import dagster as dg
from ferry_desk import DAYS, Desk

RULINGS = """\
rulings:
  - id: miscounted
    on: 2026-05-09
    by: R. Vogel
    reason: Seven of the 41 were found alive.
    reject: {document: toll.txt, figure: "41"}
"""
GONE = """\
  - id: gone
    on: 2026-05-08
    by: R. Vogel
    reason: It was misread.
    reject: {document: ferry.txt, figure: about 9}
"""


def checked(history: dg.DagsterInstance) -> dg.AssetCheckEvaluation:
    """Return the newest result of the check on rulings."""
    key = dg.AssetCheckKey(dg.AssetKey(["ferry", "reconciled_estimates"]), "rulings_match")
    (record,) = history.event_log_storage.get_asset_check_execution_history(key, limit=1)
    found = record.event.dagster_event.event_specific_data if record.event else None
    assert isinstance(found, dg.AssetCheckEvaluation)
    return found


def test_a_ruling_is_in_the_edition_and_in_the_check(desk: Desk, history: dg.DagsterInstance) -> None:
    (desk.brief / "rulings.yaml").write_text(RULINGS + GONE)
    result = desk.run()
    assert result.edition_dir
    figures = json.loads((result.edition_dir / "figures.json").read_text())
    assert figures["questions"][0]["low"] == 34
    lineage = json.loads((result.edition_dir / "lineage.json").read_text())
    assert lineage["estimates"]["killed"]["rulings"][0]["ruling"] == "miscounted"
    assert "Seven of the 41 were found alive." in (result.edition_dir / "briefing.html").read_text()
    assert [w for w in result.warnings if w.startswith("ruling")] == [
        "ruling gone has no effect: the claim that it names is not among the documents"
        " ('about 9' in ferry.txt)"
    ]
    outcome = checked(history)
    assert (outcome.passed, outcome.severity, outcome.blocking) == (
        False,
        dg.AssetCheckSeverity.WARN,
        False,
    )
    assert outcome.metadata["looked at"].value == 2


def test_deleting_a_ruling_undoes_it_and_earlier_days_are_unchanged(
    desk: Desk, history: dg.DagsterInstance
) -> None:
    desk.run(catch_up=True)
    before = desk.published()
    rulings = desk.brief / "rulings.yaml"
    rulings.write_text(RULINGS)
    desk.run(DAYS[0])
    assert desk.published() == before
    desk.run()
    assert checked(history).passed
    assert desk.published() != before
    rulings.unlink()
    desk.run()
    after = desk.published()
    assert {name: after[name] for name in before if name in after and "2026-05-09" in name} == {
        name: before[name] for name in before if name in after and "2026-05-09" in name
    }
