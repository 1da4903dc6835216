"""How reconciliation grows with the pile: `python -m benchmarks.scale --claims 1000000 --questions 10000`.

Here belongs the measuring: time, memory and growth of full runs over piles of several sizes at one ratio of
claims to questions, and of shapes made to hurt (`--shapes`). Every pile is measured in a process of its own,
from Parquet tables as the store keeps them; time is that of the process. Piles are drawn in
`benchmarks.world` and `benchmarks.shapes`.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.shapes import AS_OF, BRIEF, SHAPES
from benchmarks.world import World
from pipeline.frames import from_frame
from pipeline.pile import Pile
from pipeline.reconciliation import reconcile
from pipeline.records import Claim, CleanedText
from resources.store import ParquetStore, write_frame

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--claims", type=int, default=100_000, help="claims of the largest pile")
    parser.add_argument("--questions", type=int, default=1_000, help="questions asked of the largest pile")
    parser.add_argument("--shapes", type=int, metavar="CLAIMS", help="measure shapes made to hurt instead")
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measured(Path(given.measure[0]), *map(int, given.measure[1:]))))
    elif given.shapes:
        hurt(given.shapes)
    else:
        grow(given.claims, given.questions)


def grow(claims: int, questions: int) -> None:
    """Measure piles up to a size and print how time and memory grow."""
    print(f"{'claims':>9} {'questions':>9} {'read s':>8} {'answer s':>8} {'claims/s':>8} {'peak MB':>8}")
    found: list[tuple[int, float]] = []
    for size in [*(size for size in SIZES if size < claims), claims]:
        asked = max(10, size * questions // claims)
        with tempfile.TemporaryDirectory() as folder:
            write(ParquetStore(Path(folder)), World(asked, size))
            took = apart("--measure", folder, str(size), str(asked))
        found.append((size, took["read"] + took["answer"]))
        shown = (took["read"], took["answer"], size / found[-1][1], took["peak"])
        print(f"{size:>9} {asked:>9} {'{:>8.1f} {:>8.1f} {:>8.0f} {:>8.0f}'.format(*shown)}", flush=True)
    print(f"time grows with the claims to the power of {slope(found):.2f}")


def hurt(claims: int) -> None:
    """Measure each shape at four sizes and print how time grows."""
    sizes = [claims // parts for parts in (8, 4, 2, 1)]
    for name, shape in SHAPES.items():
        found = []
        for size in sizes:
            texts, told = shape.pile(size)
            start = time.process_time()
            reconcile(Pile((), texts, told, ()), BRIEF, AS_OF)
            found.append((size, time.process_time() - start))
        seconds = " ".join(f"{took:>7.1f}" for _, took in found)
        print(f"{name:<48} {seconds}  power {slope(found):.2f}", flush=True)


def write(store: ParquetStore, world: World) -> None:
    """Write the days of a world as tables of a store."""
    for day, texts, claims in world.days():
        for table, frame in (("cleaned_text", texts), ("extracted_claims", claims)):
            path = store.path(table, day)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_frame(path, frame, "world")


def measured(folder: Path, claims: int, questions: int) -> dict[str, float]:
    """Measure one pile: seconds to read it and to answer all questions, and peak memory in megabytes."""
    store, brief = ParquetStore(folder), World(questions, claims).brief()
    last = store.days("extracted_claims")[-1]
    start = time.process_time()
    every = pl.lit(True)
    texts = from_frame(CleanedText, store.read_up_to("cleaned_text", last, every, once="document_id"))
    told = from_frame(Claim, store.read_up_to("extracted_claims", last, every, once="claim_id"))
    read = time.process_time()
    reconcile(Pile((), texts, told, ()), brief, last)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"read": read - start, "answer": done - read, "peak": peak}


def apart(*arguments: str) -> dict[str, float]:
    """Run this module in a process of its own and return what it measured."""
    command = [sys.executable, "-m", "benchmarks.scale", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def slope(found: list[tuple[int, float]]) -> float:
    """Return the exponent of growth: the slope of the line through the logarithms, by least squares."""
    points = [(math.log(size), math.log(seconds)) for size, seconds in found]
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    across = sum((x - middle[0]) ** 2 for x, _ in points)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in points) / across if across else math.nan


if __name__ == "__main__":
    main()
