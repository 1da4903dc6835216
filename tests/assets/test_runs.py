"""Making editions through Dagster: what is made, made again, left alone and told."""

from __future__ import annotations

import json
import shutil
import signal
from datetime import date
from pathlib import Path

import dagster as dg
import pytest
from ferry_desk import BRIEF, DAYS, FIRST, Desk, laid_out

import assets.briefs
import assets.versions
import resources.model
import resources.store
from assets.days import today
from assets.run import RunError, run_edition
from assets.runner import Progress
from assets.versions import code_version
from pipeline.briefs import BriefError


def killed(edition: Path) -> dict[str, object]:
    rows = json.loads((edition / "figures.json").read_text())["questions"]
    return {row["question"]: row for row in rows}["killed"]  # type: ignore[no-any-return]


def unchained(content: bytes) -> object:
    """Return a file, of a manifest what does not depend on what else was published before."""
    if not content.startswith(b'{\n "brief": "ferry",\n "as_of"') or b'"sequence"' not in content:
        return content
    chain = ("sequence", "previous")
    return {name: value for name, value in json.loads(content).items() if name not in chain}


def test_a_run_makes_the_edition_of_the_newest_day(desk: Desk) -> None:
    told: list[Progress] = []
    result = desk.run(on_progress=told.append)
    assert (result.as_of, result.failures) == (DAYS[1], [])
    assert result.edition_dir == desk.out / "ferry" / "2026-05-09"
    assert sorted(path.name for path in result.edition_dir.iterdir()) == [
        "briefing.html",
        "changes.json",
        "figures.json",
        "ledger.json",
        "lineage.json",
        "manifest.json",
        "method.html",
        "origins.json",
        "received.csv",
        "series.csv",
        "series.json",
    ]
    assert killed(result.edition_dir)["best"] == 41
    assert [row["question"] for row in result.figures] == ["killed", "strikers"]
    assert any("scan.txt" in warning for warning in result.warnings)
    assert desk.editions.days("ferry") == [DAYS[1]]
    assert told[0].done == 0
    assert told[-1] == Progress("edition of 2026-05-09", 2, 2)


def test_catching_up_makes_every_missing_edition_oldest_first(desk: Desk) -> None:
    result = desk.run(catch_up=True)
    assert [path.name for path in result.editions] == ["2026-05-07", "2026-05-09"]
    first, second = (killed(path) for path in result.editions)
    assert (first["low"], first["best"], second["best"]) == (34, None, 41)
    assert desk.run(catch_up=True).editions == []


def test_a_past_edition_is_made_again_byte_for_byte(desk: Desk) -> None:
    desk.run(catch_up=True)
    before = desk.published()
    desk.put("2026-05-11/more.txt", FIRST.replace("34", "43").replace("7 May", "11 May"))
    desk.run()
    shutil.rmtree(desk.out / "ferry")
    shutil.rmtree(desk.data)
    desk.run(DAYS[1])
    desk.run(DAYS[0])
    again = desk.published()
    assert {path: unchained(content) for path, content in before.items()} == {
        path: unchained(content) for path, content in again.items() if "05-11" not in path
    }


def test_the_same_run_again_publishes_nothing_new(desk: Desk) -> None:
    first = desk.run()
    before = desk.published()
    second = desk.run()
    assert second.edition_dir == first.edition_dir
    assert desk.published() == before


def test_only_days_whose_documents_or_code_changed_are_received_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run()
    told: list[Progress] = []
    desk.run(on_progress=told.append)
    assert told == []
    desk.put("2026-05-07/second.txt", FIRST.replace("34", "36"))
    desk.run(on_progress=told.append)
    assert {progress.what for progress in told if " of 2026" in progress.what} == {
        "documents of 2026-05-07",
        "edition of 2026-05-09",
    }
    monkeypatch.setattr(assets.versions, "SHARED", ("pipeline/marks.py",))
    code_version.cache_clear()
    told.clear()
    desk.run(on_progress=told.append)
    assert told[-1].total == 2
    code_version.cache_clear()


def test_a_day_with_changed_documents_becomes_a_revision_and_the_first_edition_stays(desk: Desk) -> None:
    first = desk.run()
    assert first.edition_dir
    before = {path.name: path.read_bytes() for path in first.edition_dir.iterdir()}
    desk.put("2026-05-09/third.txt", FIRST.replace("34", "52").replace("7 May", "9 May"))
    second = desk.run()
    assert second.edition_dir == desk.out / "ferry" / "2026-05-09-r2"
    assert {path.name: path.read_bytes() for path in first.edition_dir.iterdir()} == before


def test_copies_of_a_document_change_no_estimate(desk: Desk) -> None:
    alone = desk.run(DAYS[1]).figures
    for number in range(5):
        desk.put(f"2026-05-09/copy-{number}.txt", FIRST)
    assert desk.run(DAYS[1]).figures == alone


def test_days_without_an_edition_are_received_a_run_each(empty_desk: Desk) -> None:
    for number in range(1, 4):
        empty_desk.put(f"2026-05-0{number}/a.txt", FIRST.replace("34", f"3{number}"))
    told: list[Progress] = []
    assert empty_desk.run(on_progress=told.append).failures == []
    assert list(dict.fromkeys(progress.what for progress in told if " of 2026" in progress.what)) == [
        "documents of 2026-05-01",
        "documents of 2026-05-02",
        "edition of 2026-05-03",
    ]
    for number in range(1, 4):
        rows = empty_desk.store.read("extracted_claims", date(2026, 5, number))
        assert rows["figure_text"].to_list() == [f"At least 3{number}"]


