"""Every claim holds: its words are what a reader sees, they give its value, and what fails is set aside."""

from __future__ import annotations

from datetime import date

import pytest

import pipeline.extraction.claims
from pipeline.cleaning import clean, read, reading_text
from pipeline.extraction import Extraction, extraction, flaw_of, parse_figure
from pipeline.extraction.soundness import parse_figure as parse_in_use
from pipeline.records import Document, Link, Span


def document(text: str) -> Document:
    return read(text.encode(), name="a.txt", source="s", received_on=date(2026, 3, 2))


def found(text: str) -> Extraction:
    one = document(text)
    return extraction(one, clean(one))


def page(sentence: str) -> str:
    return f"<html><body><h1>Harbour notes</h1><p>{sentence}</p><p>More will follow.</p></body></html>"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Up to half", (None, 50.0, "up_to")),
        ("As few as half", (50.0, 50.0, "exact")),
        ("A total of half", (50.0, 50.0, "exact")),
        ("Another half", (50.0, 50.0, "exact")),
        ("A minimum of half", (50.0, None, "at_least")),
    ],
)
def test_a_half_says_its_value_by_itself(words: str, value: tuple[object, ...]) -> None:
    (claim,), quarantined = found(f"{words} of the plums in the orchard were picked, growers said.")
    assert claim.figure_text.lower() == words.lower()
    assert (claim.low, claim.high, claim.bound) == parse_figure(claim.figure_text) == value
    assert quarantined == []


@pytest.mark.parametrize(
    ("written", "seen", "low"),
    [
        ('At least <a href="/crew?n=12">eleven sailors</a>', "At least eleven", 11),
        ("Some<b> </b>470 sailors", "Some 470", 470),
        ("Some&nbsp;470 sailors", "Some 470", 470),
        ("Some&#160;12&nbsp;500 sailors", "Some 12 500", 12500),
        ("More than 1&#44;300 sailors", "More than 1,300", 1300),
        ("More than &#55;&#x30; sailors", "More than 70", 70),
        ("More than thir&shy;teen sailors", "More than thirteen", 13),
        ("More\u00a0than four\u00adteen sailors", "More than fourteen", 14),
        ("More than 2\u200b,\u2060400 sailors", "More than 2,400", 2400),
        ("More than \u200e60\u200f sailors", "More than 60", 60),
        ("More than sixty\n  <i>five</i> sailors", "More than sixty five", 65),
    ],
)
def test_a_figure_is_what_a_reader_sees_of_it(written: str, seen: str, low: float) -> None:
    text = page(f"{written} left the harbour of Velmar on Sunday, the port said.")
    (claim,), quarantined = found(text)
    assert (claim.figure_text, claim.low, claim.counted) == (seen, low, "sailors")
    assert claim.figure.of(text) in written
    assert quarantined == []


def test_the_place_of_a_figure_holds_whole_references() -> None:
    text = page("The port said &#55;&#48;&nbsp;sailors left Velmar.")
    (claim,), _ = found(text)
    assert (claim.figure.of(text), claim.figure_text) == ("&#55;&#48;", "70")


def test_names_are_what_a_reader_sees_of_them() -> None:
    who = "Ann  O&#39;Dea <i>of the</i> union"
    said = f"{who} said that 40 North <u>Velmar</u> sailors drowned in <b>New</b> Brack."
    (claim,), _ = found(page(said))
    assert claim.counted == "North Velmar sailors"
    assert claim.place == "New Brack"
    assert "Ann O'Dea" in {link.party for link in claim.chain}


SOUND = found("The port of Velmar said on Sunday that at least 40 sailors had drowned.").claims[0]


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        ({"figure": Span(start=5, end=500)}, "outside_document"),
        ({"sentence": Span(start=3, end=3)}, "outside_document"),
        (
            {"chain": (Link(party="p", kind="person", evidence=Span(start=-1, end=4)),)},
            "outside_document",
        ),
        ({"claim_id": "c0000000000"}, "other_identity"),
        ({"figure_text": "at least 41"}, "other_words"),
        ({"low": float("inf")}, "not_finite"),
        ({"low": 41.0}, "other_value"),
        ({"bound": "exact"}, "other_value"),
    ],
)
def test_each_flaw_has_its_name(changed: dict[str, object], flaw: str) -> None:
    one = document("The port of Velmar said on Sunday that at least 40 sailors had drowned.")
    text = reading_text(one, clean(one))
    assert flaw_of(SOUND, text) is None
    assert flaw_of(SOUND.model_copy(update=changed), text) == flaw


def test_a_figure_with_a_flaw_is_set_aside_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgets_nines(text: str) -> object:
        return None if text == "9" else parse_in_use(text)

    monkeypatch.setattr("pipeline.extraction.soundness.parse_figure", forgets_nines)
    claims, quarantined = found("The port counted 7 boats and 9 barges in Velmar on Sunday.")
    assert [claim.figure_text for claim in claims] == ["7"]
    (row,) = quarantined
    assert (row.figure_text, row.reason, row.document_name) == ("9", "other_value", "a.txt")


def test_of_a_document_with_too_many_figures_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.extraction.claims, "MAX_FIGURES", 20)
    text = "\n\n".join(f"The port counted {number} boats in Velmar." for number in range(100, 140))
    claims, (row,) = found(text)
    assert [claim.low for claim in claims] == list(range(100, 120))
    assert (row.reason, row.figure_text) == ("too_many_figures", "")
    assert text[row.figure.start :].startswith("The port counted 120 boats")
    assert row.figure.end == len(text)


def test_of_a_document_with_too_much_text_the_first_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.extraction.claims, "MAX_CHARACTERS", 1000)
    text = "\n\n".join(f"The port counted {number} boats in Velmar." for number in range(100, 140))
    claims, (row,) = found(text)
    assert 20 < len(claims) < 30
    assert all(claim.figure.end <= row.figure.start for claim in claims)
    assert (row.reason, row.figure.end) == ("too_much_text", len(text))


@pytest.mark.parametrize("limit", range(60, 95))
def test_no_number_is_cut_by_the_limit(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(pipeline.extraction.claims, "MAX_CHARACTERS", limit)
    text = "The port counted 40 boats in Velmar. It said that 12,345 million tonnes of grain were destroyed."
    claims, (row,) = found(text)
    assert {claim.low for claim in claims} <= {40, 12_345_000_000}
    assert all(claim.figure.end <= row.figure.start for claim in claims)


def test_ten_megabytes_of_numbers_cost_no_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is counted in figures that were read, not in seconds: it is the same on every machine."""
    seen: list[int] = []
    read_figures = pipeline.extraction.claims.find_quantities

    def counting(tokens: object) -> object:
        quantities = read_figures(tokens)  # type: ignore[arg-type]
        seen.append(len(quantities))
        return quantities

    monkeypatch.setattr(pipeline.extraction.claims, "find_quantities", counting)
    _, (row,) = found("The port reports at length. " + "5, 6, 7 and " * 100_000)
    assert row.reason in ("too_many_figures", "too_much_text")
    assert sum(seen) <= pipeline.extraction.claims.MAX_FIGURES + 200


def test_a_document_in_error_has_neither_claims_nor_flaws() -> None:
    assert found("") == Extraction([], [])
