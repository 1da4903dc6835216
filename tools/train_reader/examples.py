"""Examples: annotated reports as windows of word pieces, with what each figure is to be read as.

Here belongs the way from annotation to what a model learns from. Windows and what the rules say of a figure
are made as they are for reading.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pipeline
from pipeline.cleaning import reading_text
from pipeline.extraction.claims import read_by_rules
from pipeline.extraction.reading.pieces import Vocabulary
from pipeline.extraction.reading.windows import NOTHING, Window, windows
from pipeline.extraction.reading.witness import ROLES, Witness, witness

KINDS = ("claim", "optional", "none")
STATUSES = ("observed", "planned", "expected", "possible", "denied", "target")
TEMPORALITIES = ("stock", "flow", "cumulative")
DELTAS = ("total", "additional", "change", "ratio")
_DELTA = {"t": "total", "a": "additional", "ch": "change", "r": "ratio"}


@dataclass
class Figure:
    """A figure of a window: its first and last piece, what the rules say, and what it is to be read as. Of
    `classes` and `pointers` each is a set of answers that are all right; an empty one is not learnt."""

    first: int
    last: int
    said: Witness
    classes: dict[str, set[int]] = field(default_factory=dict)
    pointers: dict[str, set[tuple[int, int]]] = field(default_factory=dict)


@dataclass
class Example:
    """A window of a report with its figures."""

    document: str
    window: Window
    figures: list[Figure]


def examples(folder: Path, vocabulary: Vocabulary, events: Sequence[str]) -> Iterator[Example]:
    """Yield the windows of all annotated reports of a folder. One whose figures were annotated in another
    text is left out."""
    gold = _annotations(folder)
    for one in json.loads((folder / "index.json").read_text("utf-8")):
        name = one["doc"]
        path = max((folder / "docs").glob(f"{name}.*"), key=lambda file: file.suffix)  # txt rather than html
        document = pipeline.read(
            path.read_bytes(), name=path.name, source="train", received_on=date(2026, 1, 1)
        )
        told = [g for g in gold[name] if document.text[g["start"] : g["end"]] == g["figure"]]
        if 2 * len(told) > len(gold[name]):
            yield from _of_document(name, document, told, vocabulary, events)


def _annotations(folder: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name in ("gold.jsonl", "not_claims.jsonl"):
        for line in (folder / name).read_text("utf-8").splitlines():
            one = json.loads(line)
            found[one["doc"]].append(one)
    return found


def _of_document(
    name: str,
    document: pipeline.Document,
    gold: Sequence[Mapping[str, Any]],
    vocabulary: Vocabulary,
    events: Sequence[str],
) -> Iterator[Example]:
    cleaned = pipeline.clean(document)
    text = reading_text(document, cleaned)
    claims = read_by_rules(document, cleaned, text).claims
    for window in windows(vocabulary.pieces(text), [one["start"] for one in gold]):
        figures = []
        for place in window.figures:
            start, end = gold[place]["start"], gold[place]["end"]
            at = window.pieces_of(start, end)
            if at is not None:
                claim = next((c for c in claims if c.figure.start < end and start < c.figure.end), None)
                figures.append(_figure(window, at, gold[place], witness(claim, window, text), events))
        if figures:
            yield Example(name, window, figures)


def _figure(
    window: Window, at: tuple[int, int], one: Mapping[str, Any], said: Witness, events: Sequence[str]
) -> Figure:
    made = Figure(*at, said)
    kind = {"c": "claim", "o": "optional"}.get(one["kind"], "none")
    made.classes["kind"] = {KINDS.index(kind)}
    if kind == "none" or one["event"] == "-":
        return made
    right = {
        "event": (events, one["measure"] or one["event"]),
        "status": (STATUSES, one["status"]),
        "temporality": (TEMPORALITIES, one["tempo"]),
        "delta": (DELTAS, _DELTA[one["delta"]]),
    }
    for name, (labels, told) in right.items():
        made.classes[name] = {labels.index(label) for label in told.split("|") if label in labels}
    for role in ROLES:
        made.pointers[role] = _pointed(window, one, role)
    return made


def _pointed(window: Window, one: Mapping[str, Any], role: str) -> set[tuple[int, int]]:
    """Return the pieces that say a role of a figure, NOTHING among them where nothing may be said."""
    value = one.get("origin" if role == "source" else role)
    options = () if value is None else str(value).split("|")
    silent = value is None or "-" in options or (role == "source" and "publisher" in options)
    span = one["spans"].get(role)
    held = window.pieces_of(*span) if span else None
    return {*([(NOTHING, NOTHING)] if silent else []), *([held] if held else [])}
