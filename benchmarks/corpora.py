"""Corpora of documents and claims as varied as reports are, for properties that must hold for any of them.

Here belongs drawing a corpus, from a seed or by hypothesis. What must hold is asked in `properties`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.made import made_claim, made_document
from pipeline.briefs import Brief, Organisation, Question
from pipeline.records import Bound, Claim, CleanedText, Copy, Interval, Link, claim_id

AS_OF = date(2025, 12, 1)
_FIRST = date(2025, 2, 1)
_ALDEN = Link(party="Alden Survey", kind="organisation")
_BRANT = Link(party="Ministry of Brant", kind="organisation")
_COLBY = Link(party="Colby Relief", kind="organisation")
_WIRE = Link(party="North Wire", kind="organisation")
_ORIGINS: tuple[tuple[Link, ...], ...] = (
    (_ALDEN,),
    (_BRANT,),
    (_COLBY,),
    (_WIRE, _ALDEN),
    (_WIRE, _BRANT),
    (_BRANT, _ALDEN),
    (Link(party="Mara Quill", kind="person", organisation="Alden Survey"),),
    (Link(party="Quill", kind="person"),),
    (Link(party="Jon Tarrow", kind="person"),),
    (Link(party="spokesman", kind="anonymous", organisation="Ministry of Brant"),),
    (Link(party="the survey", kind="unknown"),),
    (Link(party="news reports", kind="unknown"),),
    (Link(party="earlier assessments", kind="unknown"),),
    (_WIRE, Link(party="North Wire", kind="organisation", withheld=True)),
    (Link(party="Ukraine", kind="organisation"),),
    (),
    (),
)
_BOUNDS: tuple[Bound, ...] = ("exact", "exact", "approx", "at_least", "more_than", "up_to", "range", "vague")
_NUMBERS = (600, 613, 640, 1000, 1040, 2000, 2100, 5000, 12000)
_PLACES = ("Russia", "Kursk region", "Ukraine", None, None)
_SHAPES: tuple[dict[str, Any], ...] = (
    {"event": "killed", "temporality": "cumulative"},
    {"event": "killed", "temporality": "flow"},
    {"event": "stationed", "temporality": "stock"},
    {"event": "deployed", "temporality": "flow"},
    {"event": "employed", "temporality": "stock", "unit": "%"},
)
_STATUSES = ("observed",) * 6 + ("planned", "possible", "denied", "expected", "target")
PARTS = ("construction troops", "military engineers")
_COUNTED = ("soldiers", "soldiers", *PARTS, "workers")
_TIMES = (None, None, "from January to February", "since May", "in June", "by August")
_OUTLETS = (None, "The Lantern", "The Harrow", "Alden Survey")


@dataclass(frozen=True)
class Corpus:
    """Documents, the claims in them, and which documents are copies."""

    documents: tuple[CleanedText, ...]
    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...] = ()


def brief(method: str = "rules") -> Brief:
    """Return a brief whose questions overlap: a total, its part, a stock, a sum, a plan and a share."""
    asked: tuple[dict[str, Any], ...] = (
        {"category": ["troops"], "event": ["killed"], "temporality": "cumulative", "beside": ("possible",)},
        {"category": ["troops"], "event": ["killed"], "temporality": "cumulative", "place": ["Kursk region"]},
        {"category": ["troops"], "event": ["stationed"], "temporality": "stock", "place": ["Russia"]},
        {"category": list(PARTS), "event": ["deployed"], "temporality": "flow", "place": ["Russia"]},
        {"category": ["troops"], "event": ["deployed"], "status": ("planned", "target")},
        {"category": ["workers"], "event": ["employed"], "temporality": "stock", "unit": "%"},
    )
    return Brief(
        id="corpus",
        title="Corpus",
        method=method,  # type: ignore[arg-type]
        organisations=(
            Organisation(name="Alden Survey", aliases=("the survey",), people=("Mara Quill",), grade="B"),
            Organisation(name="Ministry of Brant", party=True),
        ),
        questions=tuple(
            Question(id=f"q{number}", title="Q", actor="North Korea", **fields)
            for number, fields in enumerate(asked)
        ),
    )


def corpus(draw: Random) -> Corpus:
    """Return a corpus drawn at random: some documents undated or inferred, some received late."""
    documents: list[CleanedText] = []
    claims: list[Claim] = []
    for number in range(draw.randint(1, 6)):
        text = _document(draw, number)
        documents.append(text)
        for place in range(draw.randint(1, 4)):
            # No two passages are alike, so that only real copies are taken for copies.
            length = 70 + 8 * number + place
            claims += _claims(draw, text, 300 * place, length)
    if draw.random() < 0.3:
        claims += _lifted(draw, documents, claims)
    return Corpus(tuple(documents), tuple(claims))


def _document(draw: Random, number: int) -> CleanedText:
    received = AS_OF - timedelta(days=draw.choice((0, 1, 30, 90, 200)))
    published = None if draw.random() < 0.25 else _FIRST + timedelta(days=draw.randrange(300))
    text = made_document(
        f"doc{number}",
        min(published, received) if published else None,
        mention=draw.choice((None, None, "--05", "--08-20")),
        received=received,
        publisher=draw.choice(_OUTLETS),
    )
    if published and draw.random() < 0.2:
        return text.model_copy(update={"published_precision": "month", "published_basis": "inferred"})
    return text


def _claims(draw: Random, text: CleanedText, at: int, length: int) -> list[Claim]:
    """Return the claim of one sentence, or the parts that it lists."""
    fields: dict[str, Any] = {
        **draw.choice(_SHAPES),
        "actor": draw.choice(("North Korea", "North Korea", "North Korea", None)),
        "place": draw.choice(_PLACES),
        "status": draw.choice(_STATUSES),
        "additional": draw.random() < 0.1,
        "time_text": draw.choice(_TIMES),
        "time": _window(draw) if draw.random() < 0.2 else None,
        "said_text": draw.choice((None, None, None, "in July")),
        "said_on": _window(draw) if draw.random() < 0.15 else None,
        "implied_origin": draw.choice((None, None, _ALDEN)),
    }
    links = draw.choice(_ORIGINS)
    if draw.random() < 0.15:
        listed = {**fields, "event": "deployed", "temporality": "flow", "unit": None, "place": "Russia"}
        return [
            made_claim(
                text,
                _value("exact", draw),
                *links,
                at=at,
                within=10 + 30 * index,
                length=length,
                counted=part,
                **listed,
            )
            for index, part in enumerate(PARTS)
        ]
    bound = draw.choice(_BOUNDS)
    counted = "workers" if fields.get("unit") else draw.choice(_COUNTED)
    return [
        made_claim(
            text, _value(bound, draw), *links, bound=bound, at=at, length=length, counted=counted, **fields
        )
    ]


def _value(bound: Bound, draw: Random) -> tuple[float | None, float | None]:
    number = float(draw.choice(_NUMBERS))
    if bound == "vague":
        return 2000.0, None
    if bound in ("at_least", "more_than"):
        return number, None
    if bound == "up_to":
        return None, number
    return number, number * 2 if bound == "range" else number


def _window(draw: Random) -> Interval:
    month = draw.randint(2, 10)
    start = date(2025, month, 1)
    end = date(2025, month, calendar.monthrange(2025, month)[1])
    return Interval(start=start, end=end, precision="month", basis="resolved")


def _lifted(draw: Random, documents: list[CleanedText], claims: list[Claim]) -> list[Claim]:
    """Return a passage of one document as another carries it, at another place, perhaps unattributed."""
    told, home = draw.choice(claims), draw.choice(documents)
    if told.document_id == home.document_id:
        return []
    shift = 5000
    figure = told.figure.model_copy(
        update={"start": told.figure.start + shift, "end": told.figure.end + shift}
    )
    sentence = told.sentence.model_copy(
        update={"start": told.sentence.start + shift, "end": told.sentence.end + shift}
    )
    chain = told.chain if draw.random() < 0.5 else told.chain[:1]
    moved = moved_to(told, home)
    return [moved_to(moved.model_copy(update={"figure": figure, "sentence": sentence, "chain": chain}), home)]


def moved_to(told: Claim, text: CleanedText) -> Claim:
    """Return a claim as it stands at the same place in another document."""
    return told.model_copy(
        update={
            "document_id": text.document_id,
            "document_name": text.name,
            "claim_id": claim_id(text.document_id, told.figure),
        }
    )
