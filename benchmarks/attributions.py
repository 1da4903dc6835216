"""Score attributions against gold: the annotated reports of PolNeAR (Newell et al. 2018).

Here belongs the comparison: an attribution that is found belongs to the gold one whose content and cue it
overlaps most, one to one; its source is right when it overlaps. Only attributions whose content holds a
number count, as only these bear figures.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.scoring import SHARED
from benchmarks.tallies import Tally
from pipeline.extraction import attributions

Row = dict[str, Any]
Spans = Sequence[Sequence[Any]]
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|"
    r"millions?|billions?|half|several|twenty|thirty|forty|fifty)\b",
    re.IGNORECASE,
)


def reports() -> list[Row]:
    """Return the annotated reports; none where they do not stand beside the project."""
    path = SHARED / "data" / "polnear_dev" / "dev.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def judge(rows: Sequence[Row]) -> list[Tally]:
    """Return a tally for each report: how many of its attributions with a number have the right source."""
    tallies = []
    for row in rows:
        found = [one.model_dump() for one in attributions(row["text"])]
        gold, found = (
            [one for one in all_of if _NUMBER.search(_words(row["text"], one["content"]))]
            for all_of in (row["attributions"], found)
        )
        hits = sum(
            not _chars(one["source"]).isdisjoint(_chars(other["source"]))
            for one, other in _pairs(gold, found)
        )
        named = [sum(bool(one["source"]) for one in all_of) for all_of in (found, gold)]
        tallies.append(Counter(hits=hits, found=named[0], gold=named[1]))
    return tallies


def _pairs(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return gold and found attributions that belong together, best overlap first."""
    scored = [
        (_share(one["content"], other["content"]) + _share(one["cue"], other["cue"]), at, to)
        for at, one in enumerate(gold)
        for to, other in enumerate(found)
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for overlap, at, to in sorted(scored, reverse=True):
        if overlap and at not in used[0] and to not in used[1]:
            used[0].add(at)
            used[1].add(to)
            pairs.append((gold[at], found[to]))
    return pairs


def _share(one: Spans, other: Spans) -> float:
    """Return how much of the characters of both are common (Jaccard)."""
    both = _chars(one) | _chars(other)
    return len(_chars(one) & _chars(other)) / len(both) if both else 0.0


def _chars(spans: Spans) -> set[int]:
    return {at for start, end, *_ in spans for at in range(start, end)}


def _words(text: str, spans: Spans) -> str:
    return " ".join(text[start:end] for start, end, *_ in spans)
