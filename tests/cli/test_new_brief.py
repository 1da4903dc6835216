"""`briefline propose` as a person has it: a brief on stdout or in a folder, which a run takes at once."""

from __future__ import annotations

from pipeline.briefs import parse_brief


def test_a_brief_is_printed_that_can_be_read(briefline, texts):
    result = briefline("propose", texts, "--title", "Port Amarel")
    assert result.returncode == 0, result.stderr
    brief = parse_brief(result.stdout, "port-amarel")
    assert brief.title == "Port Amarel"
    assert any("killed" in question.title for question in brief.questions)
    assert "# 1 report by" in result.stdout
    assert briefline("propose", texts, "--title", "Port Amarel", "--out", "-").stdout == result.stdout


def test_a_folder_is_written_that_a_run_takes_at_once(briefline, texts, tmp_path):
    result = briefline("propose", texts, "--title", "Port Amarel", "--out", "briefs", "--most", "2")
    assert result.returncode == 0, result.stderr
    file = tmp_path / "briefs" / "port-amarel" / "brief.yaml"
    brief = parse_brief(file.read_text("utf-8"), "port-amarel")
    assert len(brief.questions) == 2
    assert "briefline run --brief briefs/port-amarel --documents" in result.stderr
    run = briefline("run", "--brief", file.parent, "--documents", texts, "--as-of", "2026-05-10")
    assert run.returncode == 0, run.stderr
    assert "34" in run.stdout


def test_what_is_there_is_not_overwritten_without_being_told(briefline, texts, tmp_path):
    file = tmp_path / "briefs" / "mine" / "brief.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    refused = briefline("propose", texts, "--title", "Mine", "--out", "briefs")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert file.read_text() == "mine"
    assert briefline("propose", texts, "--title", "Mine", "--out", "briefs", "--force").returncode == 0
    assert file.read_text().startswith("# Proposed")


def test_documents_without_a_count_are_told_in_one_line(briefline, tmp_path):
    (tmp_path / "empty.txt").write_text("Nothing happened in Port Amarel on Thursday.\n")
    result = briefline("propose", "empty.txt")
    assert (result.returncode, result.stdout) == (1, "")
    assert "nothing to ask" in result.stderr
    assert "Traceback" not in result.stderr


def test_estimates_without_a_brief_ask_the_same_questions(briefline, texts):
    import json

    printed = parse_brief(briefline("propose", texts, "--most", "20").stdout, "b")
    page = json.loads(briefline("estimates", texts).stdout)
    asked = [estimate["question"]["title"] for estimate in page["estimates"]]
    assert asked == [question.title for question in printed.questions]
