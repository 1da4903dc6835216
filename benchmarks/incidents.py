"""How often the counts of an incident come out right: `python -m benchmarks.incidents`.

Here belongs the whole path, from the articles on one incident to `best` and the range of reported values,
measured against what a careful reader or a registry counts. FOLDER holds a folder an incident, each with its
articles (`*.txt`) and `truth.json` ({"killed": 2, "injured": 5}, or {"kind": …, "truth": {…}}; a count that
nobody knows is left out). Without FOLDER the incidents of `tests/golden/incidents` are read, which were
written for it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
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
from pipeline.records import Claim, Estimate

INCIDENTS = Path(__file__).resolve().parents[1] / "tests" / "golden" / "incidents"
EVENTS = {
    "killed": ("killed", "died"),
    "injured": ("wounded",),
    "infected": ("infected",),
    "displaced": ("displaced",),
    "evacuated": ("evacuated",),
    "rescued": ("rescued",),
    "detained": ("detained",),
    "protested": ("protested",),
    "on_strike": ("on_strike",),
    "laid_off": ("laid_off",),
    "cut_off": ("cut_off",),
    "destroyed": ("destroyed",),
}
_THINGS = {"cut_off": "households", "destroyed": "houses"}  # what is counted where it is no people
METHODS = ("best", "mode of claims", "median of claims", "latest claim")
_RECEIVED = date(2026, 12, 31)
_MANY = 4  # reports, from which on an incident has many


@dataclass(frozen=True)
class Incident:
    """One incident: what was received of it, and what is right by measure."""

    name: str
    pile: Pile
    truth: dict[str, int]

    @property
    def half(self) -> str:
        """Whether rules may be tuned on it ("a") or are judged by it ("b")."""
        return "ab"[hashlib.sha256(self.name.encode()).digest()[0] % 2]

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """The answers by measure."""
        brief = Brief(id="incident", title=self.name, questions=tuple(map(question, self.truth)))
        return dict(zip(self.truth, pipeline.reconcile(self.pile, brief, _RECEIVED), strict=True))

    def claims(self, measure: str) -> list[Claim]:
        """The claims of the events of a measure that give a number."""
        return [one for one in self.pile.claims if one.event in EVENTS[measure] and one.low is not None]


def question(measure: str) -> Question:
    """Return the question that a measure answers, of any place."""
    thing = _THINGS.get(measure, "people")
    return Question(
        id=measure.replace("_", "-"), title=measure.capitalize(), category=(thing,), event=EVENTS[measure]
    )


def main() -> None:
    """Print the tables, and with --each what comes out wrong of each incident."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.incidents")
    arguments.add_argument("folder", nargs="?", type=Path, default=INCIDENTS)
    arguments.add_argument("--half", choices=("a", "b"), help="those that rules are tuned on, or judged by")
    arguments.add_argument("--each", action="store_true", help="print each count that comes out wrong")
    options = arguments.parse_args()
    incidents = [one for one in read(options.folder) if options.half in (None, one.half)]
    if not incidents:
        print(f"{options.folder} holds no incident: a folder each, with truth.json", file=sys.stderr)
        sys.exit(2)
    for line in (*(misses(incidents) if options.each else ()), *table(incidents), *by_rule(incidents)):
        print(line)


def read(folder: Path) -> Iterator[Incident]:
    """Yield the incidents of a folder, by name."""
    for file in sorted(folder.glob("*/truth.json")):
        documents = [
            pipeline.read(path.read_bytes(), name=path.name, source="incident", received_on=_RECEIVED)
            for path in sorted(file.parent.glob("*.txt"))
        ]
        cleaned = [pipeline.clean(document) for document in documents]
        claims = [c for pair in zip(documents, cleaned, strict=True) for c in pipeline.extract(*pair)]
        told = json.loads(file.read_text("utf-8"))
        truth = {name: count for name, count in told.get("truth", told).items() if name in EVENTS}
        yield Incident(file.parent.name, Pile.of(documents, cleaned, claims), truth)


