"""Score claims against gold claims.

Here belong matching and the comparison of fields, by the rules of `tests/golden/README.md`. What is
asked of the scores stands in `tests/golden/test_golden_claims.py`.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.tallies import Measure, Tally, f1, percent, share, total
from pipeline.cleaning import clean, read
from pipeline.extraction import extract
from pipeline.records import Claim

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FIELDS = ("bound", "status", "counted", "actor", "place", "origin")
_SMALL_WORDS = re.compile(r"\b(?:the|a|an|of|its|his|her|their)\b")
_NAMES = {
    "american": "united states",
    "u s": "united states",
    "us": "united states",
    "washington": "united states",
    "north korean": "north korea",
    "dprk": "north korea",
    "pyongyang": "north korea",
    "south korean": "south korea",
    "seoul": "south korea",
    "russian": "russia",
    "moscow": "russia",
    "ukrainian": "ukraine",
    "kyiv": "ukraine",
    "united nations": "un",
    "zelenskyy": "zelensky",
}
Gold = Mapping[str, Any]


@dataclass(frozen=True)
class Dataset:
    """Documents with their gold claims. A claim that lies on an `optional` span is neither right nor
    wrong."""

    documents: tuple[Path, ...]
    gold: tuple[Gold, ...]
    optional: tuple[Gold, ...]
    publishers: Mapping[str, str]


MEASURES: Mapping[str, Measure] = {
    "F1": f1,
    **{field: share(field) for field in FIELDS},
    "attributed": share("attributed"),
    "not observed": share("not_observed"),
    "fully right": lambda tally: percent(tally["fully_right"], tally["gold"]),
}


def datasets() -> dict[str, Dataset]:
    """Return the data that is present: that of the project, and the shared reports where they stand beside
    it."""
    golden = ROOT / "tests" / "golden"
    sample = sorted((ROOT / "briefs" / "north-korea-russia" / "documents").glob("*/*.txt"))
    found = {
        "sample": _dataset(sample, golden / "sample_claims.jsonl", golden / "sample_optional.jsonl"),
    }
    for name in ("other_subjects", "more_subjects"):
        pages = sorted((golden / name).glob("*.txt"))
        gold = _dataset(pages, golden / f"{name}.jsonl", golden / f"{name}_optional.jsonl")
        found[name.replace("_", " ")] = gold
    seeds_gold, news = SHARED / "gold", SHARED / "data" / "news_dev"
    if (seeds_gold / "seeds.jsonl").exists():
        seeds = sorted((SHARED / "seeds").glob("*.txt"))
        found["seeds"] = _dataset(seeds, seeds_gold / "seeds.jsonl", seeds_gold / "seeds_optional.jsonl")
    if (news / "gold.jsonl").exists():
        found["news"] = dataset_of(news)
    return found


def dataset_of(folder: Path) -> Dataset:
    """Return the data of a folder: `docs/*.txt`, `gold.jsonl`, `gold_optional.jsonl`, and, if it is there,
    `index.json` with the publisher of each document."""
    index = folder / "index.json"
    rows = json.loads(index.read_text("utf-8")) if index.exists() else []
    publishers = {row["doc"]: row.get("publisher") or "" for row in rows}
    pages = sorted((folder / "docs").glob("*.txt"))
    return _dataset(pages, folder / "gold.jsonl", folder / "gold_optional.jsonl", publishers)


def claims_of(dataset: Dataset) -> list[Claim]:
    """Return the claims that extraction finds in the documents of a data set."""
    found: list[Claim] = []
    for path in dataset.documents:
        document = read(path.read_bytes(), name=path.name, source="gold", received_on=date(2025, 11, 22))
        found += extract(document, clean(document))
    return found


def judge(claims: Sequence[Claim], dataset: Dataset, asked: Callable[[Gold], bool] = bool) -> list[Tally]:
    """Return a tally for each document of a data set, of the gold that is `asked` about (by default all).

    A figure counts as found where its span overlaps the gold's and both ends of its value are the gold's (a
    vague one: from half to twice). "attributed" is the origin of what the outlet does not say itself,
    "not_observed" the status of what is not observed, "fully_right" what is right in every field.
    """
    tallies: defaultdict[str, Tally] = defaultdict(Counter)
    pairs = _match(claims, dataset.gold)
    taken = {id(claim) for claim, _ in pairs}
    annotated = {_name(row["doc"]) for row in (*dataset.gold, *dataset.optional)}
    for row in filter(asked, dataset.gold):
        tallies[_name(row["doc"])]["gold"] += 1
    for claim in claims:
        ignored = any(_overlap(claim, row) for row in dataset.optional)
        ignored = ignored and not any(_overlap(claim, row) for row in dataset.gold)
        if id(claim) not in taken and not ignored and _name(claim.document_name) in annotated:
            tallies[_name(claim.document_name)]["found"] += 1
    for claim, row in pairs:
        if asked(row):
            tallies[_name(row["doc"])].update(_judged(claim, row, dataset.publishers))
    return list(tallies.values())


def score(claims: Sequence[Claim], dataset: Dataset) -> dict[str, float]:
    """Return every measure of a data set, in percent."""
    tally = total(judge(claims, dataset))
    return {name: measure(tally) for name, measure in MEASURES.items()}


def _judged(claim: Claim, row: Gold, publishers: Mapping[str, str]) -> Tally:
    """Return the tally of one claim that has the value of its gold."""
    verdicts = {field: _right(field, claim, row, publishers) for field in FIELDS}
    of_all = {field: right for field, right in verdicts.items() if right is not None}
    tally: Tally = Counter(hits=1, found=1, fully_right=int(all(of_all.values())))
    if "publisher" not in row["origin"].split("|"):
        of_all["attributed"] = of_all["origin"]
    if row["status"].split("|")[0] != "observed":
        of_all["not_observed"] = of_all["status"]
    for name, right in of_all.items():
        tally[f"judged.{name}"] += 1
        tally[f"right.{name}"] += right
    return tally


def _dataset(
    documents: Sequence[Path], gold: Path, optional: Path, publishers: Mapping[str, str] | None = None
) -> Dataset:
    rows = [
        tuple(json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
        for path in (gold, optional)
    ]
    return Dataset(tuple(documents), rows[0], rows[1], publishers or {})


def _name(document: str) -> str:
    return document.removesuffix(".txt")


def _overlap(claim: Claim, row: Gold) -> bool:
    same = _name(row["doc"]) == _name(claim.document_name)
    return same and claim.figure.start < row["end"] and row["start"] < claim.figure.end


def _match(claims: Sequence[Claim], gold: Sequence[Gold]) -> list[tuple[Claim, Gold]]:
    """Pair each gold claim with the first claim over it that has its value."""
    pairs: list[tuple[Claim, Gold]] = []
    free = list(claims)
    for row in gold:
        hit = next((claim for claim in free if _overlap(claim, row) and _has_value(claim, row)), None)
        if hit is not None:
            free.remove(hit)
            pairs.append((hit, row))
    return pairs


def _has_value(claim: Claim, row: Gold) -> bool:
    if row["bound"] == "vague":
        return claim.low is not None and row["low"] / 2 <= claim.low <= row["low"] * 2
    values = [(row["low"], row["high"]), *(tuple(pair) for pair in (row.get("alt") or {}).get("v", []))]
    return any(_near(claim.low, low) and _near(claim.high, high) for low, high in values)


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 0.01 * max(abs(one), abs(other), 1e-9)


def _right(field: str, claim: Claim, row: Gold, publishers: Mapping[str, str]) -> bool | None:
    """Tell whether a field is right; None where the gold does not judge it."""
    gold, found = row.get(field), getattr(claim, field)
    if field == "bound":
        return found == gold or found in (row.get("alt") or {}).get("b", [])
    if gold is None:
        return None
    answers = gold.split("|")
    if field == "status":
        return found in answers
    if found is None:
        return False
    if field == "origin" and "publisher" in answers:
        outlet = _plain(publishers.get(row["doc"], ""))
        if found == "publisher" or _contains(_plain(found), outlet):
            return True
    return any(_contains(_plain(found), _plain(answer)) for answer in answers if answer != "publisher")


def _plain(text: str) -> str:
    """Return a name without case, marks, small words and plurals, countries under one name."""
    low = re.sub(r"'s\b|[^\w\s%]", " ", text.lower().replace("’", "'"))
    low = " ".join(re.sub(r"(?<=[a-z]{3})s$", "", word) for word in _SMALL_WORDS.sub(" ", low).split())
    for name, canonical in _NAMES.items():
        low = re.sub(rf"\b{name}\b", canonical, low)
    return low


def _contains(one: str, other: str) -> bool:
    """True when one of two names contains the other as whole words."""
    if not one or not other:
        return False
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "
