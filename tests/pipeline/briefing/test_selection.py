"""What an edition carries when far more was received than a page can hold."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest

from benchmarks.made import made_claim, made_document
from pipeline import marks
from pipeline.briefing import compose, render, selection
from pipeline.briefs import Brief, Question
from pipeline.cleaning import clean, read
from pipeline.extraction import extract
from pipeline.lineage import check
from pipeline.pile import Pile
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText, Document, Link, Span, TextSpan, claim_id

FIRST = date(2025, 3, 1)
COUNTED_BY_DAY = "received.csv"  # the file that carries the counts of each delivery
BRIEF = Brief(
    id="quay",
    title="The quay",
    questions=(
        Question(id="dead", title="Killed at the quay", category=("people",), event=("killed",)),
        Question(id="hurt", title="Wounded at the quay", category=("people",), event=("wounded",)),
    ),
)
BARE = "Nothing happened on the quay today, said the harbour master of the lower basin.\n" * 20


def reported(day: int, number: int) -> tuple[Document, CleanedText, list[Claim]]:
    """Return a report of a day: the harbour office raises the toll, or nothing is told."""
    told = number == 0
    words = f"The office said {40 + day} people were killed and {90 + day} people were wounded."
    text = f"Report\n\n{words if told else 'No toll was given.'}\n\n{BARE}"
    name = f"{day:03d}-{number}.txt"
    cleaned = made_document(name, FIRST + timedelta(days=day), received=FIRST + timedelta(days=day))
    whole = TextSpan(start=0, end=len(text), kept=True, kind="prose", reason="prose")
    cleaned = cleaned.model_copy(update={"spans": () if number == 3 else (whole,)})
    document = Document(
        **{field: getattr(cleaned, field) for field in ("document_id", "name", "source", "received_on")},
        size_bytes=len(text),
        encoding="utf-8",
        text="" if number == 3 else text,
        error="This is a PNG image, not text." if number == 3 else None,
    )
    claims = []
    for event, count in (("killed", 40 + day), ("wounded", 90 + day)) if told else ():
        start = text.index(f"{count} people")
        claim = made_claim(
            cleaned,
            (count, count),
            Link(party="Harbour office", kind="organisation"),
            event=event,
            figure=Span(start=start, end=start + len(str(count))),
            figure_text=str(count),
            sentence=Span(start=8, end=8 + len(words)),
            temporality="cumulative",
        )
        claims.append(claim.model_copy(update={"claim_id": claim_id(claim.document_id, claim.figure)}))
    return document, cleaned, claims


def composed(days: int):
    """Return the edition of the last of so many days, told against the day before."""
    reports = [reported(day, number) for day in range(days) for number in range(4)]
    documents, texts = [one for one, _, _ in reports], [text for _, text, _ in reports]
    claims = [claim for *_, held in reports for claim in held]
    last = FIRST + timedelta(days=days - 1)

    pile = Pile(documents, texts, claims, ())
    before = reconcile(pile, BRIEF, last - timedelta(days=1))
    return compose(BRIEF, reconcile(pile, BRIEF, last), pile, last, previous=before)


@pytest.fixture(scope="module")
def year():
    return composed(200)


def test_an_edition_of_many_days_holds_together_and_grows_by_its_counts_alone(year) -> None:
    early = render(composed(100))
    files = render(year)
    assert check(year, files["briefing.html"].decode()) == []
    grown = {name: len(files[name]) / len(early[name]) for name in files if name != COUNTED_BY_DAY}
    assert max(grown.values()) < 1.08, sorted(grown.items(), key=lambda item: -item[1])
    assert len(files[COUNTED_BY_DAY]) - len(early[COUNTED_BY_DAY]) < 100 * 115


def test_what_is_received_is_counted_though_it_is_not_carried(year) -> None:
    texts = {figure.figure_id: figure.text for figure in year.figures}
    assert (texts["edition.documents"], texts["edition.unreadable"]) == ("800", "200")
    assert texts["edition.claims"] == "400"
    assert len(year.documents) < 100
    named = len(year.documents) + len(year.whole.listed)
    assert texts["edition.more_documents"] == str(800 - named)
    rows = list(csv.DictReader(io.StringIO(render(year)["received.csv"].decode())))
    assert sum(int(row["documents"]) for row in rows) == 800
    assert len({row["sha256"] for row in rows}) == 200


def test_the_delivery_of_the_day_is_named_and_what_could_not_be_read_says_why(year) -> None:
    today = [one for one in (*year.documents, *year.whole.listed) if one.received_on == year.as_of]
    assert len(today) == 4
    assert [one.error for one in today if one.error] == ["This is a PNG image, not text."]


def test_what_is_set_aside_and_not_shown_is_counted_by_relation(year) -> None:
    estimate = year.estimate_by_question["dead"]
    shown = [aside for aside in estimate.set_aside if aside.relation == "superseded"]
    assert 199 - len(shown) == year.left_out["dead", "superseded"]
    html = render(year)["briefing.html"].decode()
    assert f'data-figure="dead.more_superseded">{199 - len(shown)}</a> superseded' in html
    assert json.loads(render(year)["lineage.json"])["left_out"]["dead"]["superseded"]["count"] == 199 - len(
        shown
    )


def test_the_course_of_time_reaches_from_the_first_statement_to_the_last(year) -> None:
    days = [told.said_on.end for told in year.estimate_by_question["dead"].series]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (FIRST, year.as_of)
    middle = FIRST + timedelta(days=100)
    assert any(abs((day - middle).days) < 25 for day in days)


def test_a_small_pile_is_carried_whole() -> None:
    edition = composed(3)
    assert len(edition.documents) == 12
    assert edition.whole.left_out == ()
    assert edition.whole.listed == ()


def test_documents_beyond_the_room_show_passages_around_their_claims(monkeypatch) -> None:
    monkeypatch.setattr(selection, "MOST_CHARACTERS", 2_000)
    edition = composed(6)
    html = render(edition)["briefing.html"].decode()
    assert check(edition, html) == []
    cut = [source for source in edition.sources if source.document_id in edition.document_by_id]
    passages = [s for s in cut if s.shown and s.shown[0].end < 1_000]
    assert passages
    for source in passages:
        text = edition.document_by_id[source.document_id].text
        (shown,) = source.shown
        assert "people were killed" in shown.of(text)
        assert shown.end == len(text) or text[shown.end] in " \n"


def test_of_documents_that_no_figure_cites_a_bounded_number_is_carried() -> None:
    short = [
        read(
            f"No toll was given at noon {day}.\n".encode(), name=f"{day:03d}.txt", source="s", received_on=on
        )
        for day in range(selection.MOST_LISTED + 30)
        for on in (FIRST + timedelta(days=day),)
    ]
    pile = Pile.of(short, [clean(document) for document in short], [])
    day = short[-1].received_on
    edition = compose(BRIEF, reconcile(pile, BRIEF, day), pile, day)
    carried = [document.name for document in edition.documents]
    assert carried == [document.name for document in short[-selection.MOST_LISTED :]]
    assert len(edition.whole.listed) == 30


def test_of_a_day_what_could_not_be_read_is_listed_first() -> None:
    delivery = [(f"{number:03d}.txt", b"No toll was given.\n%d\n" % number) for number in range(130)]
    delivery.append(("050.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"))
    documents = [read(data, name=name, source="s", received_on=FIRST) for name, data in delivery]
    pile = Pile.of(documents, [clean(document) for document in documents], [])
    edition = compose(BRIEF, reconcile(pile, BRIEF, FIRST), pile, FIRST)
    assert [one.name for one in edition.whole.listed][:2] == ["050.png", "000.txt"]


def test_places_of_a_row_are_its_ends_then_the_middles() -> None:
    assert list(selection._halved(0)) == []
    assert list(selection._halved(1)) == [0]
    assert list(selection._halved(5)) == [0, 4, 2, 1, 3]


def test_a_claim_that_a_sentence_names_can_be_read_in_its_document() -> None:
    told = (
        "Quay\n\n2 March 2025\n\nThe harbour office said on Sunday that 40 people were killed at the quay.\n"
    )
    beside = "Lamps\n\n2 March 2025\n\nThe harbour office sold 90 lamps last year.\n"
    documents = [
        read(text.encode(), name=name, source="s", received_on=FIRST + timedelta(days=2))
        for name, text in (("told.txt", told), ("beside.txt", beside))
    ]
    cleaned = [clean(document) for document in documents]
    claims = [claim for pair in zip(documents, cleaned, strict=True) for claim in extract(*pair)]
    lamps = next(claim.claim_id for claim in claims if claim.figure_text == "90")
    pile = Pile.of(documents, cleaned, claims)
    dead, hurt = reconcile(pile, BRIEF, FIRST + timedelta(days=2))
    named = dead.model_copy(
        update={"rationale": (*dead.rationale, f"Beside it stands {marks.claim(lamps)}.")}
    )
    edition = compose(BRIEF, (named, hurt), pile, FIRST + timedelta(days=2))
    page = render(edition)["briefing.html"].decode()
    assert f'href="#src-{lamps}"' in page
    assert check(edition, page) == []


def test_what_left_the_value_is_dealt_before_what_was_set_aside_long_ago() -> None:
    reports = [reported(day, 0) for day in range(61)]
    claims = {claim.claim_id: claim for *_, held in reports for claim in held}
    rank = {document.document_id: place for place, (document, *_) in enumerate(reports)}
    pile = Pile([one for one, *_ in reports], [text for _, text, _ in reports], list(claims.values()), ())
    after = reconcile(pile, BRIEF, FIRST + timedelta(days=61))[0]
    left = after.set_aside[len(after.set_aside) // 3].claim_id
    others = tuple(aside for aside in after.set_aside if aside.claim_id != left)
    before = after.model_copy(update={"claim_ids": (left,), "set_aside": others})
    assert next(selection._beside(after, before, claims, rank)) == left
