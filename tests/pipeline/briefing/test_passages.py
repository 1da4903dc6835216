"""Texts cut to what claims rest on: offsets stay true, and what is carried reads as it did."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.made import made_claim, made_document
from pipeline.briefing.passages import NEAREST, cut, passages
from pipeline.cleaning import clean, read, reading_text
from pipeline.extraction import extract
from pipeline.records import CleanedText, Document, Link, Span

TOLD = "The harbour office said on Sunday that 40 people were killed at the quay."
FILLER = "Nothing else was told of the lower basin on that day, and the lamps were lit as ever.\n\n" * 12


def received(text: str) -> tuple[Document, CleanedText]:
    document = read(text.encode(), name="quay.txt", source="s", received_on=date(2025, 3, 2))
    return document, clean(document)


def test_between_passages_there_is_nothing_and_in_them_everything_reads_as_before() -> None:
    document, cleaned = received(f"Quay\n\n{FILLER}{TOLD}\n\n{FILLER}")
    claims = extract(document, cleaned)
    bare, kept, found = cut(document, cleaned, claims)
    assert kept is not None
    assert len(bare.text) == len(document.text)
    assert len(kept.spans) < len(cleaned.spans)
    (passage,) = found
    assert TOLD in passage.of(bare.text)
    assert passage.of(bare.text) == passage.of(document.text)
    assert not (bare.text[: passage.start] + bare.text[passage.end :]).strip()
    assert passage.of(reading_text(bare, kept)) == passage.of(reading_text(document, cleaned))


def test_a_text_whose_passages_would_be_read_otherwise_is_kept_whole() -> None:
    document, cleaned = received(f"<html><body><p>{FILLER}</p>\n<p>{TOLD}</p>\n<p>{FILLER}</p></body></html>")
    (claim,) = (one for one in extract(document, cleaned) if one.figure_text == "40")
    hidden = document.model_copy(update={"text": document.text.replace("<html>", "<!-- -", 1)})
    assert cut(document, cleaned, [claim]).document != document
    assert cut(hidden, cleaned, [claim])[:2] == (hidden, cleaned)


def test_the_words_of_a_source_named_far_from_the_figure_are_carried_too() -> None:
    named = "Ilse Oran runs the harbour office."
    text = f"{named}\n\n{FILLER}She said that 40 people were killed.\n\n{FILLER}"
    document, cleaned = received(text)
    start = text.index("She said")
    claim = made_claim(
        made_document("quay.txt", date(2025, 3, 2)),
        (40, 40),
        Link(party="Ilse Oran", kind="person", evidence=Span(start=0, end=9)),
        figure=Span(start=text.index("40"), end=text.index("40") + 2),
        sentence=Span(start=start, end=start + 36),
    )
    first, second = cut(document, cleaned, [claim]).passages
    assert first.of(text).startswith("Ilse Oran runs")
    assert first.end < second.start


@given(st.text(alphabet="a .\n", min_size=60, max_size=900), st.data())
def test_passages_are_apart_in_order_and_hold_their_words_with_context(text, data) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    figure = data.draw(st.integers(start, end - 1))
    claim = made_claim(
        made_document("quay.txt", date(2025, 3, 2)),
        (40, 40),
        Link(party="Office", kind="organisation"),
        figure=Span(start=figure, end=figure + 1),
        sentence=Span(start=start, end=end),
    )
    found = passages(text, [claim])
    assert all(one.end < other.start for one, other in pairwise(found))
    holding = next(one for one in found if one.start <= start and end <= one.end)
    assert holding.start <= max(0, start - NEAREST)
    assert holding.end >= min(len(text), end + NEAREST)


@pytest.mark.parametrize("text", ["", "Quay"])
def test_without_claims_nothing_is_carried(text) -> None:
    assert passages(text, []) == ()
