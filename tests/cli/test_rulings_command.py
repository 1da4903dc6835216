"""Rulings on the command line: listed with their effect, and mistakes told with their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

BRIEF = (
    "title: The ferry\nquestions:\n"
    "  - {id: killed, title: Killed, category: passengers, event: killed, temporality: cumulative}\n"
)
RULINGS = """\
rulings:
  - id: miscounted
    on: 2026-05-07
    by: R. Vogel
    reason: The list of 7 May has fewer.
    correct: {document: ferry.txt, figure: At least 34, value: 29, bound: exact}
  - id: astray
    on: 2026-05-07
    by: R. Vogel
    reason: Misread.
    merge: {claims: c0123456789, question: killed}
"""


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "brief.yaml").write_text(BRIEF)
    (folder / "rulings.yaml").write_text(RULINGS)
    return folder


def test_rulings_are_listed_with_what_came_of_them(briefline, texts, brief):
    result = briefline("rulings", "--brief", brief, "--documents", texts)
    assert result.returncode == 0
    listed = {line["id"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert listed["miscounted"]["questions"] == ["killed"]
    assert listed["astray"]["without_effect"] == "no_claim"
    assert "ruling astray has no effect" in result.stderr
    before = briefline("rulings", "--brief", brief, "--documents", texts, "--as-of", "2026-05-06")
    assert before.stdout == ""
    assert "no ruling on ferry was made by 2026-05-06" in before.stderr


def test_estimates_follow_the_rulings_beside_the_brief(briefline, texts, brief):
    result = briefline("estimates", texts, "--brief", brief)
    page = json.loads(result.stdout)
    (estimate,) = page["estimates"]
    assert (estimate["value"], estimate["best"]) == ("29", 29)
    assert any("At least 34 is read with the value 29" in line for line in estimate["rationale"])
    assert any("signed by R. Vogel: “The list of 7 May has fewer.”" in line for line in estimate["rationale"])
    assert [ruling["id"] for ruling in page["rulings"]] == ["astray", "miscounted"]
    assert "ruling astray has no effect" in result.stderr


@pytest.mark.parametrize("command", ["estimates", "rulings", "run"])
def test_a_mistake_in_rulings_is_told_with_its_place(briefline, texts, brief, command):
    file = brief / "rulings.yaml"
    file.write_text(RULINGS.replace("reason: Misread", "resaon: Misread"))
    documents = (texts,) if command == "estimates" else ("--documents", texts)
    result = briefline(command, *documents, "--brief", brief)
    assert result.returncode == 1
    assert result.stdout == ""
    assert (
        result.stderr
        == f"briefline: {file}, line 10, column 5: unknown key 'resaon'; did you mean 'reason'?\n"
    )
