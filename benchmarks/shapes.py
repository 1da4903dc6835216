"""Piles made to hurt: every claim of one question, one origin or one document, or each of a key of its own.

Here belong the shapes. They are timed by `benchmarks.scale` and their work is counted in the tests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pipeline.briefs import Brief, Question
from pipeline.records import Claim, CleanedText, Link, Span, claim_id

AS_OF = date(2025, 12, 1)
BRIEF = Brief(
    id="shape",
    title="Shape",
    questions=(
        Question(
            id="killed",
            title="Killed",
            category=("troops",),
            actor="North Korea",
            event=("killed",),
            place=("Russia",),
            temporality="cumulative",
            beside=("possible",),
        ),
    ),
)


@dataclass(frozen=True)
class Shape:
    """How the claims of a pile differ: the fields of odd and of even ones, in which $n is the claim's number.

    `numbers` says whether each has a number of its own; `in_one` that all stand in one document.
    """

    numbers: bool = True
    in_one: bool = False
    even: Mapping[str, Any] = field(default_factory=dict)
    odd: Mapping[str, Any] | None = None

    def pile(self, size: int) -> tuple[list[CleanedText], list[Claim]]:
        """Return documents and so many claims."""
        texts = [_text(number) for number in range(1 if self.in_one else 200)]
        return texts, [
            self._claim(number, texts[number % len(texts)], number // len(texts)) for number in range(size)
        ]

    def _claim(self, number: int, text: CleanedText, place: int) -> Claim:
        fields = self.odd if number % 2 and self.odd is not None else self.even
        given = {name: _filled(value, number) for name, value in fields.items()}
        value = float(number + 1 if self.numbers else 600)
        bound = given.setdefault("bound", "exact")
        start = 200 * place
        figure = Span(start=start + 10, end=start + 15)
        links = [Link.model_validate(link) for link in given.pop("by", ())]
        values: dict[str, Any] = {
            "claim_id": claim_id(text.document_id, figure),
            "document_id": text.document_id,
            "document_name": text.name,
            "figure": figure,
            "figure_text": f"{bound} {value:g}",
            "sentence": Span(start=start, end=start + 80 + number % 50),
            "low": value,
            "high": {"exact": value, "range": 9 * value + 20}.get(bound),
            "unit": None,
            "counted": "soldiers",
            "counted_head": "soldiers",
            "actor": "North Korea",
            "event": "killed",
            "status": "observed",
            "additional": False,
            "temporality": "cumulative",
            "place": "Russia",
            "time_text": None,
            "time": None,
            "said_text": None,
            "said_on": None,
            "chain": (Link(party="The Post", kind="publisher"), *links),
            "origin": links[-1].party if links else "publisher",
            "implied_origin": None,
            "extractor_version": "shape",
            "rules": (),
        }
        return Claim.model_validate({**values, **given})


def _filled(value: Any, number: int) -> Any:
    if isinstance(value, dict):
        return {name: _filled(part, number) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_filled(part, number) for part in value)
    return value.replace("$n", str(number)) if isinstance(value, str) else value


def _text(number: int) -> CleanedText:
    day = date(2025, 1, 1) + timedelta(days=number)
    return CleanedText(
        document_id=hashlib.sha256(str(number).encode()).hexdigest(),
        name=f"document-{number}",
        source="shape",
        received_on=day,
        title=None,
        byline=None,
        dateline=None,
        publisher="The Post",
        published_on=day,
        published_basis="stated",
        published_precision="day",
        latest_mention=None,
        language="en",
        spans=(),
    )


def _by(name: str, kind: str = "organisation") -> dict[str, Any]:
    return {"by": [{"party": name, "kind": kind}]}


SERVICE = _by("National Intelligence Service")
SHAPES = {
    "one question, an origin a claim, one number": Shape(numbers=False, even=_by("Body $n")),
    "one question, an origin and a number a claim": Shape(even=_by("Body $n")),
    "one origin": Shape(even=SERVICE),
    "one document": Shape(in_one=True, even=SERVICE),
    "one document of one origin's ranges": Shape(in_one=True, even={**SERVICE, "bound": "range"}),
    "one document of one origin's bounds": Shape(in_one=True, even={**SERVICE, "bound": "at_least"}),
    "one document, half of it vaguer and of nobody": Shape(
        in_one=True, even={"bound": "at_least"}, odd=SERVICE
    ),
    "one document, persons and bodies of one number": Shape(
        numbers=False, in_one=True, even=_by("Body $n"), odd=_by("Ann Bo$n", "person")
    ),
    "one document, half of it by an unnamed report": Shape(
        in_one=True, even=_by("Body $n"), odd=_by("intelligence report", "unknown")
    ),
    "nobody's numbers": Shape(),
    "a key a claim": Shape(numbers=False, even={**SERVICE, "counted": "gadgets $n"}),
    "a place a claim": Shape(numbers=False, even={**SERVICE, "place": "Velmar $n"}),
    "parts alone": Shape(even={**_by("Body $n"), "place": "Kursk region"}),
    "rumours beside": Shape(even=_by("Body $n"), odd={**_by("Body $n"), "status": "possible"}),
}
