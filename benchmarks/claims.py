"""How good and how fast extraction is, on whatever gold data is present: `python benchmarks/claims.py`.

Here belong the runs and their print. The scores are computed in `scoring.py`.
"""

from __future__ import annotations

import time
from datetime import date

from benchmarks.scoring import FIELDS, Dataset, claims_of, datasets, score
from pipeline.cleaning import clean, read, reading_text
from pipeline.extraction import extract
from pipeline.extraction.sentences import split

_SECONDS = 3.0  # how long the speed of one data set is measured


def main() -> None:
    """Print a line of quality and one of speed for each data set."""
    columns = ["P", "R", "F1", *FIELDS, "attributed", "not observed", "fully right"]
    print(f"{'data':16}" + "".join(f"{name:>13}" for name in columns))
    for name, dataset in datasets().items():
        result = score(claims_of(dataset), dataset)
        values = [result.precision, result.recall, result.f1, *(result.fields[field] for field in FIELDS)]
        values += [result.attributed, result.not_observed, result.fully_right]
        print(f"{name:16}" + "".join(f"{value:13.1f}" for value in values))
    print()
    for name, dataset in datasets().items():
        documents, sentences, claims, seconds = _speed(dataset)
        print(
            f"{name:16}{documents / seconds:8.0f} documents/s {sentences / seconds:8.0f} sentences/s "
            f"{claims / seconds:8.0f} claims/s"
        )


def _speed(dataset: Dataset) -> tuple[int, int, int, float]:
    """Return how many documents, sentences and claims were read, and in how many seconds of one core
    (extraction alone)."""
    day = date(2025, 11, 22)
    pages = [
        read(path.read_bytes(), name=path.name, source="gold", received_on=day) for path in dataset.documents
    ]
    work = [(page, clean(page)) for page in pages]
    sentences = sum(
        len(split(reading_text(page, cleaned), cleaned.kept())) for page, cleaned in work if not page.error
    )
    rounds = claims = 0
    start = time.process_time()
    while time.process_time() - start < _SECONDS:
        claims += sum(len(extract(page, cleaned)) for page, cleaned in work)
        rounds += 1
    return rounds * len(work), rounds * sentences, claims, time.process_time() - start


if __name__ == "__main__":
    main()
