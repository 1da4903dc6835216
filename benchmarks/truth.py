"""Numeric truth discovery: `python -m benchmarks.truth [FOLDER]`.

Here belong reading public sets from a folder, scoring, and the tables: the share of objects off by more than
one percent, for the methods of the literature and for ours, in one run. Without a folder, or where it lacks a
set, drawn rows with the structure of the public sets are scored alone.
"""

from __future__ import annotations

import argparse
import csv
import random
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, stdev

import polars as pl

from benchmarks.sightings import FAMILIES
from benchmarks.truths import Method, Row, Truths, crh, mean_of, median_of, truth_finder, vote
from pipeline.reconciliation.weights import learn

_SEEDS = 10
_SCHEMA = {"object": pl.String, "source": pl.String, "value": pl.Float64}


def weighted(rows: Sequence[Row]) -> Truths:
    """Return the values that `method: weighted` learns."""
    return dict(learn(pl.DataFrame(rows, schema=_SCHEMA, orient="row")).values.iter_rows())


METHODS: dict[str, Method] = {
    "mean": mean_of,
    "median": median_of,
    "vote": vote,
    "CRH": crh,
    "TruthFinder": truth_finder,
    "weighted": weighted,
}


def off(found: Truths, truths: Truths) -> float:
    """Return the share of objects, in percent, that are off by more than one percent of the truth."""
    return 100 * fmean(
        key not in found or abs(found[key] - truth) > 0.01 * abs(truth) for key, truth in truths.items()
    )


def read_set(folder: Path, name: str) -> tuple[list[Row], Truths] | None:
    """Return a set kept as `NAME.claims` (object, source, value) and `NAME.truths` (object, value), both tab
    separated; None where the folder has none. A line that is no row is told and left out."""
    claims, truths = folder / f"{name}.claims", folder / f"{name}.truths"
    if not (claims.is_file() and truths.is_file()):
        return None
    rows = [Row(key, source, value) for key, source, value in _lines(claims, 3)]  # type: ignore[misc]
    stated = {row.object for row in rows}
    known: Truths = dict(_lines(truths, 2))  # type: ignore[arg-type]
    return rows, {key: value for key, value in known.items() if key in stated}


def _lines(path: Path, columns: int) -> list[tuple[str | float, ...]]:
    found: list[tuple[str | float, ...]] = []
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for number, line in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            try:
                found.append((*line[: columns - 1], float(line[columns - 1])))
            except (ValueError, IndexError):
                print(f"{path.name}, line {number}: not {columns} columns with a number last, left out")
    return found


def _drawn() -> None:
    print(f"| drawn, {_SEEDS} seeds | {' | '.join(METHODS)} | weighted less the best other |")
    print("| --- |" + " --- |" * (len(METHODS) + 1))
    for name, family in FAMILIES.items():
        scores: dict[str, list[float]] = {method: [] for method in METHODS}
        for seed in range(_SEEDS):
            rows, truths = family(random.Random(seed))
            random.Random(seed).shuffle(rows)
            for method, find in METHODS.items():
                scores[method].append(off(find(rows), truths))
        others = [method for method in METHODS if method != "weighted"]
        rival = min(others, key=lambda method: fmean(scores[method]))
        less = [ours - other for ours, other in zip(scores["weighted"], scores[rival], strict=True)]
        cells = " | ".join(f"{fmean(scores[method]):.1f}" for method in METHODS)
        margin = 1.96 * stdev(less) / len(less) ** 0.5
        print(f"| {name} | {cells} | {fmean(less):+.1f} ± {margin:.1f} ({rival}) |", flush=True)


def _read(folder: Path, names: Sequence[str]) -> None:
    for name in names:
        kept = read_set(folder, name)
        if kept is None:
            print(f"{folder} has no {name}.claims and {name}.truths: not scored")
            continue
        rows, truths = kept
        scores = ", ".join(f"{method} {off(find(rows), truths):.1f}" for method, find in METHODS.items())
        print(f"{name}: {len(rows)} rows, {len(truths)} truths: {scores}")


def _speed() -> None:
    draw = random.Random(0)
    rows = [
        Row(f"o{draw.randrange(200_000)}", f"s{int(draw.paretovariate(0.7)) % 5000}", draw.gauss(1000, 50))
        for _ in range(1_000_000)
    ]
    start = time.monotonic()
    weighted(rows)
    print(f"a million rows of 200,000 objects: {time.monotonic() - start:.0f} s")


def main() -> None:
    """Print the shares for drawn sets, for those of a folder, and with `--speed` the time for a million
    rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="folder of public sets as .claims and .truths")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if options.folder:
        _read(options.folder, ("population", "temperature", "humidity", "pressure"))
    else:
        print("no folder of public sets given: drawn sets alone")
    _drawn()
    if options.speed:
        _speed()


if __name__ == "__main__":
    main()
