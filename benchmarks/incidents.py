"""How often the dead and the injured of an incident come out right: `python -m benchmarks.incidents`.

Here belongs the whole path, from the articles on one incident to `best` and the range of reported values,
measured against a registry's counts. FOLDER holds a folder an incident, each with its articles (`*.txt`) and
`truth.json` ({"killed": 2, "injured": 5}; a count that nobody registered is left out). Without FOLDER the
incidents of `tests/golden/incidents` are read; they were written for it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from statistics import median

import pipeline
from benchmarks.tallies import Tally, interval, share, total
from pipeline.briefs import Brief, Question
from pipeline.pile import Pile
from pipeline.records import Claim, CleanedText, Estimate

INCIDENTS = Path(__file__).resolve().parents[1] / "tests" / "golden" / "incidents"
QUESTIONS = (
    Question(id="killed", title="Killed", category=("people",), event=("killed", "died")),
    Question(id="injured", title="Injured", category=("people",), event=("wounded",)),
)
BRIEF = Brief(id="incident", title="Dead and injured", questions=QUESTIONS)
METHODS = ("best", "mode of all numbers", "median of claims")
_RECEIVED = date(2026, 1, 1)


@dataclass(frozen=True)
class Incident:
    """One incident: its articles, read and cleaned, their claims, and what a registry counts."""

    name: str
    texts: tuple[CleanedText, ...]
    claims: tuple[Claim, ...]
    truth: dict[str, int]

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """The answers to the questions, by their id."""
        found = pipeline.reconcile(Pile((), self.texts, self.claims, ()), BRIEF, _RECEIVED)
        return {estimate.question_id: estimate for estimate in found}


def main() -> None:
    """Print the table, and with --each what comes out of each incident."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", nargs="?", type=Path, default=INCIDENTS)
    arguments.add_argument("--each", action="store_true", help="print each incident that comes out wrong")
    options = arguments.parse_args()
    incidents = list(read(options.folder))
    if options.each:
        for line in misses(incidents):
            print(line)
    for line in table(incidents):
        print(line)


def read(folder: Path) -> Iterator[Incident]:
    """Yield the incidents of a folder, by name."""
    for truth in sorted(folder.glob("*/truth.json")):
        texts, claims = [], []
        for article in sorted(truth.parent.glob("*.txt")):
            document = pipeline.read(
                article.read_bytes(), name=article.name, source="incident", received_on=_RECEIVED
            )
            cleaned = pipeline.clean(document)
            texts.append(cleaned)
            claims += pipeline.extract(document, cleaned)
        counts = json.loads(truth.read_text("utf-8"))
        yield Incident(truth.parent.name, tuple(texts), tuple(claims), counts)


def judge(incident: Incident) -> dict[str, Tally]:
    """Return, by question, which methods give the registry's count and whether the range holds it."""
    tallies = {}
    for question, truth in incident.truth.items():
        tally: Tally = Counter()
        for method in METHODS:
            tally[f"judged.{method}"] = 1
            tally[f"right.{method}"] = int(_answer(incident, question, method) == truth)
        tally["judged.range"] = 1
        tally["right.range"] = int(in_range(incident.estimates[question], truth))
        tallies[question] = tally
    return tallies


def in_range(estimate: Estimate, truth: float) -> bool:
    """Return whether the range of reported values holds a count; a question without a value holds none."""
    if estimate.low is None and estimate.high is None:
        return False
    above = estimate.low is None or estimate.low <= truth
    return above and (estimate.high is None or truth <= estimate.high)


def table(incidents: Sequence[Incident]) -> Iterator[str]:
    """Yield the lines of the table: per question and method the share that is right, with its interval."""
    judged = [judge(incident) for incident in incidents]
    for question in QUESTIONS:
        tallies = [found[question.id] for found in judged if question.id in found]
        yield f"{question.id} (n = {len(tallies)})"
        for name in (*METHODS, "range"):
            measure = share(name)
            low, high = interval(tallies, measure)
            label = "truth inside low–high" if name == "range" else f"{name}, exact"
            yield f"  {label:28} {measure(total(tallies)):5.1f} % ({low:.0f}–{high:.0f})"


def misses(incidents: Sequence[Incident]) -> Iterator[str]:
    """Yield a line for each count that comes out wrong."""
    for incident in incidents:
        for question, truth in incident.truth.items():
            found = incident.estimates[question]
            inside = "" if in_range(found, truth) else ", outside"
            if found.best != truth or inside:
                yield (
                    f"{incident.name} {question}: registry {truth}, best {found.best} "
                    f"({found.low}–{found.high}{inside}), {found.verdict}"
                )


def _answer(incident: Incident, question: str, method: str) -> float | None:
    if method == "best":
        return incident.estimates[question].best
    events = next(asked.event for asked in QUESTIONS if asked.id == question)
    values = [claim.low for claim in incident.claims if claim.event in events and claim.low is not None]
    if not values:
        return None
    if method == "median of claims":
        return median(values)
    counts = Counter(values)
    return max(values, key=lambda value: counts[value])


if __name__ == "__main__":
    main()
