"""What the commands print, where they print it, and how they end."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

CLAIM_FIELDS = {
    *(
        "doc",
        "figure",
        "figure_start",
        "figure_end",
        "low",
        "high",
        "bound",
        "unit",
        "counted",
        "counted_head",
    ),
    *(
        "actor",
        "event",
        "status",
        "additional",
        "temporality",
        "place",
        "time",
        "time_start",
        "time_end",
        "origin",
    ),
    *("via", "chain", "quote", "claim_id", "document_id", "rules"),
}


def claims_of(result) -> list[dict]:
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def one_line(result) -> str:
    """Return the one line of a command that ended with a problem."""
    assert result.returncode != 0
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("briefline: ")
    return lines[0]


def test_claims_lead_back_to_the_characters_of_the_file(briefline, texts):
    result = briefline("claims", texts)
    claims = claims_of(result)
    assert result.stderr == ""
    assert {claim["low"] for claim in claims} >= {34, 120, 2000}
    for claim in claims:
        assert claim.keys() >= CLAIM_FIELDS
        text = (texts / claim["doc"]).read_bytes().decode()
        assert text[claim["figure_start"] : claim["figure_end"]] == claim["figure"]
        assert text[claim["quote_start"] : claim["quote_end"]] == claim["quote"]
        assert claim["figure"] in claim["quote"]


def test_claims_come_in_the_same_order_every_time(briefline, texts):
    (texts / "2026-05-01").mkdir()
    (texts / "2026-05-01" / "zebra.txt").write_text("Police said 12 people were arrested in Dorn.\n")
    first = briefline("claims", texts)
    assert first.stdout == briefline("claims", texts).stdout
    assert claims_of(first)[0]["doc"] == "zebra.txt"


def test_claims_take_single_files_too(briefline, texts):
    claims = claims_of(briefline("claims", texts / "strike.txt"))
    assert {claim["doc"] for claim in claims} == {"strike.txt"}


def test_a_binary_file_among_others_is_only_told(briefline, texts):
    (texts / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = briefline("claims", texts)
    assert len(claims_of(result)) == len(
        claims_of(briefline("claims", texts / "ferry.txt", texts / "strike.txt"))
    )
    assert len(result.stderr.splitlines()) == 1
    assert "a.png" in result.stderr


def test_estimates_print_one_object_with_claims_and_scope(briefline, texts):
    result = briefline("estimates", texts)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    page = json.loads(result.stdout)
    known = {claim["claim_id"] for claim in claims_of(briefline("claims", texts))}
    assert page["estimates"]
    for estimate in page["estimates"]:
        assert set(estimate["claim_ids"]) <= known
        assert estimate["question"]["category"]
        assert estimate["verdict"]
        assert estimate["rationale"]
        assert not any("{" in line for line in estimate["rationale"])


def test_history_prints_the_answers_of_every_day(briefline, tmp_path):
    for day, toll in (("2026-05-07", "At least 34"), ("2026-05-09", "At least 41")):
        folder = tmp_path / "mine" / day
        folder.mkdir(parents=True)
        said = f"{toll} passengers were killed when a ferry sank, the Amarel Rescue Service said."
        (folder / "ferry.txt").write_text(f"Ferry sinks\n\n{int(day[-2:])} May 2026\n\n{said}\n")
    result = briefline("history", tmp_path / "mine")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["as_of"], line["low"]) for line in lines] == [("2026-05-07", 34), ("2026-05-09", 41)]
    assert [line["verdict"] for line in lines] == ["single_origin"] * 2
    until = briefline("history", tmp_path / "mine", "--as-of", "2026-05-08").stdout.splitlines()
    assert [json.loads(line) for line in until] == lines[:1]


def test_estimates_tell_their_series_and_what_would_change_them(briefline, texts):
    page = json.loads(briefline("estimates", texts).stdout)
    for estimate in page["estimates"]:
        assert [told["state"] for told in estimate["series"]] == ["in_force"]
        assert estimate["outlook"]
        assert not any("{" in told["sentence"] for told in estimate["outlook"])


def test_estimates_answer_the_questions_of_a_brief_in_its_order(briefline, texts, tmp_path):
    brief = tmp_path / "ferry" / "brief.yaml"
    brief.parent.mkdir()
    brief.write_text(
        "title: The ferry\nquestions:\n"
        "  - {id: strikers, title: Strikers, category: workers, event: on_strike, status: expected}\n"
        "  - {id: killed, title: Killed, category: civilians, event: killed}\n"
    )
    page = json.loads(briefline("estimates", texts, "--brief", brief).stdout)
    assert [estimate["question_id"] for estimate in page["estimates"]] == ["strikers", "killed"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["claims", "nowhere"], "nowhere does not exist"),
        (["claims"], "PATHS"),
        (["clams", "."], "clams"),
        (["estimates", ".", "--as-of", "7 May"], "write it as 2025-09-07"),
        (["estimates", ".", "--as-of", "2026-02-30"], "write it as 2025-09-07"),
        (["run", "--as-of", "yesterday"], "write it as 2025-09-07"),
        (["run", "--brief", "nowhere"], "nowhere"),
        (["run", "--documents", "nowhere"], "nowhere does not exist"),
        (["explain", "killed.low"], "briefline run"),
    ],
)
def test_a_mistake_is_told_in_one_line(briefline, arguments, says):
    assert says in one_line(briefline(*arguments))


def test_an_empty_folder_and_one_of_binary_files_say_what_to_put_there(briefline, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    assert "put text or HTML files" in one_line(briefline("claims", folder))
    (folder / "a.bin").write_bytes(bytes(range(256)) * 8)
    result = briefline("claims", folder)
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1].endswith("text and HTML files can.")


def test_a_day_before_the_first_document_is_told(briefline, tmp_path):
    day = tmp_path / "texts" / "2026-05-07"
    day.mkdir(parents=True)
    (day / "a.txt").write_text("Police said 12 people were arrested in Dorn.\n")
    said = one_line(briefline("estimates", day.parent, "--as-of", "2026-05-06"))
    assert "2026-05-07" in said


def test_a_mistake_in_a_brief_is_told_with_its_place(briefline, texts, tmp_path):
    brief = tmp_path / "ferry" / "brief.yaml"
    brief.parent.mkdir()
    brief.write_text(
        "title: T\nquestions:\n  - {id: killed, title: Killed, categry: civilians, event: killed}\n"
    )
    for command in (("estimates", texts, "--brief", brief), ("run", "--brief", brief, "--documents", texts)):
        result = briefline(*command)
        assert result.returncode == 1
        assert result.stdout == ""
        lines = result.stderr.splitlines()
        assert all(line.startswith(f"briefline: {brief}, line 3") for line in lines)
        assert any("categry" in line and "'category'" in line for line in lines)


def test_a_file_name_cannot_drive_the_terminal(briefline, texts):
    (texts / "\x1b[2Jgone\x07.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    result = briefline("claims", texts)
    assert result.returncode == 0
    assert "gone" in result.stderr
    assert "\x1b" not in result.stderr
    assert "\x07" not in result.stderr


def test_a_reader_who_has_enough_is_no_error(texts, tmp_path):
    house = Path(__file__).resolve().parents[2]
    many = tmp_path / "many"
    many.mkdir()
    for number in range(60):
        (many / f"{number:03}.txt").write_text(
            f"Police said {number + 20} people were arrested in Dorn.\n" * 40
        )
    with subprocess.Popen(
        [sys.executable, "-c", "from cli.main import main; main()", "claims", str(many)],
        env={**os.environ, "PYTHONPATH": str(house)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(timeout=60)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_refuses_is_told(briefline, texts, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert "no permission" in one_line(briefline("run", "--documents", texts, "--out", out))


def test_a_file_in_the_place_of_the_output_folder_is_told(briefline, texts, tmp_path):
    (tmp_path / "out").write_text("")
    assert "out: " in one_line(briefline("run", "--documents", texts))


@pytest.mark.parametrize("arguments", [[], ["claims"], ["estimates"], ["explain"], ["run"]])
def test_help_teaches_with_examples(briefline, arguments):
    result = briefline(*arguments, "--help")
    assert result.returncode == 0
    assert (
        f"briefline {arguments[0] if arguments else 'run'}"
        in result.stdout.split("Options:")[0].split("Usage")[1]
    )
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["claims", "my texts"],
        ["estimates", "my texts"],
        ["history", "my texts"],
        ["propose", "my texts"],
        ["compare", "my texts", "--claim", "ferry.txt:At least 34", "--claim", "ferry.txt:about 120"],
        ["rulings", "--brief", "nowhere", "--documents", "my texts"],
        ["explain", "killed.low"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_is_the_same_as_a_process_of_its_own(briefline, process, texts, arguments):
    alone, here = process(*arguments), briefline(*arguments)
    assert (alone.returncode, alone.stdout, alone.stderr) == (here.returncode, here.stdout, here.stderr)
    assert alone.stdout or alone.returncode


def test_a_run_is_a_process_of_its_own(process, texts, tmp_path):
    brief = tmp_path / "ferry" / "brief.yaml"
    brief.parent.mkdir()
    brief.write_text(
        "title: The ferry\nquestions:\n  - {id: killed, title: Killed, category: people, event: killed}\n"
    )
    result = process("run", "--brief", brief.parent, "--documents", texts, "--as-of", "2026-05-10")
    assert (result.returncode, result.stderr.splitlines()[0]) == (0, "1/1 edition of 2026-05-10")
    assert "at least 34" in result.stdout
    assert (tmp_path / "out" / "ferry" / "2026-05-10" / "manifest.json").is_file()


def loaded_by(arguments: list[str], folder: Path) -> set[str]:
    """Return the modules that a command has loaded at its end."""
    program = (
        "import atexit, sys; from cli.main import main; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(result.stderr.split())


@pytest.mark.parametrize("arguments", [["claims", "my texts"], ["estimates", "my texts"]])
def test_only_a_run_loads_dagster(texts, tmp_path, arguments):
    assert not {"dagster"} & loaded_by(arguments, tmp_path)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_is_instant_for_it_loads_nothing_of_the_flow(tmp_path, arguments):
    loaded = loaded_by(arguments, tmp_path)
    assert not {"dagster", "polars", "pydantic", "rich", "pipeline.records"} & loaded
