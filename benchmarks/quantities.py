"""Score quantities of sentences against gold: the annotated sentences of NewsQuant (Almasian et al. 2023).

Here belongs the strict comparison: a one-to-one matching in each sentence, so that nothing counts twice. A
value is right when both ends are; a bound is one of = ~ < >, a trend ("up", "down") counting as "="; a noun
is right when its head word is.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.scoring import SHARED
from benchmarks.tallies import Tally
from pipeline.extraction import quantity_spans

Row = dict[str, Any]
CRITERIA = ("value", "value + bound", "value + noun")
_TRENDS = {"up", "down"}
_NAMES = {
    "%": "percentage",
    "percent": "percentage",
    "$": "dollar",
    "us$": "dollar",
    "usd": "dollar",
    "€": "euro",
    "£": "sterling",
    "pound": "sterling",
    "c": "celsius",
    "f": "fahrenheit",
    "km": "kilometre",
    "kilometer": "kilometre",
    "m": "metre",
    "meter": "metre",
    "kg": "kilogram",
    "mw": "megawatt",
    "person": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "inches": "inch",
    "lives": "life",
}
_WORD = re.compile(r"[\w%$€£'’-]+")
_PARTS = re.compile(r"\s+(?:per|a|an|of|/)\s+|/")


def sentences() -> list[Row]:
    """Return the annotated sentences, each with its gold `spans`; none where they do not stand beside the
    project."""
    path = SHARED / "data" / "newsquant_dev" / "gold.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def judge(rows: Sequence[Row], criterion: str) -> list[Tally]:
    """Return a tally for each sentence: how many quantities are right by one of CRITERIA."""
    tallies = []
    for row in rows:
        found = [span.model_dump() for span in quantity_spans(row["text"])]
        hits = _matching(row["spans"], found, _SAME[criterion])
        tallies.append(Counter(hits=hits, found=len(found), gold=len(row["spans"])))
    return tallies


def _matching(gold: Sequence[Row], found: Sequence[Row], same: Callable[[Row, Row], bool]) -> int:
    """Return the size of a maximum one-to-one matching (Kuhn's algorithm)."""
    owner: dict[int, int] = {}

    def placed(at: int, seen: set[int]) -> bool:
        for other, span in enumerate(found):
            if other not in seen and same(gold[at], span):
                seen.add(other)
                if other not in owner or placed(owner[other], seen):
                    owner[other] = at
                    return True
        return False

    return sum(placed(at, set()) for at in range(len(gold)))


def _value(gold: Row, found: Row) -> bool:
    return all(
        abs(one - other) <= 1e-8 + 1e-5 * abs(other)
        for one, other in zip(_ends(gold), _ends(found), strict=True)
    )


def _bound(gold: Row, found: Row) -> bool:
    one, other = ("=" if row["modifier"] in _TRENDS else row["modifier"] for row in (gold, found))
    return _value(gold, found) and one == other


def _noun(gold: Row, found: Row) -> bool:
    return _value(gold, found) and not _heads(gold).isdisjoint(_heads(found))


_SAME: dict[str, Callable[[Row, Row], bool]] = {
    "value": _value,
    "value + bound": _bound,
    "value + noun": _noun,
}


def _ends(row: Row) -> tuple[float, float]:
    """Return both ends of a value, an open one closed by the other."""
    low, high = row["value_low"], row["value_high"]
    low, high = (high if low is None else low), (low if high is None else high)
    return float(low), float(high)


def _heads(row: Row) -> set[str]:
    """Return the head words of a noun and a unit: the last, and the one before "of" or "per"."""
    heads = set()
    for name in {row.get("noun") or "-", row.get("unit") or "-"} - {"-"}:
        known = _NAMES.get(name.lower(), name.lower())
        for part in (known, _PARTS.split(known)[0]):
            words = _WORD.findall(part)
            heads |= {_singular(words[-1])} if words else set()
    return heads or {"-"}


def _singular(word: str) -> str:
    if word in _NAMES:
        return _NAMES[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    return word[:-1] if plural else word
