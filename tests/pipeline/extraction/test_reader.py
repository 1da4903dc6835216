"""What the reader adds to claims, when it is believed, and that nothing stops it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Any

import pytest

import pipeline
from pipeline.cleaning import clean, read, reading_text
from pipeline.extraction import extract
from pipeline.extraction.claims import read_by_rules
from pipeline.extraction.reading import completing
from pipeline.extraction.reading.completing import completed
from pipeline.extraction.reading.reader import Choice, Reading, Words, reader
from pipeline.records import Claim, CleanedText, Document

REPORT = """Blast at the Tarn Hollow mine

4 March 2026

Some 30 miners were killed when a gallery of the Tarn Hollow mine caught fire, the mines board said.

Another 18,000 people have slept under canvas since Monday. The board spent 4 million dollars.
"""


def known(text: str = REPORT) -> tuple[Document, CleanedText, str, list[Claim]]:
    document = read(text.encode(), name="mine.txt", source="own", received_on=date(2026, 3, 5))
    cleaned = clean(document)
    whole = reading_text(document, cleaned)
    return document, cleaned, whole, read_by_rules(document, cleaned, whole).claims


class Told:
    """A reader that says the same of every figure."""

    def __init__(self, **choices: tuple[str, float]) -> None:
        self.words = {"time": Words(None, 1.0)}
        default = {"event": ("other", 1.0), "temporality": ("flow", 0.0)}
        self.choices = {name: Choice(*told) for name, told in (default | choices).items()}

    def readings(self, text: str, claims: list[Claim]) -> Any:
        return ((place, Reading(self.choices, self.words)) for place in range(len(claims)))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Any:
    def use(**choices: tuple[str, float]) -> list[Claim]:
        _, _, text, claims = known()
        monkeypatch.setattr(completing, "reader", lambda: Told(**choices))
        return completed(claims, text, date(2026, 3, 4))

    return use


def test_the_model_reads_every_figure_of_a_report() -> None:
    _, _, text, claims = known()
    found = dict(reader().readings(text, claims))
    assert sorted(found) == list(range(len(claims)))
    killed = found[0]
    assert killed.choices["event"].label == "killed"
    assert killed.choices["status"].label == "observed"
    start, end = killed.words["counted"].span or (0, 0)
    assert text[start:end] == "miners"
    assert all(0 <= choice.likely <= 1 for reading in found.values() for choice in reading.choices.values())


def test_it_reads_alike_whatever_was_read_before() -> None:
    _, _, text, claims = known()
    once = dict(reader().readings(text, claims))
    _, _, other, more = known(REPORT.replace("30", "31").replace("mine", "quarry"))
    list(reader().readings(other, more))
    assert dict(reader().readings(text, claims)) == once


def test_what_the_rules_do_not_say_is_taken_from_a_likely_reading(told: Any) -> None:
    _, _, _, before = known()
    silent = [claim.claim_id for claim in before if claim.event is None]
    assert silent
    found = {claim.claim_id: claim for claim in told(event=("sheltered", 0.6), temporality=("stock", 0.7))}
    for claim in before:
        now = found[claim.claim_id]
        if claim.claim_id in silent:
            assert (now.event, now.temporality) == ("sheltered", "stock")
            assert "event.read" in now.rules
        else:
            assert now == claim
    assert told(event=("sheltered", 0.3)) == before
    assert told(event=("no such event", 0.99)) == before


def test_only_a_sure_reading_says_otherwise_than_the_rules(told: Any) -> None:
    _, _, _, before = known()
    assert before[0].event == "killed"
    assert told(event=("wounded", 0.65))[0].event == "killed"
    assert told(event=("died", 0.99))[0].event == "killed"  # alike
    sure = told(event=("wounded", 0.75), temporality=("stock", 0.9))[0]
    assert (sure.event, sure.temporality) == ("wounded", "stock")
    assert told(temporality=("stock", 0.99))[0] == before[0]  # one event runs alike in all its reports


def test_words_for_a_time_are_taken_if_they_tell_one(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, text, claims = known()
    assert claims[0].time_text is None
    for words, taken in (("since Monday", True), ("the mines board", False)):
        start = text.index(words)
        said = Told()
        said.words = {"time": Words((start, start + len(words)), 0.8)}
        monkeypatch.setattr(completing, "reader", lambda said=said: said)
        now = completed(claims, text, date(2026, 3, 4))[0]
        assert (now.time_text == words) is taken
        assert ("time.read" in now.rules) is taken


def test_no_model_is_loaded_at_import_nor_for_a_text_without_figures() -> None:
    code = (
        "import sys, datetime, pipeline; d = pipeline.read(b'Nobody came to the harbour, the board said.', "
        "name='a.txt', source='s', received_on=datetime.date(2026, 1, 1)); "
        "assert pipeline.extract(d, pipeline.clean(d)) == []; sys.exit('onnxruntime' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "7",
        "40 " * 3000,
        "\x00 40 people were killed \ufffd\u202e 3\u00ad4 miners",
        "<p>40 people were killed</p>" * 200,
        "Ω" * 5000 + " 40 people were killed. " + "界" * 5000,
        "x" * 20_000 + " 12 people were killed.",
    ],
    ids=["bare", "numbers", "control", "markup", "other scripts", "one long word"],
)
def test_no_text_stops_it(text: str) -> None:
    document = read(text.encode(), name="hostile.txt", source="own", received_on=date(2026, 3, 5))
    cleaned = pipeline.clean(document)
    for claim in extract(document, cleaned):
        assert claim.temporality in ("stock", "flow", "cumulative")
