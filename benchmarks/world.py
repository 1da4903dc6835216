"""A made-up world of conflicts, and the tables of claims that reports on it would give.

Here belongs the generator for `benchmarks.scale`: a brief that asks of every conflict, and days of cleaned
texts and claims as frames. The world grows with the questions; reports on it are Zipf-distributed. Nothing is
measured here, and nothing of the world is real.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import polars as pl

from pipeline.briefs import Brief, Organisation, Question
from pipeline.briefs.tree import Entry
from pipeline.frames import schema
from pipeline.records import Claim, CleanedText, Span, claim_id

FIRST_DAY = date(2025, 1, 1)
DAYS = 200
PER_CONFLICT = 10  # questions of one conflict
_SYLLABLES = ("ba", "dor", "ke", "lun", "mi", "nar", "os", "pel", "ra", "sto", "tu", "vel", "wi", "zan")
# What is asked of a conflict: category, event, temporality, status, whether it names whose, and where.
_ASKED: tuple[tuple[tuple[str, ...], str, str, str, bool, str], ...] = (
    (("people",), "killed", "cumulative", "observed", False, "land"),
    (("people",), "wounded", "cumulative", "observed", False, "land"),
    (("troops",), "killed", "cumulative", "observed", True, "land"),
    (("troops",), "stationed", "stock", "observed", True, "land"),
    (("troops",), "deployed", "flow", "planned", True, "land"),
    (("construction troops", "military engineers"), "deployed", "flow", "observed", True, "region"),
    (("people",), "displaced", "stock", "observed", False, "region"),
    (("civilians",), "detained", "cumulative", "observed", True, "land"),
    (("troops",), "captured", "cumulative", "observed", True, "land"),
    (("workers",), "employed", "stock", "observed", True, "region"),
)
_NOUNS = {
    "people": ("people", "people", "residents", "civilians", "women"),
    "troops": ("soldiers", "troops", "servicemen", "construction troops", "officers"),
    "civilians": ("civilians", "bystanders"),
    "workers": ("workers", "employees", "construction workers"),
    "construction troops": ("construction troops",),
    "military engineers": ("military engineers", "sappers"),
}
_BOUNDS = (
    ("exact",) * 8 + ("approx",) * 5 + ("at_least",) * 4 + ("more_than",) * 2 + ("up_to", "range", "vague")
)


def _name(number: int) -> str:
    """Return a name of its own for each number."""
    parts = []
    number += len(_SYLLABLES) ** 2
    while number:
        number, rest = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[rest])
    return "".join(reversed(parts)).capitalize()


@dataclass(frozen=True)
class World:
    """So many questions, with reports on so many claims over `DAYS` days; the same seed is the same world."""

    questions: int
    claims: int
    seed: int = 0

    @property
    def conflicts(self) -> int:
        """The number of conflicts."""
        return max(1, self.questions // PER_CONFLICT)

    def brief(self) -> Brief:
        """Return the brief that asks of every conflict."""
        places: dict[str, Entry] = {}
        questions = []
        for number in range(self.conflicts):
            land, region, *towns = places_of(number)
            places[land] = Entry()
            places[region] = Entry(within=land)
            places |= {town: Entry(within=region) for town in towns}
            for index in range(min(PER_CONFLICT, self.questions - len(questions))):
                questions.append(_question(number, index))
        bodies = tuple(
            Organisation(name=f"Observatory {_name(n)}", people=(f"Ana {_name(n)}",), grade="ABCDEF"[n % 6])
            for n in range(20)
        )
        return Brief(
            id="world", title="World", places=places, organisations=bodies, questions=tuple(questions)
        )

    def days(self) -> Iterator[tuple[date, pl.DataFrame, pl.DataFrame]]:
        """Yield each day with its cleaned texts and its claims."""
        draw = random.Random(self.seed)
        weights = list(accumulate(1 / (rank + 5) for rank in range(self.conflicts)))
        recent: list[_Report] = []
        left = self.claims
        for step in range(DAYS):
            quota = left // (DAYS - step)
            texts, claims = [], []
            while len(claims) < quota:
                conflict = draw.choices(range(self.conflicts), cum_weights=weights)[0]
                copy = draw.choice(recent) if recent and draw.random() < 0.15 else None
                report = _Report.copied(copy, step, draw) if copy else _Report.new(conflict, step, draw)
                recent = [*recent[-200:], report]
                texts.append(report.text)
                claims += report.claims[: quota - len(claims)]
            left -= len(claims)
            yield FIRST_DAY + timedelta(days=step), frame(CleanedText, texts), frame(Claim, claims)


def frame(record: type, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return rows as a frame with the columns of a record."""
    return pl.DataFrame(rows, schema=schema(record), orient="row")


def places_of(number: int) -> tuple[str, ...]:
    """Return the land of a conflict, its region and the towns in it."""
    name = _name(number)
    return (f"{name}land", f"{name} region", *(f"{name} {kind}" for kind in ("Harbour", "Hill", "Mill")))


