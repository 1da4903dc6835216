"""The gold claims fit their documents: offsets, values and vocabulary.

Whether extraction finds them is tested elsewhere.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

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


@cache
def text_of(name: str) -> str:
    return DOCUMENTS[name].read_bytes().decode(ENCODINGS.get(name, "utf-8"))


GOLD = lines("sample_claims.jsonl") + lines("other_subjects.jsonl") + lines("more_subjects.jsonl")
OPTIONAL = (
    lines("sample_optional.jsonl")
    + lines("other_subjects_optional.jsonl")
    + lines("more_subjects_optional.jsonl")
)


def unfit(row: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a line of gold."""
    text, values = text_of(row["doc"]), NUMBER.findall(row["figure"])
    if set(row) - {"alt"} != FIELDS:
        yield f"has other fields: {set(row) ^ FIELDS}"
    if text[row["start"] : row["end"]] != row["figure"]:
        yield "its figure stands elsewhere"
    if row["quote"] not in text or row["figure"] not in row["quote"]:
        yield "its quotation is not in the document, or lacks the figure"
    if row["bound"] not in get_args(Bound) or not set(row["status"].split("|")) <= set(get_args(Status)):
        yield "its bound or status is none"
    if (row["low"] is not None, row["high"] is not None) != OPEN_ENDS.get(row["bound"]):
        yield "its bound does not fit its ends"
    digits = {float(number.replace(",", "")) * SCALES.get(scale, 1) for number, scale in values}
    if values and digits != {row["low"], row["high"]} - {None}:
        yield f"its values are not the digits of {row['figure']!r}"


def test_gold_lines_fit_their_documents() -> None:
    assert len(GOLD) > 300
    assert [f"{row['doc']}:{row['start']}: {fault}" for row in GOLD for fault in unfit(row)] == []


def test_no_two_gold_spans_overlap() -> None:
    spans = sorted((row["doc"], row["start"], row["end"]) for row in GOLD + OPTIONAL)
    for before, after in pairwise(spans):
        assert before[0] != after[0] or before[2] <= after[1], (before, after)


def test_optional_lines_fit_their_documents() -> None:
    assert OPTIONAL
    for row in OPTIONAL:
        assert text_of(row["doc"])[row["start"] : row["end"]] == row["figure"], row


def test_document_names_are_unique_and_all_but_the_broken_one_have_gold() -> None:
    assert set(DOCUMENTS) - {row["doc"] for row in GOLD} == {"scanned-statement.txt"}
    assert len(DOCUMENTS) == 19 + 8 + 12
