"""Editions to put on trial: those of the sample brief, and of proposed briefs on drawn piles of documents.

Here belongs making editions in memory, without Dagster. What is done to them belongs to `trial`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from benchmarks.scoring import ROOT
from pipeline.briefing import Edition, compose
from pipeline.briefs import Brief, Ruling, parse_brief, with_rulings
from pipeline.cleaning import clean, read
from pipeline.extraction import extract
from pipeline.pile import Pile
from pipeline.reconciliation import propose, reconcile
from pipeline.records import Estimate

SAMPLE = ROOT / "briefs" / "north-korea-russia"
_GOLD = ROOT / "tests" / "golden"
_FIRST = date(2026, 3, 2)


def gathered(contents: Sequence[tuple[str, bytes, date]]) -> Pile:
    """Return the pile of documents given by name, content and day."""
    documents = [read(data, name=name, source="trial", received_on=day) for name, data, day in contents]
    cleaned = [clean(one) for one in documents]
    claims = [claim for pair in zip(documents, cleaned, strict=True) for claim in extract(*pair)]
    return Pile.of(documents, cleaned, claims)


def sample_editions() -> Iterator[Edition]:
    """Yield the editions of the sample brief, one for each of its days."""
    brief = parse_brief((SAMPLE / "brief.yaml").read_text("utf-8"), SAMPLE.name)
    brief = with_rulings(brief, (SAMPLE / "rulings.yaml").read_text("utf-8"))
    files = sorted((SAMPLE / "documents").glob("*/*"))
    contents = [(file.name, file.read_bytes(), date.fromisoformat(file.parent.name)) for file in files]
    yield from _editions(brief, gathered(contents))


def drawn_editions(count: int) -> Iterator[Edition]:
    """Yield editions of proposed briefs on drawn piles, received over some days; the same ones every time."""
    texts = [*sorted((SAMPLE / "documents").glob("*/*")), *sorted(_GOLD.glob("*/**/*.txt"))]
    draw, made = random.Random(0), 0
    while made < count:
        contents = [(file.name, file.read_bytes()) for file in draw.sample(texts, draw.randrange(2, 14))]
        contents += [(f"again-{name}", _changed(content, draw)) for name, content in contents[::3]]
        days = [_FIRST + timedelta(days=draw.randrange(4)) for _ in contents]
        pile = gathered([(*one, day) for one, day in zip(contents, days, strict=True)])
        if not pile.claims:
            continue
        try:
            brief = propose(pile)
        except ValueError:  # nothing in it can be compared
            continue
        for edition in _editions(_ruled(brief, pile, draw), pile):
            yield edition
            made += 1


def _changed(content: bytes, draw: random.Random) -> bytes:
    """Return a document as another outlet might take it over: one of its digits changed, or cut short."""
    digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
    if not digits or draw.random() < 0.3:
        return content[: len(content) * 2 // 3]
    at = draw.choice(digits)
    return content[:at] + str(draw.randrange(1, 10)).encode() + content[at + 1 :]


def _ruled(brief: Brief, pile: Pile, draw: random.Random) -> Brief:
    """Return a brief with rulings of every kind on some of its claims."""
    keys = [claim.claim_id for claim in draw.sample(list(pile.claims), min(4, len(pile.claims)))]
    question = draw.choice(brief.questions).id
    origin = next(
        (claim.origin for claim in pile.claims if claim.origin not in ("publisher", "unknown")), "N"
    )
    acts: list[dict[str, object]] = [
        {"reject": keys[0]},
        {"correct": {"claim": keys[-1], "value": 70, "place": "Sector 5", "time": "2026-02"}},
        {"correct": {"claim": keys[0], "status": "planned", "origin": None, "additional": True}},
        {"merge": {"claims": keys[-1:], "question": question}},
        {"split": {"claims": keys[:1], "question": "no-such-question"}},
        {"same_origin": [origin, "Bureau 9"]},
        {"different_origin": {"claims": keys[:2], "origin": origin}},
        {"grade": {"origin": origin, "grade": "B"}},
        {"reject": {"document": pile.documents[0].name, "figure": "no such 5"}},
    ]
    chosen = draw.sample(acts, draw.randrange(4))
    rulings = [
        Ruling.model_validate(
            {"id": f"ruling-{index}", "on": _FIRST, "by": "A. Reader 2", "reason": "Read 3 times.", **act}
        )
        for index, act in enumerate(chosen)
    ]
    return brief.model_copy(update={"rulings": tuple(rulings)})


def _editions(brief: Brief, pile: Pile) -> Iterator[Edition]:
    before: list[Estimate] | None = None
    for day in pile.days:
        estimates = reconcile(pile, brief, day)
        yield compose(brief, estimates, pile, day, previous=before)
        before = estimates
