"""The series of an edition as data: the statements on each question in time order, as JSON and as a table.

Here belongs the shape of `series.json` and `series.csv`. Which statement is in force was settled in
reconciliation.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from pipeline.lineage import Ledger
from pipeline.lineage.shown import ends
from pipeline.records import Interval, Statement

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def series_data(ledger: Ledger) -> dict[str, Any]:
    """Return the series of each question; `said` is when a statement was made, `holds` the time it names."""
    return {
        "brief": ledger.brief.id,
        "as_of": ledger.as_of.isoformat(),
        "questions": [
            {
                "question": estimate.question_id,
                "title": ledger.question_by_id[estimate.question_id].title,
                "unit": estimate.unit,
                "statements": [_statement(told) for told in estimate.series],
            }
            for estimate in ledger.estimates
        ],
    }


def series_table(ledger: Ledger) -> str:
    """Return the same as CSV, a line a statement. A text that a spreadsheet would run as a formula is led by
    an apostrophe."""
    text = io.StringIO(newline="")
    rows = list(_rows(ledger))
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


_COLUMNS = (
    *("question", "origin", "known", "grade", "low", "high", "bound", "unit"),
    *(f"{what}_{end}" for what in ("said", "holds") for end in ("start", "end", "precision", "basis")),
    *("state", "rule", "claims"),
)


def _rows(ledger: Ledger) -> Iterator[dict[str, Any]]:
    for question in series_data(ledger)["questions"]:
        for told in question["statements"]:
            row = {"question": question["question"], "unit": question["unit"], **told}
            for what in ("said", "holds"):
                row |= {f"{what}_{name}": value for name, value in (row.pop(what) or {}).items()}
            row["claims"] = " ".join(told["claims"])
            yield {name: _safe(value) for name, value in row.items()}


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _statement(told: Statement) -> dict[str, Any]:
    return {
        "origin": told.origin,
        "known": told.known,
        "grade": told.grade,
        "low": told.low,
        "high": told.high,
        "bound": told.bound,
        "said": _interval(told.said_on),
        "holds": _interval(told.holds_on),
        "state": told.state,
        "rule": told.rule,
        "claims": list(told.claim_ids),
    }


def _interval(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    start, end = ends(interval)
    return {"start": start, "end": end, "precision": interval.precision, "basis": interval.basis}
