"""A whole run from the command line: edition, figure table, and the way back to a sentence."""

from __future__ import annotations

import json
from datetime import date

import click
import pytest

from assets.run import RunResult
from cli.run import tell_result

BRIEF = """\
title: The ferry off Port Amarel
questions:
  - {id: killed, title: Passengers killed, category: passengers, event: killed}
  - {id: strikers, title: Dockers on strike, category: workers, event: on_strike, status: expected}
"""


@pytest.fixture
def brief(tmp_path):
    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "brief.yaml").write_text(BRIEF)
    return folder


def test_a_run_prints_the_figures_and_leads_back_to_the_sentence(briefline, texts, brief, tmp_path):
    result = briefline("run", "--brief", brief, "--documents", texts, "--as-of", "2026-05-10")
    assert result.returncode == 0, result.stderr
    assert result.stderr.splitlines()[0] == "1/1 edition of 2026-05-10"
    assert not {"briefline:", "Traceback", "WARNING"} & set(result.stderr.split())
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "Passengers killed" in result.stdout
    assert "at least 34" in result.stdout

    edition = tmp_path / "out" / "ferry" / "2026-05-10"
    assert str(edition.relative_to(tmp_path)) in result.stdout
    names = {file.name for file in edition.iterdir()}
    assert names == {
        *("briefing.html", "method.html", "figures.json", "changes.json", "series.json", "series.csv"),
        *("received.csv", "origins.json", "lineage.json", "ledger.json", "manifest.json"),
    }
    assert "killed.value" in json.loads((edition / "lineage.json").read_text())["figures"]

    told = briefline("explain", "killed.value")
    assert told.returncode == 0, told.stderr
    assert "At least 34 passengers were killed when a ferry sank" in told.stdout
    assert "ferry.txt" in told.stdout

    missed = briefline("explain", "killed.valu", "--edition", edition)
    assert missed.returncode == 1
    assert "killed.value" in missed.stderr
    assert len(missed.stderr.splitlines()) == 1

    (edition / "lineage.json").write_text("[]")
    assert "is not what was published: lineage.json" in briefline("explain", "killed.value").stderr


def test_a_day_in_the_future_and_one_before_any_document_are_told(briefline, texts, brief):
    (texts / "2026-05-07").mkdir()
    (texts / "ferry.txt").rename(texts / "2026-05-07" / "ferry.txt")
    (texts / "strike.txt").rename(texts / "2026-05-07" / "strike.txt")
    for day, says in (("2999-01-01", "future"), ("2026-05-06", "2026-05-07")):
        result = briefline("run", "--brief", brief, "--documents", texts, "--as-of", day)
        assert result.returncode == 1
        assert result.stdout == ""
        assert len(result.stderr.splitlines()) == 1
        assert says in result.stderr


def test_a_run_that_failed_half_way_says_what_was_published(tmp_path):
    failed = RunResult(date(2026, 5, 9), None, [], [tmp_path / "2026-05-07"], [], [], ["briefing: no space"])
    with pytest.raises(click.ClickException) as caught:
        tell_result(failed)
    assert caught.value.message.splitlines() == [
        "briefing: no space",
        "published before that: 1; all others stand as they were",
    ]
