"""Texts made of made-up words, so that documents share only what is put into them."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.records import CleanedText, Copy, Document, TextSpan

FIRST = date(2026, 3, 1)
Pile = list[tuple[Document, CleanedText]]


def prose(seed: int, count: int = 120) -> list[str]:
    """Return so many words that no other seed gives."""
    draw = random.Random(seed)
    return [
        f"{'abcdefghij'[seed % 10]}{draw.choice('aeiou')}{draw.randrange(10**6):x}q" for _ in range(count)
    ]


def made(
    words: Sequence[str] | str, name: str = "", day: int = 0, received: int = 0
) -> tuple[Document, CleanedText]:
    """Return a document of these words, published and received so many days after the first."""
    text = words if isinstance(words, str) else " ".join(words)
    key = hashlib.sha256(f"{name}{text}".encode()).hexdigest()
    about = {
        "document_id": key,
        "name": name or key[:8],
        "source": "test",
        "received_on": FIRST + timedelta(days=received),
    }
    span = TextSpan(start=0, end=len(text), kept=True, kind="prose", reason="made up")
    document = Document(**about, size_bytes=len(text), encoding="utf-8", text=text)  # type: ignore[arg-type]
    cleaned = CleanedText(
        **about,  # type: ignore[arg-type]
        title=None,
        byline=None,
        dateline=None,
        publisher=None,
        published_on=FIRST + timedelta(days=day),
        published_basis="stated",
        published_precision="day",
        latest_mention=None,
        language="en",
        spans=(span,) if text else (),
    )
    return document, cleaned


def told(copies: Sequence[Copy], pile: Pile) -> set[tuple[str, str, str, str]]:
    """Return who copies whom, of which kind, and the copied words of the copy."""
    texts = {document.document_id: document for document, _ in pile}
    return {
        (
            texts[copy.document_id].name,
            texts[copy.home_id].name,
            copy.kind,
            copy.span.of(texts[copy.document_id].text),
        )
        for copy in copies
    }


def relations(copies: Sequence[Copy], pile: Pile) -> set[tuple[str, str, str]]:
    """Return who copies whom, and of which kind."""
    return {(copy, home, kind) for copy, home, kind, _ in told(copies, pile)}
