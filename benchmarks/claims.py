"""How good and how fast the extraction of claims is, at a glance: `python -m benchmarks.claims`."""

from __future__ import annotations

from benchmarks.scoring import MEASURES, claims_of, datasets, score
from benchmarks.speed import sentences_per_second


def main() -> None:
    """Print a line of quality and speed for each data set."""
    print(f"{'data':16}" + "".join(f"{name:>13}" for name in (*MEASURES, "sentences/s")))
    for name, dataset in datasets().items():
        values = [*score(claims_of(dataset), dataset).values(), sentences_per_second(dataset)]
        print(f"{name:16}" + "".join(f"{value:13.1f}" for value in values))


if __name__ == "__main__":
    main()
