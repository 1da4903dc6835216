"""The gold claims fit their documents: offsets, values and vocabulary.

Whether extraction finds them is tested elsewhere.
"""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from pipeline.records import Bound, Status

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ENCODINGS = {"kursk-online-builders.txt": "cp1251", "halden-institute-release.txt": "cp1252"}
DOCUMENTS = {
    path.name: path
    for folder in (
        ROOT / "briefs/north-korea-russia/documents",
        HERE / "other_subjects",
        HERE / "more_subjects",
    )
    for path in folder.rglob("*.txt")
}
FIELDS = {"doc", "quote", "figure", "low", "high", "bound", "counted", "actor", "status", "place", "time"}
FIELDS |= {"origin", "additional", "unit", "measure", "via", "start", "end"}
SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(million|billion|bn|m)?\b")
OPEN_ENDS = {
    "exact": (True, True),
    "approx": (True, True),
    "range": (True, True),
    "at_least": (True, False),
    "more_than": (True, False),
    "vague": (True, False),
    "up_to": (False, True),
    "at_most": (False, True),
    "less_than": (False, True),
}


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def text_of(name: str) -> str:
    return DOCUMENTS[name].read_bytes().decode(ENCODINGS.get(name, "utf-8"))


GOLD = lines("sample_claims.jsonl") + lines("other_subjects.jsonl") + lines("more_subjects.jsonl")
OPTIONAL = (
    lines("sample_optional.jsonl")
    + lines("other_subjects_optional.jsonl")
    + lines("more_subjects_optional.jsonl")
)


def names(row: dict[str, Any]) -> str:
    return f"{row['doc']}:{row['start']}"


@pytest.mark.parametrize("row", GOLD, ids=names)
def test_gold_line_fits_its_document(row: dict[str, Any]) -> None:
    assert set(row) - {"alt"} == FIELDS
    assert text_of(row["doc"])[row["start"] : row["end"]] == row["figure"]
    assert row["quote"] in text_of(row["doc"])
    assert row["figure"] in row["quote"]
    assert row["bound"] in get_args(Bound)
    assert set(row["status"].split("|")) <= set(get_args(Status))
    assert (row["low"] is not None, row["high"] is not None) == OPEN_ENDS[row["bound"]]


@pytest.mark.parametrize("row", [row for row in GOLD if NUMBER.search(row["figure"])], ids=names)
def test_gold_values_are_the_digits_of_the_figure(row: dict[str, Any]) -> None:
    found = [
        float(digits.replace(",", "")) * SCALES.get(scale, 1)
        for digits, scale in NUMBER.findall(row["figure"])
    ]
    ends = {value for value in (row["low"], row["high"]) if value is not None}
    assert set(found) == ends


def test_no_two_gold_spans_overlap() -> None:
    spans = sorted((row["doc"], row["start"], row["end"]) for row in GOLD + OPTIONAL)
    for before, after in pairwise(spans):
        assert before[0] != after[0] or before[2] <= after[1], (before, after)


@pytest.mark.parametrize("row", OPTIONAL, ids=names)
def test_optional_line_fits_its_document(row: dict[str, Any]) -> None:
    assert text_of(row["doc"])[row["start"] : row["end"]] == row["figure"]


def test_document_names_are_unique_and_all_but_the_broken_one_have_gold() -> None:
    assert set(DOCUMENTS) - {row["doc"] for row in GOLD} == {"scanned-statement.txt"}
    assert len(DOCUMENTS) == 19 + 8 + 12
