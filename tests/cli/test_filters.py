"""The filters answer every line, whatever stands in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]


def filtered(command: str, given: bytes, *arguments: str) -> tuple[list[dict], str]:
    done = subprocess.run(
        [sys.executable, "-c", "from cli.main import main; main()", command, *arguments],
        cwd=HOUSE,
        input=given,
        capture_output=True,
        timeout=60,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_quantities_are_found_with_their_interval_and_noun() -> None:
    text = "At least 600 of some 3,000 miners left, and output fell by 12%."
    (answer,), told = filtered("quantities", lines({"id": "a", "text": text}))
    assert answer["id"] == "a"
    assert [text[span["start"] : span["end"]] == span["text"] for span in answer["spans"]] == [True] * 3
    values = [(span["value_low"], span["value_high"], span["modifier"]) for span in answer["spans"]]
    assert values[:2] == [(600, None, ">"), (3000, 3000, "~")]
    assert values[2][:2] == (12, 12)
    assert answer["spans"][1]["noun"] == "miners"
    assert told == ""


def test_attributions_lead_to_their_source() -> None:
    text = "Forty ships left on Monday, the port authority said. Two had come back."
    (answer,), _ = filtered("attributions", lines({"id": 7, "text": text}))
    (found,) = answer["attributions"]
    shown = {part: " ".join(text[start:end] for start, end in found[part]) for part in found}
    assert shown == {"source": "the port authority", "cue": "said", "content": "Forty ships left on Monday"}


@pytest.mark.parametrize(("command", "name"), [("quantities", "spans"), ("attributions", "attributions")])
def test_a_line_that_cannot_be_read_is_answered_in_its_place(command: str, name: str) -> None:
    given = b"\n".join(
        [
            b'{"id": 1, "text": "Nothing here."}',
            b"no json",
            b"",
            b'{"id": 2, "text": 5}',
            b'["text"]',
            b"\xff\xfe",
            b"[" * 20_000,
            b'{"id": 3, "text": "\\ud800 5 ships \\u0000"}',
            b'{"id": 4, "text": ""}',
        ]
    )
    answers, told = filtered(command, given)
    assert [answer["id"] for answer in answers] == [1, None, 2, None, None, None, 3, 4]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, True, False, False]
    assert all(name in answer for answer in answers)
    assert "line 2: not JSON" in told
    assert "line 4: not of the form" in told


def test_a_file_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(lines({"id": 1, "text": "About 40 of them"}))
    (answer,), _ = filtered("quantities", b"", str(path))
    assert answer["spans"][0]["text"] == "About 40"
