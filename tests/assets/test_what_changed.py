"""An origin replaces its own number: through the pipeline, and the edition says why."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from ferry_desk import Desk

BRIEF = """\
title: Losses of Tarsia's northern contingent
organisations:
  - name: NIS
    aliases: [National Intelligence Service, South Korea's spy agency]
questions:
  - {id: killed, title: Soldiers killed, category: troops, event: killed, temporality: cumulative}
"""
APRIL = """Lawmakers hear of losses in the north

30 April 2025

About 600 soldiers of the contingent have been killed, the National Intelligence Service (NIS) told a hearing.
"""
SEPTEMBER = """Toll of the contingent raised

2 September 2025

Around 2,000 soldiers of the contingent have been killed, the National Intelligence Service (NIS) said.
"""
NOVEMBER = """What a winter in the north has cost

5 November 2025

Snow has come early to the northern towns.

About 600 soldiers of the contingent were killed, according to the National Intelligence Service.
"""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The editions of three days: the first count, the updated one, and a late repetition of the first."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.put("2025-05-02/april.txt", APRIL)
    desk.put("2025-09-03/september.txt", SEPTEMBER)
    desk.put("2025-11-06/november.txt", NOVEMBER)
    (desk.brief / "brief.yaml").write_text(BRIEF)
    result = desk.run(catch_up=True)
    assert result.failures == []
    return list(result.editions)


def data(edition: Path, name: str) -> Any:
    return json.loads((edition / name).read_text())


def seen(edition: Path, section: str) -> str:
    """Return what a reader sees of a section of the page."""
    page = (edition / "briefing.html").read_text()
    start = page.index(f'<section id="{section}">')
    return " ".join(re.sub(r"<[^>]+>", "", page[start : page.index("</section>", start)]).split())


def test_the_newer_statement_stands_and_the_older_is_history(editions: list[Path]) -> None:
    values = [data(edition, "figures.json")["questions"][0] for edition in editions]
    assert [row["best"] for row in values] == [600, 2000, 2000]
    assert [row["verdict"] for row in values] == ["single_origin"] * 3
    (series,) = data(editions[1], "series.json")["questions"]
    assert [(s["low"], s["state"], s["rule"], s["said"]["start"]) for s in series["statements"]] == [
        (600, "superseded", "R6", "2025-04-30"),
        (2000, "in_force", None, "2025-09-02"),
    ]


def test_the_edition_says_why(editions: list[Path]) -> None:
    (change,) = data(editions[1], "changes.json")["changes"]
    assert change["kinds"] == ["superseded"]
    assert (change["was"]["best"], change["now"]["best"]) == (600, 2000)
    (gone,), (came,) = change["left"], change["entered"]
    assert (gone["rule"], gone["newer"]) == ("R6", came["claim"])
    told = seen(editions[1], "changes")
    assert "superseded was about 600, is now about 2,000" in told
    assert "New behind it: Around 2,000 (september.txt)." in told
    assert "About 600 is an older statement of NIS, superseded by Around 2,000." in told


def test_a_late_repetition_is_no_news(editions: list[Path]) -> None:
    assert data(editions[2], "changes.json")["changes"] == []
    (series,) = data(editions[2], "series.json")["questions"]
    assert [(s["low"], s["state"]) for s in series["statements"]][-1] == (600, "stale")
    assert "already superseded by" in seen(editions[2], "questions")


def test_every_report_leads_back_to_the_same_origin(editions: list[Path]) -> None:
    graph = data(editions[2], "origins.json")
    origins = [node for node in graph["nodes"] if node["kind"] == "origin"]
    assert [node["name"] for node in origins] == ["NIS"]
    assert {claim["path"][0] for claim in graph["claims"]} == {origins[0]["id"]}
    texts = {node["id"]: node["name"] for node in graph["nodes"] if node["kind"] == "document"}
    assert sorted(texts.values()) == ["april.txt", "november.txt", "september.txt"]
    kinds = {texts[edge["to"]]: edge["kind"] for edge in graph["edges"]}
    assert kinds == {"april.txt": "states", "september.txt": "states", "november.txt": "states"}
    quotes = {texts[edge["to"]]: edge["evidence"][0]["quote"] for edge in graph["edges"]}
    assert "National Intelligence Service (NIS) told" in quotes["april.txt"]
