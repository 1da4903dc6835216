"""Copies through Dagster: found day by day, shown, and found again when an earlier day changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import dagster as dg
from ferry_desk import Desk

from assets.dependence import SHOWN, shown
from assets.knowledge import pile_on
from assets.run import RunResult
from assets.runner import Progress
from pipeline.frames import from_frame
from pipeline.records import Copy, Span
from resources.sources import DocumentSource

STORY = (
    "{head}\n\n{day} May 2026\n\n"
    "At least 34 passengers were killed when an overloaded ferry sank in heavy weather off Port Amarel{said}."
    "\n\nFishermen from three villages searched the bay through the night and brought survivors to the old "
    "customs house, where the families of the missing had waited since the evening for any word.\n"
)
SAID = ", the Vendia coast guard said on Thursday"
ORIGINAL = STORY.format(head="Ferry sinks off Port Amarel", day=7, said=SAID)
ECHO = STORY.format(head="Grief in Port Amarel", day=9, said="")
DAYS = (date(2026, 5, 7), date(2026, 5, 9))


def killed(result: RunResult) -> dict[str, object]:
    assert result.failures == []
    assert result.edition_dir
    rows = json.loads((result.edition_dir / "figures.json").read_text())["questions"]
    return {row["question"]: row for row in rows}["killed"]  # type: ignore[no-any-return]


def copies(desk: Desk, day: date) -> list[Copy]:
    return from_frame(Copy, desk.store.read("document_copies", day))


def test_a_copy_of_another_day_changes_no_estimate(empty_desk: Desk) -> None:
    empty_desk.put("2026-05-07/original.txt", ORIGINAL)
    alone = killed(empty_desk.run())
    empty_desk.put("2026-05-09/echo.txt", ECHO)
    again = killed(empty_desk.run())
    for role in ("low", "best", "high", "origins", "unknown", "reports", "verdict"):
        assert again.get(role) == alone.get(role)
    assert copies(empty_desk, DAYS[0]) == []
    assert {copy.kind for copy in copies(empty_desk, DAYS[1])} == {"document", "passage"}
    sketches = empty_desk.store.read("document_sketches", DAYS[1])
    assert sketches["words"].to_list() == [len(ECHO.split()) - 3]
    sources = DocumentSource({"ferry": empty_desk.brief / "documents"})
    known = pile_on(DAYS[1], ["ferry"], empty_desk.store, sources)
    assert len(known.copies) == 2
    assert known.until(DAYS[0]).copies == []


def test_later_days_are_compared_again_when_an_earlier_one_changes(empty_desk: Desk) -> None:
    empty_desk.put("2026-05-07/other.txt", "Notice\n\n7 May 2026\n\nThe market opens at nine.\n")
    empty_desk.put("2026-05-09/echo.txt", ECHO)
    empty_desk.run()
    assert copies(empty_desk, DAYS[1]) == []
    empty_desk.put("2026-05-07/original.txt", ORIGINAL)
    empty_desk.run(DAYS[0])
    assert copies(empty_desk, DAYS[1]) == []
    told: list[Progress] = []
    row = killed(empty_desk.run(DAYS[1], on_progress=told.append))
    assert len(copies(empty_desk, DAYS[1])) == 2
    assert (row["origins"], row["unknown"]) == (1, 0)
    assert told[-1].total == 1


def test_a_copy_whose_home_is_gone_is_no_copy_any_more(empty_desk: Desk) -> None:
    original = empty_desk.put("2026-05-07/original.txt", ORIGINAL)
    empty_desk.put("2026-05-09/echo.txt", ECHO)
    empty_desk.run()
    original.unlink()
    original.parent.rmdir()
    empty_desk.run()
    assert copies(empty_desk, DAYS[1]) == []


def test_the_ui_tells_how_much_was_copied(tmp_path: Path) -> None:
    span = Span(start=0, end=9)
    passage = Copy(document_id="b", span=span, home_id="a", home_span=span, kind="passage", similarity=0.9)
    whole = passage.model_copy(update={"document_id": "c", "kind": "document"})
    of_whole = passage.model_copy(update={"document_id": "c"})
    found = shown([passage, whole, of_whole] * SHOWN, {"a": "home.txt"})
    assert found["near-duplicate documents"] == 1
    assert found["passages lifted into other documents"] == SHOWN
    assert isinstance(found["copies"], dg.TableMetadataValue)
    assert len(found["copies"].records) == SHOWN
    assert found["copies"].records[0].data["copied from"] == "home.txt"