def judge(incident: Incident, measure: str) -> Tally:
    """Return which methods give the right count of a measure, and whether the range holds it."""
    truth, found = incident.truth[measure], incident.estimates[measure]
    tally: Tally = Counter()
    for method in METHODS:
        tally[f"judged.{method}"] = 1
        tally[f"right.{method}"] = int(answer(incident, measure, method) == truth)
    for name, right in (("range", in_range(found, truth)), ("closed", is_closed(found, truth))):
        tally[f"judged.{name}"], tally[f"right.{name}"] = 1, int(right)
    return tally


def in_range(estimate: Estimate, truth: float) -> bool:
    """Return whether the range of reported values holds a count; a question without a value holds none."""
    if estimate.low is None and estimate.high is None:
        return False
    above = estimate.low is None or estimate.low <= truth
    return above and (estimate.high is None or truth <= estimate.high)


def is_closed(estimate: Estimate, truth: float) -> bool:
    """Return whether a range with both ends holds a count."""
    return estimate.low is not None and estimate.high is not None and in_range(estimate, truth)


def answer(incident: Incident, measure: str, method: str) -> float | None:
    """Return what a method answers: the product's best value, or a plain rule over the same claims. A measure
    without a claim is none, or nobody."""
    estimate, claims = incident.estimates[measure], incident.claims(measure)
    if method == "best":
        silent = estimate.verdict == "no_evidence" and not claims
        return 0 if silent else estimate.best
    values = [claim.low for claim in claims if claim.low is not None]
    if not values:
        return 0
    if method == "median of claims":
        return median(values)
    if method == "latest claim":
        return values[-1]
    counts = Counter(values)
    return max(values, key=lambda value: counts[value])


def table(incidents: Sequence[Incident]) -> Iterator[str]:
    """Yield the shares that are right: by measure, by number of reports, and by verdict."""
    groups: dict[str, list[Tally]] = defaultdict(list)
    for incident in incidents:
        many = len(incident.pile.documents) >= _MANY
        for measure in incident.truth:
            told = judge(incident, measure)
            kind = measure if measure in ("killed", "injured") else "other"
            verdict = incident.estimates[measure].verdict
            for group in ("all", kind, f"{_MANY} reports or more" if many else "fewer reports", verdict):
                groups[group].append(told)
    for group in sorted(groups, key=lambda name: (name != "all", -len(groups[name]))):
        tallies = groups[group]
        yield f"{group} (n = {len(tallies)})"
        for name in (*METHODS, "range", "closed"):
            measured = share(name)
            low, high = interval(tallies, measured)
            label = {"range": "truth inside low–high", "closed": "and closed"}.get(name, f"{name}, exact")
            yield f"  {label:28} {measured(total(tallies)):5.1f} % ({low:.0f}–{high:.0f})"


def by_rule(incidents: Sequence[Incident]) -> Iterator[str]:
    """Yield, for each rule that fired, how often the product and the mode of its claims are right: a rule
    that loses against the mode does harm, or fires where it is hard."""
    fired: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for incident in incidents:
        for measure, truth in incident.truth.items():
            product, mode = (answer(incident, measure, method) == truth for method in METHODS[:2])
            for rule in incident.estimates[measure].rules:
                fired[rule].append((product, mode))
    yield "by rule: right by the product / by the mode of claims / of all in which it fired"
    for rule, outcomes in sorted(fired.items(), key=lambda item: -len(item[1])):
        product, mode = (sum(one[at] for one in outcomes) for at in (0, 1))
        yield f"  {rule:22} {product:3} / {mode:3} / {len(outcomes):3}"


def misses(incidents: Sequence[Incident]) -> Iterator[str]:
    """Yield a line for each count that comes out wrong."""
    for incident in incidents:
        for measure, truth in incident.truth.items():
            found = incident.estimates[measure]
            inside = "" if in_range(found, truth) or truth == 0 else ", outside"
            if answer(incident, measure, "best") != truth:
                yield (
                    f"{incident.half} {incident.name} {measure}: right {truth}, best {found.best} "
                    f"({found.low}–{found.high}{inside}), {found.verdict}"
                )


if __name__ == "__main__":
    main()
