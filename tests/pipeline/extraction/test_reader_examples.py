"""From annotated reports to what the reader learns from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.extraction.reading.pieces import Vocabulary
from pipeline.extraction.reading.reader import WORDS
from pipeline.extraction.reading.windows import NOTHING
from tools.train_reader.examples import DELTAS, KINDS, STATUSES, TEMPORALITIES, Example, examples

EVENTS = ("killed", "died", "wounded")
TEXT = (
    "Two lorries collide\n\n4 March 2026\n\nOn Monday 12 drivers died near Velmar, the guild of 1931 said.\n"
)


def annotated(figure: str, **fields: object) -> dict[str, object]:
    start = TEXT.index(figure)
    return {"doc": "001", "figure": figure, "start": start, "end": start + len(figure), **fields}


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


@pytest.fixture
def made(tmp_path: Path) -> list[Example]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "001.txt").write_text(TEXT, "utf-8")
    (tmp_path / "docs" / "002.txt").write_text("Another text than was annotated.", "utf-8")
    (tmp_path / "index.json").write_text(json.dumps([{"doc": "001"}, {"doc": "002"}]))
    told = {
        "kind": "c",
        "event": "died",
        "measure": "died|killed",
        "status": "observed",
        "tempo": "flow|cumulative",
        "delta": "t",
        "counted": "drivers",
        "trigger": "died",
        "actor": None,
        "place": "Velmar",
        "time": "On Monday",
        "origin": "publisher|guild",
        "spans": {
            "counted": span("drivers"),
            "trigger": span("died"),
            "place": span("Velmar"),
            "time": span("On Monday"),
            "source": span("the guild"),
        },
    }
    gold = [annotated("12", **told), {**annotated("12", **told), "doc": "002"}]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in gold))
    (tmp_path / "not_claims.jsonl").write_text(json.dumps(annotated("1931", kind="xdate")) + "\n")
    return list(examples(tmp_path, Vocabulary(WORDS), EVENTS))


def test_a_report_becomes_a_window_with_all_that_is_right_of_each_figure(made: list[Example]) -> None:
    (example,) = made  # the other was annotated in another text
    claim, year = example.figures
    assert claim.classes == {
        "kind": {KINDS.index("claim")},
        "event": {EVENTS.index("died"), EVENTS.index("killed")},
        "status": {STATUSES.index("observed")},
        "temporality": {TEMPORALITIES.index("flow"), TEMPORALITIES.index("cumulative")},
        "delta": {DELTAS.index("total")},
    }
    assert (year.classes, year.pointers) == ({"kind": {KINDS.index("none")}}, {})

    def words(role: str) -> set[str]:
        offsets = example.window.offsets
        return {TEXT[offsets[first][0] : offsets[last][1]] for first, last in claim.pointers[role] if first}

    assert words("counted") == {"drivers"}
    assert words("time") == {"On Monday"}
    assert words("source") == {"the guild"}
    assert (NOTHING, NOTHING) in claim.pointers["source"]  # the outlet may say it
    assert claim.pointers["actor"] == {(NOTHING, NOTHING)}


def test_what_the_rules_say_goes_in_as_evidence(made: list[Example]) -> None:
    claim, year = made[0].figures
    assert claim.said.labels["event"] == "died"
    first, last = claim.said.words["counted"]
    offsets = made[0].window.offsets
    assert TEXT[offsets[first][0] : offsets[last][1]] == "drivers"
    assert year.said.labels == {}