def _question(number: int, index: int) -> Question:
    category, event, temporality, status, owned, where = _ASKED[index]
    land, region = places_of(number)[:2]
    return Question(
        id=f"q{number}-{index}",
        title=f"{event} of {_name(number)}",
        category=category,
        actor=f"{_name(number)} army" if owned else None,
        event=(event,),
        place=(land if where == "land" else region,),
        status=(status,),
        beside=("possible",) if temporality == "cumulative" else (),
        temporality=temporality,
    )


@dataclass(frozen=True)
class _Report:
    """A document with its claims, as rows."""

    text: dict[str, Any]
    claims: list[dict[str, Any]]

    @classmethod
    def new(cls, conflict: int, step: int, draw: random.Random) -> _Report:
        text = _text(step, draw)
        return cls(text, [_claim(text, conflict, step, at, draw) for at in range(draw.randint(1, 6))])

    @classmethod
    def copied(cls, other: _Report, step: int, draw: random.Random) -> _Report:
        text = _text(step, draw)
        return cls(text, [_moved(claim, text) for claim in other.claims])


def _text(step: int, draw: random.Random) -> dict[str, Any]:
    received = FIRST_DAY + timedelta(days=step)
    name = f"{step:03d}-{draw.getrandbits(48):012x}"
    dated = draw.random() < 0.95
    spans = [
        {
            "start": 80 * n,
            "end": 80 * (n + 1),
            "kept": n % 3 != 2,
            "kind": "prose" if n else "title",
            "reason": "r",
        }
        for n in range(12)
    ]
    return {
        "document_id": hashlib.sha256(name.encode()).hexdigest(),
        "name": name,
        "source": "wire",
        "received_on": received,
        "title": "A report",
        "publisher": f"{_name(draw.randrange(300))} Post",
        "published_on": received if dated else None,
        "published_basis": "stated" if dated else "none",
        "published_precision": "day" if dated else "none",
        "latest_mention": None if dated else f"--{received.month:02d}",
        "language": "en",
        "spans": spans,
    }


def _claim(text: dict[str, Any], conflict: int, step: int, at: int, draw: random.Random) -> dict[str, Any]:
    asked = min(int(draw.expovariate(0.4)), PER_CONFLICT - 1)
    category, event, temporality, status, _, where = _ASKED[asked]
    land, region, *towns = places_of(conflict)
    nouns = _NOUNS[draw.choice(category)]
    spot = draw.random()
    place = (
        (land if where == "land" else region) if spot < 0.6 else region if spot < 0.75 else draw.choice(towns)
    )
    truth = (3 + conflict % 97) * (asked + 2) * (1 + step / 40) * draw.choice((1, 1, 1, 0.8, 1.2))
    value = float(f"{truth:.2g}")
    bound = draw.choice(_BOUNDS)
    low, high = {
        "at_least": (value, None),
        "more_than": (value, None),
        "up_to": (None, value),
        "range": (value, 2 * value),
        "vague": (1000.0, None),
    }.get(bound, (value, value))
    start = 160 + 120 * at
    figure = {"start": start + draw.randrange(60), "end": start + 70}
    chain = [{"party": text["publisher"], "kind": "publisher", "withheld": False}, *_links(conflict, draw)]
    return {
        "claim_id": claim_id(text["document_id"], Span(**figure)),
        "document_id": text["document_id"],
        "document_name": text["name"],
        "figure": figure,
        "figure_text": f"{bound} {value:g}",
        "sentence": {"start": start, "end": start + draw.randrange(80, 120)},
        "low": low,
        "high": high,
        "bound": bound,
        "counted": nouns[0] if draw.random() < 0.7 else draw.choice(nouns),
        "actor": f"{_name(conflict)} army" if draw.random() < 0.9 else None,
        "event": event if draw.random() < 0.98 else None,
        "status": status if draw.random() < 0.9 else "possible",
        "additional": draw.random() < 0.05,
        "temporality": temporality,
        "place": place if draw.random() < 0.98 else None,
        "chain": chain,
        "origin": chain[-1]["party"],
        "extractor_version": "world",
        "rules": ["a", "b", "c"],
    }


def _moved(claim: dict[str, Any], text: dict[str, Any]) -> dict[str, Any]:
    moved = {"document_id": text["document_id"], "document_name": text["name"]}
    return {**claim, **moved, "claim_id": claim_id(text["document_id"], Span(**claim["figure"]))}


def _links(conflict: int, draw: random.Random) -> list[dict[str, Any]]:
    """Return who is named: nobody, a body, a person of a body, a relay of a body, somebody unnamed."""
    known = _name(draw.randrange(20))
    local = f"{_name(conflict)} {draw.choice(('Health Ministry', 'General Staff', 'Relief Council'))}"
    body = {"party": local, "kind": "organisation", "withheld": False}
    return draw.choice(
        (
            [],
            [body],
            [body],
            [{**body, "party": f"Observatory {known}"}],
            [{**body, "party": f"Ana {known}", "kind": "person"}],
            [{**body, "party": f"Jon {_name(conflict)}", "kind": "person", "organisation": local}],
            [{**body, "party": "Reuters"}, body],
            [{**body, "party": "officials", "kind": "anonymous"}],
        )
    )
