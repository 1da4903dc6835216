"""Piles for the tests of reconciliation: documents and claims made directly, and that of the worked table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.briefs import Brief, Question, parse_brief
from pipeline.pile import Pile
from pipeline.records import Bound, Claim, CleanedText, Copy, Interval, Link, Span, claim_id

ROOT = Path(__file__).parents[3]
RECEIVED = date(2025, 12, 1)
AS_OF = date(2025, 12, 1)
SAMPLE = parse_brief(
    (ROOT / "briefs" / "north-korea-russia" / "brief.yaml").read_text(encoding="utf-8"), "north-korea-russia"
)


def ask(**fields: object) -> Brief:
    """Return a brief with one question, on troops killed unless told otherwise."""
    scope: dict[str, object] = {"category": "troops", "event": "killed", "actor": "North Korea"}
    return Brief(id="b", title="B", questions=(Question(id="q", title="Q", **{**scope, **fields}),))  # type: ignore[arg-type]


def document(
    name: str,
    published: str | None = None,
    *,
    mention: str | None = None,
    received: date = RECEIVED,
    publisher: str | None = None,
) -> CleanedText:
    """Return a cleaned text without spans, published on the day given as 2025-09-07."""
    return CleanedText(
        document_id=hashlib.sha256(name.encode()).hexdigest(),
        name=name,
        source="test",
        received_on=received,
        title=None,
        byline=None,
        dateline=None,
        publisher=publisher,
        published_on=date.fromisoformat(published) if published else None,
        published_basis="stated" if published else "none",
        published_precision="day" if published else "none",
        latest_mention=mention,
        language="en",
        spans=(),
    )


def copying(text: CleanedText, home: CleanedText, start: int = 0, end: int = 10**6, kind: str = "") -> Copy:
    """Return that a document copies another, all of it unless told from where to where."""
    span = Span(start=start, end=end)
    found = kind or ("document" if end == 10**6 else "passage")
    return Copy(
        document_id=text.document_id,
        span=span,
        home_id=home.document_id,
        home_span=span,
        kind=found,
        similarity=1.0,
    )


def month(year: int, number: int) -> Interval:
    """Return a month as an interval, resolved from the words."""
    last = date(year + number // 12, number % 12 + 1, 1).toordinal() - 1
    return Interval(
        start=date(year, number, 1), end=date.fromordinal(last), precision="month", basis="resolved"
    )


def person(name: str, organisation: str | None = None) -> Link:
    """Return the link of a person."""
    return Link(party=name, kind="person", organisation=organisation)


def body(name: str) -> Link:
    """Return the link of an organisation."""
    return Link(party=name, kind="organisation")


def nobody(words: str) -> Link:
    """Return the link of a source that names nobody."""
    return Link(party=words, kind="unknown")


def claim(
    text: CleanedText,
    value: float | tuple[float | None, float | None],
    *links: Link,
    bound: Bound | None = None,
    at: int = 0,
    within: int = 10,
    length: int = 90,
    counted: str = "soldiers",
    **fields: object,
) -> Claim:
    """Return a claim of a document; `at` is where its sentence starts, a bare number a point."""
    low, high = value if isinstance(value, tuple) else (value, value)
    figure = Span(start=at + within, end=at + within + 5)
    origin = links[-1].party if links else "publisher"
    values: dict[str, object] = {
        "claim_id": claim_id(text.document_id, figure),
        "document_id": text.document_id,
        "document_name": text.name,
        "figure": figure,
        "figure_text": f"{bound or ''} {low} {high}",
        "sentence": Span(start=at, end=at + length),
        "low": low,
        "high": high,
        "bound": bound or ("exact" if low == high else "range"),
        "unit": None,
        "counted": counted,
        "counted_head": counted.split()[-1],
        "actor": "North Korea",
        "event": "killed",
        "status": "observed",
        "additional": False,
        "temporality": "cumulative",
        "place": None,
        "time_text": None,
        "time": None,
        "said_text": None,
        "said_on": None,
        "chain": (Link(party=text.publisher or "publisher", kind="publisher"), *links),
        "origin": origin,
        "implied_origin": None,
        "extractor_version": "test",
        "rules": (),
    }
    return Claim.model_validate({**values, **fields})


INTERVIEW = document("interview", "2025-09-07", publisher="Ukrinform")
AUGUST = document("august", "2025-08-13")
PAPER = document("paper")
AUTUMN = document("autumn", mention="--10", publisher="The Gaze")
SPRING = document("spring", mention="--03-10", publisher="UNN")
DOCUMENTS = [INTERVIEW, AUGUST, PAPER, AUTUMN, SPRING]

SKIBITSKY = person("Vadym Skibitsky", "Main Intelligence Directorate of Ukraine's Defence Ministry")
BUDANOV = person("Kyrylo Budanov", "Defense Intelligence Directorate of Ukraine")
NIS = body("National Intelligence Service")
FLOW = {"temporality": "flow"}


def worked_pile() -> list[Claim]:
    """Return claims with the facts of the worked table, as the extractor would give them."""
    sent = {**FLOW, "event": "deployed", "status": "planned", "place": "Russia"}
    since = {**FLOW, "event": "deployed", "place": "Russian territory", "time_text": "since September"}
    moved = {**FLOW, "event": "deployed", "place": "Kursk region", "time_text": "from January to February"}
    toll = {"place": "Russia and Ukraine"}
    august = {"said_on": month(2025, 8)}
    yelabuga = {"event": "employed", "temporality": "stock", "place": "Yelabuga zone", "actor": "Russia"}
    vague: tuple[float, None] = (2000, None)
    return [
        claim(
            INTERVIEW, vague, person("Skibitsky"), bound="vague", counted="North Korean specialists", **sent
        ),
        claim(INTERVIEW, vague, person("Skibitsky"), bound="vague", counted="people", at=100, **sent),
        claim(
            INTERVIEW,
            6000,
            person("Skibitsky"),
            at=200,
            counted="North Korean specialists",
            **{**sent, "event": "employed", "place": "Kursk region", "temporality": "stock"},
        ),
        claim(
            INTERVIEW,
            (1000, None),
            person("Skibitsky"),
            bound="more_than",
            at=300,
            counted="specialists",
            **FLOW,
            event="arrived",
            place="Kursk region",
        ),
        claim(INTERVIEW, 1000, person("Skibitsky"), bound="approx", at=400, counted="employees", **yelabuga),
        claim(
            INTERVIEW,
            40000,
            person("Skibitsky"),
            at=500,
            counted="workers",
            **{**yelabuga, "status": "planned"},
        ),
        claim(INTERVIEW, 6000, BUDANOV, at=600, counted="troops", **sent, **august, additional=True),
        claim(INTERVIEW, (50, 100), BUDANOV, at=700, counted="pieces of equipment", **sent, **august),
        claim(
            AUGUST,
            11000,
            bound="approx",
            counted="North Korean troops",
            event="stationed",
            temporality="stock",
            place="Russia",
            implied_origin=SKIBITSKY,
        ),
        claim(
            AUGUST, 6000, at=100, **{**sent, "event": "arrived", "status": "expected", "place": "Kurshchyna"}
        ),
        claim(AUGUST, 6000, SKIBITSKY, at=200, counted="military personnel", **sent, additional=True),
        claim(PAPER, vague, nobody("report"), bound="vague", **{**sent, "place": "Ukraine"}),
        claim(
            PAPER,
            vague,
            body("Washington Post"),
            Link(
                party="Ukrainian military intelligence official",
                kind="anonymous",
                organisation="Ukrainian military intelligence",
            ),
            bound="vague",
            at=100,
            event="training",
            temporality="stock",
            place="Russia",
        ),
        claim(
            AUTUMN, vague, NIS, bound="vague", counted="military personnel", **{**since, "time_text": None}
        ),
        claim(AUTUMN, 5000, NIS, bound="approx", at=100, counted="North Korean construction troops", **since),
        claim(AUTUMN, 1000, NIS, at=100, counted="military engineers", within=50, **since),
        claim(
            AUTUMN,
            5000,
            person("Lee Seong-Kweun"),
            bound="approx",
            at=300,
            counted="construction troops",
            **since,
        ),
        claim(
            AUTUMN,
            (10000, None),
            nobody("intelligence report"),
            bound="more_than",
            at=400,
            counted="North Korean personnel",
            event="stationed",
            temporality="stock",
            place="areas close to the Ukrainian border",
        ),
        claim(AUTUMN, (600, None), NIS, bound="at_least", at=500, **toll),
        claim(AUTUMN, vague, NIS, bound="vague", at=600, event="wounded", **toll),
        claim(
            AUTUMN,
            (2000, None),
            body("Euractiv"),
            nobody("Earlier assessments"),
            bound="more_than",
            at=700,
            counted="troops",
            status="possible",
            said_text="in September",
            **toll,
        ),
        claim(
            AUTUMN,
            (None, 40000),
            body("UN sanctions monitoring group"),
            bound="up_to",
            at=800,
            counted="North Korean workers",
            additional=True,
            status="possible",
            said_text="In October",
            **FLOW,
            event="deployed",
            place="Russia",
        ),
        claim(SPRING, (1000, 3000), nobody("intelligence"), **moved),
        claim(SPRING, (1000, 3000), nobody("news reports"), at=100, **{**moved, "place": "Kursk"}),
    ]


def piled(claims: Sequence[Claim], cleaned: Sequence[CleanedText], copies: Sequence[Copy] = ()) -> Pile:
    """Return the pile of claims and cleaned texts, and of the copies that a test says there are."""
    return Pile((), cleaned, claims, copies)
