"""Breaking it shows: each blocking check stops its asset, and what was published or stored before stays."""

from __future__ import annotations

from collections.abc import Callable

import dagster as dg
import polars as pl
import pytest
from ferry_desk import DAYS, FIRST, Desk

import assets.briefs
import assets.claims
import assets.cleaning
import assets.documents
import resources.model
from assets import checks
from pipeline.extraction import Extraction
from pipeline.records import Document

Files = dict[str, bytes]


def checked(history: dg.DagsterInstance, asset: list[str]) -> dict[str, bool]:
    """Return the newest result of every check of an asset, as the UI shows them."""
    results = {}
    newest = history.get_runs(limit=1)[0].run_id
    for entry in history.all_logs(newest, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION):
        found = entry.dagster_event.event_specific_data  # type: ignore[union-attr]
        if found.asset_key == dg.AssetKey(asset):
            results[found.check_name] = found.passed
    return results


def broken(page: Callable[[str], str]) -> Callable[..., Files]:
    """Return a renderer whose page is spoilt."""
    render = assets.briefs.render

    def spoilt(edition: object) -> Files:
        files = render(edition)  # type: ignore[arg-type]
        return {**files, "briefing.html": page(files["briefing.html"].decode()).encode()}

    return spoilt


def changed_digit(page: str) -> str:
    assert ">41<" in page
    return page.replace(">41<", ">47<", 1)


def changed_quote(page: str) -> str:
    assert "said on Saturday" in page
    return page.replace("said on Saturday", "said on Sunday..")


def free_number(page: str) -> str:
    return page.replace("</main>", "<p>Some 12 more were seen.</p></main>", 1)


@pytest.mark.parametrize(
    ("spoil", "check", "says"),
    [
        (changed_digit, "every_number_bound", "41"),
        (free_number, "every_number_bound", "12"),
        (changed_quote, "every_quote_equals_its_span", "the quotation differs from toll.txt"),
    ],
)
def test_a_page_with_a_fault_is_not_published(
    desk: Desk,
    history: dg.DagsterInstance,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[str], str],
    check: str,
    says: str,
) -> None:
    desk.run()
    before = desk.published()
    assert set(checked(history, ["ferry", "briefing"]).values()) == {True}
    desk.put("2026-05-09/again.txt", FIRST.replace("34", "33"))
    monkeypatch.setattr(assets.briefs, "render", broken(spoil))
    result = desk.run()
    assert result.edition_dir is None
    (line,) = result.failures
    assert line.startswith("ferry/briefing of 2026-05-09: line ")
    assert says in line
    assert "\n" not in line
    assert desk.published() == before
    assert checked(history, ["ferry", "briefing"])[check] is False


def spoil(monkeypatch: pytest.MonkeyPatch, **fields: object) -> None:
    """Let extraction hand out claims with other fields than it has checked."""
    extraction = resources.model.extraction

    def spoiled(*given: object) -> Extraction:
        claims, quarantined = extraction(*given)
        return Extraction([claim.model_copy(update=fields) for claim in claims], quarantined)

    monkeypatch.setattr(resources.model, "extraction", spoiled)


def test_a_claim_that_is_not_at_its_span_is_not_stored_and_no_edition_follows(
    desk: Desk, history: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run()
    before = desk.published()
    rows = desk.store.read("extracted_claims", DAYS[1])
    desk.put("2026-05-09/again.txt", FIRST.replace("34", "33"))
    spoil(monkeypatch, figure_text="41 ")
    result = desk.run()
    assert result.failures == [
        f"extracted_claims of 2026-05-09: {fault}"
        for fault in [result.failures[0].split(": ", 1)[1]]
        if "'41 ' is not at" in fault
    ]
    assert desk.store.read("extracted_claims", DAYS[1]).equals(rows)
    assert desk.published() == before
    assert checked(history, ["extracted_claims"])["figure_text_equals_span"] is False


@pytest.mark.parametrize(
    ("stage", "table"),
    [
        (assets.documents, "raw_documents"),
        (assets.cleaning, "cleaned_text"),
        (assets.claims, "extracted_claims"),
        (assets.briefs, "ferry/reconciled_estimates"),
    ],
)
def test_a_table_with_another_schema_is_not_stored(
    desk: Desk, history: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch, stage: object, table: str
) -> None:
    to_frame = stage.to_frame  # type: ignore[attr-defined]
    monkeypatch.setattr(
        stage, "to_frame", lambda *what: to_frame(*what).with_columns(pl.lit(1).alias("extra"))
    )
    (line,) = desk.run(DAYS[0]).failures
    assert line == f"{table} of 2026-05-07: column extra is Int32, declared nowhere"
    assert list(desk.out.glob(f"data/*/store/{table}/*.parquet")) == []
    assert checked(history, table.split("/"))["columns_as_declared"] is False


def test_checks_that_warn_let_the_run_go_on(desk: Desk, history: dg.DagsterInstance) -> None:
    desk.put(
        "2026-05-09/undated.txt",
        "A bulletin\n\nIn all 3,000 workers are expected to strike in Port Amarel.\n",
    )
    assert desk.run().failures == []
    assert checked(history, ["raw_documents"]) == {"columns_as_declared": True, "documents_readable": False}
    assert checked(history, ["cleaned_text"]) == {"columns_as_declared": True, "documents_dated": False}


def test_a_figure_text_that_does_not_give_its_values_is_told(
    desk: Desk, history: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, high=99.0)
    assert "toll.txt: '41' does not give 41.0, 99.0, exact" in desk.run().warnings
    assert checked(history, ["extracted_claims"])["figure_text_gives_its_values"] is False


def test_files_without_a_day_are_told_beside_the_documents(desk: Desk) -> None:
    stray = desk.put("stray.txt", FIRST)
    document = Document(
        document_id="d",
        name="a.txt",
        source="s",
        received_on=DAYS[0],
        size_bytes=1,
        encoding="utf-8",
        text="One.",
    )
    result = checks.readable([document], [stray])
    assert not result.passed
    assert checks.faults(result.metadata) == [
        "stray.txt: lies outside a folder named by day, such as 2025-09-07"
    ]


def test_a_result_lists_its_faults_and_counts_what_it_looked_at() -> None:
    result = checks.SPANS.result([f"fault {number}" for number in range(60)], 100)
    assert (result.passed, result.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert result.description == "fault 0 (and 59 more)"
    assert result.metadata["faults"].value == 60
    assert result.metadata["looked at"].value == 100
    assert len(checks.faults(result.metadata)) == 50
    assert checks.faults(checks.SPANS.result([], 3).metadata) == []