def test_foreign_documents_stay_out_of_the_briefs_store(desk: Desk, tmp_path: Path) -> None:
    own = desk.run()
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "note.txt").write_text(FIRST.replace("34", "900"))
    before = desk.published()
    result = run_edition(desk.brief, folder, DAYS[1], tmp_path / "other out")
    assert result.failures == []
    assert result.edition_dir
    assert killed(result.edition_dir)["low"] == 900
    assert desk.published() == before
    assert own.edition_dir != result.edition_dir
    names = {path.name.rsplit("-", 1)[0] for path in (tmp_path / "other out" / "data").iterdir()}
    assert names == {"elsewhere"}


def test_a_flat_folder_is_received_on_the_day_of_the_edition_and_forgets_what_was_taken_away(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "flat"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "b.txt").write_text(FIRST.replace("34", "77"))
    both = run_edition(desk.brief, folder, None, tmp_path / "o")
    assert both.as_of == today()
    (folder / "b.txt").unlink()
    one = run_edition(desk.brief, folder, None, tmp_path / "o")
    assert both.edition_dir
    assert one.edition_dir
    assert "b.txt" in (both.edition_dir / "lineage.json").read_text()
    assert "b.txt" not in (one.edition_dir / "lineage.json").read_text()


def test_a_single_file_is_enough(desk: Desk) -> None:
    path = desk.brief / "documents" / "2026-05-07" / "ferry.txt"
    assert run_edition(desk.brief, path, date(2026, 5, 8), desk.out / "x").figures[0]["low"] == 34


def test_a_document_that_makes_a_stage_fail_is_told_and_the_others_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    extraction = resources.model.extraction

    def fails(document, cleaned, proposals):  # type: ignore[no-untyped-def]
        if document.name == "ferry.txt":
            raise ZeroDivisionError("a grammar that cannot count")
        return extraction(document, cleaned, proposals)

    monkeypatch.setattr(resources.model, "extraction", fails)
    result = desk.run()
    assert result.failures == []
    assert "ferry.txt: ZeroDivisionError: a grammar that cannot count" in result.warnings
    assert result.figures[0]["best"] == 41


@pytest.mark.parametrize("stage", ["read", "clean"])
def test_a_document_that_cannot_be_read_or_cleaned_keeps_a_row_that_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    module = {"read": assets.documents, "clean": assets.cleaning}[stage]
    work = getattr(module, stage)

    def fails(item, **more):  # type: ignore[no-untyped-def]
        if getattr(item, "name", more.get("name")) == "ferry.txt":
            raise RecursionError("too deep")
        return work(item, **more)

    monkeypatch.setattr(module, stage, fails)
    assert desk.run().failures == []
    table = {"read": "raw_documents", "clean": "cleaned_text"}[stage]
    assert "RecursionError: too deep" in desk.store.read(table, DAYS[0])["error"][0]


@pytest.mark.parametrize(
    ("as_of", "says"),
    [(date(2999, 1, 1), "lies in the future"), (date(2026, 5, 6), "the first documents are of 2026-05-07")],
)
def test_a_day_without_an_answer_is_told(desk: Desk, as_of: date, says: str) -> None:
    with pytest.raises(RunError, match=says):
        desk.run(as_of)


def test_folders_without_documents_are_told(empty_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no documents in"):
        empty_desk.run()
    with pytest.raises(RunError, match="does not exist"):
        run_edition(empty_desk.brief, tmp_path / "nowhere", None, empty_desk.out)


def test_a_brief_that_cannot_be_used_is_told_with_its_file(desk: Desk) -> None:
    (desk.brief / "brief.yaml").write_text(BRIEF.replace("title:", "titel:", 1))
    with pytest.raises(BriefError) as caught:
        desk.run()
    assert str(desk.brief / "brief.yaml") in "".join(caught.value.__notes__)


def test_a_full_disk_names_the_table_and_leaves_the_old_rows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run()
    tables = {path: path.read_bytes() for path in desk.store.root.rglob("*.parquet")}
    before = desk.published()
    desk.put("2026-05-09/new.txt", FIRST)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(resources.store, "replace_file", full)
    result = desk.run()
    assert result.edition_dir is None
    assert result.failures == ["raw_documents: OSError: [Errno 28] No space left on device"]
    assert {path: path.read_bytes() for path in desk.store.root.rglob("*.parquet")} == tables
    assert desk.published() == before


def test_a_damaged_table_is_made_again(desk: Desk) -> None:
    desk.run()
    before, tables = desk.published(), desk.tables()
    for table in ("raw_documents", "extracted_claims"):
        path = desk.store.path(table, DAYS[0])
        path.write_bytes(path.read_bytes()[:100])
        assert desk.run().failures == []
        assert desk.published() == before
        assert desk.tables() == tables


def test_stopping_half_way_leaves_nothing_torn_and_the_next_run_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patched:
        patched.setattr(assets.briefs, "render", stop)
        with pytest.raises(KeyboardInterrupt):
            desk.run()
    assert desk.published() == {}
    result = desk.run()
    assert result.failures == []
    assert killed(result.edition_dir or Path())["best"] == 41


def test_the_history_stays_on_the_disk_and_the_terminal_quiet(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = laid_out(tmp_path)
    assert desk.run(catch_up=True).failures == []
    assert capfd.readouterr() == ("", "")
    with dg.DagsterInstance.local_temp(str(desk.data / "dagster")) as kept:
        assert {run.status for run in kept.get_runs()} == {dg.DagsterRunStatus.SUCCESS}
        made = kept.get_materialized_partitions(dg.AssetKey(["ferry", "figures", "killed"]))
    assert made == {"2026-05-07", "2026-05-09"}
