"""Undated documents are placed by what they speak of as past; partial dates are resolved against that."""

from __future__ import annotations

from datetime import date

import pytest
from reconciliation_piles import document

from pipeline.reconciliation.dating import publication_dates, resolve
from pipeline.records import CleanedText, Interval

DATED = [document("one", "2025-08-13"), document("two", "2025-09-07")]


def dated(*texts: CleanedText) -> dict[str, Interval]:
    found = publication_dates([*DATED, *texts])
    names = {text.document_id: text.name for text in texts}
    return {names[key]: interval for key, interval in found.items() if key in names}


@pytest.mark.parametrize(
    ("mention", "start"),
    [
        ("--10", date(2025, 11, 1)),
        ("--03-10", date(2025, 3, 10)),
        ("--12", date(2026, 1, 1)),
        ("--09-07", date(2025, 9, 7)),
        ("--02-29", date(2024, 2, 29)),
        ("--13", None),
        (None, None),
    ],
)
def test_the_year_nearest_to_the_dated_documents(mention: str | None, start: date | None) -> None:
    text = document("undated", mention=mention, received=date(2026, 6, 1))
    found = dated(text).get("undated")
    assert (found.start if found else None) == start
    if found:
        assert (found.basis, found.precision) == ("inferred", "month")


def test_never_after_the_day_of_receipt() -> None:
    text = document("undated", mention="--10", received=date(2025, 10, 20))
    assert dated(text)["undated"].start == date(2024, 11, 1)


def test_without_dated_documents_the_latest_year_before_receipt() -> None:
    text = document("alone", mention="--03", received=date(2025, 12, 1))
    assert publication_dates([text])[text.document_id].start == date(2025, 4, 1)


def test_copies_of_a_dated_document_weigh_nothing() -> None:
    text = document("undated", mention="--04", received=date(2026, 6, 1))
    old = [document(f"copy{number}", "2023-01-01") for number in range(20)]
    assert (
        publication_dates([*DATED, text, *old])[text.document_id]
        == publication_dates([*DATED, text, old[0]])[text.document_id]
    )


NOVEMBER = Interval(start=date(2025, 11, 1), end=date(2025, 11, 30), precision="month", basis="inferred")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("since September", date(2025, 9, 1), None),
        ("In October", date(2025, 10, 1), date(2025, 10, 31)),
        ("from December to February", date(2024, 12, 1), date(2025, 2, 28)),
        ("between March 3 and March 9", date(2025, 3, 3), date(2025, 3, 9)),
        ("by June", None, date(2025, 6, 30)),
        ("in November", date(2025, 11, 1), date(2025, 11, 30)),
        ("in December", date(2024, 12, 1), date(2024, 12, 31)),
        ("this week", None, None),
        (None, None, None),
    ],
)
def test_partial_dates_are_the_latest_past_ones(
    words: str | None, start: date | None, end: date | None
) -> None:
    found = resolve(words, NOVEMBER)
    assert ((found.start, found.end) if found else (None, None)) == (start, end)
    assert found is None or found.basis == "inferred"


def test_nothing_is_resolved_against_nothing() -> None:
    assert resolve("in October", None) is None
