"""The series of an edition as data."""

from __future__ import annotations

import csv
import io
import json

import flood

from pipeline.briefing import render


def test_a_series_holds_each_statement_with_what_became_of_it(files) -> None:
    series = {question["question"]: question for question in json.loads(files["series.json"])["questions"]}
    told = [(s["low"], s["high"], s["state"], s["rule"]) for s in series["rescued"]["statements"]]
    assert told == [(2000, None, "apart", "total.falls"), (600, None, "in_force", None)]
    assert series["rescued"]["statements"][0]["claims"] == [flood.CLAIMS["rescued_over"].claim_id]
    assert series["cattle"]["statements"] == []
    assert series["damage"]["unit"] == "$"


def test_the_table_holds_the_same(files) -> None:
    data = json.loads(files["series.json"])["questions"]
    rows = list(csv.DictReader(io.StringIO(files["series.csv"].decode())))
    assert len(rows) == sum(len(question["statements"]) for question in data)
    dated = [s for q in data for s in q["statements"] if s["said"]]
    assert [row["said_start"] for row in rows if row["said_basis"]] == [
        s["said"]["start"] or "" for s in dated
    ]


def test_no_cell_is_run_as_a_formula() -> None:
    hostile = "=HYPERLINK(A1)"
    estimates = tuple(
        e.model_copy(update={"series": tuple(s.model_copy(update={"origin": hostile}) for s in e.series)})
        for e in flood.ESTIMATES
    )
    table = render(flood.edition(estimates=estimates))["series.csv"].decode()
    assert f"'{hostile}" in table
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(table)) for cell in row)
